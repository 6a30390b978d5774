"""Distribution rules: order, stop, and what they give."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from engine.rules import asked_by_rules
from engine.testkit import make_row
from engine.tests.rule_rows import (
    ACME,
    CATALOGUE,
    CODING,
    EDITOR,
    FRENCH,
    GERMAN,
    IT,
    OTHER,
    POLICY,
    SAFETY,
    SALES,
    STUDENT,
    items,
    rule,
    rules,
    when,
)
from engine.values import CLEAR, Ref

COOK = when("function", "is", "Cook")
FRENCH_COOK = when("lang", "is", FRENCH.label)


def applied(values, *all_rules, **options):
    """Return the row's values afterwards, and what each rule gave by its id."""
    row, fired = rules(*all_rules, **options).apply(make_row(2, values))
    return row.values, {item["id"]: item["gave"] for item in fired}


def test_who_meets_the_conditions_gets_what_the_rule_gives():
    values, gave = applied(
        {"function": "cook"}, rule(COOK, roles=(STUDENT,), tags=(SAFETY,), lang=(FRENCH,))
    )
    assert values["roles"] == items(STUDENT)
    assert values["tags"] == items(SAFETY)
    assert values["lang"] == FRENCH
    assert gave == {
        1: {
            "roles": ["Student"],
            "tags": ["Training group: Safety"],
            "lang": ["French / Français"],
        }
    }


def test_a_row_that_meets_no_rule_is_the_same_row():
    row = make_row(2, {"function": "Waiter"})
    assert rules(rule(COOK)).apply(row) == (row, ())
    assert rules(rule(COOK)).apply(row)[0] is row


def test_the_row_that_was_given_is_not_changed():
    row = make_row(2, {"function": "Cook", "tags": items(IT)})
    before = dict(row.values)
    rules(rule(COOK)).apply(row)
    assert row.values == before


def test_all_or_any_of_the_conditions():
    both = [COOK, FRENCH_COOK]
    assert not applied({"function": "Cook"}, rule(*both))[1]
    assert applied({"function": "Cook"}, rule(*both, match="any"))[1]
    assert applied({"function": "Cook", "lang": FRENCH}, rule(*both))[1]
    assert not applied({"function": "Waiter"}, rule(*both, match="any"))[1]


def test_a_rule_without_conditions_catches_every_row():
    for match in ("all", "any"):
        assert applied({}, rule(match=match))[1]


def test_a_cell_comes_before_a_rule_and_a_rule_before_a_default():
    french = rule(lang=(FRENCH,))
    values, gave = applied({"lang": GERMAN}, french, defaults={"lang": OTHER})
    assert (values["lang"], gave) == (GERMAN, {1: {}})
    assert applied({"lang": CLEAR}, french)[0]["lang"] is CLEAR
    assert applied({}, french, defaults={"lang": GERMAN})[0]["lang"] == FRENCH
    assert applied({}, french, rule(id=2, lang=(GERMAN,)))[0]["lang"] == FRENCH


def test_roles_are_added_to_those_of_the_row_or_else_of_the_default():
    editor = rule(roles=(EDITOR,))
    defaults = {"roles": items(STUDENT)}
    assert applied({"roles": items(STUDENT)}, editor)[0]["roles"] == items(STUDENT, EDITOR)
    assert applied({}, editor, defaults=defaults)[0]["roles"] == items(STUDENT, EDITOR)
    values = applied({"roles": items(Ref("Own", 9))}, editor, defaults=defaults)[0]
    assert values["roles"] == items(Ref("Own", 9), EDITOR)


def test_tags_are_added_to_those_of_the_category_or_else_of_its_default():
    coding = rule(tags=(CODING,))
    defaults = {"tags": items(SAFETY, IT)}
    assert applied({}, coding, defaults=defaults)[0]["tags"] == items(SAFETY, CODING)
    values = applied({"tag:Training group": items(CODING)}, coding, defaults=defaults)[0]
    assert values == {"tag:Training group": items(CODING)}


