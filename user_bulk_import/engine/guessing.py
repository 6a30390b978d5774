"""Which type a new user property should have, by the values of its column.

A type is proposed only where every value of the column converts with it and nothing is lost: a
number with leading zeros is a code, and a code is a text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .catalogue import PROPERTY_CONVERTERS
from .converters.base import is_blank, one_line
from .converters.texts import LINE_LENGTH
from .issues import Problem
from .policy import Policy

MOST_CHOICES = 8
LONGEST_CHOICE = 30
LEAST_TIMES = 3
"""How often each choice is taken, at least."""

AVERAGE_TIMES = 5
LEAST_VALUES = 20
"""A list is closed: no later file can bring a new choice. So it is proposed only where the column
is plainly one; a text does no harm."""

LARGEST_INTEGER = 2**31 - 1
"""Beyond it Odoo's forms take no whole number."""

_INTEGER = re.compile(r"-?(?:0|[1-9]\d*)", re.ASCII)
_DECIMAL = re.compile(r"-?(?:0|[1-9]\d*)(?:[.,]\d+)?", re.ASCII)
_LETTER = re.compile(r"[^\W_xX]")
"""A letter or digit alone; a cross is a tick."""
_MIDNIGHT = "00:00:00"
_ORDER = ("boolean", "date", "datetime", "integer", "float")
"""The first of them that fits is taken: 20240131 is a date rather than a number."""

_MOST_DIGITS = 15
"""Of a decimal number; more do not survive (IEEE 754, 64 bits)."""


@dataclass(frozen=True, slots=True)
class Guess:
    """What a property should be.

    :param type: a key of :data:`~.catalogue.PROPERTY_CONVERTERS`, or ``selection``
    :param choices: of a selection, in the order of the alphabet
    """

    type: str
    choices: tuple[str, ...] = ()


class TypeGuesser:
    """Looks at the values of one column, which may be given bit by bit.

    :param policy: how the run reads dates and numbers, and its clear marker
    """

    def __init__(self, policy: Policy | None = None):
        self._policy = policy or Policy()
        self._open = {name: _TESTS[name] for name in _ORDER}
        self._choices: Counter[str] | None = Counter()
        self._booleans: set[bool] = set()
        self._words = False
        self._times = False
        self._is_line = True
        self.seen = False

    def add(self, values: Iterable[tuple[str, int]]) -> None:
        """Look at values, each with how often it stands in the column; blank ones do not count."""
        for text, times in values:
            if not is_blank(text) and text.strip() != self._policy.clear_marker:
                self._add(text, times)

    def _add(self, text: str, times: int) -> None:
        self.seen = True
        for name, fits in list(self._open.items()):
            if not fits(text, self._policy):
                del self._open[name]
        if "boolean" in self._open:
            self._booleans.add(PROPERTY_CONVERTERS["boolean"](text, self._policy))
            self._words = self._words or not _LETTER.fullmatch(text.strip())
        if "datetime" in self._open:
            moment = PROPERTY_CONVERTERS["datetime"](text, self._policy)
            self._times = self._times or not moment.endswith(_MIDNIGHT)
        self._is_line = self._is_line and _is_line(text, self._policy)
        self._count(text, times)

    def _count(self, text: str, times: int) -> None:
        """Keep the distinct values, as long as they may be the choices of a list."""
        if self._choices is None:
            return
        if not self._is_line or "," in text or "=" in text or len(text) > LONGEST_CHOICE:
            self._choices = None
            return
        self._choices[one_line(text)] += times
        if len(self._choices) > MOST_CHOICES:
            self._choices = None

    def guess(self) -> Guess:
        """Return the type that all values seen by now have in common."""
        if not self.seen:
            return Guess("char")
        if name := next(filter(self._may_be, _ORDER), ""):
            return Guess(name)
        if choices := self._as_choices():
            return Guess("selection", choices)
        return Guess("char" if self._is_line else "text")

    def _may_be(self, name: str) -> bool:
        if name not in self._open:
            return False
        if name == "boolean":  # a letter or digit alone means yes or no only beside its opposite
            return self._words or len(self._booleans) == 2
        return name != "date" or ("datetime" in self._open and not self._times)

    def _as_choices(self) -> tuple[str, ...]:
        """Return the choices, none where the values hardly repeat or differ by their case alone."""
        if not self._choices or len(self._choices) < 2:
            return ()
        values = self._choices.total()
        if values < LEAST_VALUES or values < AVERAGE_TIMES * len(self._choices):
            return ()
        if min(self._choices.values()) < LEAST_TIMES:
            return ()
        if len({text.casefold() for text in self._choices}) < len(self._choices):
            return ()
        return tuple(sorted(self._choices, key=str.casefold))


def _converts(type: str) -> Callable[[str, Policy], bool]:
    convert = PROPERTY_CONVERTERS[type]

    def fits(text: str, policy: Policy) -> bool:
        try:
            convert(text, policy)
        except Problem:
            return False
        return True

    return fits


def _fits_integer(text: str, policy: Policy) -> bool:
    text = text.strip()
    return bool(_INTEGER.fullmatch(text)) and len(text) < 12 and abs(int(text)) <= LARGEST_INTEGER


def _fits_float(text: str, policy: Policy) -> bool:
    text = text.strip()
    short = sum(map(str.isdigit, text)) <= _MOST_DIGITS
    return short and bool(_DECIMAL.fullmatch(text)) and _CONVERTS["float"](text, policy)


def _is_line(text: str, policy: Policy) -> bool:
    return (
        len(text.strip().splitlines()) < 2
        and len(text) <= LINE_LENGTH
        and (_CONVERTS["char"](text, policy))
    )


_CONVERTS = {name: _converts(name) for name in PROPERTY_CONVERTERS}
_TESTS: dict[str, Callable[[str, Policy], bool]] = {
    **_CONVERTS,
    "integer": _fits_integer,
    "float": _fits_float,
}
