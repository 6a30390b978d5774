from odoo import models

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
