"""Which password a user will have, and whether the person has to choose another one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from . import planning_codes as codes
from .decisions import Change
from .directory import ExistingUser
from .drafts import Context, Draft
from .issues import Problem
from .matching import names_user
from .passwords import check_length, is_weak
from .policy import Policy
from .values import Secret
from .wanted import NAME_PARTS, current_value

PASSWORD = "password"
MUST_CHANGE = "must_change_password"
PERSONAL = ("login", "email", "name")
"""Fields that somebody who knows the person would try as password."""


def given_secret(draft: Draft) -> Secret | None:
    """Return the password or the hash that a row has."""
    secret = draft.row.values.get(PASSWORD) or draft.row.values.get("password_hash")
    return secret if isinstance(secret, Secret) else None


def plan_new_password(draft: Draft, context: Context) -> None:
    """Put what a new user gets as password into ``draft.wanted``, and report what is wrong."""
    wanted, policy = draft.wanted, context.policy
    wanted.pop(PASSWORD, None)
    wanted.pop("password_hash", None)
    secret = _new_secret(draft, policy)
    if secret is None:
        if policy.password_mode == "file" and not draft.is_faulty("password_hash"):
            draft.report_missing(codes.PASSWORD_MISSING, PASSWORD)
    elif _is_sound(draft, secret, policy):
        wanted[PASSWORD] = secret
        if _must_change(secret, (wanted.get(name) for name in PERSONAL), policy):
            wanted[MUST_CHANGE] = True


def _new_secret(draft: Draft, policy: Policy) -> Secret | None:
    if policy.password_mode == "invite" or draft.is_faulty(PASSWORD, "password_hash"):
        return None
    if policy.password_mode == "common":
        return Secret(kind="common")
    given = given_secret(draft)
    return given or (Secret(kind="generated") if policy.password_mode == "generate" else None)


def _is_sound(draft: Draft, secret: Secret, policy: Policy) -> bool:
    """Report a password that is given twice or is too short."""
    if secret.kind not in ("given", "hash"):
        return True
    if PASSWORD in draft.row.values and "password_hash" in draft.row.values:
        draft.report(codes.PASSWORD_TWICE, PASSWORD)
        return False
    if secret.kind == "given":
        try:
            check_length(secret.text, policy)
        except Problem as problem:
            draft.report(problem.code, PASSWORD, **problem.params)
            return False
    return True


def _must_change(secret: Secret, personal: Iterable[str | None], policy: Policy) -> bool:
    """Return whether the person has to choose another password than ``secret``.

    A generated one is strong always, and nobody can tell how strong that of a hash is.
    """
    if policy.force_password_change != "weak":
        return policy.force_password_change == "all"
    if secret.kind == "common":
        return policy.common_is_weak
    return secret.kind == "given" and is_weak(secret.text, (text or "" for text in personal))


def asked_states(drafts: Iterable[Draft], policy: Policy) -> Mapping[int, Secret]:
    """Return what :meth:`.directory.Directory.password_states` has to be asked: the passwords of
    existing users that the policy lets an import write. Of several rows about one user the first
    stands."""
    if not policy.update_passwords or policy.update_mode == "none":
        return {}
    asked: dict[int, Secret] = {}
    for draft in drafts:
        if draft.user is None or draft.user.protected or draft.row.values.get("deleted") is True:
            continue
        if secret := given_secret(draft):
            asked.setdefault(draft.user.id, secret)
    return asked


def existing_changes(draft: Draft, user: ExistingUser, context: Context) -> tuple[Change, ...]:
    """Return what becomes of the password of a user that exists, and report what is wrong."""
    policy = context.policy
    secret = _written(draft, user, context)
    force = policy.force_password_change == "all" and policy.force_all_matched
    changes = ()
    if secret:
        changes = (Change(PASSWORD, None, secret),)
        force = force or _must_change(secret, _personal(draft, user), policy)
    flagged = user.values.get(MUST_CHANGE)
    named = names_user(draft.keys, user, policy.match_on)
    if force and named and not flagged and (secret or flagged is False):
        changes += (Change(MUST_CHANGE, flagged, True),)
    elif secret and flagged and not force:
        changes += (Change(MUST_CHANGE, True, False),)
    return changes


def _written(draft: Draft, user: ExistingUser, context: Context) -> Secret | None:
    """Return the password that the row writes, ``None`` where the present one stays."""
    state = context.password_states.get(user.id)
    secret = given_secret(draft)
    if state is None or secret is None or draft.is_duplicate:
        return None
    if state == "own":
        draft.report(codes.PASSWORD_OWN, PASSWORD)
        return None
    fills = context.policy.update_mode == "fill_missing"
    if state == "same" or (fills and state != "none"):
        return None
    if not names_user(draft.keys, user, context.policy.match_on):
        draft.report(codes.NOT_NAMED, PASSWORD, user=user.login)
        return None
    return secret if _is_sound(draft, secret, context.policy) else None


def _personal(draft: Draft, user: ExistingUser) -> Iterator[str | None]:
    """Give what the user is called now, as far as it was read, and in the row."""
    for name in (*PERSONAL, *NAME_PARTS):
        for value in (current_value(user, name), draft.row.values.get(name)):
            yield value if isinstance(value, str) else None
