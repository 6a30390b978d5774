import hashlib
import hmac
import secrets
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

KEPT = timedelta(hours=24)
"""How long login slips wait for their download."""

LINK_VALID = timedelta(minutes=2)
"""How long a click on the button opens the download."""


class UserImportRun(models.Model):
    """The login slips of a run: who may have them, once, and for how long."""

    _inherit = "user.import.run"

    credentials_link = fields.Char(
        groups=fields.NO_ACCESS, help="Hash of the token that opens the download once."
    )
    credentials_link_until = fields.Datetime(groups=fields.NO_ACCESS)
    credentials_taken_at = fields.Datetime(
        string="Login Slips Downloaded On", readonly=True, help="They can be downloaded only once."
    )
    has_credentials = fields.Boolean(
        string="Has Login Slips",
        compute="_compute_has_credentials",
        help="Whether there are login slips that the reader may download now.",
    )

    @api.depends("credentials_until", "user_id")
    @api.depends_context("uid", "su")
    def _compute_has_credentials(self):
        """Those of the one who started the import, and of nobody in somebody's name."""
        now = fields.Datetime.now()
        for run in self:
            run.has_credentials = (
                bool(run.credentials_until and run.credentials_until > now)
                and run.user_id == self.env.user
                and not self.env.su
            )

    def _finish(self, state):
        result = super()._finish(state)
        run = self.sudo()
        if run._credential_rows():
            run.credentials_until = fields.Datetime.now() + KEPT
            # Not left to the daily round, which may come a day later.
            clean_up = self.env.ref("user_bulk_import.ir_cron_user_import_clean_up")
            clean_up.sudo()._trigger(at=run.credentials_until)
        else:
            run.env["user.import.vault"]._erase_credentials(run)
        return result

    def _credential_rows(self):
        """Return the rows that a login slip is made of, in the order of the file."""
        self.ensure_one()
        domain = Domain("run_id", "=", self.id) & Domain("credential", "!=", False)
        return self.env["user.import.row"].sudo().search(domain, order="sequence")

    def action_download_credentials(self):
        """Open a link to the login slips, which is good for one download."""
        self.ensure_one()
        self.env["user.import.credentials"]._check(self)
        token = secrets.token_urlsafe(32)
        self.sudo().write(
            {
                "credentials_link": _hash(token),
                "credentials_link_until": fields.Datetime.now() + LINK_VALID,
            }
        )
        return {
            "type": "ir.actions.act_url",
            "url": f"/user_bulk_import/credentials/{self.id}?token={token}",
            "target": "self",
        }

    def _check_credentials_link(self, token):
        """Raise UserError unless the token is the one that the button has made just now."""
        run = self.sudo()
        until = run.credentials_link_until
        fresh = until and until > fields.Datetime.now()
        if not fresh or not hmac.compare_digest(run.credentials_link or "", _hash(token)):
            raise UserError(
                self.env._(
                    "This link has been used, or it is too old. Open the import and press "
                    "“Download Login Slips”."
                )
            )


def _hash(token):
    return hashlib.sha256(token.encode()).hexdigest()
