"""The truth table of Active × Deleted × current state × what the policy allows."""

from itertools import product

import pytest

from engine.accounts import account_step
from engine.decisions import ACTIONS
from engine.issues import ISSUE_TYPES
from engine.policy import DELETE_ACTIONS, Policy
from engine.testkit import MemoryDirectory, make_row, make_user, plan_file

ACTIVE, ARCHIVED, UNKNOWN = True, False, None
YES, NO, BLANK = True, False, None

# active → what a row without a true Deleted cell does, by state of the user:
# (action, issue) where the active column may not archive and restore, and where it may
KEEPING = {
    (YES, ACTIVE): (("", ""), ("", "")),
    (NO, ACTIVE): (("", "suspend_ignored"), ("archive", "")),
    (BLANK, ACTIVE): (("", ""), ("", "")),
    (YES, ARCHIVED): (("", "archived_kept"), ("restore", "")),
    (NO, ARCHIVED): (("", ""), ("", "")),
    (BLANK, ARCHIVED): (("", "user_archived"), ("", "user_archived")),
    (YES, UNKNOWN): (("", ""), ("", "")),
    (NO, UNKNOWN): (("", ""), ("", "")),
    (BLANK, UNKNOWN): (("", ""), ("", "")),
}

# delete_action, state of the user → (action, issue) of a row with a true Deleted cell
DELETING = {
    ("none", ACTIVE): ("skip", "delete_ignored"),
    ("none", ARCHIVED): ("skip", "delete_ignored"),
    ("none", UNKNOWN): ("skip", "nothing_to_delete"),
    ("archive", ACTIVE): ("archive", ""),
    ("archive", ARCHIVED): ("unchanged", ""),
    ("archive", UNKNOWN): ("skip", "nothing_to_delete"),
    ("delete", ACTIVE): ("delete", ""),
    ("delete", ARCHIVED): ("delete", ""),
    ("delete", UNKNOWN): ("skip", "nothing_to_delete"),
}

CELLS = ("deleted", "active", "is_active", "delete_action", "allow_suspend")
WHOLE = list(
    product(
        (YES, NO, BLANK), (YES, NO, BLANK), (ACTIVE, ARCHIVED, UNKNOWN), DELETE_ACTIONS, (NO, YES)
    )
)


def outcome(deleted, active, is_active, delete_action, allow_suspend):
    if deleted:
        return DELETING[delete_action, is_active]
    return KEEPING[active, is_active][allow_suspend]


@pytest.mark.parametrize(CELLS, WHOLE)
def test_account_cells_follow_the_truth_table(
    deleted, active, is_active, delete_action, allow_suspend
):
    policy = Policy(delete_action=delete_action, allow_suspend=allow_suspend)
    step = account_step(active, deleted, policy, is_active=is_active)
    expected = outcome(deleted, active, is_active, delete_action, allow_suspend)
    assert (step.action, step.issue) == expected
    assert step.with_changes == (deleted is not YES)
    assert step.action in {"", *ACTIONS}
    assert step.issue in {"", *ISSUE_TYPES}


def test_the_tables_name_every_combination():
    assert len(KEEPING) == 3 * 3
    assert set(DELETING) == set(product(DELETE_ACTIONS, (ACTIVE, ARCHIVED, UNKNOWN)))
    assert len(WHOLE) == 3 * 3 * 3 * 3 * 2


@pytest.mark.parametrize("update_mode", ["file", "file_and_defaults", "fill_missing"])
@pytest.mark.parametrize(CELLS, WHOLE)
def test_a_run_does_what_the_table_says(
    deleted, active, is_active, delete_action, allow_suspend, update_mode
):
    policy = Policy(
        update_mode=update_mode, delete_action=delete_action, allow_suspend=allow_suspend
    )
    known = is_active is not UNKNOWN
    users = [make_user(7, "ann", {"name": "Ann"}, active=is_active)] if known else []
    directory = MemoryDirectory(users)
    cells = {"login": "ann", "name": "Ann", "phone": "+4711", "deleted": deleted, "active": active}
    row = make_row(2, {name: value for name, value in cells.items() if value is not BLANK})
    [decision] = plan_file([row], policy, directory)
    action, _issue = outcome(deleted, active, is_active, delete_action, allow_suspend)
    assert decision.action == (action or ("update" if known else "create"))
    directory.apply([decision])

    there = [(user.active, user.values.get("phone")) for user in directory.all_users.values()]
    if not known:
        assert there == ([] if deleted else [(active is not NO, "+4711")])
    elif deleted:
        stays = {"none": [(is_active, None)], "archive": [(ARCHIVED, None)], "delete": []}
        assert there == stays[delete_action]
    else:
        obeyed = allow_suspend and active is not BLANK
        assert there == [(active if obeyed else is_active, "+4711")]


@pytest.mark.parametrize("delete_action", DELETE_ACTIONS)
def test_deleting_wins_over_every_other_cell(delete_action):
    user = make_user(7, "ann", {"name": "Ann"}, ref="R1")
    policy = Policy(
        delete_action=delete_action,
        allow_suspend=True,
        allow_rename=True,
        update_passwords=True,
        force_password_change="all",
        force_all_matched=True,
    )
    row = make_row(2, ref="R1", login="anna", city="Oslo", active=True, deleted=True)
    [decision] = plan_file([row], policy, MemoryDirectory([user]))
    assert (decision.user_id, decision.changes, decision.login) == (7, (), "ann")


def test_deleting_and_suspending_are_allowed_apart():
    only_suspend = Policy(allow_suspend=True)
    for delete_action in ("archive", "delete"):
        only_delete = Policy(delete_action=delete_action)
        assert account_step(NO, YES, only_suspend, is_active=ACTIVE).issue == "delete_ignored"
        assert account_step(NO, NO, only_delete, is_active=ACTIVE).issue == "suspend_ignored"


@pytest.mark.parametrize(
    ("own", "cells", "allow_suspend", "codes"),
    [
        ({"active": False, "has_api_keys": True}, {"active": True}, True, ["api_keys_back"]),
        ({"active": False, "has_api_keys": False}, {"active": True}, True, []),
        ({"active": False, "has_api_keys": True}, {"active": True}, False, ["archived_kept"]),
        ({"active": False, "has_api_keys": True}, {}, True, ["user_archived"]),
        ({"active": False, "has_api_keys": True}, {"deleted": True, "active": True}, True, []),
        ({"active": True}, {"active": True}, True, []),
    ],
)
def test_api_keys_that_come_back_are_told_of(own, cells, allow_suspend, codes):
    user = make_user(7, "ann", **own)
    policy = Policy(allow_suspend=allow_suspend, delete_action="archive")
    [decision] = plan_file([make_row(2, cells, login="ann")], policy, MemoryDirectory([user]))
    assert [issue.code for issue in decision.issues] == codes
