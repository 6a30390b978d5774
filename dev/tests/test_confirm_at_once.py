"""An import is confirmed while somebody else is at it, in transactions of their own."""

import os
import subprocess
from pathlib import Path

import pytest
from command_driver import driving

ROOT = Path(__file__).resolve().parents[2]
DATABASE = f"{os.environ.get('TESTDB', 'user_bulk_import_test')}_at_once"

SET_UP = """
from contextlib import contextmanager
from psycopg2.errors import SerializationFailure
from odoo import api
from odoo.exceptions import UserError

admin = env.ref("base.user_admin")

@contextmanager
def person():
    with env.registry.cursor() as cursor:
        yield api.Environment(cursor, admin.id, {})

def waiting(prefix):
    with person() as own:
        content = "Login,Name\\n" + "".join(f"{prefix}{n},Name {n}\\n" for n in range(5))
        profile = own.ref("user_bulk_import.profile_standard")
        run = own["user.import.run"]._open("users.csv", content.encode(), profile=profile)
        while run._step():
            pass
        return run.id, run.action_open_confirm()["res_id"]

def made(prefix):
    with person() as own:
        return own["res.users"].search_count([("login", "=like", prefix + "%")])
"""


@pytest.fixture(scope="module")
def driver():
    subprocess.run([ROOT / "dev/newdb", DATABASE], check=True, capture_output=True)
    with driving(DATABASE) as driver:
        yield driver
    subprocess.run([ROOT / "dev/dropdb", DATABASE], check=True, capture_output=True)


def told(driver, code):
    return driver.shell(SET_UP + code, level="critical").splitlines()


def test_two_presses_at_once_import_once(driver):
    code = """
run, confirm = waiting("twice")
with person() as first, person() as second:
    one = first["user.import.confirm"].browse(confirm)
    two = second["user.import.confirm"].browse(confirm)
    two.run_id.state  # both have begun
    one.action_confirm()
    try:
        two.action_confirm()
    except SerializationFailure:
        second.cr.rollback()
        print("conflict")
with person() as again:
    again["user.import.confirm"].browse(confirm).action_confirm()
    print(again["user.import.run"].browse(run).state, made("twice"))
"""
    assert told(driver, code) == ["conflict", "done 5"]


def test_a_row_that_is_edited_meanwhile_is_not_imported_unseen(driver):
    code = """
run, confirm = waiting("edited")
with person() as clerk, person() as boss:
    asked = boss["user.import.confirm"].browse(confirm)
    asked.run_id.state  # the boss has begun
    rows = clerk["user.import.run"].browse(run).row_ids
    rows[0].write({"left_out": True})
    clerk.cr.commit()
    try:
        asked.action_confirm()
    except SerializationFailure:
        boss.cr.rollback()
        print("conflict")
with person() as boss:
    try:
        boss["user.import.confirm"].browse(confirm).action_confirm()
    except UserError as error:
        boss.cr.rollback()
        print(error)
print(made("edited"))
"""
    conflict, error, number = told(driver, code)
    assert conflict == "conflict"
    assert "plan has changed" in error
    assert number == "0"
