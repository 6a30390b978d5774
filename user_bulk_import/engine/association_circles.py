"""Circles: somebody who would come to stand above oneself, over any number of people.

Of each type, whoever is on the left side stands below those on the right. Who stands above whom is
known from the directory, and from what all rows of the file name, to the left and to the right.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from .association_specs import LEFT, RIGHT, AssociationSpec, association_name, association_parts
from .directory import Directory
from .drafts import Draft
from .merging import identity
from .naming import named_texts, named_users
from .naming_sides import Namings
from .persons import Person, Persons

DEEPEST = 30
"""Levels that are looked at; the database refuses circles over more."""

Edge = tuple[Draft, str, Person, Person]
"""A row, a field, the row's person, and whom the row names there."""

Above = Mapping[Any, Collection[Any]]
"""Identities of those right above somebody, by identity."""


class Circles:
    """Looks upward from all people whom the rows of a chunk put above somebody.

    :param specs: of all associations, by name
    """

    def __init__(
        self,
        directory: Directory,
        persons: Persons,
        namings: Namings,
        specs: Mapping[str, AssociationSpec],
    ):
        self._directory = directory
        self._persons = persons
        self._namings = namings
        self._specs = specs

    def closed_by(self, edges: Iterable[Edge]) -> Iterator[Edge]:
        """Give those of the edges that close a circle."""
        by_code: dict[str, list[tuple[Edge, Person, Person]]] = {}
        for edge in edges:
            _draft, field, own, other = edge
            code, side = association_parts(field) or ("", RIGHT)
            below, above = (other, own) if side == LEFT else (own, other)
            by_code.setdefault(code, []).append((edge, below, above))
        for code, directed in by_code.items():
            upward = self._upward(code, [above for _edge, _below, above in directed])
            for edge, below, above in directed:
                if _reaches(identity(above.ref), identity(below.ref), upward):
                    yield edge

    def _upward(self, code: str, people: Iterable[Person]) -> Above:
        """Return who stands above whom, as far up from ``people`` as is looked at."""
        field = association_name(code, RIGHT)
        found: dict[Any, set[Any]] = {}
        level = {identity(person.ref): person for person in people}
        for _number in range(DEEPEST):
            if not level:
                break
            found |= {key: set() for key in level}
            higher: dict[Any, Person] = {}
            for below, above in self._right_above(field, list(level.values())):
                found[identity(below.ref)].add(identity(above.ref))
                higher[identity(above.ref)] = above
            level = {key: person for key, person in higher.items() if key not in found}
        return found

    def _right_above(self, field: str, people: Sequence[Person]) -> Iterator[tuple[Person, Person]]:
        """Give each of the people with those who stand right above."""
        self._persons.load(set().union(*(person.keys for person in people)))
        yield from self._in_directory(field, people)
        yield from self._in_own_rows(field, people)
        for _field, giver, _row, named in self._namings.naming(people, [field]):
            yield named, giver

    def _in_directory(
        self, field: str, people: Sequence[Person]
    ) -> Iterator[tuple[Person, Person]]:
        by_id = {person.user_id: person for person in people if person.user_id is not None}
        if not by_id:
            return
        there = self._directory.associated(by_id.keys(), [field])
        self._persons.load_users({ref.id for refs in there.values() for ref in refs if ref.id})
        for (user_id, _field), refs in there.items():
            for ref in refs:
                if (above := self._persons.of_ref(ref)) is not None:
                    yield by_id[user_id], above

    def _in_own_rows(self, field: str, people: Sequence[Person]) -> Iterator[tuple[Person, Person]]:
        rows = [(person, row) for person in people for row in self._persons.rows_of(person)]
        self._persons.load({text for _p, row in rows for text in named_texts(row.names, field)})
        self._persons.load_users({i for _p, row in rows for i in named_users(row.names, field)})
        for person, row in rows:
            above = [
                self._namings.one_meant(field, text, person)
                for text in named_texts(row.names, field)
            ]
            above += [self._persons.user(user_id) for user_id in named_users(row.names, field)]
            for other in above:
                if other is not None and other is not person:
                    yield person, other


def _reaches(start: Any, end: Any, upward: Above) -> bool:
    seen, todo = {start}, [start]
    while todo:
        for key in upward.get(todo.pop(), ()):
            if key == end:
                return True
            if key not in seen:
                seen.add(key)
                todo.append(key)
    return False
