"""Names in one cell with a sign between them that may be a part of a name too.

*Student / Parent* are two roles, *Sales / Administrator* is one group, *R&D* one tag. So such a
text is parted only where nobody knows the whole of it, and each part is known.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from .directory import Found
from .issues import Problem
from .lookup_codes import TAG_UNKNOWN, VALUE_NOT_LISTED, VALUE_UNKNOWN
from .values import Ref

JOINED = frozenset({"role"})
"""Kinds of records whose names may be joined so: those of which there are few, and known ones."""

_UNKNOWN = frozenset({VALUE_UNKNOWN, VALUE_NOT_LISTED, TAG_UNKNOWN})
AND = "and|und|et|y|e|en|i|og|och|ve|и|та|і"
"""*And* in many languages, as a regular expression has it."""

_BETWEEN = re.compile(rf" ?[/&+\u00b7] ?| (?:{AND}) ", re.IGNORECASE)
"""In a text with single spaces, as all cells have by now."""


@lru_cache(maxsize=1024)
def parts_of(lookup: str, text: str) -> Sequence[str]:
    """Return the names that ``text`` may be made of, nothing where it can only be one.

    >>> parts_of("role", "Student / Parent"), parts_of("role", "Student")
    (('Student', 'Parent'), ())
    """
    if lookup not in JOINED:
        return ()
    parts = tuple(_BETWEEN.split(text))
    return parts if len(parts) > 1 and all(parts) else ()


def is_unknown(answer: Ref | Problem) -> bool:
    """Return whether the directory knows no record of that name."""
    if isinstance(answer, Ref):
        return answer.id is None
    return answer.code in _UNKNOWN


def told_apart(lookup: str, text: str, found: Found) -> Sequence[str]:
    """Return the names that ``text`` stands for, itself where it is one."""
    parts = parts_of(lookup, text)
    if not parts or not is_unknown(found[lookup, text]):
        return (text,)
    return (text,) if any(is_unknown(found[lookup, part]) for part in parts) else parts
