from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

SECRET = "value"
"""Under which name the vault keeps the sensitive value."""


class UserImportSetCells(models.TransientModel):
    """Sets one column of many rows of an import to one value.

    The web client saves the dialog before it calls the button, so a sensitive value is sealed by
    ``create`` and ``write``, and never a value of the record. Who may edit the rows is checked
    when they are edited, whatever the record says.
    """

    _name = "user.import.set.cells"
    _description = "Set a Value in Many Rows of an Import"

    run_id = fields.Many2one("user.import.run", required=True, readonly=True, ondelete="cascade")
    row_ids = fields.Many2many("user.import.row", readonly=True)
    available_column_ids = fields.Many2many(
        "user.import.column", compute="_compute_available_column_ids"
    )
    column_id = fields.Many2one(
        "user.import.column",
        domain="[('id', 'in', available_column_ids)]",
        ondelete="cascade",
    )
    sensitive = fields.Boolean(related="column_id.sensitive")
    value = fields.Char(help="What the cells will hold. Leave it blank to empty them.")
    secret = fields.Char(
        string="Secret Value",
        store=False,
        readonly=False,
        help="What the cells will hold; it is never shown. Leave it blank to empty them.",
    )
    sealed = fields.Text(groups=fields.NO_ACCESS)
    row_count = fields.Integer(compute="_compute_row_count")

    @api.model
    def _open_for(self, rows):
        """Return the dialog for some rows.

        :raises UserError: where they are of several imports, or cannot be edited now
        """
        if len(rows.run_id) != 1:
            raise UserError(self.env._("Select rows of one import."))
        rows.run_id._begin_edit()
        return self.create({"run_id": rows.run_id.id, "row_ids": [Command.set(rows.ids)]})

    @api.depends("run_id", "row_ids")
    def _compute_available_column_ids(self):
        """Offer each column once, also one that stands on several sheets; twice, where it is kept
        as a secret on some of them only."""
        for wizard in self:
            sheets = wizard._sheet_counts()
            columns = wizard.run_id.column_ids.filtered(
                lambda column, sheets=sheets: column.key and (column.sheet or "") in sheets
            )
            shared = columns.sorted("index").grouped(lambda column: (column.key, column.sensitive))
            wizard.available_column_ids = columns.browse().union(
                *(same[0] for same in shared.values())
            )

    @api.depends("column_id", "row_ids")
    def _compute_row_count(self):
        for wizard in self:
            sheets = wizard._sheets_with_column()
            counts = wizard._sheet_counts().items()
            wizard.row_count = sum(
                count for sheet, count in counts if not wizard.column_id or sheet in sheets
            )

    def _sheet_counts(self):
        """Return the numbers of the rows by sheet."""
        groups = self.env["user.import.row"]._read_group(
            [("id", "in", self.row_ids.ids)], ["sheet"], ["__count"]
        )
        return {sheet or "": count for sheet, count in groups}

    def _sheets_with_column(self):
        """Return the sheets that have the column: those with the same title share it, unless one
        keeps it as a secret and the other does not."""
        same = self.run_id.column_ids.filtered(
            lambda column: (
                column.key == self.column_id.key and column.sensitive == self.column_id.sensitive
            )
        )
        return {column.sheet or "" for column in same}

    @api.model_create_multi
    def create(self, vals_list):
        wizards = super().create([_without_secret(vals) for vals in vals_list])
        for wizard, vals in zip(wizards, vals_list, strict=True):
            wizard._seal(vals)
        return wizards

    def write(self, vals):
        done = super().write(_without_secret(vals))
        for wizard in self:
            wizard._seal(vals)
        return done

    def _seal(self, vals):
        """Keep a sensitive value, encrypted as those of the file are."""
        if "secret" in vals:
            wizard, secret = self.sudo(), vals["secret"]
            sealed = secret and self.env["user.import.vault"]._seal(wizard.run_id, {SECRET: secret})
            wizard.sealed = sealed or False

    def action_apply(self):
        """Set the value in all rows whose sheet has the column."""
        self.ensure_one()
        if not self.column_id:
            raise UserError(self.env._("Choose the column."))
        sheets = self._sheets_with_column()
        rows = self.row_ids.filtered(
            lambda row: row.run_id == self.run_id and (row.sheet or "") in sheets
        )
        rows._edit({"cells": {self.column_id.key: self._text()}})
        self.sudo().sealed = False
        return rows._after_edit()

    def _text(self):
        if not self.sensitive:
            return self.value or ""
        opened = self.env["user.import.vault"]._open(self.run_id, self.sudo().sealed)
        return opened.get(SECRET, "")


def _without_secret(vals):
    return {name: value for name, value in vals.items() if name != "secret"}
