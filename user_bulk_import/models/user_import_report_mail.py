import base64

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import email_normalize, human_size

MAX_MAIL = 10 * 1024 * 1024
"""Bytes of a workbook that is sent: many mail servers refuse bigger ones."""


class UserImportReport(models.AbstractModel):
    """Sends a report to whoever asks for it, and to nobody else."""

    _inherit = "user.import.report"

    @api.model
    def _send(self, run, only_errors=False):
        """Queue a mail with the report to the one who asks.

        It goes to the person's own address alone, and holds neither passwords nor what stands for
        them. It is no message of the run, whose readers it does not concern; with the mail, Odoo
        deletes the workbook too.

        :param run: in the environment of the reader
        :raises UserError: where the person has no address, or the workbook is too big
        """
        address = self._own_address()
        content = self._xlsx(run, only_errors=only_errors, secrets="mail")
        if len(content) > MAX_MAIL:
            raise UserError(
                self.env._(
                    "This report is too big for an e-mail (%(size)s). Download it instead.",
                    size=human_size(len(content)),
                )
            )
        template = self.env.ref("user_bulk_import.mail_template_report").sudo()
        mail_id = template.with_context(lang=self.env.user.lang).send_mail(
            run.id,
            email_values={
                "email_to": address,
                "recipient_ids": [],
                "email_cc": False,
                "model": False,
                "res_id": False,
                "attachments": [(self._file_name(run, only_errors), base64.b64encode(content))],
            },
        )
        return self.env["mail.mail"].browse(mail_id)

    @api.model
    def _own_address(self):
        """Return the address of the one who asks.

        :raises UserError: where there is none
        """
        user = self.env.user
        if not email_normalize(user.email):
            raise UserError(
                self.env._(
                    "You have no e-mail address in Odoo. Enter one under “My Preferences”, or "
                    "download the report."
                )
            )
        return user.email_formatted

    @api.model
    def _file_name(self, run, only_errors=False):
        """Return what the workbook is called: the file's name without its ending, and a word."""
        stem = run.file_name.rpartition("/")[2]
        stem = stem.rpartition(".")[0] or stem
        return f"{stem}-errors.xlsx" if only_errors else f"{stem}-report.xlsx"
