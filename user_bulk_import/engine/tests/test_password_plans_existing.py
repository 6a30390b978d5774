"""Which password an existing user gets, and who has to choose another one, rule by rule."""

import pytest
from password_plan_rows import (
    FLAG,
    HASH,
    STRONG,
    WEAK,
    ann,
    directory_with,
    found,
    news,
    plan,
    secrets,
    update,
)

from engine.policy import Policy
from engine.testkit import make_row, make_user, plan_file
from engine.values import Secret


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
