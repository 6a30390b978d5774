"""Tags in tag categories; everywhere a tag is written ``Category: Tag``."""

from __future__ import annotations

import re
from collections.abc import Callable

from ..issues import ERROR, _lt, define
from ..policy import Policy
from ..values import Item
from .base import one_line, refusal, within
from .lists import collected, parsed
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
    """Convert the tags in a cell: ``VIP``, ``Department: IT; Class: 9A``, or JSON of names and
    values.

    :raises Problem: as :func:`.lists.convert_list`, or a category without a tag
    """
    return collected(
        (
            Item(within(_canonical(name, value), NAME_LENGTH), remove)
            for name, value, remove in parsed(text, policy, pairs=True)
        ),
        text,
    )


def tags_of(category: str) -> Callable[[str, Policy], tuple[Item, ...]]:
    """Return a converter for the cells of a column that holds the tags of ``category``."""
    category = one_line(category)

    def convert(text: str, policy: Policy) -> tuple[Item, ...]:
        return collected(
            (
                Item(within(_in_category(name, value), NAME_LENGTH), remove)
                for name, value, remove in parsed(text, policy, pairs=True)
            ),
            text,
        )

    def _in_category(name: str, value: str) -> str:
        if name and name.casefold() != category.casefold():
            return tag_text(category, tag_text(name, value))
        before = _PAIR.fullmatch(value)
        if before and before[1].casefold() == category.casefold() and before[2]:
            value = before[2]
        return tag_text(category, value)

    return convert


def _canonical(name: str, value: str) -> str:
    if name:
        return tag_text(name, value)
    match = _PAIR.fullmatch(value)
    if not match:
        return value
    if not match[1] or not match[2]:
        raise refusal(TAG_INCOMPLETE, value)
    return tag_text(match[1], match[2])
