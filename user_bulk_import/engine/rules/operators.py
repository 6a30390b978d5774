"""How conditions compare. Each operator makes a test of a row once, before many rows are looked at.

All texts are compared without regard to case, accents and surrounding blanks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from ..converters.booleans import convert_boolean
from ..converters.dates import convert_date, convert_datetime
from ..converters.numbers import convert_float
from ..fields import FieldSpec
from ..folding import fold
from ..issues import Problem, _lt
from ..merging import identity
from ..policy import Policy
from ..values import Item
from . import codes
from .patterns import wildcard
from .view import RowView

Test = Callable[[RowView], bool]

LONGEST_VALUE = 4000
LONGEST_PATTERN = 200

_SEPARATORS = str.maketrans(dict.fromkeys(",;|", "\n"))


@dataclass(frozen=True, slots=True)
class Question:
    """What an operator makes a test of.

    :param field: name of the field
    :param spec: of the field, where the catalogue has it
    :param value: as the rule's writer wrote it
    :param named: the records that a text names, as the directory found them, by their identity
    """

    field: str
    spec: FieldSpec | None
    value: str
    policy: Policy
    named: Callable[[str], Iterable[Any]]


@dataclass(frozen=True, slots=True)
class Operator:
    """One way to compare.

    :param name: as it is stored
    :param label: as people read it between field and value
    :param prepare: makes the test; raises :class:`~..issues.Problem` where the value cannot be read
    :param takes_value: a value stands after it
    :param kinds: what it suits: ``text``, ``number``, ``date``; empty for all
    """

    name: str
    label: str
    prepare: Callable[[Question], Test]
    takes_value: bool = True
    kinds: frozenset[str] = frozenset()


def _not(prepare: Callable[[Question], Test]) -> Callable[[Question], Test]:
    """Return the contrary of an operator: no value of the field meets it."""

    def prepared(question: Question) -> Test:
        test = prepare(question)
        return lambda view: not test(view)

    return prepared


def _is_set(question: Question) -> Test:
    field = question.field
    return lambda view: bool(view.held(field))


def _is(question: Question) -> Test:
    return _is_one_of(question, [question.value])


def _is_in(question: Question) -> Test:
    return _is_one_of(question, list_of(question.value))


def list_of(value: str) -> list[str]:
    """Return the texts of a list, separated by commas, semicolons, pipes or line breaks."""
    return [text for part in value.translate(_SEPARATORS).splitlines() if (text := part.strip())]


def _is_one_of(question: Question, values: Iterable[str]) -> Test:
    field = question.field
    texts: set[str] = set()
    refs: set[Any] = set()
    for value in values:
        texts.update((fold(value), *_read(question, value)))
        refs.update(question.named(value))
    if not refs:
        return lambda view: not texts.isdisjoint(view.texts(field))
    return lambda view: (
        not texts.isdisjoint(view.texts(field))
        or any(identity(value) in refs for value in view.held(field))
    )


def _read(question: Question, text: str) -> Iterable[str]:
    """Yield the text as the field's converter reads it in a cell: dates, phone numbers, yes."""
    if question.spec is None or question.spec.lookup:
        return
    for convert in (question.spec.convert, convert_boolean):
        try:
            value = convert(text, question.policy)
        except Problem:
            continue
        if isinstance(value, bool):
            yield "yes" if value else "no"
        elif isinstance(value, str | int | float):
            yield fold(str(value))
        return


def _contains(question: Question) -> Test:
    field, part = question.field, fold(question.value)
    return lambda view: any(part in text for text in view.texts(field))


def _starts_with(question: Question) -> Test:
    field, part = question.field, fold(question.value)
    return lambda view: any(text.startswith(part) for text in view.texts(field))


def _ends_with(question: Question) -> Test:
    field, part = question.field, fold(question.value)
    return lambda view: any(text.endswith(part) for text in view.texts(field))


def _matches(question: Question) -> Test:
    if len(question.value) > LONGEST_PATTERN:
        raise Problem(codes.RULE_VALUE_LONG)
    field, fits = question.field, wildcard(fold(question.value))
    return lambda view: any(map(fits, view.texts(field)))


# -- numbers and dates ------------------------------------------------------------------------


