"""Some mails to new users on their way into Odoo's mail queue."""

import logging
import math
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg2 import OperationalError

from odoo import fields
from odoo.exceptions import ConcurrencyError
from odoo.tools import SQL

_logger = logging.getLogger(__name__)


@dataclass(eq=False)
class Letter:
    """A mail to be written.

    :param user: whom it is about
    :param recipient: the contact it goes to: the user's own, or the one through whom it goes
    :param address: the recipient's address, normalized
    :param template: how it is written
    :param has_link: whether it holds a link to set a password
    :param password: the password that stands in it, if any
    :param row: the row that made the user, if any
    """

    user: Any
    recipient: Any
    address: str
    template: Any
    kind: str = "invitation"
    has_link: bool = True
    password: str = ""
    row: Any = None
    leaves: datetime | None = None
    mail: Any = None
    failure: str = ""


def _reason(error, password):
    """Return why a mail could not be written, in a line without anything secret. Odoo's own words
    hold the whole template."""
    while error.__cause__:
        error = error.__cause__
    reason = f"{type(error).__name__}: {error}".partition("\n")[0][:200]
    return type(error).__name__ if password and password in str(error) else reason


class MailBatch:
    """Renders letters with the importer's own rights and puts them into the mail queue.

    :param env: the importer's environment
    :param run: the import the letters belong to, or ``None``
    """

    def __init__(self, env, run=None):
        self.env = env
        self.run = run
        self.invitations = env["user.import.invitation"].sudo()

    def queue(self, letters):
        """Put the letters into the mail queue, with a record of each. One that cannot be written
        has its ``failure`` set and stands alone."""
        if not letters:
            return
        times = self.invitations._slots(len(letters))
        for letter, leaves in zip(letters, times, strict=True):
            letter.leaves = leaves
        self._prepare_links(letters)
        for context, group in self._groups(letters):
            self._bisect(group[0].template.with_env(self.env), context, group)
        written = [letter for letter in letters if letter.mail]
        self._address(written)
        self._keep(letters)
        if written:
            queue = self.env.ref("mail.ir_cron_mail_scheduler_action").sudo()
            queue._trigger({letter.leaves for letter in written})

    def _prepare_links(self, letters):
        users = self.env["res.users"].browse([item.user.id for item in letters if item.has_link])
        partners = users.partner_id.filtered(lambda partner: partner.signup_type != "signup")
        if partners:
            partners.with_context(tracking_disable=True).signup_prepare(signup_type="signup")

    def _groups(self, letters):
        """Yield the letters that can be rendered together, each time with the context for it."""
        shared = self._shared_addresses(letters)
        now = fields.Datetime.now()
        groups = defaultdict(list)
        for letter in letters:
            delay = max(0, (letter.leaves - now).total_seconds())
            context = {
                "lang": letter.recipient.lang or letter.user.lang or self.env.lang,
                "user_import_delay_hours": math.ceil(delay / 3600),
                "user_import_link": letter.has_link,
            }
            own = letter.recipient == letter.user.partner_id
            if own and letter.address not in shared:
                # Odoo's page leads somebody with this address who has set a password on to the
                # login, which would shut out the others who have the same address.
                context["create_user"] = True
            groups[letter.template.id, letter.leaves, *sorted(context.items())].append(letter)
        for key, group in groups.items():
            yield dict(key[2:]), group

    def _shared_addresses(self, letters):
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """SELECT partner.email_normalized FROM res_users users
                     JOIN res_partner partner ON partner.id = users.partner_id
                    WHERE partner.email_normalized = ANY(%s)
                    GROUP BY partner.email_normalized HAVING count(*) > 1""",
                [letter.address for letter in letters],
            )
        )
        return {address for [address] in rows}

    def _bisect(self, template, context, letters):
        """Write the letters; where that fails, in halves, until the bad ones stand alone."""
        try:
            with self.env.cr.savepoint():
                self._render(template, context, letters)
        except (OperationalError, ConcurrencyError, MemoryError):
            raise  # a conflict, or a limit: all of them are tried again
        except Exception as error:
            if type(error) is Exception:
                raise  # Odoo's sign that a request has used up its time (odoo/service/server.py)
            if len(letters) > 1:
                middle = len(letters) // 2
                self._bisect(template, context, letters[:middle])
                self._bisect(template, context, letters[middle:])
                return
            letters[0].mail, letters[0].failure = None, _reason(error, letters[0].password)
            _logger.warning("A mail to a new user was not written: %s", letters[0].failure)

    def _render(self, template, context, letters):
        passwords = {item.user.id: item.password for item in letters if item.password}
        mails = template.with_context(
            **context, user_import_passwords=passwords, tracking_disable=True
        ).send_mail_batch(
            [letter.user.id for letter in letters], email_values=self._values(letters[0])
        )
        for letter, mail in zip(letters, mails, strict=True):
            letter.mail = mail

    def _values(self, letter):
        """Return what holds for a mail whatever its template says, as in Odoo's own invitation."""
        values = {
            "email_cc": False,
            "auto_delete": True,
            # The text, with its link, must not be read by all who may read the user.
            "message_type": "user_notification",
            "recipient_ids": [],
            "partner_ids": [],
            "scheduled_date": letter.leaves if letter.leaves > fields.Datetime.now() else False,
        }
        if self.run and self.run.mail_from:
            values["email_from"] = self.run.mail_from
        if self.run and self.run.mail_reply_to:
            values["reply_to"] = self.run.mail_reply_to
        return values

    def _address(self, letters):
        """Address each mail to its recipient alone, and leave its text to the queue alone."""
        mails = self.env["mail.mail"].sudo()
        for letter in letters:
            letter.mail.email_to = letter.recipient.email_formatted
            mails |= letter.mail
        # The copy in the message could be read by the importer.
        mails.mail_message_id.write({"body": False})

    def _keep(self, letters):
        validity = self.invitations._validity()
        self.invitations.create(
            [
                {
                    "user_id": letter.user.id,
                    "run_id": self.run.id if self.run else False,
                    "row_id": letter.row.id if letter.row else False,
                    "kind": letter.kind,
                    "email": letter.address,
                    "recipient_id": letter.recipient.id,
                    "mail_id": letter.mail.id if letter.mail else False,
                    "state": "queued" if letter.mail else "failed",
                    "reason": letter.failure or False,
                    "noted": False,
                    "holds_password": bool(letter.password),
                    "planned_for": letter.leaves if letter.mail else False,
                    "expires_on": letter.leaves + validity
                    if letter.mail and letter.has_link
                    else False,
                }
                for letter in letters
            ]
        )
