"""The login of a user who exists changes, where that is allowed."""

import pytest

from engine.policy import Policy
from engine.testkit import MemoryDirectory, make_row, make_user, plan_file


def ann(**own):
    return make_user(7, "ann", {"name": "Ann Lee"}, **{"ref": "R1", "email": "a@x.org", **own})


BEN = make_user(8, "ben", {"name": "Ben"}, ref="R2")
BY_REF = {"ref": "R1", "login": "anna"}
BY_OLD_LOGIN = {"old_login": "ann", "login": "anna"}


def rows_of(*cells):
    return [make_row(number, values) for number, values in enumerate(cells, 2)]


def plan_all(*cells, users=(), hidden=(), size=500, **policy):
    directory = MemoryDirectory(users or [ann()], hidden_logins=hidden)
    policy = Policy(**{"allow_rename": True, **policy})
    return plan_file(rows_of(*cells), policy, directory, size=size)


def plan(cells, **more):
    return plan_all(cells, **more)[0]


def news(decision):
    return {change.field: change.new for change in decision.changes}


def found(decision):
    return [issue.code for issue in decision.issues]


def outcomes(decisions):
    return [(decision.action, decision.login, found(decision)) for decision in decisions]


@pytest.mark.parametrize("cells", [BY_REF, BY_OLD_LOGIN, {**BY_REF, **BY_OLD_LOGIN}])
def test_who_is_recognized_by_reference_or_old_login_is_renamed(cells):
    decision = plan(cells)
    assert (decision.action, decision.user_id, found(decision)) == ("update", 7, [])
    [change] = decision.changes
    assert (change.field, change.old, change.new) == ("login", "ann", "anna")
    assert (decision.login, decision.gives_login) == ("anna", True)


def test_keys_are_compared_without_case_and_the_login_is_written_as_it_stands():
    decision = plan({"old_login": " ANN ", "login": "Anna.Lee"})
    assert (news(decision), decision.login) == ({"login": "Anna.Lee"}, "Anna.Lee")


def test_who_is_recognized_by_email_is_not_renamed():
    cells = {"email": "a@x.org", "login": "anna"}
    decision = plan(cells, match_on=("email",))
    assert (decision.action, found(decision)) == ("unchanged", ["login_differs"])
    assert (decision.login, decision.gives_login) == ("ann", False)
    decision = plan(cells, users=[ann(ref="")], match_on=("email",))
    assert (decision.action, found(decision)) == ("unchanged", ["login_differs"])
    # Where the login counts too, another one is another person.
    decision = plan(cells)
    assert (decision.action, found(decision)) == ("reject", ["match_contradicted"])


def test_a_reference_that_the_user_does_not_have_yet_names_nobody():
    cells = {"email": "a@x.org", "login": "anna", "ref": "R1"}
    decision = plan(cells, users=[ann(ref="")], match_on=("email",))
    assert (found(decision), news(decision)) == (["login_differs"], {"ref": "R1"})


def test_another_case_is_no_other_login():
    decision = plan({"ref": "R1", "login": " Ann"})
    assert (decision.action, decision.gives_login, decision.login) == ("unchanged", False, "ann")


def test_the_login_changes_with_the_rest_and_comes_first():
    decision = plan({**BY_REF, "city": "Oslo", "name": "Anna Lee"})
    assert [change.field for change in decision.changes] == ["login", "name", "city"]


def test_details_that_stay_do_not_keep_the_login():
    # The update mode is about details; of the login the policy has a word of its own.
    decision = plan({**BY_REF, "name": "Anna"}, update_mode="fill_missing")
    assert news(decision) == {"login": "anna"}


@pytest.mark.parametrize(
    ("policy", "code"),
    [
        ({"update_mode": "none"}, "kept"),
        ({"operation": "create"}, "exists"),
    ],
)
def test_who_is_left_as_he_is_keeps_the_login(policy, code):
    decision = plan(BY_OLD_LOGIN, **policy)
    assert (decision.action, decision.login, found(decision)) == ("skip", "ann", [code])


