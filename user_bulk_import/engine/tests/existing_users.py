"""What the tests of rows share whose user exists: Ann, and what becomes of her."""

from engine.policy import Policy
from engine.testkit import MemoryDirectory, make_user, plan_file

OSLO = {"name": "Ann Lee", "city": "Oslo", "phone": None, "tags": ()}


def ann(values=OSLO, **own):
    return make_user(7, "ann", values, **{"ref": "R1", "email": "ann@example.org", **own})


def plan(row, *users, defaults=None, **policy):
    directory = MemoryDirectory(users or [ann()])
    return plan_file([row], Policy(**policy), directory, defaults=defaults)[0]


def news(decision):
    return {change.field: change.new for change in decision.changes}


def olds(decision):
    return {change.field: change.old for change in decision.changes}


def found(decision):
    return [issue.code for issue in decision.issues]
