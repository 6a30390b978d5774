from collections import Counter

from odoo import api, models

from .user_import_mail_batch import MailBatch
from .user_import_notifier import BATCH


class UserImportNotifier(models.AbstractModel):
    """Invitations that somebody asks for after the import, or without one."""

    _inherit = "user.import.notifier"

    @api.model
    def _invite(self, users, run=None):
        """Invite users with Odoo's own invitation, with the rights of whoever asks for it. The
        first ones are written to at once, the others in the background.

        :param run: the import that has made them, for sender and reply-to
        :return: how many were invited and, by the keys of :meth:`_reasons`, how many were not
        :rtype: Counter
        """
        kept_out = self._kept_out(users) | dict.fromkeys(self._pending(users), "pending")
        told = Counter(kept_out.values())
        invited = users.filtered(lambda user: user not in kept_out)
        told["invited"] = len(invited)
        for user in users:
            if kept_out.get(user) == "blacklisted":
                self._keep_skipped(user)
        self._write_invitations(invited[:BATCH], run)
        if later := invited[BATCH:]:
            self.env["user.import.invitation"].sudo().create(
                [
                    {"user_id": user.id, "run_id": run.id if run else False, "state": "waiting"}
                    for user in later
                ]
            )
            self.env.ref("user_bulk_import.ir_cron_user_import").sudo()._trigger()
        return told

    @api.model
    def _write_invitations(self, users, run=None):
        domain = [
            ("run_id", "=", run.id if run else False),
            ("user_id", "in", users.ids),
            ("outcome", "=", "created"),
        ]
        rows = self.env["user.import.row"].sudo().search(domain).grouped("user_id")
        letters = [
            self._letter(user, self._invitation_template(user), row=rows.get(user))
            for user in users
        ]
        MailBatch(users.env, run).queue(letters)

    @api.model
    def _pending(self, users):
        """Return the users whose last mail has not left yet."""
        pending = (
            self.env["user.import.invitation"]
            .sudo()
            .search(
                [
                    ("user_id", "in", users.ids),
                    ("is_latest", "=", True),
                    "|",
                    ("state", "=", "waiting"),
                    "&",
                    ("state", "in", ("queued", "sending")),
                    ("mail_id", "!=", False),
                ]
            )
        )
        return users.browse(pending.user_id.ids)

    @api.model
    def _write_waiting(self):
        """Write the next of the invitations that somebody asked for; return how many are done.
        Nothing is lost or doubled by a killed server: each batch is one transaction."""
        batch = self._next_waiting()
        if not batch:
            return 0
        env = self._asking_env(batch.create_uid)
        users = env["res.users"].search([("id", "in", batch.user_id.ids)])
        kept_out = self._kept_out(users)
        if not (env.user.active and env.user.has_group("user_bulk_import.group_user_import")):
            kept_out = dict.fromkeys(users, "refused")
        self._write_invitations(users.filtered(lambda user: user not in kept_out), batch.run_id)
        for invitation in batch:
            user = invitation.user_id
            why = kept_out.get(user) if user in users else "refused"
            if why:
                invitation.write({"state": "skipped", "reason": self._reasons()[why]})
            else:
                invitation.unlink()  # the one that was written stands in its place
        return len(batch)

    @api.model
    def _next_waiting(self):
        """Return the next ones that the same person asked for on behalf of the same import."""
        Invitation = self.env["user.import.invitation"].sudo()
        waiting = [("state", "=", "waiting")]
        first = Invitation.search(waiting, order="id", limit=1)
        same = [("create_uid", "=", first.create_uid.id), ("run_id", "=", first.run_id.id)]
        batch = Invitation.search([*waiting, *same], order="id", limit=BATCH)
        return batch.try_lock_for_update()

    @api.model
    def _asking_env(self, user):
        """Return the environment of the person who asked for invitations: the own rights."""
        companies = user.company_id.ids + (user.company_ids - user.company_id).ids
        return self.env(
            user=user.id,
            su=False,
            context={"lang": user.lang, "tz": user.tz, "allowed_company_ids": companies},
        )

    @api.model
    def _reasons(self):
        """Return for people why somebody is not invited."""
        return {
            "protected": self.env._("accounts of the system"),
            "archived": self.env._("archived"),
            "logged_in": self.env._("have logged in already"),
            "elsewhere": self.env._("log in with another service or a passkey"),
            "no_email": self.env._("no e-mail address"),
            "blacklisted": self.env._("address on the list of those that want no mail"),
            "pending": self.env._("an invitation is on its way already"),
            "refused": self.env._("whoever asked for it may not invite this user any more"),
        }
