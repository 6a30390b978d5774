"""Rules in their order, applied to rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ..directory import Found
from ..fields import Catalogue
from ..issues import Issue, Problem
from ..merging import category_labels
from ..policy import Policy
from ..rows import ConvertedRow
from ..values import CLEAR, as_text
from ..wanted import NO_DEFAULT
from .codes import RULE_REFUSED
from .conditions import Condition
from .operators import Test
from .view import RowView

Fired = tuple[dict[str, Any], ...]
"""Of each rule that a row meets: ``id``, ``name``, and what it ``gave``, labels by field: without
what the row had already."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Who meets the conditions gets the values.

    :param id: of the record
    :param match: ``all`` or ``any`` of the conditions; without conditions every row is caught
    :param gives: values by field, mostly refs; of a field with one value the first one counts
    :param refused: the same, of what the importing person may not give: an error of each row that
        would get it
    :param stop: rules below are not looked at for a row that this one catches
    :param always: looked at even so; for what follows from what other rules give
    """

    id: int
    name: str
    conditions: tuple[Condition, ...] = ()
    match: str = "all"
    gives: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    refused: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    stop: bool = False
    always: bool = False


def asked_by_rules(
    rules: Iterable[Rule], catalogue: Catalogue, policy: Policy
) -> dict[str, set[str]]:
    """Return the texts of conditions that may name records, by lookup."""
    asked: defaultdict[str, set[str]] = defaultdict(set)
    for rule in rules:
        for condition in rule.conditions:
            for lookup, text in condition.asked(catalogue, policy):
                asked[lookup].add(text)
    return dict(asked)


class Rules:
    """The rules of a run, made ready for many rows.

    A rule with a condition that cannot be read catches nobody; :attr:`faults` tells so.

    :param rules: in their order
    :param found: the directory's answers to :func:`asked_by_rules`
    :param defaults: converted and resolved values by field name
    """

    def __init__(
        self,
        rules: Iterable[Rule],
        catalogue: Catalogue,
        policy: Policy,
        found: Found | None = None,
        defaults: Mapping[str, Any] | None = None,
    ):
        self._policy = policy
        self._categories = category_labels(catalogue)
        self._many = frozenset(spec.name for spec in catalogue if spec.many)
        secret = frozenset(spec.name for spec in catalogue if spec.sensitive)
        self._defaults = {
            name: value
            for name, value in (defaults or {}).items()
            if name not in NO_DEFAULT and name not in secret and value is not CLEAR
        }
        self.faults: tuple[Issue, ...] = ()
        self._ready: list[tuple[Rule, Sequence[Test]]] = []
        for rule in rules:
            try:
                tests = [c.test(catalogue, policy, found or {}) for c in rule.conditions]
            except Problem as problem:
                self.faults += (Issue(problem.code, {"rule": rule.name, **problem.params}),)
            else:
                self._ready.append((rule, tests))

    def _view(self, row: ConvertedRow) -> RowView:
        return RowView(row, self._defaults, self._many, self._policy, self._categories)

    def apply(self, row: ConvertedRow) -> tuple[ConvertedRow, Fired]:
        """Return a row with what the rules give it, and the rules that it meets.

        :param row: resolved; it is not changed
        """
        view = self._view(row)
        fired: list[dict[str, Any]] = []
        refusals: list[Issue] = []
        stopped = False
        for rule, tests in self._ready:
            if (stopped and not rule.always) or not _meets(rule, tests, view):
                continue
            refusals += _refusals(rule, row, view)
            fired.append({"id": rule.id, "name": rule.name, "gave": _give(rule, view)})
            stopped = stopped or rule.stop
        if not fired:
            return row, ()
        return replace(row, values=view.values, issues=(*row.issues, *refusals)), tuple(fired)


def _meets(rule: Rule, tests: Sequence[Test], view: RowView) -> bool:
    if not tests:
        return True
    met = (test(view) for test in tests)
    return any(met) if rule.match == "any" else all(met)


def _give(rule: Rule, view: RowView) -> dict[str, list[str]]:
    given = {name: view.give(name, values) for name, values in rule.gives.items()}
    return {name: [as_text(value) for value in values] for name, values in given.items() if values}


def _refusals(rule: Rule, row: ConvertedRow, view: RowView) -> list[Issue]:
    source = row.row
    return [
        Issue(
            RULE_REFUSED,
            {"rule": rule.name, "value": as_text(value)},
            source.sheet,
            source.number,
        )
        for name, values in rule.refused.items()
        for value in view.lacking(name, values)
    ]
