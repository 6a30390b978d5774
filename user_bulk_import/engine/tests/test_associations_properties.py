"""Whatever a file names: its plan does not depend on chunks, nor its outcome on the order."""

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.association_specs import association_spec
from engine.catalogue import standard_catalogue
from engine.policy import Policy
from engine.testkit import MemoryDirectory, make_row, make_user, plan_file
from engine.values import Item, Ref

PARENTS = "association:kin:right"
CHILDREN = "association:kin:left"
PARENT_ROLE = 11
CATALOGUE = standard_catalogue().extended(
    [
        association_spec("kin", "left", "Child"),
        association_spec("kin", "right", "Parent", role_ids=[PARENT_ROLE]),
    ]
)
TEXTS = ["u1", "u2", "u3", "r1", "f@example.com", "n1", "n2", "n3", "r9", "nobody"]


@st.composite
def people(draw, removes=True):
    texts = draw(st.lists(st.sampled_from(TEXTS), max_size=2, unique=True))
    return tuple(Item(text, removes and draw(st.integers(0, 4)) == 0) for text in texts)


@st.composite
def rows(draw, size=8, removes=True):
    found = []
    for number in range(draw(st.integers(1, size))):
        values = {
            "login": draw(st.sampled_from(["u1", "u2", "u3", "n1", "n2", "n3"])),
            "name": draw(st.sampled_from(["Ann", ""])),
            "ref": draw(st.sampled_from(["", "", "r1", "r9"])),
            "email": draw(st.sampled_from(["", "f@example.com"])),
            PARENTS: draw(people(removes)),
            CHILDREN: draw(people(removes)),
        }
        values = {name: value for name, value in values.items() if value}
        found.append(make_row(number + 2, values, sheet=draw(st.sampled_from(["A", "B"]))))
    return sorted(found, key=lambda row: row.row.sheet)


@st.composite
def worlds(draw):
    """Return a function that makes a directory, the same one each time."""
    pairs = draw(st.sets(st.sampled_from([(1, 2), (1, 3), (2, 3)])))
    parent = draw(st.sampled_from([1, 2, 3, None]))

    def directory():
        users = [
            make_user(
                n,
                f"u{n}",
                {"name": f"U{n}", "roles": (Ref("Parent", PARENT_ROLE),) if n == parent else ()},
                ref=f"r{n}" if n < 3 else "",
                email="f@example.com" if n > 1 else "",
            )
            for n in (1, 2, 3)
        ]
        made = MemoryDirectory(users)
        made.associations = {("kin", left, right) for left, right in pairs}
        made.sheet_roles = {"B": frozenset({PARENT_ROLE})}
        return made

    return directory


policies = st.builds(
    Policy,
    operation=st.sampled_from(["upsert", "create", "create_all", "update"]),
    multi_value_mode=st.sampled_from(["add", "replace"]),
    match_on=st.sampled_from([("ref", "login", "email"), ("login",), ("ref", "login")]),
)


def plan(file, policy, directory, size=500):
    return plan_file(file, policy, directory, catalogue=CATALOGUE, size=size)


@settings(max_examples=80)
@given(rows(), worlds(), policies, st.integers(1, 4))
def test_a_plan_is_the_same_in_chunks_of_any_size(file, world, policy, size):
    assert plan(file, policy, world(), size) == plan(file, policy, world())


@settings(max_examples=80)
@given(rows(), worlds(), policies, st.randoms(use_true_random=False))
def test_associations_are_the_same_in_whatever_order_rows_are_applied(file, world, policy, random):
    there, shuffled = world(), world()
    decisions = plan(file, policy, there)
    order = list(range(len(decisions)))
    random.shuffle(order)
    there.apply_file(decisions)
    shuffled.apply_file(plan(file, policy, shuffled), order)
    assert by_login(there) == by_login(shuffled)


def by_login(directory):
    logins = {user.id: user.login for user in directory.all_users.values()}
    return {(logins[left], logins[right]) for _code, left, right in directory.associations}


@settings(max_examples=80)
@given(rows(removes=False), worlds(), st.sampled_from(["add", "replace"]))
def test_a_file_that_was_imported_changes_nobodys_people_again(file, world, mode):
    """What was refused may be possible once others of the file are there, so only sound files."""
    policy, directory = Policy(multi_value_mode=mode), world()
    decisions = plan(file, policy, directory)
    if any(decision.issues for decision in decisions):
        return
    directory.apply_file(decisions)
    again = plan(file, policy, directory)
    assert not [c for d in again for c in d.changes if c.field in (PARENTS, CHILDREN)]


@settings(max_examples=80)
@given(rows(removes=False), worlds(), policies)
def test_nobody_ever_stands_above_oneself(file, world, policy):
    directory = world()
    directory.apply_file(plan(file, policy, directory))
    pairs = {(left, right) for _code, left, right in directory.associations}
    while True:
        more = {(a, d) for a, b in pairs for c, d in pairs if b == c} - pairs
        if not more:
            break
        pairs |= more
    assert all(left != right for left, right in pairs)
