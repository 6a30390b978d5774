"""What texts stand for is put in their place, for all rows of a file."""

import string

from hypothesis import given
from hypothesis import strategies as st

from engine.catalogue import standard_catalogue, tag_category_spec
from engine.folding import fold
from engine.issues import Problem
from engine.lookup_codes import ROLE_NOT_GRANTABLE
from engine.mapping import map_headers
from engine.pipeline import Pipeline
from engine.policy import Policy
from engine.resolving import collect
from engine.rows import convert_row
from engine.tables import SourceRow
from engine.testkit import MemoryDirectory
from engine.value_maps import map_row, map_values
from engine.values import CLEAR, Item, Ref

CATALOGUE = standard_catalogue().extended([tag_category_spec("Department")])
STUDENT = Ref("Student", 1)
FRENCH = Ref("French", 3)


def row_of(**cells):
    header = tuple(name.replace("_", " ") for name in cells)
    matches = map_headers(header, CATALOGUE)
    return convert_row(SourceRow("S", 5, tuple(cells.values())), matches, CATALOGUE, Policy())


def mapped(maps, **cells):
    return map_row(row_of(**cells), maps, CATALOGUE)


def told(row):
    return [(issue.code, issue.severity, issue.column, dict(issue.params)) for issue in row.issues]


def test_a_text_becomes_its_record_and_the_row_tells_so():
    row = mapped({("lang", "french"): FRENCH}, Login="ann", Locale="FRENCH")
    assert row.values == {"login": "ann", "lang": FRENCH}
    params = {"value": "FRENCH", "meant": "French", "lookup": "lang", "asked": "FRENCH"}
    assert told(row) == [("value_mapped", "info", "Locale", params)]


def test_a_value_that_is_left_out_is_as_if_it_were_not_there():
    row = mapped({("role", "pupil"): None}, Role="Pupil", Language="French")
    assert row.values == {"lang": "French"}
    assert [issue.code for issue in row.issues] == ["value_left_out"]


def test_in_a_list_only_the_mapped_value_changes_and_a_minus_keeps_its_meaning():
    maps = {("role", "pupil"): STUDENT, ("role", "boss"): None}
    row = mapped(maps, Role="USER; -Pupil; Boss")
    assert row.values["roles"] == (Item("USER"), Item(STUDENT, remove=True))
    assert [issue.params["asked"] for issue in row.issues] == ["Pupil", "Boss"]


def test_a_value_of_a_second_column_is_told_there():
    row = mapped({("role", "pupil"): STUDENT}, Role_1="USER", Role_2="Pupil")
    assert [issue.column for issue in row.issues] == ["Role 2"]


def test_tags_are_mapped_with_their_category():
    maps = {("tag", "department: it"): Ref("Department: Computing", 8)}
    row = mapped(maps, Department="IT", Tags="IT")
    assert row.values["tag:Department"] == (Item(Ref("Department: Computing", 8)),)
    assert row.values["tags"] == (Item("IT"),)


def test_a_choice_that_may_not_be_used_is_an_error():
    refusal = Problem(ROLE_NOT_GRANTABLE, value="Boss")
    row = mapped({("role", "pupil"): refusal}, Role="Pupil, USER")
    assert row.values["roles"] == (Item("USER"),)
    [(code, severity, column, params)] = told(row)
    assert (code, severity, column) == ("role_not_grantable", "error", "Role")
    assert params == {"value": "Boss", "lookup": "role", "asked": "Pupil"}


def test_a_state_is_mapped_with_the_country_that_the_row_has_by_then():
    maps = {("country", "belgien"): Ref("Belgium", 2), ("state", "belgium: lim"): Ref("Limburg", 4)}
    row = mapped(maps, State="Lim", Country="Belgien")
    assert row.values == {"state": Ref("Limburg", 4), "country": Ref("Belgium", 2)}
    assert mapped(maps, State="Lim").values == {"state": "Lim"}


