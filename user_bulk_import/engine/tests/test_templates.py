"""Templates and samples, without a database."""

import io
from dataclasses import replace

import openpyxl
import pytest

from engine.catalogue import STANDARD_SPECS
from engine.passwords import is_weak
from engine.policy import Policy
from engine.readers import open_tables
from engine.tables import Refusal
from engine.templates import (
    Choices,
    TemplateColumn,
    TemplateSheet,
    describe,
    example_of,
    people,
    sample_texts,
    write,
)
from engine.templates.texts import FIELDS

LOGIN = TemplateColumn("Login", "login", required="always", note="Required in each row.")
ROLE = TemplateColumn("Role", "roles", choices=Choices(("User", "Editor"), strict=False))
ACTIVE = TemplateColumn("Active", "active", kind="boolean", choices=Choices(("yes", "no")))
BORN = TemplateColumn("Born", "property:born", kind="date")


def book_of(*sheets):
    output = io.BytesIO()
    write(output, sheets)
    return openpyxl.load_workbook(output), output


def test_a_template_has_tabs_and_titles_and_no_rows():
    book, output = book_of(
        TemplateSheet("Students", (LOGIN, BORN)), TemplateSheet("Parents", (LOGIN,))
    )
    assert book.sheetnames == ["Students", "Parents"]
    assert [cell.value for cell in book["Students"][1]] == ["Login", "Born"]
    assert book["Students"]["A1"].comment.text == "Required in each row."
    with pytest.raises(Refusal, match="no row below the header"):
        list(open_tables(output))


def test_lists_stand_on_one_hidden_sheet_that_is_ours():
    book, _output = book_of(TemplateSheet("Users", (ROLE, ACTIVE, replace(ACTIVE, title="Old"))))
    hidden = book["» Lists"]
    assert hidden.sheet_state == "veryHidden"
    assert [[cell.value for cell in row] for row in hidden.iter_rows()] == [
        ["» Role", "» Old"],
        ["User", "yes"],
        ["Editor", "no"],
    ]
    rules = {str(rule.sqref): rule for rule in book["Users"].data_validations.dataValidation}
    assert rules["A2:A5001"].formula1 == "'» Lists'!$A$2:$A$3"
    assert not rules["A2:A5001"].showErrorMessage
    assert rules["B2:B5001"].showErrorMessage


def test_columns_are_text_but_dates_and_numbers():
    number = TemplateColumn("Age", "property:age", kind="integer")
    book, _output = book_of(TemplateSheet("Users", (LOGIN, BORN, number)))
    columns = book["Users"].column_dimensions
    assert [columns[name].number_format for name in "ABC"] == ["@", "yyyy-mm-dd", "General"]


def test_names_of_tabs_are_those_that_excel_takes():
    book, _output = book_of(TemplateSheet("A/B: every [one] of them in the school", (LOGIN,)))
    assert book.sheetnames == ["A-B- every -one- of them in the"]


def test_each_standard_field_is_described():
    assert {spec.name for spec in STANDARD_SPECS} <= set(FIELDS)


def test_a_note_tells_what_is_needed_and_gives_an_example():
    person = sample_texts(next(people(1)))
    assert describe(LOGIN, person).splitlines() == [
        "Required in each row.",
        "What the person logs in with, often the e-mail address. Each one only once.",
        "Example: ann.lee",
    ]
    tags = TemplateColumn("Class", "tag:Class", default="50 %s", example="7A")
    assert describe(tags, {}).splitlines()[1:] == ["Left blank, it is: 50 %s", "Example: 7A"]
    password = TemplateColumn("Password", "password", required="create")
    assert person["password"] not in describe(password, person)


def test_invented_people_are_all_different_and_their_cells_can_be_imported():
    everybody = [sample_texts(person) for person in people(100, series=2)]
    for name in ("login", "email", "ref", "phone", "password"):
        assert len({texts[name] for texts in everybody}) == 100
    assert len({person.login for series in range(3) for person in people(50, series)}) == 150
    for spec in STANDARD_SPECS:
        if text := everybody[0].get(spec.name):
            assert spec.convert(text, Policy()) is not None
    assert not is_weak(everybody[0]["password"])


def test_nobody_of_a_sample_is_to_go():
    assert example_of(replace(ACTIVE, field="deleted"), new_tags=True) == "no"
    assert example_of(ACTIVE, new_tags=True) == "yes"


def test_tags_that_nobody_may_make_are_no_example():
    tags = TemplateColumn("Team", "tag:Team")
    assert example_of(tags, new_tags=True) == "Example"
    assert example_of(tags, new_tags=False) == ""
