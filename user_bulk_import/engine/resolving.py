"""Putting records in place of the texts that name them.

First all texts of a chunk are collected and asked of the directory at once, then each row gets its
refs. A state is asked for with its country where the row has one (``Belgium: Limburg``), in the
way a tag is with its category: names and codes of states repeat from country to country.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from .association_specs import PERSON
from .converters.base import Doubt
from .converters.lists import LIST_CONTRADICTION
from .directory import Found
from .fields import Catalogue, FieldSpec
from .folding import fold
from .issues import Issue, Problem
from .joined_names import is_unknown, parts_of, told_apart
from .lookup_codes import (
    NOTHING_TO_TAKE,
    TAG_FOUND,
    TAG_INHERITED,
    TAG_UNKNOWN,
    VALUE_AMBIGUOUS,
    VALUE_UNKNOWN,
)
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
            for text in _texts(spec, row.values[name]):
                asked[spec.lookup].add(asked_text(spec, text, row.values))
    return dict(asked)


def _texts(spec: FieldSpec, value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for item in value if isinstance(value, tuple) else ():
        if isinstance(item.value, str):
            yield item.value
            yield from parts_of(spec.lookup, item.value)
            if item.bare:
                yield item.bare


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
    """Return the items with refs, each record once."""
    resolved: dict[Any, Item] = {}
    for item in _one_by_one(spec, value, found):
        answer = _item_answer(spec, item, converted, found, policy)
        answer = _settled(spec, answer, converted, issues)
        if isinstance(answer, Problem):
            issues.append(value_issue(answer, spec, _text(item), converted))
            continue
        key = answer.id or fold(answer.label), answer.kind
        if resolved.setdefault(key, Item(answer, item.remove)).remove != item.remove:
            issues.append(_issue(LIST_CONTRADICTION, spec, answer.label, converted))
    return tuple(resolved.values())


def _one_by_one(spec: FieldSpec, value: tuple[Item, ...], found: Found) -> Iterator[Item]:
    """Give the items, those apart that stand in one text. What is taken away is one."""
    for item in value:
        if isinstance(item.value, Ref) or item.remove:
            yield item
        else:
            for text in told_apart(spec.lookup, item.value, found):
                yield replace(item, value=text)


def _item_answer(
    spec: FieldSpec, item: Item, converted: ConvertedRow, found: Found, policy: Policy
) -> Ref | Problem:
    if isinstance(item.value, Ref):
        return item.value
    answer = _answer(spec, item.value, converted, found, policy)
    if item.bare and is_unknown(answer):
        answer = _own_or_inherited(found[spec.lookup, item.bare], answer, item.bare)
    kept = answer.value if isinstance(answer, Doubt) else answer
    if item.remove and is_unknown(kept):
        return Problem(NOTHING_TO_TAKE, value=item.value)
    return answer


def _own_or_inherited(own: Ref | Problem, inherited: Ref | Problem, bare: str) -> Ref | Problem:
    """Return what a tag without category is that follows one with a category: a tag that is here
    already, or a new one of that category. A notice tells which.

    :param own: the directory's answer to the tag without a category
    :param inherited: that to the tag of the other one's category, where there is none yet
    """
    if isinstance(own, Doubt) or (isinstance(own, Problem) and own.code == VALUE_AMBIGUOUS):
        return own
    if isinstance(own, Ref) and own.id is not None:
        return Doubt(TAG_FOUND, own, value=bare, tag=own.label)
    if isinstance(inherited, Ref):
        return Doubt(TAG_INHERITED, inherited, value=bare, tag=inherited.label)
    return inherited


def _text(item: Item) -> str:
    return item.value.label if isinstance(item.value, Ref) else item.value


def _issue(code: str, spec: FieldSpec, text: str, converted: ConvertedRow) -> Issue:
    """Return an issue at the column that brought a text."""
    header = converted.item_columns.get((spec.name, text)) or converted.columns.get(spec.name, "")
    return Issue(code, {"value": text}, converted.row.sheet, converted.row.number, header)


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
