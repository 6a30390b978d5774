"""Wildcards: ``*`` for any characters, ``?`` for one. Nothing else has a meaning, and the time that
matching takes grows with the lengths of text and pattern alone, whoever wrote them."""

from __future__ import annotations

import re
from collections.abc import Callable


def wildcard(pattern: str) -> Callable[[str], bool]:
    """Return a function that tells whether a whole text fits ``pattern``."""
    first, *rest = pattern.split("*")
    start = _piece(first)
    if not rest:
        return lambda text: start.fullmatch(text) is not None
    *middle, last = rest
    pieces = [_piece(text) for text in middle if text]
    end = _piece(last)
    ending = len(last)

    def matches(text: str) -> bool:
        found = start.match(text)
        limit = len(text) - ending
        # Each piece as early as it goes: that leaves the most room for those after it.
        for piece in pieces:
            if found is None:
                return False
            found = piece.search(text, found.end(), max(limit, 0))
        return found is not None and found.end() <= limit and end.match(text, limit) is not None

    return matches


def _piece(text: str) -> re.Pattern[str]:
    """Return a part without ``*``: one character of the text for each of its own."""
    return re.compile("".join("." if c == "?" else re.escape(c) for c in text), re.DOTALL)
