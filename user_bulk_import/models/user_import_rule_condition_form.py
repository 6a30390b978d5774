from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..engine.catalogue import PROPERTY_PREFIX, TAG_PREFIX
from ..engine.converters.base import Doubt
from ..engine.issues import Problem
from ..engine.policy import Policy
from ..engine.rules import OPERATORS, ROW_FIELDS, Condition, check_condition, operators_for
from ..engine.rules import codes as rule_codes
from ..engine.rules.kinds import BOOLEAN, DATE, NUMBER, kind_of, offered, takes_value
from ..engine.rules.operators import list_of

WHOLE = ("is", "is_not", "in", "not_in")
"""Operators whose value is a whole value of the field, and not a part of one."""

DATED = (*WHOLE, "before", "after")
CLOSED = ("country", "lang")
"""Kinds of records that nobody makes new ones of: a name that is unknown now stays so."""


class UserImportRuleCondition(models.Model):
    """A condition as people write it: fields and operators with labels, values that are checked."""

    _inherit = "user.import.rule.condition"

    field = fields.Selection(
        "_selection_field", required=True, help="What of the row of the file is looked at."
    )
    operator = fields.Selection(
        "_selection_operator",
        required=True,
        default="is",
        help="“is not”, “is none of”, “does not contain” and “is not set” are met by a blank cell "
        "too, and where the file has no such column. Add a condition with “is set” where these "
        "rows should not count.",
    )
    value = fields.Char(
        help="What the field is compared with. Several values are separated by commas, where the "
        "condition asks for one of them."
    )
    operators = fields.Json(compute="_compute_hints", help="Those that suit the field.")
    needs_value = fields.Boolean(compute="_compute_hints")
    value_hint = fields.Char(compute="_compute_hints", help="What a value looks like.")
    sentence = fields.Char(compute="_compute_sentence")

    @api.model
    def _selection_field(self):
        """Offer what an import can fill; fields of conditions that are gone stay readable."""
        Field = self.env["user.import.rule.field"]
        options = Field._options()
        known = {name for name, _label in options}
        used = [name for [name] in self._read_group([], ["field"])]
        catalogue = Field._catalogue()
        return options + [
            (name, self.env._("%s (not here any more)", Field._label(catalogue, name)))
            for name in used
            if name not in known
        ]

    @api.model
    def _selection_operator(self):
        return [(operator.name, self.env._(operator.label)) for operator in OPERATORS.values()]

    @api.depends("field", "operator")
    @api.depends_context("lang")
    def _compute_hints(self):
        catalogue = self.env["user.import.rule.field"]._catalogue()
        for condition in self:
            spec = catalogue.get(condition.field or "")
            condition.operators = [operator.name for operator in offered(spec)]
            condition.needs_value = takes_value(condition.operator)
            condition.value_hint = (
                self.env["user.import.rule.field"]._hint(spec, condition.operator)
                if condition.needs_value
                else False
            )

    @api.depends("field", "operator", "value")
    @api.depends_context("lang")
    def _compute_sentence(self):
        Field = self.env["user.import.rule.field"]
        catalogue = Field._catalogue()
        for condition in self:
            label = Field._label(catalogue, condition.field or "")
            condition.sentence = self._sentence(label, condition.operator, condition.value)

    @api.model
    def _sentence(self, field, operator, value):
        """Return a condition as a person says it: *Job title contains Driver*."""
        known = OPERATORS.get(operator)
        # What stands in brackets helps to write the value.
        said = self.env._(known.label).partition(" (")[0] if known else operator
        shown = (value or "").strip() if takes_value(operator) else ""
        return f"{field} {said} {shown}".strip()

    @api.onchange("field")
    def _onchange_field(self):
        if self.field and self.operator not in (self.operators or ()):
            self.operator = self.operators[0]

    @api.onchange("operator")
    def _onchange_operator(self):
        if not takes_value(self.operator):
            self.value = False

    # -- what is stored -----------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        catalogue = self.env["user.import.rule.field"]._catalogue()
        return super().create([self._tidied(vals, catalogue) for vals in vals_list])

    def write(self, vals):
        if vals.keys().isdisjoint(("field", "operator", "value")):
            return super().write(vals)
        catalogue = self.env["user.import.rule.field"]._catalogue()
        for condition in self:
            now = {name: condition[name] for name in ("field", "operator", "value")}
            super(UserImportRuleCondition, condition).write(
                vals | self._tidied(now | vals, catalogue)
            )
        return True

    @api.model
    def _tidied(self, vals, catalogue):
        """Return values with dates as they are stored, whichever way the writer writes them."""
        spec = catalogue.get(vals.get("field") or "")
        operator, value = vals.get("operator", "is"), (vals.get("value") or "").strip()
        if not takes_value(operator):
            return {**vals, "value": False}
        if kind_of(spec) == DATE and operator in DATED and value:
            texts = list_of(value) if operator in ("in", "not_in") else [value]
            value = ", ".join(self._stored_date(spec, text) for text in texts)
        return {**vals, "value": value or False}

    @api.model
    def _stored_date(self, spec, text):
        """Return a date in ISO form where it can be read in one way, in the writer's too."""
        for policy in (Policy(), self._writer_policy()):
            try:
                return spec.convert(text, policy)
            except Problem:
                continue
        return text  # refused by the check

    @api.model
    def _writer_policy(self):
        lang = self.env["res.lang"]._get_data(code=self.env.lang or "en_US")
        return Policy(date_format=lang.date_format or "")

    @api.constrains("field", "operator", "value")
    def _check_condition(self):
        catalogue = self.env["user.import.rule.field"]._catalogue()
        for condition in self:
            spec = catalogue.get(condition.field)
            if problem := condition._fault(spec, catalogue):
                raise ValidationError(problem)

    def _fault(self, spec, catalogue):
        """Return what is wrong with the condition and how to mend it, ``None`` for a good one."""
        self.ensure_one()
        label = self.env["user.import.rule.field"]._label(catalogue, self.field)
        gone = self.field.startswith((TAG_PREFIX, PROPERTY_PREFIX))  # it may come back
        if spec is None and self.field not in ROW_FIELDS and not gone:
            return self.env._(
                "“%s” is no field that a rule can look at. Choose another one.", label
            )
        suiting = offered(spec) if spec else operators_for(kind_of(spec))
        if self.operator not in {item.name for item in suiting}:
            return self.env._(
                "“%(field)s” cannot be compared in this way. Choose another condition.", field=label
            )
        problem = check_condition(
            Condition(self.field, self.operator, self.value or ""), catalogue, Policy()
        )
        if problem:
            return self._fault_text(problem.code, label)
        if self.operator in WHOLE and spec:
            return self._value_fault(spec, label)
        return None

    def _fault_text(self, code, label):
        value = (self.value or "")[:100]
        texts = {
            rule_codes.RULE_DATE: self.env._(
                "“%(value)s” is no date for “%(field)s”. Write one like 2026-01-31.",
                value=value,
                field=label,
            ),
            rule_codes.RULE_NUMBER: self.env._(
                "“%(value)s” is no number for “%(field)s”. Write one like 100 or 2.5.",
                value=value,
                field=label,
            ),
            rule_codes.RULE_VALUE_MISSING: self.env._(
                "Write what “%s” is compared with, or choose “is set”.", label
            ),
            rule_codes.RULE_VALUE_LONG: self.env._(
                "The value for “%s” is too long. Shorten it.", label
            ),
        }
        return texts.get(code) or self.env._("The condition on “%s” cannot be used.", label)

    def _value_fault(self, spec, label):
        """Return what is wrong with a value that a cell of the field could not hold either."""
        texts = list_of(self.value) if self.operator in ("in", "not_in") else [self.value]
        if spec.lookup in CLOSED:
            found = self.env["user.import.lookup"]._resolve({spec.lookup: set(texts)}, Policy())
            problems = [item for item in found.values() if isinstance(item, Problem)]
        elif spec.lookup or spec.many:
            return None
        else:
            problems = list(filter(None, (_problem(spec, text) for text in texts)))
        if not problems:
            return None
        if kind_of(spec) in (DATE, NUMBER):
            code = rule_codes.RULE_DATE if kind_of(spec) == DATE else rule_codes.RULE_NUMBER
            return self._fault_text(code, label)
        if kind_of(spec) == BOOLEAN:
            return self.env._(
                "“%(field)s” is yes or no. Write one of these instead of “%(value)s”.",
                field=label,
                value=self.value,
            )
        return f"{label}: {problems[0].issue().text(self.env._)}"


def _problem(spec, text):
    """Return why a cell could not hold the text, ``None`` where it could."""
    try:
        spec.convert(text, Policy())
    except Doubt:
        return None
    except Problem as problem:
        return problem
    return None
