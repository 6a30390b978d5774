"""Which password a user gets, and who has to choose another one, rule by rule."""

import pytest

from engine.issues import Issue
from engine.policy import Policy
from engine.testkit import MemoryDirectory, make_row, make_user, plan_file
from engine.values import Secret

STRONG, WEAK = Secret("kV9#tq2Lw!x8Zp"), Secret("password1")
HASH = Secret("$pbkdf2-sha512$25000$c2FsdHNhbHQ$hashhash", "hash")
FLAG = "must_change_password"


def ann(flagged=False, **own):
    return make_user(7, "ann", {"name": "Ann Lee", FLAG: flagged}, **own)


def directory_with(user=None, present="first"):
    """Return a directory with Ann.

    :param present: her password, ``None`` for none
    """
    directory = MemoryDirectory([user or ann(None if present is None else False)])
    if present is not None:
        directory.passwords[7] = present
    return directory


def plan(directory, policy, /, **cells):
    return plan_file([make_row(2, login="ann", **cells)], Policy(**policy), directory)[0]


def update(directory=None, /, *, policy=None, **cells):
    """Plan a row for Ann in an import that overwrites passwords."""
    policy = {"update_passwords": True, **(policy or {})}
    return plan(directory or directory_with(), policy, **cells)


def create(mode, /, *, policy=None, **cells):
    """Plan a row for Ann where there is nobody yet."""
    cells = {"name": "Ann Lee", "email": "ann@example.org", **cells}
    return plan(MemoryDirectory(), {"password_mode": mode, **(policy or {})}, **cells)


def news(decision):
    return {change.field: change.new for change in decision.changes}


def secrets(decision):
    return {field: new for field, new in news(decision).items() if field in ("password", FLAG)}


def found(decision):
    return [issue.code for issue in decision.issues]


# New users


@pytest.mark.parametrize(
    ("mode", "blank", "filled", "hashed"),
    [
        ("generate", Secret(kind="generated"), STRONG, HASH),
        ("common", Secret(kind="common"), Secret(kind="common"), Secret(kind="common")),
        ("invite", None, None, None),
    ],
)
def test_where_a_new_password_comes_from(mode, blank, filled, hashed):
    assert news(create(mode)).get("password") == blank
    assert news(create(mode, password=STRONG)).get("password") == filled
    assert news(create(mode, password_hash=HASH)).get("password") == hashed


def test_a_password_may_be_required_of_new_users():
    decision = create("file")
    assert (decision.action, found(decision)) == ("reject", ["password_missing"])
    assert news(create("file", password=STRONG))["password"] == STRONG
    assert news(create("file", password_hash=HASH))["password"] == HASH


@pytest.mark.parametrize("field", ["password", "password_hash"])
def test_a_faulty_password_is_not_missing_too(field):
    fault = Issue("hash_unknown", {"minimum": 1, "maximum": 2}, row=2, column=field)
    row = make_row(2, {"login": "ann", "name": "Ann"}, issues=[fault])
    row.columns[field] = field
    for mode in ("file", "generate"):
        [decision] = plan_file([row], Policy(password_mode=mode), MemoryDirectory())
        assert (decision.action, found(decision)) == ("reject", ["hash_unknown"])


@pytest.mark.parametrize("mode", ["file", "generate"])
def test_a_password_and_a_hash_are_an_error(mode):
    assert found(create(mode, password=STRONG, password_hash=HASH)) == ["password_twice"]


@pytest.mark.parametrize("mode", ["common", "invite"])
def test_passwords_that_are_not_used_are_not_judged(mode):
    policy = {"password_length": 99}
    decision = create(mode, policy=policy, password=WEAK, password_hash=HASH)
    assert (decision.action, found(decision)) == ("create", [])


def test_odoo_says_how_long_a_password_is():
    short = create("file", policy={"password_length": 15}, password=STRONG)
    assert (short.action, found(short)) == ("reject", ["password_too_short"])
    assert short.issues[0].params == {"length": 14, "minimum": 15}
    assert create("file", policy={"password_length": 14}, password=STRONG).action == "create"


