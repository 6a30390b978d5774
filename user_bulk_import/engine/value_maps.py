"""What texts of a file stand for that name no record here, as a person said once for all rows.

Between convert and resolve, each such text is replaced by its record or taken out. The row tells
so in a notice, which is how all rows with that text are found again. What is chosen may be used:
who makes the maps asks the directory first, and hands over its refusal in place of the record.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from .fields import Catalogue, FieldSpec
from .folding import fold
from .issues import Issue, Problem
from .lookup_codes import VALUE_LEFT_OUT, VALUE_MAPPED
from .resolving import asked_text, row_of_values, value_issue
from .rows import ConvertedRow
from .values import Item, Ref

Meaning = Ref | Problem | None
"""A record, why the chosen one may not be used, or ``None``: the row goes on without the value."""

ValueMaps = Mapping[tuple[str, str], Meaning]
"""By lookup and folded text, the text as :func:`.resolving.asked_text` gives it."""

NO_MAPS: ValueMaps = {}


def map_row(row: ConvertedRow, maps: ValueMaps, catalogue: Catalogue) -> ConvertedRow:
    """Return a row with what its texts stand for; one without mapped texts is returned as it is."""
    for spec in _specs(row, catalogue):
        row = _map_field(spec, row, maps)
    return row


def map_values(
    values: Mapping[str, Any], maps: ValueMaps, catalogue: Catalogue
) -> tuple[Mapping[str, Any], tuple[Issue, ...]]:
    """Map values that stand in no row, such as defaults; issues have the field's label as
    column."""
    if not maps:
        return values, ()
    row = map_row(row_of_values(values, catalogue), maps, catalogue)
    return row.values, tuple(replace(issue, row=None) for issue in row.issues)


def _specs(row: ConvertedRow, catalogue: Catalogue) -> Iterator[FieldSpec]:
    """Give the row's fields that name records, states last: they are asked for with the country
    that the row has by then."""
    specs = [spec for spec in map(catalogue.get, row.values) if spec and spec.lookup]
    yield from sorted(specs, key=lambda spec: spec.lookup == "state")


def _map_field(spec: FieldSpec, row: ConvertedRow, maps: ValueMaps) -> ConvertedRow:
    value = row.values[spec.name]
    items = (Item(value),) if isinstance(value, str) else value
    if not isinstance(items, tuple):
        return row  # nothing, or a record already
    kept: list[Item] = []
    issues: list[Issue] = []
    for item in items:
        key = _key(spec, item, row)
        if key not in maps:
            kept.append(item)
            continue
        meaning = maps[key]
        issues.append(value_issue(_told(meaning, item.value), spec, item.value, row))
        if isinstance(meaning, Ref):
            kept.append(Item(meaning, item.remove))
    if not issues:
        return row
    values = dict(row.values)
    if kept:
        values[spec.name] = kept[0].value if isinstance(value, str) else tuple(kept)
    else:
        del values[spec.name]
    return replace(row, values=values, issues=(*row.issues, *issues))


def _key(spec: FieldSpec, item: Item, row: ConvertedRow) -> tuple[str, str] | None:
    if not isinstance(item.value, str):
        return None
    return spec.lookup, fold(asked_text(spec, item.value, row.values))


def _told(meaning: Meaning, text: str) -> Problem:
    """Return what the row tells of a text with a meaning."""
    if meaning is None:
        return Problem(VALUE_LEFT_OUT, value=text)
    if isinstance(meaning, Ref):
        return Problem(VALUE_MAPPED, value=text, meant=meaning.label)
    return meaning
