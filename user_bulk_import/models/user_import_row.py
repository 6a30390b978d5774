from itertools import islice

from odoo import api, fields, models
from odoo.tools import SQL

from ..engine.decisions import Change
from ..engine.issues import ERROR, INFO, WARNING, Issue, _lt
from ..engine.values import MASK, Secret, as_text

CELLS_SHOWN = 4

FIRST_SHOWN = ("password", "must_change_password", "active")
"""Changes that decide who can log in: a list shows the first lines only."""

SECRET_TEXTS = {
    "given": _lt("as in the file"),
    "hash": _lt("as in the file, by its hash"),
    "generated": _lt("a new one is made"),
    "common": _lt("the one that all new users get"),
}
"""What is told of a secret, by its kind."""

SEVERITIES = (ERROR, WARNING, INFO)
"""The worst first."""


def worst(issues):
    """Return the worst severity of issues, ``False`` where there are none."""
    return min((issue.severity for issue in issues), key=SEVERITIES.index, default=False)


def issue_values(issues):
    """Return what a row keeps of all that was found about it.

    :param issues: list of the engine's issues
    """
    return {"issues": [issue.to_json() for issue in issues], "severity": worst(issues)}


class UserImportRow(models.Model):
    """One row of the file: its cells, what was decided about it and what became of it.

    By RPC nothing but its cells is written, and whether it is left out, and only in the review
    (see ``user_import_row_edit.py``): the decision that a person reviewed is the one applied.
    """

    _name = "user.import.row"
    _description = "User Import Row"
    # PostgreSQL looks through a table for whoever made or changed its records when a user is
    # deleted. In this one, by far the longest, it would take longer than all the rest.
    _log_access = False
    _order = "run_id desc, sequence"
    _rec_name = "login"

    run_id = fields.Many2one(
        "user.import.run", required=True, index=True, readonly=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="run_id.company_id")
    sequence = fields.Integer(readonly=True, help="Position in the file, over all sheets.")
    sheet = fields.Char(readonly=True)
    number = fields.Integer(string="Row", readonly=True, help="Row number in the file.")
    cells = fields.Properties(definition="run_id.cells_definition", copy=False)
    extra_cells = fields.Json(readonly=True, help="Cells beyond the last column.")
    left_out = fields.Boolean(help="Left out of the import by hand.")
    edited = fields.Json(
        readonly=True,
        help="What stood in the file, by the key of each cell that was edited; nothing of secrets.",
    )
    editor_id = fields.Many2one(
        "res.users",
        string="Edited By",
        readonly=True,
        index="btree_not_null",
        help="Who edited the row last.",
    )
    secrets = fields.Text(
        groups=fields.NO_ACCESS, help="Sensitive cells, encrypted, while the run waits."
    )
    credential = fields.Text(
        groups=fields.NO_ACCESS,
        help="The password that the import made or gave to all, encrypted, for the login slips.",
    )
    state = fields.Selection(
        [
            ("staged", "Read"),
            ("keyed", "Keys Known"),
            ("planned", "Planned"),
            ("done", "Done"),
        ],
        default="staged",
        readonly=True,
        required=True,
    )
    key_ref = fields.Char(readonly=True)
    key_login = fields.Char(readonly=True)
    key_email = fields.Char(readonly=True)
    key_new_login = fields.Char(readonly=True)

    action = fields.Selection(
        [
            ("create", "Create"),
            ("update", "Update"),
            ("unchanged", "Unchanged"),
            ("skip", "Skip"),
            ("archive", "Archive"),
            ("restore", "Restore"),
            ("delete", "Delete"),
            ("reject", "Error"),
        ],
        string="Decision",
        readonly=True,
    )
    outcome = fields.Selection(
        [
            ("created", "Created"),
            ("updated", "Updated"),
            ("unchanged", "Unchanged"),
            ("skipped", "Skipped"),
            ("archived", "Archived"),
            ("restored", "Restored"),
            ("deleted", "Deleted"),
            ("failed", "Failed"),
        ],
        readonly=True,
    )
    severity = fields.Selection(
        [("info", "Notice"), ("warning", "Warning"), ("error", "Error")], readonly=True
    )
    user_id = fields.Many2one("res.users", readonly=True, index="btree_not_null")
    contact_id = fields.Many2one(
        "res.partner", string="Linked Contact", readonly=True, index="btree_not_null"
    )
    login = fields.Char(readonly=True)
    login_key = fields.Char(readonly=True, help="The login as logins are compared.")
    changes = fields.Json(string="Planned Values", readonly=True)
    issues = fields.Json(readonly=True)
    rules = fields.Json(
        string="Rules Met",
        readonly=True,
        help="Which distribution rules the row meets, and what each gave: dicts with id, name and "
        "labels by field.",
    )
    photo_id = fields.Many2one(
        "user.import.photo",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        help="The picture of the upload that the row asks for, whether it can be used or not.",
    )
    cell_text = fields.Char(compute="_compute_cell_text", string="In the File")
    change_text = fields.Text(compute="_compute_texts", string="Changes")
    issue_text = fields.Text(compute="_compute_texts", string="Notes")

    _run_sequence_unique = models.Constraint(
        "UNIQUE (run_id, sequence)", "A row of the file cannot be read twice."
    )
    _run_state_idx = models.Index("(run_id, state, sequence)")
    _run_key_ref_idx = models.Index("(run_id, key_ref) WHERE key_ref IS NOT NULL")
    _run_key_login_idx = models.Index("(run_id, key_login) WHERE key_login IS NOT NULL")
    _run_key_email_idx = models.Index("(run_id, key_email) WHERE key_email IS NOT NULL")
    _run_key_new_login_idx = models.Index("(run_id, key_new_login) WHERE key_new_login IS NOT NULL")
    _run_login_key_idx = models.Index("(run_id, login_key) WHERE login_key IS NOT NULL")

    @api.depends("sheet", "number")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for row in self:
            if row.sheet:
                row.display_name = self.env._(
                    "%(sheet)s, row %(number)s", sheet=row.sheet, number=row.number
                )
            else:
                row.display_name = self.env._("Row %s", row.number)

    def _cell_texts(self):
        """Return the texts of the cells as they are stored, secrets masked. The field itself reads
        one record at a time, with the definition of all columns.

        :return: ``{row id: {cell key: text}}`` without blank cells
        """
        self.flush_recordset(["cells"])
        query = SQL("SELECT id, cells FROM user_import_row WHERE id = ANY(%s)", self.ids)
        return {
            row_id: {key: text for key, text in (cells or {}).items() if text}
            for row_id, cells in self.env.execute_query(query)
        }

    @api.depends("cells")
    def _compute_cell_text(self):
        """Tell a row from the others by its first cells, also where nothing was made of it."""
        cells = self._cell_texts()
        for row in self:
            texts = cells.get(row._origin.id, {})
            ordered = (texts.get(item["name"]) for item in row.run_id.cells_definition or [])
            shown = (text for text in ordered if text and text != MASK)
            row.cell_text = ", ".join(islice(shown, CELLS_SHOWN))

    @api.depends("changes", "issues")
    @api.depends_context("lang")
    def _compute_texts(self):
        labels = self.env["user.import.field"]._labels(self.run_id)
        for row in self:
            row.change_text = "\n".join(row._change_lines(labels))
            # The worst first: a list shows the first lines only.
            items = sorted(row.issues or [], key=lambda item: SEVERITIES.index(item["severity"]))
            row.issue_text = "\n".join(self._issue_line(Issue.from_json(i)) for i in items)

    @api.model
    def _issue_line(self, issue):
        """Return an issue's sentence with the column that it concerns, if any."""
        text = issue.text(self.env._)
        return f"{issue.column}: {text}" if issue.column else text

    def _change_lines(self, labels):
        for change in sorted(self._changes(), key=lambda change: change.field not in FIRST_SHOWN):
            label = labels.get(change.field, change.field)
            if isinstance(change.new, Secret):
                yield f"{label}: {self.env._(SECRET_TEXTS[change.new.kind])}"
                continue
            old = self._value_text(change.field, change.old)
            new = self._value_text(change.field, change.new) or self.env._("(empty)")
            if change.old in (None, ()):
                yield f"{label}: {new}"
            else:
                yield f"{label}: {old} → {new}"

    @api.model
    def _value_text(self, field, value):
        """Return the value of a field as people read it."""
        if field != "user_type":
            return as_text(value)
        types = self.env["user.import.role"]._fields["user_type"]
        return dict(types._description_selection(self.env)).get(value, "")

    def _changes(self):
        """Return the decision's changes.

        :rtype: tuple[Change, ...]
        """
        return tuple(Change.from_json(item) for item in self.changes or [])

    def _issues(self):
        """Return what was found about the row.

        :rtype: tuple[Issue, ...]
        """
        return tuple(Issue.from_json(item) for item in self.issues or [])

    def _add_issues(self, issues):
        """Keep what was found about the row after its planning.

        :param issues: of the engine
        :return: whether the row has become one with a warning by it
        """
        self.ensure_one()
        if not issues:
            return False
        before = self.severity
        placed = [issue.at(sheet=self.sheet or "", row=self.number) for issue in issues]
        self.write(issue_values([*self._issues(), *placed]))
        return self.severity == WARNING != before

    def action_open_user(self):
        """Open the user that the row made or changed."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "res.users",
            "res_id": self.user_id.id,
            "view_mode": "form",
            # By default it would be the short form for somebody's first invitation.
            "views": [(self.env.ref("base.view_users_form").id, "form")],
        }
