"""A second, plain model of what shall happen to a row, for the grid of policies.

The model is written from the settings as README and DESIGN explain them. It knows tables and cases
only, and calls nothing of what plans.
"""

from dataclasses import dataclass
from typing import Any

from policy_grid_cases import BLANK, MUST_CHANGE, SHORT, cells_of, has_email, secret_of

from engine.values import CLEAR, Secret


@dataclass(frozen=True)
class Outcome:
    action: str
    codes: frozenset[str]
    changes: dict[str, Any]


def outcome(action, *codes, **changes):
    return Outcome(action, frozenset(codes), changes)


# operation → what becomes of a known person, and of an unknown one
PLACES = {
    "create": ("exists", "new"),
    "create_all": ("new", "new"),
    "upsert": ("existing", "new"),
    "update": ("existing", "not_found"),
}


def expected(policy, defaults, case, number, name):
    """Return what shall happen to the row."""
    if case.known and policy.operation != "create_all":
        if case.key == "email" and case.login == "other":
            # Whoever the row is about is gone; somebody else has the e-mail address.
            gone = outcome("skip", "nothing_to_delete")
            return gone if case.deleted else outcome("reject", "match_contradicted")
        if case.state == "protected":
            return outcome("reject", "protected")
    elif case.deleted:
        code = "delete_ignored" if policy.operation == "create_all" else "nothing_to_delete"
        return outcome("skip", code)
    place = PLACES[policy.operation][0 if case.known else 1]
    if place in ("exists", "not_found"):
        return outcome("skip", place)
    if place == "new":
        return expected_new(policy, defaults, case, number, name)
    if policy.update_mode == "none":
        return outcome("skip", "kept")
    return expected_existing(policy, defaults, case, name)


def settled(mode, now, cell, default):
    """Return what a detail will hold; a new user has nothing now, and takes the defaults."""
    if mode == "fill_missing" and (now is not None or cell is CLEAR):
        return now
    if cell is CLEAR:
        return None
    if cell is not BLANK:
        return cell
    return now if mode == "file" or default is None else default


# password mode → what a new user gets where the row has no password, and where it has one
NEW_PASSWORDS = {
    "file": ("missing", "given"),
    "generate": ("generated", "given"),
    "common": ("common", "common"),
    "invite": ("none", "none"),
}


def password_faults(policy, case):
    if case.password == "both":
        return {"password_twice"}
    too_short = case.password == "short" and policy.password_length > len(SHORT)
    return {"password_too_short"} if too_short else set()


def has_to_change(policy, kind, case):
    """Return whether the person has to choose another password than the one that is written."""
    by_kind = {
        "common": policy.common_is_weak,
        "generated": False,
        "given": case.password in ("weak", "personal", "short"),
    }
    return {"none": False, "all": True, "weak": by_kind[kind]}[policy.force_password_change]


def expected_new(policy, defaults, case, number, name):
    cells = cells_of(case, number, name)
    changes = {
        "login": cells.get("login") or (None if "old_login" in cells else cells.get("email")),
        "ref": cells.get("ref"),
        "name": cells.get("name"),
        "email": cells.get("email"),
        "city": settled("create", None, case.city, defaults.get("city")),
        "phone": settled("create", None, case.phone, defaults.get("phone")),
        "user_type": "portal",
    }
    if settled("create", None, case.active, defaults.get("active")) is False:
        changes["active"] = False
    codes = set()
    if not case.named:
        codes.add("name_missing")
    if not changes["login"]:
        codes.add("login_missing")
    if case.known and case.key == "ref":
        codes.add("ref_taken")
    kind = NEW_PASSWORDS[policy.password_mode][case.password != "blank"]
    if kind == "missing":
        codes.add("password_missing")
    elif kind == "given":
        codes |= password_faults(policy, case)
        changes["password"] = secret_of(case, name)
    elif kind != "none":
        changes["password"] = Secret(kind=kind)
    if "password" in changes and has_to_change(policy, kind, case):
        changes[MUST_CHANGE] = True
    shared = {"email_shared"} if case.known and case.key == "email" else set()
    if codes:
        return outcome("reject", *codes, *shared)
    if case.known and changes["login"] == name:
        changes["login"] += "1"
        codes.add("login_numbered")
    if not changes["email"] and "password" not in changes:
        codes.add("no_way_in")
    kept = {field: value for field, value in changes.items() if value is not None}
    return outcome("create", *codes, *shared, **kept)


# Active cell, user is active → action where the policy allows it, and the code where it does not
SUSPENDING = {
    (BLANK, True): ("", ""),
    (BLANK, False): ("", "user_archived"),
    (True, True): ("", ""),
    (True, False): ("restore", "archived_kept"),
    (False, True): ("archive", "suspend_ignored"),
    (False, False): ("", ""),
}


def expected_existing(policy, defaults, case, name):
    is_active = case.state != "archived"
    if case.deleted:
        return {
            "none": outcome("skip", "delete_ignored"),
            "archive": outcome("archive" if is_active else "unchanged"),
            "delete": outcome("delete"),
        }[policy.delete_action]
    action, code = SUSPENDING[case.active, is_active]
    if action:
        action, code = (action, "") if policy.allow_suspend else ("", code)
    now = {
        "name": name,
        "email": f"{name}@example.org" if has_email(case) else None,
        "city": case.city_now,
        "phone": case.phone_now,
    }
    cells = cells_of(case, 0, name)
    changes = {}
    for field, value in now.items():
        new = settled(policy.update_mode, value, cells.get(field), defaults.get(field))
        if new != value:
            changes[field] = new
    codes = {code} - {""}
    if cells.get("login", name) != name:
        if policy.allow_rename:
            changes["login"] = cells["login"]
        else:
            codes.add("rename_not_allowed" if "old_login" in cells else "login_differs")
    codes |= expected_password(policy, case, name, changes)
    if codes & {"password_twice", "password_too_short"}:
        return outcome("reject", *codes)
    return outcome(action or ("update" if changes else "unchanged"), *codes, **changes)


def expected_password(policy, case, name, changes):
    """Add what becomes of an existing user's password to ``changes``, return the codes."""
    codes = set()
    if policy.update_passwords and case.password != "blank":
        if case.present == "own":
            codes.add("password_own")
        elif case.present == "none" or (
            case.present == "other" and policy.update_mode != "fill_missing"
        ):
            codes = password_faults(policy, case)
            changes["password"] = secret_of(case, name)
    forced = policy.force_password_change == "all" and policy.force_all_matched
    has_password = case.present != "none"
    if has_password and case.flagged:
        # The new password is the one that counts.
        if "password" in changes and not forced and not has_to_change(policy, "given", case):
            changes[MUST_CHANGE] = False
    elif "password" in changes:
        if forced or has_to_change(policy, "given", case):
            changes[MUST_CHANGE] = True
    elif forced and has_password:
        changes[MUST_CHANGE] = True
    return codes
