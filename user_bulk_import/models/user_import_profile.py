from itertools import count

from odoo import api, fields, models
from odoo.exceptions import AccessError


class UserImportProfile(models.Model):
    """Saved settings of an import. A preset is a profile that ships with the addon."""

    _name = "user.import.profile"
    _inherit = ["user.import.policy.mixin"]
    _description = "User Import Profile"
    _order = "sequence, name"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(
        required=True,
        copy=False,
        help="Names the profile on the command line (--profile).",
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    description = fields.Text(translate=True, help="What kind of file it is for.")
    column_ids = fields.One2many("user.import.column", "profile_id", string="Columns", copy=True)
    sample_url = fields.Char(
        string="Sample File", help="Where a sample file of this profile can be downloaded."
    )

    _code_unique = models.Constraint(
        "UNIQUE (code)", "Another profile has this code already. Choose a different one."
    )

    @api.model_create_multi
    def create(self, vals_list):
        profiles = super().create(vals_list)
        profiles._check_silent()
        return profiles

    def write(self, vals):
        self._check_silent()
        result = super().write(vals)
        self._check_silent()
        return result

    def _check_silent(self):
        """Raise AccessError where somebody makes or changes a profile that leaves security alerts
        out, and is no Settings administrator. What defaults brought counts too."""
        if self.filtered(lambda profile: profile.security_alerts == "none"):
            self._check_system()

    @api.model
    def _check_system(self):
        """Raise AccessError unless a Settings administrator leaves security alerts out."""
        if not (self.env.su or self.env.user.has_group("base.group_system")):
            raise AccessError(
                self.env._("Only a Settings administrator may leave security alerts out.")
            )

    def _free_code(self):
        """Return a code for a copy that no other profile has."""
        taken = set(self.with_context(active_test=False).search([]).mapped("code"))
        return next(
            code
            for number in count(1)
            if (code := f"{self.code}_copy{number if number > 1 else ''}") not in taken
        )

    @api.model
    def _unused_code(self, code):
        """Return ``code``, with a number where another profile has it."""
        taken = set(self.with_context(active_test=False).search([]).mapped("code"))
        code = code or "profile"
        numbered = (f"{code}_{number}" if number > 1 else code for number in count(1))
        return next(candidate for candidate in numbered if candidate not in taken)

    def copy_data(self, default=None):
        return [
            {
                **values,
                "name": self.env._("%s (copy)", profile.name),
                "code": profile._free_code(),
            }
            | (default or {})
            for profile, values in zip(self, super().copy_data(default), strict=True)
        ]
