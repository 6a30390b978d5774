from collections import defaultdict

from odoo import api, fields, models

from .user_import_row import worst

NAMING = ("login", "name", "last_name", "first_name", "email", "ref")
"""What tells people whom a row is about, the plainest first."""


class UserImportRow(models.Model):
    """What the web client is told of a row's cells: which of them something is to be said about,
    which belong to its sheet, and whether they may be edited."""

    _inherit = "user.import.row"

    person = fields.Char(
        compute="_compute_person",
        help="Whom the row is about: the login the user has or gets, or else what the row says.",
    )
    cell_issues = fields.Json(
        compute="_compute_cell_issues",
        help="What is to be said about single cells: severity and text by the cell's key.",
    )
    cell_keys = fields.Json(
        compute="_compute_cell_keys", help="Keys of the cells of the row's own sheet, in its order."
    )
    is_editable = fields.Boolean(
        compute="_compute_is_editable", help="Whether the reader may edit the row now."
    )

    @api.depends("login", "cells", "run_id.column_ids.target")
    def _compute_person(self):
        unknown = self.filtered(lambda row: not row.login)
        cells, columns = unknown._cell_texts(), unknown._sheet_columns()
        for row in self:
            row.person = row.login
        for row in unknown:
            own = {c.target: c.key for c in reversed(columns[row.run_id, row.sheet or ""])}
            texts = [cells.get(row.id, {}).get(own.get(field)) for field in NAMING]
            row.person = next(filter(None, texts), row.cell_text)

    @api.depends("issues")
    @api.depends_context("lang")
    def _compute_cell_issues(self):
        columns = self._sheet_columns()
        for row in self:
            # The first one, where several columns have the same title.
            keys = {c.header: c.key for c in reversed(columns[row.run_id, row.sheet or ""])}
            by_key = defaultdict(list)
            for issue in row._issues():
                if issue.column in keys:
                    by_key[keys[issue.column]].append(issue)
            row.cell_issues = {key: self._cell_issue(issues) for key, issues in by_key.items()}

    @api.model
    def _cell_issue(self, issues):
        """Return what is said about one cell: the worst severity, and all sentences."""
        return {
            "severity": worst(issues),
            "text": "\n".join(issue.text(self.env._) for issue in issues),
        }

    @api.depends("sheet", "run_id.column_ids.key")
    def _compute_cell_keys(self):
        columns = self._sheet_columns()
        for row in self:
            row.cell_keys = [column.key for column in columns[row.run_id, row.sheet or ""]]

    @api.depends("run_id.state", "run_id.is_own")
    @api.depends_context("uid")
    def _compute_is_editable(self):
        for row in self:
            row.is_editable = row.run_id.state == "review" and row.run_id.is_own

    def _sheet_columns(self):
        """Return the columns that the file has, in its order, by run and sheet.

        :rtype: dict[tuple, list]
        """
        columns = defaultdict(list)
        for column in self.run_id.column_ids.sorted("index"):
            if column.key:  # not one that stands for a default
                columns[column.run_id, column.sheet or ""].append(column)
        return columns
