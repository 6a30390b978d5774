from odoo import api, fields, models

from ..engine.decisions import WRITING
from ..engine.issues import Issue, _lt
from ..engine.values import Secret, as_text
from .user_import_notifier import INVITATION_BLACKLISTED, NO_EMAIL
from .user_import_row import FIRST_SHOWN, SECRET_TEXTS
from .user_import_run_process import ENDED

HEADLINES = {
    # What will happen, by the decision
    "create": ("success", _lt("A new user will be created.")),
    "update": ("info", _lt("This user will be updated.")),
    "unchanged": ("secondary", _lt("Nothing will change: the user is as the file says.")),
    "skip": ("secondary", _lt("This row will be skipped: nobody changes.")),
    "archive": ("warning", _lt("This user will be archived, and can no longer log in.")),
    "restore": ("info", _lt("This user will be restored, and can log in again.")),
    "delete": ("danger", _lt("This user will be deleted for good.")),
    "reject": ("danger", _lt("This row has errors: it will be left out until they are corrected.")),
    # What became of it, by the outcome
    "created": ("success", _lt("A new user was created.")),
    "updated": ("info", _lt("This user was updated.")),
    "skipped": ("secondary", _lt("This row was skipped: nobody was changed.")),
    "archived": ("warning", _lt("This user was archived.")),
    "restored": ("info", _lt("This user was restored.")),
    "deleted": ("danger", _lt("This user was deleted.")),
    "failed": ("danger", _lt("This row had errors: nobody was changed.")),
}
UNCHANGED = ("secondary", _lt("Nothing was changed: the user was as the file says."))
OPEN = ("secondary", _lt("This row has not been compared with the users yet."))
LEFT_OUT = ("secondary", _lt("You have left this row out: nothing happens."))
CANCELLED = ("secondary", _lt("The import has ended without this row: nobody was changed."))

ALERTED = ("login", "email", "password")
"""Changes of an existing user that Odoo alerts the user of."""


class UserImportRow(models.Model):
    """The card “What will happen to this user”: one row told in full, for whoever reviews it."""

    _inherit = "user.import.row"

    invitation_ids = fields.One2many("user.import.invitation", "row_id", readonly=True)
    card = fields.Html(
        compute="_compute_card", sanitize=False, help="What will happen, or what has happened."
    )

    @api.depends(
        *("action", "outcome", "changes", "issues", "left_out"),
        *("run_id.state", "invitation_ids.state"),
    )
    @api.depends_context("lang")
    def _compute_card(self):
        labels = self.env["user.import.field"]._labels(self.run_id)
        for row in self:
            row.card = self.env["ir.qweb"]._render(
                "user_bulk_import.user_import_row_card", row._card_values(labels)
            )

    def _card_values(self, labels):
        """Return what the card's template shows. All texts are escaped there.

        :param labels: people's names of the fields, by field name
        """
        self.ensure_one()
        color, headline = self._card_headline()
        changes = sorted(self._changes(), key=lambda change: change.field not in FIRST_SHOWN)
        many = [change for change in changes if _is_many(change)]
        return {
            "row": self,
            "color": color,
            "headline": self.env._(headline),
            "is_new": self.action == "create",
            "is_past": bool(self.outcome),
            "fields": [self._card_field(c, labels) for c in changes if not _is_many(c)],
            "lists": [self._card_list(change, labels) for change in many],
            # The reader may see the import, whose notes tell the contact's name.
            "contact": self.sudo().contact_id.display_name if self.contact_id else "",
            "mails": self._card_mails(changes),
            "issues": [(issue.severity, self._issue_line(issue)) for issue in self._issues()],
        }

    def _card_headline(self):
        """Return a Bootstrap color and a sentence."""
        if self.outcome:
            return UNCHANGED if self.outcome == "unchanged" else HEADLINES[self.outcome]
        if self.run_id.state in ENDED:
            return CANCELLED
        if self.left_out:
            return LEFT_OUT
        return HEADLINES.get(self.action, OPEN)

    @api.model
    def _card_field(self, change, labels):
        """Return label, old and new text of a field with one value."""
        if isinstance(change.new, Secret):
            new = self.env._(SECRET_TEXTS[change.new.kind])
        else:
            new = self._value_text(change.field, change.new)
        label = labels.get(change.field, change.field)
        return {"label": label, "old": self._value_text(change.field, change.old), "new": new}

    @api.model
    def _card_list(self, change, labels):
        """Return label and names, kept, gained and lost, of a field with several values."""
        old = [item.label for item in change.old or ()]
        new = [item.label for item in change.new or ()]
        return {
            "label": labels.get(change.field, change.field),
            "gained": [name for name in new if name not in old],
            "lost": [name for name in old if name not in new],
            "kept": [name for name in new if name in old],
        }

    # -- mails --------------------------------------------------------------------------------

    def _card_mails(self, changes):
        """Return what is said about mails, as a list of sentences."""
        if self.outcome:
            return [self._mail_text(mail) for mail in self.invitation_ids.sorted("id")]
        if self.left_out or self.action not in WRITING:
            return []
        texts = self._planned_mails({change.field: change for change in changes})
        return texts or [self.env._("No mail is sent.")]

    def _mail_text(self, mail):
        """Return what became of a mail that the import wrote."""
        described = mail.fields_get(["kind", "state"], ["selection"])
        kind, state = (dict(described[name]["selection"])[mail[name]] for name in described)
        text = self.env._(
            "%(kind)s to %(email)s: %(state)s", kind=kind, email=mail.email, state=state
        )
        return f"{text} ({mail.reason})" if mail.reason else text

    def _planned_mails(self, changes):
        """Return which mails the decision makes.

        :param changes: by field
        """
        if self.action == "create":
            return self._planned_invitations(changes)
        if self.run_id.security_alerts == "none" or self.action == "delete":
            return []
        alerted = [changes[name] for name in ALERTED if name in changes]
        if not any(change.field != "email" or change.old for change in alerted):
            return []
        return [
            self.env._(
                "Odoo alerts this user by mail, since the login, address or password changes."
            )
        ]

    def _planned_invitations(self, changes):
        run, notifier = self.run_id.sudo(), self.env["user.import.notifier"]
        if not run.invite and run.registration_details == "no":
            return []
        if "active" in changes:
            return [self.env._("No mail is sent: the user is created archived.")]
        address = as_text(changes["email"].new) if "email" in changes else ""
        if not address:
            return [Issue(NO_EMAIL).text(self.env._)]
        if notifier._blacklisted([address]):
            return [Issue(INVITATION_BLACKLISTED, {"email": address}).text(self.env._)]
        texts = {
            "registration": self.env._("The registration details are mailed to %s.", address),
            "invitation": self.env._("An invitation to set a password is mailed to %s.", address),
        }
        template = run.registration_details != "no" and (
            run.registration_template_id or run._own_registration_template()
        )
        return [texts[kind] for kind in notifier._kinds(run, template)]


def _is_many(change):
    """Return whether the field has several values."""
    return isinstance(change.old, tuple) or isinstance(change.new, tuple)
