"""What a field holds now and what a row says, made into the value it will hold.

Fields with several values are merged category by category: a tag's category is what stands before
the colon of its label, and all other fields have but one, ``''``. A category that a row does not
name is left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .catalogue import TAG_PREFIX
from .decisions import Change
from .values import CLEAR, Item, Ref

TAGS = "tags"
ANY = "\0any"
"""Key of a :class:`Command` for all categories: the cell of the whole field was cleared."""


@dataclass(slots=True)
class Command:
    """What a row does to one category of a field with several values."""

    clear: bool = False
    added: list[Any] = field(default_factory=list)
    removed: set[Any] = field(default_factory=set)


Commands = dict[str, Command]
Category = Callable[[Any], str]


def identity(value: Any) -> Any:
    """Return what tells one of several values from the others."""
    if isinstance(value, Ref):
        return value.kind, value.label.casefold() if value.id is None else value.id
    return value


def same(name: str, old: Any, new: Any) -> bool:
    """Return whether a field keeps its value, as people see it.

    Surrounding blanks of texts do not count, nor the case of an e-mail address. A record that
    has yet to be made is a new one always.

    :param name: of the field spec
    """
    if isinstance(new, str):
        before, after = (old if isinstance(old, str) else ""), new
        if before == after:
            return True
        before, after = before.strip(), after.strip()
        return before == after or (name == "email" and before.casefold() == after.casefold())
    if isinstance(new, tuple):
        return {identity(item) for item in old or ()} == {identity(item) for item in new}
    if isinstance(new, Ref):
        return isinstance(old, Ref) and new.id is not None and identity(old) == identity(new)
    return is_empty(old) if new is None else old == new


def is_empty(value: Any) -> bool:
    """Return whether a user has no value there. ``0`` and ``False`` are values."""
    return value is None or value == "" or value == ()


def is_tags(name: str) -> bool:
    """Return whether a field spec fills tags: all of them, or those of one category."""
    return name == TAGS or name.startswith(TAG_PREFIX)


def tag_category(value: Any) -> str:
    """Return the category of a tag, ``''`` where it has none."""
    label = value.label if isinstance(value, Ref) else str(value)
    category, colon, _name = label.partition(": ")
    return category.strip().casefold() if colon else ""


def no_category(value: Any) -> str:
    """Return the one category of fields that have none."""
    return ""


def read_cell(
    commands: Commands, value: Any, category_of: Category = no_category, cleared: str = ""
) -> None:
    """Add to ``commands`` what one cell says.

    :param value: tuple of items, or :data:`~.values.CLEAR`
    :param cleared: the category that a clear marker empties
    """
    if value is CLEAR:
        commands.setdefault(cleared, Command()).clear = True
        return
    for item in value:
        wanted = item.value if isinstance(item, Item) else item
        command = commands.setdefault(category_of(wanted), Command())
        if isinstance(item, Item) and item.remove:
            command.removed.add(identity(wanted))
        else:
            command.added.append(wanted)


def tag_commands(values: Mapping[str, Any], names: Iterable[str]) -> Commands:
    """Return what the tag columns ``names`` of a row do, together."""
    commands: Commands = {}
    for name in names:
        cleared = ANY if name == TAGS else name.removeprefix(TAG_PREFIX).strip().casefold()
        read_cell(commands, values[name], tag_category, cleared)
    return commands


def with_defaults(commands: Commands, defaults: Commands) -> Commands:
    """Return ``commands`` with the defaults of the categories that they do not name."""
    return commands if ANY in commands else {**defaults, **commands}


def merge_many(
    old: Iterable[Any] | None, commands: Commands, mode: str, *, by_category: bool = False
) -> tuple[Any, ...]:
    """Return all values that a field will have, sorted by label.

    :param old: all that it has
    :param mode: ``add`` or ``replace`` (the policy's ``multi_value_mode``), or ``fill`` to fill
        empty categories only. A cell that only takes values away replaces nothing
    :param by_category: the values are tags, each in a category
    """
    category_of = tag_category if by_category else no_category
    kept: dict[str, list[Any]] = {}
    for value in old or ():
        kept.setdefault(category_of(value), []).append(value)
    if ANY in commands and mode != "fill":
        kept = {}
    for category, command in commands.items():
        if category == ANY or (mode == "fill" and kept.get(category)):
            continue
        replaced = command.clear or (mode == "replace" and command.added)
        values = [] if replaced else kept.get(category, [])
        kept[category] = [
            value for value in [*values, *command.added] if identity(value) not in command.removed
        ]
    merged = {identity(value): value for values in kept.values() for value in values}
    return in_order(merged.values())


def in_order(values: Iterable[Any]) -> tuple[Any, ...]:
    """Return several values sorted by label."""
    return tuple(sorted(values, key=_label))


def _label(value: Any) -> tuple[str, str, int]:
    return (value.label, value.kind, value.id or 0) if isinstance(value, Ref) else (value, "", 0)


def changes(
    wanted: Mapping[str, Any], current: Callable[[str], Any] | None, positions: Mapping[str, int]
) -> tuple[Change, ...]:
    """Return what differs, field by field, in the order of the catalogue.

    :param wanted: the value each field shall have
    :param current: gives the value a field has, ``None`` for a new user
    """
    found = []
    for name in sorted(wanted, key=lambda name: positions.get(name, len(positions))):
        new = wanted[name]
        old = current(name) if current else None
        if not same(name, old, new):
            if current and isinstance(new, tuple):
                old = in_order(old or ())
            found.append(Change(name, old, new))
    return tuple(found)
