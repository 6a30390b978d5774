"""Rows of text become values by field, each fault an issue at its cell."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.catalogue import property_spec, standard_catalogue, tag_category_spec
from engine.issues import ERROR, WARNING
from engine.mapping import map_headers
from engine.policy import Policy
from engine.rows import (
    compose_name,
    convert_row,
    default_values,
    derive,
    row_converter,
)
from engine.tables import SourceRow
from engine.values import CLEAR, Item, Secret

CATALOGUE = standard_catalogue().extended(
    [tag_category_spec("Department"), property_spec("gender", "Gender", "integer")]
)


def row_of(policy=None, **cells):
    """Convert one row whose cells are given by header (``_`` for a blank)."""
    header = tuple(name.replace("_", " ") for name in cells)
    matches = map_headers(header, CATALOGUE)
    row = SourceRow("People", 7, tuple(cells.values()))
    return convert_row(row, matches, CATALOGUE, policy or Policy())


def placed(row):
    return [(issue.code, issue.sheet, issue.row, issue.column) for issue in row.issues]


def test_cells_become_values_of_their_fields():
    row = row_of(
        Login=" ann ",
        Email="Ann@Example.com",
        Active="no",
        Roles="USER, -EDITOR",
        Password="s3cret",
        Gender="0",
        Department="IT",
    )
    assert row.issues == ()
    assert row.values == {
        "login": "ann",
        "email": "Ann@example.com",
        "active": False,
        "roles": (Item("USER"), Item("EDITOR", remove=True)),
        "password": Secret("s3cret"),
        "property:gender": 0,
        "tag:Department": (Item("Department: IT"),),
    }
    assert row.columns["tag:Department"] == "Department"
    assert row.row.number == 7


@pytest.mark.parametrize("blank", ["", " ", "\u00a0\t", "\u200b", "\n"])
def test_blank_cells_are_absent(blank):
    row = row_of(Login="ann", City=blank, Tags=blank, Password=blank)
    assert (row.values, row.issues) == ({"login": "ann"}, ())


def test_an_empty_list_counts_as_blank():
    assert row_of(Tags="[]", Roles=",").values == {}


def test_columns_that_fill_nothing_are_left_out():
    assert row_of(Shoe_size="42", Login="ann").values == {"login": "ann"}


def test_a_short_row_has_blank_cells():
    matches = map_headers(["Login", "City"], CATALOGUE)
    row = convert_row(SourceRow("", 2, ("ann",)), matches, CATALOGUE, Policy())
    assert (row.values, row.issues) == ({"login": "ann"}, ())


@pytest.mark.parametrize("marker", ["[clear]", " [CLEAR] "])
def test_the_clear_marker_empties_a_field(marker):
    row = row_of(City=marker, Tags=marker, Gender=marker)
    assert row.values == {"city": CLEAR, "tags": CLEAR, "property:gender": CLEAR}


def test_the_policy_names_the_marker():
    assert row_of(Policy(clear_marker="-"), City="-").values == {"city": CLEAR}
    assert row_of(Policy(clear_marker=""), City="[clear]").values == {"city": "[clear]"}


def test_what_cannot_be_empty_is_an_issue():
    row = row_of(Login="[clear]", Name="[clear]")
    assert row.values == {}
    assert placed(row) == [
        ("field_not_clearable", "People", 7, "Login"),
        ("field_not_clearable", "People", 7, "Name"),
    ]


def test_a_cell_that_cannot_be_used_is_an_issue_at_its_place_and_the_rest_goes_on():
    row = row_of(Login="ann", Email="nonsense", Gender="1,234", City="Kyiv")
    assert row.values == {"login": "ann", "city": "Kyiv"}
    assert placed(row) == [
        ("email_no_at", "People", 7, "Email"),
        ("number_ambiguous", "People", 7, "Gender"),
    ]
    assert "nonsense" in row.issues[0].text()


def test_a_doubtful_value_is_kept_with_a_warning():
    row = row_of(Login="ann", Phone="+3809712345")
    assert row.values["phone"] == "+3809712345"
    assert [(i.code, i.severity, i.column) for i in row.issues] == [
        ("phone_digits", WARNING, "Phone")
    ]


@pytest.mark.parametrize("text", ["#N/A", "#REF!", " #DIV/0! "])
def test_the_error_of_a_formula_is_an_issue(text):
    row = row_of(City=text, Password=text)
    assert row.values == {}
    assert [(i.code, i.severity) for i in row.issues] == [("error_cell", ERROR)] * 2
    assert row.issues[0].params == {"value": text.strip()}


def test_values_beyond_the_header_are_counted_and_not_repeated():
    matches = map_headers(["Login"], CATALOGUE)
    row = SourceRow("S", 3, ("ann", "", "hunter2", " ", "x"))
    converted = convert_row(row, matches, CATALOGUE, Policy())
    [issue] = converted.issues
    assert (issue.code, issue.severity, issue.row) == ("extra_cells", WARNING, 3)
    assert issue.params == {"count": 2}
    assert "hunter2" not in issue.text()
    blank = SourceRow("S", 4, ("ann", "", " "))
    assert convert_row(blank, matches, CATALOGUE, Policy()).issues == ()


@pytest.mark.parametrize("secret", [" hunter2", "hun\nter2", "hunter2" * 1000])
def test_no_issue_repeats_a_secret(secret):
    row = row_of(Password=secret)
    [issue] = row.issues
    assert issue.column == "Password"
    assert "hunter" not in str(issue) + issue.text() + str(issue.to_json())


def test_several_columns_of_one_field_are_joined():
    matches = map_headers(["Tags", "Tag 2"], CATALOGUE)

    def values(*cells):
        row = SourceRow("S", 2, cells)
        return convert_row(row, matches, CATALOGUE, Policy())

    joined = values("A, B", "b, C")
    assert joined.values["tags"] == (Item("A"), Item("B"), Item("C"))
    assert joined.columns["tags"] == "Tags"
    assert joined.item_columns == {("tags", "C"): "Tag 2"}
    assert values("", "C").columns["tags"] == "Tag 2"
    assert values("[clear]", "[clear]").values == {"tags": CLEAR}


def test_columns_of_one_field_that_contradict_each_other_are_an_issue():
    matches = map_headers(["Tags", "Tag 2"], CATALOGUE)
    for cells, code in (
        (("A", "-A"), "list_contradiction"),
        (("A", "[clear]"), "clear_and_values"),
    ):
        row = convert_row(SourceRow("S", 2, cells), matches, CATALOGUE, Policy())
        assert [(i.code, i.column) for i in row.issues] == [(code, "Tag 2")]


@pytest.mark.parametrize(
    ("text", "active"), [("yes", False), ("0", True), ("blocked", False), ("active", True)]
)
def test_a_negative_column_is_turned_round(text, active):
    assert row_of(Suspended=text).values == {"active": active}


def test_the_same_text_gives_the_same_answer_again():
    matches = map_headers(["Email", "Phone"], CATALOGUE)
    convert = row_converter(matches, CATALOGUE, Policy())
    rows = [convert(SourceRow("", n, ("nonsense", "+3809712345"))) for n in (2, 3)]
    assert [i.row for i in rows[1].issues] == [3, 3]
    assert rows[0].values == rows[1].values
    assert rows[0].values is not rows[1].values


def test_defaults_are_converted_once():
    policy = Policy(
        defaults={"lang": "French", "roles": "USER", "city": " ", "email": "x", "town": "y"}
    )
    values, issues = default_values(CATALOGUE, policy)
    assert values == {"lang": "French", "roles": (Item("USER"),)}
    assert [(i.code, i.row, i.column) for i in issues] == [
        ("email_no_at", None, "E-mail"),
        ("default_unknown", None, ""),
    ]


def test_no_issue_repeats_a_secret_default():
    values, [issue] = default_values(CATALOGUE, Policy(defaults={"password": "hunter2 "}))
    assert values == {}
    assert "hunter2" not in str(issue)


PARTS = {"first_name": "Ann", "middle_name": "B.", "last_name": "Chen"}


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("first_last", "Ann Chen"),
        ("last_first", "Chen Ann"),
        ("first_middle_last", "Ann B. Chen"),
        ("last_first_middle", "Chen Ann B."),
    ],
)
def test_names_are_put_together_in_the_policys_order(order, expected):
    policy = Policy(name_order=order)
    assert compose_name(PARTS, policy, complete=True) == expected
    assert derive(PARTS, policy)["name"] == expected


def test_an_existing_users_name_is_not_made_of_half_the_parts():
    policy = Policy()
    assert compose_name({"first_name": "Ann"}, policy, complete=True) is None
    assert compose_name({"first_name": "Ann"}, policy, complete=False) == "Ann"
    assert compose_name({"middle_name": "B."}, policy, complete=False) == "B."
    assert compose_name({}, policy, complete=False) is None
    assert "name" not in derive({"first_name": "Ann"}, policy)
    assert derive({"first_name": "Ann"}, policy, complete=False)["name"] == "Ann"


def test_a_cleared_part_counts_as_none():
    values = {**PARTS, "middle_name": CLEAR}
    assert compose_name(values, Policy(name_order="first_middle_last"), complete=True) == "Ann Chen"


def test_a_full_name_in_the_file_stays():
    assert derive({**PARTS, "name": "Dr. Chen"}, Policy())["name"] == "Dr. Chen"


HEADER = ("Login", "Email", "Phone", "Password", "Active", "Tags", "Tag 2", "Department", "Gender")
MATCHES = map_headers(HEADER, CATALOGUE)
CONVERT = row_converter(MATCHES, CATALOGUE, Policy())


@settings(max_examples=80, deadline=None)
@given(
    cells=st.lists(
        st.sampled_from(["", "[clear]", "#N/A", "a@b.co", "yes", "A, -B", "7"])
        | st.text(max_size=9),
        max_size=12,
    )
)
def test_any_row_ends_in_values_and_placed_issues(cells):
    row = CONVERT(SourceRow("S", 9, tuple(cells)))
    assert all(name in CATALOGUE for name in row.values)
    assert row.values.keys() <= row.columns.keys()
    for issue in row.issues:
        assert (issue.sheet, issue.row) == ("S", 9)
        assert issue.column in HEADER or issue.code == "extra_cells"
        assert issue.text()
