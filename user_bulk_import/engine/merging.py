"""What a field holds now and what a row says, made into the value it will hold.

Fields with several values are merged category by category: a tag's category is what stands before
the colon of its label, and all other fields have but one, ``''``. A category that a row does not
name is left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from .catalogue import TAG_PREFIX
from .decisions import Change
from .fields import FieldSpec
from .folding import fold
from .values import BY_CONTENT, CLEAR, Ref

TAGS = "tags"
ANY = "\0any"
"""Key of a :class:`Command` for all categories: the cell of the whole field was cleared."""


class Command:
    """What a row does to one category of a field with several values."""

    __slots__ = ("added", "clear", "removed")

    def __init__(self, added: Iterable[Any] = ()):
        self.clear = False
        self.added: list[Any] = list(added)
        self.removed: set[Any] = set()


Commands = dict[str, Command]
Category = Callable[[Any], str]


def identity(value: Any) -> Any:
    """Return what tells one of several values from the others."""
    if isinstance(value, Ref):
        if value.kind.startswith(BY_CONTENT):
            return value.kind
        return value.kind, fold(value.label) if value.id is None else value.id
    return value


def same(name: str, old: Any, new: Any) -> bool:
    """Return whether a field keeps its value, as people see it.

    Surrounding blanks of texts do not count, nor the case of an e-mail address. A record that
    has yet to be made is a new one always.

    :param name: of the field spec
    """
    if old == new:
        return True
    if isinstance(new, str):
        before, after = (old if isinstance(old, str) else "").strip(), new.strip()
        return before == after or (name == "email" and before.casefold() == after.casefold())
    if isinstance(new, tuple):
        return set(map(identity, old or ())) == set(map(identity, new))
    if isinstance(new, Ref):
        return isinstance(old, Ref) and new.id is not None and identity(old) == identity(new)
    return new is None and is_empty(old)


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
    return fold(category) if colon else ""


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
        _command(commands, cleared).clear = True
        return
    for item in value:
        command = _command(commands, category_of(item.value))
        if item.remove:
            command.removed.add(identity(item.value))
        else:
            command.added.append(item.value)


def _command(commands: Commands, category: str) -> Command:
    command = commands.get(category)
    if command is None:
        command = commands[category] = Command()
    return command


def category_labels(catalogue: Iterable[FieldSpec]) -> dict[str, str]:
    """Return what the tag categories are called here, by the field that fills one: a column may
    name it in another language."""
    return {spec.name: spec.label for spec in catalogue if spec.name.startswith(TAG_PREFIX)}


def tag_commands(
    values: Mapping[str, Any],
    names: Iterable[str],
    labels: Mapping[str, str] = MappingProxyType({}),
) -> Commands:
    """Return what the tag columns ``names`` of a row do, together.

    :param labels: of the categories, as :func:`category_labels` gives them
    """
    commands: Commands = {}
    for name in names:
        label = labels.get(name) or name.removeprefix(TAG_PREFIX)
        cleared = ANY if name == TAGS else fold(label)
        read_cell(commands, values[name], tag_category, cleared)
    return commands


def adds_nothing(old: Iterable[Any], value: Any) -> bool:
    """Return whether all that a cell adds is there, and it takes nothing away.

    Most rows of a file that was imported before are of this kind.
    """
    return isinstance(value, tuple) and all(item.value in old and not item.remove for item in value)


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
    old = old or ()
    kept: dict[str, list[Any]] = {}
    for value in old:
        kept.setdefault(category_of(value), []).append(value)
    if ANY in commands and mode != "fill":
        kept = {}
    for category, command in commands.items():
        if category == ANY or (mode == "fill" and kept.get(category)):
            continue
        replaced = command.clear or (mode == "replace" and command.added)
        values = command.added if replaced else [*kept.get(category, ()), *command.added]
        if command.removed:
            values = [value for value in values if identity(value) not in command.removed]
        kept[category] = values
    merged = {identity(value): value for values in kept.values() for value in values}
    return in_order(merged.values())


def in_order(values: Iterable[Any]) -> tuple[Any, ...]:
    """Return several values sorted by label."""
    return tuple(sorted(values, key=_label))


def _label(value: Any) -> tuple[str, str, int]:
    return (value.label, value.kind, value.id or 0) if isinstance(value, Ref) else (value, "", 0)


def changes(
    wanted: Mapping[str, Any], current: Callable[[str], Any], positions: Mapping[str, int]
) -> tuple[Change, ...]:
    """Return what differs, field by field, in the order of the catalogue.

    :param wanted: the value each field shall have
    :param current: gives the value a field has
    :param positions: of the fields in the catalogue
    """
    found = []
    for name, new in wanted.items():
        old = current(name)
        if not same(name, old, new):
            if isinstance(new, tuple):
                old = in_order(old or ())
            found.append(Change(name, old, new))
    return _ordered(found, positions)


def first_values(wanted: Mapping[str, Any], positions: Mapping[str, int]) -> tuple[Change, ...]:
    """Return all that a new user gets, field by field, in the order of the catalogue."""
    found = [Change(name, None, new) for name, new in wanted.items() if not is_empty(new)]
    return _ordered(found, positions)


def _ordered(found: list[Change], positions: Mapping[str, int]) -> tuple[Change, ...]:
    if len(found) > 1:
        last = len(positions)
        found.sort(key=lambda change: positions.get(change.field, last))
    return tuple(found)
