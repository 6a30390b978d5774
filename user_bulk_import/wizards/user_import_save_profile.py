from odoo import api, fields, models
from odoo.exceptions import UserError


class UserImportSaveProfile(models.TransientModel):
    """Asks which profile is to keep the columns of an import."""

    _name = "user.import.save.profile"
    _description = "Save Columns in a Profile"

    run_id = fields.Many2one(
        "user.import.run", required=True, readonly=True, ondelete="cascade", string="Import"
    )
    profile_id = fields.Many2one(related="run_id.profile_id")
    destination = fields.Selection(
        [("new", "A new profile"), ("present", "The profile of this import")],
        required=True,
        default="new",
        string="Save In",
    )
    name = fields.Char(string="New Name")

    @api.model
    def _open_for(self, run):
        """Return the dialog for a run: a profile that ships with an app is not changed unless
        somebody says so."""
        profile = run.profile_id
        shipped = bool(profile.get_external_id().get(profile.id)) if profile else True
        may_write = bool(profile) and profile.has_access("write")
        wizard = self.create(
            {
                "run_id": run.id,
                "destination": "present" if may_write and not shipped else "new",
                "name": self._proposed_name(run),
            }
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Save Columns in a Profile"),
            "res_model": self._name,
            "res_id": wizard.id,
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
        }

    @api.model
    def _proposed_name(self, run):
        name = (run.file_name or "").rpartition(".")[0] or run.file_name or ""
        return name.replace("_", " ").strip()

    def action_save(self):
        """Save the columns, and say where they are."""
        self.ensure_one()
        run = self.run_id
        if self.destination == "present":
            if not run.profile_id:
                raise UserError(self.env._("This import has no profile. Save a new one."))
            profile = run.profile_id
            run._save_in_profile(profile)
        else:
            if not (self.name or "").strip():
                raise UserError(self.env._("Give the new profile a name."))
            profile = run._save_as_profile(self.name.strip())
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._(
                    "Saved. Choose the profile “%s” the next time you import such a file.",
                    profile.name,
                ),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }
