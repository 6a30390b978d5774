"""Why rules catch a row or do not, for whoever tries them out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..issues import Issue
from ..rows import ConvertedRow
from ..values import as_text
from .conditions import Condition
from .rules import Rule, Rules, _give, _meets, _refusals
from .view import RowView

FIRED = "fired"
MISSED = "missed"
NOT_REACHED = "not_reached"


@dataclass(frozen=True, slots=True)
class Check:
    """One condition, and what it saw.

    :param held: what the row had in the field when the rule was asked
    """

    condition: Condition
    met: bool
    held: str


@dataclass(frozen=True, slots=True)
class Step:
    """What one rule did with a row.

    :param state: :data:`FIRED`, :data:`MISSED`, or :data:`NOT_REACHED` after a rule that stops
    :param checks: its conditions; none of them where it was not reached
    :param gave: labels by field, without what the row had already
    :param refusals: what the importing person may not give
    """

    rule: Rule
    state: str
    checks: tuple[Check, ...] = ()
    gave: Mapping[str, Sequence[str]] | None = None
    refusals: tuple[Issue, ...] = ()


class ExplainedRules(Rules):
    """Rules that tell of each row what they do with it."""

    def explain(self, row: ConvertedRow) -> tuple[list[Step], Mapping[str, Any]]:
        """Return what each rule does with a row, in their order, and the row's values afterwards.

        It comes to the same as :meth:`apply`.

        :param row: resolved; it is not changed
        """
        view = self._view(row)
        return list(self._steps(row, view)), view.values

    def _steps(self, row: ConvertedRow, view: RowView) -> Iterator[Step]:
        stopped = False
        for rule, tests in self._ready:
            if stopped and not rule.always:
                yield Step(rule, NOT_REACHED)
                continue
            checks = tuple(
                Check(condition, test(view), as_text(view.held(condition.field)))
                for condition, test in zip(rule.conditions, tests, strict=True)
            )
            if not _meets(rule, tests, view):
                yield Step(rule, MISSED, checks)
                continue
            refusals = tuple(_refusals(rule, row, view))
            yield Step(rule, FIRED, checks, _give(rule, view), refusals)
            stopped = stopped or rule.stop
