"""Safety limits: how many users an import may make, change or archive before a person is asked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from .issues import ERROR, Issue, _lt, define

LIMIT_CREATED = define(
    "limit_created",
    ERROR,
    _lt("Users who would be created: %(number)s. The safety limit is %(limit)s."),
)
LIMIT_CHANGED = define(
    "limit_changed",
    ERROR,
    _lt("Users who would be changed: %(number)s. The safety limit is %(limit)s."),
)
LIMIT_ARCHIVED = define(
    "limit_archived",
    ERROR,
    _lt("Users who would be archived or deleted: %(number)s. The safety limit is %(limit)s."),
)
CODES: Mapping[str, str] = {
    "limit_created": LIMIT_CREATED,
    "limit_changed": LIMIT_CHANGED,
    "limit_archived": LIMIT_ARCHIVED,
}
"""The issue of each limit, by the policy field that sets it."""

COUNTED: Mapping[str, tuple[str, ...]] = {
    "limit_created": ("created",),
    "limit_changed": ("updated", "restored"),
    "limit_archived": ("archived", "deleted"),
}
"""The outcomes that a limit counts. Each outcome is counted by one limit at most."""

_LIMIT = re.compile(r"(\d{1,9}) *(%?)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Limit:
    """The most users that something may happen to.

    :param number: of users, or of hundredths of all active users
    :param is_percent: whether it is the latter
    """

    number: int
    is_percent: bool = False

    def is_passed(self, count: int, active: int) -> bool:
        """Return whether ``count`` users are more than the limit allows.

        :param active: how many active users there are
        """
        most = Fraction(self.number * active, 100) if self.is_percent else self.number
        return count > most


def parse_limit(text: str | None) -> Limit | None:
    """Return the limit that a text such as ``500`` or ``10%`` stands for, ``None`` for no limit.

    :raises ValueError: where it stands for none
    """
    if not (text or "").strip():
        return None
    match = _LIMIT.fullmatch(text.strip())
    if match is None:
        raise ValueError(text)
    return Limit(int(match[1]), bool(match[2]))


def limits_passed(
    limits: Mapping[str, str | None], counts: Mapping[str, int], active: int
) -> list[tuple[Issue, int]]:
    """Return an issue for each limit that a plan passes, with the number of users concerned.

    :param limits: texts by policy field
    :param counts: of the plan, by outcome
    :param active: how many active users there are
    """
    passed = []
    for name, outcomes in COUNTED.items():
        limit = parse_limit(limits.get(name))
        number = sum(counts.get(outcome, 0) for outcome in outcomes)
        if limit and limit.is_passed(number, active):
            params = {"number": number, "limit": (limits[name] or "").strip()}
            passed.append((Issue(CODES[name], params), number))
    return passed
