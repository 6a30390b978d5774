from odoo import fields, models

from ..engine.limits import COUNTED


class UserImportPolicyMixin(models.AbstractModel):
    """The safety limits: past them, a person has to say so once more."""

    _inherit = "user.import.policy.mixin"

    limit_created = fields.Char(
        string="Create More Than",
        help="So many users, such as 500, or so many percent of all active users, such as 10%. "
        "An import that would create more asks once more. Blank: no limit.",
    )
    limit_changed = fields.Char(
        string="Change More Than",
        help="The same for users that are updated or restored. Blank: no limit.",
    )
    limit_archived = fields.Char(
        string="Archive or Delete More Than",
        default="50",
        help="The same for users that are archived or deleted. Blank: no limit.",
    )

    def _limit_values(self):
        """Return the texts of the limits, by field name."""
        self.ensure_one()
        return {name: self[name] for name in COUNTED}
