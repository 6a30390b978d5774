"""A directory in memory that can apply decisions, and short ways to write rows and users.

For the tests of the engine and of those who extend it; nothing else imports it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from .association_specs import is_association
from .catalogue import standard_catalogue
from .decisions import Decision
from .directory import ExistingUser, Found, Grant, Grants, normalize_key
from .fields import Catalogue
from .issues import Issue, Problem
from .lookup_codes import VALUE_UNKNOWN
from .matching import keys_of
from .password_plans import MUST_CHANGE
from .picture_names import PictureName
from .planner import Planner
from .policy import MATCH_KEYS, Policy
from .rows import ConvertedRow
from .tables import SourceRow
from .testkit_applying import MemoryApplier
from .values import Ref, Secret


def make_row(
    number: int,
    values: Mapping[str, Any] | None = None,
    /,
    *,
    sheet: str = "",
    issues: Sequence[Issue] = (),
    **more: Any,
) -> ConvertedRow:
    """Return a converted and resolved row whose headers are the names of its fields."""
    values = {**(values or {}), **more}
    columns = {name: name for name in values}
    return ConvertedRow(SourceRow(sheet, number, ()), values, tuple(issues), columns)


def make_user(id: int, login: str, /, values: Mapping[str, Any] | None = None, **own: Any):
    """Return a user as a directory has it; ``own`` are further attributes."""
    return ExistingUser(id, login, values=dict(values or {}), **own)


class MemoryDirectory(MemoryApplier):
    """Users and records in memory; a :class:`~.directory.Directory`.

    :param users: all that the importer sees
    :param records: known records by lookup and name
    :param made: lookups whose unknown names become new records
    :param contacts: contacts that may be linked, by e-mail address
    :param hidden_logins: of users whom the importer does not see
    :param grants: what roles and groups bring along

    ``calls`` counts the questions by method.
    """

    def __init__(
        self,
        users: Iterable[ExistingUser] = (),
        *,
        records: Mapping[str, Mapping[str, Ref]] | None = None,
        made: Collection[str] = ("tag",),
        contacts: Mapping[str, Sequence[Ref]] | None = None,
        hidden_logins: Collection[str] = (),
        grants: Mapping[Ref, Grant] | None = None,
    ):
        super().__init__()
        self.all_users = {user.id: user for user in users}
        self._records = {
            (lookup, normalize_key(name)): ref
            for lookup, by_name in (records or {}).items()
            for name, ref in by_name.items()
        }
        self._made = frozenset(made)
        self._contacts = {normalize_key(key): tuple(refs) for key, refs in (contacts or {}).items()}
        self._hidden = {normalize_key(login) for login in hidden_logins}
        self._grants = {(ref.kind, ref.id): grant for ref, grant in (grants or {}).items()}
        self._planned: set[str] = set()
        self._first: dict[tuple[str, str], tuple[str, int]] = {}
        self._new_refs: dict[tuple[str, str], Ref] = {}
        self._last_id = 1_000_000
        self._by_key: dict[str, defaultdict[str, list[ExistingUser]]] | None = None
        self.calls: Counter[str] = Counter()
        self.passwords: dict[int, str] = {}
        self.own_passwords: set[int] = set()
        self.photos: dict[str, Ref | Problem] = {}

    def load(self, rows: Iterable[ConvertedRow], policy: Policy) -> None:
        """Take note of the rows of a file, in its order, as a first pass over it does."""
        rows = list(rows)
        self.load_keys(((row.row.sheet, row.row.number), keys_of(row, policy)) for row in rows)
        self.load_people(rows, policy)

    def load_keys(self, keys: Iterable[tuple[tuple[str, int], Mapping[str, str]]]) -> None:
        """Take note of the place and keys of each row of a file, in its order."""
        for place, texts in keys:
            for pair in texts.items():
                self._first.setdefault(pair, place)

    def remember(self, decisions: Iterable[Decision]) -> None:
        """Take note of the logins that planned rows will get."""
        self._planned.update(normalize_key(d.login) for d in decisions if d.gives_login)

    def forget_file(self) -> None:
        """Be ready for another run."""
        self._planned.clear()
        self._first.clear()
        self.file_rows = []

    # What the planner asks

    def resolve(self, asked: Mapping[str, Collection[str]]) -> Found:
        self.calls["resolve"] += 1
        return {
            (lookup, text): self._resolve(lookup, text)
            for lookup, texts in asked.items()
            for text in texts
        }

    def users(
        self, keys: Mapping[str, Collection[str]], fields: Collection[str]
    ) -> Collection[ExistingUser]:
        self.calls["users"] += 1
        index = self._index()
        found = {
            user.id: user
            for key, texts in keys.items()
            for text in texts
            for user in index[key].get(text, ())
        }
        return [
            replace(user, values={name: self._value(user, name) for name in fields})
            for user in found.values()
        ]

    def _value(self, user: ExistingUser, name: str) -> Any:
        return self._beside(user.id, name) if is_association(name) else user.values.get(name)

    def grants(self, refs: Collection[Ref]) -> Grants:
        self.calls["grants"] += 1
        return Grants(self._grants)

    def taken_logins(self, logins: Collection[str]) -> Collection[str]:
        self.calls["taken_logins"] += 1
        used = self._index()["login"]
        return {
            login
            for login in logins
            if login in used or login in self._hidden or login in self._planned
        }

    def password_states(self, asked: Mapping[int, Secret]) -> Mapping[int, str]:
        self.calls["password_states"] += 1
        return {user_id: self._password_state(user_id, secret) for user_id, secret in asked.items()}

    def choose_password(self, user_id: int, password: str) -> None:
        """Do what a person does who sets another password."""
        self.passwords[user_id] = password
        self.own_passwords.add(user_id)
        user = self.all_users[user_id]
        self.all_users[user_id] = replace(user, values={**user.values, MUST_CHANGE: False})
        self._by_key = None

    def _password_state(self, user_id: int, secret: Secret) -> str:
        present = self.passwords.get(user_id)
        if user_id in self.own_passwords:
            return "own"
        if present is None:
            return "none"
        return "same" if present == secret.text else "other"

    def own_photos(self, stems: Collection[str]) -> Mapping[str, Mapping[str, Ref | Problem]]:
        self.calls["own_photos"] += 1
        found: defaultdict[str, dict[str, Ref | Problem]] = defaultdict(dict)
        for name, answer in self.photos.items():
            if (stem := PictureName.of(name).stem) in stems:
                found[stem][name] = answer
        return found

    def contacts(self, emails: Collection[str]) -> Mapping[str, Collection[Ref]]:
        self.calls["contacts"] += 1
        return {email: self._contacts[email] for email in emails if email in self._contacts}

    def first_rows(self, keys: Mapping[str, Collection[str]]) -> Mapping[tuple[str, str], Any]:
        self.calls["first_rows"] += 1
        pairs = ((key, text) for key, texts in keys.items() for text in texts)
        return {pair: self._first[pair] for pair in pairs if pair in self._first}

    # How it is kept

    def _resolve(self, lookup: str, text: str) -> Ref | Problem:
        if ref := self._records.get((lookup, normalize_key(text))):
            return ref
        if lookup in self._made:
            return Ref(text)
        return Problem(VALUE_UNKNOWN, value=text)

    def _index(self) -> dict[str, defaultdict[str, list[ExistingUser]]]:
        if self._by_key is None:
            self._by_key = {key: defaultdict(list) for key in MATCH_KEYS}
            for user in self.all_users.values():
                for key in MATCH_KEYS:
                    self._by_key[key][normalize_key(getattr(user, key))].append(user)
        return self._by_key


def plan_in_chunks(
    planner: Planner, rows: Sequence[ConvertedRow], directory: MemoryDirectory, size: int = 500
) -> list[Decision]:
    """Plan a whole file as a run does: chunk by chunk, in order, logins remembered."""
    decisions: list[Decision] = []
    for start in range(0, len(rows), size):
        planned = planner.plan(rows[start : start + size])
        directory.remember(planned)
        decisions += planned
    return decisions


def plan_file(
    rows: Sequence[ConvertedRow],
    policy: Policy,
    directory: MemoryDirectory,
    *,
    catalogue: Catalogue | None = None,
    defaults: Mapping[str, Any] | None = None,
    size: int = 500,
) -> list[Decision]:
    """Plan ``rows`` as a run of its own: both passes over a whole file.

    :param defaults: converted values by field name
    """
    sheets = list(dict.fromkeys(row.row.sheet for row in rows))
    planner = Planner(
        catalogue or standard_catalogue(), policy, directory, defaults=defaults, sheets=sheets
    )
    directory.forget_file()
    directory.load(rows, policy)
    return plan_in_chunks(planner, rows, directory, size)
