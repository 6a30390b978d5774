import pytest

from engine.limits import COUNTED, Limit, limits_passed, parse_limit


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("500", Limit(500)),
        (" 0 ", Limit(0)),
        ("10%", Limit(10, True)),
        ("10 %", Limit(10, True)),
        ("", None),
        ("  ", None),
        (None, None),
    ],
)
def test_a_limit_is_a_number_or_a_share(text, limit):
    assert parse_limit(text) == limit


@pytest.mark.parametrize(
    "text", ["many", "-1", "1.5", "5 users", "%", "%10", "10%%", "١٠", "9" * 10]
)
def test_anything_else_is_refused(text):
    with pytest.raises(ValueError):
        parse_limit(text)


def test_as_many_as_the_limit_pass_and_one_more_does_not():
    assert not Limit(50).is_passed(50, active=0)
    assert Limit(50).is_passed(51, active=1000)
    assert not Limit(0).is_passed(0, active=10)
    assert Limit(0).is_passed(1, active=10)


def test_a_share_is_of_the_active_users_and_not_rounded():
    assert not Limit(10, True).is_passed(10, active=100)
    assert Limit(10, True).is_passed(11, active=100)
    assert not Limit(10, True).is_passed(0, active=9)
    assert Limit(10, True).is_passed(1, active=9)
    assert not Limit(100, True).is_passed(9, active=9)


def test_each_limit_counts_its_own_outcomes():
    counts = {"created": 3, "updated": 4, "restored": 1, "archived": 5, "deleted": 2, "failed": 99}
    texts = {"limit_created": "2", "limit_changed": "4", "limit_archived": "6"}
    passed = limits_passed(texts, counts, active=100)
    assert [(issue.code, number) for issue, number in passed] == [
        ("limit_created", 3),
        ("limit_changed", 5),
        ("limit_archived", 7),
    ]
    assert "deleted: 7" in passed[2][0].text() and "limit is 6" in passed[2][0].text()
    assert not limits_passed(dict.fromkeys(texts, "50"), counts, active=100)
    assert not limits_passed(dict.fromkeys(texts), counts, active=100)


def test_no_outcome_is_counted_twice():
    outcomes = [outcome for several in COUNTED.values() for outcome in several]
    assert len(outcomes) == len(set(outcomes))
