"""Records take the place of the texts that name them."""

import pytest

from engine.catalogue import standard_catalogue, tag_category_spec
from engine.issues import Problem
from engine.mapping import map_headers
from engine.policy import Policy
from engine.resolving import collect, resolve_row, resolve_values
from engine.rows import convert_row
from engine.tables import SourceRow
from engine.values import CLEAR, Item, Ref

CATALOGUE = standard_catalogue().extended([tag_category_spec("Department")])
FRENCH = Ref("French", 3)


def row_of(number=5, /, **cells):
    header = tuple(name.replace("_", " ") for name in cells)
    matches = map_headers(header, CATALOGUE)
    return convert_row(SourceRow("S", number, tuple(cells.values())), matches, CATALOGUE, Policy())


def unknown(value):
    return Problem("value_unknown", value=value)


def test_texts_are_collected_by_lookup_once():
    rows = [
        row_of(Login="ann", Language="French", Tags="VIP, -Old", Department="IT", Roles="[clear]"),
        row_of(Login="bob", Language="French", Tags="[clear]"),
        row_of(Login="cid", companies="A; B", company_id="A"),
    ]
    assert collect(rows, CATALOGUE) == {
        "lang": {"French"},
        "tag": {"VIP", "Old", "Department: IT"},
        "company": {"A", "B"},
    }
    assert collect([], CATALOGUE) == {}


def test_refs_take_the_place_of_texts():
    row = row_of(Login="ann", Language="French", Tags="VIP, -Old", Job_title="[clear]")
    found = {("lang", "French"): FRENCH, ("tag", "VIP"): Ref("VIP"), ("tag", "Old"): Ref("Old", 9)}
    resolved = resolve_row(row, found, CATALOGUE, Policy())
    assert resolved.values == {
        "login": "ann",
        "lang": FRENCH,
        "tags": (Item(Ref("VIP")), Item(Ref("Old", 9), remove=True)),
        "function": CLEAR,
    }
    assert resolved.issues == ()
    assert row.values["lang"] == "French"


def test_a_name_that_is_not_found_is_an_issue_at_its_column():
    row = row_of(Login="ann", Locale="Klingon")
    found = {("lang", "Klingon"): unknown("Klingon")}
    resolved = resolve_row(row, found, CATALOGUE, Policy())
    assert resolved.values == {"login": "ann"}
    [issue] = resolved.issues
    assert (issue.code, issue.sheet, issue.row, issue.column) == ("value_unknown", "S", 5, "Locale")


def test_all_bad_values_of_a_cell_are_named_and_the_good_ones_stay():
    row = row_of(Role_1="USER, BOSS", Role_2="KING")
    found = {
        ("role", "USER"): Ref("User", 1),
        ("role", "BOSS"): unknown("BOSS"),
        ("role", "KING"): unknown("KING"),
    }
    resolved = resolve_row(row, found, CATALOGUE, Policy())
    assert resolved.values == {"roles": (Item(Ref("User", 1)),)}
    assert [(i.params["value"], i.column) for i in resolved.issues] == [
        ("BOSS", "Role 1"),
        ("KING", "Role 2"),
    ]


def test_earlier_issues_stay():
    row = row_of(Email="x", Language="French")
    resolved = resolve_row(row, {("lang", "French"): FRENCH}, CATALOGUE, Policy())
    assert [issue.code for issue in resolved.issues] == ["email_no_at"]


def test_two_names_of_one_record_count_once():
    row = row_of(Roles="USER, user role")
    found = {("role", "USER"): Ref("User", 1), ("role", "user role"): Ref("User", 1)}
    assert resolve_row(row, found, CATALOGUE, Policy()).values == {"roles": (Item(Ref("User", 1)),)}


def test_a_tag_that_does_not_exist_is_made_only_where_the_policy_says_so():
    row = row_of(Tags="New", Department="-Gone")
    found = {("tag", "New"): Ref("New"), ("tag", "Department: Gone"): Ref("Department: Gone")}
    assert resolve_row(row, found, CATALOGUE, Policy()).values == {"tags": (Item(Ref("New")),)}
    strict = resolve_row(row, found, CATALOGUE, Policy(create_tags=False))
    assert strict.values == {}
    assert [(i.code, i.params["value"]) for i in strict.issues] == [("tag_unknown", "New")]


def test_only_tags_are_ever_made():
    row = row_of(Language="Elvish")
    resolved = resolve_row(row, {("lang", "Elvish"): Ref("Elvish")}, CATALOGUE, Policy())
    assert [issue.code for issue in resolved.issues] == ["value_unknown"]


def test_a_state_is_asked_for_with_its_country():
    row = row_of(State="Limburg", Country="Belgium")
    asked = collect([row, row_of(State="Bavaria")], CATALOGUE)
    assert asked == {"state": {"Belgium: Limburg", "Bavaria"}, "country": {"Belgium"}}
    found = {("state", "Belgium: Limburg"): Ref("Limburg", 4), ("country", "Belgium"): Ref("B", 2)}
    resolved = resolve_row(row, found, CATALOGUE, Policy())
    assert resolved.values == {"state": Ref("Limburg", 4), "country": Ref("B", 2)}


def test_an_answer_that_lacks_a_text_is_a_fault_of_the_caller():
    with pytest.raises(KeyError):
        resolve_row(row_of(Language="French"), {}, CATALOGUE, Policy())


def test_defaults_are_resolved_without_a_row():
    values = {"lang": "French", "roles": (Item("KING"),), "city": "Kyiv"}
    found = {("lang", "French"): FRENCH, ("role", "KING"): unknown("KING")}
    resolved, [issue] = resolve_values(values, found, CATALOGUE, Policy())
    assert resolved == {"lang": FRENCH, "city": "Kyiv"}
    assert (issue.row, issue.column) == (None, "Roles")
