"""A server that is killed in the middle of an import goes on where it was."""

import os
import subprocess
import time
from pathlib import Path

import psycopg2
import pytest
from command_driver import driving

ROOT = Path(__file__).resolve().parents[2]
DATABASE = f"{os.environ.get('TESTDB', 'user_bulk_import_test')}_killed"
ROWS = 3000


@pytest.fixture(scope="module", autouse=True)
def database():
    subprocess.run([ROOT / "dev/newdb", DATABASE], check=True, capture_output=True)
    yield
    subprocess.run([ROOT / "dev/dropdb", DATABASE], check=True, capture_output=True)


def wait_for_users(number):
    """Wait until as many imported users stand in the database, seen from outside."""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        with psycopg2.connect(dbname=DATABASE) as connection, connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM res_users WHERE login LIKE 'killed%'")
            if cursor.fetchone()[0] >= number:
                return
        time.sleep(0.05)
    pytest.fail(f"{number} users did not appear")


@pytest.fixture(scope="module")
def shell(database):
    """Return a function that runs Python in an Odoo shell, and returns what it printed."""
    with driving(DATABASE) as driver:
        yield driver.shell


def test_every_user_is_made_once(shell, tmp_path):
    path = tmp_path / "users.csv"
    lines = (f"killed{n},Person {n},killed{n}@example.com,Class: 9A\n" for n in range(ROWS))
    path.write_text("Login,Name,E-mail,Tags\n" + "".join(lines))
    process = subprocess.Popen(
        [ROOT / "dev/odoo", "user_import", "-d", DATABASE, path],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    wait_for_users(1)
    process.kill()
    process.wait()
    print_counts = (
        'users = env["res.users"].search([("login", "=like", "killed%")]);'
        'run = env["user.import.run"].search([], limit=1);'
        'print(len(users), len(set(users.mapped("login"))), run.state, run.processed_count)'
    )
    made, _logins, state, counted = shell(print_counts).split()
    assert 0 < int(made) < ROWS, "the server was killed too late to prove anything"
    assert (state, counted) == ("applying", made)
    shell('env["user.import.run"]._cron_process(); env.cr.commit()')
    assert shell(print_counts).split() == [str(ROWS), str(ROWS), "done", str(ROWS)]
