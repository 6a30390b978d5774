"""New people without an e-mail address need somebody who answers for them."""

import pytest

from engine.association_specs import association_spec
from engine.catalogue import standard_catalogue
from engine.decisions import Change, Decision
from engine.guardians import Guardian, without_guardian
from engine.issues import Issue
from engine.policy import Policy
from engine.testkit import MemoryDirectory, make_row, make_user, plan_file
from engine.values import Item, Ref, Secret

PARENTS = "association:student_parent:right"
STUDENTS = "association:student_parent:left"
STUDENT, PARENT, STAFF = Ref("Student", 12), Ref("Parent", 11), Ref("Staff", 13)
CATALOGUE = standard_catalogue().extended(
    [
        association_spec("student_parent", "left", "Student", role_ids=[STUDENT.id]),
        association_spec(
            "student_parent", "right", "Parent", role_ids=[PARENT.id], is_guardian=True
        ),
    ]
)
MUM = make_user(2, "mum", {"name": "Mum"}, email="mum@example.org")


def named(*texts):
    return tuple(Item(text.lstrip("-"), text.startswith("-")) for text in texts)


def child(number=2, login="kim", role=STUDENT, **fields):
    return make_row(
        number, {"login": login, "name": login.title(), "roles": (Item(role),), **fields}
    )


def plan(*rows, users=(MUM,), catalogue=CATALOGUE, size=500, **policy):
    directory = MemoryDirectory(users)
    return plan_file(rows, Policy(**policy), directory, catalogue=catalogue, size=size)


def codes(decision):
    return [issue.code for issue in decision.issues]


def test_a_child_without_address_and_parent_is_an_error_at_the_parents_column():
    [decision] = plan(child())
    assert (decision.action, codes(decision)) == ("reject", ["guardian_missing"])
    [issue] = decision.issues
    assert "role Student" in issue.text() and "Parent." in issue.text()


def test_a_parent_in_the_row_is_enough():
    [decision] = plan(child(**{PARENTS: named("mum")}))
    assert (decision.action, codes(decision)) == ("create", [])


@pytest.mark.parametrize("size", [1, 500])
@pytest.mark.parametrize("parent_first", [True, False])
def test_a_parent_of_the_file_who_names_the_child_is_enough(parent_first, size):
    parent = make_row(9, {"login": "dad", "name": "Dad", "email": "d@example.org"})
    parent.values[STUDENTS] = named("kim")
    rows = [parent, child(10)] if parent_first else [child(2), parent]
    decisions = plan(*rows, size=size)
    assert {decision.action for decision in decisions} == {"create"}
    assert not any(codes(decision) for decision in decisions)


def test_a_parent_whom_nobody_knows_does_not_count():
    [decision] = plan(child(**{PARENTS: named("nobody")}))
    assert codes(decision) == ["association_unknown", "guardian_missing"]


def test_a_parent_who_is_only_taken_away_does_not_count():
    [decision] = plan(child(**{PARENTS: named("-mum")}))
    assert "guardian_missing" in codes(decision)


def test_a_password_does_not_replace_a_parent():
    [decision] = plan(child(password=Secret("Zebra-quilt-77")), password_mode="file")
    assert "guardian_missing" in codes(decision)


@pytest.mark.parametrize(
    ("row", "policy"),
    [
        (child(email="kim@example.org"), {}),
        (child(role=STAFF), {}),
        (child(), {"require_guardian": False}),
    ],
)
def test_nobody_is_needed(row, policy):
    [decision] = plan(row, **policy)
    assert decision.action == "create"
    assert "guardian_missing" not in codes(decision)


def test_only_new_users_need_one():
    [decision] = plan(child(city="Oslo"), users=[make_user(1, "kim", {"name": "Kim"})])
    assert (decision.action, codes(decision)) == ("update", [])


def test_somebody_without_address_and_parent_is_told_to_have_no_way_in():
    [decision] = plan(child(role=STAFF))
    assert codes(decision) == ["no_way_in"]
    [decision] = plan(child(role=STAFF, **{PARENTS: named("mum")}))
    assert codes(decision) == []


def test_without_such_a_type_nothing_is_asked():
    [decision] = plan(child(), catalogue=standard_catalogue())
    assert decision.action == "create"


# -- those for whom nobody can get the invitation, once all rows are decided ---------------------

DAD = Guardian("dad", "unmade", ("Parents", 5))
KIM = Decision(
    "create",
    changes=(Change("roles", None, (STUDENT,)), Change(PARENTS, None, (Ref("dad", 5, "row"),))),
    issues=(Issue("no_way_in"),),
)


@pytest.mark.parametrize(
    ("guardians", "found"),
    [
        ([], ["guardian_missing"]),
        ([DAD], ["guardian_unmade"]),
        ([Guardian("mum", "no_email"), DAD], ["guardian_no_email", "guardian_unmade"]),
        ([Guardian("mum", "archived")], ["guardian_archived"]),
    ],
)
def test_each_of_those_who_cannot_be_written_to_is_told(guardians, found):
    decision = without_guardian(KIM, guardians, CATALOGUE, {PARENTS: "Guardian"})
    assert (decision.action, decision.changes) == ("reject", ())
    assert codes(decision) == ["no_way_in", *found]
    assert {issue.column for issue in decision.issues[1:]} == {"Guardian"}
    assert all("%" not in issue.text() for issue in decision.issues)


def test_that_somebody_wants_no_mail_is_no_error():
    guardians = [Guardian("mum", "archived"), Guardian("gran", "no_mail")]
    decision = without_guardian(KIM, guardians, CATALOGUE, {})
    assert (decision.action, decision.changes) == ("create", KIM.changes)
    assert codes(decision) == ["no_way_in", "guardian_blacklisted"]


def test_without_a_column_of_its_own_it_is_told_of_the_row():
    decision = without_guardian(KIM, [DAD], CATALOGUE, {})
    assert decision.issues[-1].column == ""
    assert "“dad”" in decision.issues[-1].text() and "5 (Parents)" in decision.issues[-1].text()
