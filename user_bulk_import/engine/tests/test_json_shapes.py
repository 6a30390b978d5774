"""JSON in the shapes in which people write tags, roles and other people."""

import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from engine.converters.json_shapes import PEOPLE, RECORDS, names_in, tags_in
from engine.converters.lists import convert_list
from engine.converters.people import convert_people
from engine.converters.tags import convert_tags, tags_of
from engine.issues import Problem
from engine.policy import Policy

POLICY = Policy()


def tags(data):
    return list(tags_in(data, json.dumps(data)))


def names(data, shape=RECORDS):
    return list(names_in(data, shape, json.dumps(data)))


@pytest.mark.parametrize(
    "data",
    [
        {"name": "Department", "value": "IT"},
        [{"name": "Department", "value": ["IT"]}],
        [{"Tag Name": "Department", "tag_values": ["IT"]}],
        {"category": "Department", "tag": "IT"},
        {"category": {"id": 3, "name": "Department"}, "name": "IT"},
        [{"type": "Department", "value": "IT"}],
        [{"key": "Department", "value": "IT"}],
        [{"group": "Department", "value": "IT"}],
        [{"type": "Department", "value": "17", "display": "IT"}],
        [[{"name": "Department", "value": {"name": "IT"}}]],
        {"Department": "IT"},
        {"Department": {"id": 7, "name": "IT"}},
        {"Department": [{"name": "IT", "code": "it"}]},
        {"Department": {"IT": True, "HR": False}},
        {"Department": {"tags": ["IT"]}},
        {"count": 1, "items": [{"Department": "IT"}]},
        {"tags": {"Department": ["IT", None, ""]}},
    ],
)
def test_a_tag_with_its_category_is_read_in_every_usual_shape(data):
    assert [tag for tag in tags(data) if tag[1]] == [("Department", "IT")]


@pytest.mark.parametrize(
    "data",
    [
        ["IT"],
        [{"name": "IT"}],
        {"tag": ["IT"]},
        [{"title": "IT"}],
        {"tags": "IT"},
        {"values": [{"id": 3, "label": "IT", "color": "red"}]},
        {"IT": True, "HR": False, "Old": None},
        [{"name": "IT", "value": True}, {"name": "HR", "value": False}],
        [{"type": "tag", "name": "IT"}],
        [{"category": None, "name": "IT"}],
        [{"value": "1f", "display": "IT"}],
    ],
)
def test_a_tag_without_category_is_read_in_every_usual_shape(data):
    assert tags(data) == [("", "IT")]


@pytest.mark.parametrize(
    "data",
    [
        True,
        [True],
        [["Department", "IT"]],
        [["IT"]],
        [{"label": "Department", "value": "IT"}],
        [{"name": "Department", "value": "IT", "Class": "9A"}],
        [{"name": "A", "title": "B"}],
        [{"name": 5, "value": "x"}],
        [{"id": 3}],
        [{"tagName": "IT"}],
        {"id": 3, "Department": "IT"},
        {"tags": ["IT"], "Department": "HR"},
        {"tags": "IT, HR"},
        {"School": {"Bus line": "4"}},
        {"Department": [{"name": "Class", "value": "9A"}]},
        {"Name": "a", "na me": "b"},
    ],
)
def test_tags_in_no_known_shape_are_refused_with_the_shape_they_should_have(data):
    with pytest.raises(Problem) as caught:
        tags(data)
    assert caught.value.code == "tag_json_shape"
    assert '{"Department": ["IT"]}' in caught.value.issue().text()


@pytest.mark.parametrize(
    "data",
    [
        {"role": "Student"},
        [{"role": "Student", "primary": True}],
        [{"roleName": "Student"}],
        [{"Role": {"id": 3, "name": "Student"}}],
        [{"authority": "Student"}],
        [{"id": 5, "name": "Student"}],
        [{"value": "17", "display": "Student"}],
        [{"value": "Student", "type": "direct"}],
        {"Student": True, "Parent": False},
        {"roles": ["Student"]},
        {"items": [{"name": "Student"}], "total": 1},
        [["Student"], []],
    ],
)
def test_a_role_is_read_in_every_usual_shape(data):
    assert names(data) == ["Student"]


