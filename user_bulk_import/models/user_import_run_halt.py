from collections import Counter

from odoo import api, fields, models
from odoo.exceptions import UserError

from .user_import_run_process import ENDED, WRITING_USERS

PAUSABLE = ("reading", "planning", "applying", "notifying")
"""States in which a run can be paused."""


class UserImportRun(models.Model):
    """Pause, resume and cancel: a person's wish, which the process obeys before its next chunk."""

    _inherit = "user.import.run"

    halt_ids = fields.One2many("user.import.halt", "run_id", groups=fields.NO_ACCESS)
    is_paused = fields.Boolean(compute="_compute_halts", compute_sudo=True)
    is_stopping = fields.Boolean(
        compute="_compute_halts",
        compute_sudo=True,
        help="Whether somebody has cancelled the import, and its present chunk is being finished.",
    )
    paused_text = fields.Char(compute="_compute_halts", compute_sudo=True)
    taken_back_count = fields.Integer(
        string="Taken Back",
        readonly=True,
        help="Users that this import had made, and that its cancellation deleted again.",
    )
    cancel_text = fields.Text(compute="_compute_cancel_text")

    @api.depends("halt_ids.kind", "state")
    @api.depends_context("lang")
    def _compute_halts(self):
        for run in self:
            kind = run._halt_kind()
            run.is_paused = kind == "pause" and run._is_processing()
            run.is_stopping = kind == "cancel" and run.state not in (*ENDED, "cancelling")
            who = run.halt_ids.filtered(lambda halt: halt.kind == "pause")[:1].create_uid.name
            run.paused_text = run.is_paused and self.env._("Paused by %s.", who)

    def _halt_kind(self):
        """Return what somebody wants: ``"cancel"``, ``"pause"`` or ``""``."""
        self.ensure_one()
        kinds = set(self.sudo().halt_ids.mapped("kind"))
        return next((kind for kind in ("cancel", "pause") if kind in kinds), "")

    # -- what a person can do ----------------------------------------------------------------

    def action_pause(self):
        """Stop after the present chunk, until somebody resumes."""
        for run in self:
            run._check_may_halt()
            if run.state not in PAUSABLE:
                raise UserError(self.env._("This import is not running, so it cannot be paused."))
            if not run._halt_kind():
                run._halt("pause")
                run._note(self.env._("Paused."))

    def action_resume(self):
        """Go on where the import was paused."""
        for run in self:
            run._check_may_halt()
            if run.is_paused:
                run._lift("pause")
                run._note(self.env._("Resumed."))
            run._advance()

    def action_cancel(self):
        """End the run; the users that it has made by then are deleted again."""
        for run in self:
            run._check_may_halt()
            if run.state in ENDED:
                raise UserError(run._ended_already_text())
            # Odoo repeats a request that met a conflict: a cancellation under way goes on then.
            if run.state != "cancelling" and run._halt_kind() != "cancel":
                run._halt("cancel")
                if run.state in ("applying", "notifying"):
                    run._note(self.env._("Cancel was pressed."))
            run._advance()

    def _ended_already_text(self):
        if self.state == "done":
            return self.env._(
                "This import had ended already when Cancel was pressed: its users stay as they are."
            )
        return self.env._("This import has ended already.")

    def _check_may_halt(self):
        """Raise an error unless the one who clicks may stop this run, and it can be stopped."""
        self._check_clicker()
        if self.state in WRITING_USERS:  # users are deleted again with the importer's rights
            self._check_importer()
        self._check_own()
        if self._writes_in_one_go() and not self.sudo().try_lock_for_update(allow_referencing=True):
            raise UserError(
                self.env._(
                    "This import is all or nothing: it is writing all users in one go, and cannot "
                    "be stopped in the middle. Wait until it has ended."
                )
            )

    def _halt(self, kind):
        # Who clicks may not write runs; what is kept is who it was.
        self.env["user.import.halt"].sudo().create({"run_id": self.id, "kind": kind})
        self._tell_progress()

    def _lift(self, *kinds):
        self.sudo().halt_ids.filtered(lambda halt: halt.kind in kinds).unlink()
        self._tell_progress()

    def _note(self, text):
        self.sudo().message_post(body=text, author_id=self.env.user.partner_id.id)

    # -- how a cancellation is carried out, with the run locked --------------------------------

    def _carry_out_cancel(self):
        """Do at once what a cancellation means in the present state."""
        self._lift("pause", "cancel")
        if self.state == "applying":
            self._cancel_applying()
        elif self.state == "notifying":
            self._stop_mailing()
        elif self.state == "done":  # it ended while Cancel was being pressed
            self._note(self._ended_already_text())
        elif self.state not in (*ENDED, "cancelling"):
            self._finish("cancelled")

    def _cancel_applying(self):
        """Leave out the rows that are not done; users made by then are deleted chunk by chunk."""
        if any((self.done_counts or {}).values()):
            self._skip_what_is_left()
        made = self.env["user.import.canceller"]._count_made(self)
        if made:
            self._set_state("cancelling", stage_total=made)
        else:
            self._finish("cancelled")

    def _stop_mailing(self):
        """End the run as done: its users stay, those not written to yet get no mail."""
        self._post_mail_summary()
        self._note_stopped_mailing()
        self._finish("done")

    def _note_stopped_mailing(self):
        left = self.env["user.import.row"].search_count(
            [
                ("run_id", "=", self.id),
                ("outcome", "=", "created"),
                ("sequence", ">=", self.mail_sequence),
            ]
        )
        self._note(
            self.env._(
                "Mailing was stopped. New users who were not written to: %s. Mails in the queue "
                "are sent. To mail the others later, press “Invite New Users”.",
                left,
            )
        )

    @api.depends("state", "done_counts", "taken_back_count")
    @api.depends_context("lang")
    def _compute_cancel_text(self):
        for run in self:
            run.cancel_text = "\n".join(run._cancel_lines()) if run.state == "cancelled" else False

    def _cancel_lines(self):
        """Return what became of the users, a sentence each."""
        happened = Counter(self.done_counts or {})
        changed = happened["updated"] + happened["archived"] + happened["restored"]
        lines = [
            text(number)
            for number, text in (
                (self.taken_back_count, self._taken_back_text),
                (happened["created"] - self.taken_back_count, self._staying_text),
                (changed, self._staying_changed_text),
                (happened["deleted"], self._gone_text),
            )
            if number
        ]
        return [self.env._("Cancelled."), *(lines or [self.env._("Nobody was changed.")])]

    def _taken_back_text(self, number):
        return self.env._("New users deleted again: %s.", number)

    def _staying_text(self, number):
        return self.env._(
            "New users who could not be deleted: %s. They are archived where that is possible; "
            "their rows say why.",
            number,
        )

    def _staying_changed_text(self, number):
        return self.env._(
            "Users changed before the cancellation: %s. They stay as they are now; the report "
            "shows their previous values.",
            number,
        )

    def _gone_text(self, number):
        return self.env._(
            "Users deleted before the cancellation: %s. They cannot be brought back.", number
        )
