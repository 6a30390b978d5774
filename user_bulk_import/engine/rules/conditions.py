"""One condition of a rule, read once and then asked of many rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ..association_specs import PERSON
from ..directory import Found
from ..fields import Catalogue, FieldSpec
from ..issues import Problem
from ..merging import identity
from ..policy import Policy
from ..values import Ref
from . import codes
from .operators import LONGEST_VALUE, OPERATORS, Question, Test, items_of, list_of
from .view import ROW_FIELDS

NAMING = {"is": lambda value: [value], "is_not": lambda value: [value], "in": list_of}
NAMING["not_in"] = NAMING["in"]
"""Operators whose value may name records, and the texts of it that do."""

NOT_ASKED = frozenset({"state", "photo", PERSON})
"""Lookups that a text alone does not answer: these are compared by the names they have."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A comparison of one field of the row.

    :param field: name of a field spec, or of :data:`.view.ROW_FIELDS`
    :param operator: a key of :data:`.operators.OPERATORS`
    :param value: what it is compared with; a list for ``in`` and ``not_in``
    """

    field: str
    operator: str = "is"
    value: str = ""

    def asked(self, catalogue: Catalogue, policy: Policy) -> Iterator[tuple[str, str]]:
        """Yield lookup and text of each record that the value may name."""
        spec = catalogue.get(self.field)
        if spec is None or not spec.lookup or spec.lookup in NOT_ASKED:
            return
        for value in NAMING.get(self.operator, lambda _value: ())(self.value.strip()):
            for text in items_of(spec, value, policy):
                yield spec.lookup, text

    def test(self, catalogue: Catalogue, policy: Policy, found: Found) -> Test:
        """Return the function that tells whether a row meets the condition.

        :param found: the directory's answers to :meth:`asked`; texts without one are compared as
            they are
        :raises Problem: where the condition cannot be read; one of the ``RULE_`` codes, its
            parameters without the rule's name
        """
        spec = catalogue.get(self.field)
        try:
            return self._test(spec, policy, found)
        except Problem as problem:
            label = spec.label if spec else ROW_FIELDS.get(self.field, self.field)
            params = {"field": label, "operator": self.operator, "value": self.value[:100]}
            raise Problem(problem.code, **params) from problem

    def _test(self, spec: FieldSpec | None, policy: Policy, found: Found) -> Test:
        operator = OPERATORS.get(self.operator)
        if operator is None:
            raise Problem(codes.RULE_OPERATOR)
        if spec is not None and spec.sensitive:
            raise Problem(codes.RULE_SECRET)
        value = self.value.strip() if operator.takes_value else ""
        if operator.takes_value and not value:
            raise Problem(codes.RULE_VALUE_MISSING)
        if len(value) > LONGEST_VALUE:
            raise Problem(codes.RULE_VALUE_LONG)

        def named(text: str) -> Iterable[Any]:
            if spec is None or not spec.lookup:
                return
            for asked in items_of(spec, text, policy):
                if isinstance(answer := found.get((spec.lookup, asked)), Ref):
                    yield identity(answer)

        return operator.prepare(Question(self.field, spec, value, policy, named))


def check_condition(condition: Condition, catalogue: Catalogue, policy: Policy) -> Problem | None:
    """Return what is wrong with a condition, for whoever writes it; ``None`` for a good one."""
    try:
        condition.test(catalogue, policy, {})
    except Problem as problem:
        return problem
    return None
