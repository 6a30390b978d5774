"""Invitations from the import to the inbox: real processes, a real mail server on loopback."""

import email
import email.policy
import json
import logging
import os
import re
import signal
import socket
import subprocess
import time
from collections import Counter
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import psycopg2
import pytest
import requests
from aiosmtpd.controller import Controller
from command_driver import driving

ROOT = Path(__file__).resolve().parents[2]
DATABASE = f"{os.environ.get('TESTDB', 'user_bulk_import_test')}_smtp"
PEOPLE = 600
"""The import writes their mails 200 at a time."""
REFUSED = "refused@example.com"
FRENCH = range(0, PEOPLE, 10)


class Inbox:
    """Takes messages, refuses one address, and kills a process when it is told to: after the
    message was taken, and before the answer arrives."""

    def __init__(self):
        self.messages = {}
        self.counts = Counter()
        self.kill_at = 0
        self.victim = None

    async def handle_RCPT(self, _server, _session, envelope, address, _options):
        if address == REFUSED:
            return "550 5.1.1 There is nobody of this name here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        for address in envelope.rcpt_tos:
            self.counts[address] += 1
            self.messages[address] = message
        if self.kill_at and sum(self.counts.values()) >= self.kill_at:
            self.kill_at = 0
            os.killpg(self.victim.pid, signal.SIGKILL)
        return "250 OK"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def inbox():
    logging.getLogger("mail.log").setLevel(logging.WARNING)  # aiosmtpd tells each step
    taken = Inbox()
    controller = Controller(taken, hostname="127.0.0.1", port=free_port())
    controller.start()
    taken.port = controller.port
    yield taken
    controller.stop()


@pytest.fixture(scope="module")
def shell():
    """Return a function that runs Python in an Odoo shell on a database with the addon."""
    subprocess.run([ROOT / "dev/newdb", DATABASE], check=True, capture_output=True)
    with driving(DATABASE) as driver:
        yield partial(driver.shell, level="critical")
    subprocess.run([ROOT / "dev/dropdb", DATABASE], check=True, capture_output=True)


@pytest.fixture(scope="module")
def site(inbox, shell):
    """A database that sends its mails to the inbox; returns the address of its web server."""
    url = f"http://127.0.0.1:{free_port()}"
    shell(f"""
env["ir.mail_server"].create({{
    "name": "Loopback", "smtp_host": "127.0.0.1", "smtp_port": {inbox.port},
    "smtp_encryption": "none",
}})
parameters = env["ir.config_parameter"]
parameters.set_param("web.base.url", "{url}")
parameters.set_param("web.base.url.freeze", "True")
env["res.lang"]._activate_lang("fr_FR")
env.ref("auth_signup.portal_set_password_email").with_context(lang="fr_FR").subject = "Votre compte"
env.company.email = "office@example.com"
env.cr.commit()
""")
    return url


