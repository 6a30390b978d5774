"""Rows of a file that are about the same user."""

import pytest

from engine.policy import Policy
from engine.testkit import MemoryDirectory, make_row, make_user, plan_file


def plan(rows, *users, **policy):
    return plan_file(rows, Policy(**policy), MemoryDirectory(users))


def codes(decisions):
    return [[issue.code for issue in decision.issues] for decision in decisions]


def row(number, login=None, /, sheet="", **values):
    login = {"login": login} if login else {}
    return make_row(number, {"name": "N", **login, **values}, sheet=sheet)


@pytest.mark.parametrize(
    ("key", "first", "second", "code"),
    [
        ("login", "ann", " ANN", "duplicate_in_file"),
        ("ref", "R1", "r1", "duplicate_in_file"),
        ("email", "a@example.org", "A@example.org", "email_duplicate_in_file"),
    ],
)
def test_a_later_row_with_the_same_key_is_an_error_that_names_the_first(key, first, second, code):
    rows = [row(2, "x", **{key: first}), row(3, "z"), row(7, "y", **{key: second})]
    decisions = plan(rows)
    assert [decision.action for decision in decisions] == ["create", "create", "reject"]
    issue = decisions[2].issues[0]
    assert issue.code == code
    assert (issue.row, issue.column) == (7, key)
    assert issue.params["row"] == 2


def test_an_address_that_is_the_login_too_tells_what_two_people_can_do():
    rows = [row(2, email="home@example.org"), row(3, email="home@example.org")]
    [issue] = plan(rows)[1].issues
    assert (issue.code, issue.column) == ("email_duplicate_in_file", "email")
    assert "two people" in issue.text()


def test_the_sheet_of_the_first_row_is_named():
    rows = [row(2, "ann", sheet="Students"), row(2, "ann", sheet="Parents")]
    issue = plan(rows)[1].issues[0]
    assert (issue.params["sheet"], issue.params["place"]) == ("Students", "2 (Students)")
    assert "2 (Students)" in issue.text()


def test_the_email_may_repeat_where_users_are_not_found_by_it():
    rows = [row(2, "ann", email="home@example.org"), row(3, "ben", email="home@example.org")]
    decisions = plan(rows, match_on=("login",))
    assert [decision.action for decision in decisions] == ["create", "create"]
    assert codes(decisions) == [[], ["email_shared_in_file"]]


def test_a_reference_may_not_repeat_even_where_users_are_not_found_by_it():
    decisions = plan([row(2, "ann", ref="R1"), row(3, "ben", ref="R1")], match_on=("login",))
    assert codes(decisions) == [["no_way_in"], ["duplicate_in_file"]]


def test_create_all_numbers_logins_but_no_references():
    rows = [row(2, "ann", ref="R1"), row(3, "ann", ref="R2"), row(4, "ann", ref="R1")]
    decisions = plan(rows, operation="create_all")
    assert [decision.login for decision in decisions] == ["ann", "ann1", ""]
    assert codes(decisions)[2] == ["duplicate_in_file"]


def test_rows_that_name_one_user_by_different_keys_are_duplicates():
    ann = make_user(7, "ann", ref="R1", email="a@example.org", values={"name": "N"})
    rows = [row(2, ref="R1"), row(3, "ann"), row(4, email="a@example.org")]
    assert codes(plan(rows, ann)) == [[], ["duplicate_in_file"], ["duplicate_in_file"]]
    assert codes(plan(rows[::-1], ann))[0] == ["duplicate_in_file"]


def test_order_across_sheets_is_that_of_the_file():
    ann = make_user(7, "ann", ref="R1", values={"name": "N"})
    rows = [row(9, ref="R1", sheet="A"), row(2, "ann", sheet="B")]
    assert codes(plan(rows, ann)) == [[], ["duplicate_in_file"]]


def test_the_first_row_stands_even_where_it_is_rejected():
    rows = [make_row(2, login="ann"), row(3, "ann")]
    decisions = plan(rows)
    assert codes(decisions) == [["name_missing"], ["duplicate_in_file"]]


@pytest.mark.parametrize("size", [1, 500])
def test_a_login_made_of_an_email_is_not_given_twice(size):
    rows = [
        row(2, ref="R1", email="home@example.org"),
        row(3, ref="R2", email="home@example.org"),
        row(4, "HOME@example.org", ref="R3"),
    ]
    directory = MemoryDirectory()
    decisions = plan_file(rows, Policy(match_on=("ref",)), directory, size=size)
    assert [decision.action for decision in decisions] == ["create", "reject", "reject"]
    assert "email_duplicate_in_file" in codes(decisions)[1]
    assert decisions[2].issues[-1].params["row"] == 2


def test_an_email_that_makes_no_login_takes_none():
    kid = make_user(7, "kid", ref="R1", email="home@example.org", values={"name": "N"})
    rows = [
        row(2, ref="R1", email="home@example.org"),
        row(3, ref="R2", email="home@example.org"),
    ]
    decisions = plan(rows, kid, match_on=("ref",))
    assert [decision.action for decision in decisions] == ["unchanged", "create"]


def test_an_email_is_not_the_login_of_somebody_found_otherwise():
    kid = make_user(7, "kid", ref="R1", email="home@example.org", values={"name": "N"})
    rows = [row(2, "home@example.org", ref="R2"), row(3, ref="R1", email="home@example.org")]
    decisions = plan(rows, kid, match_on=("ref",))
    assert [decision.action for decision in decisions] == ["create", "unchanged"]


def test_a_login_that_an_earlier_row_names_is_not_made_of_an_email():
    rows = [make_row(2, login="ann@example.org"), row(3, ref="R2", email="ann@example.org")]
    decisions = plan(rows, match_on=("ref", "login"))
    assert codes(decisions) == [["name_missing"], ["email_duplicate_in_file"]]


def test_a_row_that_names_its_user_by_the_new_login_is_known_to_later_ones():
    ann = make_user(7, "ann", ref="R1", values={"name": "N"})
    rows = [row(2, "ann", old_login="former"), row(3, ref="R1")]
    assert codes(plan(rows, ann)) == [[], ["duplicate_in_file"]]


def test_a_deleted_row_counts_as_any_other():
    ann = make_user(7, "ann", values={"name": "N"})
    decisions = plan([row(2, "ann", deleted=True), row(3, "ann")], ann, delete_action="archive")
    assert [decision.action for decision in decisions] == ["archive", "reject"]
