"""Putting records in place of the texts that name them.

First all texts of a chunk are collected and asked of the directory at once, then each row gets its
refs. A state is asked for with its country where the row has one (``Belgium: Limburg``), in the
way a tag is with its category: names and codes of states repeat from country to country.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from .association_specs import PERSON
from .converters.base import Doubt
from .directory import Found
from .fields import Catalogue, FieldSpec
from .issues import Issue, Problem
from .lookup_codes import TAG_UNKNOWN, VALUE_UNKNOWN
from .policy import Policy
from .rows import ConvertedRow
from .tables import SourceRow
from .values import Item, Ref


def asked_text(spec: FieldSpec, text: str, values: Mapping[str, Any]) -> str:
    """Return what the directory is asked for ``text`` in a row with ``values``."""
    if spec.lookup != "state":
        return text
    country = values.get("country")
    if isinstance(country, Ref):
        country = country.label
    return f"{country}: {text}" if isinstance(country, str) else text


def collect(rows: Iterable[ConvertedRow], catalogue: Catalogue) -> dict[str, set[str]]:
    """Return the texts that name records, by lookup."""
    asked: defaultdict[str, set[str]] = defaultdict(set)
    specs = {spec.name: spec for spec in catalogue if spec.lookup not in ("", PERSON)}
    for row in rows:
        for name in row.values.keys() & specs.keys():
            spec = specs[name]
            for text in _texts(row.values[name]):
                asked[spec.lookup].add(asked_text(spec, text, row.values))
    return dict(asked)


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, tuple):
        return (item.value for item in value if isinstance(item.value, str))
    return ()


def resolve_row(
    converted: ConvertedRow, found: Found, catalogue: Catalogue, policy: Policy
) -> ConvertedRow:
    """Return a row with refs in place of texts.

    A text that names no record leaves an issue at the column that brought it, one for each bad
    value, and is left out.

    :param found: the directory's answer to all that :func:`collect` gave
    :raises KeyError: where ``found`` lacks a text, which is a fault of the caller
    """
    specs = [
        spec
        for spec in map(catalogue.get, converted.values)
        if spec and spec.lookup not in ("", PERSON)  # people are looked for by the planner
    ]
    if not specs:
        return converted
    values = dict(converted.values)
    issues = list(converted.issues)
    for spec in specs:
        value = converted.values[spec.name]
        if isinstance(value, str):
            answer = _settled(
                spec, _answer(spec, value, converted, found, policy), converted, issues
            )
            if isinstance(answer, Problem):
                issues.append(value_issue(answer, spec, value, converted))
                del values[spec.name]
            else:
                values[spec.name] = answer
        elif isinstance(value, tuple):
            resolved = _resolve_items(spec, value, converted, found, policy, issues)
            if resolved:
                values[spec.name] = resolved
            else:
                del values[spec.name]
    return replace(converted, values=values, issues=tuple(issues))


def resolve_values(
    values: Mapping[str, Any], found: Found, catalogue: Catalogue, policy: Policy
) -> tuple[dict[str, Any], tuple[Issue, ...]]:
    """Resolve values that stand in no row, such as defaults; issues have the field's label as
    column."""
    resolved = resolve_row(row_of_values(values, catalogue), found, catalogue, policy)
    return resolved.values, tuple(replace(issue, row=None) for issue in resolved.issues)


def row_of_values(values: Mapping[str, Any], catalogue: Catalogue) -> ConvertedRow:
    """Return values that stand in no row as one, with the fields' labels as headers."""
    columns = {name: catalogue[name].label for name in values}
    return ConvertedRow(SourceRow("", 0, ()), dict(values), columns=columns)


def _answer(
    spec: FieldSpec, text: str, converted: ConvertedRow, found: Found, policy: Policy
) -> Ref | Problem:
    answer = found[spec.lookup, asked_text(spec, text, converted.values)]
    if isinstance(answer, Ref) and answer.id is None and not (spec.creates and policy.create_tags):
        return Problem(TAG_UNKNOWN if spec.lookup == "tag" else VALUE_UNKNOWN, value=text)
    return answer


def _settled(
    spec: FieldSpec, answer: Ref | Problem, converted: ConvertedRow, issues: list[Issue]
) -> Ref | Problem:
    """Return the record of an answer with a notice, which becomes an issue of the row."""
    if not isinstance(answer, Doubt):
        return answer
    text = answer.params.get("value", "")
    header = converted.item_columns.get((spec.name, text)) or converted.columns.get(spec.name, "")
    row = converted.row
    issues.append(Issue(answer.code, answer.params, row.sheet, row.number, header))
    return answer.value


def _resolve_items(
    spec: FieldSpec,
    value: tuple[Item, ...],
    converted: ConvertedRow,
    found: Found,
    policy: Policy,
    issues: list[Issue],
) -> tuple[Item, ...]:
    """Return the items with refs, each record once; one to take away that does not exist goes."""
    resolved: dict[Any, Item] = {}
    for item in value:
        if isinstance(item.value, Ref):
            answer: Ref | Problem = item.value
        else:
            answer = found[spec.lookup, item.value]
            if item.remove and isinstance(answer, Ref) and answer.id is None:
                continue
            answer = _answer(spec, item.value, converted, found, policy)
            answer = _settled(spec, answer, converted, issues)
        if isinstance(answer, Problem):
            issues.append(value_issue(answer, spec, item.value, converted))
        else:
            key = answer.id or answer.label.casefold(), answer.kind
            resolved.setdefault(key, Item(answer, item.remove))
    return tuple(resolved.values())


def value_issue(problem: Problem, spec: FieldSpec, text: str, converted: ConvertedRow) -> Issue:
    """Return what is to be said of a text that names a record, at the column that brought it.

    Its parameters ``lookup`` and ``asked`` tell the kind of record and what the directory was
    asked for, so that all rows with the like of it can be found.
    """
    header = converted.item_columns.get((spec.name, text)) or converted.columns.get(spec.name, "")
    params = {
        **problem.params,
        "lookup": spec.lookup,
        "asked": asked_text(spec, text, converted.values),
    }
    row = converted.row
    return Issue(problem.code, params, row.sheet, row.number, header)
