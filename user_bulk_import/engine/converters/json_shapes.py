"""The shapes in which JSON names tags, roles and people: one grammar for all.

* A list holds entries, which are texts, numbers, objects or lists. ``null`` is nothing. Of tags, a
  list of texts in a list could be a tag with its category or two tags: it is refused.
* An object is a *record* where one of its keys tells what the entry is called (``name``, ``tag``,
  ``value``, ``role``, ``email`` …). A tag's record may tell its category: ``category``, ``type`` or
  ``key`` beside the tag, or ``name`` beside ``value``. Ids, links, colors and the like describe it.
* An object *wraps* entries where its only key but such ones is ``tags``, ``items``, ``values`` …
* Any other object of tags *maps* categories to entries, or tags to true and false; one of roles
  maps roles to true and false.

Whatever fits none of these is refused with the shape that it should have, and so is what fits two.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..folding import fold
from .base import refusal
from .json_codes import LIST_JSON_SHAPE, PERSON_JSON_SHAPE, TAG_JSON_SHAPE

Keys = frozenset[str]

_CATEGORIES: Keys = frozenset(
    {"category", "categoryname", "tagcategory", "type", "tagtype", "key", "tagkey", "tagname"}
    | {"group", "groupname", "taggroup"}
)
_VALUES: Keys = frozenset({"value", "values", "tagvalue", "tagvalues"})
_NAMES: Keys = frozenset({"name", "tag", "label", "title", "text"})
_DISPLAYS: Keys = frozenset({"display", "displayname", "fullname"})
_TELLING = _VALUES | _NAMES | _DISPLAYS
_IDS: Keys = frozenset({"id", "uid", "uuid", "guid", "pk", "externalid", "code", "slug"})
_WRAPPERS: Keys = frozenset(
    {"tags", "items", "list", "values", "entries", "data", "elements", "results", "names", "labels"}
    | {"roles", "groups", "rolenames", "categories", "people", "users", "members", "value"}
    | {"parents", "guardians", "instructors", "teachers", "students", "children"}
)
_DESCRIPTIONS: Keys = _IDS | frozenset(
    {"ref", "href", "link", "url", "uri", "self", "color", "colour", "description", "icon"}
    | {"primary", "order", "sequence", "index", "count", "total", "active", "enabled"}
    | {"createdat", "updatedat", "created", "updated", "verified"}
)
# Keys that are no names of categories.
_NO_MAP = _TELLING | _IDS | _WRAPPERS | (_CATEGORIES - {"category", "group", "type"})
# What a type says that is no category.
_NO_CATEGORIES: Keys = frozenset({"tag", "tags", "label", "direct", "indirect", "string", "text"})


@dataclass(frozen=True, slots=True)
class NameShape:
    """Where objects that name a record have its name.

    :param ranks: keys, the telling ones first
    :param refused: code of the issue with what fits no shape
    :param flags: an object may map names to true and false
    """

    ranks: Sequence[Keys]
    refused: str
    flags: bool = True


RECORDS = NameShape(
    (
        frozenset({"role", "rolename", "group", "groupname", "authority", "course", "company"}),
        # SCIM (RFC 7643, 2.4) gives a record's id as "value" and what people read as "display".
        _DISPLAYS,
        frozenset({"name"}),
        frozenset({"value", "label", "title", "tag"}),
        frozenset({"code", "key"}),
        _IDS,
    ),
    LIST_JSON_SHAPE,
)
PEOPLE = NameShape(
    (
        frozenset({"email", "mail", "emailaddress", "primaryemail", "workemail", "eposta"}),
        frozenset({"login", "username", "userprincipalname", "upn", "user"}),
        frozenset({"reference", "ref", "number", "code", "studentid", "employeeid"})
        | {"studentnumber", "externalid"},
        _IDS,
        frozenset({"value"}),
        _DISPLAYS | {"name"},
    ),
    PERSON_JSON_SHAPE,
    flags=False,
)


class _Misfit(Exception):
    """The data has no shape that is known."""


def names_in(data: Any, shape: NameShape, text: str) -> Iterator[str]:
    """Give the names in JSON data.

    :param text: of the cell
    :raises Problem: where it has no shape that is known
    """
    try:
        yield from _names(data, shape)
    except (_Misfit, RecursionError):
        raise refusal(shape.refused, text) from None


def tags_in(data: Any, text: str) -> Iterator[tuple[str, str]]:
    """Give category, ``''`` for none, and name of each tag in JSON data.

    :param text: of the cell
    :raises Problem: where it has no shape that is known
    """
    try:
        yield from _tags(data)
    except (_Misfit, RecursionError):
        raise refusal(TAG_JSON_SHAPE, text) from None


def is_plain_map(data: Mapping[str, Any]) -> bool:
    """Return whether an object maps categories to plain values, and may be nothing else."""
    keys = set(map(_normal, data))
    values = data.values()
    inner = [one for value in values for one in (value if isinstance(value, list) else [value])]
    return keys.isdisjoint(_NO_MAP) and not any(
        isinstance(one, bool | dict | list) for one in inner
    )


def id_and_name(data: Mapping[str, Any]) -> str:
    """Return the name of an object that holds nothing but ids and it, else ``''``."""
    names = [value for key, value in data.items() if _normal(key) in _NAMES | _DISPLAYS]
    others = {_normal(key) for key in data} - _NAMES - _DISPLAYS
    if len(names) == 1 and others and others <= _IDS and isinstance(names[0], str):
        return names[0]
    return ""


def names_a_person(data: Mapping[str, Any]) -> bool:
    """Return whether an object holds what only one person has: an address, a login, a number."""
    keys = set(map(_normal, data))
    return any(not rank.isdisjoint(keys) for rank in PEOPLE.ranks[:3])


def _names(data: Any, shape: NameShape) -> Iterator[str]:
    if isinstance(data, list):
        for element in data:
            yield from _names(element, shape)
    elif isinstance(data, dict):
        yield from _names_of_object(_by_key(data), data, shape)
    else:
        yield from _plain(data)


def _names_of_object(keys: dict[str, Any], data: dict[str, Any], shape: NameShape) -> Iterator[str]:
    if _wraps(keys):
        yield from _names(_wrapped(keys), shape)
        return
    ranks = [rank for rank in shape.ranks if not rank.isdisjoint(keys)]
    for rank in ranks:
        if (named := _only(keys, rank)) is not None:
            yield from _names(named, shape)
            return
    if not ranks and data:
        if not shape.flags or not all(isinstance(value, bool | None) for value in data.values()):
            raise _Misfit
        yield from (key for key, value in data.items() if value)


def _tags(data: Any) -> Iterator[tuple[str, str]]:
    if isinstance(data, list):
        for element in data:
            yield from _tags(_no_texts(element))
    elif isinstance(data, dict):
        yield from _tags_of_object(_by_key(data), data)
    else:
        yield from (("", text) for text in _plain(data))


def _tags_of_object(keys: dict[str, Any], data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if _wraps(keys):
        yield from _tags(_wrapped(keys))
    elif not _TELLING.isdisjoint(keys):
        yield from _tags_of_record(keys)
    elif not _NO_MAP.isdisjoint(keys):
        raise _Misfit
    else:
        for category, value in data.items():
            yield from _in_category(category, value)


def _tags_of_record(keys: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if not keys.keys() <= _CATEGORIES | _TELLING | _DESCRIPTIONS:
        raise _Misfit
    category = _only(keys, _CATEGORIES)
    if isinstance(category, str) and category.casefold() in _NO_CATEGORIES:
        category = None
    if display := _only(keys, _DISPLAYS):
        # Beside it, name and value are what a program knows the tag by.
        yield from _in_category(category, display)
        return
    telling = keys.keys() & _TELLING - _DISPLAYS
    if category is None and "name" in telling and telling <= _VALUES | {"name", "tag"}:
        others = telling - {"name"}
        category, telling = (keys["name"], others) if others else (None, telling)
    if len(telling) > 1:
        raise _Misfit
    yield from _in_category(category, _only(keys, telling))


def _in_category(category: Any, data: Any) -> Iterator[tuple[str, str]]:
    """Give the tags of a category; a tag of that name where it is said of it that it is true."""
    if isinstance(category, dict):
        [(above, category), *others] = list(_tags(category)) or [("", None)]
        if above or others:
            raise _Misfit
    if not isinstance(category, str | None) or (isinstance(data, bool) and not category):
        raise _Misfit
    if isinstance(data, bool):
        yield from [("", category or "")] if data else []
        return
    for inner, name in _tags(data):
        if inner and category and fold(inner) != fold(category):
            raise _Misfit
        yield category or inner, name


def _wraps(keys: dict[str, Any]) -> bool:
    """Return whether an object holds nothing but entries, and what describes them."""
    wrappers = keys.keys() & _WRAPPERS
    if len(wrappers) != 1 or not keys.keys() <= wrappers | _DESCRIPTIONS:
        return False
    return not (wrappers <= _TELLING) or isinstance(_wrapped(keys), list | dict)


def _wrapped(keys: dict[str, Any]) -> Any:
    """Return the entries; a text could be one of them or several."""
    [entries] = [value for key, value in keys.items() if key in _WRAPPERS]
    if isinstance(entries, str) and re.search(r"[,;|\n]", entries):
        raise _Misfit
    return entries


def _plain(data: Any) -> Iterator[str]:
    if isinstance(data, bool):
        raise _Misfit
    if data is not None:
        yield data if isinstance(data, str) else json.dumps(data)


def _no_texts(element: Any) -> Any:
    """Return an element of a list, which is no list of texts itself."""
    if isinstance(element, list) and not all(isinstance(one, dict) for one in element):
        raise _Misfit
    return element


def _only(keys: dict[str, Any], group: Collection[str]) -> Any:
    """Return what the keys of a group say, ``None`` where they say nothing.

    :raises _Misfit: where two say different things
    """
    found = [keys[key] for key in keys.keys() & group if keys[key] not in (None, "", [], {})]
    if any(value != found[0] for value in found):
        raise _Misfit
    return found[0] if found else None


def _by_key(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return an object with its keys as they are compared.

    :raises _Misfit: where two are the same then
    """
    keys = {_normal(key): value for key, value in data.items()}
    if len(keys) < len(data):
        raise _Misfit
    return keys


def _normal(key: str) -> str:
    return re.sub(r"[\W_]", "", key).lower()
