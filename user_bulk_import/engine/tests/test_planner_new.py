"""Rows whose user does not exist."""

import pytest

from engine.directory import Grant
from engine.issues import Issue
from engine.policy import Policy
from engine.testkit import MemoryDirectory, make_row, make_user, plan_file
from engine.values import CLEAR, Item, Ref, Secret

HERE, THERE = Ref("Here Ltd", 1), Ref("There Ltd", 2)


def plan(row, *users, defaults=None, hidden=(), **policy):
    directory = MemoryDirectory(users, hidden_logins=hidden)
    return plan_file([row], Policy(**policy), directory, defaults=defaults)[0]


def news(decision):
    return {change.field: change.new for change in decision.changes}


def found(decision):
    return [issue.code for issue in decision.issues]


def new(**values):
    return make_row(2, {"login": "ann", "name": "Ann Lee", **values})


def test_a_new_user_gets_all_that_the_row_says():
    decision = plan(new(city="Oslo", email="ann@example.org"))
    assert (decision.action, decision.user_id, decision.login) == ("create", None, "ann")
    assert all(change.old is None for change in decision.changes)
    assert news(decision) == {
        "login": "ann",
        "email": "ann@example.org",
        "name": "Ann Lee",
        "city": "Oslo",
        "user_type": "portal",
    }


def test_defaults_fill_what_the_row_leaves_blank():
    decision = plan(new(city="Oslo"), defaults={"city": "Bergen", "phone": "+4712"})
    assert news(decision)["city"] == "Oslo"
    assert news(decision)["phone"] == "+4712"


def test_the_clear_marker_means_nothing_for_a_new_user():
    decision = plan(new(city=CLEAR), defaults={"city": "Bergen"})
    assert "city" not in news(decision)


def test_values_to_take_away_mean_nothing_for_a_new_user():
    decision = plan(new(roles=(Item(Ref("Staff", 1), remove=True),)))
    assert "roles" not in news(decision)


@pytest.mark.parametrize("operation", ["create", "create_all", "upsert"])
def test_operations_that_add_make_the_user(operation):
    assert plan(new(), operation=operation).action == "create"


def test_update_skips_who_is_not_found():
    decision = plan(new(), operation="update")
    assert (decision.action, found(decision), decision.changes) == ("skip", ["not_found"], ())


def test_the_name_is_composed_of_the_parts_that_are_there():
    assert news(plan(make_row(2, login="a", first_name="Ann", last_name="Lee")))["name"] == (
        "Ann Lee"
    )
    assert news(plan(make_row(2, login="a", last_name="Lee")))["name"] == "Lee"


def test_a_new_user_without_name_is_an_error():
    decision = plan(make_row(2, login="ann"))
    assert (decision.action, found(decision)) == ("reject", ["name_missing"])
    assert news(plan(make_row(2, login="ann"), defaults={"name": "N. N."}))["name"] == "N. N."


def test_the_login_comes_from_the_email():
    decision = plan(make_row(2, name="Ann", email="ann@example.org"))
    assert (decision.login, news(decision)["login"]) == ("ann@example.org", "ann@example.org")


def test_the_email_comes_from_a_login_that_is_an_address():
    assert news(plan(new(login="ann@example.org")))["email"] == "ann@example.org"
    assert "email" not in news(plan(new()))
    assert "email" not in news(plan(new(login="ann@example.org", email=CLEAR)))


def test_a_new_user_without_login_and_email_is_an_error():
    decision = plan(make_row(2, name="Ann", ref="R1"))
    assert (decision.action, found(decision)) == ("reject", ["login_missing"])


def test_a_faulty_cell_is_not_called_missing_too():
    fault = Issue("value_unknown", {"value": "?"}, column="email")
    row = make_row(2, name="Ann", ref="R1", issues=[fault])
    row.columns["email"] = "email"
    decision = plan(row, required=frozenset({"email"}))
    assert found(decision) == ["value_unknown"]


def test_required_fields_count_the_parts_of_a_name_and_tag_columns():
    required = frozenset({"name", "tags", "email"})
    row = make_row(2, {"tag:Class": (Item(Ref("Class: 9A", 1)),)}, login="ann", first_name="Ann")
    assert found(plan(row, required=required)) == ["required_missing"]
    assert found(plan(new(), required=frozenset({"tags"}))) == ["required_missing"]
    assert plan(row, required=required - {"email"}).action == "create"


def test_a_full_name_fills_the_required_first_and_last_name_of_its_row():
    required = frozenset({"first_name", "last_name"})
    assert plan(new(), required_on_create=required).action == "create"
    assert plan(new(), required=required).action == "create"
    row = make_row(2, login="ann", name=CLEAR, first_name="Ann")
    assert found(plan(row, required=required)).count("required_missing") == 1


