"""Operation × update mode against a second, plain model of what shall happen."""

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.policy import OPERATIONS, UPDATE_MODES, Policy
from engine.testkit import MemoryDirectory, make_row, make_user, plan_file
from engine.values import CLEAR

BLANK = "blank"


def expected_city(mode, current, cell, default):
    """What a city will be; ``cell`` may be blank or cleared, ``default`` may be None."""
    said = {BLANK: None, CLEAR: ""}.get(cell, cell)
    if mode == "none":
        return current
    if mode == "file":
        return current if said is None else said
    if mode == "file_and_defaults":
        if said is not None:
            return said
        return current if default is None else default
    if current:
        return current
    return said or (default if said is None and default else "")


def expected_action(operation, mode, exists, before, after):
    if operation == "create_all":
        return "create"
    if not exists:
        return "skip" if operation == "update" else "create"
    if operation == "create" or mode == "none":
        return "skip"
    return "unchanged" if before == after else "update"


@given(
    operation=st.sampled_from(OPERATIONS),
    mode=st.sampled_from(UPDATE_MODES),
    exists=st.booleans(),
    current=st.sampled_from(["", "Oslo", "Bergen"]),
    cell=st.sampled_from([BLANK, CLEAR, "Oslo", "Voss"]),
    default=st.sampled_from([None, "Oslo", "Molde"]),
)
@settings(max_examples=400)
def test_the_planner_agrees_with_the_model(operation, mode, exists, current, cell, default):
    users = [make_user(1, "ann", {"name": "Ann", "city": current or None})] if exists else []
    values = {"login": "ann", "name": "Ann"} | ({} if cell == BLANK else {"city": cell})
    directory = MemoryDirectory(users)
    policy = Policy(operation=operation, update_mode=mode)
    defaults = {} if default is None else {"city": default}
    decision = plan_file([make_row(2, values)], policy, directory, defaults=defaults)[0]

    makes = operation == "create_all" or not exists
    after = (
        expected_city("file_and_defaults", "", cell, default)
        if makes
        else expected_city(mode, current, cell, default)
    )
    assert decision.action == expected_action(operation, mode, exists, current, after)

    directory.apply([decision])
    touched = [u for u in directory.all_users.values() if (u.id != 1) == makes]
    written = decision.action in ("create", "update", "unchanged")
    if written:
        assert [user.values.get("city") or "" for user in touched] == [after]
    elif exists:
        assert touched[0].values["city"] == (current or None)
