"""JSON objects as flat rows: one text a path, as directory exports need it.

The rules, for the value of a key:

* an object gives a column for each of its own keys: ``name.givenName``;
* a list of plain values is joined by ``; ``;
* a list in which an object says ``"primary": true`` stands for that object: its ``value`` or
  ``address`` (SCIM, RFC 7643, 2.4; Google's directory API), or its keys where it has neither;
* other lists of objects with a ``value`` or ``address`` and nothing but a description of it
  (RFC 7643, 2.4) give their values joined, or the first one where the ``type`` tells them apart;
* any other list is its JSON text;
* what names tags, roles or other people in a shape of its own is its JSON text, see
  :mod:`.json_names`.
"""

from __future__ import annotations

import json
from typing import Any

from .cell_numbers import number_text
from .codes import DUPLICATE_HEADERS, JSON_TOO_DEEP, refusal
from .json_names import is_whole, without_id

SEPARATOR = "; "
MAX_DEPTH = 50
_VALUE_KEYS = ("value", "address")
_DESCRIPTIONS = {"type", "primary", "display", "$ref", "customtype", "label", "verified"}


def flatten(entry: dict[str, Any]) -> dict[str, str]:
    """Return the texts of an object by path.

    :raises Refusal: where two of its values have the same path

    >>> flatten({"name": {"first": "Ann"}, "groups": ["A", "B"]})
    {'name.first': 'Ann', 'groups': 'A; B'}
    """
    flat: dict[str, str] = {}
    for key, value in entry.items():
        _flatten_into(flat, key, value, MAX_DEPTH)
    return flat


def _flatten_into(flat: dict[str, str], path: str, value: Any, levels: int) -> None:
    if not levels:
        raise refusal(JSON_TOO_DEEP, limit=MAX_DEPTH)
    value = _json_text(value) if is_whole(path, value) else without_id(path, value)
    if isinstance(value, list):
        value = _list_value(value)
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            _flatten_into(flat, f"{path}.{key}", inner, levels - 1)
    elif path in flat:
        raise refusal(DUPLICATE_HEADERS, column=path, header=path)
    else:
        flat[path] = "" if isinstance(value, dict) else _text(value)


def _text(value: Any) -> str:
    """Return the text of a plain value."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return number_text(str(value))


def _list_value(values: list[Any]) -> Any:
    """Return what a list stands for: a text, or the one object of it that counts."""
    if not any(isinstance(value, dict | list) for value in values):
        return SEPARATOR.join(text for value in values if (text := _text(value)))
    if all(isinstance(value, dict) for value in values):
        primary = next((value for value in values if value.get("primary") is True), None)
        if primary is not None:
            return _described(primary) if _is_described(primary) else primary
        if all(map(_is_described, values)):
            types = {value.get("type") for value in values}
            if len(values) > 1 and len(types) == len(values):
                return _described(values[0])
            return SEPARATOR.join(_text(_described(value)) for value in values)
    return _json_text(values)


def _json_text(value: Any) -> str:
    if isinstance(value, bool):
        value = [value]  # which is none of the shapes
    if _is_deeper(value, MAX_DEPTH):
        raise refusal(JSON_TOO_DEEP, limit=MAX_DEPTH)
    return json.dumps(value, ensure_ascii=False)


def _is_described(value: dict[str, Any]) -> bool:
    """Tell whether an object is one value and its description."""
    keys = {key.lower() for key in value}
    if len(keys.intersection(_VALUE_KEYS)) != 1 or not keys <= {*_DESCRIPTIONS, *_VALUE_KEYS}:
        return False
    return not any(isinstance(inner, dict | list) for inner in value.values())


def _described(value: dict[str, Any]) -> Any:
    """Return the value; of a reference to another object its name, which people know it by."""
    if value.get("$ref") and value.get("display"):
        return value["display"]
    return next(value[key] for key in value if key.lower() in _VALUE_KEYS)


def _is_deeper(value: Any, levels: int) -> bool:
    """Tell whether a value is nested more than so many levels deep."""
    if not isinstance(value, dict | list):
        return False
    inner = value.values() if isinstance(value, dict) else value
    return levels == 0 or any(_is_deeper(one, levels - 1) for one in inner)
