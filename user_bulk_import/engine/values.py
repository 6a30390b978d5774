"""What a converted cell can hold, and how it is stored as JSON.

A converted value is one of: ``str``, ``int``, ``float``, ``bool``, an ISO 8601 date or datetime as
``str``, a :class:`Ref`, a :class:`Secret`, the marker :data:`CLEAR`, or, for fields with several
values, a tuple of :class:`Item` (as the file says it) or of :class:`Ref` (as a user has it).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

BY_CONTENT = "content:"
"""Begins the ``kind`` of a ref that is known by what it holds, whatever record holds it: a photo.
The digest follows."""


@dataclass(frozen=True, slots=True)
class Ref:
    """A record of the directory.

    :param label: its name as people know it; a tag's is ``Category: Tag``
    :param id: its database id, ``None`` while it does not exist and will be made on apply
    :param kind: tells apart what one field can point to (a role or a group), or :data:`BY_CONTENT`;
        mostly empty
    """

    label: str
    id: int | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One of several values in a cell.

    :param remove: the file wrote it with a leading ``-``
    :param bare: of a tag, what the file says where its category may be the one of the tag before
    """

    value: str | Ref
    remove: bool = False
    bare: str = ""


@dataclass(frozen=True, slots=True)
class Secret:
    """A sensitive text. It never shows in a ``repr`` and never becomes JSON, which tells its kind
    alone.

    :param kind: ``given`` by the file, ``hash`` of a password, ``generated`` when it is needed,
        or ``common`` to all new users; the last two have no text here
    """

    text: str = field(default="", repr=False)
    kind: str = "given"


class _Clear:
    """Type of :data:`CLEAR`."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "CLEAR"


CLEAR = _Clear()
"""The file asks for this field to be emptied (a blank cell leaves it as it is)."""

MASK = "********"


def to_json(value: Any) -> Any:
    """Return ``value`` in a form that JSON can hold; of a secret only the kind."""
    if isinstance(value, Ref):
        return {"id": value.id, "label": value.label, "kind": value.kind}
    if isinstance(value, Secret):
        return {"secret": value.kind}
    if isinstance(value, _Clear):
        return None
    if isinstance(value, tuple | list | frozenset | set):
        return [to_json(item) for item in value]
    return value


def from_json(value: Any) -> Any:
    """Return what :func:`to_json` was given: refs from their dicts, tuples from lists, secrets
    without their text."""
    if isinstance(value, dict) and "secret" in value:
        return Secret(kind=value["secret"])
    if isinstance(value, dict):
        return Ref(value["label"], value["id"], value.get("kind", ""))
    if isinstance(value, list):
        return tuple(from_json(item) for item in value)
    return value


def as_text(value: Any) -> str:
    """Return ``value`` as a person reads it in a list or a report."""
    if value is None or value is CLEAR:
        return ""
    if isinstance(value, Ref):
        return value.label
    if isinstance(value, Secret):
        return MASK
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple | list | frozenset | set):
        return ", ".join(as_text(item) for item in value)
    return str(value)


def shortened(text: str, length: int) -> str:
    """Return ``text`` in one line of at most ``length`` characters."""
    text = " ".join(text.split())
    return text if len(text) <= length else f"{text[: length - 1]}…"
