"""The type that a new user property is given, by the values of its column."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.catalogue import property_spec
from engine.guessing import LONGEST_CHOICE, MOST_CHOICES, Guess, TypeGuesser
from engine.policy import Policy

POLICY = Policy()


def guess_type(values, policy=None):
    guesser = TypeGuesser(policy)
    guesser.add(Counter(values).items())
    return guesser.guess()


@pytest.mark.parametrize(
    ("values", "type"),
    [
        (["yes", "no", ""], "boolean"),
        (["Ja", "nein"], "boolean"),
        (["x", ""], "boolean"),
        (["X", "x"], "boolean"),
        (["✓", ""], "boolean"),
        (["0", "1", "1"], "boolean"),
        (["1", "1"], "integer"),
        (["f", "f"], "char"),
        (["1", "2", "30"], "integer"),
        (["-5", "0"], "integer"),
        (["007", "12"], "char"),
        (["+4711", "12"], "char"),
        (["2147483648"], "float"),
        (["1234567890123456"], "char"),
        (["1.5", "2"], "float"),
        (["1,5", "2"], "float"),
        (["1,500"], "char"),
        (["07.5"], "char"),
        (["1e5"], "char"),
        (["2024-01-31", "31.01.2024"], "date"),
        (["20240131", "20231224"], "date"),
        (["03/04/2024"], "char"),
        (["2024-01-31 00:00:00"], "date"),
        (["2024-01-31 08:00:00", "2024-02-01"], "datetime"),
        (["Ann", "Bob", "Cem"], "char"),
        (["two\nlines", "one"], "text"),
        (["a" * 1001], "text"),
        (["", "  ", "[clear]"], "char"),
        ([], "char"),
    ],
)
def test_type_that_all_values_have_in_common(values, type):
    assert guess_type(values).type == type


def test_a_date_format_of_the_import_counts():
    assert guess_type(["03/04/2024"], Policy(date_format="%d/%m/%Y")).type == "date"


def test_few_values_that_repeat_are_a_list_of_choices():
    values = ["Red", "Green", "Blue "] * 7
    assert guess_type(values) == Guess("selection", ("Blue", "Green", "Red"))


@pytest.mark.parametrize(
    "values",
    [
        ["Red", "Green"] * 9,
        ["Red", "Green"] * 20 + ["Blue"] * 2,
        [f"Choice {number}" for number in range(MOST_CHOICES)] * 4,
        ["Red"] * 40,
        ["Red", "red"] * 20,
        ["Red, dark", "Green"] * 20,
        ["a=b", "Green"] * 20,
        [f"Choice {number}" for number in range(MOST_CHOICES + 1)] * 20,
        ["x" * (LONGEST_CHOICE + 1), "Green"] * 20,
    ],
    ids=["few", "rare", "hardly", "one", "case", "comma", "equals", "many", "long"],
)
def test_no_list_of_choices(values):
    assert guess_type(values).type == "char"


def test_values_may_come_bit_by_bit():
    guesser = TypeGuesser()
    guesser.add([("12", 3)])
    assert guesser.guess().type == "integer"
    guesser.add([("twelve", 1)])
    assert guesser.guess().type == "char"


TEXTS = st.one_of(
    st.text(max_size=20),
    st.sampled_from(["yes", "no", "x", "0", "1", "2024-01-31", "31.12.1999 07:30", "Ä", "ä"]),
    st.integers().map(str),
    st.floats().map(str),
    st.dates().map(str),
    st.datetimes().map(str),
)


@given(st.lists(TEXTS, max_size=12))
def test_every_value_converts_with_the_type_or_it_is_a_text(values):
    guess = guess_type(values, POLICY)
    if guess.type in ("char", "text"):
        return
    convert = property_spec("p", "P", guess.type, [(text, text) for text in guess.choices]).convert
    for text in values:
        if text.strip() and not text.isspace() and text.isprintable():
            convert(text, POLICY)


@given(st.lists(st.integers(-(2**31) + 1, 2**31 - 1).map(str), min_size=1))
def test_a_whole_number_keeps_its_digits(values):
    guess = guess_type(values)
    if guess.type == "integer":
        convert = property_spec("p", "P", "integer").convert
        assert [str(convert(text, POLICY)) for text in values] == [
            text.replace("-0", "0") if text == "-0" else text for text in values
        ]
