from collections import defaultdict

from odoo import api, models
from odoo.tools import SQL, email_normalize

from .user_import_mail_batch import rendering


class ResUsers(models.Model):
    _inherit = "res.users"

    @api.ondelete(at_uninstall=False)
    def _unlink_secret_mails(self):
        """Delete the mails with a password that wait for the users: with them goes the record by
        which such a mail would be found."""
        invitations = self.env["user.import.invitation"].sudo()
        invitations.search([("user_id", "in", self.ids)])._erase_secret_mails()

    def _import_guardians(self):
        """Return the active users who answer for these, through whom those without an e-mail
        address are invited. Addons that know more of who belongs to whom extend it.

        :return: users by user; those whom nobody answers for are missing
        :rtype: dict
        """
        found = defaultdict(self.browse)
        for side, other in (("left", "right"), ("right", "left")):
            associations = self.env["user.association"].search(
                [
                    (f"{other}_user_id", "in", self.ids),
                    ("type_id.guardian_side", "=", side),
                    ("type_id.active", "=", True),
                ]
            )
            for item in associations:
                if item[f"{side}_user_id"].active:
                    ward = self.browse(item[f"{other}_user_id"].id)
                    found[ward.with_prefetch(self.ids)] |= item[f"{side}_user_id"]
        return dict(found)

    def _import_wards(self):
        """Return the users for whom these answer, archived ones too.

        :return: users by user; those who answer for nobody are missing
        :rtype: dict
        """
        found = defaultdict(self.browse)
        for side, other in (("left", "right"), ("right", "left")):
            associations = self.env["user.association"].search(
                [
                    (f"{side}_user_id", "in", self.ids),
                    ("type_id.guardian_side", "=", side),
                    ("type_id.active", "=", True),
                ]
            )
            for item in associations:
                found[self.browse(item[f"{side}_user_id"].id)] |= item[f"{other}_user_id"]
        return dict(found)

    def _import_own_address(self):
        """Return the user's own e-mail address, normalized, ``""`` where there is none."""
        self.ensure_one()
        return email_normalize(self.email, strict=False) or ""

    def _import_invitation_recipients(self):
        """Return whom each user's invitation goes to: the user, else all who answer for a user
        without an e-mail address.

        :return: lists of a normalized address and a user, by user
        :rtype: dict
        """
        recipients = {
            user: [(address, user)] if (address := user._import_own_address()) else []
            for user in self
        }
        without = self.filtered(lambda user: not recipients[user])
        for user, guardians in without._import_guardians().items():
            addresses = ((guardian._import_own_address(), guardian) for guardian in guardians)
            recipients[user] = [(address, guardian) for address, guardian in addresses if address]
        return recipients

    def _import_invited(self):
        """Return whose links stand in the mail to this user that is being written, for its
        template; nobody's at any other time."""
        self.ensure_one()
        return self.browse(rendering(self.env).invited.get(self.id, ()))

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
