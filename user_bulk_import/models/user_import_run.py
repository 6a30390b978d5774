import secrets

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..engine.issues import Issue

CHANGING = ("created", "updated", "archived", "restored", "deleted")
"""Outcomes that write users."""

PREVIEW_ROWS = 20
"""Rows that the form shows; all others are in their own list."""


class UserImportRun(models.Model):
    """One import, from the file to the report. Every door makes one; from there all share one way:
    reading → columns → planning → review → applying → notifying → done."""

    _name = "user.import.run"
    _inherit = ["mail.thread", "user.import.policy.mixin"]
    _description = "User Import"
    _order = "id desc"
    _rec_name = "file_name"
    # A reader of a run may comment on it; its fields change by its actions alone.
    _mail_post_access = "read"

    file_name = fields.Char(string="File", required=True, readonly=True)
    comment = fields.Text(readonly=True)
    profile_id = fields.Many2one("user.import.profile", readonly=True, ondelete="set null")
    user_id = fields.Many2one(
        "res.users",
        string="Imported By",
        required=True,
        readonly=True,
        default=lambda self: self.env.user,
        help="Whose rights the import has.",
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, default=lambda self: self.env.company
    )
    state = fields.Selection(
        [
            ("reading", "Reading"),
            ("columns", "Columns to Check"),
            ("planning", "Planning"),
            ("review", "To Review"),
            ("applying", "Importing"),
            ("notifying", "Mailing"),
            ("cancelling", "Cancelling"),
            ("done", "Done"),
            ("failed", "Nothing Imported"),
            ("cancelled", "Cancelled"),
        ],
        default="reading",
        readonly=True,
        required=True,
        tracking=True,
        index=True,
    )
    guided = fields.Boolean(
        readonly=True,
        help="A person goes from step to step: the import stops where something is to be decided "
        "about the columns.",
    )
    source = fields.Binary(
        attachment=True,
        groups=fields.NO_ACCESS,
        help="The file, encrypted, until the import begins or ends.",
    )
    salt = fields.Char(
        groups=fields.NO_ACCESS,
        default=lambda self: secrets.token_hex(16),
        help="Of the key that staged secrets are encrypted with; emptied when the run ends.",
    )
    common_password = fields.Text(
        groups=fields.NO_ACCESS, help="The password of all new users, encrypted, while needed."
    )
    common_is_weak = fields.Boolean(readonly=True)
    credentials_salt = fields.Char(
        groups=fields.NO_ACCESS,
        default=lambda self: secrets.token_hex(16),
        help="Of the key that the login slips are encrypted with; emptied when they are gone.",
    )
    credentials_until = fields.Datetime(
        string="Login Slips Until", readonly=True, help="When the login slips are erased."
    )
    read_options = fields.Json(readonly=True)
    column_ids = fields.One2many("user.import.column", "run_id", string="Columns", readonly=True)
    row_ids = fields.One2many("user.import.row", "run_id", string="Rows", readonly=True)
    preview_row_ids = fields.One2many(
        "user.import.row",
        string="First Rows",
        compute="_compute_preview_row_ids",
        help="Those with errors and warnings on top.",
    )
    cells_definition = fields.PropertiesDefinition(string="File Columns")
    issues = fields.Json(readonly=True, help="What was found about the file as a whole.")
    issue_text = fields.Text(compute="_compute_issue_text", string="About the File")
    finished_at = fields.Datetime(string="Finished On", readonly=True)

    total_count = fields.Integer(string="Rows in All", readonly=True)
    processed_count = fields.Integer(readonly=True, help="Rows that the present step is done with.")
    created_count = fields.Integer(string="Created", readonly=True)
    updated_count = fields.Integer(string="Updated", readonly=True)
    unchanged_count = fields.Integer(string="Unchanged", readonly=True)
    skipped_count = fields.Integer(string="Skipped", readonly=True)
    archived_count = fields.Integer(string="Archived", readonly=True)
    restored_count = fields.Integer(string="Restored", readonly=True)
    deleted_count = fields.Integer(string="Deleted", readonly=True)
    failed_count = fields.Integer(string="Errors", readonly=True)
    warning_count = fields.Integer(string="Warnings", readonly=True)
    has_sheets = fields.Boolean(
        compute="_compute_has_sheets", help="Whether the file has several sheets."
    )
    is_own = fields.Boolean(
        compute="_compute_is_own", help="Whether the reader may carry the plan out."
    )
    has_work = fields.Boolean(
        compute="_compute_has_work", help="Whether the plan creates or changes any user."
    )

    @api.depends(*(f"{name}_count" for name in CHANGING))
    def _compute_has_work(self):
        for run in self:
            run.has_work = any(run[f"{name}_count"] for name in CHANGING)

    @api.depends("column_ids.sheet")
    def _compute_has_sheets(self):
        for run in self:
            run.has_sheets = len(set(run.column_ids.mapped("sheet"))) > 1

    def _compute_preview_row_ids(self):
        Row = self.env["user.import.row"]
        for run in self:
            domain = [("run_id", "=", run.id)]
            rows = Row.search([*domain, ("severity", "=", "error")], limit=PREVIEW_ROWS)
            rows |= Row.search([*domain, ("severity", "=", "warning")], limit=PREVIEW_ROWS)
            rows |= Row.search(domain, limit=PREVIEW_ROWS)
            run.preview_row_ids = rows[:PREVIEW_ROWS]

    @api.depends("issues")
    @api.depends_context("lang")
    def _compute_issue_text(self):
        for run in self:
            run.issue_text = "\n".join(
                Issue.from_json(item).text(self.env._) for item in run.issues or []
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_only_ended(self):
        if self.filtered(lambda run: run.state in ("applying", "notifying", "cancelling")):
            raise UserError(self.env._("An import cannot be deleted while it is running."))
        for run in self:
            run._check_own()

    # -- what a person can do ----------------------------------------------------------------

    def action_plan_again(self):
        """Compare with the directory as it is now."""
        for run in self:
            run._check_may_change()
            if run.state != "review":
                raise UserError(self.env._("Only an import that waits for review can be planned."))
            run.sudo().env["user.import.planner"]._restart(run.sudo())
            run._advance()

    @api.depends("user_id")
    @api.depends_context("uid")
    def _compute_is_own(self):
        system = self.env.user.has_group("base.group_system")
        for run in self:
            run.is_own = system or run.user_id == self.env.user

    def _check_own(self):
        """Raise AccessError where somebody would lend himself the rights of the importer."""
        if not self.is_own:
            raise AccessError(
                self.env._(
                    "Only %s, whose rights this import has, or a Settings administrator can "
                    "do that.",
                    self.user_id.name,
                )
            )

    def _check_may_change(self):
        """Raise AccessError unless the one who clicks may go on with this run, and change it."""
        self._check_may_act()
        self._check_own()

    def _check_may_act(self):
        """Raise AccessError unless the one who clicks may import, and see this run, and the
        importer still may."""
        self._check_clicker()
        self._check_importer()

    def _check_clicker(self):
        """Raise AccessError unless the one who clicks may import, and see this run."""
        self.check_access("read")
        if not self.env.user.has_group("user_bulk_import.group_user_import"):
            raise AccessError(self.env._("Only people with the access right “User Import” can."))

    def _open_form(self):
        """Return the action that shows the import."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }

    def action_view_rows(self):
        """Open the row list, filtered by the outcome that the clicked button stands for."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "user_bulk_import.action_user_import_row"
        )
        return {
            **action,
            "views": self._row_views(),
            "domain": [("run_id", "=", self.id)],
            "context": {
                "default_run_id": self.id,
                # Which columns the list shows
                "run_ended": self.state in ("done", "failed"),
                "one_sheet": not self.has_sheets,
            },
        }

    def _row_views(self):
        """Return the views of the rows: while the plan is reviewed, those in which whoever may
        carry it out edits them."""
        suffix = "_review" if self.state == "review" and self.is_own else ""
        names = {"list": f"list{suffix}", "kanban": "kanban", "form": f"form{suffix}"}
        return [
            (self.env.ref(f"user_bulk_import.user_import_row_view_{name}").id, kind)
            for kind, name in names.items()
        ]
