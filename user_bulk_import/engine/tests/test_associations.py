"""Whom rows name, and what becomes of it."""

import pytest

from engine.association_specs import association_spec
from engine.catalogue import standard_catalogue
from engine.policy import Policy
from engine.testkit import MemoryDirectory, make_row, make_user, plan_file
from engine.values import CLEAR, Item, Ref

PARENTS = "association:student_parent:right"
STUDENTS = "association:student_parent:left"
PARENT_ROLE, STUDENT_ROLE = 11, 12
CATALOGUE = standard_catalogue().extended(
    [
        association_spec("student_parent", "left", "Student", role_ids=[STUDENT_ROLE]),
        association_spec("student_parent", "right", "Parent", role_ids=[PARENT_ROLE]),
    ]
)


def named(*texts):
    return tuple(Item(text.lstrip("-"), text.startswith("-")) for text in texts)


def person(number, login, /, *, sheet="", **fields):
    values = {PARENTS: fields.pop("parents", ()), STUDENTS: fields.pop("students", ())}
    own = {"login": login, "name": login.title()}
    for name, texts in values.items():
        if texts:
            own[name] = CLEAR if texts is CLEAR else named(*texts)
    return make_row(number, own | fields, sheet=sheet)


def plan(rows, directory, size=500, **policy):
    return plan_file(rows, Policy(**policy), directory, catalogue=CATALOGUE, size=size)


def change(decision, field):
    return next((c for c in decision.changes if c.field == field), None)


def codes(decision):
    return [issue.code for issue in decision.issues if issue.code.startswith("association_")]


def run(rows, directory, **policy):
    decisions = plan(rows, directory, **policy)
    directory.apply_file(decisions)
    return decisions


ANN, MUM, DAD = (
    make_user(1, "ann", {"name": "Ann"}),
    make_user(2, "mum", {"name": "Mum"}),
    make_user(3, "dad", {"name": "Dad"}, ref="D-1"),
)


def school(*pairs):
    directory = MemoryDirectory([ANN, MUM, DAD])
    directory.associations = {("student_parent", left, right) for left, right in pairs}
    return directory


def test_people_who_are_there_are_named_by_any_key():
    directory = school()
    decisions = run([person(2, "ann", parents=["MUM ", "d-1"])], directory)
    assert [ref.id for ref in change(decisions[0], PARENTS).new] == [3, 2]
    assert directory.associations == {("student_parent", 1, 2), ("student_parent", 1, 3)}


@pytest.mark.parametrize("first", ["student", "parent"])
def test_people_whom_the_same_file_makes_may_stand_before_or_after(first):
    rows = [person(2, "bea", parents=["joe"]), person(3, "joe")]
    if first == "parent":
        rows = [person(2, "joe"), person(3, "bea", parents=["joe"])]
    directory = school()
    run(rows, directory)
    ids = {user.login: user.id for user in directory.all_users.values()}
    assert directory.associations == {("student_parent", ids["bea"], ids["joe"])}


def test_importing_again_plans_nothing():
    rows = [
        person(2, "bea", parents=["joe", "mum"], sheet="Students"),
        person(2, "joe", students=["bea", "ann"], sheet="Parents"),
    ]
    directory = school()
    run(rows, directory)
    assert [d.action for d in plan(rows, directory)] == ["unchanged", "unchanged"]


def test_an_association_that_is_there_is_no_change_from_either_side():
    directory = school((1, 2))
    rows = [person(2, "ann", parents=["mum"]), person(3, "mum", students=["ann"])]
    decisions = plan(rows, directory)
    assert [d.action for d in decisions] == ["unchanged", "unchanged"]


def test_add_replace_take_away_and_clear():
    for texts, mode, left in (
        (["dad"], "add", {2, 3}),
        (["dad"], "replace", {3}),
        (["-mum"], "add", set()),
        (["-mum"], "replace", set()),
        (CLEAR, "add", set()),
    ):
        directory = school((1, 2))
        run([person(2, "ann", parents=texts)], directory, multi_value_mode=mode)
        assert {right for _code, _left, right in directory.associations} == left, (texts, mode)


def test_nobody_is_replaced_whom_another_row_gives():
    directory = school((1, 2), (1, 3))
    rows = [person(2, "ann", parents=["dad"]), person(3, "mum", students=["ann"])]
    assert [d.action for d in run(rows, directory, multi_value_mode="replace")] == ["unchanged"] * 2
    assert len(directory.associations) == 2


def test_somebody_unknown_is_a_warning_and_the_rest_goes_on():
    directory = school()
    [decision] = run([person(2, "ann", parents=["nobody@example.com", "mum"])], directory)
    assert codes(decision) == ["association_unknown"]
    assert (decision.action, len(directory.associations)) == ("update", 1)
    [issue] = decision.issues
    assert (issue.column, issue.params["lookup"]) == (PARENTS, "person")


