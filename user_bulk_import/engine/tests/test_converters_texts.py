"""Names, references, logins, passwords, HTML: what is cleaned and what is refused."""

import pytest

from engine.converters.base import Doubt, is_blank, many_lines, one_line, shown
from engine.converters.logins import LOGIN_BLANK, LOGIN_BROKEN, convert_login
from engine.converters.passwords import convert_password
from engine.converters.texts import convert_code, convert_html, convert_name, convert_text
from engine.issues import Problem
from engine.policy import Policy
from engine.values import Secret

POLICY = Policy()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  Anna \t Maria\u00a0 Smith ", "Anna Maria Smith"),
        ("Jose\u0301", "Jos\u00e9"),
        ("\ufeffOlena\u200b", "Olena"),
        ("Ann\u00ada", "Anna"),
        ("\u202eIvan\u202c", "Ivan"),
        ("Li\u3000Wei", "Li Wei"),
        ("O'Brien", "O'Brien"),
        ("Anna\nSmith", "Anna Smith"),
        ("Anna\x00", "Anna"),
    ],
)
def test_names_lose_what_nobody_sees(text, expected):
    assert convert_name(text, POLICY) == expected


def test_joiners_inside_persian_names_stay():
    assert one_line("\u0639\u0644\u06cc\u200c\u0631\u0636\u0627") == (
        "\u0639\u0644\u06cc\u200c\u0631\u0636\u0627"
    )
    assert one_line("An\u200cna\u200d") == "Anna"


def test_half_a_surrogate_pair_is_refused_and_shown_harmlessly():
    with pytest.raises(Problem) as caught:
        convert_name("Anna \ud83d", POLICY)
    assert caught.value.code == "text_broken"
    assert caught.value.params["value"].encode()


def test_long_texts_are_refused_and_shown_short():
    with pytest.raises(Problem) as caught:
        convert_name("x" * 256, POLICY)
    assert caught.value.params["limit"] == 255
    assert len(caught.value.params["value"]) == 80
    assert len(convert_text("x" * 2000, POLICY)) == 2000


def test_several_lines_stay_several_lines():
    assert many_lines(" a  b \r\n\r\n c\r\n") == "a b\n\nc"


@pytest.mark.parametrize("text", ["", " ", "\t\n", "\u00a0", "\u200b", "\ufeff \u200b", "\x00"])
def test_what_nobody_sees_is_blank(text):
    assert is_blank(text)


@pytest.mark.parametrize("text", ["0", "-", "x", ".", "\u0430"])
def test_any_visible_character_is_not_blank(text):
    assert not is_blank(text)


def test_references_keep_leading_zeros_and_lose_the_text_mark():
    assert convert_code("00123", POLICY) == "00123"
    assert convert_code("'00123", POLICY) == "00123"
    assert convert_code("'n Dam", POLICY) == "'n Dam"


@pytest.mark.parametrize("text", ["3.80971E+11", "3,80971e+11", "1E+05", "-1.2E+15"])
def test_references_shortened_by_a_spreadsheet_are_refused(text):
    with pytest.raises(Problem) as caught:
        convert_code(text, POLICY)
    assert caught.value.code == "text_scientific"


@pytest.mark.parametrize("text", ["5E3", "1E", "E+05", "A1E+05"])
def test_references_that_only_resemble_such_a_number_are_kept(text):
    assert convert_code(text, POLICY) == text


def test_logins_keep_their_case():
    assert convert_login(" John.Smith ", POLICY) == "John.Smith"


def test_a_login_with_a_blank_is_kept_with_a_warning():
    with pytest.raises(Doubt) as caught:
        convert_login("Marc  Demo", POLICY)
    assert caught.value.value == "Marc Demo"
    assert caught.value.code == LOGIN_BLANK


@pytest.mark.parametrize("text", ["john smith@example.com", "john\nsmith", "a\tb"])
def test_logins_that_cannot_be_typed_are_refused(text):
    with pytest.raises(Problem) as caught:
        convert_login(text, POLICY)
    assert caught.value.code == LOGIN_BROKEN


def test_a_login_longer_than_any_address_is_refused():
    with pytest.raises(Problem):
        convert_login("x" * 255, POLICY)


def test_passwords_become_secrets_and_keep_every_character():
    secret = convert_password("pa ss\u00a0w\u00f6rd, [clear]", POLICY)
    assert secret == Secret("pa ss\u00a0w\u00f6rd, [clear]")
    assert "pa ss" not in repr(secret)


@pytest.mark.parametrize(
    "text", [" secret", "secret\u00a0", "sec\nret", "sec\u200bret", "s" * 4097]
)
def test_bad_passwords_are_refused_without_being_repeated(text):
    with pytest.raises(Problem) as caught:
        convert_password(text, POLICY)
    assert "sec" not in str(caught.value.params)


def test_plain_text_becomes_one_escaped_paragraph():
    assert convert_html("a < b & c\nd", POLICY) == "<p>a &lt; b &amp; c<br>d</p>"


def test_html_is_left_to_odoo():
    assert convert_html("<p>Hi <b>there</b></p>", POLICY) == "<p>Hi <b>there</b></p>"
    assert convert_html("<3", POLICY) == "<p>&lt;3</p>"


def test_what_is_shown_of_a_value_can_be_stored():
    assert shown("a\x00b\ud800") == "a\ufffdb\ufffd"
