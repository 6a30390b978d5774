"""What one header maps to, and what is shown to a person instead."""

import pytest
from mapped_headers import EXAM, STANDARD, codes, one, targets

from engine.catalogue import property_spec
from engine.headers import normalize_header
from engine.issues import WARNING
from engine.mapping import EXACT, map_headers


@pytest.mark.parametrize(
    "header",
    [
        "Email",
        "E-MAIL",
        "e mail",
        "eMail",
        "\uff25mail",
        " Email * ",
        "Email (required)",
        "*Email",
        "Email [Required]",
        "E\u2011Mail:",
    ],
)
def test_the_writing_of_a_header_does_not_matter(header):
    match = one(header)
    assert (match.target, match.confidence) == ("email", EXACT)
    assert match.header == header
    assert not match.issues


@pytest.mark.parametrize(
    ("header", "target"),
    [
        ("Email ID of the Candidate", "email"),
        ("Phone Number of the Candidate", "phone"),
        ("candidateEmail", "email"),
        ("User's e-mail", "email"),
        ("Employee\u2019s first name", "first_name"),
        ("Your name", "name"),
        ("Student city", "city"),
        ("Employee No.", "ref"),
        ("Phone #", "phone"),
        ("Personal-Nr.", "ref"),
        ("T\u00e9l\u00e9phone", "phone"),
        ("TELEPHONE", "phone"),
        ("KULLANICI ADI", "login"),
        ("Kullan\u0131c\u0131 Ad\u0131", "login"),
        ("Імʼя користувача", "login"),
        ("Stra\u00dfe", "street"),
        ("STRASSE", "street"),
        ("n\u00b0 \u00e9tudiant", "ref"),
        ("Surname / Family name", "last_name"),
        ("E-mail des Kandidaten", "email"),
        ("Nom de l'utilisateur", "name"),
        ("Телефон сотрудника", "phone"),
    ],
)
def test_headers_that_say_more_or_speak_another_language(header, target):
    assert one(header).target == target


@pytest.mark.parametrize(
    ("header", "target"),
    [
        ("Name", "name"),
        ("Username", "login"),
        ("User name", "login"),
        ("userName", "login"),
        ("User ID", "ref"),
        ("uid", "ref"),
        ("Client ID", "ref"),
        ("Employee number", "ref"),
        ("Student number", "ref"),
        ("reference", "ref"),
        ("Position", "function"),
        ("Status", "active"),
        ("secondname", "last_name"),
        ("patronymic", "middle_name"),
        ("Language", "lang"),
        ("Locale", "lang"),
        ("Department", ""),
    ],
)
def test_headers_that_are_easily_mistaken(header, target):
    assert one(header).target == target


@pytest.mark.parametrize(
    ("header", "candidates"),
    [
        ("Group", ("roles", "tags")),
        ("Groups", ("roles", "tags")),
        ("Company", ("company", "parent")),
        ("Estado", ("active", "state")),
        ("User", ("login", "name")),
        ("Login / E-mail", ("login", "email")),
        ("Username [email]", ("login", "email")),
    ],
)
def test_doubtful_headers_are_shown_with_what_they_may_be(header, candidates):
    match = one(header)
    assert (match.target, match.confidence, match.candidates) == ("", "", candidates)
    [issue] = match.issues
    assert (issue.code, issue.severity, issue.column) == ("header_ambiguous", WARNING, header)
    assert all(STANDARD[name].label in issue.text() for name in candidates)


@pytest.mark.parametrize(
    ("header", "candidate"),
    [("Title", "function"), ("ID", "ref"), ("Address", "street"), ("Contact_email", "email")],
)
def test_a_doubtful_header_with_one_candidate_offers_no_choice_of_several(header, candidate):
    match = one(header)
    assert (match.target, match.confidence, match.candidates) == ("", "", (candidate,))
    [issue] = match.issues
    assert (issue.code, issue.severity, issue.column) == ("header_doubtful", WARNING, header)
    assert f"may be {STANDARD[candidate].label}. Choose it" in issue.text()


def test_a_tag_category_claims_its_header():
    assert one("Department", EXAM).target == "tag:Department"
    assert one("Position", EXAM).candidates == ("function", "tag:Position")
    assert one("Group", EXAM).candidates == ("roles", "tags", "tag:Group")


@pytest.mark.parametrize(
    "header",
    [
        "Tags.Department",
        "tags/Department",
        "Tag: Department",
        "Tags [Department]",
        "tags_department",
    ],
)
def test_a_tag_category_inside_the_tags(header):
    assert one(header, EXAM).target == "tag:Department"


def test_a_property_claims_its_label_and_its_name():
    catalogue = STANDARD.extended(
        [property_spec("title_1", "Title", "char"), property_spec("birth_date", "Born", "date")]
    )
    assert targets(["Title", "Born"], catalogue) == ["property:title_1", "property:birth_date"]
    assert one("birthDate", catalogue).target == "property:birth_date"


def test_a_property_with_a_standard_label_is_ambiguous():
    catalogue = STANDARD.extended([property_spec("town", "City", "char")])
    assert one("City", catalogue).candidates == ("city", "property:town")


def test_a_negative_header_inverts():
    for header in (
        "Suspended",
        "Blocked",
        "Is disabled",
        "gesperrt",
        "Заблокований",
    ):
        match = one(header)
        assert (match.target, match.inverted) == ("active", True)
    match = one("Block sign in (Yes/No) [accountEnabled] Required")
    assert (match.target, match.inverted) == ("active", True)
    assert not one("accountEnabled").inverted
    assert one("Suspended", saved={"Suspended": "active"}).inverted


def test_unknown_and_blank_headers_say_so():
    matches = map_headers(["Shoe size", " "], STANDARD)
    assert codes(matches) == ["header_unknown", "header_blank"]
    assert "2" in matches[1].issues[0].text()


def test_normalising_is_the_same_for_all_writings():
    assert normalize_header("User Name") == normalize_header("userName") == "username"
    assert normalize_header("user_name") == normalize_header("USER-NAME:") == "username"


@pytest.mark.parametrize(
    ("header", "target"),
    [
        ("Geburtsdatum", "property:birth"),
        ("date of birth", "property:birth"),
        ("DOB", "property:birth"),
        ("Anrede", "property:salutation"),
        ("Civilité", "property:salutation"),
    ],
)
def test_usual_titles_find_the_property_that_there_is(header, target):
    catalogue = STANDARD.extended(
        [
            property_spec("birth", "Date of Birth", "date"),
            property_spec("salutation", "Title", "char"),
        ]
    )
    assert one(header, catalogue).target == target
    assert one(header).target == ""


@pytest.mark.parametrize("header", ["Nummer", "Nr.", "Número"])
def test_a_bare_number_is_a_question(header):
    match = one(header)
    assert (match.target, match.candidates) == ("", ("ref",))
    assert codes([match]) == ["header_doubtful"]
