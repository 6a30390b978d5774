from odoo import api, fields, models


class UserImportSettings(models.TransientModel):
    """Asks for other settings of an import that has not begun."""

    _name = "user.import.settings"
    _inherit = ["user.import.policy.mixin"]
    _description = "Settings of an Import"

    run_id = fields.Many2one(
        "user.import.run", required=True, readonly=True, ondelete="cascade", string="Import"
    )

    @api.model
    def _open_for(self, run):
        """Return the dialog for a run, filled with its settings."""
        wizard = self.create({**run._policy_field_values(), "run_id": run.id})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Change Settings"),
            "res_model": self._name,
            "res_id": wizard.id,
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {"dialog_size": "extra-large"},
        }

    def action_apply(self):
        """Give the import these settings; where they cannot be, say why and change nothing."""
        self.ensure_one()
        self.check_access("write")
        self.run_id._change_settings(self._policy_field_values())
        return {"type": "ir.actions.act_window_close"}
