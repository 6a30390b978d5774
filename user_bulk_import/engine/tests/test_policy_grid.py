"""Operation × update mode × password mode against a second, plain model of what shall happen.

The model is written from the settings as README and DESIGN explain them. It knows tables and cases
only, and calls nothing of what plans.
"""

from collections import Counter
from dataclasses import dataclass
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.decisions import ACTIONS, WRITING
from engine.policy import OPERATIONS, PASSWORD_MODES, UPDATE_MODES, Policy
from engine.testkit import MemoryDirectory, make_row, make_user, plan_file
from engine.values import CLEAR, Secret

GRID = tuple(product(OPERATIONS, UPDATE_MODES, PASSWORD_MODES))
BLANK = None
MUST_CHANGE = "must_change_password"
NAMES = ("abel.norling", "bodil.marker", "conny.stavang", "dagny.ulstein")
STRONG, WEAK, SHORT = "kV9#tq2Lw!x8Zp", "password1", "u7$Q"
HASH = "$pbkdf2-sha512$25000$c2FsdHNhbHQ$hashhash"

SEEN: Counter[str] = Counter()
VISITED: set[tuple[str, str, str]] = set()


@dataclass(frozen=True)
class Case:
    """One row, and the user that it is about.

    :param state: ``unknown``, ``active``, ``archived`` or ``protected``
    :param key: how the row names the person
    :param login: whether the row also has the user's login, another one, or none
    :param present: the user's password, compared with the row's: ``none``, ``same``, ``other``, or
        ``own`` where the person has set it since an import
    :param password: what the row has: ``blank``, ``strong``, ``weak``, ``personal``, ``short``,
        ``hash``, or ``both`` a password and a hash
    """

    state: str
    key: str
    login: str
    has_email: bool
    email: bool
    named: bool
    city_now: str | None
    city: Any
    phone_now: str | None
    phone: Any
    present: str
    flagged: bool
    password: str
    deleted: bool | None
    active: bool | None

    @property
    def known(self):
        return self.state != "unknown"


cities = st.sampled_from([BLANK, CLEAR, "Oslo", "Voss"])
cases = st.builds(
    Case,
    state=st.sampled_from(
        ["active", "active", "unknown", "unknown", "archived", "archived", "protected"]
    ),
    key=st.sampled_from(["ref", "ref", "login", "email", "old_login"]),
    login=st.sampled_from(["none", "same", "other"]),
    has_email=st.booleans(),
    email=st.booleans(),
    named=st.sampled_from([True] * 7 + [False]),
    city_now=st.sampled_from([None, "Oslo"]),
    city=cities,
    phone_now=st.sampled_from([None, "+4711"]),
    phone=st.sampled_from([BLANK, "+4722"]),
    present=st.sampled_from(["none", "same", "other", "own"]),
    flagged=st.booleans(),
    password=st.sampled_from(
        ["strong", "blank", "hash", "blank", "hash", "weak", "personal", "short", "both"]
    ),
    deleted=st.sampled_from([BLANK, BLANK, BLANK, BLANK, False, True]),
    active=st.sampled_from([BLANK, True, False]),
)
policies = st.fixed_dictionaries(
    {
        "update_passwords": st.booleans(),
        "force_password_change": st.sampled_from(["weak", "none", "all"]),
        "force_all_matched": st.booleans(),
        "password_length": st.sampled_from([0, 8]),
        "common_is_weak": st.booleans(),
        "delete_action": st.sampled_from(["none", "archive", "delete"]),
        "allow_suspend": st.booleans(),
        "allow_rename": st.booleans(),
        "invite": st.booleans(),
    }
)
some_defaults = st.fixed_dictionaries(
    {},
    optional={
        "city": st.just("Molde"),
        "phone": st.just("+4733"),
        "active": st.booleans(),
        # One user's own, or a secret: no default for them counts.
        "deleted": st.just(True),
        "ref": st.just("R0"),
        "password": st.just(Secret("default password")),
    },
)


# The file and the directory that a case stands for


def secret_of(case, name):
    """Return the password of the row, or its hash where there is no password."""
    texts = {"strong": STRONG, "weak": WEAK, "personal": name, "short": SHORT, "both": STRONG}
    if case.password == "hash":
        return Secret(HASH, "hash")
    return Secret(texts[case.password]) if case.password in texts else None


def has_email(case):
    return case.has_email or case.key == "email"


def user_of(case, number, name):
    values = {"name": name, "city": case.city_now, "phone": case.phone_now}
    values[MUST_CHANGE] = None if case.present == "none" else case.flagged
    return make_user(
        number,
        name,
        values,
        ref=f"R{number}",
        email=f"{name}@example.org" if has_email(case) else "",
        active=case.state != "archived",
        protected=case.state == "protected",
    )


def cells_of(case, number, name):
    """Return the filled cells of the row."""
    cells = {
        "login": login_cell(case, name),
        "old_login": name if case.key == "old_login" else BLANK,
        "ref": f"R{number}" if case.key == "ref" else BLANK,
        "email": email_cell(case, name),
        "name": f"New {name}" if case.named else BLANK,
        "city": case.city,
        "phone": case.phone,
        "password": BLANK if case.password == "hash" else secret_of(case, name),
        "password_hash": Secret(HASH, "hash") if case.password in ("hash", "both") else BLANK,
        "deleted": case.deleted,
        "active": case.active,
    }
    return {field: value for field, value in cells.items() if value is not BLANK}


def login_cell(case, name):
    if case.key == "old_login":
        return f"new.{name}"
    if case.key == "login":
        return name
    return {"none": BLANK, "same": name, "other": f"new.{name}"}[case.login]


