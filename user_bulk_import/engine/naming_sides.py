"""Which rows of the file name somebody from the other side of an association."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from .association_specs import AssociationSpec, mirror
from .directory import Directory, FileRow, normalize_key
from .drafts import Draft, Place
from .merging import identity
from .naming import name_of
from .persons import Person, Persons
from .policy import MATCH_KEYS
from .values import Ref

Givers = dict[Any, tuple[Person, Place]]
"""By identity: who names somebody, and in which row."""


class Namings:
    """Finds the rows that name people of a chunk, and whom they name.

    :param specs: of all associations, by name
    """

    def __init__(
        self, directory: Directory, persons: Persons, specs: Mapping[str, AssociationSpec]
    ):
        self._directory = directory
        self._persons = persons
        self._specs = specs

    def of(
        self, drafts: Sequence[Draft], fields: Collection[str]
    ) -> Mapping[tuple[int, str], Givers]:
        """Return who names the people of a chunk's rows, by index of the row and by the field in
        which the row would say the same.

        :param drafts: whose people are loaded
        """
        owners: dict[Any, list[int]] = defaultdict(list)
        for index, draft in enumerate(drafts):
            if person := self._person(draft):
                owners[identity(person.ref)].append(index)
        people = {id(p): p for d in drafts if (p := self._person(d))}.values()
        found: defaultdict[tuple[int, str], Givers] = defaultdict(dict)
        for field, giver, row, named in self.naming(list(people), fields):
            for index in owners[identity(named.ref)]:
                found[index, field].setdefault(identity(giver.ref), (giver, row.place))
        return found

    def are_named(self, drafts: Sequence[Draft], fields: Collection[str]) -> bool:
        """Return whether any row could name people of a chunk, who need not be loaded."""
        names = set()
        for draft in drafts:
            texts = {text for _key, text in draft.keys.own()}
            if draft.user is not None:
                texts |= {normalize_key(getattr(draft.user, key)) for key in MATCH_KEYS} - {""}
                names |= {name_of(mirror(field), Ref("", draft.user.id)) for field in fields}
            names |= {name_of(mirror(field), text) for field in fields for text in texts}
        return bool(names and self._directory.rows_naming(names))

    def naming(
        self, people: Collection[Person], fields: Iterable[str]
    ) -> list[tuple[str, Person, FileRow, Person]]:
        """Return which rows name one of the people: the field in which the named one would say
        the same, who names, in which row, and who is named.
        """
        asked: dict[str, tuple[str, str | None]] = {}
        for field in fields:
            other = mirror(field)
            for person in people:
                asked |= {
                    name_of(other, text): (field, text) for text in self._persons.texts_of(person)
                }
                if person.user_id is not None:
                    asked[name_of(other, person.ref)] = field, None
        rows = self._directory.rows_naming(asked.keys()) if asked else ()
        hits = [(row, name) for row in rows for name in row.names & asked.keys()]
        texts = {text for _row, name in hits if (text := asked[name][1])}
        self._persons.load(texts, rows)
        by_user = {person.user_id: person for person in people}
        wanted = set(map(id, people))
        found = []
        for row, name in hits:
            field, text = asked[name]
            giver = self._persons.of_row(row)
            if text is None:
                named = by_user.get(int(name.rpartition("#")[2]))
            else:
                named = self.one_meant(mirror(field), text, giver)
            if named is not None and named is not giver and id(named) in wanted:
                found.append((field, giver, row, named))
        return found

    def one_meant(self, field: str, text: str, naming: Person) -> Person | None:
        """Return the one person that a loaded text in a field of somebody's row means."""
        meant = [person for person in self._persons.meant(text) if person is not naming]
        spec = self._specs.get(field)
        fitting = self._persons.preferred(meant, spec.role_ids if spec else ())
        return fitting[0] if len(fitting) == 1 else None

    def _person(self, draft: Draft) -> Person | None:
        if draft.user is not None:
            return self._persons.user(draft.user.id)
        return self._persons.at((draft.row.row.sheet, draft.row.row.number))
