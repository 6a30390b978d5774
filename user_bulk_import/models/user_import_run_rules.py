from dataclasses import replace
from hashlib import sha256

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tools import SQL

from ..engine.issues import ERROR, Issue, _lt, define

RULES_CHANGED = define(
    "rules_changed",
    ERROR,
    _lt(
        "The distribution rules have changed since the rows were compared, so nobody was changed. "
        "Press Compare Again, look at the rows, then press Import."
    ),
)

SHOWING = ("planning", "review")
"""States in which an import shows its rules."""

MIXED = ""
"""Digest of a plan some of whose rows were planned with other rules than the rest."""


class UserImportRun(models.Model):
    """The distribution rules that count for an import, and whom they caught. All rows follow one
    version of them: a plan with others than there are now is compared again before it is carried
    out."""

    _inherit = "user.import.run"

    planned_rules = fields.Json(
        readonly=True,
        help="The rules that the rows were planned with: a digest, why some were left out, and, "
        "once the import has ended, how many rows each caught.",
    )
    rule_line_ids = fields.One2many(
        "user.import.run.rule",
        "run_id",
        string="Rules",
        help="While the import waits for review: those that count for it, in their order.",
    )
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

    @api.depends("planned_rules", "state", "rule_line_ids")
    def _compute_rules_changed(self):
        for run in self:
            run.rules_changed = run.state == "review" and run._rules_differ()

    @api.onchange("rule_line_ids")
    def _onchange_rule_line_ids(self):
        """Have the form ask when a rule is dragged: :meth:`onchange` answers."""

    def onchange(self, values, field_names, fields_spec):
        """Say at once that the plan is out of date, before the new order is stored."""
        if list(field_names) != ["rule_line_ids"]:
            return super().onchange(values, field_names, fields_spec)
        self.check_access("read")
        return {"value": {"rules_changed": True}}

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

    # -- in the review ------------------------------------------------------------------------

    def write(self, vals):
        """Nobody writes a run. Its form sends the order in which its rules were dragged, though:
        that is written on the rules, by the rights of whoever dragged them."""
        if set(vals) != {"rule_line_ids"} or self.env.su:
            return super().write(vals)
        for run in self:
            run._order_rules(vals["rule_line_ids"])
        return True

    def _order_rules(self, commands):
        self._check_may_change()
        if self.state != "review":
            raise UserError(self.env._("Rules can be put in order while the import is in review."))
        for command, line_id, values in commands:
            line = self.rule_line_ids.filtered(lambda item, line_id=line_id: item.id == line_id)
            if command == Command.UPDATE and line and set(values) == {"sequence"}:
                line.rule_id.with_env(self.env).sequence = values["sequence"]
            elif command != Command.LINK:
                raise AccessError(self.env._("Only the order of the rules can be changed here."))
        self.invalidate_recordset(["rule_line_ids", "rules_changed"])

    def action_new_rule(self):
        """Open the form of a new rule for imports like this one."""
        self.ensure_one()
        self._check_may_change()
        action = self.env["user.import.rule"]._open_dialog()
        context = {**action["context"], "default_profile_ids": self.profile_id.ids}
        return {**action, "name": self.env._("New Rule"), "context": context}

    def _link_rules(self):
        """Have a line for each rule that counts, and for no other one."""
        Rule = self.env["user.import.rule"].sudo()
        for run in self.sudo():
            rules = Rule.search(Rule._run_domain(run)) if run.state in SHOWING else Rule
            run.rule_line_ids.filtered(lambda line, rules=rules: line.rule_id not in rules).unlink()
            new = rules - run.rule_line_ids.rule_id
            run.rule_line_ids.create([{"run_id": run.id, "rule_id": rule.id} for rule in new])

    # -- what the rows were planned with ------------------------------------------------------

    def _note_rules(self, rules, find_faults):
        """Keep what rows are planned with: from the first of them on, or that they differ in it.

        :param rules: of the engine
        :param find_faults: function that returns why rules are left out
        """
        digest = _digest(rules)
        if not self.planned_rules:
            faults = [issue.to_json() for issue in find_faults()]
            self.sudo().planned_rules = {"digest": digest, "faults": faults}
        elif self.planned_rules["digest"] not in (digest, MIXED):
            self.sudo().planned_rules = {**self.planned_rules, "digest": MIXED}

    def _rules_differ(self):
        """Return whether rows were planned with other rules than there are now."""
        self.ensure_one()
        if not self.planned_rules:
            return False
        rules = self.env["user.import.rule"]._for_run(self)
        return self.planned_rules["digest"] != _digest(rules)

    def _refusals(self):
        refusals = super()._refusals()
        if self.rules_changed:
            refusals.append(Issue(RULES_CHANGED))
        return refusals

    def _set_state(self, state, **values):
        if state == "planning":
            values["planned_rules"] = False
        result = super()._set_state(state, **values)
        self._link_rules()
        return result

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


class UserImportPlanner(models.AbstractModel):
    _inherit = "user.import.planner"

    @api.model
    def _end(self, run):
        """Begin anew where somebody changed the rules while the rows were planned."""
        if run._rules_differ():
            return self._restart(run)
        return super()._end(run)


def _digest(rules):
    """Return what tells rules from others, their names apart."""
    nameless = tuple(replace(rule, name="") for rule in rules)
    return sha256(repr(nameless).encode()).hexdigest()
