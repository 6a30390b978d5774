from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.user_import_run_file import ENCODINGS

FORMATS = [
    ("csv", "CSV or other text"),
    ("xlsx", "XLSX (Excel)"),
    ("xls", "XLS (old Excel)"),
    ("ods", "ODS (OpenDocument)"),
    ("json", "JSON"),
]


class UserImportReadAgain(models.TransientModel):
    """Asks in which way the file of an import is to be read instead."""

    _name = "user.import.read.again"
    _description = "Read the File Again"

    run_id = fields.Many2one(
        "user.import.run", required=True, readonly=True, ondelete="cascade", string="Import"
    )
    format = fields.Selection(FORMATS, help="Empty: what the content is.")
    encoding = fields.Selection("_selection_encoding", help="How the letters of a text are stored.")
    delimiter = fields.Selection("_selection_delimiter", help="What parts the columns of a text.")
    sheet_ids = fields.One2many("user.import.read.again.sheet", "wizard_id", string="Sheets")
    has_parts = fields.Boolean(compute="_compute_has_parts")

    @api.model
    def _selection_encoding(self):
        names = {}
        for name, label in ENCODINGS.items():
            names.setdefault(label, name)
        return [(name, label) for label, name in names.items()]

    @api.model
    def _selection_delimiter(self):
        return list(self.env["user.import.run"]._delimiter_names().items())

    @api.depends("run_id")
    def _compute_has_parts(self):
        """A file that was put together of several is read part by part, each as it is."""
        for wizard in self:
            wizard.has_parts = wizard.run_id._calls_tables_after_files()

    @api.model
    def _open_for(self, run):
        """Return the dialog for a run, filled with what was chosen before."""
        chosen = run.read_options or {}
        sheets = [
            {"name": sheet["name"], "row_count": sheet["rows"], "is_read": sheet["read"]}
            for sheet in (run.file_facts or {}).get("sheets") or ()
            if sheet["name"]
        ]
        wizard = self.create(
            {
                "run_id": run.id,
                "sheet_ids": [fields.Command.create(values) for values in sheets],
                **{
                    name: chosen[name]
                    for name in ("format", "encoding", "delimiter")
                    if chosen.get(name) in dict(self._fields[name]._description_selection(self.env))
                },
            }
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Read the File Again"),
            "res_model": self._name,
            "res_id": wizard.id,
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
        }

    def action_read(self):
        """Read the file in this way; where that cannot be, say why and leave all as it is."""
        self.ensure_one()
        self.run_id._read_again(self._options())
        self.run_id._advance()
        return {"type": "ir.actions.act_window_close"}

    def _options(self):
        options = {"format": self.format, "encoding": self.encoding, "delimiter": self.delimiter}
        if not self.sheet_ids.filtered("is_read") and self.sheet_ids:
            raise UserError(self.env._("Choose at least one sheet."))
        if not all(self.sheet_ids.mapped("is_read")):
            options["sheets"] = self.sheet_ids.filtered("is_read").mapped("name")
        return options


class UserImportReadAgainSheet(models.TransientModel):
    """A sheet that may be read or not."""

    _name = "user.import.read.again.sheet"
    _description = "Sheet to Read"

    wizard_id = fields.Many2one("user.import.read.again", required=True, ondelete="cascade")
    name = fields.Char(required=True, readonly=True, string="Sheet")
    row_count = fields.Integer(readonly=True, string="Rows")
    is_read = fields.Boolean(string="Read", default=True)
