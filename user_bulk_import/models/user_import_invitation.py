from collections import Counter
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from ..engine.issues import WARNING, Issue, _lt, define

INVITATION_FAILED = define(
    "invitation_failed",
    WARNING,
    _lt("The mail to %(email)s could not be sent: %(reason)s"),
)
INVITATION_INTERRUPTED = define(
    "invitation_interrupted",
    WARNING,
    _lt(
        "The server was stopped while the mail to %(email)s was being sent. It may have been sent. "
        "Invite the person again if it has not arrived."
    ),
)
HOUR = timedelta(hours=1)


class UserImportInvitation(models.Model):
    """One mail to a new user, and what became of it.

    It outlives the mail itself, which is deleted when it was sent, and holds nothing of its text.
    """

    _name = "user.import.invitation"
    _description = "User Invitation"
    _order = "id desc"
    _rec_name = "email"

    user_id = fields.Many2one(
        "res.users", string="Person", required=True, readonly=True, index=True, ondelete="cascade"
    )
    login = fields.Char(related="user_id.login")
    run_id = fields.Many2one(
        "user.import.run", string="Import", readonly=True, index=True, ondelete="set null"
    )
    row_id = fields.Many2one(
        "user.import.row", readonly=True, index="btree_not_null", ondelete="set null"
    )
    kind = fields.Selection(
        [("invitation", "Invitation"), ("registration", "Registration Details")],
        required=True,
        readonly=True,
        default="invitation",
    )
    email = fields.Char(string="Written To", readonly=True)
    recipient_id = fields.Many2one(
        "res.partner",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        help="The person, or the one through whom a person without an e-mail address is invited.",
    )
    mail_id = fields.Many2one(
        "mail.mail",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        groups="base.group_system",
    )
    state = fields.Selection(
        [
            ("waiting", "To Be Written"),
            ("queued", "Queued"),
            ("sending", "Being Sent"),
            ("sent", "Sent"),
            ("failed", "Failed"),
            ("skipped", "Not Sent"),
        ],
        required=True,
        readonly=True,
        default="queued",
        index=True,
    )
    reason = fields.Text(readonly=True, help="Why it was not sent.")
    interrupted = fields.Boolean(readonly=True)
    enclosed = fields.Boolean(
        readonly=True, help="The link stands in a mail that is counted for somebody else."
    )
    noted = fields.Boolean(readonly=True, help="The import's row tells that it failed.")
    holds_password = fields.Boolean(readonly=True)
    planned_for = fields.Datetime(
        string="Leaves On", readonly=True, help="Later than now where mails per hour are limited."
    )
    sent_on = fields.Datetime(readonly=True)
    expires_on = fields.Datetime(readonly=True, help="Until when the link in it is valid.")
    is_expired = fields.Boolean(compute="_compute_is_expired", search="_search_is_expired")
    is_latest = fields.Boolean(
        readonly=True, default=True, help="No later mail was written to this person."
    )
    taken_up = fields.Boolean(
        compute="_compute_taken_up",
        search="_search_taken_up",
        compute_sudo=True,
        help="The person has logged in.",
    )
    age = fields.Integer(string="Age (Days)", compute="_compute_age")

    _planned_for_idx = models.Index("(planned_for)")
    _to_note_idx = models.Index("(id) WHERE state = 'failed' AND noted IS NOT TRUE")

    @api.model_create_multi
    def create(self, vals_list):
        ids = [vals["user_id"] for vals in vals_list]
        self.search([("user_id", "in", ids), ("is_latest", "=", True)]).is_latest = False
        last = {user_id: place for place, user_id in enumerate(ids)}
        return super().create(
            [
                {**vals, "is_latest": last[vals["user_id"]] == place}
                for place, vals in enumerate(vals_list)
            ]
        )

    @api.depends("expires_on")
    def _compute_is_expired(self):
        now = fields.Datetime.now()
        for invitation in self:
            invitation.is_expired = bool(invitation.expires_on and invitation.expires_on < now)

    def _search_is_expired(self, operator, value):
        if operator != "in":
            return NotImplemented
        expired = Domain("expires_on", "<", fields.Datetime.now())
        return expired if True in value else ~expired | Domain("expires_on", "=", False)

    def _compute_taken_up(self):
        for invitation in self:
            invitation.taken_up = bool(invitation.user_id.login_date)

    def _search_taken_up(self, operator, value):
        if operator != "in":
            return NotImplemented
        # Whether somebody has logged in is no secret, but the log that tells it is readable by few.
        logged_in = Domain("user_id", "any!", [("log_ids", "!=", False)])
        return logged_in if True in value else ~logged_in

    def _compute_age(self):
        now = fields.Datetime.now()
        for invitation in self:
            invitation.age = max(now - (invitation.create_date or now), timedelta()).days

    def action_invite_again(self):
        """Invite the people once more, except those who have logged in."""
        return self.user_id.action_import_invite()

    # -- when mails leave ---------------------------------------------------------------------

    @api.model
    def _validity(self):
        """Return for how long Odoo lets a link be valid."""
        get_param = self.env["ir.config_parameter"].sudo().get_param
        return timedelta(hours=int(get_param("auth_signup.signup.validity.hours", 144)))

    @api.model
    def _mails_per_hour(self):
        """Return the most mails that may leave in an hour, 0 where there is no limit."""
        get_param = self.env["ir.config_parameter"].sudo().get_param
        return max(0, int(get_param("user_bulk_import.mails_per_hour", 0)))

    @api.model
    def _slots(self, number):
        """Return when as many further mails may leave: no more of them in any hour, over all
        imports, than the settings allow.

        :rtype: list[datetime]
        """
        now = fields.Datetime.now()
        limit = self._mails_per_hour()
        if not limit:
            return [now] * number
        taken = self.sudo().search(
            [("planned_for", ">", now - HOUR), ("enclosed", "=", False)],
            order="planned_for desc",
            limit=limit,
        )
        slots = sorted(taken.mapped("planned_for"))
        for _mail in range(number):
            slots.append(now if len(slots) < limit else max(now, slots[-limit] + HOUR))
        return slots[len(slots) - number :]

    # -- what became of them ------------------------------------------------------------------

    @api.model
    def _of_mails(self, mails):
        return self.sudo().search([("mail_id", "in", mails.ids)])

    def _claim(self):
        """Note that a mail is about to be handed to the mail server, and keep that whatever
        happens next. It has several records where it holds the links of several.

        :return: whether it may be sent. If not, it was being sent when an earlier process was
            stopped, or another process is at it
        """
        if "sending" in self.mapped("state"):
            if self.try_lock_for_update(allow_referencing=True):
                self._set_interrupted()
            return False
        self.write({"state": "sending", "reason": False})
        self.env["ir.cron"]._commit_progress()
        # Locked until the result is committed: that is how others see that somebody is at it.
        locked = self.try_lock_for_update(allow_referencing=True)
        return locked == self and set(self.mapped("state")) == {"sending"}

    def _set_interrupted(self):
        """End a mail of which nobody knows whether it was sent, without sending it again."""
        reason = Issue(INVITATION_INTERRUPTED, {"email": self[:1].email}).text(self.env._)
        self._set_failed(reason, interrupted=True)
        self._erase_secret_mails()
        self.mail_id.write({"state": "exception", "failure_reason": reason})

    def _set_cancelled(self):
        """Note that somebody has cancelled the mails."""
        pending = self.filtered(lambda invitation: invitation.state in ("queued", "sending"))
        pending.write({"state": "skipped", "reason": self.env._("The mail was cancelled.")})
        self._erase_secret_mails()

    def _set_failed(self, reason, interrupted=False):
        self.write(
            {"state": "failed", "reason": reason, "interrupted": interrupted, "noted": False}
        )
        self.env.ref("user_bulk_import.ir_cron_user_import").sudo()._trigger()

    def _erase_secret_mails(self):
        """Delete the mails with a password in them: Odoo keeps those that were not sent, and one
        with an empty body could be retried by hand."""
        self.filtered("holds_password").mail_id.unlink()

    @api.model
    def _erase_left_over_bodies(self):
        """Delete the mails with a password that nobody is going to send any more, however they
        came to stay; return how many there were."""
        left_over = self.sudo().search(
            Domain("holds_password", "=", True)
            & Domain("mail_id", "!=", False)
            & (
                Domain("state", "not in", ("queued", "sending"))
                | Domain("mail_id.state", "!=", "outgoing")
            )
        )
        number = len(left_over)
        left_over._set_cancelled()
        return number

    def _set_delivered(self, failure_reason):
        """Keep what the mail server said, before the mail is deleted."""
        sent = self.filtered(lambda invitation: invitation.mail_id.state == "sent")
        now = fields.Datetime.now()
        sent.write({"state": "sent", "sent_on": now, "reason": False, "interrupted": False})
        reasons = (self - sent).grouped(
            lambda invitation: " ".join(
                (failure_reason or invitation.mail_id.failure_reason or "").split()
            )
        )
        for reason, failed in reasons.items():
            failed._set_failed(reason)

    @api.model
    def _note_failures(self):
        """Tell on the rows of imports which mails failed; return how many were told.

        A job of its own: whoever sends mails must not wait for, or fail because of, somebody who
        works on the same import.
        """
        failed = self.sudo().search([("state", "=", "failed"), ("noted", "=", False)], limit=1000)
        runs = failed.run_id
        free = runs.try_lock_for_update(allow_referencing=True) if runs else runs
        failed = failed.filtered(lambda item: not item.run_id or item.run_id in free)
        warned = Counter()
        for invitation in failed.filtered("row_id"):
            values = {"email": invitation.email, "reason": invitation.reason or ""}
            code = INVITATION_INTERRUPTED if invitation.interrupted else INVITATION_FAILED
            warned[invitation.run_id] += invitation.row_id._add_issues([Issue(code, values)])
        for run, number in warned.items():
            run._count({"warning": number})
        failed.noted = True
        return len(failed)

    @api.model
    def _check_may_invite(self):
        """Raise AccessError unless the one who clicks may import users."""
        if not self.env.user.has_group("user_bulk_import.group_user_import"):
            raise AccessError(self.env._("Only people with the access right “User Import” can."))
