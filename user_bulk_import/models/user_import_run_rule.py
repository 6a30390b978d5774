from odoo import api, fields, models

from .user_import_run_rules import SHOWING


class UserImportRunRule(models.Model):
    """A distribution rule in an import that waits for review, and whom it caught there."""

    _name = "user.import.run.rule"
    _description = "Distribution Rule of an Import"
    _order = "rule_id"  # and so in the rules' own order
    _rec_name = "rule_id"

    run_id = fields.Many2one("user.import.run", required=True, index=True, ondelete="cascade")
    rule_id = fields.Many2one(
        "user.import.rule",
        string="Distribution Rule",
        required=True,
        index=True,
        ondelete="cascade",
    )
    sequence = fields.Integer(related="rule_id.sequence", readonly=False)
    name = fields.Char(related="rule_id.name", string="Rule")
    condition_text = fields.Char(related="rule_id.condition_text")
    gives_text = fields.Char(related="rule_id.gives_text")
    does_nothing = fields.Boolean(related="rule_id.does_nothing")
    stop = fields.Boolean(related="rule_id.stop")
    caught_count = fields.Integer(
        string="Rows", compute="_compute_caught", help="Rows of the import that meet the rule."
    )
    caught_error_count = fields.Integer(
        string="With Errors", compute="_compute_caught", help="Those of them that have errors."
    )

    _once = models.Constraint("UNIQUE (run_id, rule_id)", "The rule is there already.")

    @api.depends("run_id", "rule_id")
    def _compute_caught(self):
        for run, lines in self.grouped("run_id").items():
            counts = {item["id"]: item for item in run._rule_counts()} if run.id else {}
            for line in lines:
                of_rule = counts.get(line.rule_id.id, {})
                line.caught_count = of_rule.get("count", 0)
                line.caught_error_count = of_rule.get("errors", 0)

    def action_open_rule(self):
        """Open the rule to change it."""
        self.ensure_one()
        self.check_access("read")
        return {**self.rule_id._open_dialog(), "res_id": self.rule_id.id}

    def action_view_caught(self):
        """Open the rows of the import that the rule caught."""
        self.ensure_one()
        self.check_access("read")
        action = self.run_id.action_view_rows()
        context = {**action["context"], "search_default_rule_id": self.rule_id.id}
        return {**action, "context": context}


class UserImportRule(models.Model):
    """Imports that wait for review keep up with the rules that count for them."""

    _inherit = "user.import.rule"

    @api.model_create_multi
    def create(self, vals_list):
        rules = super().create(vals_list)
        self._link_to_runs()
        return rules

    def write(self, vals):
        result = super().write(vals)
        if not {"active", "company_id", "profile_ids"}.isdisjoint(vals):
            self._link_to_runs()
        return result

    @api.model
    def _link_to_runs(self):
        # sudo: whoever imports what. Nothing of it is told.
        self.env["user.import.run"].sudo().search([("state", "in", SHOWING)])._link_rules()

    @api.model
    def _open_dialog(self):
        """Return the action that shows the form in a dialog."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Distribution Rule"),
            "res_model": self._name,
            "views": [(self.env.ref("user_bulk_import.user_import_rule_view_form").id, "form")],
            "target": "new",
            "context": {"dialog_size": "large"},
        }
