import time
from datetime import timedelta

from odoo import api, fields, models
from odoo.http import request
from odoo.tools import config

from ..engine.decisions import OUTCOME_BY_ACTION
from .user_import_run_process import ENDED, INLINE_SECONDS, PROCESSING

STAGE_COUNTS = {
    "notifying": ("mail_sequence", "total_count"),
    "cancelling": ("processed_count", "stage_total"),
}
"""Fields of what is done and of how much there is to do, where a stage has others than usual."""

TOLD = {
    "state",
    "processed_count",
    "total_count",
    "mail_sequence",
    "stage_started",
    "taken_back_count",
    *(f"{outcome}_count" for outcome in OUTCOME_BY_ACTION.values()),
}
"""Fields whose change is told on the bus."""

RESTED = timedelta(seconds=10)
"""After so long without a chunk the speed is measured anew: the run was paused, or nobody was
there to go on with it."""

OVERDUE = timedelta(minutes=15)
"""A scheduled job that is later than this has no worker."""


class UserImportRun(models.Model):
    """How far a run is, told on the bus with each commit; and what to do where the scheduled job
    does not run."""

    _name = "user.import.run"
    _inherit = ["user.import.run", "bus.listener.mixin"]

    done_counts = fields.Json(readonly=True, help="Users written so far, by outcome.")
    made_tag_ids = fields.Json(readonly=True, help="Tags and tag categories that the import made.")
    stage_total = fields.Integer(readonly=True, help="What the present stage has to do in all.")
    stage_started = fields.Float(
        readonly=True, help="When the clock of the present stage was started, in seconds."
    )
    stage_start_count = fields.Integer(readonly=True, help="What was done when it was started.")
    live_progress = fields.Json(
        compute="_compute_live_progress", help="How far the import is, as the bus tells it."
    )
    cron_notice = fields.Text(compute="_compute_cron_notice")
    end_text = fields.Char(compute="_compute_end_text", help="What became of the users, in a line.")
    confirmed_by_id = fields.Many2one("res.users", readonly=True, ondelete="set null")

    # -- what is told -------------------------------------------------------------------------

    def _progress_counts(self):
        """Return what is done and how much there is to do in the present stage.

        :rtype: tuple[int, int]
        """
        done, total = STAGE_COUNTS.get(self.state, ("processed_count", "total_count"))
        return self[done], self[total]

    def _start_clock(self):
        """Measure the speed from here, where a stage begins, or goes on after a rest."""
        done, _total = self._progress_counts()
        rested = self.write_date < fields.Datetime.now() - RESTED
        if not self.stage_started or done == self.stage_start_count or rested:
            self.write({"stage_started": time.time(), "stage_start_count": done})

    @api.depends(*TOLD, "done_counts", "stage_total", "halt_ids")
    def _compute_live_progress(self):
        for run in self:
            run.live_progress = run._live_progress()

    def _live_progress(self):
        """Return how far the run is: numbers and states alone, nothing of what is in the file.

        :rtype: dict
        """
        done, total = self._progress_counts()
        if self.state in ("applying", "notifying"):
            counts = self.done_counts or {}
        elif self.state == "cancelling":
            counts = {"taken_back": self.taken_back_count}
        else:
            counts = {name: self[f"{name}_count"] for name in OUTCOME_BY_ACTION.values()}
        speed = self._speed(done)
        return {
            "id": self.id,
            "at": time.time(),
            "state": self.state,
            "processing": self.state in PROCESSING,
            "halt": self._halt_kind() if self.state not in ENDED else "",
            "done": done,
            "total": total,
            "speed": round(speed, 1),
            "seconds_left": round((total - done) / speed) if speed and total else 0,
            "counts": {name: number for name, number in counts.items() if number},
        }

    def _speed(self, done):
        """Return how many rows a second are done, 0 where that cannot be told yet."""
        seconds = time.time() - self.stage_started
        if not self.stage_started or done <= self.stage_start_count or seconds < 0.5:
            return 0.0
        return (done - self.stage_start_count) / seconds

    # -- on the bus ---------------------------------------------------------------------------

    def write(self, vals):
        result = super().write(vals)
        if TOLD & vals.keys():
            self._tell_progress()
        return result

    def _tell_progress(self):
        """Send how far the runs are when the transaction is committed, and together with it."""
        data = self.env.cr.precommit.data
        key = "user_bulk_import.progress"
        if key not in data:
            data[key] = set()

            @self.env.cr.precommit.add
            def send():
                for run in self.sudo().browse(sorted(data.pop(key))).exists():
                    run._bus_send("user_import_progress", run._live_progress())

        data[key].update(self.ids)

    def _confirm(self, *args, **kwargs):
        result = super()._confirm(*args, **kwargs)
        self.sudo().confirmed_by_id = self.env.user
        return result

    def _notify_end(self):
        """Tell those who started an import in the browser that it has ended, unless their own
        click has just ended it: then they see it."""
        if not self.guided or request:
            return
        for user in self.sudo().user_id | self.sudo().confirmed_by_id:
            user._bus_send("user_import_ended", {"id": self.id})

    @api.depends(
        "state", "cancel_text", *(f"{outcome}_count" for outcome in OUTCOME_BY_ACTION.values())
    )
    @api.depends_context("lang")
    def _compute_end_text(self):
        for run in self:
            text = run.cancel_text if run.state == "cancelled" else run._summary()
            run.end_text = run.state in ENDED and text

    # -- where no scheduled job runs ----------------------------------------------------------

    @api.depends("state")
    @api.depends_context("lang")
    def _compute_cron_notice(self):
        notice = self._cron_notice()
        for run in self:
            run.cron_notice = notice if run.state in PROCESSING else False

    @api.model
    def _cron_notice(self):
        """Return what a person should know where the server does not go on by itself, or ``""``."""
        cron = self.env.ref("user_bulk_import.ir_cron_user_import", raise_if_not_found=False)
        cron = cron and cron.sudo()
        if not cron or not cron.active:
            return self.env._(
                "The scheduled job of the imports is switched off, so this import goes on only "
                "while this page is open. Ask an administrator to switch the job on: Settings → "
                "Technical → Scheduled Actions → “User Import: go on with waiting imports”."
            )
        late = fields.Datetime.now() - cron.nextcall
        # Another server may have the workers, where this one has none.
        if late > (timedelta() if config["max_cron_threads"] == 0 else OVERDUE):
            return self.env._(
                "The server's scheduled jobs do not run, so this import goes on only while this "
                "page is open. Ask the server's administrator to give it a worker for scheduled "
                "jobs (“max_cron_threads”, 1 or more)."
            )
        return ""

    def action_go_on(self):
        """Work on the run for some seconds: called by its open page, again and again, where the
        server does not go on by itself.

        :return: how far it is; ``busy`` tells whether another process is at it
        :rtype: dict
        """
        self.ensure_one()
        self._check_may_change()
        busy = not self.sudo().try_lock_for_update(allow_referencing=True)
        if not busy:
            self._work(INLINE_SECONDS)
        return {**self.sudo()._live_progress(), "busy": busy}