def test_nobody_knows_how_long_the_password_of_a_hash_is():
    policy = {"password_length": 2000}
    assert create("file", policy=policy, password_hash=HASH).action == "create"


@pytest.mark.parametrize(
    ("mode", "cells", "weak"),
    [
        ("file", {"password": WEAK}, True),
        ("file", {"password": Secret("ann@example.org")}, True),
        ("file", {"password": Secret("Ann Lee")}, True),
        ("file", {"password": STRONG}, False),
        ("file", {"password_hash": HASH}, False),
        ("generate", {}, False),
    ],
)
def test_who_has_to_change_a_new_password(mode, cells, weak):
    forced = {
        rule: FLAG in news(create(mode, policy={"force_password_change": rule}, **cells))
        for rule in ("weak", "none", "all")
    }
    assert forced == {"weak": weak, "none": False, "all": True}


def test_a_name_in_parts_is_one_to_guess_too():
    cells = {"first_name": "Wilhelmina", "last_name": "Stavangerson"}
    decision = create("file", password=Secret("wilhelmina stavangerson"), name="W. S.", **cells)
    assert FLAG not in news(decision), "only the name that the user gets counts"
    row = make_row(2, login="ws", password=Secret("wilhelmina stavangerson"), **cells)
    [decision] = plan_file([row], Policy(password_mode="file"), MemoryDirectory())
    assert news(decision)[FLAG] is True


@pytest.mark.parametrize("is_weak", [True, False])
def test_whether_the_common_password_is_weak_says_the_policy(is_weak):
    decision = create("common", policy={"common_is_weak": is_weak})
    assert news(decision).get(FLAG, False) == is_weak
    for rule, forced in (("none", False), ("all", True)):
        policy = {"common_is_weak": is_weak, "force_password_change": rule}
        assert news(create("common", policy=policy)).get(FLAG, False) == forced


def test_who_has_no_password_has_none_to_change():
    policy = {"force_password_change": "all", "force_all_matched": True}
    assert FLAG not in news(create("invite", policy=policy))


def test_an_address_or_a_password_is_a_way_in():
    def way(mode, **cells):
        row = make_row(2, login="ann", name="Ann Lee", **cells)
        return found(plan_file([row], Policy(password_mode=mode), MemoryDirectory())[0])

    assert way("invite") == ["no_way_in"]
    assert [way("generate"), way("common"), way("file", password=STRONG)] == [[], [], []]


# Users that exist


def test_passwords_of_existing_users_stay():
    for cells in ({"password": STRONG}, {"password_hash": HASH}):
        decision = plan(directory_with(), {}, **cells)
        assert (decision.action, found(decision)) == ("unchanged", [])


def test_passwords_of_existing_users_are_overwritten_where_that_is_on():
    assert secrets(update(password=STRONG)) == {"password": STRONG}
    assert secrets(update(password_hash=HASH)) == {"password": HASH}


def test_without_a_password_in_the_row_there_is_nothing_to_overwrite():
    for mode in ("file", "generate", "common", "invite"):
        decision = update(policy={"password_mode": mode, "force_password_change": "all"})
        assert (decision.action, found(decision)) == ("unchanged", [])


@pytest.mark.parametrize("cells", [{"password": STRONG}, {"password_hash": HASH}])
def test_the_same_password_is_no_change(cells):
    [secret] = cells.values()
    policy = {"force_password_change": "all"}
    decision = update(directory_with(present=secret.text), policy=policy, **cells)
    assert (decision.action, decision.changes) == ("unchanged", ())


def test_a_password_that_the_person_has_chosen_stays_with_a_note():
    directory = directory_with()
    directory.choose_password(7, "her own")
    decision = update(directory, password=WEAK, city="Oslo")
    assert (news(decision), found(decision)) == ({"city": "Oslo"}, ["password_own"])
    assert [issue.severity for issue in decision.issues] == ["info"]
    assert decision.issues[0].column == "password"


@pytest.mark.parametrize(("present", "written"), [("first", {}), (None, {"password": STRONG})])
def test_filling_gives_a_password_to_those_who_have_none(present, written):
    policy = {"update_mode": "fill_missing"}
    decision = update(directory_with(present=present), policy=policy, password=STRONG)
    assert secrets(decision) == written


