"""What the directory is asked about passwords."""

import pytest
from password_plan_rows import HASH, STRONG, ann, directory_with, plan

from engine.policy import Policy
from engine.testkit import MemoryDirectory, make_row, make_user, plan_file
from engine.values import Secret

ON = {"update_passwords": True}


@pytest.mark.parametrize(
    ("policy", "user", "cells"),
    [
        ({}, ann(), {"password": STRONG}),
        ({"force_password_change": "all", "force_all_matched": True}, ann(), {"password": STRONG}),
        (ON | {"update_mode": "none"}, ann(), {"password": STRONG}),
        (ON | {"operation": "create"}, ann(), {"password": STRONG}),
        (ON | {"operation": "create_all"}, ann(), {"password": STRONG}),
        (ON, ann(protected=True), {"password": STRONG}),
        (ON, ann(), {"password": STRONG, "deleted": True}),
        (ON, make_user(8, "ben"), {"password": STRONG}),
        (ON, ann(), {}),
    ],
)
def test_nothing_is_asked_where_no_answer_is_needed(policy, user, cells):
    directory = directory_with(user)
    plan(directory, {"password_mode": "generate", **policy}, **cells)
    assert directory.calls["password_states"] == 0
    assert directory.calls["users"] == 1


def test_one_question_per_chunk():
    users = [make_user(number, f"user{number}") for number in range(10)]
    rows = [make_row(n + 2, login=f"user{n}", password=Secret(f"{n}")) for n in range(10)]
    for size, questions in ((10, 1), (5, 2), (3, 4)):
        directory = MemoryDirectory(users)
        plan_file(rows, Policy(update_passwords=True), directory, size=size)
        assert directory.calls["password_states"] == questions


def test_only_those_are_asked_about_whose_password_may_be_written():
    asked = []

    class Noting(MemoryDirectory):
        def password_states(self, secrets):
            asked.append(dict(secrets))
            return super().password_states(secrets)

    users = [make_user(n, f"user{n}", protected=n == 3) for n in (1, 2, 3, 4)]
    rows = [
        make_row(2, login="user1", password=STRONG),
        make_row(3, login="user2"),
        make_row(4, login="user3", password=STRONG),
        make_row(5, login="user4", password_hash=HASH),
        make_row(6, login="user5", password=STRONG, name="New"),
    ]
    plan_file(rows, Policy(update_passwords=True), Noting(users))
    assert asked == [{1: STRONG, 4: HASH}]
