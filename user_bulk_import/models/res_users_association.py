from collections import Counter

from odoo import api, fields, models
from odoo.fields import Domain

from ..engine.association_specs import LEFT, RIGHT, association_name


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
        help="All people whom an association names together with this one. Students and parents "
        "are often portal users: take the filter Internal Users away to find them.",
    )
    association_text = fields.Text(
        string="Associations",
        compute="_compute_association_text",
        groups="base.group_erp_manager",
        help="What the associated people are to this one, a line for each kind.",
    )
    association_count = fields.Integer(
        string="Number of Associated People",
        compute="_compute_association_count",
        groups="base.group_erp_manager",
    )

    @api.depends("left_association_ids.right_user_id", "right_association_ids.left_user_id")
    def _compute_associated_user_ids(self):
        for user in self:
            user.associated_user_ids = user._associated_users()

    def _associated_users(self):
        return self.left_association_ids.right_user_id | self.right_association_ids.left_user_id

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
        # sudo: what types are called is no secret
        labels = self.env["user.association.type"].sudo()._side_labels()
        for user in self:
            names = {}
            for item in user.left_association_ids:
                names.setdefault((item.type_id, RIGHT), []).append(item.right_user_id.name)
            for item in user.right_association_ids:
                names.setdefault((item.type_id, LEFT), []).append(item.left_user_id.name)
            titles = {side: side[0][f"{side[1]}_name"] for side in names}
            told = Counter(titles.values())
            user.association_text = "\n".join(
                f"{title if told[title] == 1 else labels[association_name(kind.code, side)]}: "
                f"{', '.join(sorted(names[kind, side]))}"
                for (kind, side), title in titles.items()
            )

    @api.depends("left_association_ids.right_user_id", "right_association_ids.left_user_id")
    def _compute_association_count(self):
        for user in self:
            user.association_count = len(user._associated_users())

    def action_view_associated_users(self):
        """Open all people who belong to this one, portal users too: the list of users begins with
        the internal ones alone."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Associated with %s", self.name),
            "res_model": self._name,
            "view_mode": "list,kanban,form",
            "domain": [("associated_user_ids", "in", self.ids)],
            "context": {"active_test": False},
        }