def test_a_record_of_another_kind_is_another_one():
    group = Ref("Sales / Administrator", STUDENT.id, "group")
    values, gave = applied({"roles": items(STUDENT)}, rule(roles=(STUDENT, group)))
    assert values["roles"] == items(STUDENT, group)
    assert gave == {1: {"roles": [group.label]}}


def test_what_the_row_takes_away_or_has_is_not_given():
    safety = rule(roles=(STUDENT,), tags=(SAFETY,))
    taken = {"roles": items(STUDENT, remove=True), "tags": items(SAFETY, remove=True)}
    assert applied(taken, safety) == (taken, {1: {}})
    had = {"roles": items(STUDENT), "tag:Training group": items(SAFETY)}
    assert applied(had, safety) == (had, {1: {}})


def test_a_category_that_the_row_empties_stays_empty_and_others_get_what_a_rule_gives():
    both = rule(tags=(SAFETY, IT))
    emptied = {"tag:Department": CLEAR}
    assert applied(emptied, both)[0] == {**emptied, "tags": items(SAFETY)}
    values, gave = applied({"tags": CLEAR}, both, defaults={"tags": items(CODING)})
    assert values["tags"] is CLEAR
    assert values["tag:training group"] == items(SAFETY)
    assert gave[1]["tags"] == [SAFETY.label, IT.label]


def test_a_company_that_the_row_forbids_is_not_given():
    forbidden = {"companies": items(ACME, remove=True)}
    assert applied(forbidden, rule(company=(ACME,)))[0] == forbidden
    assert applied(forbidden, rule(company=(OTHER,)))[0]["company"] == OTHER


def test_a_rule_sees_what_those_above_gave():
    values, gave = applied(
        {"function": "Cook"},
        rule(COOK, id=1, tags=(IT,)),
        rule(when("tag:Department", "is", "IT"), id=2),
        rule(when("tag:Training group", "not_set"), id=3, tags=(CODING,)),
    )
    assert values["tags"] == items(IT, SAFETY)
    assert list(gave) == [1, 2]


def test_conditions_see_defaults():
    assert applied({}, rule(COOK), defaults={"function": "Cook"})[1]
    assert not applied({"function": "Waiter"}, rule(COOK), defaults={"function": "Cook"})[1]
    assert not applied({}, rule(when("login", "set")), defaults={"login": "x"})[1]
    it = rule(when("tag:Department", "is", "IT"))
    assert applied({"tags": items(SAFETY)}, it, defaults={"tags": items(IT)})[1]
    assert not applied({"tags": items(SALES)}, it, defaults={"tags": items(IT)})[1]


def test_stop_keeps_the_rules_below_from_the_rows_that_are_caught():
    both = (rule(COOK, id=1, stop=True), rule(id=2, tags=(CODING,)))
    assert list(applied({"function": "Cook"}, *both)[1]) == [1]
    assert list(applied({"function": "Waiter"}, *both)[1]) == [2]


def test_what_may_not_be_given_is_an_error_of_the_rows_that_would_get_it():
    refusing = rules(rule(COOK, refused={"roles": (EDITOR,)}))
    row, fired = refusing.apply(make_row(5, {"function": "Cook"}, sheet="S"))
    assert [(i.code, i.sheet, i.row) for i in row.issues] == [("rule_refused", "S", 5)]
    assert row.issues[0].is_error
    assert "Rule 1" in row.issues[0].text()
    assert "Editor" in row.issues[0].text()
    assert fired[0]["gave"] == {}
    assert "roles" not in row.values
    assert not refusing.apply(make_row(5, {"function": "Waiter"}))[0].issues
    taken = {"function": "Cook", "roles": items(EDITOR, remove=True)}
    assert not refusing.apply(make_row(5, taken))[0].issues


def test_conditions_ask_the_directory_for_what_their_values_may_name():
    asked = asked_by_rules(
        [
            rule(when("lang", "is", "fr_FR"), when("lang", "contains", "x")),
            rule(when("tag:Department", "in", "IT, Sales"), when("state", "is", "Limburg")),
            rule(when("roles", "is_not", "A; -B"), when("function", "is", "Cook")),
        ],
        CATALOGUE,
        POLICY,
    )
    assert asked == {
        "lang": {"fr_FR"},
        "tag": {"Department: IT", "Department: Sales"},
        "role": {"A"},
    }


