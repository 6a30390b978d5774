"""Rows whose user exists: which values change."""

import pytest
from existing_users import OSLO, ann, found, news, olds, plan

from engine.catalogue import standard_catalogue
from engine.issues import Issue
from engine.planner import Planner
from engine.policy import Policy
from engine.testkit import MemoryDirectory, make_row, make_user, plan_file
from engine.values import CLEAR, Item, Ref, Secret

STAFF = Ref("Staff", 11, "role")
HERE, THERE = Ref("Here Ltd", 1), Ref("There Ltd", 2)


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
