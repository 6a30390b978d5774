"""What the directory in memory knows of associations; a part of :mod:`.testkit`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from .association_specs import LEFT, association_parts, is_association
from .decisions import CREATE, WRITING, Change, Decision
from .directory import ExistingUser, FileRow, KnownPerson, normalize_key
from .matching import keys_of
from .merging import identity
from .naming import names_of
from .persons import FIRST_FEW, ROW
from .policy import MATCH_KEYS, Policy
from .rows import ConvertedRow
from .values import Ref


class MemoryPeople:
    """Associations in memory, and the rows of a file as others name them."""

    all_users: dict[int, ExistingUser]
    calls: Counter[str]
    _last_id: int

    def __init__(self) -> None:
        self.associations: set[tuple[str, int, int]] = set()
        """Code, and the ids of the users on the left and on the right."""
        self.sheet_roles: dict[str, frozenset[int]] = {}
        """Ids of the roles that the people of a sheet get by default."""
        self.file_rows: list[FileRow] = []

    def apply(self, decisions: Iterable[Decision]) -> None:
        raise NotImplementedError

    def load_people(self, rows: Iterable[ConvertedRow], policy: Policy) -> None:
        """Take note of the rows of a file, in its order."""
        self.file_rows = [
            FileRow(
                number,
                (row.row.sheet, row.row.number),
                keys_of(row, policy),
                frozenset(names_of(row)),
                self.sheet_roles.get(row.row.sheet, frozenset()),
            )
            for number, row in enumerate(rows, 1)
        ]

    # What the planner asks

    def people(self, texts: Collection[str]) -> Collection[KnownPerson]:
        self.calls["people"] += 1
        return [
            _known(user)
            for user in self.all_users.values()
            if any(normalize_key(getattr(user, key)) in texts for key in MATCH_KEYS)
        ]

    def people_by_id(self, user_ids: Collection[int]) -> Collection[KnownPerson]:
        self.calls["people_by_id"] += 1
        return [_known(self.all_users[i]) for i in sorted(user_ids) if i in self.all_users]

    def rows_having(self, texts: Collection[str]) -> Collection[FileRow]:
        self.calls["rows_having"] += 1
        seen: Counter[tuple[str, str, str]] = Counter()
        found = []
        for row in self.file_rows:
            keys = [(row.place[0], *pair) for pair in row.keys.items() if pair[1] in texts]
            seen.update(keys)
            if any(seen[key] <= FIRST_FEW for key in keys):
                found.append(row)
        return found

    def rows_naming(self, names: Collection[str]) -> Collection[FileRow]:
        self.calls["rows_naming"] += 1
        return [row for row in self.file_rows if not row.names.isdisjoint(names)]

    def associated(
        self, user_ids: Collection[int], fields: Collection[str]
    ) -> Mapping[tuple[int, str], Collection[Ref]]:
        self.calls["associated"] += 1
        return {
            (user_id, field): refs
            for user_id in user_ids
            for field in fields
            if (refs := self._beside(user_id, field))
        }

    def _beside(self, user_id: int, field: str) -> tuple[Ref, ...]:
        code, side = association_parts(field) or ("", "")
        pairs = [(left, right) for kind, left, right in self.associations if kind == code]
        ids = [
            left if side == LEFT else right
            for left, right in sorted(pairs)
            if (right if side == LEFT else left) == user_id
        ]
        return tuple(_ref(self.all_users[i]) for i in ids if i in self.all_users)

    # What apply does

    def apply_file(self, decisions: Sequence[Decision], order: Iterable[int] = ()) -> None:
        """Do what the decisions about all rows of a file say, associations last.

        :param order: positions of the rows, in which they are applied
        """
        order = list(order) or list(range(len(decisions)))
        users: dict[int, int | None] = {}
        for position in order:
            decision = decisions[position]
            self.apply([decision])
            made = decision.action == CREATE
            users[position + 1] = self._last_id if made else decision.user_id
        for position in order:
            if decisions[position].action in WRITING:
                for change in decisions[position].changes:
                    if is_association(change.field):
                        self._associate(users[position + 1], change, users)

    def _associate(
        self, user_id: int | None, change: Change, users: Mapping[int, int | None]
    ) -> None:
        old = {identity(ref): ref for ref in change.old or ()}
        new = {identity(ref): ref for ref in change.new or ()}
        for key, ref in {**old, **new}.items():
            other = users.get(ref.id or 0) if ref.kind == ROW else ref.id
            if user_id is None or other is None or (key in old and key in new):
                continue
            code, side = association_parts(change.field) or ("", "")
            pair = (code, other, user_id) if side == LEFT else (code, user_id, other)
            if key in new:
                self.associations.add(pair)
            else:
                self.associations.discard(pair)


def _known(user: ExistingUser) -> KnownPerson:
    roles = user.values.get("roles") or ()
    name: Any = user.values.get("name") or user.login
    ids = frozenset(ref.id for ref in roles if ref.id and not ref.kind)
    return KnownPerson(user.id, name, user.login, user.email, user.ref, ids)


def _ref(user: ExistingUser) -> Ref:
    known = _known(user)
    return Ref(known.name or known.login, known.id)
