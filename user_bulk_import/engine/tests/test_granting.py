"""Roles and groups by name: what a user gains and loses, and when the user type changes."""

import pytest
from grants import (
    CONTACTS,
    EDITOR,
    GRANTS,
    MANAGER,
    PARENT,
    SELL,
    SELL_ALL,
    SELLER,
    SHARED,
    STUDENT,
    VISIT,
    codes,
    grant,
    items,
    news,
    plan,
    row,
    user,
)

from engine.decisions import Change
from engine.testkit import make_row
from engine.values import CLEAR


def test_a_new_user_gets_the_groups_of_all_roles_and_groups_by_name():
    decision = plan(make_row(2, login="ann", name="Ann", roles=items(EDITOR, SELL)))
    assert news(decision) == {
        "login": "ann",
        "name": "Ann",
        "roles": (EDITOR, SELL),
        "groups": (CONTACTS, SELL),
        "user_type": "internal",
    }


def test_what_changes_by_roles_names_what_it_rests_on():
    changes = plan(row(EDITOR), user()).changes
    [with_basis] = [change for change in changes if change.basis]
    assert with_basis.basis == (("", EDITOR.id, GRANTS[EDITOR].digest),)
    assert Change.from_json(with_basis.to_json()).basis == with_basis.basis
    more = grant("internal", CONTACTS, implied=(SELL,))
    assert more.digest != GRANTS[EDITOR].digest
    assert grant("portal", CONTACTS).digest != GRANTS[EDITOR].digest


@pytest.mark.parametrize("groups", [(SELL,), (SELL_ALL,), (SELL, CONTACTS)])
@pytest.mark.parametrize("mode", ["add", "replace"])
def test_a_group_that_the_user_has_anyhow_is_no_change(groups, mode):
    assert plan(row(SELL), user(groups=groups), multi_value_mode=mode).action == "unchanged"


def test_a_group_by_name_that_a_role_of_the_row_gives_is_not_named_twice():
    assert news(plan(row(MANAGER, CONTACTS), user()))["roles"] == (MANAGER,)


@pytest.mark.parametrize("imported", [(), (CONTACTS,)])
def test_minus_takes_a_group_away_by_whomever_it_was_given(imported):
    ann = user(roles=imported, groups=(CONTACTS, SHARED), imported=imported)
    assert news(plan(row(("-", CONTACTS)), ann))["groups"] == (SHARED,)


def test_a_group_that_something_else_gives_is_not_taken_away_and_the_row_says_by_what():
    ann = user(roles=(EDITOR,), groups=(CONTACTS, SELL_ALL), imported=(CONTACTS,))
    for taken, by in ((CONTACTS, "Editor"), (SELL, "Sales / Administrator")):
        decision = plan(row(("-", taken)), ann)
        assert decision.action == "unchanged"
        [issue] = decision.issues
        assert (issue.code, issue.params["by"]) == ("group_stays", by)


def test_taking_away_what_the_user_does_not_have_is_nothing():
    decision = plan(row(("-", SELL), ("-", EDITOR)), user())
    assert (decision.action, decision.issues) == ("unchanged", ())


def test_replace_takes_away_what_imports_gave_and_nothing_given_by_hand():
    ann = user(roles=(EDITOR, SELL), groups=(CONTACTS, SELL, SHARED), imported=(CONTACTS, SELL))
    decision = plan(row(STUDENT), ann, multi_value_mode="replace")
    assert news(decision) == {"roles": (STUDENT,), "groups": (SHARED,)}


def test_a_role_that_goes_leaves_a_group_that_was_there_before_it():
    ann = user(roles=(EDITOR,), groups=(CONTACTS,), imported=())
    decision = plan(row(("-", EDITOR)), ann)
    assert news(decision) == {"roles": ()}


def test_a_group_that_another_kept_role_gives_is_not_lost():
    ann = user(roles=(EDITOR, PARENT), groups=(CONTACTS,), imported=(CONTACTS,))
    assert news(plan(row(("-", EDITOR)), ann)) == {"roles": (PARENT,)}
    # The kept one may have had it by what the other one implied.
    ann = user(roles=(MANAGER, SELLER), groups=(CONTACTS, SELL_ALL), imported=(CONTACTS, SELL_ALL))
    assert news(plan(row(("-", MANAGER)), ann)) == {"roles": (SELLER,), "groups": (SELL,)}


def test_the_clear_marker_takes_all_that_imports_gave():
    ann = user(roles=(EDITOR,), groups=(CONTACTS, SHARED), imported=(CONTACTS,))
    decision = plan(make_row(2, login="ann", roles=CLEAR), ann)
    assert news(decision) == {"roles": (), "groups": (SHARED,)}


def test_fill_missing_leaves_who_has_roles_alone():
    ann = user(roles=(EDITOR,), groups=(CONTACTS,), imported=(CONTACTS,))
    for names in ((STUDENT,), (("-", CONTACTS),)):
        assert plan(row(*names), ann, update_mode="fill_missing").action == "unchanged"
    assert news(plan(row(STUDENT), user(), update_mode="fill_missing")) == {"roles": (STUDENT,)}


