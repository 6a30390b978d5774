"""The first pass over a file: whom each row names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from .association_specs import is_association
from .fields import Catalogue
from .mapping import ColumnMatch
from .naming import names_of
from .pipeline import Matches, converters_of
from .policy import Policy
from .tables import SourceRow
from .value_maps import NO_MAPS, ValueMaps, map_row


def names_reader(
    matches_by_sheet: Matches, catalogue: Catalogue, policy: Policy, maps: ValueMaps = NO_MAPS
) -> Callable[[SourceRow], tuple[str, ...]]:
    """Return a function that tells whom a row names (:func:`.naming.names_of`).

    It converts the columns that name people only. What it gives is stored with each row, and
    answers :meth:`.directory.Directory.rows_naming`.
    """
    people = {
        sheet: [_only_people(match) for match in matches]
        for sheet, matches in matches_by_sheet.items()
    }
    if not any(match.target for matches in people.values() for match in matches):
        return lambda _row: ()
    converters = converters_of(people, catalogue, policy)
    return lambda row: names_of(map_row(converters[row.sheet](row), maps, catalogue))


def _only_people(match: ColumnMatch) -> ColumnMatch:
    return match if is_association(match.target) else replace(match, target="")
