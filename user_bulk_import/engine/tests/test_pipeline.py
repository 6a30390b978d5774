"""From the texts of a file to decisions."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.catalogue import standard_catalogue, tag_category_spec
from engine.mapping import map_headers
from engine.pipeline import Pipeline, key_reader
from engine.policy import OPERATIONS, UPDATE_MODES, Policy
from engine.rules import Condition, Rule
from engine.tables import SourceRow
from engine.testkit import MemoryDirectory, make_user
from engine.values import Ref

FRENCH = Ref("French", 7)
CATALOGUE = standard_catalogue().extended([tag_category_spec("Class")])
POLICY = Policy()
RECORDS = {
    "role": {"Student": Ref("Student", 5, "role"), "Staff": Ref("Staff", 6, "role")},
    "lang": {"French": Ref("French", 7)},
    "tag": {"Class: 9A": Ref("Class: 9A", 8)},
}


def matches(*headers):
    return map_headers(headers, CATALOGUE)


STUDENTS = {"S": matches("Reference", "Login", "Name", "E-mail", "Class", "Roles", "Language")}


def rows(*lines, sheet="S"):
    return [SourceRow(sheet, n, tuple(line.split("|"))) for n, line in enumerate(lines, 2)]


def directory(*users, file=(), by_sheet=STUDENTS, policy=POLICY):
    known = MemoryDirectory(users, records=RECORDS)
    read_keys = key_reader(by_sheet, CATALOGUE, policy)
    known.load_keys(((row.sheet, row.number), read_keys(row)) for row in file)
    return known


def plan(file, *users, by_sheet=STUDENTS, **policy):
    policy = Policy(**policy)
    known = directory(*users, file=file, by_sheet=by_sheet, policy=policy)
    return Pipeline(by_sheet, CATALOGUE, policy, known).plan(file)


def news(decision):
    return {change.field: change.new for change in decision.changes}


def found(decision):
    return [(issue.code, issue.column) for issue in decision.issues]


def test_a_row_becomes_a_decision():
    decision = plan(rows("R1|ann|Ann Lee|ann@example.org|9A|Student|French"))[0]
    assert decision.action == "create"
    assert news(decision) == {
        "ref": "R1",
        "login": "ann",
        "name": "Ann Lee",
        "email": "ann@example.org",
        "tags": (Ref("Class: 9A", 8),),
        "roles": (Ref("Student", 5, "role"),),
        "lang": Ref("French", 7),
        "user_type": "portal",
    }


def test_faults_of_cells_reject_the_row_and_name_the_column():
    decision = plan(rows("R1|ann|Ann Lee|no address|9A|Wizard|French"))[0]
    assert decision.action == "reject"
    assert [column for _code, column in found(decision)] == ["E-mail", "Roles"]
    assert all(issue.row == 2 for issue in decision.issues)


def test_defaults_are_converted_and_resolved():
    decision = plan(rows("R1|ann|Ann Lee"), defaults={"lang": "French", "roles": "Staff"})[0]
    assert news(decision)["lang"] == Ref("French", 7)
    assert news(decision)["roles"] == (Ref("Staff", 6, "role"),)


@pytest.mark.parametrize("defaults", [{"roles": "Wizard"}, {"email": "none"}, {"hat": "red"}])
def test_a_faulty_default_rejects_the_rows_that_would_take_it(defaults):
    decision = plan(rows("R1|ann|Ann Lee"), defaults=defaults)[0]
    assert decision.action == "reject"
    assert [(issue.sheet, issue.row) for issue in decision.issues] == [("S", 2)]


def test_the_keys_of_a_row_are_read_from_its_key_columns_alone():
    read_keys = key_reader(STUDENTS, CATALOGUE, POLICY)
    row = rows("R1| Ann |Ann|ANN@example.org|x|Wizard|Klingon")[0]
    assert read_keys(row) == {"ref": "r1", "login": "ann", "email": "ann@example.org"}
    assert read_keys(SourceRow("S", 3, ("R1",))) == {"ref": "r1"}


def test_each_sheet_has_columns_of_its_own_and_duplicates_are_found_across():
    by_sheet = {**STUDENTS, "P": matches("Login", "First name", "Last name")}
    file = [*rows("R1|ann|Ann Lee"), *rows("ben|Ben|Lie", "ANN|Ann|Lie", sheet="P")]
    decisions = plan(file, by_sheet=by_sheet)
    assert [decision.action for decision in decisions] == ["create", "create", "reject"]
    assert news(decisions[1])["name"] == "Ben Lie"
    assert decisions[2].issues[0].params["place"] == "2 (S)"


def test_a_row_of_an_unknown_sheet_is_a_fault_of_the_caller():
    with pytest.raises(KeyError):
        Pipeline(STUDENTS, CATALOGUE, POLICY, MemoryDirectory()).plan(rows("x", sheet="?"))


def test_one_row_can_be_planned_again_alone():
    file = rows("R1|ann|Ann", "R2|ben|Ben", "R3|ANN|Anna")
    known = directory(file=file)
    whole = Pipeline(STUDENTS, CATALOGUE, POLICY, known).plan(file)
    known.remember(whole[:2])
    assert Pipeline(STUDENTS, CATALOGUE, POLICY, known).plan(file[2:]) == whole[2:]


def test_the_directory_is_asked_each_thing_once_for_a_chunk_of_any_size():
    file = rows(*(f"R{n}|u{n}|N|u{n}@example.org|9A|Student|French" for n in range(300)))
    known = directory(file=file)
    Pipeline(STUDENTS, CATALOGUE, POLICY, known).plan(file)
    asked = {"resolve", "users", "first_rows", "taken_logins", "contacts"}
    assert asked <= known.calls.keys()
    assert set(known.calls.values()) == {1}


def test_a_file_that_was_imported_changes_nothing():
    file = rows(
        "R1|ann|Ann Lee|ann@example.org|9A|Student|French",
        "R2||Ben Lee|ben@example.org|9B; 9C|Staff|",
        "|cid@example.org|Cid|||||",
    )
    known = directory(make_user(7, "ann", {"name": "Anna"}), file=file)
    pipeline = Pipeline(STUDENTS, CATALOGUE, POLICY, known)
    first = pipeline.plan(file)
    assert [decision.action for decision in first] == ["update", "create", "create"]
    known.apply(first)
    assert [decision.action for decision in pipeline.plan(file)] == ["unchanged"] * 3


HEADERS = [spec.name for spec in CATALOGUE]
TEXTS = st.text(max_size=8) | st.sampled_from(
    ["ann", "a@x.org", "R1", "yes", "no", "-Student", "9A; -9B", "[clear]", "#REF!", "French", "0"]
)


@given(
    st.lists(st.dictionaries(st.sampled_from(HEADERS), TEXTS, max_size=12), max_size=6),
    st.dictionaries(st.sampled_from([*HEADERS, "hat"]), TEXTS, max_size=4),
    st.sampled_from(OPERATIONS),
    st.sampled_from(UPDATE_MODES),
)
@settings(max_examples=150)
def test_whatever_the_cells_hold_every_row_gets_a_decision(lines, defaults, operation, mode):
    by_sheet = {"S": matches(*HEADERS)}
    cells = [tuple(line.get(header, "") for header in HEADERS) for line in lines]
    file = [SourceRow("S", number, texts) for number, texts in enumerate(cells, 2)]
    users = [make_user(7, "ann", {"name": "Ann"}, ref="R1", email="a@x.org")]
    policy = {"operation": operation, "update_mode": mode, "defaults": defaults}
    decisions = plan(file, *users, by_sheet=by_sheet, **policy)
    assert len(decisions) == len(file)
    for decision in decisions:
        assert all(issue.text() for issue in decision.issues)


FRENCH_SPEAKERS = Rule(
    1,
    "French speakers",
    (Condition("lang", "is", "fr"), Condition("tag:Class", "is", "9a")),
    gives={"roles": (Ref("Staff", 6, "role"),)},
)
EVERYBODY = Rule(2, "Everybody", gives={"tags": (Ref("Class: 9A", 8),)})


def distributed(file, *users, rules=(FRENCH_SPEAKERS, EVERYBODY), **policy):
    policy = Policy(**policy)
    known = MemoryDirectory(users, records={**RECORDS, "lang": {"French": FRENCH, "fr": FRENCH}})
    pipeline = Pipeline(STUDENTS, CATALOGUE, policy, known, rules=rules)
    return pipeline, known, pipeline.plan(file)


def fired(decision):
    return [(rule["name"], rule["gave"]) for rule in decision.rules]


def test_rules_see_records_and_what_they_give_is_planned():
    _pipeline, known, [decision] = distributed(rows("R1|ann|Ann Lee||9A||French"))
    assert news(decision)["roles"] == (Ref("Staff", 6, "role"),)
    assert fired(decision) == [("French speakers", {"roles": ["Staff"]}), ("Everybody", {})]
    assert known.calls["resolve"] == 1


def test_a_row_with_an_error_tells_its_rules_and_one_that_does_nothing_has_none():
    ann = make_user(1, "ann")
    file = rows("R1|ann|Ann Lee", "R2|ben|Ben Ray|no address")
    _pipeline, _known, decisions = distributed(file, ann, operation="create")
    assert [decision.action for decision in decisions] == ["skip", "reject"]
    assert [bool(decision.rules) for decision in decisions] == [False, True]


def test_rules_can_be_tried_without_looking_for_anybody():
    pipeline, known, _decisions = distributed([])
    known.calls.clear()
    [(row, met)] = pipeline.distribute(rows("R1|ann|Ann Lee"))
    assert row.values["tags"] and [rule["id"] for rule in met] == [2]
    assert not known.calls["users"]


def test_rules_that_cannot_be_read_are_told_of():
    broken = Rule(3, "Broken", (Condition("name", "less", "many"),))
    pipeline, _known, _decisions = distributed([], rules=(broken, EVERYBODY))
    assert [issue.params["rule"] for issue in pipeline.rule_faults()] == ["Broken"]
