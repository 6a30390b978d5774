from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError

from ..engine.tabs import NO_TAB


class UserImportTable(models.Model):
    """A table of a file whose name does not tell which tab of the profile it is, and which one it
    is. It is made with the columns; a person chooses the tab while the import waits for them."""

    _name = "user.import.table"
    _description = "Table of a User Import"
    _rec_name = "label"

    run_id = fields.Many2one(
        "user.import.run", required=True, readonly=True, index=True, ondelete="cascade"
    )
    name = fields.Char(readonly=True)
    label = fields.Char(compute="_compute_label", string="In the File")
    tab = fields.Selection("_selection_tab", string="Is the Tab")
    tabs = fields.Json(compute="_compute_tabs", help="Which ones there are to choose from.")
    is_told = fields.Boolean(readonly=True, help="A person has said so about this file.")

    @api.model
    def _selection_tab(self):
        lines = self.env["user.import.column"].search(
            [("profile_id", "!=", False), ("sheet", "!=", False)]
        )
        names = dict.fromkeys(lines.mapped("sheet"))
        return [*((name, name) for name in names), (NO_TAB, self.env._("None of these"))]

    @api.depends("name", "run_id.file_name")
    def _compute_label(self):
        for table in self:
            table.label = table.name or table.run_id._file_stem()

    @api.depends("run_id.profile_id.column_ids.sheet")
    def _compute_tabs(self):
        for table in self:
            table.tabs = [*table.run_id._tabs(), NO_TAB]

    def write(self, vals):
        """Take the tab that a person chose, and look at the table's columns again."""
        if self.env.su:
            return super().write(vals)
        if set(vals) != {"tab"}:
            raise AccessError(
                self.env._("Of a table of an import you can only choose which tab it is.")
            )
        self.check_access("write")
        self.run_id._check_edits_columns()
        for table in self.sudo():
            if vals["tab"] and vals["tab"] not in table.tabs:
                raise ValidationError(
                    self.env._("The profile has no such tab. Choose one from the list.")
                )
            table._become(vals["tab"])
        return True

    def _become(self, tab):
        """Take the table for a tab: what its columns have from the profile is taken anew, what a
        person chose for them stays."""
        run = self.run_id.with_company(self.run_id.company_id)
        sheet = self.name or ""
        before = run._target_lines(sheet)
        self.write({"tab": tab, "is_told": bool(tab)})
        now = run._target_lines(sheet)
        for column in run.column_ids.filtered(lambda c: (c.sheet or "") == sheet and c.target):
            name = column._field_name()
            column._follow_line(before.get(name), now.get(name))
        self.env["user.import.mapper"]._review(run, sheet)
