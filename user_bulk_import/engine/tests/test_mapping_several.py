"""Columns that decide about each other, and what was saved about them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mapped_headers import CATEGORIES, EXAM, STANDARD, codes, one, targets

from engine.aliases import ALIASES, DOUBTFUL, INVERTED, NAME_WORDS
from engine.issues import ERROR, INFO
from engine.mapping import ALIAS, CONTEXT, EXACT, SAVED, ColumnMatch, map_headers


def test_two_headers_for_one_value_are_both_shown():
    matches = map_headers(["Work phone", "Mobile phone"], STANDARD, sheet="S")
    assert [match.target for match in matches] == ["", ""]
    assert all(match.conflict and match.candidates == ("phone",) for match in matches)
    assert codes(matches) == ["header_conflict"] * 2
    assert "Work phone, Mobile phone" in matches[0].issues[0].text()
    assert matches[1].issues[0].sheet == "S"


def test_the_fields_own_name_beats_an_alias():
    matches = map_headers(["E-mail address", "Email"], STANDARD)
    assert [match.target for match in matches] == ["", "email"]
    assert not matches[0].conflict
    assert [(i.code, i.severity) for i in matches[0].issues] == [("header_superseded", INFO)]


def test_a_saved_choice_beats_both():
    saved = {"E-MAIL ADDRESS": "email"}
    matches = map_headers(["e-mail address", "Email"], STANDARD, saved)
    assert [match.target for match in matches] == ["email", ""]
    assert matches[0].confidence == SAVED


def test_two_saved_choices_for_one_value_are_a_conflict():
    matches = map_headers(["A", "B"], STANDARD, {"A": "email", "B": "email"})
    assert [match.target for match in matches] == ["", ""]
    assert codes(matches) == ["header_conflict"] * 2


def test_saved_choices_ignore_columns_and_name_what_is_no_field():
    saved = {"Email": "-", "Phone": "", "City": "town", "Not there": "email"}
    email, phone, city = map_headers(["Email", "Phone", "City"], STANDARD, saved)
    assert (email.target, email.confidence, email.issues) == ("", SAVED, ())
    assert (phone.target, phone.confidence, phone.issues) == ("", SAVED, ())
    assert [(i.code, i.severity) for i in city.issues] == [("header_target_unknown", ERROR)]


def test_saved_choices_decide_what_is_doubtful():
    saved = {"Title": "function", "Group": "tag:Group"}
    assert targets(["Title", "Group"], EXAM, saved=saved) == ["function", "tag:Group"]


def test_several_columns_fill_a_field_with_several_values():
    headers = ["Tags", "Tag 2", "Role 1", "Role 2", "Department", "Class"]
    assert targets(headers, EXAM) == [
        "tags",
        "tags",
        "roles",
        "roles",
        "tag:Department",
        "tag:Class",
    ]


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        (["Name", "Vorname"], ["last_name", "first_name"]),
        (["Nom", "Pr\u00e9nom"], ["last_name", "first_name"]),
        (["Nombre", "Apellidos"], ["first_name", "last_name"]),
        (["Nome", "Cognome"], ["first_name", "last_name"]),
        (["Ad", "Soyad"], ["first_name", "last_name"]),
        (
            ["\u0418\u043c\u044f", "\u0424\u0430\u043c\u0438\u043b\u0438\u044f"],
            ["first_name", "last_name"],
        ),
        (
            ["\u0406\u043c\u2019\u044f", "\u041f\u0440\u0456\u0437\u0432\u0438\u0449\u0435"],
            ["first_name", "last_name"],
        ),
        (["Name *", "Vorname *"], ["last_name", "first_name"]),
        (["Nombre del candidato", "Apellidos"], ["first_name", "last_name"]),
        (["Nombre"], ["name"]),
        (["Nom"], ["name"]),
        (["Name", "First name", "Last name"], ["name", "first_name", "last_name"]),
    ],
)
def test_the_columns_beside_it_tell_a_full_name_from_a_part(headers, expected):
    assert targets(headers) == expected


def test_name_beside_surname_is_left_to_a_person():
    name, surname = map_headers(["Name", "Surname"], STANDARD)
    assert (name.target, name.candidates) == ("", ("name", "first_name"))
    assert surname.target == "last_name"
    assert map_headers(["Nom", "Pr\u00e9nom"], STANDARD)[0].confidence == CONTEXT


def test_a_principal_name_is_the_login_unless_another_column_says_it_is():
    assert one("UPN").target == "login"
    assert targets(["UPN", "Login"]) == ["", "login"]
    both = map_headers(["UPN", "Username"], STANDARD)
    assert [match.target for match in both] == ["", ""]
    assert codes(both) == ["header_conflict"] * 2


_known = st.sampled_from(
    [header for headers in (ALIASES, INVERTED) for group in headers.values() for header in group]
    + [*DOUBTFUL, *NAME_WORDS, *CATEGORIES, "Name", "Vorname", "Email", "Login", "Tags.Class"]
)
_dressed = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "*", "user.", "Student ", "parent ", "Tags/"]),
    _known,
    st.sampled_from(["", " [Required]", " (yes/no)", " of the candidate", "/name", " 1", "[0]"]),
)
_header = st.lists(_dressed | st.text(max_size=12), max_size=12)
_saved = st.dictionaries(
    _dressed, st.sampled_from(["email", "login", "tags", "", "-", "nothing"]), max_size=3
)


@settings(max_examples=80, deadline=None)
@given(header=_header, saved=_saved, sheet=st.sampled_from(["", "Students", "Parents", "x"]))
def test_one_value_never_has_two_columns_and_nothing_is_dropped_silently(header, saved, sheet):
    matches = map_headers(header, EXAM, saved, sheet=sheet)
    assert [match.index for match in matches] == list(range(len(header)))
    assert [match.header for match in matches] == header
    filled = [match.target for match in matches if match.target and not EXAM[match.target].many]
    assert len(filled) == len(set(filled))
    for match in matches:
        assert isinstance(match, ColumnMatch)
        assert match.target == "" or match.target in EXAM
        assert match.confidence in ("", SAVED, EXACT, CONTEXT, ALIAS)
        assert all(issue.text() for issue in match.issues)
        if not match.target and match.confidence != SAVED:
            assert match.issues
        if match.candidates or match.conflict:
            assert match.target == ""
