"""Fields that name other people: one for each side of each type of association.

A type of association has two sides, as Student ↔ Parent. Its field ``association:<code>:right``
names the people on the right side (parents) of the one whom the row is about, who is on the left.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from .converters.people import convert_people
from .fields import FieldSpec

ASSOCIATION_PREFIX = "association:"
PERSON = "person"
"""The lookup of these fields: a text that means somebody."""

LEFT, RIGHT = SIDES = ("left", "right")


@dataclass(frozen=True, slots=True)
class AssociationSpec(FieldSpec):
    """A field that names the people on one side of an association.

    :param role_ids: of the roles of these people: whoever has one of them is meant, where a text
        could mean several
    :param is_guardian: these people answer for those on the other side
    """

    role_ids: frozenset[int] = frozenset()
    is_guardian: bool = False

    @property
    def mirror(self) -> str:
        """Name of the field that says the same from the other side."""
        return mirror(self.name)


def association_name(code: str, side: str) -> str:
    """Return the name of the field for the people on a side of a type."""
    return f"{ASSOCIATION_PREFIX}{code}:{side}"


def association_parts(name: str) -> tuple[str, str] | None:
    """Return code and side of a field name, ``None`` where it names no association."""
    if not name.startswith(ASSOCIATION_PREFIX):
        return None
    code, _separator, side = name.removeprefix(ASSOCIATION_PREFIX).rpartition(":")
    return (code, side) if code and side in SIDES else None


def is_association(name: str) -> bool:
    """Return whether a field names people."""
    return name.startswith(ASSOCIATION_PREFIX)


def mirror(name: str) -> str:
    """Return the name of the field that says the same from the other side.

    >>> mirror("association:student_parent:right")
    'association:student_parent:left'
    """
    head, _separator, side = name.rpartition(":")
    return f"{head}:{RIGHT if side == LEFT else LEFT}"


def association_spec(
    code: str,
    side: str,
    label: str,
    *,
    aliases: Iterable[str] = (),
    role_ids: Collection[int] = (),
    is_guardian: bool = False,
) -> AssociationSpec:
    """Return the spec of a side of a type.

    :param label: of the side and its type: ``Parent (of the Student)``
    :param aliases: titles of columns that name these people, the side's name among them
    """
    titles = [alias.strip() for alias in aliases if alias.strip()]
    return AssociationSpec(
        association_name(code, side),
        label,
        convert_people,
        aliases=tuple(dict.fromkeys([*titles, *(f"{title}s" for title in titles)])),
        many=True,
        lookup=PERSON,
        role_ids=frozenset(role_ids),
        is_guardian=is_guardian,
    )