def start(*arguments, **options):
    """Start an Odoo command in a process group of its own."""
    return subprocess.Popen(
        [ROOT / "dev/odoo", *map(str, arguments)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        **options,
    )


def start_shell(code):
    process = start(
        "shell", "-d", DATABASE, "--no-http", "--log-level=critical", stdin=subprocess.PIPE
    )
    process.stdin.write(code.encode())
    process.stdin.close()
    return process


def query(text):
    with psycopg2.connect(dbname=DATABASE) as connection, connection.cursor() as cursor:
        cursor.execute(text)
        return cursor.fetchall()


def kill(process):
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


QUEUE = 'env.ref("mail.ir_cron_mail_scheduler_action").method_direct_trigger()'
IMPORTS = 'env["user.import.run"]._cron_process(); env.cr.commit()'


def import_people(shell, tmp_path):
    """Import all, with a server that is killed while it writes the mails."""
    path = tmp_path / "people.csv"
    lines = [
        f"person{n},Person {n},person{n}@example.com,{'fr_FR' if n in FRENCH else 'en_US'}\n"
        for n in range(PEOPLE)
    ]
    lines.insert(PEOPLE // 2, f"refused,Rita Refused,{REFUSED},en_US\n")
    path.write_text("Login,Name,E-mail,Language\n" + "".join(lines))
    process = start("user_import", "-d", DATABASE, path, "--set", "invite=yes")
    while query("SELECT count(*) FROM user_import_invitation")[0][0] < 200:
        assert process.poll() is None, "no mail was written"
        time.sleep(0.02)
    kill(process)
    [(state, written)] = query(
        "SELECT state, (SELECT count(*) FROM user_import_invitation) FROM user_import_run"
    )
    assert state == "notifying", "the server was killed too late to prove anything"
    assert written < PEOPLE
    shell(IMPORTS)


def test_everybody_is_invited_once_and_gets_in(site, shell, inbox, tmp_path):
    import_people(shell, tmp_path)
    assert query("SELECT state, created_count, COALESCE(failed_count, 0) FROM user_import_run") == [
        ("done", PEOPLE + 1, 0)
    ]
    queued = "SELECT count(*), count(DISTINCT user_id), count(DISTINCT mail_id) FROM {}"
    assert query(queued.format("user_import_invitation")) == [(PEOPLE + 1,) * 3]
    assert query("SELECT count(*) FROM mail_mail WHERE state = 'outgoing'") == [(PEOPLE + 1,)]
    assert not inbox.counts, "nothing is sent by the import itself"

    inbox.kill_at = PEOPLE // 3
    inbox.victim = start_shell(QUEUE)
    assert inbox.victim.wait(120) == -signal.SIGKILL, "the queue was not killed"
    assert sum(inbox.counts.values()) == PEOPLE // 3
    shell(f"{QUEUE}; env.cr.commit(); {IMPORTS}")  # the queue has a transaction of its own
    assert set(inbox.counts) == {f"person{n}@example.com" for n in range(PEOPLE)}
    assert set(inbox.counts.values()) == {1}, "somebody was mailed twice"

    states = dict(query("SELECT state, count(*) FROM user_import_invitation GROUP BY state"))
    assert states == {"sent": PEOPLE - 1, "failed": 2}
    noted = query("SELECT login, issues FROM user_import_row WHERE severity IS NOT NULL")
    codes = {login: [issue["code"] for issue in issues] for login, issues in noted}
    assert codes.pop("refused") == ["invitation_failed"]
    assert list(codes.values()) == [["invitation_interrupted"]]
    [(reason,)] = query(f"SELECT reason FROM user_import_invitation WHERE email = '{REFUSED}'")
    assert "550" in reason and "nobody of this name" in reason
    assert query(
        "SELECT created_count, COALESCE(failed_count, 0), warning_count FROM user_import_run"
    ) == [(PEOPLE + 1, 0, 2)]
    for number in (0, 1, PEOPLE - 1):
        subject = inbox.messages[f"person{number}@example.com"]["Subject"]
        assert (subject == "Votre compte") == (number in FRENCH), subject

    with serving(site):
        for number in (0, 1, 333, PEOPLE - 1):
            take_up(site, inbox, number)


@contextmanager
def serving(url):
    """Serve the database in the web."""
    port = url.rpartition(":")[2]
    process = start(
        "server", "-d", DATABASE, f"--http-port={port}", "--workers=0", "--max-cron-threads=0"
    )
    try:
        deadline = time.monotonic() + 60
        while True:
            try:
                requests.get(f"{url}/web/login", timeout=30)
                break
            except requests.ConnectionError:
                assert process.poll() is None and time.monotonic() < deadline
                time.sleep(0.2)
        yield
    finally:
        kill(process)


def take_up(site, inbox, number):
    """Follow the link of one invitation, set a password, and see who is logged in then."""
    [link] = links(site, inbox.messages[f"person{number}@example.com"])
    follow(site, link, f"person{number}", f"Person {number}", requests.Session())


def links(site, message):
    """Return the links to set a password that stand in a message, in their order."""
    body = message.get_body(("html",)).get_content()
    found = re.findall(r'href="([^"]*/web/signup[^"]*)"', body)
    assert all(link.startswith(site) for link in found)
    return [link.replace("&amp;", "&") for link in found]


def follow(site, link, login, name, session):
    page = session.get(link, timeout=60)
    assert page.status_code == 200
    assert 'name="confirm_password"' in page.text
    assert login in page.text
    hidden = dict(re.findall(r'name="(csrf_token|token)"[^>]*value="([^"]*)"', page.text))
    token = re.search(r"[?&]token=([^&]+)", link)[1]
    password = f"Blau-Wal-{login}-Kiesel"
    answer = session.post(
        f"{site}/web/signup",
        data={
            "csrf_token": hidden["csrf_token"],
            "token": token,
            "login": login,
            "name": name,
            "password": password,
            "confirm_password": password,
        },
        timeout=60,
    )
    assert answer.status_code == 200, answer.text[:500]
    info = session.post(
        f"{site}/web/session/get_session_info", json={"jsonrpc": "2.0", "params": {}}, timeout=60
    ).json()
    assert info["result"]["username"] == login, info


FAMILIES = 3


def test_a_parents_mail_opens_the_accounts_of_parent_and_child_in_any_order(
    site, shell, inbox, tmp_path
):
    path = tmp_path / "school.json"
    students = [
        {
            "First Name": "Kim",
            "Last Name": f"Kid{n}",
            "Username": f"kim{n}",
            "Parent": f"parent{n}@example.com",
        }
        for n in range(FAMILIES)
    ]
    parents = [
        {"First Name": "Pat", "Last Name": f"Kid{n}", "Email": f"parent{n}@example.com"}
        for n in range(FAMILIES)
    ]
    path.write_text(json.dumps({"Students": students, "Parents": parents}))
    done = start("user_import", "-d", DATABASE, path, "--profile", "school", "--invite")
    assert done.wait(120) == 0
    shell(f"{QUEUE}; env.cr.commit()")
    messages = [inbox.messages[f"parent{n}@example.com"] for n in range(FAMILIES)]
    assert [inbox.counts[f"parent{n}@example.com"] for n in range(FAMILIES)] == [1] * FAMILIES
    states = query(
        "SELECT invitation.state, count(*) FROM user_import_invitation invitation "
        "JOIN res_users users ON users.id = user_id "
        "WHERE login LIKE 'kim%' OR login LIKE 'parent%' GROUP BY 1"
    )
    assert states == [("sent", 2 * FAMILIES)]
    with serving(site):
        for n, message in enumerate(messages):
            parent, child = links(site, message)
            people = [
                (parent, f"parent{n}@example.com", f"Pat Kid{n}"),
                (child, f"kim{n}", f"Kim Kid{n}"),
            ]
            if n == 1:
                people.reverse()
            browser = requests.Session()  # the last family takes one for both
            for link, login, name in people:
                session = browser if n == 2 else requests.Session()
                follow(site, link, login, name, session)
