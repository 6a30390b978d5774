"""Several values in one cell, and tags in their categories."""

import time

import pytest

from engine.converters.lists import convert_list
from engine.converters.people import convert_people
from engine.converters.tags import convert_tags, tags_of
from engine.issues import Problem
from engine.policy import Policy
from engine.values import Item

POLICY = Policy()


def values(items):
    return [item.value for item in items]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("USER", ["USER"]),
        ("USER, EDITOR", ["USER", "EDITOR"]),
        ("USER;EDITOR|MANAGER\nOPERATOR", ["USER", "EDITOR", "MANAGER", "OPERATOR"]),
        ("USER\r\nEDITOR", ["USER", "EDITOR"]),
        ("USER,, ;EDITOR,", ["USER", "EDITOR"]),
        ("User, USER, user", ["User"]),
        ("Sales / Administrator, USER", ["Sales / Administrator", "USER"]),
        ('"Sales, North", USER', ["Sales, North", "USER"]),
        ('"5"" disk", B', ['5" disk', "B"]),
        ('5" disk, B', ['5" disk', "B"]),
        ('"A" team, B', ['"A" team', "B"]),
        ('["USER", "EDITOR"]', ["USER", "EDITOR"]),
        ('[{"name": "USER"}, {"display": "Editor", "value": "17"}]', ["USER", "Editor"]),
        ('{"USER": true, "EDITOR": false}', ["USER"]),
        ('{"name": "USER"}', ["USER"]),
        ("[1, 2.5, null]", ["1", "2.5"]),
        ("A\tB\uff0cC\u3001D\uff1bE\u060cF\u061bG", list("ABCDEFG")),
        ("\u2022 A \u2022 B \u00b7 C", ["A", "B", "C"]),
        ("col\u00b7legi, R&D, A / B", ["col\u00b7legi", "R&D", "A / B"]),
        ('"A, B" team, C', ['"A, B" team', "C"]),
        ("\u00c9lan, elan; \u0141\u00f3d\u017a, LODZ", ["\u00c9lan", "\u0141\u00f3d\u017a"]),
        ("[VIP]", ["[VIP]"]),
        ("  A \u00a0 b ", ["A b"]),
    ],
)
def test_values_are_parted(text, expected):
    assert values(convert_list(text, POLICY)) == expected


@pytest.mark.parametrize("text", [",;", "[]", "{}", '[""]', "[null]", " | "])
def test_an_empty_list_has_no_values(text):
    assert convert_list(text, POLICY) == ()


def test_a_leading_minus_takes_a_value_away():
    text = 'USER, -EDITOR, - MANAGER, \u2212OPERATOR, -"A, B", "-C"'
    assert convert_list(text, POLICY) == (
        Item("USER"),
        Item("EDITOR", remove=True),
        Item("MANAGER", remove=True),
        Item("OPERATOR", remove=True),
        Item("A, B", remove=True),
        Item("-C"),
    )
    assert convert_list('["-EDITOR"]', POLICY) == (Item("EDITOR", remove=True),)


