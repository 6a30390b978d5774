"""What maps, what is shown to a person instead, and what is saved."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.aliases import ALIASES, DOUBTFUL, INVERTED, NAME_WORDS
from engine.association_specs import association_spec
from engine.catalogue import property_spec, standard_catalogue, tag_category_spec
from engine.headers import normalize_header
from engine.issues import ERROR, INFO, WARNING
from engine.mapping import (
    ALIAS,
    CONTEXT,
    EXACT,
    SAVED,
    ColumnMatch,
    map_headers,
    missing_for_new,
    missing_required,
)
from engine.policy import Policy

STANDARD = standard_catalogue()
CATEGORIES = ("Department", "Section", "Group", "Category", "Position", "Class", "Source")
EXAM = STANDARD.extended(tag_category_spec(name) for name in CATEGORIES)


def one(header, catalogue=STANDARD, **options):
    [match] = map_headers([header], catalogue, **options)
    return match


def targets(headers, catalogue=STANDARD, **options):
    return [match.target for match in map_headers(headers, catalogue, **options)]


def codes(matches):
    return [issue.code for match in matches for issue in match.issues]


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
    "header",
    [
        "Parent email",
        "ParentEmail",
        "Parent's e-mail",
        "Manager's email",
        "Manager Email",
        "Email of the parent",
        "Email (parent)",
        "Email [parent]",
        "Mother/Father email",
        "Parent/Email",
        "parent.email",
        "manager.email",
        "Instructor email",
        "Recovery Email",
        "Secondary email",
        "Emergency contact phone",
        "Parent",
        "Guardian phone",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User.manager.displayName",
        "Number of employees",
        "Booking Status",
        "structure_uid",
        "google_id",
        "Department",
        "Eligible",
        "user_field1",
        "cohort1",
        "phone2",
    ],
)
def test_what_belongs_to_somebody_or_something_else_is_not_mapped(header):
    match = one(header)
    assert match.target == ""
    assert [issue.code for issue in match.issues] == ["header_unknown"]


def test_the_sheet_tells_whose_address_it_is():
    assert one("Instructor email", sheet="Instructors").target == "email"
    assert one("Student email", sheet="Instructors").target == ""
    assert one("Student email", sheet="Students").target == "email"
    assert one("Parent e-mail", sheet="Parents").target == "email"
    assert one("Student email").target == "email"


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


def test_unknown_and_blank_headers_say_so():
    matches = map_headers(["Shoe size", " "], STANDARD)
    assert codes(matches) == ["header_unknown", "header_blank"]
    assert "2" in matches[1].issues[0].text()


def test_normalising_is_the_same_for_all_writings():
    assert normalize_header("User Name") == normalize_header("userName") == "username"
    assert normalize_header("user_name") == normalize_header("USER-NAME:") == "username"


def required(headers, catalogue=STANDARD, **policy):
    return missing_required(map_headers(headers, catalogue), Policy(**policy), catalogue)


def test_required_fields_without_a_column_are_named_in_order():
    wanted = frozenset({"ref", "email", "login"})
    assert required(["Email"], required=wanted) == ("ref", "login")
    assert required(["Email", "userName", "reference"], required=wanted) == ()


def test_a_default_fills_a_required_field():
    wanted = frozenset({"city", "ref"})
    defaults = {"city": "Kyiv", "ref": " "}
    assert required(["Email"], required=wanted, defaults=defaults) == ("ref",)


def test_name_parts_and_the_address_stand_in():
    wanted = frozenset({"name", "login"})
    policy = {"required_on_create": wanted, "operation": "create"}
    assert required(["Last name", "Email"], **policy) == ()
    assert required(["Middle name"], **policy) == ("login", "name")
    assert required(["Name", "Email"], required=frozenset({"login"})) == ("login",)


def test_a_full_name_says_the_required_first_and_last_name():
    wanted = frozenset({"first_name", "middle_name", "last_name"})
    assert required(["Full name"], required=wanted) == ("middle_name",)
    assert required(["First name"], required=wanted) == ("middle_name", "last_name")
    defaults = {"name": "Somebody"}
    assert "last_name" in required(["Email"], required=wanted, defaults=defaults)


def test_what_creation_requires_counts_only_where_each_row_creates():
    policy = {"required_on_create": frozenset({"city"}), "password_mode": "file"}
    assert required(["Email"], operation="create", **policy) == ("password", "city")
    assert required(["Email"], operation="create_all", **policy) == ("password", "city")
    assert required(["Email"], operation="upsert", **policy) == ()
    assert required(["Email"], operation="update", **policy) == ()


def for_new(headers, **policy):
    return missing_for_new(map_headers(headers, STANDARD), Policy(**policy), STANDARD)


def test_what_rows_that_make_a_user_will_lack_is_told_apart():
    wanted = {"required": frozenset({"ref"}), "required_on_create": frozenset({"last_name"})}
    assert for_new(["First name", "Email"], operation="upsert", **wanted) == ("last_name",)
    assert for_new(["Full name", "Email"], operation="upsert", **wanted) == ()
    assert for_new(["First name", "Email"], operation="create", **wanted) == ()
    assert for_new(["First name", "Email"], operation="update", **wanted) == ()


def test_a_required_field_that_no_catalogue_knows_is_named_too():
    assert required(["Email"], required=frozenset({"property:x"})) == ("property:x",)


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


# -- other people, and attributes of one's own -------------------------------------------------

PARENT = "association:student_parent:right"
SCHOOL = STANDARD.extended(
    [
        association_spec(
            "student_parent", "right", "Parent", aliases=("Parent", "Mother", "Mutter", "Vater")
        ),
        property_spec("birth", "Date of Birth", "date"),
        property_spec("salutation", "Title", "char"),
    ]
)


@pytest.mark.parametrize(
    "header",
    [
        *("Mutter E-Mail", "Vater E-Mail", "E-Mail der Mutter", "E-Mail-Adresse Vater"),
        *("Parent email", "Parent's e-mail address", "Mother's email", "Email of the mother"),
        *("parent_username", "Login Vater", "Mail Mutter"),
    ],
)
def test_the_address_of_a_parent_names_the_parent(header):
    assert one(header, SCHOOL).target == PARENT
    # Nobody else's address is taken for the person's own.
    assert one(header).target == ""


@pytest.mark.parametrize("number", ["", "1", " 1", " 2"])
@pytest.mark.parametrize("person", ["Parent", "Mother", "Associated Parent", "Primary mother"])
@pytest.mark.parametrize("key", ["email", " Email", " E-mail Address", " Username", ""])
def test_a_number_and_how_the_address_is_called_change_nothing(person, number, key):
    assert one(f"{person}{number} {key}", SCHOOL).target == PARENT
    assert one(f"{person} {key} {number}", SCHOOL).target == PARENT


@pytest.mark.parametrize("header", ["Email", "E-mail address", "Username", "Login", "User name"])
@pytest.mark.parametrize("number", ["", " 1", " 2", "2"])
@pytest.mark.parametrize("person", ["", "User ", "Student ", "Primary ", "Candidate's "])
def test_ones_own_address_stays_ones_own(person, header, number):
    """Whoever else the catalogue knows, what it takes for the row's person is the same."""
    own, known = one(f"{person}{header}{number}"), one(f"{person}{header}{number}", SCHOOL)
    assert (known.target, known.candidates) == (own.target, own.candidates)
    at_home = one(f"Parent{number} {header}", SCHOOL, sheet="Parents")
    assert not at_home.target.startswith("association:")


