"""Rows whose user exists."""

import pytest

from engine.catalogue import standard_catalogue
from engine.issues import Issue
from engine.planner import Planner
from engine.policy import Policy
from engine.testkit import MemoryDirectory, make_row, make_user, plan_file
from engine.values import CLEAR, Item, Ref, Secret

OSLO = {"name": "Ann Lee", "city": "Oslo", "phone": None, "tags": ()}
STAFF = Ref("Staff", 11, "role")
HERE, THERE = Ref("Here Ltd", 1), Ref("There Ltd", 2)


def ann(values=OSLO, **own):
    return make_user(7, "ann", values, **{"ref": "R1", "email": "ann@example.org", **own})


def plan(row, *users, defaults=None, **policy):
    directory = MemoryDirectory(users or [ann()])
    return plan_file([row], Policy(**policy), directory, defaults=defaults)[0]


def news(decision):
    return {change.field: change.new for change in decision.changes}


def olds(decision):
    return {change.field: change.old for change in decision.changes}


def found(decision):
    return [issue.code for issue in decision.issues]


def test_what_differs_is_changed_with_old_and_new():
    decision = plan(make_row(2, login="ann", city="Bergen", name="Ann Lee"))
    assert (decision.action, decision.user_id, decision.login) == ("update", 7, "ann")
    assert (news(decision), olds(decision)) == ({"city": "Bergen"}, {"city": "Oslo"})


def test_nothing_that_differs_is_unchanged():
    row = make_row(2, login="Ann", name="Ann Lee ", city="Oslo", email="ANN@example.org", ref="R1")
    decision = plan(row)
    assert (decision.action, decision.changes) == ("unchanged", ())


def test_what_was_empty_and_what_becomes_so_is_none():
    decision = plan(make_row(2, login="ann", ref="R1", email="a@x.org"), ann(ref="", email=""))
    assert olds(decision) == {"ref": None, "email": None}
    assert news(plan(make_row(2, login="ann", email=CLEAR))) == {"email": None}


def test_the_clear_marker_empties_a_field():
    assert news(plan(make_row(2, login="ann", city=CLEAR))) == {"city": None}
    assert plan(make_row(2, login="ann", phone=CLEAR)).action == "unchanged"


@pytest.mark.parametrize(
    ("policy", "code"),
    [
        ({"operation": "create"}, "exists"),
        ({"operation": "upsert", "update_mode": "none"}, "kept"),
        ({"operation": "update", "update_mode": "none"}, "kept"),
    ],
)
def test_existing_users_are_skipped_where_the_policy_leaves_them(policy, code):
    row = make_row(2, login="ann", city="Bergen", deleted=True, active=False)
    decision = plan(row, delete_action="archive", allow_suspend=True, **policy)
    assert (decision.action, found(decision), decision.changes) == ("skip", [code], ())


def test_a_default_counts_on_update_only_where_the_mode_says_so():
    row = make_row(2, login="ann")
    defaults = {"city": "Bergen", "phone": "+4712"}
    assert plan(row, defaults=defaults, update_mode="file").action == "unchanged"
    overridden = plan(row, defaults=defaults, update_mode="file_and_defaults")
    assert news(overridden) == {"city": "Bergen", "phone": "+4712"}
    filled = plan(row, defaults=defaults, update_mode="fill_missing")
    assert news(filled) == {"phone": "+4712"}


def test_a_cell_wins_over_a_default():
    row = make_row(2, login="ann", city="Voss")
    decision = plan(row, defaults={"city": "Bergen"}, update_mode="file_and_defaults")
    assert news(decision) == {"city": "Voss"}


def test_filling_takes_the_file_first_and_clears_nothing():
    row = make_row(2, login="ann", city=CLEAR, phone="+4799")
    decision = plan(row, defaults={"phone": "+4712"}, update_mode="fill_missing")
    assert news(decision) == {"phone": "+4799"}


def test_defaults_that_are_one_users_own_count_for_nothing():
    defaults = {"ref": "R9", "deleted": True, "active": False, "password": Secret("x")}
    decision = plan(
        make_row(2, login="ann"),
        defaults=defaults,
        update_mode="file_and_defaults",
        allow_suspend=True,
        delete_action="archive",
    )
    assert decision.action == "unchanged"


def test_many_values_are_added_or_replaced():
    user = ann({**OSLO, "roles": (STAFF,)})
    row = make_row(2, login="ann", roles=(Item(Ref("Guest", 12, "role")),))
    assert news(plan(row, user))["roles"] == (Ref("Guest", 12, "role"), STAFF)
    replaced = plan(row, user, multi_value_mode="replace")
    assert news(replaced)["roles"] == (Ref("Guest", 12, "role"),)


def test_tag_columns_make_one_change_of_all_tags():
    user = ann({**OSLO, "tags": (Ref("Class: 9A", 1), Ref("Department: IT", 2), Ref("old", 3))})
    row = make_row(
        2,
        {"tag:Class": (Item(Ref("Class: 9B", 4)),), "tags": (Item(Ref("new", 5)),)},
        login="ann",
    )
    decision = plan(row, user, multi_value_mode="replace")
    assert news(decision) == {
        "tags": (Ref("Class: 9B", 4), Ref("Department: IT", 2), Ref("new", 5))
    }


