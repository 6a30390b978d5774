"""Time zones, as the IANA names that Odoo keeps."""

from __future__ import annotations

import re
import zoneinfo
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from ..issues import ERROR, _lt, define
from ..policy import Policy
from .base import one_line, refusal
from .timezone_names import RENAMED, SPOKEN, WINDOWS

TZ_UNKNOWN = define(
    "tz_unknown",
    ERROR,
    _lt("“%(value)s” is no time zone known here. Write it like Europe/Kyiv."),
)
TZ_AMBIGUOUS = define(
    "tz_ambiguous",
    ERROR,
    _lt("“%(value)s” can be any of the time zones %(choices)s. Write the one you mean."),
)
TZ_OFFSET = define(
    "tz_offset",
    ERROR,
    _lt(
        "“%(value)s” is an offset that many time zones share, some of them in summer only. Name "
        "the zone, like Europe/Kyiv."
    ),
)

_OFFSET = re.compile(r"\(?(?:utc|gmt)? ?([+-])? ?(\d{1,2})(?::?(\d{2}))?\)?")
_OFFSET_BEFORE = re.compile(r"\((?:utc|gmt)[^()]*\) *")
_CONTINENTS = (
    *("Africa/", "America/", "Antarctica/", "Arctic/", "Asia/", "Atlantic/"),
    *("Australia/", "Europe/", "Indian/", "Pacific/"),
)
_NOT_OFFERED = frozenset({"Factory", "localtime", "posixrules"})


def known_zones() -> frozenset[str]:
    """Return the names that can be written: those of pytz, which Odoo's field offers, or those of
    this computer where pytz is missing."""
    try:
        import pytz
    except ImportError:
        return frozenset(zoneinfo.available_timezones() - _NOT_OFFERED)
    return frozenset(pytz.all_timezones)


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    """Return the zones by each name without regard to case."""
    known = known_zones()
    names: defaultdict[str, set[str]] = defaultdict(set)
    for zone in known - RENAMED.keys():
        names[_key(zone)].add(zone)
    for name, zone in (RENAMED | WINDOWS | SPOKEN).items():
        if zone in known and not names.get(_key(name)):
            names[_key(name)].add(zone)
    places: defaultdict[str, set[str]] = defaultdict(set)
    regions = {name for name in RENAMED if name.startswith("Australia/")}
    for name in (known | RENAMED.keys()) - regions:
        zone = RENAMED.get(name, name)
        if name.startswith(_CONTINENTS) and zone in known:
            places[_key(name.rpartition("/")[2])].add(zone)
    return {key: tuple(sorted(zones)) for key, zones in (places | names).items()}


def _key(text: str) -> str:
    return " ".join(text.casefold().replace("_", " ").split())


def convert_timezone(text: str, policy: Policy) -> str:
    """Convert the name of a time zone to IANA's spelling.

    Understood are IANA names of today and before (``Europe/Kiev``), the place alone (``Kyiv``),
    and the names of Windows and Ruby on Rails. An offset is refused: it is no zone.

    :raises Problem: unknown, an offset, or a place that several zones have
    """
    text = one_line(text)
    key = _key(text)
    zones = _names().get(key) or _names().get(_OFFSET_BEFORE.sub("", key))
    if zones is None:
        offset = _OFFSET.fullmatch(key)
        if offset is None:
            raise refusal(TZ_UNKNOWN, text)
        if int(offset[2]) or int(offset[3] or 0):
            raise refusal(TZ_OFFSET, text)
        return "UTC"
    if len(zones) > 1:
        raise refusal(TZ_AMBIGUOUS, text, choices=", ".join(zones))
    return zones[0]
