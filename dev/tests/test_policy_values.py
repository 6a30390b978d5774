"""Each value of each policy field, set on the command line, does in a database what it says.

Starting Odoo takes seconds, so one process makes all calls of the command, each with its own
commits, and another one looks at the database afterwards. A case has logins of its own.
"""

import io
import json
import os
import subprocess
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
import pytest

ROOT = Path(__file__).resolve().parents[2]
DATABASE = f"{os.environ.get('TESTDB', 'user_bulk_import_test')}_values"
COMMON = "Common-lantern-58"
SLIP = object()
"""In place of a password: the one on the user's login slip."""

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

CALLS = """
import contextlib, io, sys

from odoo.cli.command import find_command

command = find_command("user_import")

def answer(arguments, stdin):
    output = io.StringIO()
    sys.stdin = io.TextIOWrapper(io.BytesIO(stdin.encode()))
    with contextlib.redirect_stdout(output):
        try:
            command().run(arguments)
        except SystemExit as end:
            return {"status": end.code, **json.loads(output.getvalue())}

answers = [answer(*call) for call in calls]
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


@dataclass(frozen=True)
class Case:
    """A value of a policy field, and what must be true after an import with it.

    :param name: of the field
    :param value: as the command line takes it
    :param file: the file's text
    :param counts: by outcome; those that are not named are 0
    :param users: what the users are like afterwards, by login; ``None`` for one who must not exist
    :param codes: of issues that are told
    :param opens: a password by login
    :param shut: a password that is none, by login
    :param contacts: whether there is a contact with an e-mail address
    :param mail: texts that stand in the only mail to a user, by login; ``()`` where there is none
    :param without: texts that stand in no mail to a user, by login
    :param also: further policy fields
    :param options: further options
    :param error: part of the sentence that refuses the call
    """

    name: str
    value: str
    file: str
    counts: dict = field(default_factory=dict)
    users: dict = field(default_factory=dict)
    codes: tuple = ()
    opens: dict = field(default_factory=dict)
    shut: dict = field(default_factory=dict)
    contacts: dict = field(default_factory=dict)
    mail: dict = field(default_factory=dict)
    without: dict = field(default_factory=dict)
    also: dict = field(default_factory=dict)
    options: tuple = ()
    stdin: str = ""
    error: str = ""

    @property
    def label(self):
        return " ".join([f"{self.name}={self.value}", *self.options])

    def arguments(self, folder):
        """Return the command's arguments, with files in ``folder``."""
        file = folder / "users.csv"
        file.write_text(self.file)
        (folder / "common.txt").write_text(COMMON)
        arguments = [str(file), "-d", DATABASE, "--json", *self.options]
        for name, value in {self.name: self.value, **self.also}.items():
            arguments += _option(name, value, self.options)
        return [argument.replace("{folder}", str(folder)) for argument in arguments]


def _option(name, value, options):
    """Return the arguments that set a policy field: the option of its own, where it has one."""
    if name == "invite":
        return ["--invite" if value == "yes" else "--no-invite"]
    if (name, value) == ("password_mode", "common"):
        return [] if "--common-password-file" in options else COMMON_FILE
    flags = {"operation": "operation", "update_mode": "update-mode", "on_error": "on-error"}
    flags["match_on"] = "match"
    return [f"--{flags[name]}", value] if name in flags else ["--set", f"{name}={value}"]


def csv(*lines):
    return "".join(f"{line}\n" for line in lines)


COMMON_FILE = ["--common-password-file", "{folder}/common.txt"]
TWO = "Login,Name,City\n{0}-old,Old One,Bergen\n{0}-new,New One,Bergen\n"
OSLO, BERGEN = {"city": "Oslo"}, {"city": "Bergen"}
NAMES = "Login,First name,Middle name,Last name\n{0},Ann,Bea,Cole\n"
MAILED = "Login,Name,E-mail\n{0},Name,{0}@example.com\n"
FROM_FILE = {"password_mode": "file"}
STRONG, WEAK, SHORT = "Zebra-quilt-77-moss", "password1", "Zq-77.m"

