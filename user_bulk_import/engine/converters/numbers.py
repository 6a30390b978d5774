"""Whole and decimal numbers. ``0`` is a number like any other."""

from __future__ import annotations

import math
import re

from ..issues import ERROR, _lt, define
from ..policy import Policy
from .base import TEXT_SCIENTIFIC, one_line, refusal

NUMBER_INVALID = define("number_invalid", ERROR, _lt("“%(value)s” is no number. Correct it."))
NUMBER_NOT_WHOLE = define(
    "number_not_whole", ERROR, _lt("“%(value)s” is no whole number. Correct it.")
)
NUMBER_AMBIGUOUS = define(
    "number_ambiguous",
    ERROR,
    _lt("“%(value)s” can be %(thousands)s or %(decimal)s. Write it without the comma."),
)
NUMBER_TOO_LARGE = define(
    "number_too_large", ERROR, _lt("The number “%(value)s” is too large. Correct it.")
)

LARGEST = 2**53 - 1
"""Beyond it JSON, in which properties are kept, no longer holds each whole number."""

_SIGNED = re.compile(r"[+-]?\d+", re.ASCII)
_POINT = re.compile(r"[+-]?(?:\d+\.\d*|\.\d+|\d+)(?:e[+-]?\d+)?", re.ASCII | re.IGNORECASE)
_COMMA = re.compile(r"[+-]?\d*,\d+", re.ASCII)
_UNSURE = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}", re.ASCII)
_GROUPED = (
    re.compile(r"[+-]?\d{1,3}(?:,\d{3})+\.\d+|[+-]?\d{1,3}(?:,\d{3}){2,}", re.ASCII),
    re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+,\d+|[+-]?\d{1,3}(?:\.\d{3}){2,}", re.ASCII),
)
_BLANK_GROUPS = re.compile(r"[+-]?\d{1,3}(?:[ '’]\d{3})+(?:[.,]\d+)?", re.ASCII)


def convert_float(text: str, policy: Policy) -> float:
    """Convert a number. The point is decimal, as readers give it; so is a comma, unless three
    digits follow it and it could part the thousands.

    :raises Problem: no number, two readings, or too large
    """
    value = float(_canonical(text))
    if not math.isfinite(value):
        raise refusal(NUMBER_TOO_LARGE, text)
    return value


def convert_integer(text: str, policy: Policy) -> int:
    """Convert a whole number; ``12.0`` is one.

    :raises Problem: no number, no whole number, two readings, or too large
    """
    number = _canonical(text)
    if "e" in number.lower():
        raise refusal(TEXT_SCIENTIFIC, text)
    whole, _, fraction = number.partition(".")
    whole = whole if whole.strip("+-") else "0"
    if fraction.strip("0"):
        raise refusal(NUMBER_NOT_WHOLE, text)
    if len(whole) > 17 or abs(int(whole)) > LARGEST:
        raise refusal(NUMBER_TOO_LARGE, text)
    return int(whole)


def _canonical(text: str) -> str:
    """Return the number as Python writes it."""
    number = one_line(text).replace("\u2212", "-")
    if not number.isascii():
        number = "".join(str(int(char)) if char.isdecimal() else char for char in number)
    if _SIGNED.fullmatch(number) or _POINT.fullmatch(number):
        return number
    if _BLANK_GROUPS.fullmatch(number):
        return number.replace(" ", "").replace("'", "").replace("’", "").replace(",", ".")
    if _UNSURE.fullmatch(number):
        raise refusal(
            NUMBER_AMBIGUOUS,
            text,
            thousands=number.replace(",", ""),
            decimal=number.replace(",", "."),
        )
    if _COMMA.fullmatch(number):
        return number.replace(",", ".")
    if _GROUPED[0].fullmatch(number):
        return number.replace(",", "")
    if _GROUPED[1].fullmatch(number):
        return number.replace(".", "").replace(",", ".")
    raise refusal(NUMBER_INVALID, text)
