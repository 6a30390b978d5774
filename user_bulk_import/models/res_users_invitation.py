from odoo import api, models
from odoo.tools import SQL, email_normalize


class ResUsers(models.Model):
    _inherit = "res.users"

    @api.ondelete(at_uninstall=False)
    def _unlink_secret_mails(self):
        """Delete the mails with a password that wait for the users: with them goes the record by
        which such a mail would be found."""
        invitations = self.env["user.import.invitation"].sudo()
        invitations.search([("user_id", "in", self.ids)])._erase_secret_mails()

    def _import_guardian(self):
        """Return the contact through whom a user without an e-mail address is invited: nobody.
        Addons that know who belongs to whom extend it."""
        return self.env["res.partner"]

    def _import_invitation_recipient(self):
        """Return the address and the contact that a user's invitation goes to.

        :return: a normalized address and a contact; an empty one of each where there is none
        :rtype: tuple
        """
        self.ensure_one()
        if own := email_normalize(self.email, strict=False):
            return own, self.partner_id
        guardian = self._import_guardian()
        if address := email_normalize(guardian.email, strict=False):
            return address, guardian
        return "", guardian.browse()

    def _import_signs_in_elsewhere(self):
        """Return the users who need no password: they log in with another service (auth_oauth) or
        a passkey (auth_passkey)."""
        names = [name for name in ("oauth_uid", "auth_passkey_key_ids") if name in self._fields]
        return self.filtered(lambda user: any(user.sudo()[name] for name in names))

    def _import_with_password(self):
        """Return the users who have a password."""
        self.flush_recordset(["password"])
        rows = self.env.execute_query(
            SQL("SELECT id FROM res_users WHERE id = ANY(%s) AND password <> ''", self.ids)
        )
        return self.browse(row_id for [row_id] in rows)

    def action_import_invite(self):
        """Invite the chosen users, and tell how many were left out and why."""
        self.env["user.import.invitation"]._check_may_invite()
        return self._import_invite()

    def _import_invite(self, run=None):
        notifier = self.env["user.import.notifier"]
        told = notifier._invite(self, run)
        invited, later = told.pop("invited"), told.pop("later")
        lines = [self.env._("Invited: %s.", invited)]
        if later:
            lines.append(self.env._("Looked at in the background: %s.", later))
        reasons = notifier._reasons()
        if told:
            parts = [f"{number} ({reasons[why]})" for why, number in told.most_common()]
            lines.append(self.env._("Not invited: %s.", ", ".join(parts)))
        if invited or later:
            lines.append(self.env._("Odoo's mail queue sends the mails."))
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success" if invited or later else "warning",
                "message": " ".join(lines),
                "sticky": bool(told),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }
