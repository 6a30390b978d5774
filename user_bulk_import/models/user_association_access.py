from odoo import api, models
from odoo.exceptions import AccessError


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
        if {"type_id", "left_user_id", "right_user_id"} & vals.keys():
            self._check_administers_users()
        return done

    def _check_administers_users(self):
        """Raise AccessError where somebody may not administer one of the two: whom an association
        names may get the invitation of the other. Odoo's record rules are not asked about the
        people whom a write brings in."""
        if not self.env.su:
            (self.left_user_id | self.right_user_id).check_access("write")
            self._check_protected()

    def _check_protected(self):
        """Raise AccessError where somebody would answer for a user whom no import touches."""
        if self.env.user._is_system():
            return
        protected = self.env["res.users"]._import_protected_ids(self.env["user.import.run"])
        for item in self:
            wards = {"left": item.right_user_id, "right": item.left_user_id}
            ward = wards.get(item.type_id.guardian_side)
            if ward and ward.id in protected:
                raise AccessError(
                    self.env._(
                        "%(person)s is protected (a Settings administrator or a technical user): "
                        "nobody else gets this user's invitation. Ask a Settings administrator to "
                        "add this association.",
                        person=ward.name,
                    )
                )
