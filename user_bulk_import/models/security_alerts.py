"""Odoo's own alerts on a changed login, e-mail address or password, in an import.

Odoo's ``write`` makes and sends them itself, at once and in the same transaction, and offers no
other way in than the context. The applier sets ``user_import_alerts`` to the policy's
``security_alerts``: ``queue`` leaves the sending to the mail queue, ``none`` makes no alert.

Anybody may send a context along with a request, and must not silence alerts by it: the key counts
only while a run is at work in the same transaction.
"""

from weakref import WeakSet

from odoo import models
from odoo.tools import LazyTranslate

# The words of Odoo's own alert, in Odoo's own translations.
mail_term = LazyTranslate("odoo.addons.mail")
PASSWORD_CHANGED = mail_term("Security Update: Password Changed")
PASSWORD_UPDATED = mail_term("Your account password has been updated")

# Cursors in which a run is at work.
_at_work = WeakSet()


def _choice(env):
    """Return what the run at work says of alerts, ``None`` outside of runs."""
    return env.context.get("user_import_alerts") if env.cr in _at_work else None


class UserImportRun(models.Model):
    _inherit = "user.import.run"

    def _step(self):
        _at_work.add(self.env.cr)
        try:
            return super()._step()
        finally:
            _at_work.discard(self.env.cr)


class ResUsers(models.Model):
    _inherit = "res.users"

    def _notify_security_setting_update(self, subject, content, mail_values=None, **kwargs):
        if _choice(self.env) == "none":
            return self.env["mail.mail"]
        return super()._notify_security_setting_update(subject, content, mail_values, **kwargs)

    def _notify_security_setting_update_prepare_values(self, content, **kwargs):
        """Give no address where there is no request: Odoo's text would show an invented one."""
        values = super()._notify_security_setting_update_prepare_values(content, **kwargs)
        if _choice(self.env) and not values["ip_address"]:
            values["ip_address"] = self.env._("unknown, by an import of users")
        return values

    def _import_notify_password_changed(self):
        """Alert users whose password was written past Odoo's ``write``, with what that sends."""
        return self._notify_security_setting_update(
            self.env._(PASSWORD_CHANGED), self.env._(PASSWORD_UPDATED)
        )


class MailMail(models.Model):
    _inherit = "mail.mail"

    def send(self, *args, **kwargs):
        if _choice(self.env) != "queue":
            return super().send(*args, **kwargs)
        if self:
            self.env.ref("mail.ir_cron_mail_scheduler_action").sudo()._trigger()
        return True
