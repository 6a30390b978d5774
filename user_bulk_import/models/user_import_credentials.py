import io
import zipfile

from cryptography.fernet import InvalidToken

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import file_path, format_datetime

from ..engine import slips


class UserImportCredentials(models.AbstractModel):
    """Hands out the login slips of a run: once, to the one who started it, and then erases them.

    They are made in memory, and are never an attachment.
    """

    _name = "user.import.credentials"
    _description = "User Import Login Slips"

    @api.model
    def _take(self, run):
        """Return the login slips as a ZIP of a workbook and a PDF, and erase them.

        Both happen in one transaction, and its caller sends the bytes after the commit. If it is
        rolled back and tried again, they are still there; if two ask at once, one of them meets
        the lock, or a conflict and then nothing.

        :param run: the run, in the environment of the one who asks
        :rtype: bytes
        :raises AccessError: where somebody else has started the run
        :raises UserError: where there are no login slips, or no more
        """
        self._check(run)
        if not run.sudo().try_lock_for_update(allow_referencing=True):
            raise UserError(self.env._("These login slips are being downloaded already."))
        content = self._zip(run, self._slips(run))
        self.env["user.import.vault"].sudo()._erase_credentials(run.sudo())
        run.sudo().write(
            {
                "credentials_link": False,
                "credentials_link_until": False,
                "credentials_taken_at": fields.Datetime.now(),
            }
        )
        run.sudo().message_post(
            body=self.env._("Login slips downloaded; they are erased now."),
            author_id=self.env.user.partner_id.id,
        )
        return content

    @api.model
    def _check(self, run):
        """Raise unless the login slips are there, and are for the one who asks."""
        run.ensure_one()
        run._check_may_act()
        if run.user_id != self.env.user or self.env.su:
            raise AccessError(
                self.env._(
                    "Only %s, who started this import, can download its login slips.",
                    run.user_id.name,
                )
            )
        if not run.has_credentials:
            raise UserError(self._why_not(run))

    @api.model
    def _why_not(self, run):
        """Return why there are no login slips, and what to do instead."""
        if run._is_processing():
            return self.env._("The login slips are made when the import has ended.")
        if run.credentials_taken_at:
            told = self.env._(
                "The login slips were downloaded on %s and then erased.",
                format_datetime(self.env, run.credentials_taken_at),
            )
        else:
            told = self.env._("This import has no login slips, or their 24 hours are over.")
        instead = self.env._(
            "Passwords cannot be shown again. Send these people a link to set a new one (“Send "
            "Password Reset Instructions” in the user list), or import a file with new passwords "
            "and “Overwrite Passwords”."
        )
        return f"{told} {instead}"

    @api.model
    def _slips(self, run):
        """Return the login slips of the users that still exist.

        :rtype: list[slips.Slip]
        """
        # Whom the run has made, the one who started it knows, archived by now or not.
        rows = run._credential_rows()
        rows.fetch(["user_id", "credential"])  # and not all that there is to a row
        rows = rows.filtered("user_id")
        try:
            passwords = self.env["user.import.vault"]._open_credentials(
                run, rows.mapped("credential")
            )
        except InvalidToken:
            raise UserError(
                self.env._(
                    "The login slips can no longer be read, since the database's secret changed. "
                    "Send these people a link to set a password."
                )
            ) from None
        return [
            slips.Slip(user.name, user.login, password, user.must_change_password)
            for user, password in zip((row.user_id for row in rows), passwords, strict=True)
        ]

    @api.model
    def _zip(self, run, items):
        """Return a ZIP with the login slips in both forms."""
        texts = self._texts()
        site = run.get_base_url()
        folders = [file_path("web/static/fonts")]
        output = io.BytesIO()
        with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("login-slips.xlsx", slips.write(items, site, texts))
            archive.writestr("login-slips.pdf", slips.draw(items, site, texts, folders))
        return output.getvalue()

    @api.model
    def _texts(self):
        """Return the labels in the reader's language."""
        return slips.SlipTexts(
            name=self.env._("Name"),
            login=self.env._("Login"),
            password=self.env._("Password"),
            site=self.env._("Site"),
            must_change=self.env._("Must change"),
            yes=self.env._("Yes"),
            no=self.env._("No"),
            sheet=self.env._("Login slips"),
            change=self.env._("You will be asked for a new password."),
            incomplete=self.env._("This slip does not show everything: see login-slips.xlsx."),
        )
