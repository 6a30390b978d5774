"""A trial tells why, and comes to what the import comes to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.catalogue import PROPERTY_CONVERTERS, STANDARD_SPECS, property_spec, standard_catalogue
from engine.mapping import ColumnMatch
from engine.policy import Policy
from engine.rule_trial import RuleTrial
from engine.rules import OPERATORS, Condition, Rule, Rules
from engine.rules.explaining import FIRED, MISSED, NOT_REACHED, ExplainedRules
from engine.rules.kinds import kind_of, offered
from engine.tables import SourceRow
from engine.testkit import MemoryDirectory, make_row
from engine.values import Item, Ref

CATALOGUE = standard_catalogue()
LOADS, AID = Ref("Training: Loads", 1), Ref("Training: Aid", 2)
STUDENT = Ref("Student", 7)


def explained(rules, **values):
    return ExplainedRules(rules, CATALOGUE, Policy()).explain(make_row(2, values))


def rule(id, *conditions, gives=(LOADS,), **more):
    return Rule(
        id, f"R{id}", tuple(Condition(*c) for c in conditions), gives={"tags": gives}, **more
    )


def test_each_condition_says_what_it_saw():
    rules = [rule(1, ("function", "contains", "driver"), ("city", "is", "Kyiv"))]
    [step], values = explained(rules, function="Lorry driver", city="Lviv")
    assert (step.state, step.gave) == (MISSED, None)
    assert [(check.met, check.held) for check in step.checks] == [
        (True, "Lorry driver"),
        (False, "Lviv"),
    ]
    assert "tags" not in values


def test_a_rule_sees_what_those_above_it_gave():
    rules = [rule(1), rule(2, ("tags", "is", "Loads"), gives=(AID,))]
    steps, values = explained(rules)
    assert [step.gave for step in steps] == [
        {"tags": ["Training: Loads"]},
        {"tags": ["Training: Aid"]},
    ]
    assert steps[1].checks[0].held == "Training: Loads"
    assert values["tags"] == (Item(LOADS), Item(AID))


def test_rules_below_one_that_stops_are_not_reached():
    steps, _values = explained([rule(1, ("city", "set")), rule(2, stop=True), rule(3)])
    assert [step.state for step in steps] == [MISSED, FIRED, NOT_REACHED]


def test_what_may_not_be_given_is_told_at_the_rule():
    refused = Rule(1, "R1", refused={"roles": (STUDENT,)})
    [step], values = explained([refused])
    assert [issue.code for issue in step.refusals] == ["rule_refused"]
    assert "roles" not in values


conditions = st.builds(
    Condition,
    st.sampled_from(("city", "function", "tags", "roles", "email", "sheet")),
    st.sampled_from(tuple(OPERATORS)),
    st.sampled_from(("Kyiv", "a", "Loads", "Student", "2024-01-31", "7")),
)
rules = st.builds(
    Rule,
    st.integers(1, 9),
    st.just("R"),
    st.lists(conditions, max_size=3).map(tuple),
    st.sampled_from(("all", "any")),
    st.sampled_from(({"tags": (LOADS, AID)}, {"roles": (STUDENT,)}, {})),
    st.sampled_from(({}, {"roles": (STUDENT,)})),
    stop=st.booleans(),
    always=st.booleans(),
)
rows = st.fixed_dictionaries(
    {},
    optional={
        "city": st.sampled_from(("Kyiv", "Lviv")),
        "function": st.sampled_from(("a", "7", "2024-02-01")),
        "tags": st.just((Item(AID, True),)),
        "roles": st.just((Item(STUDENT),)),
    },
)


@given(st.lists(rules, max_size=4), rows)
def test_a_trial_comes_to_the_same_as_the_import(rules, values):
    row = make_row(2, values)
    applied, fired = Rules(rules, CATALOGUE, Policy()).apply(row)
    steps, found = ExplainedRules(rules, CATALOGUE, Policy()).explain(row)
    assert found == applied.values
    assert [(s.rule.id, s.gave) for s in steps if s.state == FIRED] == [
        (rule["id"], rule["gave"]) for rule in fired
    ]
    refusals = [issue for step in steps for issue in step.refusals]
    assert refusals == list(applied.issues)[len(row.issues) :]


def test_rows_are_tried_from_their_texts():
    directory = MemoryDirectory(records={"tag": {"Loads": LOADS, "Aid": AID}})
    matches = {"": [ColumnMatch(0, "Job", "function"), ColumnMatch(1, "Tags", "tags")]}
    trial = RuleTrial(
        matches,
        CATALOGUE,
        Policy(),
        directory,
        rules=[rule(1, ("function", "contains", "driver")), Rule(2, "R2", (Condition("x", "?"),))],
    )
    [tried], faults = trial.try_out([SourceRow("", 2, ("Driver", "Aid"))])
    assert tried.wanted["tags"] == (AID, LOADS)
    assert [fault.code for fault in faults] == ["rule_operator"]
    assert directory.calls == {"resolve": 1}, "nobody is looked for"


@pytest.mark.parametrize(
    ("type", "lacking", "has"),
    [
        ("date", {"contains", "less"}, {"before", "after"}),
        ("float", {"contains", "before"}, {"less", "greater"}),
        ("boolean", {"contains", "before", "in"}, {"is", "set"}),
        ("char", set(), {"contains", "before", "greater"}),
    ],
)
def test_operators_suit_the_kind_of_a_field(type, lacking, has):
    names = {operator.name for operator in offered(property_spec("x", "X", type))}
    assert not names & lacking
    assert names >= has


def test_every_type_has_operators():
    for type in PROPERTY_CONVERTERS:
        assert offered(property_spec("x", "X", type))
    for spec in STANDARD_SPECS:
        assert {"is", "set"} <= {operator.name for operator in offered(spec)}
    assert kind_of(CATALOGUE["active"]) == "boolean"
    assert "before" not in {operator.name for operator in offered(CATALOGUE["function"])}
