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
                (self._planned({"field": "must_change_password"}), self._forcing_text),
                (self.mail_planned_count, self._mailing_text),
            )
            if number
        ]

    def _deletion_text(self, number):
        if self.delete_contacts:
            return self.env._(
                "%s users and their contacts are deleted for good. It cannot be taken back.", number
            )
        return self.env._("%s users are deleted for good. It cannot be taken back.", number)

    def _overwriting_text(self, number):
        return self.env._(
            "%s existing passwords are overwritten. It cannot be taken back, and those persons are "
            "logged out.",
            number,
        )

    def _renaming_text(self, number):
        return self.env._("%s users get another login, and are logged out.", number)

    def _archiving_text(self, number):
        return self.env._("%s users are archived, and are logged out.", number)

    def _internal_text(self, number):
        return self.env._("%s more internal users, who count for your Odoo licence.", number)

    def _forcing_text(self, number):
        return self.env._("%s persons have to choose a new password at their next login.", number)

    def _mailing_text(self, number):
        return self.env._(
            "%s mails at most: to new users, and Odoo's security alerts to existing ones.", number
        )

    def _planned(self, change, creating=None):
        """Return how many planned rows have a change.

        :param change: what the JSON of the change holds
        :param creating: whether the row makes a user; either way where not given
        """
        return self._count_rows(_has(change), creating)

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