def _compares(
    read: Callable[[Question], Any],
    value_of: Callable[[Any, Policy], Any],
    holds: Callable[[Any, Any], bool],
) -> Callable[[Question], Test]:
    def prepared(question: Question) -> Test:
        field, policy, limit = question.field, question.policy, read(question)

        def test(view: RowView) -> bool:
            values = (value_of(value, policy) for value in view.held(field))
            return any(value is not None and holds(value, limit) for value in values)

        return test

    return prepared


def _number_limit(question: Question) -> float:
    try:
        return convert_float(question.value, question.policy)
    except Problem as problem:
        raise Problem(codes.RULE_NUMBER) from problem


def _number(value: Any, policy: Policy) -> float | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return value
    try:
        return convert_float(value, policy) if isinstance(value, str) else None
    except Problem:
        return None


def _date_limit(question: Question) -> date:
    text = question.value
    try:
        moment = datetime.fromisoformat(convert_datetime(text, question.policy))
        return moment if ":" in text else date.fromisoformat(convert_date(text, question.policy))
    except Problem as problem:
        raise Problem(codes.RULE_DATE) from problem


def _date(value: Any, _policy: Policy) -> date | None:
    """Return a date or a datetime in UTC of an ISO text, as dates stand in rows."""
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value.strip())
        if moment.tzinfo is not None:
            moment = moment.astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None
    return moment if ":" in value else moment.date()


def _earlier(value: date, limit: date) -> bool:
    return _before(value, limit)


def _later(value: date, limit: date) -> bool:
    return _before(limit, value)


def _before(first: date, second: date) -> bool:
    """Return whether one comes before the other: by the day, unless both have a time."""
    if isinstance(first, datetime) and isinstance(second, datetime):
        return first < second
    return _day(first) < _day(second)


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


_TEXT, _NUMBER, _DATE = frozenset({"text"}), frozenset({"number"}), frozenset({"date"})
_VALUED = (
    Operator("is", _lt("is"), _is),
    Operator("is_not", _lt("is not"), _not(_is)),
    Operator("in", _lt("is one of"), _is_in),
    Operator("not_in", _lt("is none of"), _not(_is_in)),
    Operator("contains", _lt("contains"), _contains, kinds=_TEXT),
    Operator("not_contains", _lt("does not contain"), _not(_contains), kinds=_TEXT),
    Operator("starts_with", _lt("starts with"), _starts_with, kinds=_TEXT),
    Operator("ends_with", _lt("ends with"), _ends_with, kinds=_TEXT),
    Operator("matches", _lt("matches (with * and ?)"), _matches, kinds=_TEXT),
    Operator(
        "before", _lt("is before"), _compares(_date_limit, _date, _earlier), kinds=_DATE | _TEXT
    ),
    Operator("after", _lt("is after"), _compares(_date_limit, _date, _later), kinds=_DATE | _TEXT),
    Operator(
        "less",
        _lt("is less than"),
        _compares(_number_limit, _number, lambda value, limit: value < limit),
        kinds=_NUMBER | _TEXT,
    ),
    Operator(
        "greater",
        _lt("is greater than"),
        _compares(_number_limit, _number, lambda value, limit: value > limit),
        kinds=_NUMBER | _TEXT,
    ),
)

OPERATORS: Mapping[str, Operator] = {
    operator.name: operator
    for operator in (
        *_VALUED,
        Operator("set", _lt("is set"), _is_set, takes_value=False),
        Operator("not_set", _lt("is not set"), _not(_is_set), takes_value=False),
    )
}
"""By name, in the order in which people choose them. The names are stored: they stay."""


def operators_for(kind: str) -> tuple[Operator, ...]:
    """Return the operators that suit a field of a kind: ``text``, ``number``, ``date`` or
    ``boolean``."""
    return tuple(item for item in OPERATORS.values() if not item.kinds or kind in item.kinds)


def items_of(spec: FieldSpec, text: str, policy: Policy) -> list[str]:
    """Return the texts by which the directory is asked for what a cell with ``text`` names."""
    try:
        value = spec.convert(text, policy)
    except Problem:
        return []
    items = value if isinstance(value, tuple) else (Item(value),)
    return [item.value for item in items if isinstance(item.value, str) and not item.remove]
