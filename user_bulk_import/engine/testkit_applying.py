"""What the directory in memory does with decisions; a part of :mod:`.testkit`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from .association_specs import is_association
from .decisions import ARCHIVE, CREATE, DELETE, RESTORE, WRITING, Decision
from .directory import ExistingUser, normalize_key
from .password_plans import MUST_CHANGE, PASSWORD
from .testkit_people import MemoryPeople
from .values import Ref, Secret

_OWN = ("login", "email", "ref", "active", "user_type")


class MemoryApplier(MemoryPeople):
    """Carries out decisions in memory."""

    passwords: dict[int, str]
    _by_key: dict[str, defaultdict[str, list[ExistingUser]]] | None
    _contacts: Mapping[str, Sequence[Ref]]
    _hidden: set[str]
    _made: frozenset[str]
    _new_refs: dict[tuple[str, str], Ref]
    _records: dict[tuple[str, str], Ref]

    def _index(self) -> dict[str, defaultdict[str, list[ExistingUser]]]:
        raise NotImplementedError

    def apply(self, decisions: Iterable[Decision]) -> None:
        """Do what the decisions say.

        :raises ValueError: for decisions that no applier could carry out
        """
        for decision in decisions:
            if decision.action in WRITING:
                self._apply(decision)
        self._by_key = None

    def _apply(self, decision: Decision) -> None:
        if decision.action == DELETE:
            del self.all_users[_user_id(decision)]
            return
        new = {
            change.field: self._saved(change.new)
            for change in decision.changes
            if not is_association(change.field)
        }
        if decision.action == CREATE:
            user = self._created(new, decision)
        else:
            user = self.all_users[_user_id(decision)]
        if decision.action in (ARCHIVE, RESTORE):
            new["active"] = decision.action == RESTORE
        if "groups" in new:
            new["imported_groups"] = _imported(user, new["groups"])
        own = {name: _own(name, new[name]) for name in _OWN if name in new}
        kept = {name: value for name, value in new.items() if not isinstance(value, Secret)}
        secret = new.get(PASSWORD)
        if isinstance(secret, Secret):
            self.passwords[user.id] = secret.text or f"{secret.kind} {user.id}"
            kept = {MUST_CHANGE: bool(user.values.get(MUST_CHANGE)), **kept}
        self.all_users[user.id] = replace(user, values={**user.values, **kept}, **own)

    def _created(self, new: Mapping[str, Any], decision: Decision) -> ExistingUser:
        if not (new.get("login") and new.get("name")) or decision.user_id:
            raise ValueError(f"no user can be made by {decision}")
        login = normalize_key(new["login"])
        used = self._index()["login"]
        if login in self._hidden or used[login]:
            raise ValueError(f"login taken: {login}")
        if decision.contact_id:
            self._contacts = {
                email: tuple(ref for ref in refs if ref.id != decision.contact_id)
                for email, refs in self._contacts.items()
            }
        self._last_id += 1
        user = ExistingUser(self._last_id, new["login"])
        used[login].append(user)
        return user

    def _saved(self, value: Any) -> Any:
        if isinstance(value, Ref) and value.id is None:
            return self._new_ref(value)
        if isinstance(value, tuple):
            return tuple(self._saved(item) for item in value)
        return value

    def _new_ref(self, ref: Ref) -> Ref:
        key = ref.kind, normalize_key(ref.label)
        if key not in self._new_refs:
            self._last_id += 1
            made = self._new_refs[key] = replace(ref, id=self._last_id)
            self._records.update({(lookup, key[1]): made for lookup in self._made})
        return self._new_refs[key]


def _imported(user: ExistingUser, groups: Sequence[Ref]) -> tuple[Ref, ...]:
    """Return the groups that imports gave, when the user gets ``groups``."""
    by_hand = set(user.values.get("groups") or ()) - set(user.values.get("imported_groups") or ())
    return tuple(group for group in groups if group not in by_hand)


def _user_id(decision: Decision) -> int:
    if decision.user_id is None:
        raise ValueError(f"no user to change in {decision}")
    return decision.user_id


def _own(name: str, value: Any) -> Any:
    return value if isinstance(value, bool) else value or ""
