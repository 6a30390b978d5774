"""Several values in one cell: separated texts, or JSON as directories and APIs write it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ..issues import ERROR, _lt, define
from ..policy import Policy
from ..values import Item
from .base import one_line, refusal

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
LIST_JSON_SHAPE = define(
    "list_json_shape",
    ERROR,
    _lt(
        'The JSON in “%(value)s” is no list of values. Write it like ["A", "B"] or '
        '[{"name": "A", "value": "B"}].'
    ),
)

MINUS = "-\u2212\u2013"
"""Hyphen, and what spreadsheet programs make of it."""

_BEFORE_QUOTE = re.compile(rf"[^\S\n]*([{MINUS}]?)[^\S\n]*")
_LOOKS_JSON = re.compile(r'\s*(?:\[\s*["\[{]|\{\s*")')
_NAME_KEYS = ("category", "tagname", "name", "tag", "key")
_VALUE_KEYS = ("value", "values", "tagvalue", "tagvalues", "tag", "name")
# SCIM (RFC 7643, 2.4) gives a record's id as "value" and what people read as "display".
_LABEL_KEYS = ("display", "displayname", "name", "tag", "value", "title", "label", "code", "id")

Pair = tuple[str, str]
"""A name, mostly ``''``, and a value."""


def convert_list(text: str, policy: Policy) -> tuple[Item, ...]:
    """Convert the values in a cell; a leading ``-`` takes one away.

    Values are parted by ``policy.list_separators``. One in double quotes may hold a separator or
    begin with a minus. Blank values, and those that came before, are left out.

    :return: nothing for an empty list, which counts as a blank cell
    :raises Problem: unclosed quotes, a lone minus, broken JSON, a value both given and taken away
    """
    return collected((Item(value, remove) for _name, value, remove in parsed(text, policy)), text)


def parsed(text: str, policy: Policy, *, pairs: bool = False) -> Iterator[tuple[str, str, bool]]:
    """Give name, value, and whether it is taken away, for each value in a cell.

    :param pairs: JSON objects hold a name and its values, and the keys of other objects are such
        names. Without it they hold one value each, and the name is ``''``
    :raises Problem: unclosed quotes, a lone minus, broken JSON
    """
    data = load_json(text)
    if data is not None:
        for name, value in _from_json(data, text, pairs):
            value, remove = _minus(one_line(value), text)
            if value:
                yield one_line(name), value, remove
        return
    for part in split(text, policy.list_separators):
        if part.quoted:
            value, remove = one_line(part.value), part.remove
        else:
            value, remove = _minus(one_line(part.value), text)
        if value:
            yield "", value, remove


def _minus(value: str, text: str) -> tuple[str, bool]:
    """Part a value from the minus before it."""
    if value[:1] not in MINUS or not value:
        return value, False
    value = value[1:].lstrip()
    if not value:
        raise refusal(LIST_MINUS, text)
    return value, True


def collected(items: Iterable[Item], text: str) -> tuple[Item, ...]:
    """Return ``items``, each once without regard to case.

    :raises Problem: one is both given and taken away
    """
    found: dict[str, Item] = {}
    for item in items:
        before = found.setdefault(item.value.casefold(), item)
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
def _separator(separators: str) -> Callable[[str], list[str]]:
    return re.compile(f"[{re.escape(separators)}]").split if separators else lambda text: [text]


@dataclass(frozen=True, slots=True)
class Part:
    """What stands between two separators; ``remove`` is known where it stood in quotes."""

    value: str
    quoted: bool = False
    remove: bool = False


def split(text: str, separators: str) -> Iterator[Part]:
    """Give each part of ``text``.

    Double quotes count where they enclose a whole part, with a minus before them or not; a
    doubled one inside stands for itself.

    :raises Problem: quotes at the start of a part that are not closed
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if '"' not in text:
        for value in _separator(separators)(text):
            yield Part(value)
        return
    start = 0
    while start <= len(text):
        part, start = _next_part(text, start, separators)
        yield part


def _next_part(text: str, start: int, separators: str) -> tuple[Part, int]:
    """Return the part that begins at ``start``, and where the next one does."""
    before = _BEFORE_QUOTE.match(text, start)
    head = before.end()
    if text[head : head + 1] == '"':
        end = head + 1
        while (end := text.find('"', end)) >= 0 and text[end + 1 : end + 2] == '"':
            end += 2
        if end < 0:
            raise refusal(LIST_QUOTE, text)
        after = end + 1
        while after < len(text) and text[after].isspace() and text[after] not in separators:
            after += 1
        if after == len(text) or text[after] in separators:
            inside = text[head + 1 : end].replace('""', '"')
            return Part(inside, True, bool(before[1])), after + 1
    end = start
    while end < len(text) and text[end] not in separators:
        end += 1
    return Part(text[start:end]), end + 1


def _from_json(data: Any, text: str, pairs: bool) -> Iterator[Pair]:
    if isinstance(data, list):
        for element in data:
            if isinstance(element, list):
                raise refusal(LIST_JSON_SHAPE, text)
            if isinstance(element, dict):
                yield from _from_object(element, text, pairs, listed=True)
            else:
                yield from _scalars("", element, text)
    else:
        yield from _from_object(data, text, pairs, listed=False)


def _from_object(data: dict[str, Any], text: str, pairs: bool, *, listed: bool) -> Iterator[Pair]:
    """Give what an object stands for; one outside a list may be names with their values."""
    keys = {key.casefold().replace("_", "").replace(" ", ""): key for key in data}
    if pairs:
        name = next((keys[key] for key in _NAME_KEYS if key in keys), None)
        value = next((keys[key] for key in _VALUE_KEYS if key in keys and keys[key] != name), None)
        if name is not None and value is not None:
            if not isinstance(data[name], str):
                raise refusal(LIST_JSON_SHAPE, text)
            yield from _scalars(data[name], data[value], text)
            return
    if listed or not pairs:
        label = next((keys[key] for key in _LABEL_KEYS if key in keys), None)
        if label is not None and isinstance(data[label], str):
            yield "", data[label]
            return
    for key, value in data.items():
        if isinstance(value, bool) or value is None:
            if value:
                yield "", key
        elif pairs:
            yield from _scalars(key, value, text)
        else:
            raise refusal(LIST_JSON_SHAPE, text)


def _scalars(name: str, value: Any, text: str) -> Iterator[Pair]:
    if isinstance(value, list):
        for element in value:
            if isinstance(element, list):
                raise refusal(LIST_JSON_SHAPE, text)
            yield from _scalars(name, element, text)
    elif isinstance(value, str):
        yield name, value
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield name, json.dumps(value)
    elif value is not None:
        raise refusal(LIST_JSON_SHAPE, text)
