"""Adding every row: logins in use get a number."""

from engine.policy import Policy
from engine.testkit import MemoryDirectory, make_row, make_user, plan_file


def plan_all(rows, *users, hidden=(), **policy):
    directory = MemoryDirectory(users, hidden_logins=hidden)
    return plan_file(rows, Policy(operation="create_all", **policy), directory)


def news(decision):
    return {change.field: change.new for change in decision.changes}


def found(decision):
    return [issue.code for issue in decision.issues]


def new(**values):
    return make_row(2, {"login": "ann", "name": "Ann Lee", **values})


def plan(row, *users, **more):
    return plan_all([row], *users, **more)[0]


def smiths(count, **values):
    return [make_row(n + 2, {"login": "smith", "name": "S", **values}) for n in range(count)]


def test_repeated_logins_are_numbered():
    decisions = plan_all(smiths(3), make_user(7, "Smith1"))
    assert [decision.login for decision in decisions] == ["smith", "smith2", "smith3"]
    assert [found(decision) for decision in decisions] == [
        ["no_way_in"],
        ["login_numbered", "no_way_in"],
        ["login_numbered", "no_way_in"],
    ]
    assert news(decisions[1])["login"] == "smith2"


def test_existing_users_are_left_alone_by_create_all():
    decision = plan(new(city="Oslo"), make_user(7, "ann"))
    assert (decision.action, decision.user_id, decision.login) == ("create", None, "ann1")


def test_hidden_logins_are_numbered_too():
    assert plan(new(), hidden=["ann"]).login == "ann1"


def test_rejected_rows_take_no_number():
    rows = smiths(3)
    rows[1].values.pop("name")
    decisions = plan_all(rows)
    assert [decision.login for decision in decisions] == ["smith", "", "smith1"]


def test_numbers_go_on_in_the_next_chunk():
    directory = MemoryDirectory()
    decisions = plan_file(smiths(7), Policy(operation="create_all"), directory, size=2)
    assert [decision.login for decision in decisions][-1] == "smith6"


def test_a_numbered_address_is_no_email():
    rows = [make_row(n, login="ann@example.org", name="Ann") for n in (2, 3)]
    second = plan_all(rows)[1]
    assert second.login == "ann1@example.org"
    assert news(second)["email"] == "ann@example.org"


def test_ten_thousand_equal_logins_take_few_questions():
    directory = MemoryDirectory()
    decisions = plan_file(smiths(10_000), Policy(operation="create_all"), directory)
    assert decisions[-1].login == "smith9999"
    assert directory.calls["taken_logins"] <= 20 * 5
