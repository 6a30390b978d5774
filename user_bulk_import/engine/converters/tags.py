"""Tags in tag categories; everywhere a tag is written ``Category: Tag``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from ..folding import fold
from ..issues import ERROR, _lt, define
from ..policy import Policy
from ..values import Item
from .base import one_line, refusal, within
from .json_shapes import tags_in
from .lists import collected, load_json, minus, parts
from .texts import NAME_LENGTH

TAG_INCOMPLETE = define(
    "tag_incomplete",
    ERROR,
    _lt("“%(value)s” lacks the tag or its category. Write it like Department: IT."),
)

# The colon of a web address parts nothing.
_PAIR = re.compile(r"([^:\uff1a]*?)\s*[:\uff1a](?!//)\s*(.*)")


def tag_text(category: str, tag: str) -> str:
    """Return how a tag is written everywhere."""
    return f"{category}: {tag}" if category else tag


def convert_tags(text: str, policy: Policy) -> tuple[Item, ...]:
    """Convert the tags in a cell: ``VIP``, ``Department: IT, HR; Class: 9A``, or JSON (see
    :mod:`.json_shapes`).

    A tag without category that follows one with a category by a comma belongs to that category.
    Where no other separator stands in the cell, it may be a tag of its own: see ``Item.bare``.

    :raises Problem: as :func:`.lists.convert_list`, or a category without a tag
    """
    return collected(_items(text, policy), text)


def _items(text: str, policy: Policy) -> Iterator[Item]:
    data = load_json(text)
    if data is not None:
        yield from _items_of_json(data, text, _canonical)
        return
    found = list(parts(text, policy))
    several = sum(part.begins for part in found) > 1
    category = ""
    for part in found:
        own, name = _parted(part.value)
        inherited = not own and bool(category) and not part.begins
        category = own or (category if inherited else "")
        label = within(tag_text(category, name), NAME_LENGTH)
        yield Item(label, part.remove, name if inherited and not several else "")


def tags_of(category: str) -> Callable[[str, Policy], tuple[Item, ...]]:
    """Return a converter for the cells of a column that holds the tags of ``category``."""
    category = one_line(category)

    def convert(text: str, policy: Policy) -> tuple[Item, ...]:
        return collected(_items(text, policy), text)

    def _items(text: str, policy: Policy) -> Iterator[Item]:
        data = load_json(text)
        if data is not None:
            yield from _items_of_json(data, text, _in_category)
            return
        for part in parts(text, policy):
            yield Item(within(_in_category("", part.value), NAME_LENGTH), part.remove)

    def _in_category(name: str, value: str) -> str:
        if name and fold(name) != fold(category):
            return tag_text(category, tag_text(name, value))
        before = _PAIR.fullmatch(value)
        if before and fold(before[1]) == fold(category) and before[2]:
            value = before[2]
        return tag_text(category, value)

    return convert


def _items_of_json(data: Any, text: str, label: Callable[[str, str], str]) -> Iterator[Item]:
    """Give the tags in JSON data.

    :param label: makes how a tag is written of its category and name
    """
    for category, name in tags_in(data, text):
        value, remove = minus(one_line(name), text)
        if value:
            yield Item(within(label(one_line(category), value), NAME_LENGTH), remove)


def _canonical(category: str, name: str) -> str:
    return tag_text(category, name) if category else tag_text(*_parted(name))


def _parted(text: str) -> tuple[str, str]:
    """Return category, ``''`` for none, and name of a tag.

    :raises Problem: where one is missing though there is a colon
    """
    match = _PAIR.fullmatch(text)
    if not match:
        return "", text
    if not match[1] or not match[2]:
        raise refusal(TAG_INCOMPLETE, text)
    return match[1], match[2]
