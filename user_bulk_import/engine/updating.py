"""What a row does to the user it was matched with."""

from __future__ import annotations

from . import planning_codes as codes
from .accounts import account_step
from .decisions import ARCHIVE, DELETE, REJECT, RESTORE, SKIP, UNCHANGED, UPDATE, Change
from .directory import ExistingUser, normalize_key
from .drafts import Context, Draft
from .granting import USER_TYPE, grant_existing, with_basis
from .matching import names_user
from .merging import changes
from .password_plans import existing_changes
from .wanted import current_value, shut_out_company

TOUCHING = (ARCHIVE, RESTORE, DELETE)
"""What is done to the account itself."""


def plan_existing(draft: Draft, user: ExistingUser, context: Context) -> None:
    """Decide on a row whose user exists, and report what is wrong with it."""
    policy = context.policy
    former = draft.keys.old_login
    if draft.row.values.get("deleted") is True and former not in ("", normalize_key(user.login)):
        # Whoever had the previous login is gone; this is who has the new one.
        draft.action = SKIP
        draft.report(codes.DELETE_NOT_NAMED, "deleted", user=user.login)
        return
    if user.protected:
        draft.action = REJECT
        draft.report(codes.PROTECTED)
        return
    if policy.operation == "create" or policy.update_mode == "none":
        draft.action = SKIP
        draft.report(codes.EXISTS if policy.operation == "create" else codes.KEPT)
        return
    values = draft.row.values
    deleted = values.get("deleted") is True
    step = account_step(_truth(values.get("active")), deleted, policy, is_active=user.active)
    if step.action in TOUCHING and not names_user(draft.keys, user, policy.match_on):
        if deleted:
            draft.action = SKIP
            draft.report(codes.DELETE_NOT_NAMED, "deleted", user=user.login)
            return
        draft.report(codes.NOT_NAMED, "active", user=user.login)
    if step.issue:
        draft.report(step.issue, "deleted" if deleted else "active")
    draft.action = step.action
    if step.action == RESTORE and user.has_api_keys:
        draft.report(codes.API_KEYS_BACK, "active")
    if step.with_changes:
        _plan_changes(draft, user, context)
    if not draft.action:
        draft.action = UPDATE if draft.changes else UNCHANGED


def _truth(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _plan_changes(draft: Draft, user: ExistingUser, context: Context) -> None:
    if context.policy.update_mode != "file":
        draft.report_all(context.default_issues)
    wanted = context.wanted.for_existing(draft.row.values, user)
    grant_existing(draft, user, wanted, context)
    found = changes(wanted, lambda name: current_value(user, name), context.wanted.positions)
    draft.changes = with_basis(found, draft.basis)
    draft.changes += existing_changes(draft, user, context)
    if login := _new_login(draft, user, context):
        draft.login = login
        draft.changes = (Change("login", user.login, login), *draft.changes)
    changed = {change.field: change.new for change in draft.changes}
    if changed.get("ref"):
        context.check_ref(draft)
    if email := changed.get("email"):
        context.check_email(draft, email)
    codes_for_type = changed.get(USER_TYPE) == context.policy.mail_codes_for != ""
    if codes_for_type and not changed.get("email", user.email):
        draft.report(codes.NO_EMAIL_FOR_CODE)
    if company := shut_out_company(wanted, user):
        draft.report(codes.COMPANY_NOT_ALLOWED, "companies", company=company.label)


def _new_login(draft: Draft, user: ExistingUser, context: Context) -> str:
    """Return the login that the user gets, ``''`` where it stays; report one that cannot be.

    Only a user who is recognized by the reference or by the previous login is renamed: several
    people may share an e-mail address.
    """
    keys, login = draft.keys, draft.row.values.get("login")
    if login is None or keys.login == normalize_key(user.login):
        return ""
    if context.index.other("login", keys.login, user):
        draft.report(codes.LOGIN_TAKEN, "login", login=login)
        return ""
    known = (keys.ref, normalize_key(user.ref)), (keys.old_login, normalize_key(user.login))
    if context.policy.allow_rename and any(given == has != "" for given, has in known):
        return login
    forbidden = keys.old_login and not context.policy.allow_rename
    code = codes.RENAME_NOT_ALLOWED if forbidden else codes.LOGIN_DIFFERS
    draft.report(code, "login", login=login, current=user.login)
    return ""
