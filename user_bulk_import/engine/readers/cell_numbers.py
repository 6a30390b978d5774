"""Numbers and dates of spreadsheets as the text a person means by them.

Sources: ECMA-376 part 1, 18.8.30 (number formats) and 18.17.4 (date systems).
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

GENERAL = ""
DATE = "date"
TIME = "time"
DATETIME = "datetime"
DURATION = "duration"

NOT_CALCULATED = "#CALC!"
"""Stands for a formula whose value the file does not have: a blank would be a silent loss."""

BUILTIN_KINDS = {
    **dict.fromkeys(map(str, range(14, 18)), DATE),
    **dict.fromkeys(map(str, (*range(18, 22), 45, 47)), TIME),
    "22": DATETIME,
    "46": DURATION,
    # Dates in East Asian versions of Excel (18.8.30, the tables by language).
    **dict.fromkeys(map(str, (*range(27, 32), 36, *range(50, 59))), DATE),
    **dict.fromkeys(map(str, range(32, 36)), TIME),
}
"""Kinds of the number formats that a workbook names without defining them."""

# Quoted text, an escaped character, a blank as wide as a character, a fill character.
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.')
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_BRACKETS = re.compile(r"\[[^\]]*\]")
_HALF_DAY = re.compile(r"am/pm|a/p", re.IGNORECASE)
_MASK = re.compile(r"0[0\-]*0(?:_.)?")
_ISO_DATE = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d:\d\d)(?:\.\d+)?Z?)?")
_LONGEST_CODE = 255  # in Excel; the patterns are slow on much longer ones
_PLAIN_INTEGER = re.compile(r"[+-]?[0-9]+")
_EPOCH = date(1899, 12, 30)
_MAX_SERIAL = 2_958_466  # the day after 9999-12-31
_DAYS_TO_1904 = 1462
_SECONDS_A_DAY = 86_400


@lru_cache(maxsize=512)
def format_kind(code: str) -> str:
    """Return what a number format shows: one of the kinds above, or a mask such as ``00000``.

    >>> format_kind("dd.mm.yyyy"), format_kind("[h]:mm"), format_kind("0.00E+00")
    ('date', 'duration', '')
    """
    if code.strip().lower() in ("", "general", "standard", "@") or len(code) > _LONGEST_CODE:
        return GENERAL
    section = code.split(";", 1)[0]
    mask = section.replace("\\-", "-").replace('"-"', "-")
    if _MASK.fullmatch(mask):
        return mask.split("_")[0]
    plain = _LITERAL.sub("", section)
    if _ELAPSED.search(plain):
        return DURATION
    plain = _BRACKETS.sub("", plain)
    plain, half_days = _HALF_DAY.subn("", plain)
    letters = set(plain.lower())
    has_time = bool(half_days or letters & set("hs"))
    has_date = bool(letters & set("dy")) or ("m" in letters and not has_time)
    if has_date:
        return DATETIME if has_time else DATE
    return TIME if has_time else GENERAL


def number_text(value: str | float, kind: str = GENERAL, epoch_1904: bool = False) -> str:
    """Return the text of a number cell.

    :param value: as the file has it; text that is no number is returned as it is
    :param kind: from :func:`format_kind`
    :param epoch_1904: the workbook counts days from 1904, as old ones from a Macintosh do
    """
    plain = _plain_number(value)
    if kind == GENERAL or not plain:
        return plain or str(value).strip()
    if "0" in kind:
        return _masked(plain, kind)
    return _serial_text(float(plain), kind, epoch_1904) or plain


def _plain_number(value: str | float) -> str:
    """Return a number without exponent and needless zeros, ``''`` where it is none."""
    text = value.strip() if isinstance(value, str) else repr(value)
    if _PLAIN_INTEGER.fullmatch(text):
        # Digits are kept one by one: a float has only some sixteen of them.
        digits = text.lstrip("+-").lstrip("0") or "0"
        return f"-{digits}" if text.startswith("-") and digits != "0" else digits
    try:
        number = float(text)
    except ValueError:
        return ""
    if number != number or number in (float("inf"), float("-inf")) or "_" in text:
        return ""
    shortest = repr(number)
    if "e" in shortest:
        shortest = _without_exponent(shortest)
    shortest = shortest.removesuffix(".0")
    return "0" if shortest == "-0" else shortest


def _without_exponent(text: str) -> str:
    """Write out ``1.5e-07`` or ``3.8e+20``; the exponent of a float is below 309."""
    mantissa, _, exponent = text.partition("e")
    sign = "-" if mantissa.startswith("-") else ""
    whole, _, fraction = mantissa.lstrip("-").partition(".")
    point = len(whole) + int(exponent)
    digits = whole + fraction.rstrip("0")
    if point <= 0:
        return f"{sign}0.{'0' * -point}{digits}"
    digits = digits.ljust(point, "0")
    return f"{sign}{digits[:point]}.{digits[point:]}".rstrip(".")


def _masked(plain: str, mask: str) -> str:
    """Fill a whole number into a mask: 501 in ``00000`` reads 00501, in ``00-00`` 05-01."""
    if not plain.isdigit():
        return plain
    rest = list(plain.zfill(mask.count("0")))
    shown: list[str] = []
    for sign in reversed(mask):
        shown.append(rest.pop() if sign == "0" else sign)
    return "".join(rest) + "".join(reversed(shown))


def _serial_text(serial: float, kind: str, epoch_1904: bool) -> str:
    """Return a day number as ISO 8601 text, ``''`` where it stands for no point in time."""
    if not 0 <= serial < _MAX_SERIAL:
        return ""
    days, in_day = divmod(round(serial * _SECONDS_A_DAY), _SECONDS_A_DAY)
    minutes, second = divmod(in_day, 60)
    hour, minute = divmod(minutes, 60)
    if kind == DURATION:
        return f"{days * 24 + hour:02d}:{minute:02d}:{second:02d}"
    time = f"{hour:02d}:{minute:02d}:{second:02d}"
    if days == 0 and (kind == TIME or (kind == DATETIME and not epoch_1904)):
        return time
    day = _date_text(int(serial) if kind == DATE else days, epoch_1904)
    # A midnight is how many programs store a date without a time.
    return f"{day} {time}" if day and in_day and kind != DATE else day


def _date_text(days: int, epoch_1904: bool) -> str:
    if epoch_1904:
        days += _DAYS_TO_1904
    elif days == 60:
        return "1900-02-29"  # Excel has this day, the calendar has not
    elif days < 60:
        days += 1
    # A number formatted as a date by mistake is often 0; that is no day.
    return (_EPOCH + timedelta(days)).isoformat() if 1 < days < _MAX_SERIAL else ""


def iso_text(text: str) -> str:
    """Return an ISO 8601 date as spreadsheets write it (``2024-01-31T08:00:00``) with a blank.

    A midnight is left out, being how programs store a date without a time.
    """
    match = _ISO_DATE.fullmatch(text.strip())
    if not match:
        return text
    day, time = match.groups()
    return f"{day} {time}" if time and time != "00:00:00" else day
