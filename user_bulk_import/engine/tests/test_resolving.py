"""Records take the place of the texts that name them."""

import pytest

from engine.catalogue import standard_catalogue, tag_category_spec
from engine.converters.base import Doubt
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
    assert {(i.code, i.params["value"]) for i in strict.issues} == {
        ("tag_unknown", "New"),
        ("nothing_to_take", "Department: Gone"),
    }


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


STUDENT, PARENT = Ref("Student", 1), Ref("Parent", 2)


def roles(text, **known):
    """Return the roles that a cell gives, and the codes of what is wrong with it."""
    row = row_of(Login="ann", Roles=text)
    asked = collect([row], CATALOGUE)["role"]
    refs = {"Student": STUDENT, "Parent": PARENT, **known}
    found = {("role", one): refs.get(one, unknown(one)) for one in asked}
    resolved = resolve_row(row, found, CATALOGUE, Policy())
    items = resolved.values.get("roles", ())
    return [item.value.label for item in items], [issue.code for issue in resolved.issues]


@pytest.mark.parametrize("sign", [" / ", "/", " & ", " + ", "+", " and ", " und ", " et "])
def test_roles_with_a_sign_between_them_are_told_apart_where_each_is_known(sign):
    text = f"Student{sign}Parent"
    assert roles(text) == (["Student", "Parent"], [])
    whole = Ref(text, 9, "group")
    assert roles(text, **{text: whole}) == ([text], []), "a group of that name comes first"
    assert roles(f"Student{sign}Nobody") == ([], ["value_unknown"])


def test_a_part_that_may_not_be_given_is_refused():
    refused = Problem("role_not_grantable", value="Boss")
    assert roles("Student / Boss", Boss=refused) == (["Student"], ["role_not_grantable"])


def test_what_is_not_known_is_not_taken_away_and_told():
    assert roles("Student, -Nobody") == (["Student"], ["nothing_to_take"])
    assert roles("-Student / Parent") == ([], ["nothing_to_take"]), "it could mean both, or one"
    refused = Problem("role_not_grantable", value="Boss")
    assert roles("-Boss", Boss=refused) == ([], ["role_not_grantable"])


def test_a_record_under_two_names_is_not_both_given_and_taken_away():
    assert roles("Student, -Pupil", Pupil=STUDENT)[1] == ["list_contradiction"]


def tags(text, policy=None, **known):
    row = row_of(Login="ann", Tags=text)
    found = {("tag", one): known.get(one, Ref(one)) for one in collect([row], CATALOGUE)["tag"]}
    resolved = resolve_row(row, found, CATALOGUE, policy or Policy())
    items = resolved.values.get("tags", ())
    return [item.value.label for item in items], [issue.code for issue in resolved.issues]


def test_a_new_tag_after_one_with_a_category_belongs_to_it_unless_it_is_here_already():
    text = "Floor: One, VIP"
    assert tags(text) == (["Floor: One", "Floor: VIP"], ["tag_inherited"])
    assert tags(text, **{"Floor: VIP": Ref("Floor: VIP", 5)}) == (["Floor: One", "Floor: VIP"], [])
    assert tags(text, VIP=Ref("VIP", 7)) == (["Floor: One", "VIP"], ["tag_found"])
    found = Doubt("tag_found", Ref("Class: VIP", 8), value="VIP", tag="Class: VIP")
    assert tags(text, VIP=found) == (["Floor: One", "Class: VIP"], ["tag_found"])
    several = Problem("value_ambiguous", value="VIP", choices="A: VIP, B: VIP")
    assert tags(text, VIP=several) == (["Floor: One"], ["value_ambiguous"])
    assert tags(f"{text}; Class: 9A", VIP=found) == (["Floor: One", "Floor: VIP", "Class: 9A"], [])
    assert tags("Floor: One, -VIP") == (["Floor: One"], ["nothing_to_take"])
    assert tags(text, Policy(create_tags=False))[1] == ["tag_unknown", "tag_unknown"]
