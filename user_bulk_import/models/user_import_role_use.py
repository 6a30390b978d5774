from odoo import api, fields, models

from ..engine.folding import fold
from ..engine.issues import Problem
from ..engine.joined_names import parts_of
from ..engine.values import Item


class UserImportRole(models.Model):
    """Where a role is used: whoever changes it should know whose imports that concerns."""

    _inherit = "user.import.role"

    profile_ids = fields.Many2many(
        "user.import.profile",
        compute="_compute_profile_ids",
        string="Used by Profiles",
        help="Profiles that give this role by default, or take other words of a file for it.",
    )
    profile_count = fields.Integer(compute="_compute_profile_ids", string="Number of Profiles")
    rule_ids = fields.Many2many(
        "user.import.rule", compute="_compute_rule_ids", string="Used by Rules"
    )
    rule_count = fields.Integer(compute="_compute_rule_ids", string="Number of Rules")

    @api.depends("name", "code", "aliases")
    def _compute_profile_ids(self):
        columns = self.env["user.import.column"].search(
            [("profile_id", "!=", False), ("target", "=", "roles"), ("default_value", "!=", False)]
        )
        named = {column: column._default_role_names() for column in columns}
        values = self.env["user.import.value"].search(
            [("profile_id", "!=", False), ("to_role_id", "in", self.ids)]
        )
        for role in self:
            names = set(map(fold, role._names()))
            by_default = columns.filtered(lambda column, names=names: named[column] & names)
            chosen = values.filtered(lambda value, role=role: value.to_role_id == role)
            role.profile_ids = by_default.profile_id | chosen.profile_id
            role.profile_count = len(role.profile_ids)

    def _compute_rule_ids(self):
        rules = self.env["user.import.rule"].with_context(active_test=False)
        rules = rules.search([("role_ids", "in", self.ids)])
        for role in self:
            role.rule_ids = rules.filtered(lambda rule, role=role: role in rule.role_ids)
            role.rule_count = len(role.rule_ids)

    def action_view_profiles(self):
        self.ensure_one()
        return self._action_view(self.env._("Profiles"), self.profile_ids)

    def action_view_rules(self):
        self.ensure_one()
        return self._action_view(self.env._("Distribution Rules"), self.rule_ids)

    @api.model
    def _action_view(self, title, records):
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": records._name,
            "view_mode": "list,form",
            "domain": [("id", "in", records.ids)],
            "context": {"create": False},
        }


class UserImportColumn(models.Model):
    _inherit = "user.import.column"

    def _default_role_names(self):
        """Return the names in the default value of a column of roles, as names are compared."""
        self.ensure_one()
        policy = self.env["user.import.policy.mixin"].new({})._policy()
        spec = next(s for s in self.env["user.import.field"]._specs() if s.name == "roles")
        try:
            items = spec.convert(self.default_value, policy)
        except Problem:
            return set()  # the import tells what is wrong with it
        named = [item.value for item in items if isinstance(item, Item) and not item.remove]
        return {fold(name) for text in named for name in (text, *parts_of("role", text))}
