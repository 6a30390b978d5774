"""Yes, no, and the state of an account in many words."""

import pytest

from engine.converters.booleans import (
    DELETIONS,
    STATES,
    YES_NO,
    convert_active,
    convert_boolean,
    convert_deleted,
    convert_suspended,
)
from engine.issues import Problem
from engine.policy import Policy

POLICY = Policy()
YES_WORDS = "yes Y TRUE true 1 x ✓ ✔ ja oui sí si sim да так tak evet EVET wahr вкл on 1.0"
YES = YES_WORDS.split()
NO_WORDS = "no N FALSE false 0 nein non não нет ні nie hayır HAYIR faux off 0.0 ✗ nee"
NO = NO_WORDS.split()


@pytest.mark.parametrize("text", YES)
def test_words_for_yes(text):
    for convert in (convert_boolean, convert_active, convert_deleted):
        assert convert(f" {text} ", POLICY) is True
    assert convert_suspended(text, POLICY) is False


@pytest.mark.parametrize("text", NO)
def test_words_for_no(text):
    for convert in (convert_boolean, convert_active, convert_deleted):
        assert convert(text, POLICY) is False
    assert convert_suspended(text, POLICY) is True


@pytest.mark.parametrize("text", ["active", "Enabled", "aktiv", "actif", "активний", "ETKİN"])
def test_states_that_let_a_user_in(text):
    assert convert_active(text, POLICY) is True
    assert convert_suspended(text, POLICY) is True


@pytest.mark.parametrize(
    "text",
    [
        "inactive",
        "BLOCKED",
        "suspended",
        "disabled",
        "LOCKED_OUT",
        "gesperrt",
        "заблокований",
        "deleted",
        "tobedeleted",
        "pasif",
        "archived",
    ],
)
def test_states_that_keep_a_user_out(text):
    assert convert_active(text, POLICY) is False
    assert convert_suspended(text, POLICY) is False


def test_words_for_deletion():
    assert convert_deleted("to delete", POLICY) is True
    assert convert_deleted("удалён", POLICY) is True
    assert convert_deleted("active", POLICY) is False


@pytest.mark.parametrize("text", ["maybe", "-", "2", "active", "n/a"])
def test_other_words_are_refused(text):
    with pytest.raises(Problem) as caught:
        convert_boolean(text, POLICY)
    assert caught.value.code == "bool_invalid"


def test_no_vocabulary_contradicts_another_within_a_converter():
    for words in (STATES, DELETIONS):
        shared = words.keys() & YES_NO.keys()
        assert all(words[word] == YES_NO[word] for word in shared)
