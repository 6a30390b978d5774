"""Passwords. No issue ever repeats one."""

from __future__ import annotations

import re
import unicodedata

from ..issues import ERROR, Problem, _lt, define
from ..passwords import MAX_ROUNDS, MIN_ROUNDS, is_odoo_hash
from ..policy import Policy
from ..values import Secret

PASSWORD_BLANK = define(
    "password_blank",
    ERROR,
    _lt("The password begins or ends with a blank, which nobody sees. Take the blank away."),
)
PASSWORD_CHARACTERS = define(
    "password_characters",
    ERROR,
    _lt("The password holds a line break or another character that nobody can type. Change it."),
)
PASSWORD_TOO_LONG = define(
    "password_too_long",
    ERROR,
    _lt("The password is longer than %(limit)s characters. Shorten it."),
)

PASSWORD_MASKED = define(
    "password_masked",
    ERROR,
    _lt(
        "This is the mask that another product shows in place of a password. Write a password, or "
        "leave the cell blank."
    ),
)

HASH_UNKNOWN = define(
    "hash_unknown",
    ERROR,
    _lt(
        "Odoo cannot verify passwords by this hash. It takes PBKDF2-SHA512 as "
        "$pbkdf2-sha512$rounds$salt$checksum, with %(minimum)s to %(maximum)s rounds. Give the "
        "password itself, or let the person set one by a link."
    ),
)

PASSWORD_LENGTH = 4096
"""Odoo's library for hashes (passlib) refuses longer ones."""

_MASKS = frozenset("*•●∙·")
_UNTYPABLE = re.compile("[\x00-\x1f\x7f-\x9f\u200b\u2028\u2029\u2060\ufeff\ud800-\udfff]")


def convert_password(text: str, policy: Policy) -> Secret:
    """Convert a password: nothing is cut off or replaced, since every character counts.

    It is composed as keyboards do (NFC), so that it can be typed.

    :raises Problem: surrounding blanks, characters that cannot be typed, a mask, too long
    """
    if text != text.strip():
        raise Problem(PASSWORD_BLANK)
    if _UNTYPABLE.search(text):
        raise Problem(PASSWORD_CHARACTERS)
    if set(text) <= _MASKS:
        raise Problem(PASSWORD_MASKED)
    if len(text.encode()) > PASSWORD_LENGTH:
        raise Problem(PASSWORD_TOO_LONG, limit=PASSWORD_LENGTH)
    return Secret(unicodedata.normalize("NFC", text))


def convert_password_hash(text: str, policy: Policy) -> Secret:
    """Convert a password hash, as another Odoo has it.

    :raises Problem: where Odoo could not verify a password by it
    """
    text = text.strip()
    if not is_odoo_hash(text):
        raise Problem(HASH_UNKNOWN, minimum=MIN_ROUNDS, maximum=MAX_ROUNDS)
    return Secret(text, "hash")
