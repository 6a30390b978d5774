"""Which password a new user gets, and who has to choose another one, rule by rule."""

import pytest
from password_plan_rows import FLAG, HASH, STRONG, WEAK, create, found, news

from engine.issues import Issue
from engine.policy import Policy
from engine.testkit import MemoryDirectory, make_row, plan_file
from engine.values import Secret


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
