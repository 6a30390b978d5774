"""What stands for a staged password in a report: a text that tells nothing, and can be told from
any password. Whether it is genuine, and what it stands for, only Odoo's vault knows."""

from __future__ import annotations

import re
from typing import NamedTuple

from .issues import ERROR, _lt, define

TOKEN_UNUSABLE = define(
    "token_unusable",
    ERROR,
    _lt(
        "This stands for a password of an earlier upload, which was erased since or belongs to "
        "another row. Type the password again."
    ),
)

_BEGINNING = "[kept:"
_TOKEN = re.compile(r"\[kept:([0-9]{1,18})\.([0-9]{1,18})\.(c[0-9]{1,9})\.([A-Za-z0-9_-]{22})\]")


class SecretToken(NamedTuple):
    """The parts of a token.

    :param run: id of the run that keeps the secret
    :param row: id of its row
    :param key: technical name of the column's cells
    :param proof: that our server made it
    """

    run: int
    row: int
    key: str
    proof: str

    def __str__(self) -> str:
        return f"{_BEGINNING}{self.run}.{self.row}.{self.key}.{self.proof}]"


def parse_token(text: str) -> SecretToken | None:
    """Return the token that a cell holds, genuine or not; ``None`` where it holds another text."""
    found = _TOKEN.fullmatch(text.strip()) if _BEGINNING in text else None
    return SecretToken(int(found[1]), int(found[2]), found[3], found[4]) if found else None
