from collections import Counter
from datetime import timedelta

from odoo import api, fields, models

from .user_import_families import Circle
from .user_import_mail_batch import MailBatch
from .user_import_notifier import BATCH

JUST_NOW = timedelta(minutes=15)
"""For so long after a mail has left nobody is invited again."""


class UserImportNotifier(models.AbstractModel):
    """Invitations that somebody asks for after the import, or without one."""

    _inherit = "user.import.notifier"

    @api.model
    def _invite(self, users, run=None):
        """Invite users with Odoo's own invitation, with the rights of whoever asks for it. The
        first ones are written to at once, the others are looked at in the background.

        :param run: the import that has made them, for sender and reply-to
        :return: how many were ``invited``, how many are left for ``later`` and, by the keys of
            :meth:`_reasons`, how many were not invited
        :rtype: Counter
        """
        pending = self._pending(users)
        asked = users - pending
        audience = self._audience(asked[:BATCH], run)
        told = Counter(audience.kept_out.values())
        if pending:
            told["pending"] = len(pending)
        told["invited"] = len(audience.users) - len(audience.kept_out)
        told["later"] = len(asked) - len(audience.users)
        self._keep_skipped(audience)
        self._write_invitations(audience, run)
        self._keep_waiting(asked[BATCH:], run)
        return told

    @api.model
    def _keep_waiting(self, users, run=None):
        """Leave users to the background, which looks at them when it comes to them."""
        if users:
            run_id = run.id if run else False
            self.env["user.import.invitation"].sudo().create(
                [{"user_id": id_, "run_id": run_id, "state": "waiting"} for id_ in users.ids]
            )
            self.env.ref("user_bulk_import.ir_cron_user_import").sudo()._trigger()

    @api.model
    def _write_invitations(self, audience, run=None):
        users = audience.users.filtered(lambda user: user not in audience.kept_out)
        domain = [
            ("run_id", "=", run.id if run else False),
            ("user_id", "in", users.ids),
            ("outcome", "=", "created"),
        ]
        found = self.env["user.import.row"].sudo().search(domain).grouped("user_id")
        rows = {user: found.get(user) for user in users}
        letters = self._invitations(audience, rows, lambda _users: Circle(rows), run)
        MailBatch(users.env, run).queue(letters)

    @api.model
    def _pending(self, users):
        """Return the users whose last mail has not left yet, or has left just now: a button that
        is pressed twice writes once. One that was cancelled or deleted in Odoo's mail queue does
        not leave any more."""
        pending = (
            self.env["user.import.invitation"]
            .sudo()
            .search(
                [
                    ("user_id", "in", users.ids),
                    ("is_latest", "=", True),
                    "|",
                    "|",
                    ("state", "=", "waiting"),
                    ("sent_on", ">", fields.Datetime.now() - JUST_NOW),
                    ("mail_id.state", "=", "outgoing"),
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
        number = len(batch)
        if batch.create_uid:
            self._write_batch(batch)
        else:
            batch._set_failed(self.env._("Whoever asked for it was deleted."))
        return number

    @api.model
    def _write_batch(self, batch):
        """Write invitations that one person asked for, or note on them why not."""
        env = self._asking_env(batch.create_uid)
        users = env["res.users"].search([("id", "in", batch.user_id.ids)])
        audience = self._audience(users, batch.run_id)
        if not (env.user.active and env.user.has_group("user_bulk_import.group_user_import")):
            audience.kept_out = dict.fromkeys(users, "refused")
        self._write_invitations(audience, batch.run_id)
        reasons = self._reasons()
        for invitation in batch:
            user = invitation.user_id
            if why := audience.kept_out.get(user) if user in users else "refused":
                address = audience.address(user) if user in users else False
                invitation.write({"state": "skipped", "reason": reasons[why], "email": address})
        # Those that were written stand in the place of the others.
        batch.filtered(lambda item: item.state == "waiting").unlink()

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
            "protected": self.env._("accounts of the system or of administrators"),
            "archived": self.env._("archived"),
            "logged_in": self.env._("have logged in already"),
            "elsewhere": self.env._("log in with another service or a passkey"),
            "no_email": self.env._("no e-mail address"),
            "blacklisted": self.env._("address on the list of those that want no mail"),
            "pending": self.env._("were invited just now, or an invitation is on its way"),
            "refused": self.env._("whoever asked for it may not invite this user any more"),
        }
