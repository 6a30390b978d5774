"""What kind of values a field holds, which says by what operators people compare it."""

from __future__ import annotations

from ..catalogue import PROPERTY_PREFIX
from ..converters import booleans, dates, numbers
from ..fields import FieldSpec
from .operators import OPERATORS, Operator, operators_for

TEXT = "text"
NUMBER = "number"
DATE = "date"
BOOLEAN = "boolean"

_KINDS = {
    booleans.convert_active: BOOLEAN,
    booleans.convert_boolean: BOOLEAN,
    booleans.convert_deleted: BOOLEAN,
    dates.convert_date: DATE,
    dates.convert_datetime: DATE,
    numbers.convert_float: NUMBER,
    numbers.convert_integer: NUMBER,
}
_LISTS = ("in", "not_in")
_COMPARING = ("before", "after", "less", "greater")


def kind_of(spec: FieldSpec | None) -> str:
    """Return the kind of a field's values; text for what is no field of the catalogue."""
    return _KINDS.get(spec.convert, TEXT) if spec else TEXT


def offered(spec: FieldSpec | None) -> tuple[Operator, ...]:
    """Return the operators that make sense with a field, in the order in which people choose.

    Texts can be compared as dates and numbers too; that is offered for user properties, where a
    text may well hold one.
    """
    kind = kind_of(spec)
    without: tuple[str, ...] = ()
    if kind == BOOLEAN:
        without = _LISTS
    elif kind == TEXT and not (spec and spec.name.startswith(PROPERTY_PREFIX)):
        without = _COMPARING
    return tuple(item for item in operators_for(kind) if item.name not in without)


def takes_value(operator: str) -> bool:
    """Return whether a value stands after an operator."""
    return operator not in OPERATORS or OPERATORS[operator].takes_value