def family(**roles):
    """A student, her sister and their mother with one address."""
    users = [
        make_user(
            n,
            login,
            {"roles": (Ref("", roles[login]),)} if login in roles else {},
            email="family@example.com",
        )
        for n, login in enumerate(["ann", "bea", "mum"], 1)
    ]
    return MemoryDirectory(users)


def test_of_several_the_one_with_the_role_of_the_side_is_meant():
    directory = family(mum=PARENT_ROLE, bea=STUDENT_ROLE)
    [decision] = run([person(2, "ann", parents=["family@example.com"])], directory)
    assert directory.associations == {("student_parent", 1, 3)}
    assert not codes(decision)


def test_several_without_the_role_are_never_guessed():
    [decision] = plan([person(2, "ann", parents=["family@example.com"])], family())
    assert codes(decision) == ["association_ambiguous"]
    assert decision.action == "reject"
    assert "bea" in decision.issues[0].params["choices"]


def test_people_of_a_sheet_whose_default_role_fits_are_meant():
    directory = school()
    directory.sheet_roles = {"Parents": frozenset({PARENT_ROLE})}
    address = {"email": "f@example.com"}
    rows = [
        person(2, "bea", parents=["f@example.com"], sheet="Students", **address),
        person(3, "cid", sheet="Students", **address),
        person(2, "eva", sheet="Parents", **address),
    ]
    decisions = run(rows, directory, match_on=("login",))
    assert not any(map(codes, decisions))
    ids = {user.login: user.id for user in directory.all_users.values()}
    assert directory.associations == {("student_parent", ids["bea"], ids["eva"])}


def test_oneself_is_passed_over_where_somebody_else_is_meant():
    users = [make_user(1, "ann", email="f@example.com"), make_user(2, "mum", email="f@example.com")]
    directory = MemoryDirectory(users)
    run([person(2, "ann", parents=["f@example.com"])], directory)
    assert directory.associations == {("student_parent", 1, 2)}


def test_oneself_alone_is_an_error():
    for directory, login in ((school(), "ann"), (school(), "new")):
        [decision] = plan([person(2, login, parents=[login])], directory)
        assert codes(decision) == ["association_self"]


@pytest.mark.parametrize(
    "rows",
    [
        [person(2, "ann", parents=["mum"]), person(3, "mum", parents=["ann"])],
        [person(2, "ann", parents=["mum"], students=["mum"])],
        [
            person(2, "a", parents=["b"]),
            person(3, "b", parents=["c"]),
            person(4, "a2"),
            person(5, "c", parents=["a"]),
        ],
        [
            person(2, "a", parents=["b"]),
            person(3, "c", students=["b"], parents=["a"]),
            person(4, "b"),
        ],
    ],
)
def test_circles_in_a_file_are_errors_of_all_who_close_them(rows):
    decisions = plan(rows, school())
    closing = [row for row in rows if row.values.keys() & {PARENTS, STUDENTS}]
    assert all("association_cycle" in codes(decisions[rows.index(row)]) for row in closing)


def test_a_circle_over_file_and_directory():
    directory = school((1, 2))
    rows = [person(2, "mum", parents=["bob"]), person(3, "bob", parents=["ann"])]
    assert [codes(d) for d in plan(rows, directory)] == [["association_cycle"]] * 2


def test_a_line_of_ancestors_is_no_circle():
    rows = [person(n, f"p{n}", parents=[f"p{n + 1}"]) for n in range(2, 12)]
    rows.append(person(12, "p12", students=["p11", "p2"]))
    assert not any(map(codes, plan(rows, school())))


def test_given_and_taken_away_is_an_error():
    directory = school((1, 2))
    rows = [person(2, "ann", parents=["-mum"]), person(3, "mum", students=["ann"])]
    decisions = plan(rows, directory)
    assert codes(decisions[0]) == ["association_contradicted"]
    assert decisions[0].issues[0].params["place"] == "3"
    [decision] = plan([person(2, "ann", parents=["dad", "-d-1"])], directory)
    assert codes(decision) == ["association_contradicted"]


def test_nothing_is_asked_for_files_that_name_nobody():
    directory = school()
    plan([person(2, "ann"), person(3, "new")], directory)
    assert not directory.calls.keys() & {"people", "rows_having", "rows_naming", "associated"}


def test_the_number_of_questions_does_not_grow_with_the_rows():
    def asked(number):
        directory = school()
        rows = [person(n, f"s{n}", parents=[f"p{n}", "mum"]) for n in range(number)]
        rows += [person(1000 + n, f"p{n}", students=[f"s{n}"]) for n in range(number)]
        plan(rows, directory)
        return sum(directory.calls.values())

    assert asked(3) == asked(200)


def test_a_default_names_people_too():
    directory = school()
    rows = [person(2, "bea"), person(3, "cid", parents=["dad"]), person(4, "ann")]
    decisions = plan_file(
        rows, Policy(), directory, catalogue=CATALOGUE, defaults={PARENTS: named("mum")}
    )
    assert [change(d, PARENTS) and change(d, PARENTS).new[0].id for d in decisions] == [2, 3, None]