def test_default_tags_fill_categories_that_neither_row_nor_user_has():
    user = ann({**OSLO, "tags": (Ref("Class: 9A", 1),)})
    row = make_row(2, {"tag:Group": (Item(Ref("Group: X", 4)),)}, login="ann")
    defaults = {"tags": (Item(Ref("Class: 1", 5)), Item(Ref("Group: Y", 6)), Item(Ref("z", 7)))}
    decision = plan(row, user, defaults=defaults, update_mode="fill_missing")
    assert news(decision) == {"tags": (Ref("Class: 9A", 1), Ref("Group: X", 4), Ref("z", 7))}


def test_a_composed_name_counts_only_when_all_its_parts_are_there():
    assert news(plan(make_row(2, login="ann", first_name="Anna", last_name="Lie"))) == {
        "name": "Anna Lie"
    }
    assert plan(make_row(2, login="ann", first_name="Anna")).action == "unchanged"


def test_a_name_in_part_keeps_the_default_name_out():
    row = make_row(2, login="ann", first_name="Anna")
    decision = plan(row, defaults={"name": "N. N."}, update_mode="file_and_defaults")
    assert decision.action == "unchanged"


def test_the_full_name_wins_over_its_parts():
    row = make_row(2, login="ann", name="A. Lee", first_name="Anna", last_name="Lie")
    assert news(plan(row)) == {"name": "A. Lee"}


def test_a_password_of_an_existing_user_is_not_touched():
    decision = plan(make_row(2, login="ann", password=Secret("x")), password_mode="file")
    assert (decision.action, decision.issues) == ("unchanged", ())


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


def test_a_required_field_needs_a_cell_or_a_default():
    row = make_row(2, login="ann", city="Bergen")
    decision = plan(row, required=frozenset({"phone", "city"}))
    assert (decision.action, found(decision)) == ("reject", ["required_missing"])
    assert decision.issues[0].params == {"field": "Phone"}
    decision = plan(row, required=frozenset({"phone"}), defaults={"phone": "+4712"})
    assert decision.action == "update"


def test_clearing_a_required_field_leaves_it_missing():
    row = make_row(2, login="ann", city=CLEAR)
    assert found(plan(row, required=frozenset({"city"}))) == ["required_missing"]


def test_a_required_password_is_for_new_users_only():
    required = {"required": frozenset({"password"}), "required_on_create": frozenset({"phone"})}
    assert plan(make_row(2, login="ann"), **required).action == "unchanged"


def test_the_default_company_is_allowed_too():
    user = ann({**OSLO, "company": HERE, "companies": (HERE,)})
    decision = plan(make_row(2, login="ann", company=THERE), user)
    assert news(decision) == {"company": THERE, "companies": (HERE, THERE)}


def test_the_default_company_cannot_be_shut_out():
    user = ann({**OSLO, "company": HERE, "companies": (HERE, THERE)})
    row = make_row(2, login="ann", companies=(Item(HERE, remove=True),))
    decision = plan(row, user)
    assert (decision.action, found(decision)) == ("reject", ["company_not_allowed"])
    row = make_row(2, login="ann", companies=(Item(THERE),), company=THERE)
    decision = plan(row, user, multi_value_mode="replace")
    assert news(decision) == {"company": THERE, "companies": (THERE,)}


def test_faulty_defaults_are_an_error_of_rows_that_use_them():
    faulty = Issue("value_unknown", {"value": "Klingon"})
    outcomes = {}
    for mode in ("file", "file_and_defaults", "fill_missing"):
        planner = Planner(
            standard_catalogue(),
            Policy(update_mode=mode),
            MemoryDirectory([ann()]),
            default_issues=[faulty],
        )
        outcomes[mode] = planner.plan([make_row(2, login="ann")])[0].action
    assert outcomes == {
        "file": "unchanged",
        "file_and_defaults": "reject",
        "fill_missing": "reject",
    }


def test_ambiguous_and_conflicting_rows_keep_all_their_issues():
    twin = make_user(8, "twin", email="ann@example.org")
    row = make_row(2, email="ann@example.org")
    decision = plan(row, ann(), twin, required=frozenset({"phone"}))
    assert (decision.action, found(decision)) == ("reject", ["match_ambiguous", "required_missing"])
    assert (decision.user_id, decision.login) == (None, "")


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ({}, {"name", "tags", "company", "companies"}),
        ({"update_mode": "fill_missing"}, {"name", "tags", "company", "companies", "city"}),
        ({"update_mode": "none"}, set()),
        ({"operation": "create"}, set()),
    ],
)
def test_only_values_that_are_compared_are_read(policy, expected):
    asked = []

    class Noting(MemoryDirectory):
        def users(self, keys, fields):
            asked.append(set(fields))
            return super().users(keys, fields)

    cells = {"tag:Class": (), "company": HERE, "first_name": "A", "active": True, "login": "ann"}
    row = make_row(2, cells, password=Secret("x"))
    plan_file([row], Policy(**policy), Noting([ann()]), defaults={"city": "Oslo"})
    assert asked == [expected]
