"""JSON in its shapes."""

import json

import pytest
from reader_files import cells, code_of, numbers, open_bytes, read_one, refusal_of

from engine.tables import Limits

ANN = {"login": "ann", "email": "ann@example.com"}
BOB = {"login": "bob", "email": "bob@example.com"}


def as_json(data, **options):
    return json.dumps(data, ensure_ascii=False, **options).encode()


def flat(entry):
    """Return an object's columns as read."""
    table = read_one(as_json([{**entry, "end": "."}]))
    assert table.header[-1] == "end"
    return dict(zip(table.header[:-1], cells(table)[0], strict=False))


@pytest.mark.parametrize(
    "data",
    [
        [ANN, BOB],
        {"users": [ANN, BOB]},
        {"totalResults": 2, "schemas": ["urn:ietf:params:scim"], "Resources": [ANN, BOB]},
        {"@odata.context": "https://example.com/$metadata#users", "value": [ANN, BOB]},
        {"status": "ok", "data": {"page": 1, "people": [ANN, BOB]}},
        {"links": [{"rel": "next"}], "data": {"users": [ANN, BOB]}},
        {"email": "admin@example.com", "users": [ANN, BOB]},
        {"anything": [ANN, BOB]},
        {"users": [ANN, None, BOB]},
    ],
)
@pytest.mark.parametrize("indent", [None, 2])
def test_the_list_of_users_is_found_wherever_it_is(data, indent):
    table = read_one(as_json(data, indent=indent))
    assert (table.name, table.header, table.format) == ("", ("login", "email"), "json")
    assert cells(table) == [tuple(ANN.values()), tuple(BOB.values())]


def test_one_object_is_one_row():
    table = read_one(as_json({"uid": "cl1", "email": "a@example.com", "tags": "a,b", "gender": 0}))
    assert table.header == ("uid", "email", "tags", "gender")
    assert cells(table) == [("cl1", "a@example.com", "a,b", "0")]
    user = {"userName": "ann", "courses": [{"id": 1, "name": "x"}], "items": []}
    assert read_one(as_json(user)).header == ("userName", "courses", "items")


def test_json_lines_are_read():
    data = b"\n".join([as_json(ANN), b"", as_json(BOB), as_json({"login": "eve", "city": "Kyiv"})])
    table = read_one(data)
    assert table.header == ("login", "email", "city")
    assert cells(table)[2] == ("eve", "", "Kyiv")
    assert numbers(table) == [2, 3, 4]
    lists = b"\n".join(as_json({"login": name, "Tags": [{"a": 1}]}) for name in "xyz")
    assert len(read_one(lists).rows) == 3


def test_rows_are_numbered_by_the_position_of_the_object():
    assert numbers(read_one(as_json([ANN, None, {"login": ""}, BOB]))) == [2, 5]


def test_lists_of_several_kinds_of_people_are_tables_of_their_own():
    data = {"students": [ANN], "parents": [BOB], "errors": [{"line": 1}]}
    tables = open_bytes(as_json(data))
    assert [table.name for table in tables] == ["students", "parents"]
    assert tables[1].rows[0].sheet == "parents"
    assert [table.name for table in open_bytes(as_json(data), sheets=("Parents",))] == ["parents"]
    assert code_of(as_json(data), sheets=("teachers",)) == "sheet_unknown"


def test_columns_are_those_of_all_objects_in_order_of_appearance():
    table = read_one(as_json([{"b": 1}, {"a": 2, "b": 3}, {"c": None}, {"c": 4}]))
    assert table.header == ("b", "a", "c")
    assert cells(table) == [("1", "", ""), ("3", "2", ""), ("", "", "4")]


def test_plain_values_read_as_texts():
    data = '[{"a":1,"b":1.0,"c":1.50,"d":true,"e":false,"f":null,"g":"x","h":380971111111}]'
    expected = ("1", "1", "1.5", "true", "false", "", "x", "380971111111")
    assert cells(read_one(data.encode())) == [expected]
    big = b'[{"a":12345678901234567890123,"b":1e-7,"c":1E400,"d":-0}]'
    assert cells(read_one(big)) == [("12345678901234567890123", "0.0000001", "1E400", "0")]


