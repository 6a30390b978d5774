"""What happens to an account needs a row that names it: a family shares an e-mail address."""

import pytest

from engine.matching import RowKeys, names_user
from engine.policy import MATCH_KEYS, Policy
from engine.testkit import MemoryDirectory, make_row, make_user, plan_file
from engine.values import Secret

MAIL = "family@example.org"
MUM = make_user(7, "mum", {"name": "Mum", "must_change_password": False}, email=MAIL)
KID = {"ref": "S1", "email": MAIL}
OPEN = {
    "allow_suspend": True,
    "update_passwords": True,
    "password_mode": "generate",
    "delete_action": "delete",
}


def plan(values, user=MUM, **policy):
    directory = MemoryDirectory([user])
    [decision] = plan_file([make_row(2, values)], Policy(**{**OPEN, **policy}), directory)
    return decision


def codes(decision):
    return [issue.code for issue in decision.issues]


def test_nobody_is_deleted_for_a_relative():
    decision = plan({**KID, "deleted": True})
    assert (decision.action, codes(decision)) == ("skip", ["delete_not_named"])
    assert plan({"email": MAIL, "deleted": True}).action == "delete"
    assert plan({"login": "mum", "email": MAIL, "deleted": True}).action == "delete"


def test_who_is_deleted_by_the_previous_login_is_not_replaced_by_who_has_the_new_one():
    row = {"old_login": "gone", "login": "mum", "deleted": True}
    decision = plan(row, match_on=("ref", "login"))
    assert (decision.action, codes(decision)) == ("skip", ["delete_not_named"])
    assert plan({**row, "old_login": "mum", "login": "new"}).action == "delete"


def test_the_order_of_the_keys_does_not_matter():
    bob = make_user(8, "bob", email=MAIL, ref="R-BOB")
    ann = {"ref": "R-ANN", "email": MAIL, "deleted": True}
    decision = plan(ann, bob, match_on=("email", "ref"))
    assert (decision.action, codes(decision)) == ("skip", ["delete_not_named"])
    by_login = {"login": "ann", "email": MAIL, "deleted": True}
    assert plan(by_login, bob, match_on=("email", "login")).action == "skip"


@pytest.mark.parametrize("cells", [{"active": False}, {"password": Secret("k3wn-7hqp-x2ma")}])
def test_an_account_is_not_taken_from_a_relative(cells):
    decision = plan({**KID, "name": "Kid", **cells})
    assert (decision.action, codes(decision)) == ("reject", ["not_named"])
    named = plan({"email": MAIL, "name": "Kid", **cells})
    assert named.action in ("archive", "update")


def test_nobody_comes_back_for_a_relative():
    archived = make_user(7, "mum", {"name": "Mum"}, email=MAIL, active=False)
    decision = plan({**KID, "active": True}, archived)
    assert (decision.action, codes(decision)) == ("reject", ["not_named"])


def test_other_details_are_taken_as_before():
    assert plan({**KID, "name": "Mum", "phone": "1"}).action == "update"


@pytest.mark.parametrize(
    ("keys", "match_on", "named"),
    [
        (RowKeys(ref="r1"), MATCH_KEYS, True),
        (RowKeys(ref="r1", login="other"), MATCH_KEYS, True),
        (RowKeys(ref="r2", login="mum"), MATCH_KEYS, False),
        (RowKeys(old_login="mum", login="mother"), MATCH_KEYS, True),
        (RowKeys(login="other", email=MAIL), ("email",), False),
        (RowKeys(email=MAIL), MATCH_KEYS, True),
        (RowKeys(), MATCH_KEYS, False),
    ],
)
def test_the_strongest_key_that_a_row_gives_decides(keys, match_on, named):
    user = make_user(7, "mum", email=MAIL, ref="R1")
    assert names_user(keys, user, match_on) is named


def test_a_key_that_finds_nobody_and_that_the_user_lacks_says_nothing():
    keys = RowKeys(ref="r1", login="mum")
    assert names_user(keys, MUM, ("login",))
    assert not names_user(keys, MUM, MATCH_KEYS)
