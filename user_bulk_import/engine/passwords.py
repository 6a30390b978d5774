"""What makes a password good enough, and how one is made."""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Iterable

from passlib.hash import pbkdf2_sha512
from zxcvbn import zxcvbn

from .issues import ERROR, Problem, _lt, define
from .policy import Policy

PASSWORD_TOO_SHORT = define(
    "password_too_short",
    ERROR,
    _lt(
        "The password has %(length)s characters; Odoo asks for at least %(minimum)s. Give a "
        "longer one."
    ),
)

ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
"""Letters and digits that nobody takes for one another: 32, so that each is 5 bits."""

GENERATED_LENGTH = 16
"""Characters of a generated password, separators apart: 80 bits, which nobody can try out."""

STRONG_SCORE = 3
"""zxcvbn's score from which an attacker with a copy of the database is held up (its README)."""

_SCORED_LENGTH = 24
"""What is strong until there is strong; zxcvbn takes seconds for 72 characters that look like
words with digits for letters."""

_TELLING_LENGTH = 3
"""Shorter parts of names stand in many a password by chance."""


def check_length(password: str, policy: Policy) -> None:
    """Raise Problem where Odoo's policy (``auth_password_policy``) asks for more characters."""
    if len(password) < policy.password_length:
        raise Problem(PASSWORD_TOO_SHORT, length=len(password), minimum=policy.password_length)


def is_weak(password: str, personal: Iterable[str] = ()) -> bool:
    """Return whether a password is easy to guess, for anybody or for who knows the person.

    :param personal: login, e-mail address, names: a password that is one of them is weak, and
        their parts in a password make it no stronger
    """
    texts = [text for name in personal for text in _spellings(name) if text]
    known = {*texts, *(part for text in texts for part in re.split(r"[\W_]+", text) if part)}
    if password.casefold() in known:
        return True
    parts = sorted((part for part in known if len(part) >= _TELLING_LENGTH), key=len, reverse=True)
    rest = re.sub("|".join(map(re.escape, parts)), "", password, flags=re.IGNORECASE)
    scored = {password[:_SCORED_LENGTH], rest[:_SCORED_LENGTH]}
    return any(not text or zxcvbn(text, sorted(known))["score"] < STRONG_SCORE for text in scored)


def _spellings(name: str) -> tuple[str, str]:
    """Return a name as it is compared, with its accents and without."""
    text = name.casefold()
    letters = unicodedata.normalize("NFD", text)
    return text, "".join(letter for letter in letters if not unicodedata.combining(letter))


def generate_password(minimum: int = 0) -> str:
    """Return a new random password in groups of four, e.g. ``k3wn-7hqp-x2ma-f9ds``.

    :param minimum: characters that it has at least
    """
    length = max(GENERATED_LENGTH, minimum)
    characters = [secrets.choice(ALPHABET) for _position in range(length)]
    return "-".join("".join(characters[at : at + 4]) for at in range(0, length, 4))


MIN_ROUNDS, MAX_ROUNDS = 20_000, 2_000_000
"""Fewer can be tried out by anybody; more would hold up a server with each login."""


def is_odoo_hash(text: str) -> bool:
    """Return whether Odoo can verify a password hash: PBKDF2 with SHA-512 in passlib's form
    (``CryptContext`` in odoo/addons/base/models/res_users.py), of a sensible cost."""
    try:
        parsed = pbkdf2_sha512.from_string(text)
    except (ValueError, TypeError):
        return False
    return (
        MIN_ROUNDS <= parsed.rounds <= MAX_ROUNDS
        and len(parsed.salt) >= 8
        and parsed.checksum is not None
        and parsed.to_string() == text
    )
