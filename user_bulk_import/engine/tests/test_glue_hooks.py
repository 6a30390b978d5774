"""What glue addons build on: fields that only add, rules that follow others, later refusals."""

from dataclasses import replace

from engine.catalogue import standard_catalogue
from engine.converters.lists import convert_list
from engine.decisions import Change, Decision
from engine.fields import FieldSpec
from engine.issues import ERROR, Issue, define
from engine.planner import Planner
from engine.policy import Policy
from engine.rules import Condition, Rule, Rules
from engine.testkit import MemoryDirectory, make_row, make_user
from engine.values import Item, Ref

COURSES = FieldSpec(
    "courses", "Courses", convert_list, many=True, lookup="course", clearable=False, only_adds=True
)
CATALOGUE = standard_catalogue().extended([COURSES])
SAFETY, LOADS = Ref("Safety", 1), Ref("Loads", 2)
GLUE_REFUSES = define("glue_refuses", ERROR, "No.")


def planned(held, given, **policy):
    """Return the courses that a user will have, ``None`` where they stay."""
    directory = MemoryDirectory([make_user(7, "ann", {"courses": held})])
    row = make_row(2, {"login": "ann", "courses": tuple(map(Item, given))})
    [decision] = Planner(CATALOGUE, Policy(**policy), directory).plan([row])
    return next((item.new for item in decision.changes if item.field == "courses"), None)


def test_a_field_that_only_adds_keeps_what_is_there_whatever_the_policy_says():
    assert planned((SAFETY,), (LOADS,), multi_value_mode="replace") == (LOADS, SAFETY)
    assert planned((SAFETY, LOADS), (LOADS,), multi_value_mode="replace") is None
    assert planned((), (LOADS,), multi_value_mode="replace") == (LOADS,)


def test_a_field_that_only_adds_is_filled_where_only_blanks_are():
    assert planned((SAFETY,), (LOADS,), update_mode="fill_missing") is None
    assert planned((), (LOADS,), update_mode="fill_missing") == (LOADS,)


def test_a_rule_that_follows_others_counts_below_one_that_stops():
    first = Rule(1, "First", gives={"tags": (Ref("Group: Drivers", 5),)}, stop=True)
    below = Rule(2, "Below", gives={"city": ("Oslo",)})
    group = (Condition("tags", "is", "Group: Drivers"),)
    follows = Rule(3, "Follows", group, gives={"courses": (SAFETY,)}, always=True)
    rules = Rules((first, below, follows), CATALOGUE, Policy())
    row, fired = rules.apply(make_row(2, {"login": "ann"}))
    assert [item["id"] for item in fired] == [1, 3]
    assert row.values["courses"] == (Item(SAFETY),)
    assert "city" not in row.values


def test_a_decision_that_is_refused_later_does_nothing_and_keeps_what_was_found():
    told = Issue("value_mapped", {"value": "a", "meant": "b"})
    changes = (Change("login", "ann", "anna"), Change("city", None, "Oslo"))
    decision = Decision("update", 7, changes=changes, issues=(told,), login="anna")
    refused = decision.refused(Issue(GLUE_REFUSES))
    assert (refused.action, refused.user_id, refused.login) == ("reject", 7, "ann")
    assert refused.changes == ()
    assert [issue.code for issue in refused.issues] == ["value_mapped", "glue_refuses"]
    new = replace(decision, action="create", user_id=None, changes=(Change("login", None, "ann"),))
    assert new.refused(Issue(GLUE_REFUSES)).login == ""
