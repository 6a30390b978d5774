"""What a row whose user does not exist makes: a new user, with a login that is free and perhaps
a contact that is there already."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from . import planning_codes as codes
from .accounts import account_step
from .decisions import CREATE, REJECT, SKIP
from .directory import Directory, normalize_key
from .drafts import Context, Draft
from .duplicates import EarlierRows, report_duplicate
from .granting import USER_TYPE, grant_new, with_basis
from .logins import number_logins
from .merging import first_values
from .password_plans import plan_new_password
from .photos import PERSON_UNKNOWN
from .wanted import NAME_PARTS


def plan_missing(draft: Draft, context: Context) -> None:
    """Decide on a row whose user does not exist, and report what is wrong with it.

    The login is given afterwards, when it is known which rows of the chunk are sound.
    """
    policy = context.policy
    values = draft.row.values
    if draft.keys.person:
        draft.action = REJECT
        draft.report(PERSON_UNKNOWN, "person", value=values["person"])
        return
    step = account_step(None, values.get("deleted") is True, policy, is_active=None)
    if step.action:
        creates_all = policy.operation == "create_all"
        draft.action = step.action
        draft.report(codes.DELETE_IGNORED if creates_all else step.issue, "deleted")
        return
    if policy.operation == "update":
        draft.action = SKIP
        draft.report(codes.NOT_FOUND)
        return
    draft.action = CREATE
    draft.report_all(context.default_issues)
    context.check_required(draft, context.required_on_create)
    draft.wanted = context.wanted.for_new(values)
    grant_new(draft, context)
    draft.login = draft.wanted.get("login", "")
    _check_new(draft, context)


def _check_new(draft: Draft, context: Context) -> None:
    wanted = draft.wanted
    if "name" not in wanted and not draft.is_faulty(*NAME_PARTS):
        draft.report_missing(codes.NAME_MISSING, "name")
    if "login" not in wanted and not draft.is_faulty("email"):
        draft.report_missing(codes.LOGIN_MISSING, "login")
    plan_new_password(draft, context)
    context.check_ref(draft)
    if email := wanted.get("email"):
        context.check_email(draft, email)
    if not draft.has_error and not any(map(draft.keys.tried, context.policy.match_on)):
        draft.report(codes.NO_MATCH_KEY)


def give_logins(
    drafts: Sequence[Draft], directory: Directory, context: Context, earlier: EarlierRows
) -> None:
    """Give each new or renamed user the login of its row, or report why it cannot have it.

    :param drafts: rows that give their user a login, in the order of the file
    """
    if context.policy.operation == "create_all":
        _give_numbered([draft for draft in drafts if not draft.has_error], directory)
        return
    logins = {draft.keys.new_login for draft in drafts}
    taken = directory.taken_logins(logins) if logins else ()
    given: set[str] = set()
    for draft in drafts:
        login = draft.keys.new_login
        if draft.is_duplicate:
            continue
        if context.index.having("login", login):
            draft.report(codes.LOGIN_TAKEN, "login", login=draft.login)
        elif login in taken or login in given:
            _report_unavailable(draft, login, earlier)
        elif not draft.has_error:
            given.add(login)


def _report_unavailable(draft: Draft, login: str, earlier: EarlierRows) -> None:
    """Name the earlier row that gets the login; of other users that are not seen tell nothing."""
    for key in ("login", "new_login", "email"):
        if place := earlier.having(draft, key, login):
            report_duplicate(draft, key, login, place)
            return
    draft.report(codes.LOGIN_UNAVAILABLE, "login", login=draft.login)


def _give_numbered(drafts: Sequence[Draft], directory: Directory) -> None:
    if not drafts:
        return
    logins = number_logins([draft.login for draft in drafts], directory.taken_logins)
    for draft, given in zip(drafts, logins, strict=True):
        login = draft.login
        if given != login:
            draft.login = draft.wanted["login"] = given
            draft.report(codes.LOGIN_NUMBERED, "login", login=login, given=given)


def link_contacts(drafts: Sequence[Draft], directory: Directory, earlier: EarlierRows) -> None:
    """Give new users the contact that has their e-mail address, where it is one only.

    The address has to stand in the row, and in no row before: that one gets the contact.

    :param drafts: rows that make a user and have no error
    """
    linkable = [
        draft
        for draft in drafts
        if (email := _own_email(draft))
        and not any(earlier.having(draft, key, email) for key in ("email", "login"))
    ]
    emails: Collection[str] = {draft.keys.new_email for draft in linkable}
    contacts = directory.contacts(emails) if emails else {}
    for draft in linkable:
        found = tuple(contacts.get(draft.keys.new_email, ()))
        if len(found) > 1:
            draft.report(codes.CONTACT_AMBIGUOUS, "email", count=len(found))
        elif found:
            draft.contact_id = found[0].id
            draft.report(codes.CONTACT_LINKED, "email", contact=found[0].label)


def _own_email(draft: Draft) -> str:
    email = draft.keys.new_email
    return email if email and normalize_key(draft.wanted.get("email", "")) == email else ""


def finish_new(draft: Draft, context: Context) -> None:
    """Turn what a new user will have into the changes of the decision."""
    if "email" not in draft.wanted:
        _check_way_in(draft, context)
    changes = first_values(draft.wanted, context.wanted.positions)
    draft.changes = with_basis(changes, draft.basis)


def _check_way_in(draft: Draft, context: Context) -> None:
    """Tell of a new user without e-mail address who cannot log in by what is planned."""
    codes_for = context.policy.mail_codes_for
    if codes_for == "all" or codes_for == draft.wanted.get(USER_TYPE):
        draft.report(codes.NO_EMAIL_FOR_CODE)
    if "password" not in draft.wanted and not draft.guarded:
        draft.report(codes.NO_WAY_IN)