def test_who_goes_keeps_the_login():
    for action in ("archive", "delete"):
        decision = plan({**BY_REF, "deleted": True}, delete_action=action)
        assert (decision.action, decision.changes, decision.login) == (action, (), "ann")


@pytest.mark.parametrize(
    ("active", "cell", "action"), [(True, False, "archive"), (False, True, "restore")]
)
def test_who_is_archived_or_restored_may_be_renamed(active, cell, action):
    user = ann(active=active)
    decision = plan({**BY_REF, "active": cell}, users=[user], allow_suspend=True)
    assert (decision.action, news(decision)) == (action, {"login": "anna"})
    assert decision.gives_login


def test_a_protected_user_keeps_the_login():
    decision = plan(BY_REF, users=[ann(protected=True)])
    assert (decision.action, decision.login, found(decision)) == ("reject", "ann", ["protected"])


# Not allowed


@pytest.mark.parametrize(
    ("cells", "code"), [(BY_REF, "login_differs"), (BY_OLD_LOGIN, "rename_not_allowed")]
)
def test_without_leave_the_login_stays_with_a_warning_and_the_rest_applies(cells, code):
    decision = plan({**cells, "city": "Oslo"}, allow_rename=False)
    assert (decision.action, found(decision)) == ("update", [code])
    assert decision.issues[0].severity == "warning"
    assert (news(decision), decision.login) == ({"city": "Oslo"}, "ann")
    assert not decision.gives_login


# Clashes


@pytest.mark.parametrize("cells", [BY_REF, BY_OLD_LOGIN])
@pytest.mark.parametrize(
    ("others", "hidden", "code"),
    [
        ([make_user(9, "Anna")], [], "login_taken"),
        ([make_user(9, "anna", active=False)], [], "login_taken"),
        ([], ["ANNA"], "login_unavailable"),
    ],
)
def test_a_login_that_somebody_has_is_an_error(cells, others, hidden, code):
    match_on = ("ref",) if "ref" in cells else ("login",)
    decision = plan(cells, users=[ann(), *others], hidden=hidden, match_on=match_on)
    assert (decision.action, found(decision)) == ("reject", [code])
    assert (decision.login, decision.changes, decision.gives_login) == ("ann", (), False)


def test_a_login_that_somebody_has_is_an_error_also_where_it_would_stay():
    decision = plan(
        BY_REF, users=[ann(), make_user(9, "anna")], match_on=("ref",), allow_rename=False
    )
    assert (decision.action, found(decision)) == ("reject", ["login_taken"])


def test_of_a_hidden_user_nothing_is_told():
    decision = plan(BY_REF, hidden=["anna"])
    assert decision.issues[0].params == {"login": "anna"}


@pytest.mark.parametrize("size", [1, 500])
def test_of_two_rows_that_want_one_login_the_first_gets_it(size):
    cells = {"ref": "R1", "login": "lee"}, {"old_login": "ben", "login": "Lee"}
    decisions = plan_all(*cells, users=[ann(), BEN], size=size)
    assert outcomes(decisions) == [
        ("update", "lee", []),
        ("reject", "ben", ["duplicate_in_file"]),
    ]
    assert decisions[1].issues[0].params["place"] == "2"


@pytest.mark.parametrize("size", [1, 500])
def test_a_new_user_cannot_have_the_login_that_an_earlier_row_gives(size):
    decisions = plan_all(BY_REF, {"login": "Anna", "name": "Another"}, size=size)
    assert outcomes(decisions) == [
        ("update", "anna", []),
        ("reject", "", ["duplicate_in_file"]),
    ]


@pytest.mark.parametrize("size", [1, 500])
def test_nobody_gets_the_login_that_an_earlier_row_gives_a_new_user(size):
    decisions = plan_all({"login": "Anna", "name": "Another"}, BY_REF, size=size)
    assert [decision.action for decision in decisions] == ["create", "reject"]
    assert found(decisions[1]) == ["duplicate_in_file"]
    assert decisions[1].login == "ann"