def email_cell(case, name):
    if case.key == "email":
        return f"{name}@example.org"
    return f"{name}@new.example" if case.email else BLANK


def directory_of(people):
    directory = MemoryDirectory(
        user_of(case, number, name) for number, name, case in people if case.known
    )
    for number, name, case in people:
        if not case.known or case.present == "none":
            continue
        secret = secret_of(case, name)
        same = case.present == "same" and secret
        directory.passwords[number] = secret.text if same else "something else"
        if case.present == "own":
            directory.own_passwords.add(number)
    return directory


# The model: what shall happen


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


# Both together


@pytest.mark.parametrize("cell", GRID, ids="-".join)
@given(drawn=st.lists(cases, min_size=4, max_size=4), options=policies, defaults=some_defaults)
@settings(max_examples=10)
def test_the_planner_agrees_with_the_model(cell, drawn, options, defaults):
    operation, update_mode, password_mode = cell
    policy = Policy(
        operation=operation, update_mode=update_mode, password_mode=password_mode, **options
    )
    people = [(number + 1, NAMES[number], case) for number, case in enumerate(drawn)]
    directory = directory_of(people)
    rows = [make_row(number + 1, cells_of(case, number, name)) for number, name, case in people]
    decisions = plan_file(rows, policy, directory, defaults=defaults)
    for decision, (number, name, case) in zip(decisions, people, strict=True):
        wanted = expected(policy, defaults, case, number, name)
        codes = frozenset(issue.code for issue in decision.issues)
        changes = {change.field: change.new for change in decision.changes}
        assert Outcome(decision.action, codes, changes) == wanted
        SEEN.update([decision.action, *codes, *kinds_seen(decision, changes)])
    VISITED.add(cell)
    directory.apply(decisions)
    check_result(directory, decisions, people)
    if operation != "create_all":
        check_second_time(policy, defaults, directory, rows, decisions, people)


def kinds_seen(decision, changes):
    verb = "create" if decision.action == "create" else "update"
    if "password" in changes:
        yield f"{verb}: {changes['password'].kind} password"
    elif decision.action in ("create", "update"):
        yield f"{verb}: no password"
    if MUST_CHANGE in changes:
        because = "with a password" if "password" in changes else "alone"
        yield f"{verb}: has to change it, {because}"
    if verb == "update" and "login" in changes:
        yield "update: login"


def check_result(directory, decisions, people):
    """The directory holds what was decided, and whoever was left alone is as before."""
    for decision, (number, name, case) in zip(decisions, people, strict=True):
        if case.known and decision.action in ("skip", "reject", "unchanged", "create"):
            assert directory.all_users[number] == user_of(case, number, name)


def check_second_time(policy, defaults, directory, rows, decisions, people):
    """The same file plans nothing again, also when those who have to change it chose a password.

    Two settings contradict that. ``force_all_matched`` asks those who have chosen one again. And
    where new users do not get the file's passwords but existing ones do, those who were new take
    the file's the second time.
    """
    chosen = set()
    handled = {decision.login for decision in decisions if decision.action != "reject"}
    for user in [*directory.all_users.values()]:
        if user.values.get(MUST_CHANGE) and user.login in handled:
            directory.choose_password(user.id, "my own choice")
            chosen.add(user.login)
    again = plan_file(rows, policy, directory, defaults=defaults)
    for first, second, (_number, _name, case) in zip(decisions, again, people, strict=True):
        changed = {change.field for change in second.changes}
        if (
            second.login in chosen
            and policy.force_password_change == "all"
            and policy.force_all_matched
            and changed
        ):
            assert changed == {MUST_CHANGE}
            SEEN["asked again"] += 1
        elif (
            first.action == "create"
            and policy.password_mode in ("common", "invite")
            and policy.update_passwords
            and case.password != "blank"
            and (changed or second.action == "reject")
        ):
            assert changed <= {"password", MUST_CHANGE}
        else:
            assert second.action not in WRITING, second
            assert (second.action == "reject") == (first.action == "reject")


KINDS = {
    *ACTIONS,
    *("exists", "kept", "not_found", "protected", "match_contradicted", "ref_taken"),
    *("name_missing", "login_missing", "login_numbered", "email_shared", "no_way_in"),
    *("login_differs", "rename_not_allowed"),
    *("password_missing", "password_twice", "password_too_short", "password_own"),
    *("delete_ignored", "nothing_to_delete"),
    *("suspend_ignored", "archived_kept", "user_archived"),
    *(f"create: {kind} password" for kind in ("given", "hash", "generated", "common", "no")),
    *(f"update: {kind} password" for kind in ("given", "hash", "no")),
    "create: has to change it, with a password",
    "update: has to change it, with a password",
    "update: has to change it, alone",
    "update: login",
    "asked again",
}


def test_every_cell_of_the_grid_and_every_outcome_was_met():
    for cell in GRID:
        if cell not in VISITED:  # where this test was chosen alone
            test_the_planner_agrees_with_the_model(cell)
    assert len(VISITED) == 4 * 4 * 4
    assert set(SEEN) == KINDS


@pytest.mark.parametrize("password_mode", ["common", "invite"])
def test_new_users_take_the_files_password_the_second_time(password_mode):
    """What :func:`check_second_time` allows for, where the two settings contradict each other."""
    policy = Policy(password_mode=password_mode, update_passwords=True)
    directory = MemoryDirectory()
    row = make_row(2, login="abel", name="Abel", password=Secret(STRONG))
    fields = []
    for _run in range(3):
        [decision] = plan_file([row], policy, directory)
        directory.apply([decision])
        fields.append([change.field for change in decision.changes])
    assert fields[1:] == [["password"], []]
