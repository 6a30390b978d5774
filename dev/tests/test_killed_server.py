"""A server that is killed in the middle of an import goes on where it was."""

import io
import os
import subprocess
import time
import zipfile
from pathlib import Path

import psycopg2
import pytest
from command_driver import driving
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
DATABASE = f"{os.environ.get('TESTDB', 'user_bulk_import_test')}_killed"
ROWS = 3000
PHOTOS = 150
"""They are kept fifty at a time."""


@pytest.fixture(scope="module", autouse=True)
def database():
    subprocess.run([ROOT / "dev/newdb", DATABASE], check=True, capture_output=True)
    yield
    subprocess.run([ROOT / "dev/dropdb", DATABASE], check=True, capture_output=True)


def query(statement):
    """Return a single value of the database, seen from outside."""
    with psycopg2.connect(dbname=DATABASE) as connection, connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]


def wait_until(condition):
    deadline = time.monotonic() + 120
    while not condition():
        assert time.monotonic() < deadline, "it took too long"
        time.sleep(0.05)


def work(*command):
    """Return a process that imports, and may be killed."""
    return subprocess.Popen(
        [ROOT / "dev/odoo", *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


@pytest.fixture(scope="module")
def shell(database):
    """Return a function that runs Python in an Odoo shell, and returns what it printed."""
    with driving(DATABASE) as driver:
        yield driver.shell


def test_every_user_is_made_once(shell, tmp_path):
    path = tmp_path / "users.csv"
    lines = (f"killed{n},Person {n},killed{n}@example.com,Class: 9A\n" for n in range(ROWS))
    path.write_text("Login,Name,E-mail,Tags\n" + "".join(lines))
    process = work("user_import", "-d", DATABASE, path)
    wait_until(lambda: query("SELECT count(*) FROM res_users WHERE login LIKE 'killed%'") > 0)
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


def test_a_cancellation_goes_on_too(shell, tmp_path):
    """Killed while it deletes the users that it had made, it deletes the others the next time."""
    path = tmp_path / "users.csv"
    lines = (f"undone{n},Person {n},undone{n}@example.com,Undone: Yes\n" for n in range(ROWS))
    path.write_text("Login,Name,E-mail,Tags\n" + "".join(lines))
    contacts = "SELECT count(*) FROM res_partner WHERE email LIKE 'undone%'"
    state = "SELECT state FROM user_import_run ORDER BY id DESC LIMIT 1"
    process = work("user_import", "-d", DATABASE, path)
    wait_until(lambda: query(contacts) > 1000)
    shell(
        'run = env["user.import.run"].with_user(env.ref("base.user_admin")).search([], limit=1);'
        "run.action_cancel(); env.cr.commit()"
    )
    wait_until(lambda: query(state) == "cancelling")
    made = query(contacts)
    wait_until(lambda: query(contacts) < made)
    process.kill()
    process.wait()
    assert query(contacts) > 0, "the server was killed too late to prove anything"
    assert query(state) == "cancelling"
    shell('env["user.import.run"]._cron_process(); env.cr.commit()')
    assert (query(state), query(contacts)) == ("cancelled", 0)
    assert query("SELECT count(*) FROM res_users WHERE login LIKE 'undone%'") == 0
    assert query("SELECT count(*) FROM res_partner_category WHERE name->>'en_US' = 'Undone'") == 0


def photos_zip(path):
    """Write a ZIP with a table of people, and a photo of each."""
    photo = io.BytesIO()
    Image.new("RGB", (8, 8), "navy").save(photo, "JPEG")
    rows = (f"staged{n},Person {n}\n" for n in range(PHOTOS))
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("people.csv", "Login,Name\n" + "".join(rows))
        for n in range(PHOTOS):
            archive.writestr(f"photos/staged{n}.jpg", photo.getvalue())
    return path


def test_photos_are_staged_once(shell, tmp_path):
    """Killed while it stages the photos of a ZIP, it goes on with those that are left."""
    staged = "SELECT count(*) FROM user_import_photo"
    run = 'run = env["user.import.run"].search([], limit=1);'
    process = work("user_import", "-d", DATABASE, photos_zip(tmp_path / "people.zip"))
    wait_until(lambda: query(staged) > 0)
    process.kill()
    process.wait()
    assert 0 < query(staged) < PHOTOS, "the server was killed too late to prove anything"
    shell(f"{run} run._step(); env.cr.commit()")
    assert query(staged) == query("SELECT count(DISTINCT name) FROM user_import_photo") == PHOTOS
    assert query("SELECT count(*) FROM user_import_row WHERE photo_id IS NOT NULL") in (0, PHOTOS)
    cron = 'env["user.import.run"]._cron_process(); env.cr.commit();'
    shell(f"{cron} {run} run._confirm(); env.cr.commit(); {cron}")
    told = shell(
        f'{run} users = env["res.users"].search([("login", "=like", "staged%")]);'
        'print(run.state, run.total_count, len(users), len(users.filtered("image_1920")))'
    )
    assert told.split() == ["done", *[str(PHOTOS)] * 3]
    assert query(staged) == 0, "they are erased in the end"
