import base64

from odoo import api, fields, models
from odoo.exceptions import UserError


class UserImportWizard(models.TransientModel):
    """Takes a file or pasted text and how to import it, and makes a run of it."""

    _name = "user.import.wizard"
    _inherit = ["user.import.policy.mixin"]
    _description = "Import Users"

    profile_id = fields.Many2one(
        "user.import.profile",
        required=True,
        default=lambda self: self.env["user.import.profile"].search([], limit=1),
    )
    profile_description = fields.Text(related="profile_id.description")
    sample_url = fields.Char(related="profile_id.sample_url")
    # Not in the filestore, where it would outlive the wizard.
    file = fields.Binary(attachment=False, help="CSV, TSV, XLSX, XLS, ODS or JSON.")
    file_name = fields.Char()
    pasted_text = fields.Text(
        help="Rows copied from a spreadsheet, or separated by commas, with the titles on top."
    )
    comment = fields.Text(help="Kept with the import, for those who look at it later.")

    @api.onchange("profile_id")
    def _onchange_profile_id(self):
        if self.profile_id:
            for name in self._policy_field_names():
                self[name] = self.profile_id[name]

    def action_continue(self):
        """Read and compare the file, and open the review. Nobody is changed by that."""
        self.ensure_one()
        run = self.env["user.import.run"]._open(
            self.file_name or self.env._("Pasted text"),
            self._content(),
            profile=self.profile_id,
            policy=self._policy_field_values(),
            comment=self.comment,
        )
        run._advance()
        if run.state == "failed":
            run._checkpoint()  # the refusal stands in the history, with nothing staged
            raise UserError(run.issue_text)
        # Whatever secrets the file holds are the vault's from now on.
        self.write({"file": False, "pasted_text": False})
        return {
            "type": "ir.actions.act_window",
            "res_model": "user.import.run",
            "res_id": run.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }

    def _content(self):
        if self.file and self.pasted_text:
            raise UserError(
                self.env._("Choose a file or paste text, not both: remove one of the two.")
            )
        if self.file:
            return base64.b64decode(self.with_context(bin_size=False).file)
        if (self.pasted_text or "").strip():
            return self.pasted_text.encode()
        raise UserError(self.env._("Choose a file, or paste the users' data as text."))