@pytest.mark.parametrize(
    "data", [True, {"Student": "yes"}, {"role": "Student", "group": "Sales"}, [{"primary": "x"}]]
)
def test_roles_in_no_known_shape_are_refused(data):
    with pytest.raises(Problem) as caught:
        names(data)
    assert caught.value.code == "list_json_shape"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ([{"email": "mum@ex.org", "name": "Mum", "relation": "mother"}], ["mum@ex.org"]),
        ([{"name": "Mum", "login": "mum"}, {"name": "Dad", "reference": "P-9"}], ["mum", "P-9"]),
        ({"id": 1001, "name": "Mum", "email": None}, ["1001"]),
        ({"parents": [{"user": {"email": "mum@ex.org"}}]}, ["mum@ex.org"]),
        ([{"name": "Mum"}], ["Mum"]),
    ],
)
def test_people_are_named_by_what_only_they_have(data, expected):
    assert names(data, PEOPLE) == expected
    assert [item.value for item in convert_people(json.dumps(data), POLICY)] == expected


TEXTS = st.text("abc", min_size=1, max_size=3)
KEYS = st.sampled_from(
    [
        "name",
        "value",
        "values",
        "Tag",
        "tags",
        "items",
        "label",
        "title",
        "category",
        "type",
        "key",
        "id",
        "Department",
        "Class",
        "role",
    ]
)


def nested(leaves, least):
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.lists(inner, min_size=least, max_size=3),
            st.dictionaries(KEYS, inner, min_size=1, max_size=3),
        ),
        max_leaves=6,
    )


def told(data):
    """Return the texts in JSON data, but for those under ids."""
    if isinstance(data, dict):
        return {text for key, one in data.items() if key != "id" for text in told(one)}
    if isinstance(data, list):
        return {text for one in data for text in told(one)}
    return {data} if isinstance(data, str) else set()


@given(nested(TEXTS, 1))
@settings(max_examples=500)
@example([{"type": "Department", "value": "IT"}])
@example({"tags": [["a", "b"]]})
def test_no_text_of_a_tag_is_lost_in_silence(data):
    try:
        found = tags(data)
    except Problem:
        return
    assert told(data) <= {text for pair in found for text in pair}


@given(nested(st.one_of(st.none(), st.booleans(), st.integers(0, 9), TEXTS), 0))
def test_any_json_is_read_or_refused_in_every_column(data):
    text = json.dumps(data)
    for convert in (convert_list, convert_people, convert_tags, tags_of("Department")):
        try:
            items = convert(text, POLICY)
        except Problem as problem:
            assert problem.issue().text()
        else:
            assert all(item.value for item in items)


@given(
    st.dictionaries(
        st.sampled_from(["Department", "Class", "Group", "Position"]),
        st.lists(st.text("abc", min_size=1), min_size=1, max_size=3, unique=True),
        min_size=1,
    )
)
def test_the_same_tags_in_other_shapes_are_the_same(by_category):
    expected = tags(by_category)
    pairs = [(category, name) for category, found in by_category.items() for name in found]
    assert expected == pairs
    assert tags([{"name": c, "values": found} for c, found in by_category.items()]) == pairs
    assert tags([{"type": c, "value": name} for c, name in pairs]) == pairs
    assert tags({"tags": [{"category": c, "name": {"name": n}} for c, n in pairs]}) == pairs
    assert tags([{c: [{"id": 1, "name": n}]} for c, n in pairs]) == pairs


def test_json_that_is_nested_beyond_reason_is_refused():
    deep = '{"a":' * 900 + "1" + "}" * 900
    for convert in (convert_list, convert_tags):
        with pytest.raises(Problem):
            convert(deep, POLICY)
