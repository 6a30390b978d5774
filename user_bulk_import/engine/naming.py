"""Whom a row names, in a form by which other rows find out: kept with each row like its keys.

``association:student_parent:right ann@example.com`` where it gives somebody, with a ``-`` before
where it takes somebody away, and ``association:student_parent:right#7`` where a person said that
the text stands for the user 7.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from .association_specs import is_association
from .directory import normalize_key
from .rows import ConvertedRow
from .values import Item, Ref

LONGEST = 250
"""Characters of a name that is kept: nobody has a longer key."""


def name_of(field: str, value: str | Ref) -> str:
    """Return how somebody is named by ``value`` in a field."""
    if isinstance(value, Ref):
        return f"{field}#{value.id}"
    return f"{field} {normalize_key(value)}"


def names_of(row: ConvertedRow) -> tuple[str, ...]:
    """Return whom a row names, sorted."""
    names = {
        ("-" if item.remove else "") + name
        for field, value in row.values.items()
        if is_association(field) and isinstance(value, tuple)
        for item in value
        if isinstance(item, Item) and len(name := name_of(field, item.value)) <= LONGEST
    }
    return tuple(sorted(names))


def all_names(fields: Iterable[str], texts: Collection[str]) -> set[str]:
    """Return all names by which rows could name those who have one of the keys ``texts``."""
    return {sign + name_of(field, text) for field in fields for text in texts for sign in ("", "-")}


def named_texts(names: Iterable[str], field: str = "") -> set[str]:
    """Return the texts that stand in ``names``.

    :param field: in this field alone, and not taken away
    """
    parts = [name.partition(" ") for name in names]
    return {text for head, blank, text in parts if blank and (not field or head == field)}


def named_users(names: Iterable[str], field: str) -> set[int]:
    """Return the ids of users whom ``names`` give in a field by a person's choice."""
    start = f"{field}#"
    return {int(name.removeprefix(start)) for name in names if name.startswith(start)}
