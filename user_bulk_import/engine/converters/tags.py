"""Tags in tag categories; everywhere a tag is written ``Category: Tag``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from ..folding import fold
from ..issues import ERROR, _lt, define
from ..policy import Policy
from ..values import Item
from .base import one_line, refusal, within
from .json_shapes import tags_in
from .lists import Part, collected, load_json, minus, parts
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
    return _converted(text, policy, _canonical, _items)


def tags_of(category: str) -> Callable[[str, Policy], tuple[Item, ...]]:
    """Return a converter for a column whose values are all tags of one category."""
    category = one_line(category)

    def label(name: str, value: str) -> str:
        if name and fold(name) != fold(category):
            return tag_text(category, tag_text(name, value))
        before = _PAIR.fullmatch(value)
        if before and fold(before[1]) == fold(category) and before[2]:
            value = before[2]
        return tag_text(category, value)

    def items(found: Iterable[Part]) -> Iterator[Item]:
        for part in found:
            yield Item(within(label("", part.value), NAME_LENGTH), part.remove)

    return lambda text, policy: _converted(text, policy, label, items)


def _converted(
    text: str,
    policy: Policy,
    label: Callable[[str, str], str],
    items: Callable[[Sequence[Part]], Iterable[Item]],
) -> tuple[Item, ...]:
    """Convert the tags in a cell.

    :param label: makes how a tag in JSON is written of its category, ``''`` for none, and name
    :param items: makes tags of the parts of any other text
    """
    data = load_json(text)
    if data is not None:
        return collected(_items_of_json(data, text, label), text)
    return collected(items(list(parts(text, policy))), text)


def _items_of_json(data: Any, text: str, label: Callable[[str, str], str]) -> Iterator[Item]:
    for category, name in tags_in(data, text):
        value, remove = minus(one_line(name), text)
        if value:
            yield Item(within(label(one_line(category), value), NAME_LENGTH), remove)


def _items(found: Sequence[Part]) -> Iterator[Item]:
    """Give the tags of a cell, each in its own category or that of the tag before it."""
    several = sum(part.begins for part in found) > 1
    category = ""
    for part in found:
        own, name = _parted(part.value)
        inherited = not own and bool(category) and not part.begins
        category = own or (category if inherited else "")
        label = within(tag_text(category, name), NAME_LENGTH)
        yield Item(label, part.remove, name if inherited and not several else "")


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
