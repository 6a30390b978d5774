"""Which tab of a profile a table is."""

import pytest

from engine.tabs import tab_named, tab_of_fields

TABS = ("Students", "Instructors", "Parents")


@pytest.mark.parametrize(
    ("names", "tab"),
    [
        (["students"], "Students"),
        (["7A: PARENTS", "PARENTS", "7A"], "Parents"),
        (["Pupils 2026"], "Students"),
        (["Lehrer"], "Instructors"),
        (["Tabelle1"], ""),
        (["export"], ""),
        ([""], ""),
        (["Parents of students"], ""),
    ],
)
def test_a_table_is_the_tab_that_it_is_called_after(names, tab):
    assert tab_named(names, TABS) == tab


def test_people_of_a_kind_that_several_tabs_are_about_tell_nothing():
    assert tab_named(["Schüler"], ("Students 7A", "Students 7B")) == ""


OWN = {"Students": {"parent", "class"}, "Instructors": {"subject"}, "Parents": set()}


@pytest.mark.parametrize(
    ("found", "tab"),
    [
        ({"email", "parent"}, "Students"),
        ({"subject"}, "Instructors"),
        ({"email"}, ""),
        ({"parent", "subject"}, ""),
        (set(), ""),
    ],
)
def test_columns_tell_the_tab_where_they_speak_for_one_alone(found, tab):
    assert tab_of_fields(found, OWN) == tab