def test_the_sheet_tells_in_which_way_students_are_meant():
    catalogue = STANDARD.extended(
        association_spec(code, side, f"{title} ({code})", aliases=[title])
        for code, *titles in (("family", "Student", "Parent"), ("class", "Student", "Teacher"))
        for side, title in zip(("left", "right"), titles, strict=True)
    )
    for header in ("Student", "Student email", "Student Username", "student_1"):
        for sheet, code in (("Parents", "family"), ("Teachers", "class")):
            assert one(header, catalogue, sheet=sheet).target == f"association:{code}:left"
        assert not one(header, catalogue, sheet="Sheet1").target.startswith("association:")


@pytest.mark.parametrize("header", ["Mother's name", "Telefon Mutter", "E-Mail", "Name der Mutter"])
def test_what_else_is_said_of_a_parent_names_nobody(header):
    assert one(header, SCHOOL).target != PARENT


def test_on_a_tab_of_parents_the_address_is_their_own():
    assert one("Parent email", SCHOOL, sheet="Tabelle1", tab="Parents").target == "email"
    assert one("Parent email", SCHOOL, sheet="Tabelle1").target == PARENT


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
    assert one(header, SCHOOL).target == target
    assert one(header).target == ""


@pytest.mark.parametrize("header", ["Nummer", "Nr.", "Número"])
def test_a_bare_number_is_a_question(header):
    match = one(header)
    assert (match.target, match.candidates) == ("", ("ref",))
    assert codes([match]) == ["header_doubtful"]


def test_a_principal_name_is_the_login_unless_another_column_says_it_is():
    assert one("UPN").target == "login"
    assert targets(["UPN", "Login"]) == ["", "login"]
    both = map_headers(["UPN", "Username"], STANDARD)
    assert [match.target for match in both] == ["", ""]
    assert codes(both) == ["header_conflict"] * 2