def test_who_has_no_password_gets_the_files():
    assert secrets(update(directory_with(present=None), password=WEAK)) == {
        "password": WEAK,
        FLAG: True,
    }


def test_what_would_be_written_is_judged():
    both = update(password=STRONG, password_hash=HASH, city="Oslo")
    assert (both.action, found(both), both.changes) == ("reject", ["password_twice"], ())
    short = update(policy={"password_length": 15}, password=STRONG)
    assert (short.action, found(short)) == ("reject", ["password_too_short"])


@pytest.mark.parametrize("present", ["same", "own", "filled", "off"])
def test_what_is_not_written_is_not_judged(present):
    directory = directory_with(present=WEAK.text if present == "same" else "first")
    if present == "own":
        directory.choose_password(7, "her own")
    policy = {
        "password_length": 99,
        "update_mode": "fill_missing" if present == "filled" else "file",
        "update_passwords": present != "off",
    }
    decision = plan(directory, policy, password=WEAK, password_hash=HASH)
    assert (decision.action, decision.changes) == ("unchanged", ())


@pytest.mark.parametrize(
    ("cells", "weak"),
    [
        ({"password": WEAK}, True),
        ({"password": STRONG}, False),
        ({"password_hash": HASH}, False),
        ({"password": Secret("kwozamira.vextholm")}, True),
        ({"password": Secret("Plondrake Wuzzelbim")}, True),
        ({"password": Secret("quintersjo-hallstrom"), "last_name": "Quintersjö-Hallström"}, True),
        ({"password": Secret("grethe.hallstrom"), "email": "grethe.hallstrom@example.org"}, True),
    ],
)
def test_who_has_to_change_an_overwritten_password(cells, weak):
    values = {"name": "Plondrake Wuzzelbim", FLAG: False}
    user = make_user(7, "kwozamira.vextholm", values, ref="R1")
    row = make_row(2, {"ref": "R1", "name": "Plondrake Wuzzelbim", **cells})
    forced = {}
    for rule in ("weak", "none", "all"):
        policy = Policy(update_passwords=True, force_password_change=rule)
        [decision] = plan_file([row], policy, directory_with(user))
        assert "password" in news(decision)
        forced[rule] = FLAG in news(decision)
    assert forced == {"weak": weak, "none": False, "all": True}


@pytest.mark.parametrize(("password", "planned"), [(WEAK, {}), (STRONG, {FLAG: False})])
def test_the_password_that_is_written_says_whether_another_has_to_be_chosen(password, planned):
    directory = directory_with(ann(flagged=True))
    decision = update(directory, password=password)
    assert secrets(decision) == {"password": password, **planned}
    directory.apply([decision])
    assert directory.all_users[7].values[FLAG] is (password is WEAK)


# All who are matched


@pytest.mark.parametrize(
    ("rule", "matched", "flagged", "forced"),
    [
        ("all", True, False, True),
        ("all", True, True, False),  # already
        ("all", True, None, False),  # has no password
        ("all", False, False, False),
        ("weak", True, False, False),
        ("none", True, False, False),
    ],
)
@pytest.mark.parametrize("update_passwords", [True, False])
def test_all_who_are_matched_may_have_to_change_theirs(
    rule, matched, flagged, forced, update_passwords
):
    directory = directory_with(ann(flagged), None if flagged is None else "first")
    policy = {"force_password_change": rule, "force_all_matched": matched}
    decision = plan(directory, {"update_passwords": update_passwords, **policy})
    assert secrets(decision) == ({FLAG: True} if forced else {})
    assert decision.action == ("update" if forced else "unchanged")


def test_a_change_that_is_forced_shows_what_was_before():
    policy = {"force_password_change": "all", "force_all_matched": True}
    [change] = plan(directory_with(), policy).changes
    assert (change.field, change.old, change.new) == (FLAG, False, True)


