"""Other people in a cell: each named by e-mail address, login or reference."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..directory import normalize_key
from ..joined_names import AND
from ..policy import Policy
from ..values import Item
from .emails import addresses_in
from .json_shapes import PEOPLE
from .lists import collected, named

# No "@" behind the "@": one that may stand anywhere takes quadratic time in a cell full of them.
_NAMED = re.compile(r"[^<>]*<\s*[^\s<>]+@[^\s<>@]+\s*>|mailto:\S+", re.IGNORECASE)
_BETWEEN = re.compile(rf"(?:\s*[/&+]\s+|\s+(?:{AND})\s+|\s*/\s*|\s+)")


def convert_people(text: str, policy: Policy) -> tuple[Item, ...]:
    """Convert the people in a cell.

    ``Ann <ann@example.com>`` and ``mailto:ann@example.com`` are understood, and several addresses
    with a slash, an ampersand or a blank between them.

    :raises Problem: as :func:`.lists.convert_list`
    """
    items = (
        Item(one, remove) for value, remove in named(text, policy, PEOPLE) for one in _each(value)
    )
    return collected(items, text, normalize_key)


def _each(text: str) -> Iterator[str]:
    """Give the addresses that ``text`` is made of, or the text itself."""
    if _NAMED.fullmatch(text):
        # An address before the brackets is but what a program shows for a name.
        yield from dict.fromkeys(addresses_in(text[text.find("<") + 1 :]))
        return
    several = [part for part in _BETWEEN.split(text) if part]
    if len(several) > 1 and all(part.count("@") == 1 for part in several):
        yield from addresses_in(" ".join(several))
    else:
        yield text
