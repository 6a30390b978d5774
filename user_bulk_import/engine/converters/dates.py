"""Dates and datetimes. A text with more than one reading is never guessed at.

Without ``policy.date_format`` these are understood: year first (``2024-01-31``, ``2024/1/31``,
``20240131``), day first with dots (``31.01.2024``), an English month name, and day and month with
slashes or hyphens where the numbers leave but one reading (``31/01/2024``).

With it, a text that does not fit may still be year first or have a month name. Dots, slashes and
hyphens with the year last are then refused: they would contradict what the profile says of the
whole column.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

from ..issues import ERROR, _lt, define
from ..policy import Policy
from .base import one_line, refusal

DATE_INVALID = define(
    "date_invalid",
    ERROR,
    _lt("“%(value)s” is no date. Write it like 2024-01-31 or 31.01.2024."),
)
DATE_IMPOSSIBLE = define(
    "date_impossible", ERROR, _lt("There is no day “%(value)s” in the calendar. Correct it.")
)
DATE_AMBIGUOUS = define(
    "date_ambiguous",
    ERROR,
    _lt(
        "“%(value)s” can be %(day_first)s or %(month_first)s. Write it year first, or choose a "
        "date format for this import."
    ),
)
DATE_CENTURY = define(
    "date_century",
    ERROR,
    _lt("“%(value)s” does not say the century. Write the year with four digits."),
)
DATE_SERIAL = define(
    "date_serial",
    ERROR,
    _lt(
        "“%(value)s” looks like a spreadsheet's day number (%(reading)s). Format the column as a "
        "date."
    ),
)
DATE_FORMAT = define(
    "date_format_differs",
    ERROR,
    _lt(
        "“%(value)s” does not fit the date format of this import (%(format)s). Correct it, or "
        "write it year first."
    ),
)
DATE_ZONE = define(
    "date_zone",
    ERROR,
    _lt(
        "“%(value)s” is a time in another time zone, where it may be another day. Write the date "
        "alone."
    ),
)

_TIME = re.compile(
    r"(?P<day>.+?)(?:T|,? +)(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
    r" ?(?P<half>[ap]\.?m\.?)?(?P<zone> ?(?:Z|UTC|[+-]\d{2}:?\d{2}))?",
    re.IGNORECASE | re.ASCII,
)
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})\.?", re.ASCII)
_BASIC = re.compile(r"(1[89]\d\d|2[01]\d\d)(\d\d)(\d\d)", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2}) ?([-/.]) ?(\d{1,2}) ?\2 ?(\d{2,})", re.ASCII)
_NAMED = re.compile(
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?[ .-]*(?P<month>[a-z]{3,9})"
    r"|(?P<month2>[a-z]{3,9})[ .-]*(?P<day2>\d{1,2})(?:st|nd|rd|th)?),?[ .-]+(?P<year>\d{2}|\d{4})",
    re.IGNORECASE | re.ASCII,
)
_SERIAL = re.compile(r"[1-9]\d{4}(?:\.\d+)?", re.ASCII)
_EPOCH = date(1899, 12, 30)  # ECMA-376 part 1, 18.17.4.1; right for every day since March 1900

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH = {name[:length]: n for n, name in enumerate(_MONTHS, 1) for length in (3, len(name))} | {
    "sept": 9
}


def is_date_format(text: str) -> bool:
    """Return whether ``strptime`` reads a day, a month and a year by the format ``text``."""
    day = datetime(2024, 11, 23)
    try:
        return datetime.strptime(day.strftime(text), text) == day
    except ValueError:
        return False


def convert_date(text: str, policy: Policy) -> str:
    """Convert a date to ``YYYY-MM-DD``; a time of day after it is left out.

    :raises Problem: no date, more than one reading, or a day of another time zone
    """
    text = _ascii_digits(one_line(text))
    match = _TIME.fullmatch(text)
    if match is None:
        return _day(text, text, policy).isoformat()
    clock, zone = _clock(match, text)
    if zone and clock != time():
        raise refusal(DATE_ZONE, text)
    return _day(match["day"], text, policy).isoformat()


def convert_datetime(text: str, policy: Policy) -> str:
    """Convert a datetime to ``YYYY-MM-DD HH:MM:SS`` in UTC, which is how Odoo keeps it.

    One without a time zone is taken for UTC, a date alone for its midnight.

    :raises Problem: no datetime, or more than one reading
    """
    text = _ascii_digits(one_line(text))
    match = _TIME.fullmatch(text)
    if match is None:
        return f"{_day(text, text, policy).isoformat()} 00:00:00"
    clock, zone = _clock(match, text)
    moment = datetime.combine(_day(match["day"], text, policy), clock)
    try:
        return (moment - _offset(zone)).isoformat(" ")
    except OverflowError as error:
        raise refusal(DATE_IMPOSSIBLE, text) from error


def _ascii_digits(text: str) -> str:
    if text.isascii():
        return text
    return "".join(str(int(char)) if char.isdecimal() else char for char in text)


def _clock(match: re.Match, text: str) -> tuple[time, str]:
    hour = int(match["hour"])
    if match["half"]:
        if not 1 <= hour <= 12:
            raise refusal(DATE_IMPOSSIBLE, text)
        hour = hour % 12 + (12 if match["half"][0] in "pP" else 0)
    try:
        clock = time(hour, int(match["minute"]), int(match["second"] or 0), tzinfo=None)
    except ValueError as error:
        raise refusal(DATE_IMPOSSIBLE, text) from error
    return clock, (match["zone"] or "").strip().upper()


def _offset(zone: str) -> timedelta:
    if zone in ("", "Z", "UTC"):
        return UTC.utcoffset(None)
    sign = -1 if zone[0] == "-" else 1
    return sign * timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))


def _day(part: str, text: str, policy: Policy) -> date:
    """Read the date in ``part``; ``text`` is the whole cell, for issues."""
    if policy.date_format:
        for candidate in dict.fromkeys((text, part)):
            try:
                return datetime.strptime(candidate, policy.date_format).date()
            except ValueError:
                continue
    if match := _YEAR_FIRST.fullmatch(part):
        return _date(match[1], match[3], match[4], text)
    if match := _BASIC.fullmatch(part):
        return _date(match[1], match[2], match[3], text)
    if match := _NAMED.fullmatch(part):
        return _named(match, text)
    if match := _YEAR_LAST.fullmatch(part):
        # Day.month.year is what dots mean everywhere; slashes are what the format is for.
        if policy.date_format and (match[2] != "." or "." in policy.date_format):
            raise refusal(DATE_FORMAT, text, format=policy.date_format)
        return _year_last(match, text)
    if _SERIAL.fullmatch(part):
        reading = _EPOCH + timedelta(days=int(part[:5]))
        raise refusal(DATE_SERIAL, text, reading=reading.isoformat())
    raise refusal(DATE_INVALID, text)


def _date(year: str | int, month: str | int, day: str | int, text: str) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError as error:
        raise refusal(DATE_IMPOSSIBLE, text) from error


def _named(match: re.Match, text: str) -> date:
    month = _MONTH.get((match["month"] or match["month2"]).lower())
    if month is None:
        raise refusal(DATE_INVALID, text)
    if len(match["year"]) == 2:
        raise refusal(DATE_CENTURY, text)
    return _date(match["year"], month, match["day"] or match["day2"], text)


def _year_last(match: re.Match, text: str) -> date:
    first, mark, second, year = int(match[1]), match[2], int(match[3]), match[4]
    if len(year) == 2:
        raise refusal(DATE_CENTURY, text)
    if len(year) != 4:
        raise refusal(DATE_IMPOSSIBLE, text)
    if mark == "." or first == second or first > 12:
        return _date(year, second, first, text)
    if second > 12:
        return _date(year, first, second, text)
    raise refusal(
        DATE_AMBIGUOUS,
        text,
        day_first=_date(year, second, first, text).isoformat(),
        month_first=_date(year, first, second, text).isoformat(),
    )