def test_nested_objects_are_flattened_to_paths():
    entry = {"name": {"givenName": "Ann", "familyName": "Lee"}, "a": {"b": {"c": 1}}, "d": {}}
    assert flat(entry) == {"name.givenName": "Ann", "name.familyName": "Lee", "a.b.c": "1", "d": ""}


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (["a", "b"], {"x": "a; b"}),
        (["a", None, 1, True], {"x": "a; 1; true"}),
        ([], {"x": ""}),
        ([{"value": "a"}, {"value": "b", "primary": True}], {"x": "b"}),
        ([{"address": "a", "primary": True, "type": "work"}, {"address": "b"}], {"x": "a"}),
        ([{"value": "a", "type": "work"}], {"x": "a"}),
        ([{"value": "a", "type": "work"}, {"value": "b", "type": "home"}], {"x": "a"}),
        ([{"value": "a"}, {"value": "b"}], {"x": "a; b"}),
        ([{"value": "1f", "display": "Staff", "$ref": "../Groups/1f"}], {"x": "Staff"}),
        (
            [{"title": "CEO", "department": "Board", "primary": True}, {"title": "x"}],
            {"x.title": "CEO", "x.department": "Board", "x.primary": "true"},
        ),
        (
            [{"name": "Department", "value": "IT"}],
            {"x": '[{"name": "Department", "value": "IT"}]'},
        ),
        ({"Department": ["IT", "HR"], "Class": "9A"}, {"x.Department": "IT; HR", "x.Class": "9A"}),
        ([["a"], ["b"]], {"x": '[["a"], ["b"]]'}),
        ([{"value": {"a": 1}}], {"x": '[{"value": {"a": 1}}]'}),
        (["ß", {"é": 1.5}], {"x": '["ß", {"é": 1.5}]'}),
    ],
)
def test_lists_and_free_objects_read_by_their_shape(value, read):
    assert flat({"x": value}) == read


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("Tags", {"name": "Department", "value": "Sales"}),
        ("user.tags", {"Department": {"name": "IT"}}),
        ("Etiquetas", {"tags": ["IT"]}),
        ("Tags", [{"type": "Department", "value": "IT"}, {"type": "Class", "value": "9A"}]),
        ("Tags", ["Sales, North"]),
        ("Roles", {"role": "Student"}),
        ("roles", {"Student": True}),
        ("Roles", [{"value": "A", "primary": True}, {"value": "B"}]),
        ("Parents", [{"value": "a@x.org", "type": "mother"}, {"value": "b@x.org", "type": "x"}]),
        ("Parent", {"email": "mum@example.com", "name": "Mum"}),
    ],
)
def test_what_names_tags_roles_and_others_is_read_as_a_whole(key, value):
    entry = value
    for part in reversed(key.split(".")):
        entry = {part: entry}
    assert flat(entry) == {key: json.dumps(value)}


@pytest.mark.parametrize(
    ("entry", "read"),
    [
        ({"Tags": {"Department": ["IT", "HR"]}}, {"Tags.Department": "IT; HR"}),
        ({"Roles": ["A", 1]}, {"Roles": "A; 1"}),
        ({"groups": [{"value": "A"}, {"value": "B"}]}, {"groups": "A; B"}),
        ({"Tags": True}, {"Tags": "[true]"}),
        ({"Department": {"id": 3, "name": "IT"}}, {"Department": "IT"}),
        (
            {"Department": {"id": 3, "head": "Ann"}},
            {"Department.id": "3", "Department.head": "Ann"},
        ),
        ({"student": {"email": "a@x.org"}}, {"student.email": "a@x.org"}),
        ({"teacher": {"room": "7"}}, {"teacher.room": "7"}),
    ],
)
def test_names_that_a_text_says_as_well_are_read_as_texts(entry, read):
    assert flat(entry) == read


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1254"])
def test_every_encoding_is_read(encoding):
    data = [{"Adı": "Ayşe", "Şehir": "İstanbul"}]
    text = json.dumps(data, ensure_ascii=False, indent=2)
    assert cells(read_one(text.encode(encoding))) == [("Ayşe", "İstanbul")]


