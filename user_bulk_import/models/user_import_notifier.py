from collections import Counter

from cryptography.fernet import InvalidToken

from odoo import SUPERUSER_ID, api, models
from odoo.exceptions import UserError

from ..engine.issues import INFO, WARNING, Issue, _lt, define
from .user_import_mail_batch import Letter, MailBatch

BATCH = 200
"""People who are written to between two commits: two or three seconds of work."""

NO_EMAIL = define(
    "no_email",
    INFO,
    _lt("No mail is sent: neither the user nor anybody who belongs to the user has an address."),
)
INVITATION_BLACKLISTED = define(
    "invitation_blacklisted",
    WARNING,
    _lt("No mail is sent: the address %(email)s is on the list of those that want none."),
)
SIGNS_IN_ELSEWHERE = define(
    "signs_in_elsewhere",
    INFO,
    _lt("No mail is sent: this user logs in with another service or a passkey."),
)
ROW_ISSUES = {
    "no_email": NO_EMAIL,
    "blacklisted": INVITATION_BLACKLISTED,
    "elsewhere": SIGNS_IN_ELSEWHERE,
}


class UserImportNotifier(models.AbstractModel):
    """Writes the mails to the users that an import has made. Odoo's mail queue sends them."""

    _name = "user.import.notifier"
    _description = "User Import Notifier"

    # -- the stage of a run -------------------------------------------------------------------

    @api.model
    def _has_work(self, run):
        """Return whether the run has mails to write."""
        return bool(run.created_count) and (run.invite or run.registration_details != "no")

    @api.model
    def _step(self, run):
        """Write the mails to the next users and commit them together with how far it is; end the
        run after the last one. So a server that is killed goes on without writing to anybody
        twice."""
        rows = self._next_rows(run)
        if rows:
            self._notify(run, rows)
            run.mail_sequence = rows[-1].sequence + 1
        if not self._next_rows(run):
            self.env["user.import.invitation"]._note_failures()
            run._post_mail_summary()
            run._finish("done")
        run._checkpoint(len(rows))

    @api.model
    def _next_rows(self, run):
        return self.env["user.import.row"].search(
            [
                ("run_id", "=", run.id),
                ("outcome", "=", "created"),
                ("sequence", ">=", run.mail_sequence),
            ],
            order="sequence",
            limit=BATCH,
        )

    @api.model
    def _notify(self, run, rows):
        env = run._importer_env()
        # A user may be gone since, or be none that the importer may see any more.
        users = env["res.users"].search([("id", "in", rows.user_id.ids)])
        kept_out = self._kept_out(users)
        details = self._details_template(run, env)
        has_password = users._import_with_password() if details else users.browse()
        letters, warnings = [], 0
        for row in rows.filtered(lambda row: row.user_id in users):
            user = users.browse(row.user_id.id).with_prefetch(users.ids)
            if why := kept_out.get(user):
                warnings += self._note(row, user, why)
            else:
                letters += self._letters(run, row, user, details, user in has_password)
        if warnings:
            run._count({"warning": warnings})
        MailBatch(env, run).queue(letters)

    @api.model
    def _note(self, row, user, why):
        """Tell on the row why nothing is sent; return whether that is the row's first warning."""
        if why not in ROW_ISSUES:
            return False
        address, _recipient = user._import_invitation_recipient()
        if why == "blacklisted":
            self._keep_skipped(user, row)
        return row._note(Issue(ROW_ISSUES[why], {"email": address} if address else {}))

    @api.model
    def _letters(self, run, row, user, details, has_password):
        """Return the mails to one new user. One with registration details stands for Odoo's
        invitation too, where it holds the link to set a password.

        :param details: the template of the registration mail, or none
        """
        letters = []
        if details:
            letters = [self._letter(user, details, "registration", row)]
            letters[0].password = self._password(run, row)
            letters[0].has_link = run.invite or not has_password
        if run.invite and not (details and "_get_signup_url" in (details.body_html or "")):
            letters.append(self._letter(user, self._invitation_template(user), row=row))
        return letters

    @api.model
    def _letter(self, user, template, kind="invitation", row=None):
        address, recipient = user._import_invitation_recipient()
        return Letter(user, recipient, address, template, kind, row=row)

    @api.model
    def _details_template(self, run, env):
        if run.registration_details == "no":
            return env["mail.template"]
        return run.registration_template_id.with_env(env) or self._own_template(env)

    @api.model
    def _own_template(self, env):
        template = env.ref("user_bulk_import.mail_template_registration", raise_if_not_found=False)
        if not template:
            raise UserError(
                self.env._(
                    "The mail template with the registration details was deleted. Choose another "
                    "one in the profile, or upgrade the app “User Bulk Import” to get it back."
                )
            )
        return template

    @api.model
    def _invitation_template(self, user):
        """Return Odoo's own invitation, chosen as Odoo does."""
        name = "set_password_email" if user._is_internal() else "portal_set_password_email"
        template = user.env.ref(f"auth_signup.{name}", raise_if_not_found=False)
        return template or self._own_template(user.env)

    @api.model
    def _password(self, run, row):
        """Return the password for the mail, where the run says so and the import made it."""
        if run.registration_details != "with_password" or not row.credential:
            return ""
        try:
            return self.env["user.import.vault"]._open_credential(run, row.credential)
        except InvalidToken:  # the login slips are gone
            return ""

    # -- invitations at any time --------------------------------------------------------------

    @api.model
    def _kept_out(self, users):
        """Return why users are not written to.

        :return: a key of :meth:`_reasons` by user, of those who are not
        :rtype: dict
        """
        addresses = {user: user._import_invitation_recipient()[0] for user in users}
        blacklisted = self._blacklisted(addresses.values())
        elsewhere = users._import_signs_in_elsewhere()
        reasons = {}
        for user in users:
            if user.id in self._protected_ids():
                reasons[user] = "protected"
            elif not user.active:
                reasons[user] = "archived"
            elif user.sudo().login_date:
                reasons[user] = "logged_in"
            elif user in elsewhere:
                reasons[user] = "elsewhere"
            elif not addresses[user]:
                reasons[user] = "no_email"
            elif addresses[user] in blacklisted:
                reasons[user] = "blacklisted"
        return reasons

    @api.model
    def _blacklisted(self, addresses):
        wanted = [address for address in addresses if address]
        found = self.env["mail.blacklist"].sudo().search([("email", "in", wanted)])
        return set(found.mapped("email"))

    @api.model
    def _protected_ids(self):
        template = (
            self.env["ir.config_parameter"].sudo().get_param("base.template_portal_user_id", "0")
        )
        return {SUPERUSER_ID, int(template), self.env.ref("base.public_user").id}

    @api.model
    def _keep_skipped(self, user, row=None):
        """Record that a blacklisted person was left out, where invitations are looked for."""
        address, recipient = user._import_invitation_recipient()
        self.env["user.import.invitation"].sudo().create(
            {
                "user_id": user.id,
                "run_id": row.run_id.id if row else False,
                "row_id": row.id if row else False,
                "email": address,
                "recipient_id": recipient.id,
                "state": "skipped",
                "reason": Issue(INVITATION_BLACKLISTED, {"email": address}).text(self.env._),
            }
        )

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
        waiting = self.env["user.import.invitation"].sudo()
        first = waiting.search([("state", "=", "waiting")], order="id", limit=1)
        batch = waiting.search(
            [
                ("state", "=", "waiting"),
                ("create_uid", "=", first.create_uid.id),
                ("run_id", "=", first.run_id.id),
            ],
            order="id",
            limit=BATCH,
        ).try_lock_for_update()
        asked_by = first.create_uid
        env = self.env(
            user=asked_by.id,
            su=False,
            context={
                "lang": asked_by.lang,
                "tz": asked_by.tz,
                "allowed_company_ids": asked_by.company_ids.ids,
            },
        )
        users = env["res.users"].search([("id", "in", batch.user_id.ids)])
        allowed = asked_by.active and asked_by.has_group("user_bulk_import.group_user_import")
        kept_out = self._kept_out(users) if allowed else dict.fromkeys(users, "refused")
        self._write_invitations(users.filtered(lambda user: user not in kept_out), first.run_id)
        for invitation in batch:
            why = kept_out.get(env["res.users"].browse(invitation.user_id.id), "")
            if not why and invitation.user_id in users:
                invitation.unlink()
            else:
                reason = self._reasons().get(why or "refused", "")
                invitation.write({"state": "skipped", "reason": reason})
        return len(batch)

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
