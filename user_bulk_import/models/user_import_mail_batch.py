"""Some mails to new users on their way into Odoo's mail queue.

What a template may ask for in its ``ctx`` while a letter is rendered:

``user_import_link``
    whether the mail holds a link to set a password;
``user_import_passwords``
    the password by user id, of the one user alone whose mail is being rendered, where the import is
    to send it. It is there only inside of ``_generate_template`` (see mail_template.py), so that
    nothing that makes, stores or sends the mail has it;
``create_user``
    Odoo's own: the link holds the address (see :meth:`MailBatch._groups`).

Anybody may send a context along with a request, so what matters to security is in none: how long a
link waits and which passwords there are is known only while a batch is at work with the same cursor
(:func:`rendering`).
"""

import logging
import math
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from weakref import WeakKeyDictionary

from psycopg2 import OperationalError

from odoo import fields
from odoo.exceptions import ConcurrencyError
from odoo.tools import SQL, formataddr

_logger = logging.getLogger(__name__)

# What is being rendered, by cursor.
_at_work = WeakKeyDictionary()


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
    :param invited: the users whose links stand in it, each with the row that made it, where these
        are others than the user it is about, or more. It has a record for each of them then
    """

    user: Any
    recipient: Any
    address: str
    template: Any
    kind: str = "invitation"
    has_link: bool = True
    password: str = ""
    row: Any = None
    invited: list = field(default_factory=list)
    leaves: datetime | None = None
    mail: Any = None
    failure: str = ""

    @property
    def concerned(self):
        """The users with a record of this mail, each with the row that made it."""
        return self.invited or [(self.user, self.row)]


@dataclass(frozen=True)
class Rendering:
    """What a batch knows of the letters it renders.

    :param template_id: of the template it renders them with
    :param delay_hours: how long they wait before they leave
    :param passwords: those that stand in them, by user id
    :param invited: ids of the users whose links stand in them, by the id of the user who is
        written to, where a mail holds the links of several
    """

    template_id: int = 0
    delay_hours: int = 0
    passwords: dict = field(default_factory=dict, repr=False)
    invited: dict = field(default_factory=dict)


def rendering(env):
    """Return what a batch is rendering in this transaction, an empty one where none is."""
    return _at_work.get(env.cr) or Rendering()


@contextmanager
def _rendering(env, what):
    _at_work[env.cr] = what
    try:
        yield
    finally:
        _at_work.pop(env.cr, None)


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
        users = self.env["res.users"].browse(
            user.id for item in letters if item.has_link for user, _row in item.concerned
        )
        partners = users.partner_id.filtered(lambda partner: partner.signup_type != "signup")
        if partners:
            partners.with_context(tracking_disable=True).signup_prepare(signup_type="signup")

    def _groups(self, letters):
        """Yield the letters that can be rendered together, each time with the context for it."""
        shared = self._shared_addresses(letters)
        groups = defaultdict(list)
        for letter in letters:
            context = {
                "lang": letter.recipient.lang or letter.user.lang or self.env.lang,
                "user_import_link": letter.has_link,
            }
            own = letter.recipient == letter.user.partner_id and not letter.invited
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
        delay = (letters[0].leaves - fields.Datetime.now()).total_seconds()
        what = Rendering(
            template_id=template.id,
            delay_hours=max(0, math.ceil(delay / 3600)),
            passwords={item.user.id: item.password for item in letters if item.password},
            invited={
                item.user.id: [user.id for user, _row in item.invited]
                for item in letters
                if item.invited
            },
        )
        with _rendering(self.env, what):
            mails = template.with_context(**context, tracking_disable=True).send_mail_batch(
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
            # The contact's own field may hold further addresses, which nobody has looked at.
            letter.mail.email_to = formataddr((letter.recipient.name or "", letter.address))
            mails |= letter.mail
        # The copy in the message could be read by the importer.
        mails.mail_message_id.write({"body": False})

    def _keep(self, letters):
        validity = self.invitations._validity()
        self.invitations.create(
            [
                {
                    "user_id": user.id,
                    "run_id": self.run.id if self.run else False,
                    "row_id": row.id if row else False,
                    "kind": letter.kind,
                    "email": letter.address,
                    "recipient_id": letter.recipient.id,
                    "mail_id": letter.mail.id if letter.mail else False,
                    "enclosed": place > 0,
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
                for place, (user, row) in enumerate(letter.concerned)
            ]
        )
