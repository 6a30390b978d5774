from odoo import api, models


class UserAssociation(models.Model):
    """Who may tell that two people belong together."""

    _inherit = "user.association"

    @api.model_create_multi
    def create(self, vals_list):
        items = super().create(vals_list)
        items._check_administers_users()
        return items

    def write(self, vals):
        done = super().write(vals)
        if {"left_user_id", "right_user_id"} & vals.keys():
            self._check_administers_users()
        return done

    def _check_administers_users(self):
        """Raise AccessError where somebody may not administer one of the two: whom an association
        names may get the invitation of the other. Odoo's record rules are not asked about the
        people whom a write brings in."""
        if not self.env.su:
            (self.left_user_id | self.right_user_id).check_access("write")