def test_the_policy_says_what_parts_values():
    semicolon = Policy(list_separators=";")
    assert values(convert_list("Acme, Inc.; Other", semicolon)) == ["Acme, Inc.", "Other"]
    assert values(convert_list("A]B-C;D", Policy(list_separators="]-"))) == ["A", "B", "C;D"]
    assert values(convert_list("A,B", Policy(list_separators=""))) == ["A,B"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("-", "list_minus"),
        ("A, -", "list_minus"),
        ('"A, B', "list_quote"),
        ("A, -a", "list_contradiction"),
        ("\u00c9lan, -elan", "list_contradiction"),
        ('["A", ', "list_json"),
        ('["A" "B"]', "list_json"),
        ('{"A": [}', "list_json"),
        ("[[true]]", "list_json_shape"),
        ('{"A": {"B": 1}}', "list_json_shape"),
        ('{"A": "B"}', "list_json_shape"),
        ("[true]", "list_json_shape"),
        ("[" * 50_000 + "]" * 50_000, "list_json"),
    ],
)
def test_broken_lists_are_refused(text, code):
    with pytest.raises(Problem) as caught:
        convert_list(text, POLICY)
    assert caught.value.code == code
    assert caught.value.issue().text()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("VIP", ["VIP"]),
        ("tag1,tag2", ["tag1", "tag2"]),
        ("Department: IT; Class: 9A", ["Department: IT", "Class: 9A"]),
        ("Department:IT", ["Department: IT"]),
        (
            "Department: Ops, Lab; Class: 7A, 7B; VIP, New",
            ["Department: Ops", "Department: Lab", "Class: 7A", "Class: 7B", "VIP", "New"],
        ),
        (
            "Department: IT, Class: 9A\uff0c9B\nVIP",
            ["Department: IT", "Class: 9A", "Class: 9B", "VIP"],
        ),
        ("VIP, Department: IT", ["VIP", "Department: IT"]),
        ('["Department: IT", "HR"]', ["Department: IT", "HR"]),
        ("Department :  IT", ["Department: IT"]),
        ("Department\uff1aIT", ["Department: IT"]),
        ("Class: 9:30", ["Class: 9:30"]),
        ("http://example.com", ["http://example.com"]),
        ('[{"name": "Department", "value": "IT"}]', ["Department: IT"]),
        ('[{"Name": "Department", "Value": ["IT", "HR"]}]', ["Department: IT", "Department: HR"]),
        ('[{"category": "Department", "name": "IT"}]', ["Department: IT"]),
        ('{"name": "Department", "value": "IT"}', ["Department: IT"]),
        ('{"Department": ["IT"], "Class": "9A", "Group": ""}', ["Department: IT", "Class: 9A"]),
        ('{"Class": 9, "VIP": true, "Old": false}', ["Class: 9", "VIP"]),
        ('[{"Department": "IT"}, "VIP"]', ["Department: IT", "VIP"]),
        ('["Department: IT"]', ["Department: IT"]),
        ('{"Category": "A", "Source": "web"}', ["Category: A", "Source: web"]),
    ],
)
def test_tags_are_written_with_their_category(text, expected):
    assert values(convert_tags(text, POLICY)) == expected


@pytest.mark.parametrize("text", ["Department:", ": IT", '[{"name": 5, "value": "x"}]'])
def test_half_a_tag_is_refused(text):
    with pytest.raises(Problem):
        convert_tags(text, POLICY)


def test_a_column_of_one_category_puts_it_before_each_value():
    convert = tags_of("Department")
    assert values(convert("IT, HR", POLICY)) == ["Department: IT", "Department: HR"]
    assert values(convert("department: IT", POLICY)) == ["Department: IT"]
    assert values(convert("Class: 9A", POLICY)) == ["Department: Class: 9A"]
    assert values(convert('["IT", {"name": "Department", "value": "HR"}]', POLICY)) == [
        "Department: IT",
        "Department: HR",
    ]
    assert convert("-IT", POLICY) == (Item("Department: IT", remove=True),)


def test_a_tag_after_one_with_a_category_may_be_its_own_in_a_cell_of_commas():
    assert [item.bare for item in convert_tags("Department: IT, -HR", POLICY)] == ["", "HR"]
    assert convert_tags("Department: IT, -HR", POLICY)[1].remove
    assert not any(item.bare for item in convert_tags("Department: IT, HR; VIP", POLICY))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mum <mum@ex.org>; Dad <dad@ex.org>", ["mum@ex.org", "dad@ex.org"]),
        ('"Doe, Jane" <mum@ex.org>, mailto:dad@ex.org', ["mum@ex.org", "dad@ex.org"]),
        ("aunt@ex.org <mum@ex.org>", ["mum@ex.org"]),
        ("mum@ex.org / dad@ex.org", ["mum@ex.org", "dad@ex.org"]),
        ("mum@ex.org dad@ex.org and aunt@ex.org", ["mum@ex.org", "dad@ex.org", "aunt@ex.org"]),
        ("mum+dad@ex.org", ["mum+dad@ex.org"]),
        ("S/12, R & D 7", ["S/12", "R & D 7"]),
        ("\u0142ukasz, lukasz, LUKASZ", ["\u0142ukasz", "lukasz"]),
    ],
)
def test_people_are_named_by_identities(text, expected):
    assert values(convert_people(text, POLICY)) == expected


def test_a_cell_that_is_made_to_keep_us_busy_does_not():
    began = time.process_time()
    convert_people("<" + "a@" * 16_000, POLICY)
    assert time.process_time() - began < 0.5
