"""Whose address a column has: that of the row's person, or of somebody else."""

import pytest
from mapped_headers import STANDARD, one

from engine.association_specs import association_spec

PARENT = "association:student_parent:right"
SCHOOL = STANDARD.extended(
    [
        association_spec(
            "student_parent", "right", "Parent", aliases=("Parent", "Mother", "Mutter", "Vater")
        ),
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


def test_the_sheet_tells_whose_address_it_is():
    assert one("Instructor email", sheet="Instructors").target == "email"
    assert one("Student email", sheet="Instructors").target == ""
    assert one("Student email", sheet="Students").target == "email"
    assert one("Parent e-mail", sheet="Parents").target == "email"
    assert one("Student email").target == "email"


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
