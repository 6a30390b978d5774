from dataclasses import dataclass, field
from functools import partial
from typing import Any

from cryptography.fernet import InvalidToken

from odoo import api, models
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


@dataclass(eq=False)
class Audience:
    """Some users, looked at once for all mails to them.

    :param recipients: lists of the address and the user that mails go to, by user: the person, or
        those who answer for somebody without an address
    :param kept_out: why no mail is sent, by user, of those who get none: a key of ``_reasons``
    :param details: the template of the registration mail, if any
    :param invitations: Odoo's own invitation by whether the user is internal
    """

    users: Any
    recipients: dict
    kept_out: dict
    details: Any = None
    invitations: dict = field(default_factory=dict)

    def address(self, user):
        """Return the first address that mails to a user go to, ``""`` where there is none."""
        return next((address for address, _through in self.recipients[user]), "")


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
        audience = self._audience(users, run)
        audience.details = self._details_template(run, env)
        has_password = users._import_with_password() if audience.details else users.browse()
        kinds = self._kinds(run, audience.details)
        letters, warnings, kept, invited = [], 0, {}, {}
        for row in rows.filtered(lambda row: row.user_id in users):
            user = users.browse(row.user_id.id).with_prefetch(users.ids)
            if why := audience.kept_out.get(user):
                warnings += self._note(row, audience.address(user), why)
                kept[user] = row
                continue
            invited[user] = row
            if "registration" in kinds:
                letters += self._registrations(run, row, user, audience, user in has_password)
        if "invitation" in kinds:
            circle = partial(self._circle_of_run, run, rows[:1].sequence)
            letters += self._invitations(audience, invited, circle, run)
        if warnings:
            run._count({"warning": warnings})
        self._keep_skipped(audience, kept)
        MailBatch(env, run).queue(letters)

    @api.model
    def _audience(self, users, run=None):
        """Look at users before anything is written to them.

        :param run: the import that has made them, if any
        """
        recipients = users._import_invitation_recipients()
        blacklisted = self._blacklisted(a for pairs in recipients.values() for a, _who in pairs)
        kept_out = self._kept_out(users, recipients, blacklisted, run)
        for user in users.filtered(lambda user: user not in kept_out):
            pairs = recipients[user]
            recipients[user] = [pair for pair in pairs if pair[0] not in blacklisted]
        return Audience(users, recipients, kept_out)

    @api.model
    def _note(self, row, address, why):
        """Tell on the row why nothing is sent; return whether that is the row's first warning."""
        if why not in ROW_ISSUES:
            return False
        return row._add_issues([Issue(ROW_ISSUES[why], {"email": address} if address else {})])

    @api.model
    def _registrations(self, run, row, user, audience, has_password):
        """Return the mails with registration details about one new user. They stand for Odoo's
        invitation too, where they hold the link to set a password."""
        return [
            Letter(
                user,
                through.partner_id,
                address,
                audience.details,
                "registration",
                row=row,
                password=self._password(run, row),
                has_link=run.invite or not has_password,
            )
            for address, through in audience.recipients[user]
        ]

    @api.model
    def _kinds(self, run, details, invite=None):
        """Return which mails a new user of the run gets: kinds of ``user.import.invitation``.

        :param details: the template of the registration mail, if any
        :param invite: whether new users are invited; as the run says where not given
        """
        kinds = ["registration"] if details else []
        invite = run.invite if invite is None else invite
        if invite and not (details and "_get_signup_url" in (details.body_html or "")):
            kinds.append("invitation")
        return kinds

    @api.model
    def _each(self, user, audience, row=None):
        """Return Odoo's own invitation of one user, to each of the recipients."""
        internal = user._is_internal()
        if internal not in audience.invitations:
            audience.invitations[internal] = self._invitation_template(user.env, internal)
        return [
            Letter(user, through.partner_id, address, audience.invitations[internal], row=row)
            for address, through in audience.recipients[user]
        ]

    @api.model
    def _details_template(self, run, env):
        if run.registration_details == "no":
            return env["mail.template"]
        run._check_registration_template()  # it may be for another model since
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
    def _invitation_template(self, env, internal):
        """Return Odoo's own invitation, chosen as Odoo does."""
        name = "set_password_email" if internal else "portal_set_password_email"
        template = env.ref(f"auth_signup.{name}", raise_if_not_found=False)
        return template or self._own_template(env)

    @api.model
    def _password(self, run, row):
        """Return the password for the mail, where the run says so and the import made it."""
        if run.registration_details != "with_password" or not row.credential:
            return ""
        try:
            return self.env["user.import.vault"]._open_credential(run, row.credential)
        except InvalidToken:  # the login slips are gone
            return ""

    # -- who is not written to ----------------------------------------------------------------

    @api.model
    def _kept_out(self, users, recipients, blacklisted, run=None):
        """Return why users are not written to.

        :param recipients: lists of the address and the user that mails go to, by user
        :param blacklisted: addresses that want no mail
        :return: a key of ``_reasons`` by user, of those who are not
        :rtype: dict
        """
        addresses = {user: {pair[0] for pair in pairs} for user, pairs in recipients.items()}
        protected = users._import_protected_ids(run or self.env["user.import.run"])
        elsewhere = users._import_signs_in_elsewhere()
        reasons = {}
        for user in users:
            if user.id in protected:
                reasons[user] = "protected"
            elif not user.active:
                reasons[user] = "archived"
            elif user.sudo().login_date:
                reasons[user] = "logged_in"
            elif user in elsewhere:
                reasons[user] = "elsewhere"
            elif not addresses[user]:
                reasons[user] = "no_email"
            elif addresses[user] <= blacklisted:
                reasons[user] = "blacklisted"
        return reasons

    @api.model
    def _blacklisted(self, addresses):
        wanted = [address for address in addresses if address]
        found = self.env["mail.blacklist"].sudo().search([("email", "in", wanted)])
        return set(found.mapped("email"))

    @api.model
    def _keep_skipped(self, audience, rows=None):
        """Record who was left out because of the blacklist, where invitations are looked for. No
        second record is made of those whose last one says so already.

        :param rows: the row that made the user, by user
        """
        users = [user for user, why in audience.kept_out.items() if why == "blacklisted"]
        invitations = self.env["user.import.invitation"].sudo()
        domain = [
            ("user_id", "in", [user.id for user in users]),
            ("is_latest", "=", True),
            ("state", "=", "skipped"),
        ]
        known = {(item.user_id.id, item.email) for item in invitations.search(domain)}
        invitations.create(
            [
                self._skipped(user, *audience.recipients[user][0], (rows or {}).get(user))
                for user in users
                if (user.id, audience.address(user)) not in known
            ]
        )

    @api.model
    def _skipped(self, user, address, through, row=None):
        return {
            "user_id": user.id,
            "run_id": row.run_id.id if row else False,
            "row_id": row.id if row else False,
            "email": address,
            "recipient_id": through.partner_id.id,
            "state": "skipped",
            "reason": Issue(INVITATION_BLACKLISTED, {"email": address}).text(self.env._),
        }
