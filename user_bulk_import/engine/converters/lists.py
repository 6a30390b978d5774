"""Several values in one cell: separated texts, or JSON as directories and APIs write it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from ..folding import fold
from ..issues import ERROR, _lt, define
from ..policy import Policy
from ..values import Item
from .base import one_line, refusal
from .json_shapes import RECORDS, NameShape, names_in

LIST_QUOTE = define(
    "list_quote",
    ERROR,
    _lt("In “%(value)s” a quotation mark is opened and not closed. Close it, or take it away."),
)
LIST_MINUS = define(
    "list_minus",
    ERROR,
    _lt("In “%(value)s” a minus stands alone. Write the value to take away right after it."),
)
LIST_CONTRADICTION = define(
    "list_contradiction",
    ERROR,
    _lt("“%(value)s” is both given and taken away. Leave one of the two."),
)
LIST_JSON = define(
    "list_json",
    ERROR,
    _lt("“%(value)s” begins like JSON but is none. Correct it, or part the values by commas."),
)

MINUS = "-\u2212\u2013"
"""Hyphen, and what spreadsheet programs make of it."""

MIDDLE_DOT = "\u00b7"
COMMAS = ",\uff0c\u3001\u060c"
"""Separators, also in Chinese, Japanese and Arabic, that part the tags of one category too."""

_BEFORE_QUOTE = re.compile(rf"[^\S\n]*([{MINUS}]?)[^\S\n]*")
_LOOKS_JSON = re.compile(r'\s*(?:\[\s*["\[{]|\{\s*")')


@dataclass(frozen=True, slots=True)
class Part:
    """What stands between two separators.

    :param remove: known where it stood in quotes
    :param begins: the separator before it is none that parts the tags of one category
    """

    value: str
    quoted: bool = False
    remove: bool = False
    begins: bool = True


def convert_list(text: str, policy: Policy) -> tuple[Item, ...]:
    """Convert the values in a cell; a leading ``-`` takes one away.

    Values are parted by ``policy.list_separators``. One in double quotes may hold a separator or
    begin with a minus. Blank values, and those that came before, are left out.

    :return: nothing for an empty list, which counts as a blank cell
    :raises Problem: unclosed quotes, a lone minus, broken JSON, a value both given and taken away
    """
    return collected((Item(value, remove) for value, remove in named(text, policy)), text)


def named(text: str, policy: Policy, shape: NameShape = RECORDS) -> Iterator[tuple[str, bool]]:
    """Give each name in a cell, and whether it is taken away.

    :raises Problem: unclosed quotes, a lone minus, broken JSON, or JSON in no known shape
    """
    data = load_json(text)
    if data is not None:
        for name in names_in(data, shape, text):
            value, remove = minus(one_line(name), text)
            if value:
                yield value, remove
        return
    for part in parts(text, policy):
        yield part.value, part.remove


def parts(text: str, policy: Policy) -> Iterator[Part]:
    """Give the parts of a cell that are not blank, cleaned, each parted from its minus.

    :raises Problem: unclosed quotes, a lone minus
    """
    begins = False
    for part in split(text, policy.list_separators):
        value, remove = one_line(part.value), part.remove
        begins = begins or part.begins
        if not part.quoted:
            value, remove = minus(value, text)
        if value:
            yield Part(value, part.quoted, remove, begins)
            begins = False


def minus(value: str, text: str) -> tuple[str, bool]:
    """Part a value from the minus before it."""
    if value[:1] not in MINUS or not value:
        return value, False
    value = value[1:].lstrip()
    if not value:
        raise refusal(LIST_MINUS, text)
    return value, True


def collected(
    items: Iterable[Item], text: str, key: Callable[[str], str] = fold
) -> tuple[Item, ...]:
    """Return ``items``, each once.

    :param key: what two values have in common that are the same
    :raises Problem: one is both given and taken away
    """
    found: dict[str, Item] = {}
    for item in items:
        before = found.setdefault(key(item.value), item)
        if before.remove != item.remove:
            raise refusal(LIST_CONTRADICTION, item.value)
    return tuple(found.values())


def load_json(text: str) -> Any:
    """Return the array or object in ``text``, ``None`` where it is no JSON.

    :raises Problem: where it clearly means to be JSON and is not
    """
    bare = text.strip()
    if not bare or bare[0] + bare[-1] not in ("[]", "{}"):
        if _LOOKS_JSON.match(text):
            raise refusal(LIST_JSON, text)
        return None
    try:
        return json.loads(bare)
    except (ValueError, RecursionError) as error:
        if _LOOKS_JSON.match(text) or isinstance(error, RecursionError):
            raise refusal(LIST_JSON, text) from error
        return None


@lru_cache(maxsize=64)
def _separator(separators: str) -> re.Pattern[str]:
    """Return what parts values. A middle dot inside a word is a letter (Catalan: *col·legi*)."""
    plain = re.escape(separators.replace(MIDDLE_DOT, ""))
    patterns = [f"[{plain}]"] if plain else []
    if MIDDLE_DOT in separators:
        patterns.append(rf"(?<!\w){MIDDLE_DOT}|{MIDDLE_DOT}(?!\w)")
    return re.compile("|".join(patterns) or r"(?!)")


def split(text: str, separators: str) -> Iterator[Part]:
    """Give each part of ``text``.

    Double quotes count where they enclose a whole part, with a minus before them or not; a
    doubled one inside stands for itself.

    :raises Problem: quotes at the start of a part that are not closed
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    separator = _separator(separators)
    start, begins = 0, True
    while start <= len(text):
        part, end = _next_part(text, start, separator)
        yield replace(part, begins=begins)
        begins = text[end : end + 1] not in COMMAS
        start = end + 1


def _next_part(text: str, start: int, separator: re.Pattern[str]) -> tuple[Part, int]:
    """Return the part that begins at ``start``, and where the separator behind it is."""
    before = _BEFORE_QUOTE.match(text, start)
    head = before.end()
    after = start
    if text[head : head + 1] == '"':
        after = _behind_quotes(text, head)
        end = _end(text, after, separator)
        if not text[after:end].strip():
            inside = text[head + 1 : after - 1].replace('""', '"')
            return Part(inside, True, bool(before[1])), end
    end = _end(text, after, separator)
    return Part(text[start:end]), end


def _behind_quotes(text: str, start: int) -> int:
    """Return where the text goes on behind the quotes that open at ``start``.

    :raises Problem: where they are not closed
    """
    end = start + 1
    while (end := text.find('"', end)) >= 0 and text[end + 1 : end + 2] == '"':
        end += 2
    if end < 0:
        raise refusal(LIST_QUOTE, text)
    return end + 1


def _end(text: str, start: int, separator: re.Pattern[str]) -> int:
    found = separator.search(text, start)
    return found.start() if found else len(text)
