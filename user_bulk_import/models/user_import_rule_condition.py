from odoo import fields, models


class UserImportRuleCondition(models.Model):
    """One condition of a distribution rule, on a value of the row."""

    _name = "user.import.rule.condition"
    _description = "Condition of a Distribution Rule"
    _order = "sequence, id"

    rule_id = fields.Many2one("user.import.rule", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer(default=10)
    field = fields.Char(required=True, help="Name of the field spec that is looked at.")
    operator = fields.Char(required=True, default="is")
    value = fields.Char()
