import base64
import hashlib
import time

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..engine.decisions import OUTCOME_BY_ACTION
from ..engine.headers import normalize_header
from ..engine.issues import Issue

PROCESSING = ("reading", "planning", "applying")
CHANGING = ("created", "updated", "archived", "restored", "deleted")
"""Outcomes that write users."""

PREVIEW_ROWS = 20
"""Rows that the form shows; all others are in their own list."""

INLINE_SECONDS = 10
"""How long a browser's request works on a run before the background goes on with it."""


class UserImportRun(models.Model):
    """One import, from the file to the report. Every door makes one; from there all share one way:
    reading → planning → review → applying → done."""

    _name = "user.import.run"
    _inherit = ["mail.thread", "user.import.policy.mixin"]
    _description = "User Import"
    _order = "id desc"
    _rec_name = "file_name"
    # A reader of a run may comment on it; its fields change by its actions alone.
    _mail_post_access = "read"

    file_name = fields.Char(string="File", required=True, readonly=True)
    file_digest = fields.Char(string="SHA-256 of the File", readonly=True)
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
            ("planning", "Planning"),
            ("review", "To Review"),
            ("applying", "Importing"),
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
    source = fields.Binary(
        attachment=True,
        groups=fields.NO_ACCESS,
        help="The file, encrypted, until it has been read.",
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
    progress = fields.Float(compute="_compute_progress")
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
    has_work = fields.Boolean(
        compute="_compute_has_work", help="Whether the plan creates or changes any user."
    )

    @api.depends("processed_count", "total_count")
    def _compute_progress(self):
        for run in self:
            run.progress = 100 * run.processed_count / run.total_count if run.total_count else 0

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
        if self.filtered(lambda run: run.state in ("applying",)):
            raise UserError(self.env._("An import cannot be deleted while it is running."))

    # -- rights -----------------------------------------------------------------------------

    def _check_importer(self):
        """Raise AccessError unless the run's user may import, before anything starts."""
        for run in self:
            if not run.user_id.has_group("user_bulk_import.group_user_import"):
                raise AccessError(
                    self.env._(
                        "%s may not import users. Give this person the access right "
                        "“User Import” in Settings → Users & Companies → Users.",
                        run.user_id.name,
                    )
                )

    def _importer_env(self):
        """Return the environment in which users are read and written: the importer's own rights,
        in all companies that the importer may see."""
        self.ensure_one()
        companies = self.user_id.company_ids
        ordered = [self.company_id.id, *(companies - self.company_id).ids]
        return self.env(
            user=self.user_id.id,
            su=False,
            context={
                "lang": self.user_id.lang,
                "tz": self.user_id.tz,
                "allowed_company_ids": ordered,
                "active_test": False,
            },
        )

    # -- making one ---------------------------------------------------------------------------

    @api.model
    def _open(self, file_name, content, profile=None, policy=None, read_options=None, **values):
        """Make a run of a file, as every door does.

        :param str file_name: what the file is called
        :param bytes content: the file
        :param profile: the profile whose settings the run takes
        :param dict policy: policy field values that replace the profile's
        :param dict read_options: ``format``, ``encoding``, ``delimiter``; ``map``: field names by
            header; ``defaults``: texts by field name
        :param values: further field values of the run
        :return: the run, not read yet
        :raises AccessError: where the importer may not import
        """
        settings = profile._policy_field_values() if profile else {}
        run = self.sudo().create(
            {
                **settings,
                **(policy or {}),
                "file_name": file_name,
                "profile_id": profile.id if profile else False,
                "read_options": read_options or {},
                "user_id": self.env.uid,
                "company_id": self.env.company.id,
                **values,
            }
        )
        run._check_importer()
        run._store_source(content)
        return self.browse(run.id)

    # -- the file and what is asked of it ---------------------------------------------------

    def _store_source(self, content):
        """Keep the file's bytes, encrypted, until they have been read."""
        self.ensure_one()
        sealed = self.env["user.import.vault"]._seal_bytes(self, content)
        self.sudo().write(
            {
                "source": base64.b64encode(sealed),
                "file_digest": hashlib.sha256(content).hexdigest(),
            }
        )

    def _source_content(self):
        """Return the file's bytes."""
        sealed = base64.b64decode(self.sudo().with_context(bin_size=False).source)
        return self.env["user.import.vault"]._open_bytes(self, sealed)

    def _lines(self, sheet):
        """Return the profile's lines that concern a sheet."""
        return self.profile_id.column_ids.filtered(
            lambda line: not line.sheet or normalize_header(line.sheet) == normalize_header(sheet)
        )

    def _catalogue(self):
        """Return all fields that the run can fill, by the names that the importer knows."""
        run = self.with_company(self.company_id)
        return self._importer_env()["user.import.field"]._catalogue(run)

    def _file_columns(self, sheet):
        """Return a sheet's columns in the order of the file."""
        return self.column_ids.filtered(
            lambda column: (column.sheet or "") == sheet and column.index >= 0
        ).sorted("index")

    def _policy_for(self, sheet):
        """Return the engine's policy for the rows of a sheet, with what its columns say."""
        columns = self.column_ids.filtered(lambda c: (c.sheet or "") == sheet and c.target)
        return self._policy(
            required=frozenset(c._field_name() for c in columns if c.required == "always"),
            required_on_create=frozenset(
                c._field_name() for c in columns if c.required == "create"
            ),
            defaults={c._field_name(): c.default_value for c in columns if c.default_value},
        )

    # -- the way of a run -------------------------------------------------------------------

    def _step(self):
        """Do one bounded piece of work and keep it (see :meth:`_checkpoint`).

        :return: whether more is to be done before a person is asked again
        :rtype: bool
        """
        self.ensure_one()
        if self.state not in PROCESSING:
            return False
        if not self.sudo().try_lock_for_update(allow_referencing=True):
            return False  # another process is at it
        stage = {
            "reading": "user.import.stager",
            "planning": "user.import.planner",
            "applying": "user.import.applier",
        }[self.state]
        # The import's own records are written by nobody's rights, users by the importer's alone.
        run = self.sudo().with_company(self.company_id)
        run.env[stage]._step(run)
        return self.state in PROCESSING

    def _checkpoint(self, processed=0):
        """Commit what was done, so that a killed server goes on where it was.

        :param processed: rows done since the last checkpoint
        :return: seconds left in a scheduled job, infinity elsewhere
        :rtype: float
        """
        return self.env["ir.cron"]._commit_progress(processed)

    def _advance(self, seconds=INLINE_SECONDS):
        """Work on the run for some seconds; what is left then goes on in the background."""
        self.ensure_one()
        deadline = time.monotonic() + seconds
        while self._step():
            if time.monotonic() >= deadline:
                self._continue_in_background()
                return

    def _continue_in_background(self):
        self.env.ref("user_bulk_import.ir_cron_user_import").sudo()._trigger()

    @api.model
    def _cron_process(self):
        """Go on with all runs that wait, oldest first, as long as the scheduled job may last."""
        runs = self.sudo().search([("state", "in", PROCESSING)], order="id")
        self.env["ir.cron"]._commit_progress(remaining=len(runs))
        for run in runs:
            while run._step():
                if not self.env["ir.cron"]._commit_progress():
                    return
            if not self.env["ir.cron"]._commit_progress(1):
                return

    def _set_state(self, state, **values):
        self.ensure_one()
        self.sudo().write({"state": state, "processed_count": 0, **values})

    def _count(self, counts):
        """Add to the counters.

        :param counts: numbers by outcome, e.g. ``Counter(created=3, failed=1)``
        """
        self.sudo().write(
            {f"{name}_count": self[f"{name}_count"] + number for name, number in counts.items()}
        )

    # -- what a person can do ----------------------------------------------------------------

    def action_confirm(self):
        """Carry out the plan."""
        for run in self:
            run._check_may_act()
            run._confirm()
            run._advance()

    def _confirm(self):
        """Begin to apply; raises UserError where nothing can be applied."""
        self.ensure_one()
        if self.state != "review":
            raise UserError(self.env._("Only an import that waits for review can be confirmed."))
        if self.issues and any(Issue.from_json(item).is_error for item in self.issues):
            raise UserError(self.issue_text)
        if self.on_error == "abort" and self.failed_count:
            raise UserError(
                self.env._(
                    "%s rows have errors, and this import is all or nothing. Correct the file "
                    "and upload it again, or choose “Leave bad rows out”.",
                    self.failed_count,
                )
            )
        self._set_state("applying")

    def action_cancel(self):
        """End the run without changing anybody; staged secrets are erased."""
        for run in self:
            run._check_may_act()
            if run.state in ("done", "failed", "cancelled"):
                raise UserError(self.env._("This import has ended already."))
            if run.state == "applying" and run.processed_count:
                raise UserError(
                    self.env._("This import is under way; part of the users are done already.")
                )
            run._finish("cancelled")

    def action_plan_again(self):
        """Compare with the directory as it is now."""
        for run in self:
            run._check_may_act()
            if run.state != "review":
                raise UserError(self.env._("Only an import that waits for review can be planned."))
            run.sudo().env["user.import.planner"]._restart(run.sudo())
            run._advance()

    def _check_may_act(self):
        """Raise AccessError unless the one who clicks may import, and see this run."""
        self.check_access("read")
        if not self.env.user.has_group("user_bulk_import.group_user_import"):
            raise AccessError(self.env._("Only people with the access right “User Import” can."))
        self._check_importer()

    def _finish(self, state):
        """End the run: erase what was staged, note the result in the chatter."""
        self.ensure_one()
        self.sudo().env["user.import.vault"]._erase(self.sudo())
        self._set_state(
            state, finished_at=fields.Datetime.now(), processed_count=self.processed_count
        )
        self.sudo().message_post(body=self._summary(), author_id=self.user_id.partner_id.id)

    def _summary(self):
        """Return the counters in one line, for the chatter and the command line."""
        labels = self.fields_get(
            [f"{name}_count" for name in OUTCOME_BY_ACTION.values()], ["string"]
        )
        parts = [
            f"{description['string']}: {self[name]}"
            for name, description in labels.items()
            if self[name]
        ]
        return ", ".join(parts) or self.env._("No rows.")

    def action_refresh(self):
        """Do nothing: the form reads itself again after a button was pressed."""

    def action_view_rows(self):
        """Open the row list, filtered by the outcome that the clicked button stands for."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "user_bulk_import.action_user_import_row"
        )
        return {
            **action,
            "domain": [("run_id", "=", self.id)],
            "context": {
                "default_run_id": self.id,
                # Which columns the list shows
                "run_ended": self.state in ("done", "failed"),
                "one_sheet": not self.has_sheets,
            },
        }
