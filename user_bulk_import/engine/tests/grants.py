"""What the tests of granting share: roles and groups, and what each gives."""

from engine.directory import GROUP, Grant
from engine.policy import Policy
from engine.testkit import MemoryDirectory, make_row, make_user, plan_file
from engine.values import Item, Ref


def group(number, name):
    return Ref(name, number, GROUP)


SELL = group(1, "Sales / User")
SELL_ALL = group(2, "Sales / Administrator")
CONTACTS = group(3, "Contact / Creation")
VISIT = group(4, "Visitors")
SHARED = group(5, "Shared Folder")
STUDENT, PARENT, EDITOR, MANAGER, SELLER = (
    Ref(name, number)
    for number, name in enumerate(("Student", "Parent", "Editor", "Manager", "Seller"), start=1)
)


def grant(user_type, *groups, implied=(), only=(), shared=False):
    ids = {ref.id for ref in groups} | {ref.id for ref in implied}
    return Grant(user_type, groups, frozenset(ids), frozenset(only), shared)


INSIDE = ("internal",)
GRANTS = {
    SELL: grant("internal", SELL, only=INSIDE),
    SELL_ALL: grant("internal", SELL_ALL, implied=(SELL,), only=INSIDE),
    CONTACTS: grant("", CONTACTS),
    VISIT: grant("", VISIT, only=("portal",)),
    SHARED: grant("", SHARED, shared=True),
    STUDENT: grant("portal"),
    PARENT: grant("portal", CONTACTS),
    EDITOR: grant("internal", CONTACTS),
    MANAGER: grant("internal", CONTACTS, SELL_ALL, implied=(SELL,), only=INSIDE),
    SELLER: grant("internal", SELL, only=INSIDE),
}


def items(*names):
    """Return a cell; ``-`` before a ref is written as a pair with ``-``."""
    return tuple(Item(n[1], remove=True) if isinstance(n, tuple) else Item(n) for n in names)


def row(*names):
    return make_row(2, {"login": "ann", "roles": items(*names)})


def user(user_type="internal", roles=(), groups=(), imported=(), **own):
    values = {"name": "Ann", "roles": roles, "groups": groups, "imported_groups": imported}
    return make_user(7, "ann", values, user_type=user_type, **own)


def plan(line, *users, **policy):
    return plan_file([line], Policy(**policy), MemoryDirectory(users, grants=GRANTS))[0]


def news(decision):
    return {change.field: change.new for change in decision.changes}


def codes(decision):
    return [issue.code for issue in decision.issues]
