from odoo import api, models
from odoo.exceptions import ValidationError
from odoo.tools import email_normalize

from ..engine.converters.dates import is_date_format
from ..engine.limits import COUNTED, parse_limit
from ..engine.policy import MATCH_KEYS


class UserImportPolicyMixin(models.AbstractModel):
    """Which settings go together, whatever door they come through."""

    _inherit = "user.import.policy.mixin"

    @api.constrains("match_on")
    def _check_match_on(self):
        for record in self:
            keys = record._match_keys()
            if not keys or set(keys) - set(MATCH_KEYS):
                raise ValidationError(
                    self.env._(
                        "“Recognize users by” takes ref, login and email, separated by commas, "
                        "not “%s”.",
                        record.match_on,
                    )
                )

    @api.constrains("operation", "password_mode", "update_passwords")
    def _check_password_settings(self):
        """Refuse what would give a user one password today and another one tomorrow."""
        for record in self:
            unused = record.operation == "upsert" and record.password_mode in ("common", "invite")
            if record.update_passwords and unused:
                raise ValidationError(
                    self.env._(
                        "“Overwrite Passwords” takes the passwords of existing users from the "
                        "file, so those of new users have to come from it too: choose “Required "
                        "in the file” or “Made where the file has none” as New User Password."
                    )
                )

    @api.constrains("mail_from", "mail_reply_to")
    def _check_mail_addresses(self):
        for record in self:
            for name in ("mail_from", "mail_reply_to"):
                text = record[name]
                if text and (not email_normalize(text) or len(text.splitlines()) > 1):
                    raise ValidationError(
                        self.env._(
                            "“%(setting)s” takes one e-mail address, such as office@example.com or "
                            "School <office@example.com>, not “%(value)s”.",
                            setting=self.fields_get([name], ["string"])[name]["string"],
                            value=text,
                        )
                    )

    @api.constrains("registration_template_id")
    def _check_registration_template(self):
        for record in self:
            template = record.sudo().registration_template_id
            if template and template.model != "res.users":
                raise ValidationError(
                    self.env._(
                        "The mail template “%s” is none for users. Choose one that applies to "
                        "“User” as the registration mail.",
                        template.name,
                    )
                )

    @api.constrains("operation", "password_mode", "registration_details")
    def _check_password_to_send(self):
        for record in self:
            none_to_send = record.password_mode not in ("generate", "common")
            sending = (
                record.operation != "update" and record.registration_details == "with_password"
            )
            if sending and none_to_send:
                raise ValidationError(
                    self.env._(
                        "“Sent with the password” needs passwords that the import makes or that "
                        "are the same for all: choose one of these as New User Password, or send "
                        "the registration details without it."
                    )
                )

    @api.constrains("date_format")
    def _check_date_format(self):
        for record in self:
            if record.date_format and not is_date_format(record.date_format):
                raise ValidationError(
                    self.env._(
                        "“Date Format” takes a day, a month and a year, such as %%d/%%m/%%Y for "
                        "31/01/2024 or %%m/%%d/%%Y for 01/31/2024, not “%s”.",
                        record.date_format,
                    )
                )

    @api.constrains(*COUNTED)
    def _check_limits(self):
        for record in self:
            for name in COUNTED:
                try:
                    parse_limit(record[name])
                except ValueError:
                    raise ValidationError(
                        self.env._(
                            "“%(setting)s” takes a number of users, such as 500, or a share of "
                            "all active users, such as 10%%, not “%(value)s”. Leave it blank for "
                            "no limit.",
                            setting=self.fields_get([name], ["string"])[name]["string"],
                            value=record[name],
                        )
                    ) from None
