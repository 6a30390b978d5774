"""Rows and a directory to plan a password for: Ann, known or not, and what a decision holds."""

from engine.policy import Policy
from engine.testkit import MemoryDirectory, make_row, make_user, plan_file
from engine.values import Secret

STRONG, WEAK = Secret("kV9#tq2Lw!x8Zp"), Secret("password1")
HASH = Secret("$pbkdf2-sha512$25000$c2FsdHNhbHQ$hashhash", "hash")
FLAG = "must_change_password"


def ann(flagged=False, **own):
    return make_user(7, "ann", {"name": "Ann Lee", FLAG: flagged}, **own)


def directory_with(user=None, present="first"):
    """Return a directory with Ann.

    :param present: her password, ``None`` for none
    """
    directory = MemoryDirectory([user or ann(None if present is None else False)])
    if present is not None:
        directory.passwords[7] = present
    return directory


def plan(directory, policy, /, **cells):
    return plan_file([make_row(2, login="ann", **cells)], Policy(**policy), directory)[0]


def update(directory=None, /, *, policy=None, **cells):
    """Plan a row for Ann in an import that overwrites passwords."""
    policy = {"update_passwords": True, **(policy or {})}
    return plan(directory or directory_with(), policy, **cells)


def create(mode, /, *, policy=None, **cells):
    """Plan a row for Ann where there is nobody yet."""
    cells = {"name": "Ann Lee", "email": "ann@example.org", **cells}
    return plan(MemoryDirectory(), {"password_mode": mode, **(policy or {})}, **cells)


def news(decision):
    return {change.field: change.new for change in decision.changes}


def secrets(decision):
    return {field: new for field, new in news(decision).items() if field in ("password", FLAG)}


def found(decision):
    return [issue.code for issue in decision.issues]
