"""Rows and rules that the tests of distribution rules share."""

from engine.catalogue import property_spec, standard_catalogue, tag_category_spec
from engine.policy import Policy
from engine.rules import Condition, Rule, Rules
from engine.testkit import make_row
from engine.values import Item, Ref

CATALOGUE = standard_catalogue().extended(
    [
        tag_category_spec("Department"),
        tag_category_spec("Training group"),
        property_spec("x_seats", "Seats", "integer"),
        property_spec("x_born", "Birth date", "date"),
        property_spec("x_paid", "Paid", "boolean"),
        property_spec("x_code", "Code", "char"),
    ]
)
POLICY = Policy()

STUDENT, EDITOR = Ref("Student", 1), Ref("Editor", 2)
IT, SALES = Ref("Department: IT", 11), Ref("Department: Sales", 12)
SAFETY, CODING = Ref("Training group: Safety", 21), Ref("Training group: Coding", 22)
FRENCH, GERMAN = Ref("French / Français", 31), Ref("German / Deutsch", 32)
ACME, OTHER = Ref("ACME", 41), Ref("Other", 42)


def items(*refs, remove=False):
    return tuple(Item(ref, remove) for ref in refs)


def when(field, operator="is", value=""):
    return Condition(field, operator, value)


def rule(*conditions, id=1, match="all", stop=False, refused=None, **gives):
    """Return a rule that gives a tag, where nothing else is said."""
    return Rule(
        id,
        f"Rule {id}",
        tuple(conditions),
        match,
        gives or ({} if refused else {"tags": (SAFETY,)}),
        refused or {},
        stop,
    )


def rules(*all_rules, found=None, defaults=None, policy=POLICY):
    return Rules(all_rules, CATALOGUE, policy, found, defaults)


def meets(condition, values=None, /, **options):
    """Return whether a row with these values meets one condition."""
    ready = rules(rule(condition), **options)
    assert not ready.faults
    return bool(ready.apply(make_row(2, values or {}))[1])