def test_fields_required_on_creation_are_required_of_new_users():
    decision = plan(new(), required_on_create=frozenset({"phone", "city"}))
    labels = [issue.params["field"] for issue in decision.issues]
    assert (decision.action, labels) == ("reject", ["Phone", "City"])


@pytest.mark.parametrize("policy", [{}, {"required": frozenset({"password"})}])
def test_the_password_mode_file_requires_a_password(policy):
    decision = plan(new(), password_mode="file", **policy)
    assert decision.action == "reject"
    assert len(decision.issues) == 1
    assert plan(new(password=Secret("x")), password_mode="file").action == "create"


def test_a_password_in_the_file_is_the_new_users():
    decision = plan(new(password=Secret("hunter2")), password_mode="file")
    assert news(decision)["password"] == Secret("hunter2")
    assert "hunter2" not in repr(decision)
    assert "hunter2" not in str([change.to_json() for change in decision.changes])


def test_the_user_type_is_the_policys_where_no_role_says():
    assert news(plan(new(), user_type="internal"))["user_type"] == "internal"
    staff = (Item(Ref("Staff", 1, "role")),)
    for row, defaults in ((new(roles=staff), {}), (new(), {"roles": staff})):
        directory = MemoryDirectory(grants={staff[0].value: Grant("internal")})
        decision = plan_file([row], Policy(user_type="portal"), directory, defaults=defaults)[0]
        assert news(decision)["user_type"] == "internal"


def test_an_inactive_row_makes_an_archived_user():
    assert news(plan(new(active=False)))["active"] is False
    assert "active" not in news(plan(new(active=True)))
    assert news(plan(new(), defaults={"active": False}))["active"] is False


def test_a_deleted_row_without_user_is_skipped():
    decision = plan(new(deleted=True), delete_action="archive")
    assert (decision.action, found(decision)) == ("skip", ["nothing_to_delete"])
    decision = plan(new(deleted=True), operation="create_all", delete_action="archive")
    assert (decision.action, found(decision)) == ("skip", ["delete_ignored"])


def test_a_login_of_a_user_is_taken_where_logins_are_not_matched():
    decision = plan(new(ref="R1"), make_user(7, "Ann"), match_on=("ref",))
    assert (decision.action, found(decision)) == ("reject", ["login_taken"])


def test_a_login_of_an_archived_user_is_taken():
    archived = make_user(7, "ann", active=False)
    assert found(plan(new(ref="R1"), archived, match_on=("ref",))) == ["login_taken"]


def test_of_users_who_are_not_seen_nothing_is_told_but_that_the_login_cannot_be():
    decision = plan(new(), hidden=["ANN"])
    assert (decision.action, found(decision)) == ("reject", ["login_unavailable"])
    assert decision.issues[0].params == {"login": "ann"}


def test_a_reference_of_a_user_is_taken_where_references_are_not_matched():
    bob = make_user(7, "bob", ref="r1")
    assert found(plan(new(ref="R1"), bob, match_on=("login",))) == ["ref_taken"]
    assert found(plan(new(ref="R1"), bob, operation="create_all")) == ["ref_taken"]


def test_sharing_an_email_is_a_warning():
    bob = make_user(7, "bob", email="home@example.org")
    decision = plan(new(email="home@example.org"), bob, match_on=("login",))
    assert (decision.action, found(decision)) == ("create", ["email_shared"])


def test_a_user_whom_no_later_import_will_find_is_a_warning():
    decision = plan(new(email="ann@example.org"), match_on=("ref",))
    assert (decision.action, found(decision)) == ("create", ["no_match_key"])


def test_the_default_company_is_allowed_too():
    both = news(plan(new(company=HERE, companies=(Item(THERE),))))
    assert (both["company"], both["companies"]) == (HERE, (HERE, THERE))
    assert news(plan(new(company=HERE)))["companies"] == (HERE,)


def test_the_first_allowed_company_is_the_default_one():
    companies = (Item(HERE, remove=True), Item(THERE), Item(Ref("A Ltd", 3)))
    assert news(plan(new(companies=companies)))["company"] == THERE


def test_a_default_company_gives_way_to_what_the_row_allows():
    def company(*items):
        companies = {"companies": items} if items else {}
        return news(plan(new(**companies), defaults={"company": HERE})).get("company")

    assert company() == HERE
    assert company(Item(HERE), Item(THERE)) == HERE
    assert company(Item(THERE)) == THERE
    assert company(Item(THERE, remove=True)) == HERE
    assert company(Item(HERE, remove=True)) is None


def test_tags_become_one_change():
    row = new(tags=(Item(Ref("friend", 1)),), **{"tag:Class": (Item(Ref("Class: 9A")),)})
    assert news(plan(row))["tags"] == (Ref("Class: 9A"), Ref("friend", 1))
