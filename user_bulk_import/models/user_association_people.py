from odoo import api, fields, models


class UserAssociation(models.Model):
    """What people see of an association."""

    _inherit = "user.association"

    left_name = fields.Char(related="type_id.left_name", string="The One Is")
    right_name = fields.Char(related="type_id.right_name", string="The Other Is")

    @api.depends("left_name", "right_name", "left_user_id.name", "right_user_id.name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        # The two may read it, and know no more of each other than the name.
        for item, known in zip(self, self.sudo(), strict=True):
            item.display_name = (
                f"{known.left_name}: {known.left_user_id.name or ''} ↔ "
                f"{known.right_name}: {known.right_user_id.name or ''}"
            )
