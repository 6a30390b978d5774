import json

from odoo import api, fields, models
from odoo.tools import SQL


class UserImportRun(models.Model):
    """What a person should know before the import: what cannot be taken back, what costs, and who
    is mailed."""

    _inherit = "user.import.run"

    consequences = fields.Text(
        compute="_compute_consequences",
        help="What the plan does beyond making and changing users, a line each.",
    )

    told_text = fields.Char(
        compute="_compute_told_text", help="Who was sent a mail by the import, in a sentence."
    )

    @api.depends("mail_queued_count", "mail_sent_count", "mail_failed_count")
    @api.depends_context("lang")
    def _compute_told_text(self):
        for run in self:
            queued, sent, failed = (
                run.mail_queued_count,
                run.mail_sent_count,
                run.mail_failed_count,
            )
            if queued or sent or failed:
                run.told_text = self.env._(
                    "Mails to new users: %(sent)s sent, %(queued)s queued, %(failed)s not sent.",
                    sent=sent,
                    queued=queued,
                    failed=failed,
                )
            elif run.created_count and run.password_mode == "invite":
                run.told_text = self.env._(
                    "No new user was sent a mail. To let them set a password, press “Invite New "
                    "Users”."
                )
            else:
                run.told_text = self.env._("No new user was sent a mail.")

    @api.depends("state")
    @api.depends_context("lang")
    def _compute_consequences(self):
        for run in self:
            lines = run._consequences() if run.state == "review" and run.has_work else []
            run.consequences = "\n".join(f"• {line}" for line in lines)

    def _consequences(self):
        """Return what the plan does beyond making and changing users.

        :rtype: list[str]
        """
        self.ensure_one()
        return [
            text(number)
            for number, text in (
                (self.deleted_count, self._deletion_text),
                (self._planned({"field": "password"}, creating=False), self._overwriting_text),
                (self._planned({"field": "login"}, creating=False), self._renaming_text),
                (self.archived_count, self._archiving_text),
                (self._new_internal_count(), self._internal_text),
                (self._made_count(), self._making_text),
                (self._planned({"field": "must_change_password", "new": True}), self._forcing_text),
                (self.mail_planned_count - self._alert_count(), self._mailing_text),
                (self._alert_count(), self._alerting_text),
            )
            if number
        ]

    def _deletion_text(self, number):
        if self.delete_contacts:
            return self.env._(
                "Users deleted for good, with their contacts: %s. It cannot be taken back.", number
            )
        return self.env._("Users deleted for good: %s. It cannot be taken back.", number)

    def _overwriting_text(self, number):
        return self.env._(
            "Passwords overwritten: %s. It cannot be taken back; these persons are logged out.",
            number,
        )

    def _renaming_text(self, number):
        return self.env._("Logins changed: %s. These persons are logged out.", number)

    def _archiving_text(self, number):
        return self.env._("Users archived: %s. These persons are logged out.", number)

    def _internal_text(self, number):
        return self.env._("More internal users, who count for your Odoo license: %s.", number)

    def _making_text(self, number):
        return self.env._(
            "Passwords made, or the same for all: %s. You can download login slips, once, within "
            "24 hours.",
            number,
        )

    def _forcing_text(self, number):
        return self.env._("Persons who have to choose a new password: %s.", number)

    def _mailing_text(self, number):
        return self.env._("Mails to new users: %s at most.", number)

    def _alerting_text(self, number):
        return self.env._(
            "Security alerts to users whose login, address or password changes: %s at most.",
            number,
        )

    def _planned(self, change, creating=None):
        """Return how many planned rows have a change.

        :param change: what the JSON of the change holds
        :param creating: whether the row makes a user; either way where not given
        """
        return self._count_rows(_has(change), creating)

    def _alert_count(self):
        """Return how many security alerts Odoo makes of the plan, as the policy says."""
        if self.security_alerts == "none":
            return 0
        former = SQL("NOT %s", _has({"field": "email", "old": None}))
        changes = (
            _has({"field": "login"}),
            SQL("%s AND %s", _has({"field": "email"}), former),
            _has({"field": "password"}),
        )
        return sum(self._count_rows(change, creating=False) for change in changes)

    def _made_count(self):
        """Return how many users get a password that nobody wrote into the file."""
        return sum(
            self._planned({"field": "password", "new": {"secret": kind}})
            for kind in ("generated", "common")
        )

    def _new_internal_count(self):
        """Return how many users become internal, new ones and those that were portal users."""
        roles = self.env["user.import.role"].search([("user_type", "=", "internal")])
        internal = [_has({"field": "user_type", "new": "internal"})]
        internal += [_has({"field": "roles", "new": [{"id": role.id}]}) for role in roles]
        portal = SQL("(action = 'create' OR user_id IN (SELECT id FROM res_users WHERE share))")
        return self._count_rows(SQL("(%s) AND %s", SQL(" OR ").join(internal), portal))

    def _count_rows(self, condition, creating=None):
        self.env["user.import.row"].flush_model()
        if creating is not None:
            condition = SQL("%s AND (action = 'create') = %s", condition, creating)
        query = "SELECT count(*) FROM user_import_row WHERE run_id = %s AND %s"
        [[number]] = self.env.execute_query(SQL(query, self.id, condition))
        return number


def _has(change):
    """Return the SQL of whether a row's changes hold one like this."""
    return SQL("changes @> %s::jsonb", json.dumps([change]))