CASES = [
    # -- who is made and who is changed
    Case(
        *("operation", "create", TWO.format("op-create")),
        {"created": 1, "skipped": 1},
        {"op-create-old": OSLO, "op-create-new": BERGEN},
        ("exists",),
    ),
    Case(
        *("operation", "create_all", TWO.format("op-all")),
        {"created": 2},
        {"op-all-old": OSLO, "op-all-old1": BERGEN, "op-all-new": BERGEN},
        ("login_numbered",),
    ),
    Case(
        *("operation", "upsert", TWO.format("op-upsert")),
        {"created": 1, "updated": 1},
        {"op-upsert-old": BERGEN, "op-upsert-new": BERGEN},
    ),
    Case(
        *("operation", "update", TWO.format("op-update")),
        {"updated": 1, "skipped": 1},
        {"op-update-old": BERGEN, "op-update-new": None},
        ("not_found",),
    ),
    # -- what an existing user takes from the file
    *(
        Case(
            *("update_mode", mode, f"Login,City\nmode-{mode},Bergen\n"),
            {outcome: 1},
            {f"mode-{mode}": {"city": city, "function": function}},
            options=("--default", "function=Tester"),
        )
        for mode, outcome, city, function in (
            ("none", "skipped", "Oslo", False),
            ("file", "updated", "Bergen", False),
            ("file_and_defaults", "updated", "Bergen", "Tester"),
            ("fill_missing", "updated", "Oslo", "Tester"),
        )
    ),
    *(
        Case(
            *("multi_value_mode", mode, f"Login,Tags\nmulti-{mode},Team: Blue\n"),
            {"updated": 1},
            {f"multi-{mode}": {"tags": tags}},
        )
        for mode, tags in (("add", ["Team: Blue", "Team: Red"]), ("replace", ["Team: Blue"]))
    ),
    # -- passwords
    Case(
        *("password_mode", "file"),
        csv("Login,Name,Password", f"pw-file-a,Ann,{STRONG}", "pw-file-b,Bob,"),
        {"created": 1, "failed": 1},
        {"pw-file-a": {"rounds": 600_000}, "pw-file-b": None},
        ("password_missing",),
        {"pw-file-a": STRONG},
        {"pw-file-a": "Zebra-quilt-78-moss"},
    ),
    Case(
        *("password_mode", "generate"),
        csv("Login,Name,Password", "pw-make-a,Ann,", f"pw-make-b,Bob,{STRONG}"),
        {"created": 2},
        opens={"pw-make-a": SLIP, "pw-make-b": STRONG},
        options=("--login-slips", "{folder}/slips.zip"),
    ),
    Case(
        *("password_mode", "common", "Login,Name\npw-common-a,Ann\npw-common-b,Bob\n"),
        {"created": 2},
        {"pw-common-a": {"rounds": 600_000}},
        opens={"pw-common-a": COMMON, "pw-common-b": COMMON},
        options=tuple(COMMON_FILE),
    ),
    Case(
        *("password_mode", "common", "Login,Name\npw-stdin,Ann\n"),
        {"created": 1},
        opens={"pw-stdin": "Common-by-pipe-31"},
        options=("--common-password-file", "-"),
        stdin="Common-by-pipe-31\n",
    ),
    *(
        Case(
            *("password_mode", mode, f"Login,Name,Password\nshort-{mode},Ann,{SHORT}\n"),
            {"failed": 1},
            {f"short-{mode}": None},
            ("password_too_short",),
            options=("--dry-run",),
        )
        for mode in ("file", "generate")
    ),
    Case(
        *("password_mode", "common", "Login,Name\nshort-common,Ann\n"),
        users={"short-common": None},
        options=("--common-password-file", "-", "--dry-run"),
        stdin=f"{SHORT}\n",
        error="Odoo asks for at least 8",
    ),
    Case(
        *("password_mode", "invite", f"Login,Name,Password\npw-invite,Ann,{STRONG}\n"),
        {"created": 1},
        {"pw-invite": {"rounds": 0}},
        shut={"pw-invite": STRONG},
    ),
    Case(
        *("update_passwords", "yes", "Login,Password\npw-update-yes,Quartz-violin-36\n"),
        {"updated": 1},
        opens={"pw-update-yes": "Quartz-violin-36"},
        shut={"pw-update-yes": "Seeded-pw-update-yes-47"},
        also={"operation": "update"},
    ),
    Case(
        *("update_passwords", "yes", f"Login,Password\npw-short,{SHORT}\n"),
        {"failed": 1},
        codes=("password_too_short",),
        opens={"pw-short": "Seeded-pw-short-47"},
        also={"password_mode": "generate"},
        options=("--comment", "a short one"),
    ),
    Case(
        *("update_passwords", "no", "Login,Password\npw-update-no,Quartz-violin-36\n"),
        {"unchanged": 1},
        opens={"pw-update-no": "Seeded-pw-update-no-47"},
        shut={"pw-update-no": "Quartz-violin-36"},
    ),
    *(
        Case(
            *("force_password_change", value),
            csv(
                "Login,Name,Password",
                f"force-{value}-a,Ann,{STRONG}",
                f"force-{value}-b,Bob,{WEAK}",
            ),
            {"created": 2},
            {
                f"force-{value}-a": {"must_change": strong},
                f"force-{value}-b": {"must_change": weak},
            },
            also=FROM_FILE,
        )
        for value, strong, weak in (
            ("weak", False, True),
            ("none", False, False),
            ("all", True, True),
        )
    ),
    *(
        Case(
            *("force_all_matched", value, f"Login,City\nmatched-{value},Oslo\n"),
            {outcome: 1},
            {f"matched-{value}": {"must_change": value == "yes"}},
            also={"force_password_change": "all"},
        )
        for value, outcome in (("yes", "updated"), ("no", "unchanged"))
    ),
    # -- archive, restore, delete, rename
    Case(
        *("delete_action", "none", "Login,Deleted\ndelete-none,yes\n"),
        {"skipped": 1},
        {"delete-none": {"active": True}},
        ("delete_ignored",),
    ),
    Case(
        *("delete_action", "archive", "Login,Deleted\ndelete-archive,yes\n"),
        {"archived": 1},
        {"delete-archive": {"active": False}},
    ),
    Case(
        *("delete_action", "delete", "Login,Deleted\ndelete-gone,yes\ndelete-worker,yes\n"),
        {"deleted": 1, "archived": 1},
        {"delete-gone": None, "delete-worker": {"active": False}},
        ("delete_archived",),
    ),
    *(
        Case(
            *("delete_contacts", value, f"Login,Deleted\ncontacts-{value},yes\n"),
            {"deleted": 1},
            {f"contacts-{value}": None},
            contacts={f"contacts-{value}@example.com": value == "no"},
            also={"delete_action": "delete"},
        )
        for value in ("yes", "no")
    ),
    Case(
        *("allow_suspend", "yes", "Login,Active\nsuspend-yes,no\nsuspend-yes-archived,yes\n"),
        {"archived": 1, "restored": 1},
        {"suspend-yes": {"active": False}, "suspend-yes-archived": {"active": True}},
    ),
    Case(
        *("allow_suspend", "no", "Login,Active\nsuspend-no,no\nsuspend-no-archived,yes\n"),
        {"unchanged": 2},
        {"suspend-no": {"active": True}, "suspend-no-archived": {"active": False}},
        ("suspend_ignored", "archived_kept"),
    ),
    Case(
        *("allow_rename", "yes", "Reference,Login\nR-rename-yes,renamed-yes\n"),
        {"updated": 1},
        {"rename-yes": None, "renamed-yes": {"ref": "R-rename-yes"}},
    ),
    Case(
        *("allow_rename", "no", "Reference,Login\nR-rename-no,renamed-no\n"),
        {"unchanged": 1},
        {"rename-no": {"ref": "R-rename-no"}, "renamed-no": None},
        ("login_differs",),
    ),
    # -- which user a row is about
    Case(
        *("match_on", "ref", "Reference,E-mail,City\nR-match-ref,match-other@example.com,Bergen\n"),
        {"updated": 1},
        {"match-ref": {**BERGEN, "email": "match-other@example.com"}, "match-other": OSLO},
        ("email_shared",),
    ),
    Case(
        *("match_on", "login", "Login,E-mail,City\nmatch-login,match-other@example.com,Bergen\n"),
        {"updated": 1},
        {"match-login": {**BERGEN, "email": "match-other@example.com"}, "match-other": OSLO},
        ("email_shared",),
    ),
    Case(
        *("match_on", "email", "Login,E-mail,City\nelse,match-email@example.com,Bergen\n"),
        {"updated": 1},
        {"match-email": BERGEN, "else": None},
        ("login_differs",),
    ),
    # -- new users
    Case(
        *("link_contacts", "yes", MAILED.format("link-yes")),
        {"created": 1},
        {"link-yes": {"city": "Tromsø"}},
        ("contact_linked",),
    ),
    Case(
        *("link_contacts", "no", MAILED.format("link-no")),
        {"created": 1},
        {"link-no": {"city": False}},
    ),
    *(
        Case(
            *("user_type", value, f"Login,Name\ntype-{value},Ann\n"),
            {"created": 1},
            {f"type-{value}": {"type": value}},
        )
        for value in ("portal", "internal")
    ),
    Case(
        *("create_tags", "yes", "Login,Name,Tags\ntags-yes,Ann,Fleet: Galley\n"),
        {"created": 1},
        {"tags-yes": {"tags": ["Fleet: Galley"]}},
    ),
    Case(
        *(
            "create_tags",
            "no",
            "Login,Name,Tags\ntags-no,Ann,Fleet: Frigate\ntags-old,Bob,Team: Red\n",
        ),
        {"created": 1, "failed": 1},
        {"tags-no": None, "tags-old": {"tags": ["Team: Red"]}},
        ("tag_unknown",),
    ),
    *(
        Case(
            *("name_order", value, NAMES.format(f"name-{value}")),
            {"created": 1},
            {f"name-{value}": {"name": name}},
        )
        for value, name in (
            ("first_last", "Ann Cole"),
            ("last_first", "Cole Ann"),
            ("first_middle_last", "Ann Bea Cole"),
            ("last_first_middle", "Cole Ann Bea"),
        )
    ),
    # -- how cells are read
    *(
        Case(
            *("date_format", value, f"Login,Name,Born\nborn-{born},Ann,03/04/2024\n"),
            {"created": 1},
            {f"born-{born}": {"born": born}},
            options=("--profile", "born"),
        )
        for value, born in (("%d/%m/%Y", "2024-04-03"), ("%m/%d/%Y", "2024-03-04"))
    ),
    Case(
        *("phone_country_id", "no", "Login,Name,Phone\nphone,Ann,21 55 55 55\n"),
        {"created": 1},
        {"phone": {"phone": "+47 21 55 55 55"}},
    ),
    Case(
        *("phone_country_id", "Germany", "Login,Name\nphone-none,Ann\n"),
        users={"phone-none": None},
        error="a country code",
    ),
    Case(
        *("clear_marker", "(none)", "Login,City\nclear,(none)\nclear-other,[clear]\n"),
        {"updated": 2},
        {"clear": {"city": False}, "clear-other": {"city": "[clear]"}},
    ),
    # -- errors
    Case(
        *("on_error", "skip", "Login,Name,E-mail\nskip-good,Ann,\nskip-bad,Bob,nonsense\n"),
        {"created": 1, "failed": 1},
        {"skip-good": {"active": True}, "skip-bad": None},
    ),
    Case(
        *("on_error", "abort", "Login,Name,E-mail\nabort-good,Ann,\nabort-bad,Bob,nonsense\n"),
        users={"abort-good": None, "abort-bad": None},
        error="all or nothing",
    ),
    # -- mails
    Case(
        *("invite", "yes", MAILED.format("invite-yes")),
        {"created": 1},
        mail={"invite-yes": ("signup_email", "invite-yes")},
    ),
    Case(
        *("invite", "no", MAILED.format("invite-no")),
        {"created": 1},
        mail={"invite-no": ()},
    ),
    Case(
        *("registration_details", "no", MAILED.format("details-no")),
        {"created": 1},
        mail={"details-no": ()},
        also={"password_mode": "common"},
    ),
    Case(
        *("registration_details", "yes", MAILED.format("details-yes")),
        {"created": 1},
        mail={"details-yes": ("Subject: Your login for", "<b>details-yes</b>")},
        without={"details-yes": (COMMON,)},
        also={"password_mode": "common"},
    ),
    Case(
        *("registration_details", "with_password", MAILED.format("details-password")),
        {"created": 1},
        mail={"details-password": ("<b>details-password</b>", COMMON)},
        also={"password_mode": "common"},
    ),
    *(
        Case(
            *("registration_template_id", value, MAILED.format(login)),
            {"created": 1},
            mail={login: texts},
            also={"registration_details": "yes"},
        )
        for value, login, texts in (
            ("Welcome Aboard", "template-name", ("Subject: Ahoy template-name", "Your cabin")),
            ("auth_signup.set_password_email", "template-id", ("invites you to connect",)),
        )
    ),
    *(
        Case(
            *("registration_template_id", value, MAILED.format("template-none")),
            users={"template-none": None},
            error="mail template",
        )
        for value in ("Of Contacts", "Nonsense", "base.main_company")
    ),
    Case(
        *("mail_from", "Registrar <registrar@example.com>", MAILED.format("mail-from")),
        {"created": 1},
        mail={"mail-from": ("From: Registrar <registrar@example.com>",)},
        also={"invite": "yes"},
    ),
    Case(
        *("mail_reply_to", "desk@example.com", MAILED.format("mail-reply")),
        {"created": 1},
        mail={"mail-reply": ("Reply-To: desk@example.com",)},
        also={"invite": "yes"},
    ),
    Case(
        *("security_alerts", "queue", "Login,E-mail\nalert-queue,alert-new@example.com\n"),
        {"updated": 1},
        {"alert-queue": {"email": "alert-new@example.com"}},
        mail={"alert-queue": ("Security Update: Email Changed", "alert-new@example.com")},
    ),
    Case(
        *("security_alerts", "none", "Login,E-mail\nalert-none,alert-none-new@example.com\n"),
        {"updated": 1},
        {"alert-none": {"email": "alert-none-new@example.com"}},
        mail={"alert-none": ()},
    ),
]

