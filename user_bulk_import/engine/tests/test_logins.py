"""Numbers for logins that are in use."""

from hypothesis import given
from hypothesis import strategies as st

from engine.logins import number_logins, numbered, unnumbered
from engine.policy import Policy
from engine.testkit import MemoryDirectory, make_row, make_user, plan_file


class Taken:
    def __init__(self, *logins):
        self.logins = set(logins)
        self.calls = 0

    def __call__(self, logins):
        self.calls += 1
        return self.logins & set(logins)


def test_a_free_login_stays_as_it_is():
    assert number_logins(["Smith", "jones"], Taken()) == ["Smith", "jones"]


def test_a_taken_login_gets_the_first_free_number():
    assert number_logins(["smith"], Taken("smith", "smith1", "smith3")) == ["smith2"]


def test_the_number_stands_before_the_at_sign():
    assert number_logins(["ann@example.org"], Taken("ann@example.org")) == ["ann1@example.org"]
    assert numbered("@odd", 2) == "@odd2"


def test_case_makes_no_other_login():
    assert number_logins(["Smith", "SMITH"], Taken("smith")) == ["Smith1", "SMITH2"]


def test_a_number_given_is_not_given_twice():
    assert number_logins(["smith1", "smith", "smith"], Taken()) == ["smith1", "smith", "smith2"]
    assert number_logins(["smith", "smith", "smith1"], Taken()) == ["smith", "smith1", "smith11"]


def test_ten_thousand_equal_logins_take_one_question():
    taken = Taken()
    given_logins = number_logins(["smith"] * 10_000, taken)
    assert given_logins[:2] == ["smith", "smith1"]
    assert given_logins[-1] == "smith9999"
    assert taken.calls == 1


def test_ten_thousand_taken_numbers_take_few_questions():
    taken = Taken("smith", *(f"smith{number}" for number in range(1, 10_000)))
    assert number_logins(["smith"] * 3, taken) == ["smith10000", "smith10001", "smith10002"]
    assert taken.calls < 10


LOGINS = st.text(alphabet="aA1@. ", min_size=1, max_size=5).filter(str.strip)


@given(st.lists(LOGINS, max_size=12), st.sets(st.text(alphabet="a1", max_size=4)))
def test_numbered_logins_are_free_and_the_first_ones(logins, in_use):
    def key(text):
        return text.strip().casefold()

    used = set(in_use)
    for login, given_login in zip(logins, number_logins(logins, Taken(*in_use)), strict=True):
        first = next(
            candidate
            for number in range(100)
            if key(candidate := numbered(login.strip(), number)) not in used
        )
        assert given_login == first
        used.add(key(given_login))


def test_a_number_may_have_been_added_to_several_logins():
    assert unnumbered("ann12@example.org") == [
        "ann12@example.org",
        "ann1@example.org",
        "ann@example.org",
    ]
    assert unnumbered("smith10") == ["smith10", "smith"]
    assert unnumbered("smith") == ["smith"]


@given(st.text(alphabet="a01@. ", min_size=1, max_size=6), st.integers(0, 1200))
def test_whatever_a_number_was_added_to_is_found_again(login, number):
    assert login in unnumbered(numbered(login, number))


# -- of an e-mail address ----------------------------------------------------------------------


def login(*users, operation="upsert", **cells):
    line = make_row(2, name="Ann", **cells)
    directory = MemoryDirectory(users)
    [decision] = plan_file([line], Policy(operation=operation), directory)
    directory.apply([decision])
    [again] = plan_file([line], Policy(), directory)
    assert again.action == "unchanged"
    return decision.login


def test_an_address_makes_a_login_in_lower_case_and_stays_as_it_is():
    line = make_row(2, name="Ann", email="Ann.Lee@Example.ORG")
    [decision] = plan_file([line], Policy(), MemoryDirectory())
    values = {change.field: change.new for change in decision.changes}
    assert (decision.login, values["login"]) == ("ann.lee@example.org",) * 2
    assert values["email"] == "Ann.Lee@Example.ORG"
    assert login(email="Ann@X.de") == "ann@x.de"
    assert login(email="Ünal@X.de") == "Ünal@x.de"


def test_a_login_of_the_file_keeps_its_capitals():
    assert login(login="Ann@X.de", email="Ann@X.de") == "Ann@X.de"


def test_a_user_with_capitals_is_found_by_the_address_and_keeps_the_login():
    ann = make_user(7, "Anna@x.de", {"name": "Ann"}, email="Anna@x.de")
    for text in ("Anna@x.de", "anna@X.de"):
        assert login(ann, email=text) == "Anna@x.de"


def test_a_number_goes_to_the_login_in_lower_case():
    ann = make_user(7, "Ann@x.de", {"name": "Other"}, email="")
    line = make_row(2, name="Ann", email="ANN@X.de")
    [decision] = plan_file([line], Policy(operation="create_all"), MemoryDirectory([ann]))
    assert decision.login == "ann1@x.de"
