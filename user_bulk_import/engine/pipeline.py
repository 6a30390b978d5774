"""The way of a chunk of rows from text to decisions, in the order of its steps.

A step of its own may stand between any two of them, as each is given and gives a list of rows:
distribution rules come after the names of records are resolved.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from .decisions import DELETE, SKIP, Decision
from .directory import Directory, Found
from .fields import Catalogue
from .issues import Issue
from .mapping import ColumnMatch
from .matching import KEY_FIELDS, keys_of
from .photos import taken_photo, with_own_photos
from .planner import Planner
from .policy import Policy
from .resolving import collect, resolve_row, resolve_values
from .rows import ConvertedRow, default_values, row_converter
from .rules import Fired, Rule, Rules, asked_by_rules
from .tables import SourceRow
from .value_maps import NO_MAPS, ValueMaps, map_row, map_values

Matches = Mapping[str, Sequence[ColumnMatch]]
"""What became of the columns, by sheet, the sheets in the order of the file."""


@dataclass(frozen=True, slots=True)
class _Resolved:
    """Rows and defaults with records in place of texts."""

    rows: Sequence[ConvertedRow]
    found: Found
    defaults: Mapping[str, Any]
    default_issues: Sequence[Issue]


class Pipeline:
    """Converts, resolves and plans rows of one run.

    It may be kept for all chunks of a run, and made anew for any of them.

    :param matches_by_sheet: the order of its sheets is the order in which rows are compared
    :param maps: what texts of the whole file stand for, defaults too
    :param rules: distribution rules, in their order
    """

    def __init__(
        self,
        matches_by_sheet: Matches,
        catalogue: Catalogue,
        policy: Policy,
        directory: Directory,
        maps: ValueMaps = NO_MAPS,
        rules: Sequence[Rule] = (),
    ):
        self._sheets = tuple(matches_by_sheet)
        self._converters = converters_of(matches_by_sheet, catalogue, policy)
        self._catalogue = catalogue
        self._policy = policy
        self._directory = directory
        self._maps = maps
        self._rules = rules
        defaults, faults = default_values(catalogue, policy)
        self._defaults, mapped = map_values(defaults, maps, catalogue)
        self._default_issues = (*faults, *mapped)

    def plan(self, rows: Sequence[SourceRow]) -> list[Decision]:
        """Return one decision per row, in the order of the rows.

        :raises KeyError: for a row of a sheet without matches
        """
        return self.plan_converted(self.convert(rows))

    def convert(self, rows: Sequence[SourceRow]) -> list[ConvertedRow]:
        """Return the rows with values in place of texts; names of records are texts still.

        :raises KeyError: for a row of a sheet without matches
        """
        return [self._converters[row.sheet](row) for row in rows]

    def plan_converted(self, converted: Sequence[ConvertedRow]) -> list[Decision]:
        """Map, resolve, distribute and plan rows that were converted."""
        resolved = self._resolve(converted)
        planner = Planner(
            self._catalogue,
            self._policy,
            self._directory,
            defaults=resolved.defaults,
            default_issues=resolved.default_issues,
            sheets=self._sheets,
        )
        distributed = self._distributed(resolved)
        decisions = planner.plan([row for row, _fired in distributed])
        return [
            _with_photo(_with_rules(decision, fired), row)
            for decision, (row, fired) in zip(decisions, distributed, strict=True)
        ]

    def distribute(self, rows: Sequence[SourceRow]) -> list[tuple[ConvertedRow, Fired]]:
        """Return each row as the planner gets it, with the rules that it meets: for trying rules
        out. Nobody is looked for."""
        return self._distributed(self._resolve(self.convert(rows)))

    def rule_faults(self) -> tuple[Issue, ...]:
        """Return why rules are left out; issues that concern no row."""
        return Rules(self._rules, self._catalogue, self._policy).faults

    def _resolve(self, converted: Sequence[ConvertedRow]) -> _Resolved:
        catalogue, policy = self._catalogue, self._policy
        rows = self._mapped(converted)
        defaults = ConvertedRow(SourceRow("", 0, ()), self._defaults)
        asked = collect([*rows, defaults], catalogue)
        for lookup, texts in asked_by_rules(self._rules, catalogue, policy).items():
            asked.setdefault(lookup, set()).update(texts)
        found = self._directory.resolve(asked) if asked else {}
        values, issues = resolve_values(self._defaults, found, catalogue, policy)
        resolved = [resolve_row(row, found, catalogue, policy) for row in rows]
        return _Resolved(
            with_own_photos(rows, resolved, catalogue, self._directory),
            found,
            values,
            (*self._default_issues, *issues),
        )

    def _distributed(self, resolved: _Resolved) -> list[tuple[ConvertedRow, Fired]]:
        if not self._rules:
            return [(row, ()) for row in resolved.rows]
        rules = Rules(self._rules, self._catalogue, self._policy, resolved.found, resolved.defaults)
        return [rules.apply(row) for row in resolved.rows]

    def _mapped(self, converted: Sequence[ConvertedRow]) -> Sequence[ConvertedRow]:
        if not self._maps:
            return converted
        return [map_row(row, self._maps, self._catalogue) for row in converted]


def _with_rules(decision: Decision, fired: Fired) -> Decision:
    """Note the rules that a row meets; none where nothing is done with what it says."""
    if not fired or decision.action in (SKIP, DELETE):
        return decision
    return replace(decision, rules=fired)


def _with_photo(decision: Decision, row: ConvertedRow) -> Decision:
    photo = taken_photo(row)
    return decision if photo is None else replace(decision, photo=photo)


def key_reader(
    matches_by_sheet: Matches, catalogue: Catalogue, policy: Policy
) -> Callable[[SourceRow], dict[str, str]]:
    """Return a function that gives the keys of a row, for a first pass over a whole file.

    It converts the columns of keys only. What it gives is stored with each row, and answers
    :meth:`.directory.Directory.first_rows`.
    """
    key_matches = {
        sheet: [
            match if match.target in KEY_FIELDS else replace(match, target="") for match in matches
        ]
        for sheet, matches in matches_by_sheet.items()
    }
    converters = converters_of(key_matches, catalogue, policy)
    return lambda row: keys_of(converters[row.sheet](row), policy)


def converters_of(
    matches_by_sheet: Matches, catalogue: Catalogue, policy: Policy
) -> dict[str, Callable[[SourceRow], ConvertedRow]]:
    """Return what converts the rows of each sheet."""
    return {
        sheet: row_converter(matches, catalogue, policy)
        for sheet, matches in matches_by_sheet.items()
    }
