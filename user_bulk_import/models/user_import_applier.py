import logging
from collections import Counter

from psycopg2 import OperationalError

from odoo import api, models
from odoo.exceptions import ConcurrencyError, UserError

from ..engine.decisions import OUTCOME_BY_ACTION, WRITING
from ..engine.issues import ERROR, Issue, _lt, define
from .chunk import Chunk
from .statistics import renew_statistics

_logger = logging.getLogger(__name__)

CHUNK = 250
"""Rows between two commits: a second or two, so that a pause need not wait. Larger ones are hardly
faster."""

PASSWORD_CHUNK = 50
"""The same where the file has passwords: hashing one takes a third of a second on a core. Scaling a
photo to all its sizes takes about as long."""

PLAN_STALE = define(
    "plan_stale",
    ERROR,
    _lt(
        "This user was changed by somebody else since the import was planned. "
        "Nothing was written; import the row again."
    ),
)
ROLE_CHANGED = define(
    "role_changed",
    ERROR,
    _lt(
        "A role or group of this row was changed since the import was planned. "
        "Nothing was written; import the row again."
    ),
)
WRITE_REFUSED = define("write_refused", ERROR, _lt("Odoo refused it: %(reason)s"))
WRITE_FAILED = define(
    "write_failed",
    ERROR,
    _lt("An unexpected error kept this row out: %(reason)s. The server's log has the details."),
)
ABORTED = define(
    "aborted",
    ERROR,
    _lt("Left out, since another row failed and this import is all or nothing."),
)


class _Aborted(Exception):
    """A row of an all-or-nothing run has failed."""

    def __init__(self, row, issue):
        super().__init__(issue.code)
        self.row, self.issue = row, issue


class UserImportApplier(models.AbstractModel):
    """Carries out decisions, and is the only one that writes users. It decides nothing."""

    _name = "user.import.applier"
    _description = "User Import Applier"

    @api.model
    def _step(self, run):
        """Apply the next chunk and commit it together with its outcomes. To end the run is a step
        of its own, so that a cancellation during the last chunk is still obeyed."""
        if run.on_error == "abort":
            self._apply_all_or_nothing(run)
            return
        if rows := self._next_rows(run):
            self._apply(run, rows)
        elif rows := self.env["user.import.associator"]._next_rows(run):
            self._associate(run, rows)
        else:
            self._end(run)
        run._checkpoint(len(rows))

    @api.model
    def _end(self, run):
        """Go on to the mails, where there are any to send."""
        if self.env["user.import.notifier"]._has_work(run):
            run._set_state("notifying", processed_count=run.processed_count)
        else:
            run._finish("done")

    @api.model
    def _next_rows(self, run):
        passwords = "password" in run.column_ids.mapped("target")
        slow = (passwords and run._uses_given_passwords()) or run._has_photos()
        return self.env["user.import.row"].search(
            [("run_id", "=", run.id), ("state", "=", "planned")],
            order="sequence",
            limit=PASSWORD_CHUNK if slow else CHUNK,
        )

    @api.model
    def _apply_all_or_nothing(self, run):
        try:
            with self.env.cr.savepoint():
                while rows := self._next_rows(run):
                    self._apply(run, rows)
                while rows := self.env["user.import.associator"]._next_rows(run):
                    self._associate(run, rows)
        except _Aborted as stop:
            self._record(run, {stop.row: ("failed", [stop.issue])})
            while rows := self._next_rows(run):
                self._record(run, dict.fromkeys(rows, ("failed", [Issue(ABORTED)])))
            run._finish("failed")
        else:
            self._end(run)
        run._checkpoint()

    @api.model
    def _apply(self, run, rows):
        """Apply one chunk.

        :param rows: rows of the run, in a superuser environment; users are written with the
            importer's own rights
        """
        for model_name in ("res.users", "res.partner"):
            renew_statistics(self.env, model_name, run.processed_count)
        work = Chunk(self.env, run, rows)
        outcomes = {
            row: (OUTCOME_BY_ACTION[row.action], []) for row in rows if row.action not in WRITING
        }
        todo = rows.filtered(lambda row: row.action in WRITING)
        stale = work.stale(todo)
        outcomes |= dict.fromkeys(stale, ("failed", [Issue(PLAN_STALE)]))
        todo -= stale
        renewed = work.with_changed_roles(todo)
        outcomes |= dict.fromkeys(renewed, ("failed", [Issue(ROLE_CHANGED)]))
        todo -= renewed
        if todo:
            work.prepare(todo)
            outcomes |= self._bisect(work, todo)
        for row, (outcome, issues) in outcomes.items():
            if outcome == "failed" and issues:
                self._stop_where_all_or_nothing(run, row, issues[0])
        self._record(run, outcomes)

    @api.model
    def _stop_where_all_or_nothing(self, run, row, issue):
        """Take everything back where one failure is one too many."""
        if run.on_error == "abort":
            raise _Aborted(row, issue)

    @api.model
    def _bisect(self, work, rows):
        """Write the rows; where that fails, in halves, until the bad ones stand alone.

        :return: ``{row: (outcome, issues)}``
        """
        try:
            with self.env.cr.savepoint():
                deviating = work.carry_out(rows)
            return {row: (OUTCOME_BY_ACTION[row.action], []) for row in rows} | deviating
        except (OperationalError, ConcurrencyError, MemoryError):
            raise  # a conflict, or a limit: all of the chunk is tried again
        except Exception as error:
            if type(error) is Exception:
                raise  # Odoo's sign that a request has used up its time (odoo/service/server.py)
            if len(rows) == 1:
                return {rows: ("failed", [self._issue(error)])}
            middle = len(rows) // 2
            return self._bisect(work, rows[:middle]) | self._bisect(work, rows[middle:])

    @api.model
    def _issue(self, error):
        if isinstance(error, UserError):
            return Issue(WRITE_REFUSED, {"reason": str(error)})
        _logger.warning("A row of a user import could not be written", exc_info=error)
        return Issue(WRITE_FAILED, {"reason": type(error).__name__})

    @api.model
    def _record(self, run, outcomes):
        """Keep the outcomes on rows and run."""
        counts = Counter()
        for row, (outcome, issues) in outcomes.items():
            counts[outcome] += 1
            counts[OUTCOME_BY_ACTION[row.action]] -= 1
            values = {"state": "done", "outcome": outcome}
            row.write(values)
            counts["warning"] += row._add_issues(issues)
        run._count({name: number for name, number in counts.items() if number})
        happened = Counter(outcome for outcome, _issues in outcomes.values())
        run.done_counts = dict(Counter(run.done_counts or {}) + happened)
        run.processed_count += len(outcomes)
