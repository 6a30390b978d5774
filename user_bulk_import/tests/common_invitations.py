"""What the tests of mails to new users share."""

import base64
import re
from contextlib import contextmanager
from datetime import datetime
from unittest.mock import patch

from odoo.tools import mute_logger

from odoo.addons.base.models.ir_mail_server import MailDeliveryException

from .common import ImportCase

HEADER = "Login,Name,E-mail\n"
PEOPLE = HEADER + "ann,Ann Archer,ann@example.com\nbob,Bob Baker,bob@example.com\n"


class InvitationCase(ImportCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Invitation = cls.env["user.import.invitation"]
        cls.startClassPatcher(
            patch.object(type(cls.env["ir.cron"]), "_commit_progress", lambda *a, **k: 60.0)
        )

    def invite(self, content=PEOPLE, **options):
        return self.import_file(content, invite=True, **options)

    def mails(self, *logins):
        """Return the mails that were written to users, in the users' order."""
        ids = [self.user(login).id for login in logins]
        mails = self.env["mail.mail"].search([("model", "=", "res.users"), ("res_id", "in", ids)])
        return mails.sorted(lambda mail: ids.index(mail.res_id))

    def invitations(self, *logins):
        ids = [self.user(login).id for login in logins]
        return self.Invitation.search([("user_id", "in", ids)], order="id")

    def link(self, mail):
        return re.search(r'href="([^"]*/web/signup[^"]*)"', mail.body_html)[1].replace("&amp;", "&")

    def token_owner(self, mail):
        token = re.search(r"token=([^&]+)", self.link(mail))[1]
        return self.env["res.partner"]._get_partner_from_token(token)

    def expiry(self, mail):
        """Return until when a mail's link is valid, as Odoo's token says."""
        return self.token_expiry(re.search(r"token=([^&]+)", self.link(mail))[1])

    def token_expiry(self, token):
        return datetime.fromtimestamp(
            int.from_bytes(base64.urlsafe_b64decode(token + "===")[1:9], "little")
        )

    def import_with_passwords(self, content=PEOPLE, **options):
        """Return a run whose mails hold the passwords that it made."""
        return self.import_file(
            content, registration_details="with_password", password_mode="generate", **options
        )

    def log_in(self, login):
        self.env["res.users.log"].with_user(self.user(login)).sudo().create({})

    @contextmanager
    def mail_server(self, refused=()):
        """Stand for a mail server that refuses some addresses; give the messages it takes."""
        taken = []

        def send_email(_server, message, **_kwargs):
            if message["To"].rpartition("<")[2].strip("<>") in refused:
                raise MailDeliveryException("Mail Delivery Failed", "550 no such person")
            taken.append(message)
            return message["Message-Id"]

        server = type(self.env["ir.mail_server"])
        with (
            patch.object(server, "_disable_send", lambda self: False),
            patch.object(server, "_connect__", lambda self, **kwargs: None),
            patch.object(server, "send_email", send_email),
            mute_logger("odoo.addons.mail.models.mail_mail"),
        ):
            yield taken

    def run_queue(self, refused=()):
        with self.mail_server(refused) as taken:
            self.env["mail.mail"].process_email_queue()
        return taken