SEEDED = (
    *("op-create-old", "op-all-old", "op-upsert-old", "op-update-old"),
    *("mode-none", "mode-file", "mode-file_and_defaults", "mode-fill_missing"),
    *("multi-add", "multi-replace", "pw-update-yes", "pw-update-no", "pw-short"),
    *("matched-yes", "matched-no"),
    *("delete-none", "delete-archive", "delete-gone", "contacts-yes", "contacts-no"),
    *("suspend-yes", "suspend-yes-archived", "suspend-no", "suspend-no-archived"),
    *("rename-yes", "rename-no", "match-ref", "match-login", "match-email", "match-other"),
    *("clear", "clear-other", "alert-queue", "alert-none"),
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


def shell(code, folder, calls):
    """Run Python in an Odoo shell; return what it makes of ``calls`` as ``answers``."""
    given, taken = folder / "calls.json", folder / "answers.json"
    given.write_text(json.dumps(calls))
    lines = (
        "import json, pathlib",
        f"calls = json.loads(pathlib.Path({str(given)!r}).read_text())",
        code,
        f"pathlib.Path({str(taken)!r}).write_text(json.dumps(answers, default=str))",
    )
    process = subprocess.run(
        [ROOT / "dev/odoo", "shell", "-d", DATABASE, "--no-http", "--log-level=error"],
        capture_output=True,
        text=True,
        input="\n".join(lines),
        cwd=ROOT,
        timeout=300,
        check=False,
    )
    assert process.returncode == 0, process.stderr
    return json.loads(taken.read_text())


def slips(folder):
    """Return the passwords of the login slips in a folder, by login."""
    with zipfile.ZipFile(folder / "slips.zip") as archive:
        workbook = openpyxl.load_workbook(io.BytesIO(archive.read("login-slips.xlsx")))
    return {login: password for _name, login, password, *_more in workbook.active.values}


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    subprocess.run([ROOT / "dev/newdb", DATABASE], check=True, capture_output=True)
    folders = [tmp_path_factory.mktemp("case") for _case in (SEEDING, *CASES)]
    calls = [
        (case.arguments(folder), case.stdin)
        for case, folder in zip((SEEDING, *CASES), folders, strict=True)
    ]
    answers = shell(SET_UP + CALLS, folders[0], calls)
    credentials = [
        (login, slips(folder)[login] if password is SLIP else password)
        for case, folder in zip(CASES, folders[1:], strict=True)
        for login, password in (*case.opens.items(), *case.shut.items())
    ]
    facts = shell(FACTS, folders[0], credentials)
    opened = iter(facts["opens"])
    yield World(
        {case.label: answer for case, answer in zip((SEEDING, *CASES), answers, strict=True)},
        facts,
        {case.label: [next(opened) for _login in (*case.opens, *case.shut)] for case in CASES},
    )
    subprocess.run([ROOT / "dev/dropdb", DATABASE], check=True, capture_output=True)


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
