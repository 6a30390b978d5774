from odoo import api, fields, models
from odoo.fields import Domain

SIDES = ("left", "right")


class ResUsers(models.Model):
    """Who belongs to whom, from the point of view of one person."""

    _inherit = "res.users"

    left_association_ids = fields.One2many(
        "user.association",
        "left_user_id",
        string="Associations on the One Side",
        groups="base.group_erp_manager",
    )
    right_association_ids = fields.One2many(
        "user.association",
        "right_user_id",
        string="Associations on the Other Side",
        groups="base.group_erp_manager",
    )
    associated_user_ids = fields.Many2many(
        "res.users",
        string="Associated With",
        compute="_compute_associated_user_ids",
        search="_search_associated_user_ids",
        groups="base.group_erp_manager",
        help="All people whom an association names together with this one.",
    )
    association_text = fields.Text(
        string="Associations",
        compute="_compute_association_text",
        groups="base.group_erp_manager",
        help="What the associated people are to this one, a line for each kind.",
    )
    left_association_title = fields.Char(compute="_compute_association_titles")
    right_association_title = fields.Char(compute="_compute_association_titles")

    @api.depends("left_association_ids.right_user_id", "right_association_ids.left_user_id")
    def _compute_associated_user_ids(self):
        for user in self:
            others = user.left_association_ids.right_user_id
            user.associated_user_ids = others | user.right_association_ids.left_user_id

    def _search_associated_user_ids(self, operator, value):
        if operator in Domain.NEGATIVE_OPERATORS:
            return NotImplemented
        if operator == "in" and False in value:
            nobody = Domain("left_association_ids", "=", False)
            nobody &= Domain("right_association_ids", "=", False)
            somebody = [user_id for user_id in value if user_id]
            return nobody | self._search_associated_user_ids("in", somebody) if somebody else nobody
        left = Domain("left_association_ids.right_user_id", operator, value)
        return left | Domain("right_association_ids.left_user_id", operator, value)

    @api.depends(
        "left_association_ids.type_id.right_name",
        "left_association_ids.right_user_id.name",
        "right_association_ids.type_id.left_name",
        "right_association_ids.left_user_id.name",
    )
    @api.depends_context("lang")
    def _compute_association_text(self):
        for user in self:
            names = {}
            for item in user.left_association_ids:
                names.setdefault(item.type_id.right_name, []).append(item.right_user_id.name)
            for item in user.right_association_ids:
                names.setdefault(item.type_id.left_name, []).append(item.left_user_id.name)
            user.association_text = "\n".join(
                f"{what}: {', '.join(sorted(people))}" for what, people in names.items()
            )

    @api.depends_context("lang")
    def _compute_association_titles(self):
        types = self.env["user.association.type"].sudo().search([])
        for side in SIDES:
            names = dict.fromkeys(types.mapped(f"{side}_name"))
            self[f"{side}_association_title"] = self.env._("As %s", ", ".join(names))
