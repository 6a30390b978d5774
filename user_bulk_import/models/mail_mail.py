import smtplib

from odoo import models


class MailMail(models.Model):
    _inherit = "mail.mail"

    def _send(self, auto_commit=False, **kwargs):
        """Send each invitation at most once.

        Odoo's queue commits after each mail. A server that is killed between the mail server's
        answer and that commit would send the mail again, so an invitation is marked before it
        leaves. One that is found marked was interrupted, and is not sent again.
        """
        marked = self.env["user.import.invitation"]._of_mails(self) if auto_commit else None
        if not marked:
            return super()._send(auto_commit=auto_commit, **kwargs)
        by_mail = marked.grouped("mail_id")
        queue = self.env.ref("mail.ir_cron_mail_scheduler_action").sudo()
        for mail in self.browse(self.ids):
            invitations = by_mail.get(mail.sudo(), marked.browse())
            if invitations and (mail.state != "outgoing" or not invitations._claim()):
                self.env["ir.cron"]._commit_progress()
                continue
            try:
                super(MailMail, mail.browse(mail.id))._send(auto_commit=auto_commit, **kwargs)
            except smtplib.SMTPServerDisconnected:
                # Odoo gives up on this batch. Nobody knows whether this one mail was taken.
                invitations._set_interrupted()
                queue._trigger()
                raise
        return True

    def write(self, vals):
        done = super().write(vals)
        if vals.get("state") == "cancel":
            self.env["user.import.invitation"]._of_mails(self)._set_cancelled()
        return done

    def _postprocess_sent_message(
        self, success_pids, success_emails, failure_reason=False, failure_type=None
    ):
        invitations = self.env["user.import.invitation"]._of_mails(self)
        invitations._set_delivered(failure_reason)
        failed = invitations.filtered(lambda invitation: invitation.state == "failed")
        done = super()._postprocess_sent_message(
            success_pids, success_emails, failure_reason, failure_type
        )
        failed._erase_secret_mails()
        return done
