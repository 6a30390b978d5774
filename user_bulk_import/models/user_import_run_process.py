import logging
import time

from psycopg2 import InterfaceError

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

from ..engine.decisions import OUTCOME_BY_ACTION

_logger = logging.getLogger(__name__)

WRITING_USERS = ("applying", "cancelling")
"""States in which users are written."""
PROCESSING = ("reading", "planning", "applying", "notifying", "cancelling")
"""States in which the program is at work; in the others it waits for a person, or has ended."""
CONFIRMED = ("applying", "notifying", "done")
"""States of a run that somebody has confirmed."""
ENDED = ("done", "failed", "cancelled")
STAGES = {
    "reading": "user.import.stager",
    "planning": "user.import.planner",
    "applying": "user.import.applier",
    "notifying": "user.import.notifier",
    "cancelling": "user.import.canceller",
}

INLINE_SECONDS = 3
"""How long a browser's request works on a run before the background goes on with it."""

LONG_FILE = 1_000_000
"""Bytes of a sealed file that takes longer than that to read."""

LONG_TRANSACTION = 200
"""Rows of an all-or-nothing import that take longer than that to write."""


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
        :param content: the bytes of the file, or an iterable of them, piece by piece
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
        run = self.sudo().with_company(self.company_id)
        cancelled = run._halt_kind() == "cancel"
        if not cancelled and not run._goes_on():
            return False
        if not run.try_lock_for_update(allow_referencing=True):
            return False  # another process is at it
        if cancelled:
            run._carry_out_cancel()
            return run._goes_on()
        if not run._may_write():
            return False
        self._check_importer()
        run._start_clock()
        # The import's own records are written by nobody's rights, users by the importer's alone.
        run.env[STAGES[run.state]]._step(run)
        return run.state in PROCESSING

    def _may_write(self):
        """Return whether no other import is writing users now. Two at once would not see each
        other's logins, references and tags; whoever comes second waits for the next step."""
        return self.state not in WRITING_USERS or self.env["user.import.turn"]._take()

    def _goes_on(self):
        """Return whether the program has something to do, and is not told to wait."""
        return self._is_processing() and self._halt_kind() != "pause"

    def _may_go_on(self, state):
        """Return whether a long step may go on after a checkpoint: with the run locked again,
        which nobody has halted or ended meanwhile.

        :param str state: of the run when the step began
        """
        run = self.sudo()
        return bool(
            run.state == state
            and not run._halt_kind()
            and run.try_lock_for_update(allow_referencing=True)
        )

    def _is_processing(self):
        """Return whether more is to be done before a person is asked again."""
        return self.state in PROCESSING

    def _checkpoint(self, processed=0):
        """Commit what was done, so that a killed server goes on where it was.

        :param processed: rows done since the last checkpoint
        :return: seconds left in a scheduled job, infinity elsewhere
        :rtype: float
        """
        left = max(1, self.total_count - self.processed_count) if self._goes_on() else 0
        seconds = self.env["ir.cron"]._commit_progress(processed, remaining=left)
        # Other processes forget who could log in; at the end of a request alone it would be late,
        # and a command has no such end.
        self.env.registry.signal_changes()
        return seconds

    def _advance(self, seconds=INLINE_SECONDS):
        """Work on the run for some seconds; what is left then goes on in the background."""
        self.ensure_one()
        if not self._is_one_long_step():
            self._work(seconds)
        if self._goes_on():
            self._continue_in_background()

    def _work(self, seconds):
        """Work on the run for some seconds."""
        deadline = time.monotonic() + seconds
        # Odoo limits the processor time of a request too, and passwords are hashed on all cores.
        used_up = time.process_time() + 2 * seconds
        while self._step():
            if time.monotonic() >= deadline or time.process_time() >= used_up:
                break
            if self._is_one_long_step():
                break

    def _is_one_long_step(self):
        """Return whether the next step is one that no request should wait for."""
        run = self.sudo()
        if run._halt_kind():
            return False
        if run.state == "reading":
            return sum(run._source_file().mapped("file_size")) > LONG_FILE
        return run._writes_in_one_go() and run.total_count > LONG_TRANSACTION

    def _writes_in_one_go(self):
        """Return whether the present stage is one transaction, all or nothing."""
        return self.state == "applying" and self.on_error == "abort"

    def _continue_in_background(self):
        self.env.ref("user_bulk_import.ir_cron_user_import").sudo()._trigger()

    @api.model
    def _cron_process(self):
        """Go on with all runs that wait, oldest first, as long as the scheduled job may last."""
        for run in self.sudo().search(self._waiting_domain(), order="id"):
            try:
                while run._step():
                    if not run._checkpoint():
                        return
            except InterfaceError:
                raise  # the connection is gone
            except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
                # Another process was faster. What is left keeps the job going.
                self.env.cr.rollback()
                _logger.info("The user import %s met another transaction; it goes on", run.id)
            except Exception as error:
                run._break_off(error)
            if not run._checkpoint():
                return

    @api.model
    def _waiting_domain(self):
        """Return which runs the background goes on with: not those that are paused, but whichever
        somebody has cancelled, even too late: the person is told."""
        paused = Domain("halt_ids", "any", [("kind", "=", "pause")])
        cancelled = Domain("halt_ids", "any", [("kind", "=", "cancel")])
        working = Domain("state", "in", PROCESSING)
        return (working & ~paused) | cancelled

    def _set_state(self, state, **values):
        self.ensure_one()
        begin = {"processed_count": 0, "stage_started": 0}
        self.sudo().write({"state": state, **begin, **values})

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
        told = self.cancel_text if state == "cancelled" else self._summary()
        self.sudo().message_post(body=told, author_id=self.user_id.partner_id.id)
        self._notify_end()

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
