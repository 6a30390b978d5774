"""Each value of each policy field, set on the command line, does in a database what it says.

One process makes all calls of the command, each with its own commits, and a shell looks at the
database afterwards. A case has logins of its own.
"""

import io
import json
import subprocess
import zipfile
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import policy_cases_details
import policy_cases_passwords
import policy_cases_users
import pytest
from command_driver import driving
from policy_case import DATABASE, SLIP, Case, csv

ROOT = Path(__file__).resolve().parents[2]

SET_UP = """
env["res.partner"].create([
    {"name": name, "email": f"{name}@example.com", "city": "Tromsø"}
    for name in ("link-yes", "link-no")
])
env["mail.template"].create([
    {"name": "Welcome Aboard", "subject": "Ahoy {{ object.login }}",
     "model_id": env["ir.model"]._get_id("res.users"), "body_html": "<p>Your cabin is ready.</p>"},
    {"name": "Of Contacts", "model_id": env["ir.model"]._get_id("res.partner")},
])
profile = env.ref("user_bulk_import.profile_standard").copy({"code": "born"})
env["user.import.column"].create({
    "profile_id": profile.id, "header": "Born", "target": "property", "property_label": "Born",
    "property_type": "date",
})
worker = env["res.users"].with_context(no_reset_password=True).create(
    {"name": "Worker", "login": "delete-worker"}
)
env["ir.cron"].create({
    "name": "Work", "model_id": env["ir.model"]._get_id("res.users"), "state": "code",
    "code": "", "user_id": worker.id,
})
env["ir.module.module"].search([("name", "=", "auth_password_policy")]).button_immediate_install()
"""

FACTS = """
import re

from odoo.exceptions import AccessDenied

def born(user):
    values = user.read(["user_properties"])[0]["user_properties"]
    return next((item.get("value") for item in values if item["string"] == "Born"), False)

def rounds(user):
    env.cr.execute("SELECT password FROM res_users WHERE id = %s", [user.id])
    [hashed] = env.cr.fetchone()
    return int(re.match(r"\\$pbkdf2-sha512\\$(\\d+)", hashed)[1]) if hashed else 0

def mails(user):
    found = env["mail.mail"].search([("email_to", "like", user.login + "@example.com")])
    return [
        f"From: {m.email_from}\\nReply-To: {m.reply_to}\\nSubject: {m.subject}\\n{m.body_html}"
        for m in found
    ]

def facts(user):
    return {
        **user.read(["active", "name", "email", "phone", "city", "function", "ref"])[0],
        "type": "internal" if user._is_internal() else "portal" if user._is_portal() else "",
        "tags": sorted(f"{tag.parent_id.name}: {tag.name}" for tag in user.category_id),
        "must_change": user.must_change_password,
        "born": born(user),
        "rounds": rounds(user),
        "mails": mails(user),
    }

def opens(login, password):
    credential = {"type": "password", "login": login, "password": password}
    try:
        return bool(env["res.users"].authenticate(credential, {"interactive": True}))
    except AccessDenied:
        return False

def choices(name):
    field = mixin._fields[name]
    if field.type == "boolean":
        return ["yes", "no"]
    return [value for value, _label in field.selection] if field.type == "selection" else None

mixin = env["user.import.policy.mixin"]
everybody = env["res.users"].with_context(active_test=False).search([])
answers = {
    "users": {user.login: facts(user) for user in everybody},
    "contacts": env["res.partner"].with_context(active_test=False).search([]).mapped("email"),
    "opens": [opens(*call) for call in calls],
    "fields": {name: choices(name) for name in mixin._policy_field_names()},
}
"""

CASES = [
    *policy_cases_users.CASES,
    *policy_cases_passwords.CASES,
    *policy_cases_details.CASES,
]

SEEDED = (
    *("op-create-old", "op-all-old", "op-upsert-old", "op-update-old"),
    *("mode-none", "mode-file", "mode-file_and_defaults", "mode-fill_missing"),
    *("type-none", "type-up", "type-both", "photo-yes", "photo-no"),
    *("multi-add", "multi-replace", "pw-update-yes", "pw-update-no", "pw-short"),
    *("matched-yes", "matched-no"),
    *("delete-none", "delete-archive", "delete-gone", "contacts-yes", "contacts-no"),
    *("suspend-yes", "suspend-yes-archived", "suspend-no", "suspend-no-archived"),
    *("rename-yes", "rename-no", "match-ref", "match-login", "match-email", "match-other"),
    *("clear", "clear-other", "alert-queue", "alert-none"),
    *("limit-city", "limit-stays", "limit-gone", "limit-left"),
)
SEEDING = Case(
    *("password_mode", "generate"),
    csv(
        "Login,Name,E-mail,Reference,City,Tags,Active,Password",
        *(
            f"{login},Seeded,{login}@example.com,R-{login},Oslo,Team: Red,"
            f"{'no' if login.endswith('archived') else 'yes'},"
            f"{f'Seeded-{login}-47' if login.startswith('pw-') else ''}"
            for login in SEEDED
        ),
    ),
    {"created": len(SEEDED)},
)


