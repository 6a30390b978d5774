"""What the planner decides about a row, stored on it, shown in the review and consumed by apply."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .issues import Issue
from .values import from_json, to_json

CREATE = "create"
UPDATE = "update"
UNCHANGED = "unchanged"
SKIP = "skip"
ARCHIVE = "archive"
RESTORE = "restore"
DELETE = "delete"
REJECT = "reject"

ACTIONS = (CREATE, UPDATE, UNCHANGED, SKIP, ARCHIVE, RESTORE, DELETE, REJECT)
OUTCOME_BY_ACTION = {
    CREATE: "created",
    UPDATE: "updated",
    UNCHANGED: "unchanged",
    SKIP: "skipped",
    ARCHIVE: "archived",
    RESTORE: "restored",
    DELETE: "deleted",
    REJECT: "failed",
}
"""What has become of a row when its decision was carried out."""

WRITING = (CREATE, UPDATE, ARCHIVE, RESTORE, DELETE)


Basis = tuple[str, int, str]
"""Kind and id of a role or group, and its digest."""


@dataclass(frozen=True, slots=True)
class Change:
    """One field's old and new value; ``old`` is ``None`` for a new user, ``new`` where emptied.

    Values of fields with several values are tuples of refs, sorted by label: all that the user
    had, and all that the user will have.

    :param basis: the roles and groups it rests on as they were (see :mod:`.granting`)
    """

    field: str
    old: Any
    new: Any
    basis: tuple[Basis, ...] = dataclasses.field(default=(), compare=False)

    def to_json(self) -> dict[str, Any]:
        data = {"field": self.field, "old": to_json(self.old), "new": to_json(self.new)}
        return data | {"basis": [list(item) for item in self.basis]} if self.basis else data

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Change:
        basis = tuple((kind, id_, digest) for kind, id_, digest in data.get("basis") or ())
        return cls(data["field"], from_json(data["old"]), from_json(data["new"]), basis)


@dataclass(frozen=True, slots=True)
class Decision:
    """What will happen for one row.

    :param action: one of :data:`ACTIONS`. ``archive`` and ``restore`` may carry changes, as
        ``update`` does; that the user becomes active or not is none of them
    :param user_id: the matched user
    :param contact_id: the contact that becomes the new user's partner
    :param changes: every field that will be written, each once
    :param issues: all that was found about the row, from reading to planning
    :param login: the login the user will have after the run, as far as known
    :param rules: which distribution rules the row meets, in their order: dicts of JSON with the
        rule's ``id`` and ``name``, and what it ``gave``: labels by field
    :param photo: id of the picture that came with the file and that this row asks for
    """

    action: str
    user_id: int | None = None
    contact_id: int | None = None
    changes: tuple[Change, ...] = ()
    issues: tuple[Issue, ...] = ()
    login: str = ""
    rules: tuple[Mapping[str, Any], ...] = ()
    photo: int | None = None

    def refused(self, issue: Issue) -> Decision:
        """Return the decision to do nothing, since there is this error too."""
        renamed = next((change for change in self.changes if change.field == "login"), None)
        login = renamed.old or "" if renamed else self.login
        issues = (*self.issues, issue)
        return Decision(REJECT, self.user_id, issues=issues, login=login, photo=self.photo)

    @property
    def gives_login(self) -> bool:
        """Whether the user gets :attr:`login` by this row, new or renamed."""
        return any(change.field == "login" for change in self.changes)
