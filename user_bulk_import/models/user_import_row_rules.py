import json

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL


class UserImportRow(models.Model):
    """Which distribution rules a row meets, and what they gave it."""

    _inherit = "user.import.row"

    rule_text = fields.Char(
        compute="_compute_rule_text", string="Rules", help="The rules that the row meets."
    )
    rule_id = fields.Many2one(
        "user.import.rule",
        store=False,
        search="_search_rule_id",
        help="For searches alone: a rule that the row meets.",
    )

    @api.depends("rules")
    def _compute_rule_text(self):
        for row in self:
            row.rule_text = ", ".join(rule["name"] for rule in row.rules or ())

    @api.model
    def _search_rule_id(self, operator, value):
        """Return the domain of rows that meet one of the rules."""
        if operator not in ("in", "any", "ilike", "like", "=ilike"):
            return NotImplemented
        if operator == "in":
            ids = [rule_id for rule_id in value if isinstance(rule_id, int) and rule_id]
        else:
            rules = self.env["user.import.rule"].with_context(active_test=False)
            domain = value if operator == "any" else [("name", operator, value)]
            ids = rules.search(domain).ids

        def to_sql(model, alias, query):
            column = model._field_to_sql(alias, "rules", query)
            met = [SQL("%s @> %s::jsonb", column, json.dumps([{"id": rule}])) for rule in ids]
            return SQL("(%s)", SQL(" OR ").join(met)) if met else SQL("FALSE")

        return Domain.custom(to_sql=to_sql)

    def _card_values(self, labels):
        return {**super()._card_values(labels), "rules": self._card_rules(labels)}

    def _card_rules(self, labels):
        """Return name, and what it gave by the fields' labels, of each rule that the row meets."""
        return [
            {
                "name": rule["name"],
                "gave": [
                    (labels.get(field, field), ", ".join(names))
                    for field, names in rule["gave"].items()
                ],
            }
            for rule in self.rules or ()
        ]

    def _rule_lines(self, labels):
        """Yield a line for each rule that the row meets, as a report tells it."""
        for rule in self._card_rules(labels):
            gave = "; ".join(f"{label}: {names}" for label, names in rule["gave"])
            yield f"{rule['name']} ({gave})" if gave else rule["name"]