def test_a_clear_marker_and_other_fields_are_never_mapped():
    maps = {("tag", "[clear]"): FRENCH, ("", "ann"): FRENCH, ("lang", "ann"): FRENCH}
    row = row_of(Login="ann", Tags="[clear]")
    assert row.values["tags"] is CLEAR
    assert map_row(row, maps, CATALOGUE) is row


def test_defaults_are_mapped_too():
    values, issues = map_values({"lang": "Francais"}, {("lang", "francais"): FRENCH}, CATALOGUE)
    assert values == {"lang": FRENCH}
    assert [(issue.code, issue.row, issue.column) for issue in issues] == [
        ("value_mapped", None, "Language")
    ]


def plan(cells, maps, defaults=None):
    header = tuple(cells)
    policy = Policy(defaults=defaults or {})
    directory = MemoryDirectory(records={"role": {"Student": STUDENT}})
    pipeline = Pipeline({"": map_headers(header, CATALOGUE)}, CATALOGUE, policy, directory, maps)
    [decision] = pipeline.plan([SourceRow("", 2, tuple(cells.values()))])
    return decision


PERSON = {"Login": "ann", "Name": "Ann A", "Email": "ann@x.example"}


def test_the_plan_uses_what_was_chosen():
    cells = {**PERSON, "Role": "Pupil"}
    assert plan(cells, {}).action == "reject"
    decision = plan(cells, {("role", "pupil"): STUDENT})
    assert decision.action == "create"
    assert {change.field: change.new for change in decision.changes}["roles"] == (STUDENT,)
    assert plan(cells, {("role", "pupil"): None}).action == "create"


def test_the_plan_uses_what_was_chosen_for_a_default():
    assert plan(PERSON, {}, {"roles": "Pupil"}).action == "reject"
    decision = plan(PERSON, {("role", "pupil"): STUDENT}, {"roles": "Pupil"})
    assert {change.field: change.new for change in decision.changes}["roles"] == (STUDENT,)


TEXTS = st.text(string.ascii_letters + "é ", min_size=1, max_size=4).filter(str.strip)
MEANINGS = st.one_of(
    st.none(),
    st.integers(1, 9).map(lambda number: Ref(f"R{number}", number)),
    st.just(Problem(ROLE_NOT_GRANTABLE, value="x")),
)


@given(
    roles=st.lists(st.tuples(TEXTS, st.booleans()), max_size=5, unique_by=lambda r: fold(r[0])),
    lang=TEXTS,
    maps=st.dictionaries(
        st.tuples(st.sampled_from(["role", "lang"]), TEXTS.map(fold)), MEANINGS, max_size=6
    ),
)
def test_nothing_mapped_is_asked_for_and_nothing_else_is_touched(roles, lang, maps):
    cell = ", ".join(f"{'-' * minus}{text}" for text, minus in roles)
    row = row_of(Role=cell, Language=lang)
    after = map_row(row, maps, CATALOGUE)
    left = collect([after], CATALOGUE)
    assert not any((kind, fold(text)) in maps for kind, texts in left.items() for text in texts)
    before = collect([row], CATALOGUE)
    hit = {
        (kind, text)
        for kind, texts in before.items()
        for text in texts
        if (kind, fold(text)) in maps
    }
    assert {(i.params["lookup"], i.params["asked"]) for i in after.issues} == hit
    kept = [item for item in row.values.get("roles", ()) if ("role", fold(item.value)) not in maps]
    assert [item for item in after.values.get("roles", ()) if isinstance(item.value, str)] == kept
    refs = [
        (maps["role", fold(item.value)], item.remove)
        for item in row.values.get("roles", ())
        if isinstance(maps.get(("role", fold(item.value))), Ref)
    ]
    mapped_items = [i for i in after.values.get("roles", ()) if isinstance(i.value, Ref)]
    assert [(item.value, item.remove) for item in mapped_items] == refs
    assert map_row(after, maps, CATALOGUE).values == after.values
    assert row == row_of(Role=cell, Language=lang)
