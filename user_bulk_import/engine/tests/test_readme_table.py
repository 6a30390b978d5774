"""The README's table of the Active and Deleted columns tells what the planner does."""

import re
from itertools import product
from pathlib import Path

import pytest

from engine.policy import Policy
from engine.testkit import MemoryDirectory, make_row, make_user, plan_file

README = Path(__file__).parents[3] / "README.md"
CELLS = {"yes": True, "no": False, "blank": None}
ACTIONS = {
    "skipped": "skip",
    "deleted": "delete",
    "unchanged": "unchanged",
    "created": "create",
    "updated": "update",
    "archived": "archive",
    "updated and archived": "archive",
    "updated and restored": "restore",
}
ANY = tuple(product((False, True), ("none", "delete")))


def table():
    """Return the rows of the table as lists of cells."""
    text = README.read_text("utf-8").partition("### The Active and Deleted columns")[2]
    lines = [line for line in text.split("\n### ")[0].splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def cells(text):
    return [CELLS[word] for word in ([*CELLS] if text == "any" else text.split(", "))]


def policies(setting):
    name, _blank, value = setting.replace("`", "").partition(" ")
    if name == "delete_action":
        return [{name: value, "allow_suspend": other} for other in (False, True)]
    if name == "allow_suspend":
        return [{name: value == "on"}]
    return [
        {"allow_suspend": a, "delete_action": d} for a in (False, True) for d in ("none", "delete")
    ]


def states(text):
    known = {"active": True, "archived": False, "not there": None}
    return [known[word] for word in text.split(" or ")]


def told_action(then):
    words = re.split(r",|;|:", then)[0].strip()
    return ACTIONS[words]


@pytest.mark.parametrize("line", table(), ids=" ".join)
def test_the_readme_tells_what_happens(line):
    deleted, active, user, setting, then = line
    for gone, is_on, state, policy in product(
        cells(deleted), cells(active), states(user), policies(setting)
    ):
        values = {"login": "ann", "name": "Ann Lee", "city": "Oslo", "email": "a@example.org"}
        values |= {"deleted": gone} if gone is not None else {}
        values |= {"active": is_on} if is_on is not None else {}
        present = [] if state is None else [make_user(7, "ann", {"name": "Ann"}, active=state)]
        [decision] = plan_file([make_row(2, values)], Policy(**policy), MemoryDirectory(present))
        assert decision.action == told_action(then), (line, policy)
        if "warning" in then and "where" not in then:
            assert "warning" in [issue.severity for issue in decision.issues]


def test_the_table_is_complete():
    assert len(table()) == 14
    met = set()
    for deleted, active, user, _setting, _then in table():
        met |= set(product(cells(deleted), cells(active), states(user)))
    assert met == set(product(CELLS.values(), CELLS.values(), (True, False, None)))
