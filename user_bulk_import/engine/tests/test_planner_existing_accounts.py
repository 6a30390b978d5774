"""Rows whose user exists: its login, reference and address, and whether it stays active."""

import pytest
from existing_users import ann, found, news, plan

from engine.testkit import make_row, make_user


def test_a_login_that_differs_stays_and_the_rest_applies():
    decision = plan(make_row(2, ref="R1", login="anna", city="Bergen"))
    assert (found(decision), news(decision)) == (["login_differs"], {"city": "Bergen"})
    assert decision.issues[0].params == {"login": "anna", "current": "ann"}


def test_a_rename_is_not_allowed_and_the_rest_applies():
    decision = plan(make_row(2, old_login="ann", login="anna", city="Bergen"))
    assert (found(decision), news(decision)) == (["rename_not_allowed"], {"city": "Bergen"})


def test_a_login_of_somebody_else_is_an_error():
    bob = make_user(8, "bob")
    decision = plan(make_row(2, ref="R1", login="bob"), ann(), bob, match_on=("ref",))
    assert (decision.action, found(decision)) == ("reject", ["login_taken"])
    decision = plan(make_row(2, old_login="ann", login="bob"), ann(), bob)
    assert found(decision) == ["login_taken"]


def test_a_reference_of_somebody_else_is_an_error():
    bob = make_user(8, "bob", ref="R2")
    decision = plan(make_row(2, login="ann", ref="R2"), ann(), bob, match_on=("login",))
    assert (decision.action, found(decision)) == ("reject", ["ref_taken"])
    assert decision.issues[0].params == {"ref": "R2", "user": "bob"}


def test_a_reference_that_is_not_written_takes_none_away():
    bob = make_user(8, "bob", ref="R2")
    row = make_row(2, login="ann", ref="R2")
    decision = plan(row, ann(), bob, match_on=("login",), update_mode="fill_missing")
    assert (decision.action, found(decision)) == ("unchanged", [])


def test_a_reference_may_change_its_case():
    assert news(plan(make_row(2, login="ann", ref="r1"))) == {"ref": "r1"}


def test_sharing_a_new_email_is_a_warning():
    bob = make_user(8, "bob", email="bob@example.org")
    row = make_row(2, login="ann", email="bob@example.org")
    decision = plan(row, ann(), bob, match_on=("login",))
    assert (decision.action, found(decision)) == ("update", ["email_shared"])


def test_an_email_shared_already_is_no_news():
    bob = make_user(8, "bob", email="ann@example.org")
    row = make_row(2, login="ann", email="ann@example.org")
    assert found(plan(row, ann(), bob, match_on=("login",))) == []


def test_a_protected_user_is_never_touched():
    row = make_row(2, login="ann", city="Bergen", deleted=True)
    for operation in ("create", "upsert", "update"):
        decision = plan(row, ann(protected=True), operation=operation, delete_action="archive")
        assert (decision.action, found(decision), decision.changes) == ("reject", ["protected"], ())


def test_a_deleted_user_is_archived_and_nothing_else():
    decision = plan(make_row(2, login="ann", city="Bergen", deleted=True), delete_action="archive")
    assert (decision.action, decision.changes) == ("archive", ())


def test_a_delete_that_is_not_allowed_leaves_the_row_out():
    decision = plan(make_row(2, login="ann", city="Bergen", deleted=True))
    assert (decision.action, found(decision)) == ("skip", ["delete_ignored"])
    assert decision.issues[0].column == "deleted"


def test_a_suspended_user_is_archived_with_the_changes():
    row = make_row(2, login="ann", city="Bergen", active=False)
    decision = plan(row, allow_suspend=True)
    assert (decision.action, news(decision)) == ("archive", {"city": "Bergen"})


def test_a_restored_user_takes_the_changes():
    row = make_row(2, login="ann", city="Bergen", active=True)
    decision = plan(row, ann(active=False), allow_suspend=True)
    assert (decision.action, news(decision)) == ("restore", {"city": "Bergen"})


@pytest.mark.parametrize(
    ("cell", "is_active", "code"),
    [
        ({"active": False}, True, "suspend_ignored"),
        ({"active": True}, False, "archived_kept"),
        ({}, False, "user_archived"),
    ],
)
def test_the_row_applies_where_the_state_stays(cell, is_active, code):
    decision = plan(make_row(2, cell, login="ann", city="Bergen"), ann(active=is_active))
    assert (decision.action, found(decision)) == ("update", [code])
    assert news(decision) == {"city": "Bergen"}
