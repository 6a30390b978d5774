"""A row as rules see it, and what they add to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from ..catalogue import TAG_PREFIX
from ..folding import fold
from ..issues import _lt
from ..matching import is_address
from ..merging import (
    ANY,
    TAGS,
    Commands,
    identity,
    is_tags,
    tag_category,
    tag_commands,
    with_defaults,
)
from ..policy import Policy
from ..rows import ConvertedRow, compose_name
from ..values import CLEAR, Item, Ref, as_text
from ..wanted import NAME_PARTS

SHEET = "sheet"

ROW_FIELDS: Mapping[str, str] = {SHEET: _lt("Sheet (tab)")}
"""What conditions may look at beside the catalogue's fields."""

NARROWED_BY = {"company": "companies"}
"""A value that is taken away in the other field is not given in the first."""


class RowView:
    """One row, its defaults and what rules have given so far.

    :param defaults: values by field, those alone that count as defaults
    :param many: names of the fields with several values
    :param categories: what tag categories are called here, by the field that fills one
    """

    __slots__ = (
        *("_cache", "_categories", "_defaults", "_many", "_named", "_policy", "_row"),
        "values",
    )

    def __init__(
        self,
        row: ConvertedRow,
        defaults: Mapping[str, Any],
        many: frozenset[str],
        policy: Policy,
        categories: Mapping[str, str] = MappingProxyType({}),
    ):
        self._row = row
        self._categories = categories
        self._defaults = defaults
        self._many = many
        self._policy = policy
        self._cache: dict[str, tuple[tuple[Any, ...], tuple[str, ...]]] = {}
        self._named: Commands | None = None
        self.values = row.values

    def held(self, field: str) -> tuple[Any, ...]:
        """Return the values that a field will have, an empty tuple where it has none."""
        return self._look(field)[0]

    def texts(self, field: str) -> tuple[str, ...]:
        """Return the values as texts, folded. A tag is also there without its category."""
        return self._look(field)[1]

    def _look(self, field: str) -> tuple[tuple[Any, ...], tuple[str, ...]]:
        found = self._cache.get(field)
        if found is None:
            held = self._held(field)
            found = self._cache[field] = held, tuple(_texts(field, held))
        return found

    def _held(self, field: str) -> tuple[Any, ...]:
        if is_tags(field):
            return self._tags(field)
        if field == SHEET:
            return (self._row.row.sheet,) if self._row.row.sheet else ()
        value = self._single(field)
        if isinstance(value, tuple):
            removed = _removed(value)
            return tuple(i.value for i in value if identity(i.value) not in removed)
        return () if value is None or value is CLEAR else (value,)

    def _single(self, field: str) -> Any:
        values, defaults = self.values, self._defaults
        if field in values:
            return values[field]
        if field == "name" and not NAME_PARTS.isdisjoint(values):
            return compose_name(values, self._policy, complete=False)
        if field == "login":
            return values.get("email")
        if field == "email" and is_address(login := values.get("login") or ""):
            return login
        return defaults.get(field)

    def _tags(self, field: str) -> tuple[Any, ...]:
        commands = with_defaults(self._named_tags(), self._tag_commands(self._defaults))
        label = self._categories.get(field) or field.removeprefix(TAG_PREFIX)
        wanted = None if field == TAGS else fold(label)
        return tuple(
            tag
            for category, command in commands.items()
            if wanted is None or fold(category) == wanted
            for tag in command.added
            if identity(tag) not in command.removed
        )

    def _named_tags(self) -> Commands:
        """Return what the row's own cells, and rules, say about tags."""
        if self._named is None:
            self._named = self._tag_commands(self.values)
        return self._named

    def _tag_commands(self, values: Mapping[str, Any]) -> Commands:
        return tag_commands(values, filter(is_tags, values), self._categories)

    # -- what rules give ----------------------------------------------------------------------

    def lacking(self, field: str, given: Sequence[Any]) -> list[Any]:
        """Return those of the given values that the row would get: it neither has them nor takes
        them away, and a field with one value is blank."""
        if is_tags(field):
            commands = self._named_tags()
            return [tag for tag in given if _lacks(commands, tag)]
        value = self.values.get(field)
        if field in self._many:
            if value is CLEAR:
                return []
            named = {identity(item.value) for item in value or ()}
            return [item for item in given if identity(item) not in named]
        if value is not None or not given:
            return []
        narrowed = self.values.get(NARROWED_BY.get(field, ""))
        shut_out = _removed(narrowed) if isinstance(narrowed, tuple) else ()
        return [] if identity(given[0]) in shut_out else [given[0]]

    def give(self, field: str, given: Sequence[Any]) -> list[Any]:
        """Add values to the row.

        :return: those that it had not
        """
        lacking = self.lacking(field, given)
        if lacking:
            if self.values is self._row.values:
                self.values = dict(self.values)
            if is_tags(field):
                self._give_tags(lacking)
            elif field in self._many:
                present = self.values.get(field) or self._default_items(field)
                self.values[field] = (*present, *map(Item, lacking))
            else:
                self.values[field] = lacking[0]
            self._cache.clear()
            self._named = None
        return lacking

    def _default_items(self, field: str) -> tuple[Item, ...]:
        value = self._defaults.get(field)
        return value if isinstance(value, tuple) else ()

    def _give_tags(self, tags: Iterable[Any]) -> None:
        named = self._named_tags()
        defaults = {} if ANY in named else self._tag_commands(self._defaults)
        by_category: dict[str, list[Any]] = {}
        for tag in tags:
            by_category.setdefault(tag_category(tag), []).append(tag)
        for category, given in by_category.items():
            if category not in named and category in defaults:
                command = defaults[category]
                given = [t for t in command.added if identity(t) not in command.removed] + given
            # Beside a cell that empties all tags they stand as if in a column of their category.
            name = TAG_PREFIX + category if self.values.get(TAGS) is CLEAR else TAGS
            present = self.values.get(name) or ()
            self.values[name] = (*present, *map(Item, given))


def _lacks(commands: Commands, tag: Any) -> bool:
    command = commands.get(tag_category(tag))
    if command is None:
        return True
    return not command.clear and identity(tag) not in (
        *map(identity, command.added),
        *command.removed,
    )


def _removed(cell: tuple[Item, ...]) -> set[Any]:
    return {identity(item.value) for item in cell if item.remove}


def _texts(field: str, held: tuple[Any, ...]) -> Iterable[str]:
    for value in held:
        text = as_text(value)
        if is_tags(field):
            _category, colon, name = text.partition(": ")
            yield fold(name if colon else text)
            if not colon or field != TAGS:
                continue
        elif field == "state" and isinstance(value, Ref):
            yield fold(text.partition(" (")[0])  # Odoo writes the country's code after it
        yield fold(text)
