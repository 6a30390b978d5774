from odoo import models
from odoo.exceptions import UserError


class UserImportRun(models.Model):
    """Other settings for an import that has not begun."""

    _inherit = "user.import.run"

    def action_change_settings(self):
        """Ask for other settings."""
        self.ensure_one()
        self._check_changes_settings()
        return self.env["user.import.settings"]._open_for(self)

    def _check_changes_settings(self):
        """Raise unless somebody may change the settings now."""
        self._check_may_change()
        if self.state not in ("columns", "review"):
            raise UserError(
                self.env._("The settings can be changed only before the import has begun.")
            )

    def _change_settings(self, values):
        """Take other settings; columns are looked at again, or all rows planned again.

        :param dict values: all policy field values
        :raises AccessError: where the run is another's, or its importer may not silence
        :raises UserError: where it is too late, or the common password is missing
        :raises ValidationError: where the settings do not go together
        """
        self.ensure_one()
        self._check_may_change()
        self._lock()
        self.invalidate_recordset()
        before = self._policy_field_values()
        changed = [name for name, value in values.items() if value != before[name]]
        if changed:
            self._check_changes_settings()
            run = self.sudo().with_company(self.company_id)
            run.write({name: values[name] for name in changed})
            run._check_may_silence(run.profile_id)
            run._check_common_password()
            labels = [run._fields[name]._description_string(self.env) for name in changed]
            self._note(self.env._("Settings changed: %s.", ", ".join(labels)))
            run._follow_settings()
        # Odoo repeats a request that met a conflict: a run that is under way goes on then.
        if self.state == "planning":
            self._advance()

    def _check_common_password(self):
        """Raise UserError where all new users are to get one password and none was given; erase it
        where it is needed no more."""
        if self.password_mode != "common":
            self.write({"common_password": False, "common_is_weak": False})
        elif self.operation != "update" and not self.common_password:
            raise UserError(
                self.env._(
                    "“The same for all” needs the password, which is given with the file. Choose "
                    "another New User Password, or upload the file again to give one."
                )
            )

    def _follow_settings(self):
        """Find out anew what depends on the settings, in the present state."""
        if self.state == "review":
            self.env["user.import.planner"]._restart(self)
            return
        for sheet in self._sheets():
            self.env["user.import.mapper"]._review(self, sheet)