# -- any rules and rows -----------------------------------------------------------------------

_conditions = st.sampled_from(
    [
        COOK,
        FRENCH_COOK,
        when("function", "set"),
        when("lang", "not_set"),
        when("tag:Department", "is", "IT"),
        when("tags", "contains", "safety"),
        when("roles", "is_not", "Student"),
        when("name", "less", "not a number"),
    ]
)
_gives = st.fixed_dictionaries(
    {},
    optional={
        "roles": st.sampled_from([(STUDENT,), (EDITOR, STUDENT)]),
        "tags": st.sampled_from([(SAFETY,), (CODING, IT), (SALES,)]),
        "lang": st.sampled_from([(FRENCH,), (GERMAN,)]),
        "company": st.sampled_from([(ACME,), (OTHER,)]),
    },
)
_rule = st.builds(
    lambda conditions, match, stop, gives: replace(
        rule(*conditions, match=match, stop=stop), gives=gives
    ),
    st.lists(_conditions, max_size=2),
    st.sampled_from(["all", "any"]),
    st.booleans(),
    _gives,
)
_rules = st.lists(_rule, max_size=5).map(
    lambda found: [replace(item, id=n) for n, item in enumerate(found, 1)]
)
_cells = st.sampled_from(
    [items(IT), items(SAFETY, CODING), items(SAFETY, remove=True), items(SALES), CLEAR]
)
_values = st.fixed_dictionaries(
    {},
    optional={
        "function": st.sampled_from(["Cook", "Waiter"]),
        "lang": st.sampled_from([FRENCH, GERMAN, CLEAR]),
        "roles": st.sampled_from([items(STUDENT), items(EDITOR, remove=True)]),
        "tags": _cells,
        "tag:Department": st.sampled_from([items(IT), items(IT, remove=True), CLEAR]),
        "companies": st.sampled_from([items(ACME), items(ACME, remove=True)]),
    },
)


@given(_rules, _values)
def test_rules_fire_in_their_order_each_once_and_none_after_a_stop(all_rules, values):
    fired = list(applied(values, *all_rules)[1])
    assert fired == sorted(set(fired))
    stops = {item.id for item in all_rules if item.stop}
    assert not stops & set(fired[:-1])


@given(_rules, _values)
def test_rules_take_nothing_that_the_row_says(all_rules, values):
    after = applied(values, *all_rules)[0]
    for name, value in values.items():
        if isinstance(value, tuple):
            assert after[name][: len(value)] == value
        else:
            assert after[name] == value


@given(_rules, _values)
def test_what_rules_tell_that_they_gave_is_what_the_row_has_gained(all_rules, values):
    after, gave = applied(values, *all_rules)
    told = sorted(
        label for by_field in gave.values() for labels in by_field.values() for label in labels
    )
    gained = []
    for name, value in after.items():
        if isinstance(value, tuple):
            own = values.get(name)
            gained += [i.value.label for i in value[len(own) if isinstance(own, tuple) else 0 :]]
        elif name not in values:
            gained.append(value.label)
    assert told == sorted(gained)


@given(_rules, _values)
def test_rules_below_add_nothing_to_what_those_above_do(all_rules, values):
    for count in range(len(all_rules)):
        few, many = applied(values, *all_rules[:count])[1], applied(values, *all_rules)[1]
        assert few == {key: gave for key, gave in many.items() if key <= count}


@given(_rules, _values)
def test_applied_twice_they_give_the_same(all_rules, values):
    """Where no rule looks at what another one gives; one may otherwise see more than before."""
    blind = [
        replace(item, conditions=tuple(c for c in item.conditions if c.field == "function"))
        for item in all_rules
    ]
    once = applied(values, *blind)[0]
    twice, gave = applied(once, *blind)
    assert twice == once
    assert not any(gave.values())
