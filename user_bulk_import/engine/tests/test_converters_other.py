"""Time zones, web addresses, JSON, and one of several fixed values."""

import base64
import json

import pytest

from engine.converters import timezones
from engine.converters.choices import convert_notification, selection
from engine.converters.json_info import convert_json
from engine.converters.timezone_names import RENAMED, SPOKEN, WINDOWS
from engine.converters.timezones import convert_timezone
from engine.converters.websites import convert_website
from engine.issues import Problem
from engine.policy import Policy

POLICY = Policy()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Europe/Kyiv", "Europe/Kyiv"),
        ("europe/kyiv", "Europe/Kyiv"),
        ("Europe/Kiev", "Europe/Kyiv"),
        ("Kyiv", "Europe/Kyiv"),
        ("kiev", "Europe/Kyiv"),
        ("New York", "America/New_York"),
        ("US/Eastern", "America/New_York"),
        ("Eastern Time (US & Canada)", "America/New_York"),
        ("(GMT+02:00) Kyiv", "Europe/Kyiv"),
        ("W. Europe Standard Time", "Europe/Berlin"),
        ("Louisville", "America/Kentucky/Louisville"),
        ("UTC", "UTC"),
        ("utc+0", "UTC"),
        ("Etc/GMT+3", "Etc/GMT+3"),
    ],
)
def test_time_zones_by_many_names(text, expected):
    assert convert_timezone(text, POLICY) == expected


@pytest.mark.parametrize("text", ["GMT+3", "UTC+02:00", "+2", "(UTC+05:30)", "-0330"])
def test_offsets_are_no_time_zones(text):
    with pytest.raises(Problem) as caught:
        convert_timezone(text, POLICY)
    assert caught.value.code == "tz_offset"


@pytest.mark.parametrize("text", ["Mars/Phobos", "PST", "West", "x"])
def test_unknown_time_zones_are_refused(text):
    with pytest.raises(Problem) as caught:
        convert_timezone(text, POLICY)
    assert caught.value.code == "tz_unknown"


def test_a_place_of_several_zones_names_them(monkeypatch):
    monkeypatch.setattr(
        timezones, "_names", lambda: {"springfield": ("America/Springfield", "Asia/Springfield")}
    )
    with pytest.raises(Problem) as caught:
        convert_timezone("Springfield", POLICY)
    assert caught.value.params["choices"] == "America/Springfield, Asia/Springfield"


def test_every_other_name_leads_to_a_known_zone():
    zones = {*RENAMED.values(), *WINDOWS.values(), *SPOKEN.values()}
    assert zones <= timezones.known_zones()
    assert not zones & RENAMED.keys()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://example.com/a?b=1#c", "https://example.com/a?b=1#c"),
        ("www.example.com", "http://www.example.com"),
        ("example.com:8080/x", "http://example.com:8080/x"),
        ("//example.com", "http://example.com"),
        ("HTTP://Example.com", "HTTP://Example.com"),
        ("http://localhost:8069", "http://localhost:8069"),
        ("b\u00fccher.example", "http://b\u00fccher.example"),
    ],
)
def test_web_addresses(text, expected):
    assert convert_website(text, POLICY) == expected


@pytest.mark.parametrize(
    "text",
    [
        "example",
        "javascript:alert(1)",
        "http://",
        "my site.com",
        "ftp://example.com",
        "http://[::1",
        "mailto:a@example.com",
        "http:example.com",
    ],
)
def test_what_is_no_web_address_is_refused(text):
    with pytest.raises(Problem) as caught:
        convert_website(text, POLICY)
    assert caught.value.code == "website_invalid"


INFO = {"projects": ["mtr-1", "mto-232"], "vacation_days": 21, "x": "\u0456"}
CANONICAL = '{"projects":["mtr-1","mto-232"],"vacation_days":21,"x":"\u0456"}'


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(INFO),
        json.dumps(INFO, indent=2, ensure_ascii=False),
        "\ufeff" + json.dumps(INFO),
        base64.b64encode(json.dumps(INFO).encode()).decode(),
        base64.b64encode(json.dumps(INFO, ensure_ascii=False).encode()).decode().rstrip("="),
        base64.urlsafe_b64encode(json.dumps(INFO, indent=1).encode()).decode(),
        base64.encodebytes(json.dumps(INFO).encode() * 1).decode(),
    ],
)
def test_json_and_base64_of_json_become_one_canonical_text(text):
    assert convert_json(text, POLICY) == CANONICAL
    assert convert_json(CANONICAL, POLICY) == CANONICAL


@pytest.mark.parametrize(
    "text",
    [
        "hello",
        "123",
        '"text"',
        "{",
        "{'a': 1}",
        '{"a": NaN}',
        '{"a": 1e999}',
        '{"a": "\\ud800"}',
        '{"a": "\\u0000"}',
        "[" * 100_000,
        base64.b64encode(b"hello").decode(),
        "null",
        "====",
    ],
)
def test_what_is_no_json_object_or_list_is_refused(text):
    with pytest.raises(Problem) as caught:
        convert_json(text, POLICY)
    assert caught.value.code == "custom_info_invalid"


@pytest.mark.parametrize("text", ["email", "By Emails", "E-MAIL", "Per E-Mail"])
def test_notification_by_email(text):
    assert convert_notification(text, POLICY) == "email"


@pytest.mark.parametrize("text", ["inbox", "In Odoo", "W Odoo"])
def test_notification_in_odoo(text):
    assert convert_notification(text, POLICY) == "inbox"


def test_selections_know_values_and_labels_without_regard_to_case():
    convert = selection([("m", "Male"), ("0", "Zero"), ("zero", "Other")])
    assert convert("male", POLICY) == "m"
    assert convert("M", POLICY) == "m"
    assert convert("0", POLICY) == "0"
    assert convert("Zero", POLICY) == "zero"


def test_an_unknown_choice_names_the_possible_ones():
    with pytest.raises(Problem) as caught:
        selection([(str(n), f"Choice {n}") for n in range(20)])("x", POLICY)
    assert caught.value.params["choices"].startswith("Choice 0, Choice 1")
    assert caught.value.params["choices"].endswith("\u2026")
