from odoo import api, fields, models

HIGHEST = 2**31 - 1
"""What a place in the order may be: PostgreSQL keeps no higher integer."""


class UserImportRule(models.Model):
    """A distribution rule: who meets its conditions gets its roles, groups and tags."""

    _name = "user.import.rule"
    _description = "Distribution Rule"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=lambda self: self._next_sequence(), copy=False)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", help="Only for imports into this company; empty: for all."
    )
    profile_ids = fields.Many2many(
        "user.import.profile",
        string="Profiles",
        help="Only for imports with these profiles; empty: for all imports.",
    )
    match = fields.Selection(
        [("all", "All of them"), ("any", "Any of them")],
        string="Conditions to Meet",
        required=True,
        default="all",
    )
    condition_ids = fields.One2many(
        "user.import.rule.condition", "rule_id", string="Conditions", copy=True
    )
    role_ids = fields.Many2many("user.import.role", string="Roles")
    group_ids = fields.Many2many("res.groups", string="Groups")
    tag_ids = fields.Many2many("res.partner.category", string="Tags")
    set_company_id = fields.Many2one("res.company", string="Gives Company")
    lang_id = fields.Many2one("res.lang", string="Language")
    stop = fields.Boolean(string="Stop Here", help="Rules below are not looked at for this row.")

    @api.model
    def _next_sequence(self):
        """Return a place below all rules: a new one comes last. Several that are made at once
        share it, and stand in the order in which they were made."""
        # sudo: also below those of other companies, of which nothing else is told
        rules = self.sudo().with_context(active_test=False)
        [[highest]] = rules._read_group([], aggregates=["sequence:max"])
        return min((highest or 0) + 1, HIGHEST)
