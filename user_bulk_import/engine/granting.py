"""What the roles of a row make of a user: internal or portal, and which groups are gained and lost.

A role, or a group by its name, is an item of the field ``roles``. What it brings along is told by
the directory (:class:`~.directory.Grant`). The plan names it in full, in three fields: ``roles``
(what imports gave), ``user_type``, and ``groups`` (all that the user has directly, user types
apart), so that nothing is written but what the review shows.

* Only what an import gave is taken away when a role goes; a group that another one gives stays.
* A group that the user has anyhow, by hand or implied, is no change.
* ``-Group`` takes a group away that the user has directly, also one given by hand.
* The user type follows the roles that the row leaves the user, as far as ``user_type_change``
  allows. Who becomes a portal user keeps no group but those that roles give, and shared ones.
* A group by name alone makes nobody an internal user, and a portal user gains by name only groups
  that are made for portal users.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from . import planning_codes as codes
from .decisions import Basis, Change
from .directory import GROUP, ExistingUser, Grants
from .merging import identity, in_order
from .values import Item, Ref

if TYPE_CHECKING:
    from .drafts import Context, Draft

ROLES = "roles"
USER_TYPE = "user_type"
GROUPS = "groups"
IMPORTED = "imported_groups"
READ = (GROUPS, IMPORTED)
"""What has to be known of a user besides the roles."""

INTERNAL = "internal"
PORTAL = "portal"

Wanted = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Present:
    """What a user has: of a new one nothing."""

    user_type: str = ""
    roles: tuple[Ref, ...] = ()
    groups: tuple[Ref, ...] = ()
    imported: frozenset[int] = frozenset()

    @classmethod
    def of(cls, user: ExistingUser) -> _Present:
        values = user.values
        imported = frozenset(ref.id for ref in values.get(IMPORTED) or ())
        return cls(user.user_type, values.get(ROLES) or (), values.get(GROUPS) or (), imported)


def refs_of(drafts: Iterable[Draft], defaults: Mapping[str, Any]) -> set[Ref]:
    """Return all that the directory has to tell about: roles and groups of rows and of users."""
    refs = set(_named(defaults.get(ROLES)))
    for draft in drafts:
        refs.update(_named(draft.row.values.get(ROLES)))
        if draft.user:
            for name in (ROLES, GROUPS):
                refs.update(draft.user.values.get(name) or ())
    return refs


def _named(cell: Any) -> Iterable[Ref]:
    items = cell if isinstance(cell, tuple) else ()
    return (item.value for item in items if isinstance(item.value, Ref))


def grant_new(draft: Draft, context: Context) -> None:
    """Settle type and groups of a new user."""
    wanted = draft.wanted
    roles = wanted.get(ROLES) or ()
    user_type = _asked_type(roles, context.grants) or context.policy.user_type
    _settle(draft, wanted, _Present(), roles, user_type, context)
    for name in (ROLES, GROUPS):
        if not wanted.get(name):
            wanted.pop(name, None)


def grant_existing(draft: Draft, user: ExistingUser, wanted: Wanted, context: Context) -> None:
    """Settle type and groups of a user whose row says something about roles."""
    if ROLES not in wanted:
        return
    present = _Present.of(user)
    roles = wanted[ROLES] or ()
    user_type = _asked_type(roles, context.grants) or present.user_type
    if user_type != present.user_type:
        roles, user_type = _as_allowed(draft, present, roles, user_type, context)
    _settle(draft, wanted, present, roles, user_type, context)


def _asked_type(roles: Sequence[Ref], grants: Grants) -> str:
    """Return what a user with these roles has to be: internal as soon as one asks for it."""
    asked = {grants[ref].user_type for ref in roles}
    return INTERNAL if INTERNAL in asked else PORTAL if PORTAL in asked else ""


def _as_allowed(
    draft: Draft, present: _Present, roles: tuple[Ref, ...], user_type: str, context: Context
) -> tuple[tuple[Ref, ...], str]:
    """Return roles and user type as the policy allows them, and tell what it does not allow."""
    allowed = context.policy.user_type_change
    if user_type == INTERNAL and allowed == "none":
        refused = [ref for ref in roles if context.grants[ref].user_type == INTERNAL]
        names = ", ".join(ref.label for ref in refused)
        draft.report(codes.TYPE_STAYS_PORTAL, ROLES, names=names)
        return tuple(ref for ref in roles if ref not in refused), present.user_type
    if user_type == PORTAL and present.user_type == INTERNAL and allowed != "both":
        draft.report(codes.TYPE_STAYS_INTERNAL, ROLES)
        return roles, present.user_type
    return roles, user_type


def _settle(
    draft: Draft,
    wanted: Wanted,
    present: _Present,
    roles: tuple[Ref, ...],
    user_type: str,
    context: Context,
) -> None:
    """Put roles, user type and groups into ``wanted``, and tell what cannot be."""
    grants = context.grants
    for ref in roles:
        if grants[ref].only - {user_type}:
            draft.report(codes.TYPE_CONFLICT, ROLES, name=ref.label, user_type=user_type)
    _check_named(draft, present, roles, user_type, grants)
    given = {group.id: group for ref in roles for group in grants[ref].groups}
    kept = _kept_groups(present, roles, given, user_type, grants)
    removed = _removed(draft, context)
    taken = [ref for ref in removed if ref.id not in given]
    kept = [group for group in kept if identity(group) not in map(identity, taken)]
    held = _held(kept, user_type, grants)
    groups = [*kept, *(group for group_id, group in given.items() if group_id not in held)]
    for ref in removed:
        if by := _holders(ref, roles, groups, grants):
            draft.report(codes.GROUP_STAYS, ROLES, name=ref.label, by=", ".join(by))
    by_role = {group.id for ref in roles if ref.kind != GROUP for group in grants[ref].groups}
    old = set(map(identity, present.roles))
    wanted[ROLES] = tuple(
        ref
        for ref in roles
        if ref.kind != GROUP or identity(ref) in old or ref.id not in held | by_role
    )
    wanted[GROUPS] = in_order(groups)
    wanted[USER_TYPE] = user_type
    draft.basis = _basis([*present.roles, *wanted[ROLES]], grants)


def _check_named(
    draft: Draft, present: _Present, roles: Iterable[Ref], user_type: str, grants: Grants
) -> None:
    """Report groups by name that a portal user would gain, and that are not for one. What roles
    give is the decision of whoever made them, and what the user has already that of somebody
    else."""
    if user_type != PORTAL:
        return
    own = present.groups if present.user_type == PORTAL else ()
    held = _held(own, user_type, grants).union(
        *(grants[ref].held for ref in roles if ref.kind != GROUP)
    )
    for ref in roles:
        meant = grants[ref].shared or PORTAL in grants[ref].only
        if ref.kind == GROUP and not meant and ref.id not in held:
            draft.report(codes.GROUP_FOR_INTERNAL, ROLES, name=ref.label)


def _kept_groups(
    present: _Present,
    roles: tuple[Ref, ...],
    given: Collection[int | None],
    user_type: str,
    grants: Grants,
) -> list[Ref]:
    """Return the groups that the user has and keeps."""
    stay = set(map(identity, roles))
    dropped = [ref for ref in present.roles if identity(ref) not in stay]
    lost = {group.id for ref in dropped for group in grants[ref].groups} & present.imported
    kept = [group for group in present.groups if group.id in given or group.id not in lost]
    if user_type == present.user_type:
        return kept
    if user_type == PORTAL:
        return [
            group
            for group in kept
            if group.id in given or (grants[group].shared and INTERNAL not in grants[group].only)
        ]
    return [group for group in kept if PORTAL not in grants[group].only]


def _held(groups: Iterable[Ref], user_type: str, grants: Grants) -> set[int]:
    """Return the ids of groups and of all that they and the user type imply."""
    return set(grants.of_type.get(user_type, ())).union(*(grants[group].held for group in groups))


def _removed(draft: Draft, context: Context) -> list[Ref]:
    """Return the groups that the row takes away by name."""
    cell = draft.row.values.get(ROLES)
    if cell is None and context.policy.update_mode != "file":
        cell = context.wanted.defaults.get(ROLES)
    items: Sequence[Item] = cell if isinstance(cell, tuple) else ()
    return [
        item.value
        for item in items
        if item.remove and isinstance(item.value, Ref) and item.value.kind == GROUP
    ]


def _holders(
    removed: Ref, roles: Sequence[Ref], groups: Sequence[Ref], grants: Grants
) -> list[str]:
    """Return the names of what a user has a group by: roles, else groups that imply it."""
    giving = [ref for ref in roles if removed.id in {group.id for group in grants[ref].groups}]
    implying = [group for group in groups if removed.id in grants[group].held]
    return [ref.label for ref in giving or implying]


def _basis(refs: Iterable[Ref], grants: Grants) -> tuple[Basis, ...]:
    found = {(ref.kind, ref.id): grants[ref].digest for ref in refs if ref.id is not None}
    return tuple(sorted((kind, id_, digest) for (kind, id_), digest in found.items()))


def with_basis(changes: tuple[Change, ...], basis: tuple[Basis, ...]) -> tuple[Change, ...]:
    """Return the changes, the first one by roles with what they rest on."""
    names = (ROLES, USER_TYPE, GROUPS)
    first = next((change for change in changes if change.field in names), None)
    if first is None or not basis:
        return changes
    return tuple(replace(change, basis=basis) if change is first else change for change in changes)
