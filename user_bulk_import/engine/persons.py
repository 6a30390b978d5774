"""Whom a text may mean: users, and rows of the file that make one.

A row whose user exists is that user. Of rows that are duplicates of each other, the first counts:
the others are errors anyway.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from .directory import Directory, FileRow, KnownPerson, normalize_key
from .matching import RowKeys, UserIndex, match_user
from .merging import identity
from .policy import MATCH_KEYS, Policy
from .values import Ref

ROW = "row"
"""Kind of the ref of somebody whom a row of the file makes; its id is the row's."""


FIRST_FEW = 3
"""Of rows with the same key on one sheet: enough to tell that a text means several people."""


@dataclass(slots=True, eq=False)
class Person:
    """Somebody, as far as the directory was asked.

    :param ref: of the user, or of the row that makes one
    :param login: of a user
    :param keys: of the user, or of the row
    :param role_ids: of the roles that the user has
    :param rows: about this person, as far as they are loaded
    """

    ref: Ref
    login: str = ""
    keys: set[str] = field(default_factory=set)
    role_ids: frozenset[int] = frozenset()
    rows: list[FileRow] = field(default_factory=list)

    @property
    def user_id(self) -> int | None:
        return None if self.ref.kind == ROW else self.ref.id


class Persons:
    """The people whom the rows of a chunk have to do with. Each text is asked for once."""

    def __init__(self, directory: Directory, policy: Policy):
        self._directory = directory
        self._policy = policy
        self._asked: set[str] = set()
        self._asked_users: set[str] = set()
        self._users: dict[int, KnownPerson] = {}
        self._rows: dict[int, FileRow] = {}
        self._rows_by_text: defaultdict[str, set[int]] = defaultdict(set)
        self._by_identity: dict[object, Person] = {}
        self._of_row: dict[int, Person] = {}
        self._by_place: dict[tuple[str, int], Person] = {}
        self._by_text: defaultdict[str, list[Person]] = defaultdict(list)

    def load(self, texts: Collection[str], rows: Iterable[FileRow] = ()) -> None:
        """Ask for everybody whom one of the normalised ``texts`` may mean.

        :param rows: of the file, who makes them is asked for too
        """
        self._load(texts, rows)
        # Where a text means several, all rows about each of them tell of their roles.
        several = [meant for text in texts if len(meant := self.meant(text)) > 1]
        if several:
            self._load(set().union(*(person.keys for meant in several for person in meant)))

    def _load(self, texts: Collection[str], rows: Iterable[FileRow] = ()) -> None:
        new = set(texts) - self._asked - {""}
        found = list(rows)
        if new:
            self._asked |= new
            found += self._directory.rows_having(new)
        fresh = {row.id: row for row in found if row.id not in self._rows}
        keys = new.union(*(row.keys.values() for row in fresh.values())) - self._asked_users
        users = self._directory.people(keys) if keys else ()
        self._asked_users |= keys
        self._note(users, [fresh[row_id] for row_id in sorted(fresh)])

    def load_users(self, user_ids: Collection[int]) -> None:
        """Ask for users by their ids."""
        if new := set(user_ids) - self._users.keys():
            self._note(self._directory.people_by_id(new), ())

    def meant(self, text: str) -> Sequence[Person]:
        """Return everybody whom a loaded text may mean, users first."""
        rows = self._first(text, self._having(text))
        people = [*self._by_text[text], *(self._of_row[row.id] for row in rows)]
        return list({identity(person.ref): person for person in people}.values())

    def of_row(self, row: FileRow) -> Person:
        """Return whom a loaded row is about."""
        return self._of_row[row.id]

    def at(self, place: tuple[str, int]) -> Person | None:
        """Return whom the row at a place is about, where it was loaded."""
        return self._by_place.get(place)

    def user(self, user_id: int) -> Person | None:
        """Return a user that was loaded."""
        return self._by_identity.get(("", user_id))

    def rows_of(self, person: Person) -> list[FileRow]:
        """Return the rows about somebody whose keys are loaded: of a user, those that have one of
        the user's keys; others cannot be about this user."""
        if person.user_id is None:
            return person.rows
        return list(
            {
                row.id: row
                for text in sorted(person.keys)
                for row in _first_few(text, self._having(text))
                if self._of_row[row.id] is person
            }.values()
        )

    def texts_of(self, person: Person) -> set[str]:
        """Return all keys by which somebody may be named."""
        return person.keys.union(*(row.keys.values() for row in self.rows_of(person)))

    def preferred(self, people: Sequence[Person], role_ids: Collection[int]) -> Sequence[Person]:
        """Return those of several people who have one of the roles; all, where nobody has."""
        if len(people) > 1 and role_ids:
            fitting = [p for p in people if not self._roles_of(p).isdisjoint(role_ids)]
            return fitting or people
        return people

    def _roles_of(self, person: Person) -> frozenset[int]:
        return person.role_ids.union(*(row.role_ids for row in self.rows_of(person)))

    def _having(self, text: str) -> list[FileRow]:
        return [self._rows[row_id] for row_id in sorted(self._rows_by_text[text])]

    def of_ref(self, ref: Ref) -> Person | None:
        """Return the loaded person of a ref."""
        return self._by_identity.get(identity(ref))

    def _note(self, users: Iterable[KnownPerson], rows: Sequence[FileRow]) -> None:
        for user in users:
            if user.id not in self._users:
                self._users[user.id] = user
                self._note_user(user)
        if rows:
            index = UserIndex(self._users.values())  # type: ignore[arg-type]
            for row in rows:
                self._note_row(row, index)

    def _note_user(self, user: KnownPerson) -> None:
        keys = {normalize_key(getattr(user, key)) for key in MATCH_KEYS} - {""}
        ref = Ref(user.name or user.login, user.id)
        person = Person(ref, user.login, keys, user.role_ids)
        self._by_identity[identity(person.ref)] = person
        for text in keys:
            self._by_text[text].append(person)

    def _note_row(self, row: FileRow, index: UserIndex) -> None:
        person = self._person(row, index)
        person.rows.append(row)
        self._rows[row.id] = row
        self._of_row[row.id] = self._by_place[row.place] = person
        for text in row.keys.values():
            self._rows_by_text[text].add(row.id)

    def _person(self, row: FileRow, index: UserIndex) -> Person:
        if self._policy.operation != "create_all":
            match = match_user(_row_keys(row), index, self._policy.match_on)
            if match.user is not None:
                return self._by_identity["", match.user.id]
        keys = row.keys
        named_by = ("email", "new_login", "login", "ref")
        label = next((keys[key] for key in named_by if key in keys), str(row.place[1]))
        person = Person(Ref(label, row.id, ROW), keys=set(keys.values()))
        return self._by_identity.setdefault(identity(person.ref), person)

    def _first(self, text: str, rows: Sequence[FileRow]) -> Iterable[FileRow]:
        """Give the rows with a key, of duplicates the first one alone."""
        seen: set[str] = set()
        for row in _first_few(text, rows):
            kinds = {self._telling(key) for key, value in row.keys.items() if value == text} - {""}
            if seen.isdisjoint(kinds):
                yield row
            seen |= kinds

    def _telling(self, key: str) -> str:
        """Return by what the same key makes two rows duplicates, ``''`` where it does not."""
        if key == "ref":
            return "ref"
        if self._policy.operation == "create_all":
            return ""
        return "login" if key != "email" or "email" in self._policy.match_on else ""


def _first_few(text: str, rows: Iterable[FileRow]) -> Iterator[FileRow]:
    """Give those of the rows with a key that the directory gives for it, whatever else is loaded.

    :param rows: in the order of the file
    """
    number: Counter[tuple[str, str]] = Counter()
    for row in rows:
        places = [(key, row.place[0]) for key, value in row.keys.items() if value == text]
        if any(number[place] < FIRST_FEW for place in places):
            yield row
        number.update(places)


def _row_keys(row: FileRow) -> RowKeys:
    """Return the keys of a row as the matching has them."""
    keys = row.keys
    login, new_login = keys.get("login", ""), keys.get("new_login", "")
    old_login = login if new_login else ""
    return RowKeys(keys.get("ref", ""), new_login or login, old_login, keys.get("email", ""))
