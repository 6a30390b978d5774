from odoo import models

from .user_import_mail_batch import rendering

SHOWN = 20
"""Names in a reminder of those who have not logged in."""


class MailTemplate(models.Model):
    _inherit = "mail.template"

    def send_mail(self, res_id, *args, **kwargs):
        """Keep Odoo's reminder readable, which names all whom somebody has created and who have
        not logged in after five days: after an import, thousands."""
        names = self.env.context.get("invited_users") or []
        if len(names) > SHOWN and self == self.env.ref(
            "auth_signup.mail_template_data_unregistered_users", raise_if_not_found=False
        ):
            more = self.env._(
                "… and %s more, see Settings → Users & Companies → Invitations", len(names) - SHOWN
            )
            self = self.with_context(invited_users=[*names[:SHOWN], more])
        return super().send_mail(res_id, *args, **kwargs)

    def _generate_template(self, res_ids, *args, **kwargs):
        """Render letters that hold a password one by one, each with its own password alone: no
        template, and nothing that a template calls, can take that of somebody else."""
        what = rendering(self.env)
        passwords = what.passwords if self.id == what.template_id else {}
        others = [user_id for user_id in res_ids if user_id not in passwords]
        values = super()._generate_template(others, *args, **kwargs) if others else {}
        for user_id in passwords.keys() & set(res_ids):
            template = self.with_context(user_import_passwords={user_id: passwords[user_id]})
            values |= super(MailTemplate, template)._generate_template([user_id], *args, **kwargs)
        return values
