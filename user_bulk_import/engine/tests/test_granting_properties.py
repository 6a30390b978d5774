"""Whatever roles and groups files name, the second time nothing happens."""

from grants import GRANTS, SELL, SHARED, user
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.policy import Policy
from engine.testkit import MemoryDirectory, make_row, plan_file
from engine.values import Item

NAMES = st.sampled_from([*GRANTS])
CELLS = st.dictionaries(NAMES, st.booleans(), max_size=4).map(
    lambda said: tuple(Item(name, remove) for name, remove in said.items())
)
POLICIES = st.builds(
    Policy,
    multi_value_mode=st.sampled_from(("add", "replace")),
    user_type_change=st.sampled_from(("none", "up", "both")),
    update_mode=st.sampled_from(("file", "fill_missing")),
)


def held(ann):
    return frozenset().union(*(GRANTS[ref].held for ref in ann.values.get("groups") or ()))


@given(st.lists(CELLS, min_size=1, max_size=4), POLICIES, st.sampled_from(("internal", "portal")))
@settings(max_examples=400, deadline=None)
def test_whatever_files_say_the_second_time_nothing_happens_and_nothing_is_left_over(
    cells, policy, user_type
):
    by_hand = (SHARED, SELL) if user_type == "internal" else (SHARED,)
    directory = MemoryDirectory([user(user_type, groups=by_hand)], grants=GRANTS)
    for cell in cells:
        line = make_row(2, {"login": "ann", "roles": cell})
        directory.apply(plan_file([line], policy, directory))
        [again] = plan_file([line], policy, directory)
        assert again.action in ("unchanged", "reject"), again.changes
        ann = directory.all_users[7]
        groups = ann.values.get("groups") or ()
        for ref in groups:
            assert GRANTS[ref].only <= {ann.user_type}
        # Only a row that says so takes what was given by hand, or a change of the type.
        if Item(SHARED, remove=True) not in cells[0] and len(cells) == 1:
            assert SHARED in groups
