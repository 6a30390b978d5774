from odoo import fields, models


class UserAssociationType(models.Model):
    """A way in which two people belong together, with a name for each side: Student ↔ Parent."""

    _name = "user.association.type"
    _description = "Association Type"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True, copy=False, help="How profiles and the command line name it.")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    left_name = fields.Char(
        string="One Side", required=True, translate=True, help="What the one is to the other."
    )
    right_name = fields.Char(string="Other Side", required=True, translate=True)
    left_aliases = fields.Char(
        string="Column Titles (One Side)",
        help="Further titles of columns that name these people, separated by commas.",
    )
    right_aliases = fields.Char(
        string="Column Titles (Other Side)",
        help="Further titles of columns that name these people, separated by commas.",
    )
    left_role_ids = fields.Many2many(
        "user.import.role",
        "user_association_type_left_role_rel",
        string="Roles (One Side)",
        help="Where a text names several people, those with one of these roles are meant.",
    )
    right_role_ids = fields.Many2many(
        "user.import.role",
        "user_association_type_right_role_rel",
        string="Roles (Other Side)",
        help="Where a text names several people, those with one of these roles are meant.",
    )
    guardian_side = fields.Selection(
        [("left", "The one side"), ("right", "The other side")],
        string="Answers for the Other",
        help="People on this side get the invitations of those on the other side who have no "
        "e-mail address.",
    )

    _code_unique = models.Constraint(
        "UNIQUE (code)", "Another type has this code already. Choose a different one."
    )
