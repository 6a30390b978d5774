from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.user_import_run_process import ENDED


class UserImportReportWizard(models.TransientModel):
    """Asks which report of a run is wanted, how, and whether the run is cancelled then."""

    _name = "user.import.report.wizard"
    _description = "User Import Report"

    run_id = fields.Many2one("user.import.run", required=True, readonly=True, ondelete="cascade")
    rows = fields.Selection(
        [("errors", "Rows with errors, to correct"), ("all", "All rows, with a summary")],
        required=True,
        compute="_compute_rows",
        store=True,
        readonly=False,
    )
    delivery = fields.Selection(
        [("download", "Download"), ("mail", "Send by e-mail")], required=True, default="download"
    )
    cancel_run = fields.Boolean(
        string="Cancel this import afterwards",
        help="Nobody is changed. Upload the corrected file later.",
    )
    email = fields.Char(string="Your Address", compute="_compute_email")
    failed_count = fields.Integer(related="run_id.failed_count")
    can_cancel = fields.Boolean(compute="_compute_can_cancel")
    has_secrets = fields.Boolean(compute="_compute_has_secrets")
    has_tokens = fields.Boolean(
        compute="_compute_has_secrets",
        help="Whether a download has something in the place of passwords.",
    )

    @api.depends("run_id")
    def _compute_rows(self):
        for wizard in self:
            wizard.rows = "errors" if wizard.run_id.failed_count else "all"

    @api.depends_context("uid")
    def _compute_email(self):
        self.email = self.env.user.email

    @api.depends("run_id")
    def _compute_can_cancel(self):
        for wizard in self:
            wizard.can_cancel = wizard.run_id.state == "review" and wizard.run_id.is_own

    @api.depends("run_id")
    @api.depends_context("uid", "su")
    def _compute_has_secrets(self):
        token = self.env["user.import.token"]
        for wizard in self:
            wizard.has_secrets = any(wizard.run_id.column_ids.mapped("sensitive"))
            wizard.has_tokens = bool(wizard.run_id and token._maker(wizard.run_id))

    def action_go(self):
        """Deliver the report."""
        self.ensure_one()
        run = self.run_id
        run.check_access("read")
        only_errors = self.rows == "errors"
        if only_errors and not run.failed_count:
            raise UserError(self.env._("No row has errors. Choose all rows."))
        if self.delivery == "mail":
            self.env["user.import.report"]._send(run, only_errors)
        if self.cancel_run and run.state not in ENDED:
            run.action_cancel()
        if self.delivery == "download":
            return {
                "type": "ir.actions.act_url",
                "url": f"/user_bulk_import/report/{run.id}?rows={self.rows}",
                "close": True,
            }
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._(
                    "The report is on its way to %s.", self.env["user.import.report"]._own_address()
                ),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }
