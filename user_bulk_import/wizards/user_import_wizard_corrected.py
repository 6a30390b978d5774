from odoo import api, fields, models


class UserImportWizard(models.TransientModel):
    """The upload of a file that corrects another import."""

    _inherit = "user.import.wizard"

    corrects_run_id = fields.Many2one("user.import.run", ondelete="set null")

    @api.onchange("profile_id")
    def _onchange_profile_id(self):
        """Keep the settings of the import that is corrected, as long as its profile stays."""
        old = self.corrects_run_id
        if old and old.profile_id == self.profile_id:
            return None
        return super()._onchange_profile_id()

    def _make_run(self):
        run = super()._make_run()
        if self.corrects_run_id:
            run._correct(self.corrects_run_id.with_env(self.sudo(False).env))
        return run
