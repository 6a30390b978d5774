"""What holds for all rows, users and policies."""

import json
from dataclasses import replace
from random import Random

from hypothesis import event, given, settings
from hypothesis import strategies as st

from engine.decisions import ACTIONS, CREATE, REJECT, WRITING
from engine.issues import ISSUE_TYPES, Issue
from engine.policy import (
    DELETE_ACTIONS,
    MATCH_KEYS,
    MULTI_VALUE_MODES,
    OPERATIONS,
    UPDATE_MODES,
    Policy,
)
from engine.testkit import MemoryDirectory, make_row, make_user, plan_file
from engine.values import CLEAR, Item, Ref, Secret

MARK = "s3cr3t"
TAGS = [Ref("Class: 9A", 21), Ref("Class: 9B", 22), Ref("Group: X", 23), Ref("loose", 24)]
NEW_TAGS = [Ref("Class: 9C"), Ref("fresh")]
ROLES = [Ref("Staff", 31, "role"), Ref("Guest", 32, "role")]
COMPANIES = [Ref("Here Ltd", 41), Ref("There Ltd", 42)]
TEXTS = ["Oslo", "Voss", " Oslo ", CLEAR]
FAULT = Issue("required_missing", {"field": "X"})
PEOPLE = 6


def items(random, refs):
    """Each record once, as rows have them that come here."""
    chosen = (random.choice(refs) for _ in range(random.randrange(3)))
    return tuple({ref: Item(ref, random.random() < 0.3) for ref in chosen}.values())


MAKERS = {
    "city": lambda random: random.choice(TEXTS),
    "first_name": lambda random: random.choice(TEXTS[:2]),
    "middle_name": lambda random: random.choice(TEXTS),
    "last_name": lambda random: random.choice(TEXTS[:2]),
    "password": lambda random: Secret(MARK),
    "active": lambda random: random.random() < 0.5,
    "deleted": lambda random: random.random() < 0.3,
    "roles": lambda random: items(random, ROLES),
    "tags": lambda random: CLEAR if random.random() < 0.2 else items(random, TAGS + NEW_TAGS),
    "tag:Class": lambda random: CLEAR if random.random() < 0.2 else items(random, TAGS[:2]),
    "company": lambda random: random.choice(COMPANIES),
    "companies": lambda random: items(random, COMPANIES),
    "property:count": lambda random: random.choice([0, 1, CLEAR]),
    "unheard_of": lambda random: random.choice(TEXTS[:2]),
}


def some(random, share, makers=MAKERS):
    return {name: make(random) for name, make in makers.items() if random.random() < share}


def somebody(random):
    """Keys that mostly are those of one person, of whom some have an address as login."""
    person = random.randrange(PEOPLE)

    def of(text, stranger=0.06):
        other = random.randrange(PEOPLE) if random.random() < stranger else person
        return text.format(other)

    address = "p{}@x.org"
    login = address if person % 3 == 0 else "p{}"
    return {
        "ref": of("R{}"),
        "login": of(random.choice([login, login.upper()])),
        "email": of(address, 0.2),
        "old_login": of(login, 0.2),
    }


def make_values(random):
    keys = {
        key: text
        for key, text in somebody(random).items()
        if random.random() < (0.1 if key == "old_login" else 0.7)
    }
    if random.random() < 0.05:
        keys["email"] = CLEAR
    name = {"name": random.choice(["Ann", "Ben"])} if random.random() < 0.8 else {}
    return {**keys, **name, **some(random, 0.2)}


def make_rows(random, count):
    rows = [
        make_row(
            number,
            make_values(random),
            sheet=f"S{number // 4}",
            issues=[FAULT] if random.random() < 0.05 else [],
        )
        for number in range(2, count + 2)
    ]
    return rows


def make_policy(random):
    order = random.sample(MATCH_KEYS, 3) if random.random() < 0.5 else MATCH_KEYS
    return Policy(
        operation=random.choice(OPERATIONS),
        update_mode=random.choice(UPDATE_MODES),
        multi_value_mode=random.choice(MULTI_VALUE_MODES),
        password_mode="file" if random.random() < 0.1 else "invite",
        delete_action=random.choice(DELETE_ACTIONS),
        allow_suspend=random.random() < 0.5,
        match_on=tuple(order[: random.randint(1, 3)]),
        link_contacts=random.random() < 0.7,
        name_order=random.choice(["first_last", "last_first_middle"]),
        required=frozenset(random.choice([(), (), ("ref",), ("name", "password")])),
        required_on_create=frozenset(random.choice([(), (), ("city",)])),
    )


def make_existing(random, id):
    return make_user(
        id,
        f"p{id}@x.org" if id % 3 == 0 else f"p{id}",
        {
            "name": "Ann",
            "city": random.choice([None, "Oslo"]),
            "tags": tuple(random.sample(TAGS, 2)),
            "roles": tuple(random.sample(ROLES, 1)),
            "company": COMPANIES[0],
            "companies": tuple(COMPANIES[: random.randint(1, 2)]),
        },
        ref=f"R{id}" if random.random() < 0.8 else "",
        email=f"p{random.randrange(PEOPLE) if random.random() < 0.2 else id}@x.org",
        active=random.random() < 0.8,
        protected=random.random() < 0.1,
    )


