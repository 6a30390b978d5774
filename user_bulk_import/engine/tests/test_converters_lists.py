"""Several values in one cell, and tags in their categories."""

import pytest

from engine.converters.lists import convert_list
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
        ('["A", ', "list_json"),
        ('["A" "B"]', "list_json"),
        ('{"A": [}', "list_json"),
        ('[["A"]]', "list_json_shape"),
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
        ('{"Title": "Dr", "Name": "X"}', ["Title: Dr", "Name: X"]),
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