# -- user type ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [EDITOR, SELL])
@pytest.mark.parametrize("allowed", ["up", "both"])
def test_a_portal_user_becomes_internal_where_a_role_or_group_asks_for_it(name, allowed):
    decision = plan(row(STUDENT, name), user("portal"), user_type_change=allowed)
    assert Change("user_type", "portal", "internal") in decision.changes


def test_who_becomes_internal_loses_the_groups_of_portal_users():
    decision = plan(row(EDITOR), user("portal", groups=(VISIT, SHARED)))
    assert news(decision)["groups"] == (CONTACTS, SHARED)


@pytest.mark.parametrize("name", [EDITOR, SELL])
def test_a_portal_user_who_has_to_stay_one_is_told_why_and_gets_the_rest(name):
    decision = plan(row(STUDENT, name), user("portal"), user_type_change="none")
    assert codes(decision) == ["type_stays_portal"]
    assert name.label in decision.issues[0].params["names"]
    assert news(decision) == {"roles": (STUDENT,)}


@pytest.mark.parametrize("allowed", ["none", "up"])
def test_an_internal_user_stays_one_where_the_policy_says_so(allowed):
    decision = plan(row(STUDENT), user(groups=(SELL,)), user_type_change=allowed)
    assert codes(decision) == ["type_stays_internal"]
    assert news(decision) == {"roles": (STUDENT,)}


def test_an_internal_user_becomes_a_portal_user_and_loses_the_groups_of_internal_ones():
    ann = user(groups=(SELL_ALL, CONTACTS, SHARED))
    decision = plan(row(STUDENT), ann, user_type_change="both")
    assert decision.changes == (
        Change("roles", (), (STUDENT,)),
        Change("groups", (CONTACTS, SELL_ALL, SHARED), (SHARED,)),
        Change("user_type", "internal", "portal"),
    )
    assert news(plan(row(PARENT), ann, user_type_change="both"))["groups"] == (CONTACTS, SHARED)


@pytest.mark.parametrize("kept", [EDITOR, SELL])
def test_nobody_becomes_a_portal_user_while_something_internal_is_left(kept):
    groups = GRANTS[kept].groups
    ann = user(roles=(kept,), groups=groups, imported=groups)
    assert "user_type" not in news(plan(row(STUDENT), ann, user_type_change="both"))
    decision = plan(row(STUDENT), ann, user_type_change="both", multi_value_mode="replace")
    assert news(decision)["user_type"] == "portal"


def test_the_type_follows_also_where_the_roles_stay():
    ann = user(roles=(STUDENT,))
    assert news(plan(row(STUDENT), ann, user_type_change="both")) == {"user_type": "portal"}
    assert news(plan(make_row(2, login="ann"), ann, user_type_change="both")) == {}
    assert plan(row(("-", STUDENT)), ann, user_type_change="both").action == "update"


@pytest.mark.parametrize("line", [row(STUDENT, VISIT, EDITOR), row(VISIT)])
def test_a_group_that_the_user_type_cannot_have_is_an_error(line):
    decision = plan(line, user())
    assert (decision.action, codes(decision)) == ("reject", ["type_conflict"])


@pytest.mark.parametrize(
    ("names", "user_type", "found"),
    [
        ((CONTACTS,), "portal", ["group_for_internal"]),
        ((STUDENT, CONTACTS), "internal", ["group_for_internal"]),
        ((CONTACTS,), "internal", []),
        ((EDITOR, CONTACTS), "portal", []),
        ((SELL, CONTACTS), "portal", []),  # what makes an internal user lets the other one be
        ((PARENT, CONTACTS), "portal", []),  # somebody made a role of it
        ((SHARED,), "portal", []),
        ((VISIT,), "portal", []),
    ],
)
def test_a_new_portal_user_gets_no_group_for_internal_users_by_its_name(names, user_type, found):
    line = make_row(2, email="bob@example.org", name="Bob", roles=items(*names))
    assert codes(plan(line, user_type=user_type)) == found


def test_what_a_portal_user_has_already_is_no_error():
    by_hand = user("portal", groups=(CONTACTS,))
    assert plan(row(CONTACTS), by_hand).action == "unchanged"
    assert codes(plan(row(CONTACTS), user("portal"))) == ["group_for_internal"]
    assert codes(plan(row(("-", CONTACTS)), user("portal"))) == []


def test_who_becomes_a_portal_user_does_not_keep_such_a_group_by_its_name():
    ann = user(groups=(CONTACTS,))
    line = row(STUDENT, CONTACTS)
    assert codes(plan(line, ann, user_type_change="both")) == ["group_for_internal"]


def test_a_login_by_mailed_code_is_thought_of_with_new_and_with_promoted_internal_users():
    new = make_row(2, login="bob", name="Bob", roles=items(EDITOR))
    assert "no_email_for_code" in codes(plan(new, mail_codes_for="internal"))
    new = make_row(2, login="bob", name="Bob", roles=items(STUDENT))
    assert "no_email_for_code" not in codes(plan(new, mail_codes_for="internal"))
    promoted = plan(row(EDITOR), user("portal"), mail_codes_for="internal")
    assert codes(promoted) == ["no_email_for_code"]
    reached = user("portal", email="ann@example.org")
    assert codes(plan(row(EDITOR), reached, mail_codes_for="internal")) == []
