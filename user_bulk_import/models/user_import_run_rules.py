from dataclasses import replace
from hashlib import sha256

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tools import SQL

from ..engine.issues import Issue


class UserImportRun(models.Model):
    """The distribution rules that count for an import, and whom they caught. In the review they
    are put in order and mended right there; Compare Again shows the effect."""

    _inherit = "user.import.run"

    planned_rules = fields.Json(
        readonly=True,
        help="The rules that the rows were planned with: a digest, why some were left out, and, "
        "once the import has ended, how many rows each caught.",
    )
    rule_ids = fields.One2many(
        "user.import.rule",
        compute="_compute_rule_ids",
        string="Rules",
        help="Those that count for this import, in their order.",
    )
    has_rules = fields.Boolean(compute="_compute_rule_ids")
    rules_changed = fields.Boolean(
        compute="_compute_rules_changed",
        help="The rows were planned with other rules than there are now.",
    )
    rule_fault_text = fields.Text(
        compute="_compute_rule_fault_text", help="Why rules were left out."
    )
    rule_count_text = fields.Text(
        compute="_compute_rule_count_text", help="How many rows each rule caught, a line each."
    )

    @api.depends("profile_id", "company_id", "state")
    def _compute_rule_ids(self):
        Rule = self.env["user.import.rule"]
        for run in self:
            run.rule_ids = Rule.search(Rule._run_domain(run)) if run.state == "review" else Rule
            run.has_rules = bool(run.rule_ids)

    @api.depends("planned_rules", "state", "rule_ids")
    def _compute_rules_changed(self):
        for run in self:
            run.rules_changed = (
                run.state == "review"
                and bool(run.planned_rules)
                and _digest(self.env["user.import.rule"]._for_run(run))
                != run.planned_rules["digest"]
            )

    @api.depends("planned_rules")
    @api.depends_context("lang")
    def _compute_rule_fault_text(self):
        for run in self:
            issues = map(Issue.from_json, (run.planned_rules or {}).get("faults") or ())
            run.rule_fault_text = "\n".join(issue.text(self.env._) for issue in issues)

    @api.depends("planned_rules", "state")
    @api.depends_context("lang")
    def _compute_rule_count_text(self):
        for run in self:
            counts = (run.planned_rules or {}).get("counts") or ()
            run.rule_count_text = "\n".join(self._rule_count_line(item) for item in counts)

    @api.model
    def _rule_count_line(self, item):
        if item["errors"]:
            return self.env._("%(name)s: %(count)s (%(errors)s with errors)", **item)
        return f"{item['name']}: {item['count']}"

    def web_read(self, specification):
        """Have the rules on a form count the rows of its import: the web client knows no id yet
        when it asks for them."""
        if "rule_ids" in specification and len(self) == 1:
            of_rules = specification["rule_ids"]
            context = {**of_rules.get("context", {}), "rules_of_run": self.id}
            specification = {**specification, "rule_ids": {**of_rules, "context": context}}
        return super().web_read(specification)

    # -- in the review ------------------------------------------------------------------------

    def write(self, vals):
        """Nobody writes a run. Its form sends the rules that were edited in it, though: these are
        written as such, by the rights of whoever edits them."""
        if set(vals) != {"rule_ids"} or self.env.su:
            return super().write(vals)
        for run in self:
            run._write_rules(vals["rule_ids"])
        return True

    def _write_rules(self, commands):
        self._check_may_change()
        if self.state != "review":
            raise UserError(self.env._("Rules can be edited here while the import is in review."))
        Rule = self.env["user.import.rule"]
        for command, rule_id, values in commands:
            if command == Command.CREATE:
                Rule.create(values)
            elif command == Command.UPDATE and rule_id in self.rule_ids.ids:
                Rule.browse(rule_id).write(values)
            elif command != Command.LINK:
                raise AccessError(self.env._("Delete or archive a rule in the list of all rules."))
        self.invalidate_recordset(["rule_ids", "has_rules", "rules_changed"])

    # -- what the rows were planned with ------------------------------------------------------

    def _note_rules(self, rules, find_faults):
        """Keep what the rows are planned with, from the first of them on.

        :param rules: of the engine
        :param find_faults: function that returns why rules are left out
        """
        if not self.planned_rules:
            faults = [issue.to_json() for issue in find_faults()]
            self.sudo().planned_rules = {"digest": _digest(rules), "faults": faults}

    def _set_state(self, state, **values):
        if state == "planning":
            values["planned_rules"] = False
        return super()._set_state(state, **values)

    def _finish(self, state):
        """Keep how many rows each rule caught: the rows may be cleaned away."""
        if self.planned_rules:
            self.sudo().planned_rules = {**self.planned_rules, "counts": self._rule_counts()}
        return super()._finish(state)

    def _rule_counts(self):
        """Return how many rows each rule caught, of one look at all rows.

        :return: dicts with ``id``, ``name``, ``count`` and, of these rows, the ``errors``; those
            of the most rows first
        """
        self.env["user.import.row"].flush_model(["rules", "action"])
        query = SQL(
            """SELECT (fired->>'id')::int, min(fired->>'name'), count(*),
                      count(*) FILTER (WHERE action = 'reject')
                 FROM user_import_row
                CROSS JOIN LATERAL jsonb_array_elements(
                      CASE jsonb_typeof(rules) WHEN 'array' THEN rules ELSE '[]' END
                      ) AS fired
                WHERE run_id = %s
             GROUP BY 1 ORDER BY 3 DESC, 2""",
            self.id,
        )
        names = ("id", "name", "count", "errors")
        return [dict(zip(names, row, strict=True)) for row in self.env.execute_query(query)]


class UserImportRule(models.Model):
    """How many rows of one import a rule caught."""

    _inherit = "user.import.rule"

    caught_count = fields.Integer(
        string="Rows", compute="_compute_caught", help="Rows of the import that meet the rule."
    )
    caught_error_count = fields.Integer(
        string="With Errors", compute="_compute_caught", help="Those of them that have errors."
    )

    def _caught_run(self):
        """Return the import whose rows are counted: the one in whose form the rules are shown."""
        run_id = self.env.context.get("rules_of_run")
        run = self.env["user.import.run"].browse(run_id if isinstance(run_id, int) else ())
        return run.exists().filtered(lambda item: item.has_access("read"))

    @api.depends_context("rules_of_run", "uid")
    def _compute_caught(self):
        run = self._caught_run()
        counts = {item["id"]: item for item in run._rule_counts()} if run else {}
        for rule in self:
            of_rule = counts.get(rule._origin.id, {})
            rule.caught_count = of_rule.get("count", 0)
            rule.caught_error_count = of_rule.get("errors", 0)

    def action_view_caught(self):
        """Open the rows of the import that the rule caught."""
        self.ensure_one()
        run = self._caught_run()
        if not run:
            raise UserError(self.env._("Open an import to see which of its rows the rule caught."))
        action = run.action_view_rows()
        return {**action, "context": {**action["context"], "search_default_rule_id": self.id}}


def _digest(rules):
    """Return what tells rules from others, their names apart."""
    nameless = tuple(replace(rule, name="") for rule in rules)
    return sha256(repr(nameless).encode()).hexdigest()
