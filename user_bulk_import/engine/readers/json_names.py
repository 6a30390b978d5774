"""JSON that names tags, roles or other people: it is read as a whole, by
:mod:`..converters.json_shapes`, since a column for each of its keys would part what belongs
together.

By its key a value is known as such. What reads the same in a text is a text all the same: lists of
plain names, and objects of tags that map categories to plain values (a column for each category).
"""

from __future__ import annotations

import re
from typing import Any

from ..aliases import ALIASES, CATEGORY_TITLES, ROLE_PERSONS
from ..converters.json_shapes import id_and_name, is_plain_map, names_a_person
from ..headers import normalize_header, words

_TAGS, _ROLES = (frozenset(map(normalize_header, (f, *ALIASES[f]))) for f in ("tags", "roles"))
_CATEGORIES = frozenset(
    normalize_header(title) for known, more in CATEGORY_TITLES.items() for title in (known, *more)
)
_STUDENTS, *_OTHERS = ROLE_PERSONS
_SPECIAL = re.compile(r'[,;|\n\t"\[\]{}]')


def is_whole(path: str, value: Any) -> bool:
    """Tell whether a value is to be read as its JSON text.

    :param path: its keys, with dots between them
    """
    title = path.rpartition(".")[2]
    key = normalize_header(title)
    if key in _TAGS or key in _ROLES:
        if isinstance(value, dict):
            return key not in _TAGS or not is_plain_map(value)
        return isinstance(value, bool) or (isinstance(value, list) and _is_special(value))
    if isinstance(value, dict):
        return names_a_person(value) and _is_about(title, *_OTHERS)
    return isinstance(value, list) and _is_about(title, *ROLE_PERSONS) and _is_special(value)


def without_id(path: str, value: Any) -> Any:
    """Return the name alone of a tag that has an id too."""
    if isinstance(value, dict) and normalize_header(path.rpartition(".")[2]) in _CATEGORIES:
        return id_and_name(value) or value
    return value


def _is_about(title: str, *persons: frozenset[str]) -> bool:
    key_words = words(title)
    return bool(key_words) and any(key_words[-1] in kind for kind in persons)


def _is_special(values: list[Any]) -> bool:
    """Tell whether a list would be read as other values in a text."""
    return not all(map(_is_plain_name, values))


def _is_plain_name(value: Any) -> bool:
    if isinstance(value, dict):
        keys = value.keys()
        value = value.get("display" if keys == {"value", "$ref", "display"} else "value")
        if keys not in ({"value"}, {"value", "$ref", "display"}):
            return False
    if isinstance(value, str):
        return not _SPECIAL.search(value)
    return value is None or (isinstance(value, int | float) and not isinstance(value, bool))
