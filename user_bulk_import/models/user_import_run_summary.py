from dataclasses import dataclass

from odoo import api, fields, models
from odoo.tools import SQL, format_list

from ..engine.values import shortened

NAMED = 3
"""People or tags that are named of each consequence; all others are in the list of rows."""

NAME_LENGTH = 60
"""Characters of a name: one of a file may have thousands."""


@dataclass(frozen=True)
class Consequence:
    """Something that the plan does beyond making and changing users.

    :param kind: a consequence of ``user.import.row``, or ``tag_category``, ``alert`` or ``mail``
    :param number: of rows, tags, or mails
    :param names: all of them, where they are no people
    """

    kind: str
    number: int
    names: tuple[str, ...] = ()


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
            if failed:
                run.told_text = self.env._(
                    "Mails to new users: %(failed)s could not be sent, %(sent)s sent, %(queued)s "
                    "queued. Press “Mails Sent” to see why. If Odoo cannot reach the outgoing "
                    "mail server, set it up, then press “Invite New Users”.",
                    sent=sent,
                    queued=queued,
                    failed=failed,
                )
            elif queued or sent:
                run.told_text = self.env._(
                    "Mails to new users: %(sent)s sent, %(queued)s queued.",
                    sent=sent,
                    queued=queued,
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
            found = run._consequences() if run.state == "review" and run.has_work else []
            run.consequences = "\n".join(f"• {run._consequence_line(item)}" for item in found)

    def _consequence_line(self, item):
        """Return a consequence in a line, with names where they are no people."""
        names = self._consequence_names_text(item) if item.names else ""
        return f"{self._consequence_text(item)} {names}".strip()

    def _consequences(self):
        """Return what the plan does beyond making and changing users, the gravest first.

        :rtype: list[Consequence]
        """
        self.ensure_one()
        numbers = self._consequence_numbers()
        tags, categories = self._new_tags() if numbers.pop("tag") else ((), ())
        mails = self._planned_mails()
        numbers |= {"mail": mails.to_new_users(self.invite), "alert": mails.alerts}
        found = [
            *(Consequence(kind, number) for kind, number in numbers.items()),
            Consequence("tag", len(tags), tuple(tags)),
            Consequence("tag_category", len(categories), tuple(categories)),
        ]
        return [item for item in found if item.number]

    def _consequence_numbers(self):
        """Return the number of rows by consequence, of one look at all rows.

        :rtype: dict[str, int]
        """
        Row = self.env["user.import.row"]
        Row.flush_model()
        conditions = Row._consequences()
        counted = SQL(", ").join(
            SQL("count(*) FILTER (WHERE %s)", condition(Row._table))
            for condition in conditions.values()
        )
        query = SQL("SELECT %s FROM user_import_row WHERE run_id = %s", counted, self.id)
        [numbers] = self.env.execute_query(query)
        return dict(zip(conditions, numbers, strict=True))

    def _consequence_names(self, item):
        """Return the first names of those whom a consequence concerns.

        :rtype: list[str]
        """
        if item.names:
            return list(item.names[:NAMED])
        Row = self.env["user.import.row"]
        if item.kind not in Row._consequences():
            return []
        domain = [("run_id", "=", self.id), ("consequence", "=", item.kind)]
        rows = Row.search(domain, order="sequence", limit=NAMED)
        return [row._consequence_name(item.kind) for row in rows]

    def _consequence_names_text(self, item):
        """Return these names in a line, and how many there are beside."""
        names = [shortened(name, NAME_LENGTH) for name in self._consequence_names(item)]
        if (more := item.number - len(names)) and names:
            names.append(self.env._("%s more", more))
        return format_list(self.env, names) if names else ""

    def _consequence_text(self, item):
        """Return a consequence in a line, without names."""
        texts = {
            "delete": self._deletion_text,
            "password": self._overwriting_text,
            "rights": self._rights_text,
            "archive": self._archiving_text,
            "login": self._renaming_text,
            "restore": self._restoring_text,
            "internal": self._internal_text,
            "portal": self._portal_text,
            "contact": self._linking_text,
            "slip": self._making_text,
            "force": self._forcing_text,
            "mail": self._mailing_text,
            "alert": self._alerting_text,
            "tag": self._tagging_text,
            "tag_category": self._tag_category_text,
        }
        return texts[item.kind](item.number)

    def _deletion_text(self, number):
        if self.delete_contacts:
            return self.env._(
                "Users deleted for good, with their contacts: %s. It cannot be taken back.", number
            )
        return self.env._("Users deleted for good: %s. It cannot be taken back.", number)

    def _overwriting_text(self, number):
        return self.env._(
            "Passwords overwritten: %s. It cannot be taken back; these persons are logged out.",
            number,
        )

    def _renaming_text(self, number):
        return self.env._("Logins changed: %s. These persons are logged out.", number)

    def _archiving_text(self, number):
        return self.env._("Users archived: %s. These persons are logged out.", number)

    def _internal_text(self, number):
        return self.env._("More internal users, who count for your Odoo license: %s.", number)

    def _portal_text(self, number):
        return self.env._(
            "Internal users who become portal users and lose their groups: %s.", number
        )

    def _making_text(self, number):
        return self.env._(
            "Passwords made, or the same for all: %s. You can download login slips, once, within "
            "24 hours.",
            number,
        )

    def _forcing_text(self, number):
        return self.env._("Persons who have to choose a new password: %s.", number)

    def _mailing_text(self, number):
        return self.env._("Mails to new users: %s at most.", number)

    def _alerting_text(self, number):
        return self.env._(
            "Security alerts to users whose login, address or password changes: %s at most.",
            number,
        )

    def _tagging_text(self, number):
        return self.env._("New tags: %s.", number)

    def _tag_category_text(self, number):
        return self.env._("New tag categories: %s.", number)

    def _rights_text(self, number):
        return self.env._(
            "Given administrative rights, so that they decide about users: %s.", number
        )

    def _restoring_text(self, number):
        return self.env._("Archived users who can log in again: %s.", number)

    def _linking_text(self, number):
        return self.env._(
            "Contacts that become a new user's own, with their documents: %s.", number
        )