def test_escaped_characters_are_read():
    assert cells(read_one(b'[{"a":"\\u0417\\ud83d\\ude00\\n\\"\\\\"}]')) == [('З😀\n"\\',)]


def test_headers_are_cleaned_and_named():
    table = read_one(as_json([{" First\nname ": "Ann", "": "x"}]))
    assert table.header == ("First name", "Column B")


@pytest.mark.parametrize(
    "data",
    [
        [{"E-mail": "a", "e-mail ": "b"}],
        [{"Email": "a"}, {"email": "b"}],
        [{"a.b": 1, "a": {"b": 2}}],
    ],
)
def test_keys_that_make_the_same_column_are_refused(data):
    assert code_of(as_json(data)) == "duplicate_headers"


def test_a_key_that_stands_twice_is_refused():
    assert code_of(b'[{"email": "a", "email": "b"}]') == "duplicate_headers"


@pytest.mark.parametrize(
    "data", [[], [{}], [None], {"users": []}, [{"a": ""}], {"data": {"users": []}}]
)
def test_json_without_rows_is_refused(data):
    assert code_of(as_json(data)) == "no_rows"


@pytest.mark.parametrize("data", [["a", "b"], [ANN, "x"], [[1, 2]], {"users": ["a"]}])
def test_entries_that_are_no_objects_are_refused(data):
    issue = refusal_of(as_json(data))
    assert issue.code == "json_not_objects"
    assert (
        issue.params["entry"] == (2 if data[0:1] == [ANN] else 1) if isinstance(data, list) else 1
    )


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('[\n{"a": 1},\n{"a": 2,}\n]', 3),
        ('[\n{"a": 1}\n{"a": 2}\n]', 3),
        ('[\n{"a": 1},\n{"a": "x\n]', 3),
        ('[{"a": 1}', 1),
        ('[\n{"a": NaN}\n]', 2),
        ('{"a": 1}\n{"a": 2}\n{"a" 3}\n', 3),
        ('{"users": [\n{"a": 1}\n] "n": 2}', 3),
        ("[\n{'a': 1}]", 2),
        ('{"a": 1},\n{"a": 2}', 1),
    ],
)
def test_broken_json_is_refused_with_its_line(text, line):
    issue = refusal_of(text.encode())
    assert (issue.code, issue.params["line"]) in {("json_invalid", line)}


def test_the_line_is_right_far_down_in_a_file():
    lines = [as_json(ANN) for _ in range(20_000)]
    data = b"[\n" + b",\n".join(lines) + b'\n{"x"]'
    assert refusal_of(data).params["line"] == 20_002


def test_half_a_character_is_refused_and_not_replaced():
    issue = refusal_of(b'[{"a":"x"},{"a":"\\ud800y"}]')
    assert (issue.code, issue.row) == ("character_unusable", 3)
    assert code_of(b'[{"a":"\\u0000"}]') == "character_unusable"


def test_the_limits_are_kept():
    data = as_json([ANN, BOB])
    assert code_of(data, limits=Limits(rows=1)) == "too_many_rows"
    issue = refusal_of(as_json([{"a": 1}, {"b": 1, "c": 2}]), limits=Limits(columns=2))
    assert (issue.code, issue.row) == ("too_many_columns", 3)
    assert code_of(data, limits=Limits(cell_length=10)) == "cell_too_long"


def test_entries_across_the_borders_of_what_is_read_at_once_are_whole():
    rows = [{"a": "é" * (index % 97), "b": index, "c": "end"} for index in range(5_000)]
    table = read_one(as_json(rows))
    assert cells(table) == [(row["a"], str(row["b"]), "end") for row in rows]