@pytest.mark.parametrize("size", [1, 500])
def test_a_login_made_of_an_address_counts_too(size):
    new = {"email": "anna@x.org", "name": "Another"}
    renamed = {"ref": "R1", "login": "anna@x.org"}
    for cells in ((new, renamed), (renamed, new)):
        decisions = plan_all(*cells, size=size)
        assert [decision.action == "reject" for decision in decisions] == [False, True]


@pytest.mark.parametrize("size", [1, 500])
def test_a_login_that_becomes_free_in_a_run_is_free_in_the_next(size):
    # Logins are compared with those from before the run, so a chain of renames takes several.
    cells = {"ref": "R1", "login": "anna"}, {"ref": "R2", "login": "ann"}
    directory = MemoryDirectory([ann(), BEN])
    policy = Policy(allow_rename=True, match_on=("ref",))
    first = plan_file(rows_of(*cells), policy, directory, size=size)
    assert outcomes(first) == [("update", "anna", []), ("reject", "ben", ["login_taken"])]
    directory.apply(first)
    second = plan_file(rows_of(*cells), policy, directory, size=size)
    assert outcomes(second) == [("unchanged", "anna", []), ("update", "ann", [])]


def test_exchanged_logins_are_refused():
    cells = {"ref": "R1", "login": "ben"}, {"ref": "R2", "login": "ann"}
    decisions = plan_all(*cells, users=[ann(), BEN], match_on=("ref",))
    assert [found(decision) for decision in decisions] == [["login_taken"], ["login_taken"]]


# The same file again


@pytest.mark.parametrize("cells", [BY_REF, BY_OLD_LOGIN, {**BY_REF, **BY_OLD_LOGIN}])
def test_a_renamed_user_is_found_by_the_same_row(cells):
    directory = MemoryDirectory([ann()])
    policy = Policy(allow_rename=True)
    directory.apply(plan_file(rows_of(cells), policy, directory))
    assert directory.all_users[7].login == "anna"
    again = plan_file(rows_of(cells), policy, directory)
    assert outcomes(again) == [("unchanged", "anna", [])]
    assert again[0].user_id == 7
    # Also by an import that may not rename.
    again = plan_file(rows_of(cells), Policy(), directory)
    assert outcomes(again) == [("unchanged", "anna", [])]


def test_somebody_new_with_the_old_login_is_not_taken_for_the_renamed_one():
    directory = MemoryDirectory([make_user(7, "anna"), make_user(9, "ann")])
    [decision] = plan_file(rows_of(BY_OLD_LOGIN), Policy(allow_rename=True), directory)
    assert (decision.action, found(decision)) == ("reject", ["login_taken"])


def test_who_is_renamed_keeps_everything_else():
    directory = MemoryDirectory([ann()])
    directory.passwords[7] = "hers"
    before = directory.all_users[7]
    directory.apply(plan_file(rows_of(BY_REF), Policy(allow_rename=True), directory))
    after = directory.all_users[7]
    assert (after.ref, after.email, after.values["name"]) == (before.ref, before.email, "Ann Lee")
    assert directory.passwords[7] == "hers"


def test_create_all_renames_nobody():
    decision = plan({**BY_OLD_LOGIN, "name": "Ann"}, operation="create_all")
    assert (decision.action, decision.user_id, decision.login) == ("create", None, "anna")


@pytest.mark.parametrize("operation", ["upsert", "create"])
def test_an_old_login_that_nobody_has_makes_a_user_with_the_new_one(operation):
    cells = {"old_login": "zoe", "login": "zoey", "name": "Zoe"}
    decision = plan(cells, operation=operation)
    assert (decision.action, decision.login, decision.gives_login) == ("create", "zoey", True)


def test_one_question_about_logins_per_chunk():
    cells = [{"ref": f"R{n}", "login": f"new{n}"} for n in range(6)]
    users = [make_user(n, f"old{n}", ref=f"R{n}") for n in range(6)]
    for size, questions in ((6, 1), (3, 2)):
        directory = MemoryDirectory(users)
        planned = plan_file(rows_of(*cells), Policy(allow_rename=True), directory, size=size)
        assert all(decision.gives_login for decision in planned)
        assert directory.calls["taken_logins"] == questions
