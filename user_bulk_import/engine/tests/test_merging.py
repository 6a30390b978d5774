"""Old and new values of fields."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.merging import (
    Command,
    changes,
    is_empty,
    merge_many,
    read_cell,
    same,
    tag_commands,
    with_defaults,
)
from engine.values import CLEAR, Item, Ref

IT = Ref("Department: IT", 1)
HR = Ref("Department: HR", 2)
NINE_A = Ref("Class: 9A", 3)
LOOSE = Ref("friend", 4)
ALL = (IT, HR, NINE_A, LOOSE)


def cell(*added, removed=()):
    return (*(Item(ref) for ref in added), *(Item(ref, remove=True) for ref in removed))


def merge(old, value, mode="add"):
    commands = {}
    read_cell(commands, value)
    return merge_many(old, commands, mode)


def merge_tags(old, mode="replace", /, **columns):
    values = {name.replace("_", ":"): value for name, value in columns.items()}
    return merge_many(old, tag_commands(values, values), mode, by_category=True)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Ann", "Ann ", True),
        ("Ann", "ann", False),
        (None, "", True),
        ("", None, True),
        ((), None, True),
        ("Ann", None, False),
        (0, None, False),
        (None, 0, False),
        (None, False, False),
        (False, False, True),
        (1.0, 1, True),
        (Ref("French", 7), Ref("Français", 7), True),
        (Ref("French", 7), Ref("French", 8), False),
        (Ref("French", 7), Ref("French"), False),
        (Ref("Sales", 7, "role"), Ref("Sales", 7, "group"), False),
        (None, Ref("French", 7), False),
        (5, "5", False),
        ((IT, HR), (HR, IT), True),
        (None, (), True),
        ((IT,), (IT, Ref("new")), False),
    ],
)
def test_values_are_compared_as_people_see_them(old, new, expected):
    assert same("name", old, new) is expected


def test_case_makes_no_other_email():
    assert same("email", "Ann@example.org", "ann@Example.org")


def test_zero_and_no_are_values():
    assert not is_empty(0) and not is_empty(False)
    assert all(map(is_empty, (None, "", ())))


def test_added_values_join_those_that_are_there():
    assert merge((IT,), cell(LOOSE)) == (IT, LOOSE)


def test_replacing_values_drop_those_that_are_there():
    assert merge((IT,), cell(LOOSE), "replace") == (LOOSE,)


@pytest.mark.parametrize("mode", ["add", "replace"])
def test_a_removed_value_goes_in_either_mode(mode):
    assert merge((IT, LOOSE), cell(removed=[IT]), mode) == (LOOSE,)


def test_removing_wins_over_adding():
    assert merge((), cell(IT, removed=[IT])) == ()


def test_the_clear_marker_empties_the_field():
    assert merge((IT,), CLEAR) == ()


def test_filling_leaves_what_is_there():
    assert merge((IT,), cell(LOOSE), "fill") == (IT,)
    assert merge((IT,), CLEAR, "fill") == (IT,)
    assert merge(None, cell(LOOSE), "fill") == (LOOSE,)


def test_a_value_named_twice_is_there_once():
    assert merge((), cell(Ref("new"), Ref("New"))) == (Ref("New"),)


def test_replacing_tags_leaves_categories_that_are_not_named():
    assert merge_tags(ALL, tags=cell(Ref("Department: Law", 9))) == (
        NINE_A,
        Ref("Department: Law", 9),
        LOOSE,
    )


def test_tags_without_category_are_a_category():
    assert merge_tags((IT, LOOSE), tags=cell(Ref("foe", 9))) == (IT, Ref("foe", 9))


def test_a_category_column_and_the_tags_column_work_together():
    merged = merge_tags(ALL, tags=cell(Ref("foe", 9)), tag_Class=cell(Ref("Class: 9B", 8)))
    assert merged == (Ref("Class: 9B", 8), HR, IT, Ref("foe", 9))


def test_clearing_a_category_column_empties_that_category():
    assert merge_tags(ALL, tag_department=CLEAR) == (NINE_A, LOOSE)


def test_clearing_the_tags_column_empties_all_but_what_other_columns_say():
    assert merge_tags(ALL, "add", tags=CLEAR) == ()
    assert merge_tags(ALL, "add", tags=CLEAR, tag_Class=cell(NINE_A)) == (NINE_A,)


def test_filling_tags_looks_at_each_category():
    merged = merge_tags((IT,), "fill", tags=cell(HR, NINE_A))
    assert merged == (NINE_A, IT)


def test_default_tags_count_in_categories_that_the_row_does_not_name():
    row = {"department": Command(added=[IT])}
    default = {"department": Command(added=[HR]), "class": Command(added=[NINE_A])}
    assert merge_many((), with_defaults(row, default), "add", by_category=True) == (NINE_A, IT)


def test_changes_name_old_and_new_in_the_order_of_the_catalogue():
    wanted = {"city": "Oslo", "name": "Ann", "tags": (LOOSE, IT)}
    current = {"city": "Oslo ", "name": "Anna", "tags": (LOOSE, HR)}
    found = changes(wanted, current.get, {"tags": 0, "name": 1, "city": 2})
    assert [(change.field, change.old, change.new) for change in found] == [
        ("tags", (HR, LOOSE), (LOOSE, IT)),
        ("name", "Anna", "Ann"),
    ]


REFS = st.sampled_from([*ALL, Ref("Class: 9B"), Ref("foe")])
CELLS = st.lists(st.builds(Item, REFS, st.booleans()), max_size=5).map(tuple) | st.just(CLEAR)


@given(st.lists(REFS.filter(lambda ref: ref.id), max_size=4), CELLS, CELLS)
def test_merging_again_changes_nothing(old, tags, category):
    columns = {"tags": tags, "tag:Class": category}
    for mode in ("add", "replace", "fill"):
        commands = tag_commands(columns, columns)
        once = merge_many(old, commands, mode, by_category=True)
        assert merge_many(once, commands, mode, by_category=True) == once
