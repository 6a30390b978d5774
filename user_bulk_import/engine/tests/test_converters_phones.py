"""Phone numbers in international form, and those that can only be kept."""

import pytest

from engine.converters.base import Doubt
from engine.converters.phones import convert_phone
from engine.issues import WARNING, Problem
from engine.policy import Policy


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("+380971234567", "", "+380 97 123 4567"),
        ("+380 (97) 123-45-67", "", "+380 97 123 4567"),
        ("00380971234567", "", "+380 97 123 4567"),
        ("00 44 20 7946 0958", "", "+44 20 7946 0958"),
        ("tel: +44 20 7946 0958", "", "+44 20 7946 0958"),
        ("tel:+380971234567;ext=12", "", "+380 97 123 4567 ext. 12"),
        ("'+380971234567", "", "+380 97 123 4567"),
        (
            "\uff0b\uff13\uff18\uff10\uff19\uff17\uff11\uff12\uff13\uff14\uff15\uff16\uff17",
            "",
            "+380 97 123 4567",
        ),
        ("+\u200e380971234567", "", "+380 97 123 4567"),
        ("0971234567", "UA", "+380 97 123 4567"),
        ("0971234567", "ua", "+380 97 123 4567"),
        ("380971234567", "UA", "+380 97 123 4567"),
        ("380971234567", "PL", "+380 97 123 4567"),
        ("030/901820", "DE", "+49 30 901820"),
        ("(212) 555-0100 x12", "US", "+1 212-555-0100 ext. 12"),
        ("8 912 345 67 89", "RU", "+7 912 345-67-89"),
        ("+51 1 2345678 x12", "", "+51 1 2345678 Anexo 12"),
        ("+51 1 2345678 Anexo 12", "", "+51 1 2345678 Anexo 12"),
        ("+380971234567 ext12", "", "+380 97 123 4567 ext. 12"),
    ],
)
def test_numbers_become_international(text, country, expected):
    assert convert_phone(text, Policy(phone_country=country)) == expected


@pytest.mark.parametrize(
    ("text", "country"),
    [("0971234567", ""), ("0971234567", "XX"), ("112", ""), ("555-0100", "US"), ("*123#", "")],
)
def test_numbers_that_nobody_can_place_are_kept_as_written(text, country):
    assert convert_phone(f" {text} ", Policy(phone_country=country)) == text


def test_the_point_zero_of_a_data_frame_goes():
    assert convert_phone("0971234567.0", Policy()) == "0971234567"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("+3809712345", "phone_digits"),
        ("+380971234567890", "phone_digits"),
        ("+380", "phone_digits"),
        ("+310000000", "phone_digits"),
        ("+999123456789", "phone_country"),
        ("+380971234567, +380501234567", "phone_several"),
        ("0971234567/0501234567", "phone_several"),
    ],
)
def test_impossible_numbers_are_kept_with_a_warning(text, code):
    with pytest.raises(Doubt) as caught:
        convert_phone(text, Policy())
    assert (caught.value.code, caught.value.value) == (code, text)
    assert caught.value.issue().severity == WARNING


@pytest.mark.parametrize("text", ["call me", "n/a", "-", "12", "john@example.com", "+"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(Problem) as caught:
        convert_phone(text, Policy())
    assert caught.value.code == "phone_invalid"
    assert not isinstance(caught.value, Doubt)


@pytest.mark.parametrize("text", ["3.80971E+11", "3,80971E+11"])
def test_numbers_with_lost_digits_are_refused(text):
    with pytest.raises(Problem) as caught:
        convert_phone(text, Policy())
    assert caught.value.code == "text_scientific"
