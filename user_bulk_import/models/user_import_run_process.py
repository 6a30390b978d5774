import logging
import time

from psycopg2 import InterfaceError

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

from ..engine.decisions import OUTCOME_BY_ACTION
from ..engine.issues import ERROR, Issue, _lt, define

_logger = logging.getLogger(__name__)

BROKEN_OFF = define(
    "broken_off",
    ERROR,
    _lt(
        "An error of the program ended this import (%(reason)s). What was done until then stays "
        "done; the server's log has the details."
    ),
)
PROCESSING = ("reading", "planning", "applying", "notifying", "cancelling")
"""States in which the program is at work; in the others it waits for a person, or has ended."""
STAGES = {
    "reading": "user.import.stager",
    "planning": "user.import.planner",
    "applying": "user.import.applier",
    "notifying": "user.import.notifier",
    "cancelling": "user.import.canceller",
}

INLINE_SECONDS = 10
"""How long a browser's request works on a run before the background goes on with it."""


class UserImportRun(models.Model):
    """The way of a run from stage to stage, in bounded steps, each committed with its result."""

    _inherit = "user.import.run"

    @api.model
    def _open(
        self,
        file_name,
        content,
        profile=None,
        policy=None,
        read_options=None,
        common_password="",
        **values,
    ):
        """Make a run of a file, as every door does.

        :param str file_name: what the file is called
        :param bytes content: the file
        :param profile: the profile whose settings the run takes
        :param dict policy: policy field values that replace the profile's
        :param dict read_options: ``format``, ``encoding``, ``delimiter``; ``map``: field names by
            header; ``defaults``: texts by field name
        :param str common_password: of all new users, where the policy says so
        :param values: further field values of the run
        :return: the run, not read yet
        :raises AccessError: where the importer may not import, or may not do so in this way
        :raises UserError: where the common password is missing or refused
        """
        settings = profile._policy_field_values() if profile else {}
        # A run that is made for somebody else is no task to be mailed about.
        run = (
            self.sudo()
            .with_context(mail_auto_subscribe_no_notify=True)
            .create(
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
        )
        run._check_importer()
        run._check_may_silence(profile)
        run._store_common_password(common_password)
        run._store_source(content)
        return self.browse(run.id)

    def _step(self):
        """Do one bounded piece of work and keep it (see :meth:`_checkpoint`).

        :return: whether more is to be done before a person is asked again
        :rtype: bool
        """
        self.ensure_one()
        if self.state not in PROCESSING:
            return False
        if not self.sudo().try_lock_for_update(allow_referencing=True) or not self._may_write():
            return False  # another process is at it
        self._check_importer()
        # The import's own records are written by nobody's rights, users by the importer's alone.
        run = self.sudo().with_company(self.company_id)
        run.env[STAGES[self.state]]._step(run)
        return self.state in PROCESSING

    def _may_write(self):
        """Return whether no other import is writing users now. Two at once would not see each
        other's logins, references and tags; whoever comes second waits for the next step."""
        if self.state != "applying":
            return True
        self.env.cr.execute("SELECT pg_try_advisory_xact_lock(hashtext('user_bulk_import'))")
        return self.env.cr.fetchone()[0]

    def _is_processing(self):
        """Return whether more is to be done before a person is asked again."""
        return self.state in PROCESSING

    def _checkpoint(self, processed=0):
        """Commit what was done, so that a killed server goes on where it was.

        :param processed: rows done since the last checkpoint
        :return: seconds left in a scheduled job, infinity elsewhere
        :rtype: float
        """
        left = max(1, self.total_count - self.processed_count) if self.state in PROCESSING else 0
        seconds = self.env["ir.cron"]._commit_progress(processed, remaining=left)
        # Other processes forget who could log in; at the end of a request alone it would be late,
        # and a command has no such end.
        self.env.registry.signal_changes()
        return seconds

    def _advance(self, seconds=INLINE_SECONDS):
        """Work on the run for some seconds; what is left then goes on in the background."""
        self.ensure_one()
        deadline = time.monotonic() + seconds
        # Odoo limits the processor time of a request too, and passwords are hashed on all cores.
        used_up = time.process_time() + 2 * seconds
        while self._step():
            if time.monotonic() >= deadline or time.process_time() >= used_up:
                break
        if self._is_processing():
            self._continue_in_background()

    def _continue_in_background(self):
        self.env.ref("user_bulk_import.ir_cron_user_import").sudo()._trigger()

    @api.model
    def _cron_process(self):
        """Go on with all runs that wait, oldest first, as long as the scheduled job may last."""
        for run in self.sudo().search([("state", "in", PROCESSING)], order="id"):
            try:
                while run._step():
                    if not run._checkpoint():
                        return
            except (*PG_CONCURRENCY_EXCEPTIONS_TO_RETRY, InterfaceError):
                raise  # a conflict with another transaction: the scheduler tries again
            except Exception as error:
                run._break_off(error)
            if not run._checkpoint():
                return

    def _break_off(self, error):
        """End a run that met an error of the program, so that the next ones are not held up."""
        self.env.cr.rollback()
        reason = str(error) if isinstance(error, UserError) else type(error).__name__
        _logger.error("The user import %s was broken off", self.id, exc_info=error)
        self.sudo().issues = [
            *(self.issues or []),
            Issue(BROKEN_OFF, {"reason": reason}).to_json(),
        ]
        if self.state == "applying":
            self._skip_what_is_left()
        self._finish("done" if self.state in ("applying", "notifying") else "failed")

    def _skip_what_is_left(self):
        """Count the rows that were planned, but never carried out, as skipped."""
        domain = [("run_id", "=", self.id), ("state", "=", "planned")]
        rows = self.env["user.import.row"].sudo().search(domain)
        for action, left in rows.grouped("action").items():
            self._count({OUTCOME_BY_ACTION[action]: -len(left)})
        self._count({"skipped": len(rows)})
        rows.write({"state": "done", "outcome": "skipped"})

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

    def _finish(self, state):
        """End the run: erase what was staged, note the result in the chatter."""
        self.ensure_one()
        self.sudo().env["user.import.vault"]._erase(self.sudo())
        self._set_state(
            state, finished_at=fields.Datetime.now(), processed_count=self.processed_count
        )
        if state == "cancelled":
            told = self.env._("Cancelled. Nobody was changed.")
        else:
            told = self._summary()
        self.sudo().message_post(body=told, author_id=self.user_id.partner_id.id)

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
