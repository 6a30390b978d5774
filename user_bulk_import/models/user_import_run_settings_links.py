from odoo import api, models
from odoo.exceptions import AccessError


class UserImportProfile(models.Model):
    """Who may have photos fetched from links: the server makes requests on somebody's behalf, so a
    Settings administrator has to say so, in a profile or for one import."""

    _inherit = "user.import.profile"

    @api.model_create_multi
    def create(self, vals_list):
        profiles = super().create(vals_list)
        if any(profiles.mapped("photo_links")):
            self._check_may_fetch()
        return profiles

    def write(self, vals):
        before = self.filtered("photo_links")
        result = super().write(vals)
        if self.filtered("photo_links") - before:
            self._check_may_fetch()
        return result

    def copy_data(self, default=None):
        """Whoever may not have photos fetched makes a copy that fetches none."""
        none = {} if self._may_fetch() else {"photo_links": False}
        return super().copy_data(none | (default or {}))

    @api.model
    def _may_fetch(self):
        return self.env.su or self.env.user.has_group("base.group_system")

    @api.model
    def _check_may_fetch(self):
        """Raise AccessError unless a Settings administrator has photos fetched from links."""
        if not self._may_fetch():
            raise AccessError(
                self.env._("Only a Settings administrator may have photos fetched from links.")
            )


class UserImportRun(models.Model):
    _inherit = "user.import.run"

    def _check_may_silence(self, profile):
        """Check that photos are fetched from links only where the profile or a Settings
        administrator says so."""
        result = super()._check_may_silence(profile)
        if self.photo_links and not (profile and profile.photo_links):
            self.env["user.import.profile"].with_user(self.user_id)._check_may_fetch()
        return result

    def _new_profile_values(self):
        """Whoever may not have photos fetched makes a profile that fetches none."""
        values = super()._new_profile_values()
        if not self.env.user.has_group("base.group_system"):
            values["photo_links"] = False
        return values
