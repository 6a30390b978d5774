"""Imports at the same time, in processes of their own, do not spoil each other's work."""

import json
import os
import subprocess
import time
from pathlib import Path

import psycopg2
import pytest
from command_driver import driving

ROOT = Path(__file__).resolve().parents[2]
DATABASE = f"{os.environ.get('TESTDB', 'user_bulk_import_test')}_concurrent"
ROWS = 1000
OPEN = """
content = open({path!r}, "rb").read()
profile = env["user.import.profile"].search([("code", "=", "standard")])
admin = env["user.import.run"].with_user(env.ref("base.user_admin"))
runs = [admin._open(name, content, profile=profile) for name in {names!r}]
for run in runs:
    while run._step():
        pass
    run._confirm()
env.cr.commit()
print(*(run.id for run in runs))
"""
WORK = """
import time
from odoo.service.model import retrying
run = env["user.import.run"].browse({run})
while run._is_processing():
    if not retrying(run._step, env):
        time.sleep(0.01)
        env.cr.commit()
"""


@pytest.fixture(scope="module")
def shell():
    """Return a function that runs Python in an Odoo shell, and returns what it printed."""
    subprocess.run([ROOT / "dev/newdb", DATABASE], check=True, capture_output=True)
    with driving(DATABASE) as driver:
        yield driver.shell
    subprocess.run([ROOT / "dev/dropdb", DATABASE], check=True, capture_output=True)


def work(run):
    """Return a process that works on a run until its end."""
    process = subprocess.Popen(
        [ROOT / "dev/odoo", "shell", "-d", DATABASE, "--no-http", "--log-level=error"],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
    )
    process.stdin.write(WORK.format(run=run).encode())
    process.stdin.close()
    return process


def finish(process):
    errors = process.stderr.read().decode()
    assert process.wait(300) == 0 and "Traceback" not in errors, errors


def opened(shell, tmp_path, lines, names):
    path = tmp_path / "users.csv"
    path.write_text("".join(f"{line}\n" for line in lines))
    return shell(OPEN.format(path=str(path), names=names)).split()


def counts(shell, run, *fields):
    read = f'env["user.import.run"].browse({run}).read({list(fields)!r})[0]'
    return json.loads(shell(f"import json; print(json.dumps({read}))"))


def test_two_imports_of_the_same_new_people(shell, tmp_path):
    """Every user, reference and tag is made once; the rows of whoever comes second say so."""
    people = (f"both{n},Person {n},both{n}@example.com,B-{n},Class: 9A" for n in range(ROWS))
    names = ["first.csv", "second.csv"]
    runs = opened(shell, tmp_path, ["Login,Name,E-mail,Reference,Tags", *people], names)
    for process in [work(run) for run in runs]:
        finish(process)
    made, logins, references, tags = shell(
        'users = env["res.users"].search([("login", "=like", "both%")]);'
        'tags = env["res.partner.category"].search([("name", "=", "9A")]);'
        'different = [len(set(users.mapped(name))) for name in ("login", "ref")];'
        "print(len(users), *different, len(tags))"
    ).split()
    assert [made, logins, references, tags] == [str(ROWS)] * 3 + ["1"]
    fields = ("state", "created_count", "failed_count", "total_count")
    ends = [counts(shell, run, *fields) for run in runs]
    assert {end["state"] for end in ends} == {"done"}
    assert sum(end["created_count"] for end in ends) == ROWS
    assert sum(end["failed_count"] for end in ends) == ROWS
    codes = shell(
        f'rows = env["user.import.row"].search([("run_id", "in", {[int(r) for r in runs]}), '
        '("outcome", "=", "failed")]);'
        'print(*{item["code"] for row in rows for item in row.issues})'
    )
    assert codes == "plan_stale"


def test_two_imports_that_change_the_same_people(shell, tmp_path):
    """Who comes second sees that the user is no longer as planned."""
    head = "Login,Name,City"
    [run] = opened(
        shell, tmp_path, [head, *(f"same{n},Person {n},Oslo" for n in range(ROWS))], ["new.csv"]
    )
    finish(work(run))
    changed = [f"same{n},Person {n},Bergen" for n in range(ROWS)]
    runs = opened(shell, tmp_path, [head, *changed], ["first.csv", "second.csv"])
    for process in [work(run) for run in runs]:
        finish(process)
    ends = [counts(shell, run, "state", "updated_count", "failed_count") for run in runs]
    assert {end["state"] for end in ends} == {"done"}
    assert sum(end["updated_count"] for end in ends) == ROWS
    assert sum(end["failed_count"] for end in ends) == ROWS
    print_cities = (
        'print(*set(env["res.users"].search([("login", "=like", "same%")]).mapped("city")))'
    )
    assert shell(print_cities) == "Bergen"


def test_a_pause_and_a_cancellation_reach_a_busy_worker(shell, tmp_path):
    """Whoever presses a button never waits for the worker that holds the import, and is obeyed
    after its present chunk. The worker here is the command, which waits during the pause."""
    path = tmp_path / "users.csv"
    people = (f"halt{n},Person {n},halt{n}@example.com\n" for n in range(3 * ROWS))
    path.write_text("Login,Name,E-mail\n" + "".join(people))
    process = subprocess.Popen(
        [ROOT / "dev/odoo", "user_import", "-d", DATABASE, path],
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    made = "SELECT count(*) FROM res_users WHERE login LIKE 'halt%'"
    wait_until(lambda: query(made) > 0)
    run = query("SELECT max(id) FROM user_import_run")
    press = (
        f'run = env["user.import.run"].browse({run}).with_user(env.ref("base.user_admin"));'
        "run.{action}(); env.cr.commit()"
    )
    shell(press.format(action="action_pause"))
    wait_until_still(made)
    halted = query(made)
    assert 0 < halted < 3 * ROWS
    now = counts(shell, run, "state", "is_paused", "processed_count")
    assert (now["state"], now["is_paused"], now["processed_count"]) == ("applying", True, halted)
    shell(press.format(action="action_resume"))
    wait_until(lambda: query(made) > halted)
    shell(press.format(action="action_cancel"))
    output, told = process.communicate(timeout=300)
    assert told.count("Paused by ") == 1, told
    assert process.returncode == 1 and "cancelled" in output, output
    assert query(made) == 0
    assert counts(shell, run, "state")["state"] == "cancelled"


def query(statement):
    with psycopg2.connect(dbname=DATABASE) as connection, connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]


def wait_until(condition):
    deadline = time.monotonic() + 120
    while not condition():
        assert time.monotonic() < deadline, "it took too long"
        time.sleep(0.05)


def wait_until_still(statement, seconds=5):
    """Wait until a number has not changed for some seconds."""
    last, since = query(statement), time.monotonic()
    while time.monotonic() - since < seconds:
        time.sleep(0.2)
        if (now := query(statement)) != last:
            last, since = now, time.monotonic()
