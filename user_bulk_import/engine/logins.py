"""Logins that an import makes: of an e-mail address, and with numbers where one is in use:
``smith``, ``smith1``, ``smith2`` … (``create_all``)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from string import digits

from .directory import normalize_key

GROWTH = 4
"""How much further is asked each time that all candidates are in use."""


def login_of(email: str) -> str:
    """Return the login that an e-mail address makes: in lower case, as Odoo's portal wizard does,
    since Odoo minds the case when people log in. Letters beyond ASCII stay as they are before the
    ``@``, where they may name another mailbox.

    >>> login_of("Ann.Lee@Example.org"), login_of("Ünal@Example.org")
    ('ann.lee@example.org', 'Ünal@example.org')
    """
    name, at, domain = email.rpartition("@")
    return f"{name.lower() if name.isascii() else name}{at}{domain.lower()}"


def numbered(login: str, number: int) -> str:
    """Return ``login`` with a number; in an e-mail address it stands before the ``@``.

    >>> numbered("ann@example.org", 1), numbered("smith", 0)
    ('ann1@example.org', 'smith')
    """
    if not number:
        return login
    name, at, domain = login.rpartition("@")
    return f"{name}{number}@{domain}" if at and name else f"{login}{number}"


def unnumbered(login: str) -> list[str]:
    """Return all logins of which :func:`numbered` may make ``login``, itself among them.

    >>> unnumbered("ann12@example.org")
    ['ann12@example.org', 'ann1@example.org', 'ann@example.org']
    """
    name, at, domain = login.rpartition("@")
    if not (at and name):
        name, at, domain = login, "", ""
    stem = name.rstrip(digits)
    bases = [name[:end] for end in range(len(name) - 1, len(stem) - 1, -1) if name[end] != "0"]
    return [login, *(f"{base}{at}{domain}" for base in bases)]


def number_logins(
    logins: Sequence[str], taken_logins: Callable[[Collection[str]], Collection[str]]
) -> list[str]:
    """Return for each login the first free one, in order, without regard to case.

    :param taken_logins: tells which of some normalised logins are in use. It is asked a few
        times only: the candidates grow by :data:`GROWTH`, so the number of calls grows with the
        logarithm of the numbers given
    """
    bases = [normalize_key(login) for login in logins]
    reach = dict(Counter(bases))
    asked = dict.fromkeys(reach, 0)
    taken: set[str] = set()
    while True:
        wanted = {
            numbered(base, number)
            for base, end in reach.items()
            for number in range(asked[base], end)
        }
        taken.update(taken_logins(wanted))
        asked.update(reach)
        given, short = _give(bases, reach, taken)
        if not short:
            return [numbered(login.strip(), n) for login, n in zip(logins, given, strict=True)]
        for base in short:
            reach[base] = max(reach[base] * GROWTH, 8)


def _give(
    bases: Sequence[str], reach: dict[str, int], taken: Collection[str]
) -> tuple[list[int], set[str]]:
    """Hand out numbers within what was asked; also return the logins for which it is too few."""
    given: list[int] = []
    short: set[str] = set()
    allotted: set[str] = set()
    first_open = dict.fromkeys(reach, 0)
    for base in bases:
        number = first_open[base]
        end = reach[base]
        while number < end:
            candidate = numbered(base, number)
            if candidate not in taken and candidate not in allotted:
                break
            number += 1
        if number == end:
            short.add(base)
        else:
            allotted.add(candidate)
        first_open[base] = min(number + 1, end)
        given.append(number)
    return given, short
