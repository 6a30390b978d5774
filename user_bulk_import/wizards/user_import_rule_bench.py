from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Command

from ..engine.tables import Refusal

SHOWN_ROWS = 50
"""Rows that are tried out; a person reads no more of them."""


class UserImportRuleBench(models.TransientModel):
    """The test bench of distribution rules: values are typed or pasted, and the outcome follows
    while they are. What is pasted is never stored, since it may hold anything."""

    _name = "user.import.rule.bench"
    _description = "Test Bench of Distribution Rules"

    rule_id = fields.Many2one("user.import.rule", readonly=True, ondelete="cascade")
    scope = fields.Selection(
        [("all", "All rules, in their order"), ("one", "This rule alone")],
        string="Try",
        required=True,
        default="all",
    )
    profile_id = fields.Many2one(
        "user.import.profile",
        required=True,
        default=lambda self: self._default_profile(),
        help="Its rules are tried, and it says what the columns mean.",
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        "res.company",
        string="Import Into",
        required=True,
        default=lambda self: self.env.company,
        ondelete="cascade",
    )
    way = fields.Selection(
        [("values", "One person"), ("rows", "Rows of a spreadsheet")],
        string="With",
        required=True,
        default="values",
    )
    line_ids = fields.One2many("user.import.rule.bench.line", "bench_id", string="Values")
    pasted = fields.Json(store=False, readonly=False, string="Pasted Rows")
    paste_tabs = fields.Json(compute="_compute_paste_tabs")
    column_ids = fields.One2many(
        "user.import.rule.bench.column", "bench_id", string="Columns to Choose"
    )
    outcome = fields.Html(compute="_compute_outcome", sanitize=False)

    @api.model
    def _default_profile(self):
        return self.env["user.import.profile"].search([], limit=1)

    @api.model
    def _open(self, rule):
        """Return the dialog for one rule, or for all of them."""
        profile = rule.profile_ids[:1] or self._default_profile()
        rules = rule or self.env["user.import.rule"].search([])
        looked_at = rules.condition_ids.sorted(lambda c: (c.rule_id.sequence, c.rule_id.id))
        names = list(dict.fromkeys(looked_at.mapped("field")))
        context = {
            "default_rule_id": rule.id,
            "default_scope": "one" if rule else "all",
            "default_profile_id": profile.id,
            "default_company_id": (rule.company_id or self.env.company).id,
            "default_line_ids": [Command.create({"field": name}) for name in names],
        }
        title = self.env._("Try “%s”", rule.name) if rule else self.env._("Try the Rules")
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": self._name,
            "view_mode": "form",
            "target": "new",
            "context": {**context, "dialog_size": "extra-large"},
        }

    @api.depends("profile_id")
    def _compute_paste_tabs(self):
        for bench in self:
            bench.paste_tabs = [
                {"name": name, "example": bench.profile_id._paste_example(name)}
                for name in bench.profile_id._user_types() or [""]
            ]

    @api.depends(
        *("rule_id", "scope", "profile_id", "company_id", "way", "pasted"),
        *("line_ids.field", "line_ids.value", "column_ids.title", "column_ids.field"),
    )
    @api.depends_context("lang")
    def _compute_outcome(self):
        for bench in self:
            bench.outcome = self.env["ir.qweb"]._render(
                "user_bulk_import.user_import_rule_outcome", bench._outcome_values()
            )

    def _outcome_values(self):
        """Return what the template of the outcome shows."""
        self.ensure_one()
        if not self.profile_id or not self.company_id:
            return {"rows": [], "notes": []}
        trial = self._trial(self._rules(), self._chosen())
        try:
            if self.way == "rows":
                return trial._of_texts(self._texts(), SHOWN_ROWS)
            return trial._of_values(self._values())
        except Refusal as refusal:
            return {"rows": [], "notes": [("error", refusal.issue.text(self.env._))]}

    def _trial(self, rules, chosen=None):
        # Those of all companies are looked up with all rights.
        self._check_own_company()
        return self.env["user.import.rule.trial"]._prepared(
            self.profile_id._origin, self.company_id._origin, rules, chosen
        )

    @api.onchange("pasted", "profile_id", "company_id")
    def _onchange_pasted(self):
        """Ask what those columns are that fit several fields, as an import asks."""
        if not self.profile_id or not self.company_id:
            return  # being chosen anew
        chosen = self._chosen()
        try:
            found = self._trial(self.env["user.import.rule"])._open_columns(self._texts())
        except Refusal:  # which the outcome tells
            found = []
        offered = dict(self.env["user.import.rule.condition"]._selection_field())
        self.column_ids = [
            Command.clear(),
            *(
                Command.create(
                    {
                        "tab": tab,
                        "title": match.header,
                        "choices": [name for name in match.candidates if name in offered],
                        "field": chosen.get(match.header),
                    }
                )
                for tab, match in found
            ),
        ]

    def _chosen(self):
        """Return field names by the titles of columns for which the person chose one."""
        return {c.title: c.field for c in self.column_ids if c.title and c.field}

    def _check_own_company(self):
        """Raise AccessError for a company that is not one of whoever tries: it comes from the
        browser."""
        company = self.company_id._origin
        if company not in self.env.user.company_ids:
            raise AccessError(self.env._("Choose one of your own companies."))

    def _rules(self):
        """Return the rule alone, archived or not, ``None`` for all that the import would have.

        :raises AccessError: where whoever tries it may not read it; it comes from the browser
        """
        if self.scope != "one" or not self.rule_id:
            return None
        self.rule_id._origin.check_access("read")
        return self.rule_id._origin

    def _values(self):
        """Return texts by field name."""
        return {line.field: line.value for line in self.line_ids if line.field and line.value}

    def _texts(self):
        """Return what was pasted, by the name of its tab. It comes from the browser as it is."""
        items = self.pasted if isinstance(self.pasted, list) else []
        return {
            str(item.get("name") or ""): item["text"]
            for item in items
            if isinstance(item, dict) and isinstance(item.get("text"), str) and item["text"].strip()
        }


class UserImportRuleBenchLine(models.TransientModel):
    """One value of the person that rules are tried with."""

    _name = "user.import.rule.bench.line"
    _description = "Value on the Test Bench of Distribution Rules"

    bench_id = fields.Many2one("user.import.rule.bench", required=True, ondelete="cascade")
    field = fields.Selection(
        lambda self: self.env["user.import.rule.condition"]._selection_field(), required=True
    )
    value = fields.Char(help="As it would stand in the file.")
    value_hint = fields.Char(compute="_compute_value_hint")

    @api.depends("field")
    @api.depends_context("lang")
    def _compute_value_hint(self):
        Field = self.env["user.import.rule.field"]
        catalogue = Field._catalogue()
        for line in self:
            line.value_hint = Field._hint(catalogue.get(line.field or ""), "is")


class UserImportRuleBenchColumn(models.TransientModel):
    """A column of the pasted rows that fits several fields: the person says which one it is."""

    _name = "user.import.rule.bench.column"
    _description = "Column on the Test Bench of Distribution Rules"

    bench_id = fields.Many2one("user.import.rule.bench", required=True, ondelete="cascade")
    tab = fields.Char()
    title = fields.Char(string="Column")
    choices = fields.Json(help="Names of the fields that it fits.")
    field = fields.Selection(
        lambda self: self.env["user.import.rule.condition"]._selection_field(), string="Is"
    )
