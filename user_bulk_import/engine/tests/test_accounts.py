"""The truth table of Active × Deleted × current state."""

import pytest

from engine.accounts import account_step
from engine.policy import Policy

ACTIVE, ARCHIVED, UNKNOWN = True, False, None
YES, NO, BLANK = True, False, None

# deleted, active, is_active → (action, issue) where nothing is allowed, where all is
TABLE = {
    (YES, YES, ACTIVE): (("skip", "delete_ignored"), ("archive", "")),
    (YES, NO, ACTIVE): (("skip", "delete_ignored"), ("archive", "")),
    (YES, BLANK, ACTIVE): (("skip", "delete_ignored"), ("archive", "")),
    (YES, YES, ARCHIVED): (("skip", "delete_ignored"), ("unchanged", "")),
    (YES, NO, ARCHIVED): (("skip", "delete_ignored"), ("unchanged", "")),
    (YES, BLANK, ARCHIVED): (("skip", "delete_ignored"), ("unchanged", "")),
    (YES, YES, UNKNOWN): (("skip", "nothing_to_delete"), ("skip", "nothing_to_delete")),
    (YES, NO, UNKNOWN): (("skip", "nothing_to_delete"), ("skip", "nothing_to_delete")),
    (YES, BLANK, UNKNOWN): (("skip", "nothing_to_delete"), ("skip", "nothing_to_delete")),
    (NO, YES, ACTIVE): (("", ""), ("", "")),
    (NO, NO, ACTIVE): (("", "suspend_ignored"), ("archive", "")),
    (NO, BLANK, ACTIVE): (("", ""), ("", "")),
    (NO, YES, ARCHIVED): (("", "archived_kept"), ("restore", "")),
    (NO, NO, ARCHIVED): (("", ""), ("", "")),
    (NO, BLANK, ARCHIVED): (("", "user_archived"), ("", "user_archived")),
    (NO, YES, UNKNOWN): (("", ""), ("", "")),
    (NO, NO, UNKNOWN): (("", ""), ("", "")),
    (NO, BLANK, UNKNOWN): (("", ""), ("", "")),
}
TABLE |= {(BLANK, *key[1:]): outcome for key, outcome in TABLE.items() if key[0] is NO}


@pytest.mark.parametrize(("cells", "outcomes"), TABLE.items())
def test_account_cells_follow_the_truth_table(cells, outcomes):
    deleted, active, is_active = cells
    nothing_allowed = Policy()
    all_allowed = Policy(delete_action="archive", allow_suspend=True)
    for policy, outcome in zip((nothing_allowed, all_allowed), outcomes, strict=True):
        step = account_step(active, deleted, policy, is_active=is_active)
        assert (step.action, step.issue) == outcome
        assert step.with_changes == (deleted is not YES)


def test_the_table_names_every_combination():
    assert len(TABLE) == 3 * 3 * 3


def test_deleting_and_suspending_are_allowed_apart():
    only_suspend = Policy(allow_suspend=True)
    only_delete = Policy(delete_action="archive")
    assert account_step(NO, YES, only_suspend, is_active=ACTIVE).issue == "delete_ignored"
    assert account_step(NO, NO, only_delete, is_active=ACTIVE).issue == "suspend_ignored"
