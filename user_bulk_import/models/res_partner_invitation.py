from datetime import timedelta

from odoo import models

from .user_import_mail_batch import rendering


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _generate_signup_token(self, expiration=None):
        """A link in a mail that waits is valid from when the mail leaves. Odoo's templates ask the
        contact for the link without any parameter."""
        delay = rendering(self.env).delay_hours
        if delay and not expiration and self.signup_type == "signup":
            validity = self.env["user.import.invitation"]._validity()
            expiration = validity // timedelta(hours=1) + delay
        return super()._generate_signup_token(expiration=expiration)
