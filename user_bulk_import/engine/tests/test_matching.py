"""Whom a row is about."""

import pytest

from engine.matching import RowKeys, UserIndex, is_address, keys_of, match_user
from engine.policy import MATCH_KEYS, Policy
from engine.testkit import make_row, make_user
from engine.values import CLEAR


def match(row, *users, match_on=MATCH_KEYS):
    return match_user(RowKeys.of(row, match_on), UserIndex(users), match_on)


ANN = make_user(1, "ann", ref="R1", email="ann@example.org")
BOB = make_user(2, "bob", ref="R2", email="bob@example.org")


def test_keys_are_normalised_and_blank_ones_left_out():
    row = make_row(2, ref=" A1 ", login="Ann", email=CLEAR)
    assert keys_of(row, Policy()) == {"ref": "a1", "login": "ann"}


def test_an_old_login_counts_as_the_login_of_the_row():
    row = make_row(2, login="new", old_login="old")
    assert keys_of(row, Policy()) == {"login": "old", "new_login": "new"}


def test_a_missing_key_is_what_creation_would_use_where_the_row_has_no_other():
    by_email, by_login = Policy(match_on=("ref", "email")), Policy(match_on=("ref", "login"))
    row = make_row(2, email="A@x.org")
    assert keys_of(row, by_login) == {"login": "a@x.org", "email": "a@x.org"}
    assert keys_of(row, by_email) == {"email": "a@x.org"}
    row = make_row(2, login="a@x.org")
    assert keys_of(row, by_email) == {"login": "a@x.org", "email": "a@x.org"}
    assert keys_of(make_row(2, login="a@x.org", email=CLEAR), by_email) == {"login": "a@x.org"}
    row = make_row(2, email="a@x.org", ref="R1")
    assert keys_of(row, by_login) == {"ref": "r1", "email": "a@x.org"}


@pytest.mark.parametrize(
    "values", [{"ref": "r1"}, {"login": " ANN "}, {"email": "Ann@Example.org"}]
)
def test_each_key_finds_its_user_whatever_the_case(values):
    assert match(make_row(2, values), ANN, BOB).user is ANN


def test_a_key_that_is_not_asked_for_finds_nobody():
    assert match(make_row(2, ref="R1"), ANN, match_on=("login",)).user is None


def test_nobody_is_found_by_blank_keys():
    nameless = make_user(3, "nameless")
    assert match(make_row(2, login="new"), nameless).user is None
    assert match(make_row(2), nameless, ANN).user is None


def test_several_users_for_one_key_are_ambiguous():
    twin = make_user(3, "twin", email="ann@example.org")
    found = match(make_row(2, email="ann@example.org"), ANN, twin)
    assert (found.user, found.code, found.params["count"]) == (None, "match_ambiguous", 2)


def test_a_shared_email_is_no_objection_where_an_earlier_key_decides():
    twin = make_user(3, "twin", ref="R3", email="ann@example.org")
    assert match(make_row(2, ref="R3", email="ann@example.org"), ANN, twin).user is twin


def test_a_shared_email_that_comes_first_is_ambiguous_whatever_follows():
    twin = make_user(3, "twin", ref="R3", email="ann@example.org")
    row = make_row(2, ref="R3", email="ann@example.org")
    assert match(row, ANN, twin, match_on=("email", "ref")).code == "match_ambiguous"


def test_keys_that_name_different_users_conflict():
    found = match(make_row(2, ref="R1", login="bob"), ANN, BOB)
    assert (found.user, found.code, found.key) == (None, "match_conflict", "login")
    assert {found.params["user"], found.params["other_user"]} == {"ann", "bob"}


def test_a_stronger_key_that_nobody_has_contradicts_a_weaker_match():
    found = match(make_row(2, ref="R9", email="ann@example.org"), ANN)
    assert (found.user, found.code, found.key) == (None, "match_contradicted", "ref")
    found = match(make_row(2, login="sister", email="ann@example.org"), ANN)
    assert (found.code, found.key) == ("match_contradicted", "login")


def test_a_stronger_key_that_the_user_lacks_is_no_contradiction():
    user = make_user(3, "cid", email="cid@example.org")
    assert match(make_row(2, ref="R9", email="cid@example.org"), user).user is user


def test_a_weaker_key_may_change():
    assert match(make_row(2, email="new@example.org", login="ann"), ANN).user is ANN
    order = ("email", "ref")
    row = make_row(2, email="new@example.org", ref="R1")
    assert match(row, ANN, match_on=order).user is ANN


def test_the_old_login_finds_the_user_before_the_login():
    assert match(make_row(2, old_login="ann", login="anna"), ANN).user is ANN


def test_a_renamed_user_is_found_by_the_new_login():
    assert match(make_row(2, old_login="former", login="ann"), ANN).user is ANN


def test_an_email_alone_finds_the_user_who_got_it_as_login():
    user = make_user(3, "cid@example.org")
    assert match(make_row(2, email="cid@example.org"), user, match_on=("login",)).user is user


def test_a_login_alone_finds_the_user_who_got_it_as_email():
    user = make_user(3, "cid@example.org", email="cid@example.org")
    assert match(make_row(2, login="cid@example.org"), user, match_on=("email",)).user is user


def test_a_login_does_not_stand_for_an_email_where_logins_are_compared():
    family = make_user(3, "cid", email="home@example.org")
    assert match(make_row(2, login="home@example.org"), family).user is None


def test_archived_users_are_found():
    archived = make_user(3, "cid", active=False)
    assert match(make_row(2, login="cid"), archived).user is archived


@pytest.mark.parametrize(
    ("login", "expected"),
    [("ann@example.org", True), ("ann", False), ("ann@localhost", False), ("@x.org", False)],
)
def test_an_address_is_told_from_a_name(login, expected):
    assert is_address(login) is expected
