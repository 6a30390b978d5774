from odoo import fields, models


class UserImportRule(models.Model):
    """A distribution rule: who meets its conditions gets its roles, groups and tags."""

    _name = "user.import.rule"
    _description = "Distribution Rule"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
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