def make_directory(random):
    known = [id for id in range(PEOPLE) if random.random() < 0.5]
    hidden = ["p1", "p3@x.org"] if random.random() < 0.2 else []
    return MemoryDirectory(
        [make_existing(random, id) for id in known],
        hidden_logins=[login for login in hidden if int(login[1]) not in known],
        contacts={"p1@x.org": [Ref("A", 51)], "p2@x.org": [Ref("B", 52), Ref("C", 53)]},
    )


def found_again(values, directory):
    """The values with the tags that did not exist, unless they do by now."""

    def known(item):
        ref = item.value
        if ref.id is None:
            ref = directory.resolve({"tag": [ref.label]})["tag", ref.label]
        return Item(ref, item.remove)

    return {
        name: tuple(map(known, value)) if isinstance(value, tuple) else value
        for name, value in values.items()
    }


class World:
    """Rows, policy, defaults and users; the same for the same seed."""

    def __init__(self, seed, count):
        random = Random(seed)
        self.seed = seed
        self.rows = make_rows(random, count)
        self.policy = make_policy(random)
        self.defaults = some(random, 0.15, {"name": lambda random: "N. N.", **MAKERS})

    def directory(self):
        return make_directory(Random(self.seed))

    def plan(self, directory, size=500):
        rows = [replace(row, values=found_again(row.values, directory)) for row in self.rows]
        defaults = found_again(self.defaults, directory)
        return plan_file(rows, self.policy, directory, defaults=defaults, size=size)

    def __repr__(self):
        return f"World({self.seed}, {len(self.rows)})"


def is_doubtful(row, decision):
    """Whether a row names a login that is not its user's, or nothing to find its user by.

    Somebody else may have that login by the next import, which then refuses the row.
    """
    logins = {row.values[key].casefold() for key in ("login", "old_login") if key in row.values}
    unknown = "no_match_key" in [issue.code for issue in decision.issues]
    return unknown or bool(logins - {decision.login.casefold()})


WORLDS = st.builds(World, st.integers(0, 2**32), st.integers(0, 12))


@given(WORLDS)
@settings(max_examples=300)
def test_every_row_gets_one_sound_decision(world):
    directory = world.directory()
    protected = {user.id for user in directory.all_users.values() if user.protected}
    decisions = world.plan(directory)
    assert len(decisions) == len(world.rows)
    for row, decision in zip(world.rows, decisions, strict=True):
        assert decision.action in ACTIONS
        assert all(issue.code in ISSUE_TYPES and issue.text() for issue in decision.issues)
        has_error = any(issue.is_error for issue in decision.issues)
        assert has_error == (decision.action == REJECT)
        assert all(issue in decision.issues for issue in row.issues)
        assert not decision.changes or decision.action in WRITING
        names = [change.field for change in decision.changes]
        assert len(names) == len(set(names))
        if decision.user_id in protected:
            # Who has the new login of somebody deleted is left alone, whoever it is.
            told = [issue.code for issue in decision.issues]
            assert decision.action == REJECT or told == ["delete_not_named"]
        assert decision.action != CREATE or (decision.user_id is None and decision.login)


@given(WORLDS)
@settings(max_examples=100)
def test_secrets_stay_inside(world):
    decisions = world.plan(world.directory())
    shown = [repr(decisions)]
    for decision in decisions:
        shown.append(json.dumps([change.to_json() for change in decision.changes]))
        shown.append(json.dumps([issue.to_json() for issue in decision.issues]))
        shown.extend(issue.text() for issue in decision.issues)
    assert MARK not in "".join(shown)


@given(WORLDS.filter(lambda world: world.policy.operation != "create_all"))
@settings(max_examples=800)
def test_what_was_planned_and_applied_plans_nothing(world):
    directory = world.directory()
    first = world.plan(directory)
    directory.apply(first)
    second = world.plan(directory)
    for row, before, after in zip(world.rows, first, second, strict=True):
        event(f"{before.action} then {after.action}")
        assert before.action == REJECT or after.action not in WRITING
        if before.action in WRITING and not is_doubtful(row, before):
            assert after.action in ("unchanged", "skip")


@given(WORLDS)
@settings(max_examples=300)
def test_the_size_of_chunks_does_not_matter(world):
    whole = world.plan(world.directory())
    for size in (7, 1):
        assert world.plan(world.directory(), size) == whole


@given(WORLDS)
@settings(max_examples=200)
def test_the_directory_is_asked_a_bounded_number_of_times(world):
    directory = world.directory()
    world.plan(directory)
    calls = dict(directory.calls)
    calls.pop("resolve", None)
    taken = calls.pop("taken_logins", 0)
    assert all(count == 1 for count in calls.values())
    assert set(calls) <= {"users", "grants", "first_rows", "contacts"}
    assert taken <= (4 if world.policy.operation == "create_all" else 1)


@given(WORLDS)
@settings(max_examples=300)
def test_no_two_rows_get_the_same_login_user_or_contact(world):
    directory = world.directory()
    decisions = world.plan(directory)
    new = [d.login.casefold() for d in decisions if d.action == CREATE]
    matched = [d.user_id for d in decisions if d.user_id and d.action != REJECT]
    contacts = [d.contact_id for d in decisions if d.contact_id]
    for once in (new, matched, contacts):
        assert len(once) == len(set(once))
    directory.apply(decisions)