@dataclass(frozen=True)
class World:
    """What came of all cases: the command's answers, and what the database is like afterwards."""

    answers: dict
    facts: dict
    opened: dict


def looked_up(driver, folder, calls):
    """Return the facts of the database, and which of ``calls``, (login, password), log in."""
    given, taken = folder / "calls.json", folder / "answers.json"
    given.write_text(json.dumps(calls))
    lines = (
        "import json, pathlib",
        f"calls = json.loads(pathlib.Path({str(given)!r}).read_text())",
        FACTS,
        f"pathlib.Path({str(taken)!r}).write_text(json.dumps(answers, default=str))",
    )
    driver.shell("\n".join(lines))
    return json.loads(taken.read_text())


def imported(driver, folder, case):
    """Make the call of a case; return its exit status and the object that it prints."""
    process = driver.odoo("user_import", *case.arguments(folder), stdin=case.stdin)
    assert process.stdout, process.stderr
    return {"status": process.returncode, **json.loads(process.stdout)}


def slips(folder):
    """Return the passwords of the login slips in a folder, by login."""
    with zipfile.ZipFile(folder / "slips.zip") as archive:
        workbook = openpyxl.load_workbook(io.BytesIO(archive.read("login-slips.xlsx")))
    return {login: password for _name, login, password, *_more in workbook.active.values}


@pytest.fixture(scope="module")
def driver():
    subprocess.run([ROOT / "dev/newdb", DATABASE], check=True, capture_output=True)
    with driving(DATABASE) as driver:
        yield driver
    subprocess.run([ROOT / "dev/dropdb", DATABASE], check=True, capture_output=True)


@pytest.fixture(scope="module")
def world(driver, tmp_path_factory):
    folders = [tmp_path_factory.mktemp("case") for _case in (SEEDING, *CASES)]
    driver.shell(SET_UP)
    answers = {
        case.label: imported(driver, folder, case)
        for case, folder in zip((SEEDING, *CASES), folders, strict=True)
    }
    credentials = [
        (login, slips(folder)[login] if password is SLIP else password)
        for case, folder in zip(CASES, folders[1:], strict=True)
        for login, password in (*case.opens.items(), *case.shut.items())
    ]
    facts = looked_up(driver, folders[0], credentials)
    opened = iter(facts["opens"])
    return World(
        answers,
        facts,
        {case.label: [next(opened) for _login in (*case.opens, *case.shut)] for case in CASES},
    )


def counted(answer):
    outcomes = (
        *("created", "updated", "unchanged", "skipped"),
        *("archived", "restored", "deleted", "failed"),
    )
    return {name: answer[name] for name in outcomes if answer[name]}


def test_the_users_that_the_cases_need_were_made(world):
    assert counted(world.answers[SEEDING.label]) == SEEDING.counts


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.label)
def test_a_value_does_what_it_says(case, world):
    answer = world.answers[case.label]
    if case.error:
        assert answer["status"] == 2
        assert case.error in answer["error"]
    else:
        assert counted(answer) == case.counts, answer["issues"]
        assert answer["status"] == (1 if "failed" in case.counts else 0)
        assert set(case.codes) <= {issue["code"] for issue in answer["issues"]}
    for login, wanted in case.users.items():
        user = world.facts["users"].get(login)
        found = user and wanted and {name: user[name] for name in wanted}
        assert found == wanted, login


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.opens or case.shut], ids=lambda case: case.label
)
def test_people_log_in_with_the_password_they_have(case, world):
    assert world.opened[case.label] == [True] * len(case.opens) + [False] * len(case.shut)


@pytest.mark.parametrize(
    ("login", "texts", "without"),
    [
        (login, texts, case.without.get(login, ()))
        for case in CASES
        for login, texts in case.mail.items()
    ],
)
def test_people_are_mailed_what_the_policy_says(login, texts, without, world):
    mails = world.facts["users"][login]["mails"]
    assert len(mails) == (1 if texts else 0)
    for text in texts:
        assert text in mails[0]
    for text in without:
        assert text not in mails[0]


def test_contacts_of_deleted_users_stay_or_go(world):
    for case in CASES:
        for address, stays in case.contacts.items():
            assert (address in world.facts["contacts"]) == stays, address


def test_every_value_of_every_policy_field_has_a_case(world):
    tested = {
        (case.name, case.value) for case in CASES if not case.error or case.name == "on_error"
    }
    for name, choices in world.facts["fields"].items():
        values = {value for known, value in tested if known == name}
        assert values, f"no case for {name}"
        assert values == set(choices or values), name
    assert {value for name, value in tested if name == "match_on"} == {"ref", "login", "email"}
