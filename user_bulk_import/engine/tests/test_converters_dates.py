"""Dates with one reading, and the issue that names both where there are two."""

import pytest

from engine.converters.dates import convert_date, convert_datetime, is_date_format
from engine.issues import Problem
from engine.policy import Policy

POLICY = Policy()


@pytest.mark.parametrize(
    "text",
    [
        "1988-07-26",
        "26.07.1988",
        "26.7.1988",
        "1988/07/26",
        "1988.07.26",
        "1988-7-26",
        "19880726",
        "26/07/1988",
        "26-07-1988",
        "07/26/1988",
        "26. 07. 1988",
        "1988-07-26 00:00:00",
        "1988-07-26T00:00:00",
        "1988-07-26T00:00:00Z",
        "1988-07-26T00:00:00.000+03:00",
        "1988-07-26 08:30",
        "26.07.1988 08:30",
        "26 July 1988",
        "July 26, 1988",
        "26-Jul-1988",
        "26th Jul 1988",
        "Jul 26 1988",
        "1988\u201107\u201126".replace("\u2011", "-"),
        "\u0661\u0669\u0668\u0668-\u0660\u0667-\u0662\u0666",
    ],
)
def test_dates_with_one_reading_are_understood(text):
    assert convert_date(f" {text} ", POLICY) == "1988-07-26"


def test_old_dates_and_equal_day_and_month_are_fine():
    assert convert_date("01.02.1066", POLICY) == "1066-02-01"
    assert convert_date("04/04/2024", POLICY) == "2024-04-04"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("31.02.2024", "date_impossible"),
        ("2023-02-29", "date_impossible"),
        ("2024-13-01", "date_impossible"),
        ("32/13/2024", "date_impossible"),
        ("26.07.88", "date_century"),
        ("26-Jul-88", "date_century"),
        ("26 Foo 1988", "date_invalid"),
        ("32349", "date_serial"),
        ("yesterday", "date_invalid"),
        ("26071988", "date_invalid"),
        ("26.07.19888", "date_impossible"),
        ("1988-07-25T22:00:00Z", "date_zone"),
        ("1988-07-26 25:00", "date_impossible"),
        ("0", "date_invalid"),
    ],
)
def test_other_texts_are_refused(text, code):
    with pytest.raises(Problem) as caught:
        convert_date(text, POLICY)
    assert caught.value.code == code
    assert caught.value.issue().text()


@pytest.mark.parametrize("text", ["03/04/2024", "03-04-2024", "3/4/2024"])
def test_both_readings_of_an_ambiguous_date_are_named(text):
    with pytest.raises(Problem) as caught:
        convert_date(text, POLICY)
    assert caught.value.code == "date_ambiguous"
    assert caught.value.params["day_first"] == "2024-04-03"
    assert caught.value.params["month_first"] == "2024-03-04"


def test_a_day_number_is_shown_as_the_date_it_may_be():
    with pytest.raises(Problem) as caught:
        convert_date("32349", POLICY)
    assert caught.value.params["reading"] == "1988-07-25"


def test_the_format_of_the_policy_comes_first():
    month_first = Policy(date_format="%m/%d/%Y")
    assert convert_date("03/04/2024", month_first) == "2024-03-04"
    assert convert_date("2024-03-04", month_first) == "2024-03-04"
    assert convert_date("4 March 2024", month_first) == "2024-03-04"
    assert convert_date("03/04/2024 00:00:00", month_first) == "2024-03-04"
    assert convert_date("26.07.88", Policy(date_format="%d.%m.%y")) == "1988-07-26"


@pytest.mark.parametrize("text", ["31/01/2024", "03-04-2024"])
def test_a_date_that_contradicts_the_policys_format_is_refused(text):
    with pytest.raises(Problem) as caught:
        convert_date(text, Policy(date_format="%m/%d/%Y"))
    assert caught.value.code == "date_format_differs"
    assert caught.value.params["format"] == "%m/%d/%Y"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-01-31", "2024-01-31 00:00:00"),
        ("2024-01-31 08:05", "2024-01-31 08:05:00"),
        ("2024-01-31T08:05:09.123Z", "2024-01-31 08:05:09"),
        ("2024-01-31T01:05:09+02:00", "2024-01-30 23:05:09"),
        ("31.01.2024 8:05", "2024-01-31 08:05:00"),
        ("31.01.2024, 8:05 PM", "2024-01-31 20:05:00"),
        ("31.01.2024 12:05 am", "2024-01-31 00:05:00"),
    ],
)
def test_datetimes_are_kept_in_utc(text, expected):
    assert convert_datetime(text, POLICY) == expected


@pytest.mark.parametrize(
    "text", ["2024-01-31 13:05 PM", "2024-01-31 24:00", "0001-01-01T00:00+10:00"]
)
def test_impossible_times_are_refused(text):
    with pytest.raises(Problem):
        convert_datetime(text, POLICY)


@pytest.mark.parametrize("text", ["%d/%m/%Y", "%m/%d/%Y", "%d.%m.%y", "%Y%m%d", "%d %B %Y %H:%M"])
def test_a_format_with_day_month_and_year_is_one(text):
    assert is_date_format(text)


@pytest.mark.parametrize(
    "text", ["", "nonsense", "dd/mm/yyyy", "%d/%m", "%Y", "%Q", "%", "%d/%m/%Y%"]
)
def test_any_other_format_is_none(text):
    assert not is_date_format(text)
