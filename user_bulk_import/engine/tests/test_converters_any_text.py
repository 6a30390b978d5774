"""Whatever stands in a cell: a converter ends in a value or in a coded problem."""

import json

import phonenumbers
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from engine.catalogue import PROPERTY_CONVERTERS, STANDARD_SPECS, property_spec, tag_category_spec
from engine.converters import phones
from engine.converters.base import Doubt, is_blank, one_line
from engine.converters.dates import convert_date, convert_datetime
from engine.converters.emails import convert_email
from engine.converters.numbers import convert_float, convert_integer
from engine.converters.phones import convert_phone
from engine.issues import ISSUE_TYPES, Problem
from engine.policy import Policy
from engine.values import Item, Secret

SPECS = [
    *STANDARD_SPECS,
    *(property_spec(type, type, type) for type in PROPERTY_CONVERTERS),
    property_spec("choice", "Choice", "selection", [("a", "A")]),
    tag_category_spec("Department"),
]
POLICIES = [Policy(), Policy(phone_country="UA", date_format="%d/%m/%y", list_separators=";")]

_marks = st.text(
    alphabet="0123456789+-/.,:;@<>[]{}\"' ()Ee\u00a0\u200b\u200d\u202e\ud800", max_size=24
)
_letters = st.text(alphabet="abAB@._-\u00e4\u0130\u0131\u0456\u212a\u0301 .,;:'\"", max_size=20)
any_text = (_marks | _letters | st.text(max_size=40)).filter(lambda text: not is_blank(text))


def convert_again(convert, text, policy):
    """Return the value of a text, also where a person should know something about it."""
    try:
        return convert(text, policy)
    except Doubt as doubt:
        return doubt.value


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.name)
def test_any_text_ends_in_a_value_or_a_problem_that_can_be_told(spec):
    @settings(max_examples=20, deadline=None)
    @given(text=any_text, policy=st.sampled_from(POLICIES))
    def check(text, policy):
        try:
            value = spec.convert(text, policy)
        except Problem as problem:
            assert problem.code in ISSUE_TYPES
            assert problem.issue().text().encode()
            assert json.dumps(dict(problem.params), ensure_ascii=False).encode()
            if spec.sensitive:
                told = map(str, problem.params.values())
                assert text.isdigit() or not any(text in param for param in told)
        else:
            texts = [value]
            if spec.many:
                assert all(isinstance(item, Item) for item in value)
                texts = [item.value for item in value]
            for item in texts:
                stored = item.text if isinstance(item, Secret) else item
                assert stored is not None
                if isinstance(stored, str):
                    assert stored.encode()
                    assert "\0" not in stored

    check()


@settings(max_examples=80, deadline=None)
@given(text=any_text)
def test_cleaning_twice_changes_nothing(text):
    try:
        cleaned = one_line(text)
    except Problem:
        return
    assert one_line(cleaned) == cleaned


_local = st.from_regex(r"\A[A-Za-z0-9\u00e0-\u00ff._'+-]{1,12}\Z")
_domain = st.from_regex(
    r"\A[A-Za-z0-9\u00e0-\u00ff\u0130-]{1,8}(\.[A-Za-z0-9\u00e0-\u00ff]{1,6}){1,2}\Z"
)
_around = st.sampled_from(["{}", " {} ", "<{}>", "Ann <{}>", "mailto:{}", "{};", '"{}"', "{}."])


@settings(max_examples=80, deadline=None)
@given(
    text=st.builds(lambda around, a, b: around.format(f"{a}@{b}"), _around, _local, _domain)
    | any_text
)
@example("a@\u0130x.com")
def test_an_email_address_converts_to_itself(text):
    try:
        value = convert_email(text, POLICIES[0])
    except Problem:
        return
    assert convert_email(value, POLICIES[0]) == value


_digits = st.from_regex(r"\A(\+|00)?[1-9][0-9 ()./-]{5,18}( ?(x|ext\.?) ?[0-9]{1,4})?\Z")


@settings(max_examples=120, deadline=None)
@given(text=_digits | any_text, country=st.sampled_from(["", "UA", "DE", "US", "IT", "RU"]))
def test_a_phone_number_converts_to_itself(text, country):
    policy = Policy(phone_country=country)
    try:
        value = convert_again(convert_phone, text, policy)
    except Problem:
        return
    assert convert_again(convert_phone, value, policy) == value


@settings(max_examples=150, deadline=None)
@given(text=st.from_regex(r"\A\+[0-9]{7,15}\Z"))
@example("+18005550100")
@example("+78912345678")
@example("+3906123456")
@example("+01234567")
def test_plain_numbers_are_read_as_the_library_reads_them(text):
    quick = phones._quickly_parsed(text)
    if quick is not None:
        assert quick == phonenumbers.parse(text, None)


_dates = st.dates().map(str) | st.builds(
    "{}{}{}{}{}".format,
    st.integers(0, 33),
    st.sampled_from("./- "),
    st.integers(0, 13),
    st.sampled_from("./- "),
    st.integers(0, 9999),
)


@settings(max_examples=80, deadline=None)
@given(text=_dates | any_text, policy=st.sampled_from(POLICIES))
def test_a_date_converts_to_itself(text, policy):
    for convert in (convert_date, convert_datetime):
        try:
            value = convert(text, policy)
        except Problem:
            continue
        assert convert(value, policy) == value


@given(day=st.dates())
def test_each_day_has_its_two_documented_forms(day):
    assert convert_date(day.isoformat(), POLICIES[0]) == day.isoformat()
    text = f"{day.day:02}.{day.month:02}.{day.year:04}"
    assert convert_date(text, POLICIES[0]) == day.isoformat()


@given(number=st.integers(-(2**53) + 1, 2**53 - 1))
def test_numbers_convert_to_themselves(number):
    assert convert_integer(str(number), POLICIES[0]) == number
    assert convert_float(repr(number / 64), POLICIES[0]) == number / 64
