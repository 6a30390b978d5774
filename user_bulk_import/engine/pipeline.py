"""The way of a chunk of rows from text to decisions, in the order of its steps.

A step of its own may stand between any two of them, as each is given and gives a list of rows:
rules that give roles and tags would come after the names of records are resolved.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from .decisions import Decision
from .directory import Directory
from .fields import Catalogue
from .mapping import ColumnMatch
from .matching import KEY_FIELDS, keys_of
from .planner import Planner
from .policy import Policy
from .resolving import collect, resolve_row, resolve_values
from .rows import ConvertedRow, default_values, row_converter
from .tables import SourceRow
from .value_maps import NO_MAPS, ValueMaps, map_row, map_values

Matches = Mapping[str, Sequence[ColumnMatch]]
"""What became of the columns, by sheet, the sheets in the order of the file."""


class Pipeline:
    """Converts, resolves and plans rows of one run.

    It may be kept for all chunks of a run, and made anew for any of them.

    :param matches_by_sheet: the order of its sheets is the order in which rows are compared
    :param maps: what texts of the whole file stand for, defaults too
    """

    def __init__(
        self,
        matches_by_sheet: Matches,
        catalogue: Catalogue,
        policy: Policy,
        directory: Directory,
        maps: ValueMaps = NO_MAPS,
    ):
        self._sheets = tuple(matches_by_sheet)
        self._converters = _converters(matches_by_sheet, catalogue, policy)
        self._catalogue = catalogue
        self._policy = policy
        self._directory = directory
        self._maps = maps
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
        """Map, resolve and plan rows that were converted."""
        catalogue, policy = self._catalogue, self._policy
        rows = self._mapped(converted)
        defaults = ConvertedRow(SourceRow("", 0, ()), self._defaults)
        asked = collect([*rows, defaults], catalogue)
        found = self._directory.resolve(asked) if asked else {}
        values, issues = resolve_values(self._defaults, found, catalogue, policy)
        planner = Planner(
            catalogue,
            policy,
            self._directory,
            defaults=values,
            default_issues=(*self._default_issues, *issues),
            sheets=self._sheets,
        )
        return planner.plan([resolve_row(row, found, catalogue, policy) for row in rows])

    def _mapped(self, converted: Sequence[ConvertedRow]) -> Sequence[ConvertedRow]:
        if not self._maps:
            return converted
        return [map_row(row, self._maps, self._catalogue) for row in converted]


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
    converters = _converters(key_matches, catalogue, policy)
    return lambda row: keys_of(converters[row.sheet](row), policy)


def _converters(
    matches_by_sheet: Matches, catalogue: Catalogue, policy: Policy
) -> dict[str, Callable[[SourceRow], ConvertedRow]]:
    return {
        sheet: row_converter(matches, catalogue, policy)
        for sheet, matches in matches_by_sheet.items()
    }