@pytest.mark.parametrize(
    ("policy", "user", "cells"),
    [
        ({"update_mode": "none"}, ann(), {}),
        ({"operation": "create"}, ann(), {}),
        ({}, ann(protected=True), {}),
        ({"delete_action": "archive"}, ann(), {"deleted": True}),
        ({"delete_action": "delete"}, ann(), {"deleted": True}),
        ({}, ann(), {"deleted": True}),
    ],
)
def test_who_is_left_alone_or_goes_has_nothing_to_change(policy, user, cells):
    forced = {"force_password_change": "all", "force_all_matched": True}
    decision = update(directory_with(user), policy={**forced, **policy}, password=WEAK, **cells)
    assert decision.changes == ()


def test_whoever_has_chosen_one_is_asked_again_where_all_are():
    policy = {"force_password_change": "all", "force_all_matched": True}
    directory = directory_with()
    directory.apply([update(directory, policy=policy, password=WEAK)])
    directory.choose_password(7, "her own")
    again = update(directory, policy=policy, password=WEAK)
    assert (secrets(again), found(again)) == ({FLAG: True}, ["password_own"])


def test_whoever_has_yet_to_choose_one_is_not_asked_twice():
    policy = {"force_password_change": "all", "force_all_matched": True}
    directory = directory_with()
    directory.apply([update(directory, policy=policy, password=WEAK)])
    assert update(directory, policy=policy, password=WEAK).action == "unchanged"


# Rows about one user


@pytest.mark.parametrize("size", [1, 2])
@pytest.mark.parametrize("present", ["the first row's", "the second row's"])
def test_the_first_of_two_rows_decides_on_the_password(size, present):
    rows = [
        make_row(2, login="ann", password=Secret("the first row's")),
        make_row(3, login="ann", password=Secret("the second row's")),
    ]
    directory = directory_with(present=present)
    policy = Policy(update_passwords=True, force_password_change="none", password_length=99)
    first, second = plan_file(rows, policy, directory, size=size)
    is_same = present == "the first row's"
    assert found(first) == ([] if is_same else ["password_too_short"])
    assert found(second) == ["duplicate_in_file"]


# What the directory is asked


ON = {"update_passwords": True}


@pytest.mark.parametrize(
    ("policy", "user", "cells"),
    [
        ({}, ann(), {"password": STRONG}),
        ({"force_password_change": "all", "force_all_matched": True}, ann(), {"password": STRONG}),
        (ON | {"update_mode": "none"}, ann(), {"password": STRONG}),
        (ON | {"operation": "create"}, ann(), {"password": STRONG}),
        (ON | {"operation": "create_all"}, ann(), {"password": STRONG}),
        (ON, ann(protected=True), {"password": STRONG}),
        (ON, ann(), {"password": STRONG, "deleted": True}),
        (ON, make_user(8, "ben"), {"password": STRONG}),
        (ON, ann(), {}),
    ],
)
def test_nothing_is_asked_where_no_answer_is_needed(policy, user, cells):
    directory = directory_with(user)
    plan(directory, {"password_mode": "generate", **policy}, **cells)
    assert directory.calls["password_states"] == 0
    assert directory.calls["users"] == 1


def test_one_question_per_chunk():
    users = [make_user(number, f"user{number}") for number in range(10)]
    rows = [make_row(n + 2, login=f"user{n}", password=Secret(f"{n}")) for n in range(10)]
    for size, questions in ((10, 1), (5, 2), (3, 4)):
        directory = MemoryDirectory(users)
        plan_file(rows, Policy(update_passwords=True), directory, size=size)
        assert directory.calls["password_states"] == questions


def test_only_those_are_asked_about_whose_password_may_be_written():
    asked = []

    class Noting(MemoryDirectory):
        def password_states(self, secrets):
            asked.append(dict(secrets))
            return super().password_states(secrets)

    users = [make_user(n, f"user{n}", protected=n == 3) for n in (1, 2, 3, 4)]
    rows = [
        make_row(2, login="user1", password=STRONG),
        make_row(3, login="user2"),
        make_row(4, login="user3", password=STRONG),
        make_row(5, login="user4", password_hash=HASH),
        make_row(6, login="user5", password=STRONG, name="New"),
    ]
    plan_file(rows, Policy(update_passwords=True), Noting(users))
    assert asked == [{1: STRONG, 4: HASH}]
