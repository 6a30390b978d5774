"""Whole and decimal numbers in the writing of several countries."""

import pytest

from engine.converters.numbers import convert_float, convert_integer
from engine.issues import Problem
from engine.policy import Policy

POLICY = Policy()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0", 0.0),
        ("1.5", 1.5),
        ("1,5", 1.5),
        ("0,234", 0.234),
        ("1,2345", 1.2345),
        ("1.234", 1.234),
        ("1 234,56", 1234.56),
        ("1\u202f234,56", 1234.56),
        ("1'234.56", 1234.56),
        ("1,234.56", 1234.56),
        ("1.234,56", 1234.56),
        ("1,234,567", 1234567.0),
        ("1.234.567", 1234567.0),
        ("-12", -12.0),
        ("\u221212", -12.0),
        ("+3", 3.0),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("\u0661\u0662", 12.0),
    ],
)
def test_decimal_numbers(text, expected):
    assert convert_float(text, POLICY) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("0", 0), ("007", 7), ("12.0", 12), ("1 234", 1234), ("1,234,567", 1234567), ("-.0", 0)],
)
def test_whole_numbers(text, expected):
    value = convert_integer(text, POLICY)
    assert value == expected
    assert type(value) is int


def test_both_readings_of_an_ambiguous_number_are_named():
    for convert in (convert_float, convert_integer):
        with pytest.raises(Problem) as caught:
            convert("1,234", POLICY)
        assert caught.value.code == "number_ambiguous"
        assert caught.value.params["thousands"] == "1234"
        assert caught.value.params["decimal"] == "1.234"


@pytest.mark.parametrize(
    "text", ["abc", "1_000", "nan", "inf", "1,23,4", "--1", "5 %", "0x1F", "-"]
)
def test_what_is_no_number_is_refused(text):
    with pytest.raises(Problem) as caught:
        convert_float(text, POLICY)
    assert caught.value.code == "number_invalid"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1.5", "number_not_whole"),
        ("3.8E+11", "text_scientific"),
        ("9007199254740992", "number_too_large"),
        ("1" * 5000, "number_too_large"),
    ],
)
def test_what_is_no_whole_number_is_refused(text, code):
    with pytest.raises(Problem) as caught:
        convert_integer(text, POLICY)
    assert caught.value.code == code


def test_infinite_numbers_are_too_large():
    with pytest.raises(Problem) as caught:
        convert_float("1e999", POLICY)
    assert caught.value.code == "number_too_large"
