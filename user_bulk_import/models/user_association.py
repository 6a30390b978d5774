from odoo import fields, models


class UserAssociation(models.Model):
    """Two users who belong together."""

    _name = "user.association"
    _description = "Association"
    _order = "type_id, id"

    type_id = fields.Many2one("user.association.type", required=True, ondelete="restrict")
    left_user_id = fields.Many2one("res.users", required=True, index=True, ondelete="cascade")
    right_user_id = fields.Many2one("res.users", required=True, index=True, ondelete="cascade")

    _pair_unique = models.Constraint(
        "UNIQUE (type_id, left_user_id, right_user_id)", "The two are associated like this already."
    )
    _not_oneself = models.Constraint(
        "CHECK (left_user_id != right_user_id)", "Nobody is associated with oneself."
    )
