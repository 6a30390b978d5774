"""Which existing user a row is about.

The keys of ``policy.match_on`` are tried in their order. The first that names a user decides; it
must name one only, and no other key may speak against it: never a guess.

* A later key must not name somebody else. One that several people share (a family's e-mail) is no
  objection as long as the user is one of them.
* An earlier key that nobody has is a contradiction where it is the stronger one and the user has
  another: whoever is found by e-mail while the reference differs is another person (a sister with
  the same address), or the file is wrong. The strength is the order of
  :data:`~.policy.MATCH_KEYS`: people change e-mail addresses more often than references.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from . import planning_codes as codes
from .directory import ExistingUser, normalize_key
from .policy import MATCH_KEYS, Policy

if TYPE_CHECKING:
    from .rows import ConvertedRow

KEY_FIELDS = frozenset({"ref", "login", "old_login", "email", "person"})
"""Fields that keys are made of."""

FILE_KEYS = (*MATCH_KEYS, "new_login")
"""Keys by which rows of a file are compared with each other."""

_ADDRESS = re.compile(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+")


def is_address(text: str) -> bool:
    """Return whether a login is an e-mail address too."""
    return _ADDRESS.fullmatch(text) is not None


class RowKeys(NamedTuple):
    """The normalised keys of a row; ``''`` where there is none.

    A row that has no value for any key of ``match_on`` is told by what its creation would use
    instead: the e-mail address becomes the login, or a login that is an address the e-mail. So
    whoever was made of an e-mail address alone is found again by the same row.

    :param new_login: the login that a new user gets; a row with a former login alone makes none
    :param new_email: the e-mail address that a new user gets
    :param person: names a user that exists by any key, whatever else the row gives
    """

    ref: str = ""
    login: str = ""
    old_login: str = ""
    email: str = ""
    new_login: str = ""
    new_email: str = ""
    person: str = ""

    @classmethod
    def of(cls, row: ConvertedRow, match_on: Sequence[str]) -> RowKeys:
        values = row.values
        ref = _key(values.get("ref"))
        login = _key(values.get("login"))
        old_login = _key(values.get("old_login"))
        email = _key(values.get("email"))
        new_login = login or ("" if old_login else email)
        new_email = email or (login if "email" not in values and is_address(login) else "")
        given = {"ref": ref, "login": login or old_login, "email": email}
        if not any(given[key] for key in match_on):
            login = email if "login" in match_on else login
            email = new_email if "email" in match_on else email
        person = _key(values.get("person"))
        return cls(ref, login, old_login, email, new_login, new_email, person)

    def own(self) -> Iterator[tuple[str, str]]:
        """Give the ``(key, text)`` pairs by which this row is told from others of the file."""
        if self.ref:
            yield "ref", self.ref
        if self.old_login or self.login:
            yield "login", self.old_login or self.login
        if self.old_login and self.login:
            yield "new_login", self.login
        if self.email:
            yield "email", self.email
        if self.person:
            yield from ((key, self.person) for key in MATCH_KEYS if key not in self._given())

    def _given(self) -> set[str]:
        given = {"ref": self.ref, "login": self.old_login or self.login, "email": self.email}
        return {key for key, text in given.items() if text}

    def tried(self, key: str) -> tuple[str, ...]:
        """Return the texts that may name the user by ``key``, the best first.

        A row that was imported before has the new login instead of the old one.
        """
        if key == "login":
            return tuple(text for text in (self.old_login, self.login) if text)
        text = self.ref if key == "ref" else self.email
        return (text,) if text else ()


def _key(value: Any) -> str:
    return normalize_key(value) if isinstance(value, str) else ""


def keys_of(row: ConvertedRow, policy: Policy) -> dict[str, str]:
    """Return the normalised keys of a row, for finding other rows of the file with the same.

    :return: text by key (one of :data:`FILE_KEYS`), without the keys that the row lacks. An old
        login counts as the login, the other one is then the new login
    """
    return dict(RowKeys.of(row, policy.match_on).own())


class UserIndex:
    """The users that a chunk of rows may be about, by key."""

    def __init__(self, users: Iterable[ExistingUser]):
        by_key: dict[str, defaultdict[str, list[ExistingUser]]]
        by_key = {key: defaultdict(list) for key in MATCH_KEYS}
        for user in sorted(users, key=attrgetter("id")):
            for key, texts in by_key.items():
                if text := normalize_key(getattr(user, key)):
                    texts[text].append(user)
        self._by_key = by_key

    def having(self, key: str, text: str) -> Sequence[ExistingUser]:
        """Return the users whose ``key`` is the normalised ``text``, in order of their ids."""
        return self._by_key[key].get(text, ())

    def other(self, key: str, text: str, user: ExistingUser | None) -> ExistingUser | None:
        """Return a user with this key who is not ``user``, ``None`` where there is none."""
        if not text:
            return None
        return next((other for other in self.having(key, text) if other is not user), None)


class Match(NamedTuple):
    """Whom a row is about.

    :param user: ``None`` where nobody was found, or where there is a problem
    :param code: issue code of the problem, ``''`` for none
    :param key: the key that is to blame
    :param params: of the issue
    """

    user: ExistingUser | None = None
    code: str = ""
    key: str = ""
    params: dict[str, Any] | None = None


NOBODY = Match()


def match_user(keys: RowKeys, index: UserIndex, match_on: Sequence[str]) -> Match:
    """Find the user that a row is about.

    :param match_on: keys in the order in which they decide
    """
    if keys.person:
        return _match_person(keys.person, index)
    match = NOBODY
    found_by = ""
    unknown: list[str] = []
    for key in match_on:
        users = _having(keys, key, index)
        if not users:
            unknown.append(key)
        elif match.user is None:
            if len(users) > 1:
                return _ambiguous(users, key)
            match, found_by = Match(users[0]), key
            if problem := _contradicted(users[0], keys, unknown, key):
                return problem
        elif match.user not in users:
            return _conflict(match.user, found_by, users[0], key)
    return match


def _match_person(text: str, index: UserIndex) -> Match:
    """Find the one user who has a text as any key."""
    users = {user.id: user for key in MATCH_KEYS for user in index.having(key, text)}
    if len(users) > 1:
        params = {"key": "person", "value": text, "count": len(users)}
        return Match(code=codes.MATCH_AMBIGUOUS, key="person", params=params)
    return Match(*users.values())


def names_user(keys: RowKeys, user: ExistingUser, match_on: Sequence[str]) -> bool:
    """Return whether a row names a user beyond doubt: the strongest key that it gives is the
    user's. Who was found by a weaker one may be a relative with the same e-mail address, whose
    login nobody wants to take away.

    A key that does not find users (``match_on``) and that the user lacks says nothing.
    """
    for key in MATCH_KEYS:
        given = keys.tried(key)
        current = normalize_key(getattr(user, key))
        if given and current in given:
            return True
        if given and (current or key in match_on):
            return False
    return False


def _having(keys: RowKeys, key: str, index: UserIndex) -> Sequence[ExistingUser]:
    for text in keys.tried(key):
        if users := index.having(key, text):
            return users
    return ()


def _ambiguous(users: Sequence[ExistingUser], key: str) -> Match:
    params = {"key": key, "value": getattr(users[0], key), "count": len(users)}
    return Match(code=codes.MATCH_AMBIGUOUS, key=key, params=params)


def _conflict(user: ExistingUser, found_by: str, other: ExistingUser, key: str) -> Match:
    params = {
        "key": key,
        "value": getattr(user, found_by),
        "user": user.login,
        "other_value": getattr(other, key),
        "other_user": other.login,
    }
    return Match(code=codes.MATCH_CONFLICT, key=key, params=params)


def _contradicted(
    user: ExistingUser, keys: RowKeys, unknown: Sequence[str], key: str
) -> Match | None:
    """Return the problem where a stronger key that nobody has speaks against ``user``.

    :param unknown: keys before ``key`` by which nobody was found
    """
    for stronger in unknown:
        current = getattr(user, stronger)
        given = keys.ref if stronger == "ref" else keys.login
        if given and current and MATCH_KEYS.index(stronger) < MATCH_KEYS.index(key):
            params = {
                "key": stronger,
                "value": given,
                "current": current,
                "other_value": getattr(user, key),
                "user": user.login,
            }
            return Match(code=codes.MATCH_CONTRADICTED, key=stronger, params=params)
    return None
