from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command, Domain
from odoo.tools import SQL

from ..engine.column_review import FINE, MISSING, UNKNOWN
from ..engine.issues import Issue
from .user_import_column import PERSONAL

FORGOTTEN = (
    *("action", "user_id", "contact_id", "login", "login_key", "changes", "issues", "severity"),
    *("key_ref", "key_login", "key_email", "key_new_login", "photo_id"),
    *("names", "links_pending"),
)
"""What a row knows by the columns, and not by the file."""


class UserImportRun(models.Model):
    """The step in which a person says what the columns of the file fill."""

    _inherit = "user.import.run"

    edit_column_ids = fields.One2many(
        "user.import.column",
        "run_id",
        string="Columns of the File",
        readonly=True,
        help="Those that need somebody on top.",
    )
    has_tag_columns = fields.Boolean(compute="_compute_kinds_of_columns")
    has_property_columns = fields.Boolean(compute="_compute_kinds_of_columns")
    has_defaults = fields.Boolean(
        compute="_compute_has_defaults",
        help="Whether a column has a default, or one is asked for: else the list has no room for "
        "them unless somebody shows them.",
    )
    unknown_column_count = fields.Integer(compute="_compute_column_counts")

    @api.depends("column_ids.attention")
    def _compute_column_counts(self):
        for run in self:
            run.unknown_column_count = len(run._unknown_columns())

    @api.depends("column_ids.target")
    def _compute_kinds_of_columns(self):
        for run in self:
            run.update(run._kinds_of_columns(run.column_ids.mapped("target")))

    @api.model
    def _kinds_of_columns(self, targets):
        """Return which further questions the list of columns has room for."""
        return {"has_tag_columns": "tag" in targets, "has_property_columns": "property" in targets}

    @api.depends("column_ids.default_value", "column_ids.attention")
    def _compute_has_defaults(self):
        for run in self:
            run.has_defaults = any(
                column.default_value
                or (column.attention == MISSING and column.target not in PERSONAL)
                for column in run.column_ids
            )

    def _columns_to_check(self):
        """Return the columns that somebody is to decide something about."""
        return self.column_ids.filtered(lambda column: column.attention < FINE)

    def _unknown_columns(self):
        return self.column_ids.filtered(lambda column: column.attention == UNKNOWN)

    # -- what a person can do ----------------------------------------------------------------

    def write(self, vals):
        """Nobody writes a run. A form sends the columns and tables that were edited in it, though,
        and these check for themselves what may be written."""
        if not vals or set(vals) - {"edit_column_ids", "table_ids"} or self.env.su:
            return super().write(vals)
        for run in self:
            run._write_columns(vals.get("edit_column_ids") or [])
            run._write_tables(vals.get("table_ids") or [])
        return True

    def _write_columns(self, commands):
        changes = self._changes_of(self.column_ids, commands)
        if changes:
            self.env["user.import.column"]._write_together(changes)

    def _write_tables(self, commands):
        for table, vals in self._changes_of(self.table_ids, commands).items():
            table.write(vals)

    def _changes_of(self, records, commands):
        """Return what a form says about columns or tables of the run: values by record.

        :raises AccessError: where it does more than change them
        """
        changes = {}
        for command in commands:
            if command[0] == Command.LINK and command[1] in records.ids:
                continue  # the form says that it is still there
            record = records.browse(command[1])
            if command[0] != Command.UPDATE or record not in records:
                raise AccessError(
                    self.env._("The columns of an import are made from its file alone.")
                )
            if command[2]:
                changes[record] = command[2]
        return changes

    @api.onchange("edit_column_ids")
    def _onchange_edit_column_ids(self):
        """Have the form ask while a person edits: :meth:`onchange` answers."""

    def onchange(self, values, field_names, fields_spec):
        """Tell what is still wrong with the columns while a person edits them, before anything is
        saved. Nothing else on the form changes by itself."""
        self.check_access("read")
        commands = values.get("edit_column_ids")
        if self.state != "columns" or not commands or "edit_column_ids" not in fields_spec:
            return {"value": {}}
        typed = {c[1]: c[2] for c in commands if c[0] == Command.UPDATE}
        notes = self._draft_notes(typed)
        targets = [(typed.get(c.id) or {}).get("target", c.target) for c in self.column_ids]
        return {
            "value": {
                **self._kinds_of_columns(targets),
                "edit_column_ids": [
                    (Command.UPDATE, column_id, {"issue_text": text})
                    for column_id, text in notes.items()
                ],
            }
        }

    def _check_edits_columns(self):
        """Raise unless somebody may change the columns of these runs now."""
        for run in self:
            run._check_may_change()
            if run.state != "columns":
                raise UserError(
                    self.env._(
                        "The columns of this import are settled. In the review, press Change "
                        "Columns to change them."
                    )
                )
            run.sudo().lock_for_update(allow_referencing=True)

    def action_add_all_unknown(self):
        """Make a new user property of each column that no field is known for."""
        for run in self:
            run._unknown_columns().action_add_to_database()

    def action_columns_done(self):
        """Go on to the comparison with the users, with the columns as they are now."""
        for run in self:
            run._check_may_change()
            # Odoo repeats a request that met a conflict: a run that is under way goes on then.
            if run.state != "planning":
                run._check_edits_columns()
                run._check_columns_settled()
                run.sudo()._leave_columns()
            run._advance()

    def _check_columns_settled(self):
        """Raise UserError where something has to be decided before the import can go on."""
        columns = self.column_ids.sorted("attention")
        found = [Issue.from_json(item) for column in columns for item in column.issues or []]
        if texts := [issue.text(self.env._) for issue in found if issue.is_error]:
            raise UserError("\n\n".join(dict.fromkeys(texts)))

    def _leave_columns(self):
        """Begin to plan, and note on the run which columns are left out."""
        self._note_columns_left_out()
        self._set_state("planning")

    def action_change_columns(self):
        """Go back from the review to the columns. What was planned is forgotten; rows that were
        edited or left out stay so."""
        for run in self:
            run._check_may_change()
            if run.state != "review":
                raise UserError(
                    self.env._("The columns can be changed only while the import is in review.")
                )
            run.sudo().with_company(run.company_id)._return_to_columns()

    def _return_to_columns(self):
        self._forget_plan()
        self._set_state("columns", guided=True, issues=False)
        for sheet in self._sheets():
            self.env["user.import.mapper"]._review(self, sheet)

    def _forget_plan(self):
        """Take from the rows what was planned: it may hold values of columns that become secret."""
        self.env["user.import.planner"]._restart(self)
        Row = self.env["user.import.row"]
        nothing = SQL(", ").join(SQL("%s = NULL", SQL.identifier(name)) for name in FORGOTTEN)
        Row.flush_model()
        self.env.cr.execute(
            SQL("UPDATE user_import_row SET %s WHERE run_id = %s", nothing, self.id)
        )
        Row.invalidate_model()
        # They are found again; what somebody chose for one of them stays.
        found = Domain("run_id", "=", self.id) & Domain("is_chosen", "=", False)
        self.env["user.import.value"].search(found).unlink()

    def _drop_rows(self):
        """Delete the rows at once; nothing refers to them before they are imported."""
        Row = self.env["user.import.row"]
        Row.flush_model()
        self.env.cr.execute(SQL("DELETE FROM user_import_row WHERE run_id = %s", self.id))
        Row.invalidate_model()
        self.invalidate_recordset(["row_ids", "preview_row_ids"])

    def _add_properties_of_columns(self):
        """Add the user properties that the columns fill to the company, with the importer's own
        rights: all its users have them then, whether a row has a value or not."""
        columns = self.column_ids.filtered(lambda c: c.target == "property" and c.index >= 0)
        definitions = {item["name"]: item for c in columns if (item := c._property_definition())}
        company = self._importer_env()["res.company"].browse(self.company_id.id)
        company._add_user_properties(list(definitions.values()))

    # -- for the mapper -----------------------------------------------------------------------

    def _sheets(self):
        """Return the names of the sheets that were read, in their order."""
        return list(dict.fromkeys(c.sheet or "" for c in self.column_ids.sorted("id")))

    def _lacking_columns(self, sheet):
        """Return the lines for fields of a sheet that no column fills."""
        return self.column_ids.filtered(lambda c: (c.sheet or "") == sheet and c.index < 0)

    def _target_lines(self, sheet):
        """Return the profile's lines about fields, by field name."""
        return {line._field_name(): line for line in self._lines(sheet) if line._field_name()}

    def _draft_notes(self, typed):
        """Return the notes of all columns as they would be if what was typed were saved.

        :param dict typed: values by id of the column
        :return: texts by id of the column
        """
        run = self.sudo().with_company(self.company_id)
        catalogue = run._catalogue()
        notes = {}
        for sheet in run._sheets():
            columns = run._file_columns(sheet)
            drafts = [column._draft(typed.get(column.id) or {}) for column in columns]
            known = catalogue.extended(spec for _match, spec in drafts if spec)
            matches = [match for match, _spec in drafts]
            reviewed = run.env["user.import.mapper"]._reviewed(run, sheet, matches, known)
            for column, match in zip(columns, reviewed, strict=True):
                notes[column.id] = "\n".join(issue.text(self.env._) for issue in match.issues)
        return notes

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        """The form may be edited for the sake of the columns alone."""
        arch, view = super()._get_view(view_id, view_type, **options)
        if view_type == "form":
            for node in arch.xpath("//field[not(ancestor::field)][not(@readonly)]"):
                node.set("readonly", "1")
        return arch, view
