"""Trying distribution rules out: the way of rows up to the plan, told step by step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .issues import Issue
from .mapping import ColumnMatch
from .merging import TAGS, is_tags
from .pipeline import Pipeline
from .rows import ConvertedRow
from .rules import SHEET
from .rules.explaining import ExplainedRules, Step
from .tables import SourceRow
from .wanted import NAME_PARTS, Wanted

MADE_OF = {"name": NAME_PARTS, "login": {"email"}, "email": {"login"}}
"""Fields that other columns fill too."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What rules do with one row.

    :param row: converted and resolved, before any rule
    :param steps: what each rule does, in their order
    :param wanted: what a new user of this row will have, by field name
    """

    row: ConvertedRow
    steps: Sequence[Step]
    wanted: Mapping[str, Any]


def fills(matches: Sequence[ColumnMatch], field: str) -> bool:
    """Return whether any column of a table may say something about a field."""
    targets = {match.target for match in matches if match.target}
    if is_tags(field):
        return field in targets or TAGS in targets or (field == TAGS and any(map(is_tags, targets)))
    return field == SHEET or not targets.isdisjoint({field, *MADE_OF.get(field, ())})


class RuleTrial(Pipeline):
    """A pipeline that ends before the plan. Nobody is looked for, and nothing is written."""

    def try_out(self, rows: Sequence[SourceRow]) -> tuple[list[Tried], tuple[Issue, ...]]:
        """Return what becomes of each row, and which rules are left out since they cannot be read.

        :raises KeyError: for a row of a sheet without matches
        """
        resolved = self._resolve(self.convert(rows))
        rules = ExplainedRules(
            self._rules, self._catalogue, self._policy, resolved.found, resolved.defaults
        )
        wanted = Wanted(self._catalogue, self._policy, resolved.defaults)
        tried = []
        for row in resolved.rows:
            steps, values = rules.explain(row)
            tried.append(Tried(row, steps, wanted.for_new(values)))
        return tried, rules.faults
