"""A forced password change on a real server, together with Odoo's addons that hold sessions as
well, ask for more at login, or serve pages of their own."""

import re
import socket
import subprocess
import time
from os import environ
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
import websocket
from command_driver import driving
from passlib.totp import TOTP

ROOT = Path(__file__).resolve().parents[2]
DATABASE = f"{environ.get('TESTDB', 'user_bulk_import_test')}_forced"
ADDONS = ["auth_totp", "auth_password_policy", "auth_timeout", "website"]
CHANGE_PAGE = "/web/password/change"
IMPORTED = "Imported-7-lantern"
OWN = "Chosen-4-harbor"
FACTOR = TOTP.new()

INSTALL = f"""
env["ir.module.module"].search([("name", "in", {ADDONS!r})]).button_immediate_install()
"""
SET_UP = f"""
env["ir.config_parameter"].set_param("auth_password_policy.minlength", "12")
french = env["res.lang"]._activate_lang("fr_FR")
env["website"].search([]).language_ids += french
env.ref("base.group_user").lock_timeout_inactivity = 15
for login, group in (
    ("totp", "base.group_user"), ("site", "base.group_portal"), ("socket", "base.group_user"),
    ("timeout", "base.group_user"),
):
    env["res.users"].with_context(no_reset_password=True).create({{
        "name": login, "login": login, "password": {IMPORTED!r}, "must_change_password": True,
        "group_ids": [(6, 0, env.ref(group).ids)],
    }})
env["res.users"].search([("login", "=", "totp")]).totp_secret = {FACTOR.base32_key!r}
"""


@pytest.fixture(scope="module")
def shell():
    """Return a function that runs Python in an Odoo shell on a database with the addons, and tells
    the server's process of it."""
    subprocess.run([ROOT / "dev/newdb", DATABASE], check=True, capture_output=True)
    with driving(DATABASE) as driver:
        driver.shell(INSTALL)

        def run(code):
            driver.shell(f"{code}\nenv.cr.commit()\nenv.registry.signal_changes()\n")

        run(SET_UP)
        yield run
    subprocess.run([ROOT / "dev/dropdb", DATABASE], check=True, capture_output=True)


@pytest.fixture(scope="module")
def server(shell, tmp_path_factory):
    """Serve the database; the value is the address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = tmp_path_factory.mktemp("server") / "odoo.log"
    process = subprocess.Popen(
        [
            ROOT / "dev/odoo", "server", "-d", DATABASE, f"--http-port={port}",
            "--workers=0", "--max-cron-threads=0", f"--logfile={log}",
        ],
        cwd=ROOT,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + 120
    while True:
        try:
            requests.get(f"{address}/web/health", timeout=60).raise_for_status()
            break
        except requests.ConnectionError:
            assert process.poll() is None and time.monotonic() < deadline, log.read_text()
            time.sleep(0.2)
    yield address
    process.terminate()
    process.wait(timeout=60)
    said = log.read_text()
    assert "Traceback" not in said, said
    assert " ERROR " not in said, said


class Browser(requests.Session):
    """What a person's browser does, one page at a time."""

    def __init__(self, server):
        super().__init__()
        self.server = server
        self.headers["User-Agent"] = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"

    def open(self, path, method="GET", **options):
        options.setdefault("allow_redirects", False)
        return self.request(method, self.server + path, timeout=120, **options)

    def submit(self, page, **values):
        form = self.open(page, allow_redirects=True)
        token = re.search(r'name="csrf_token" value="(\w+)"', form.text)[1]
        return self.open(page, "POST", data={"csrf_token": token, **values})

    def log_in(self, login, password=IMPORTED):
        return self.submit("/web/login", login=login, password=password)

    def change(self, new, page=CHANGE_PAGE):
        values = {"old_password": IMPORTED, "new_password": new, "confirm_password": new}
        return self.submit(page, **values)


def path(response):
    return urlsplit(response.headers.get("Location", "")).path


def is_held(response):
    return response.status_code == 303 and path(response) == CHANGE_PAGE


def error(response):
    return re.search(r'role="alert">\s*(.*?)\s*</p>', response.text, re.DOTALL)[1]


def test_second_factor_and_password_policy_hold_as_well(server):
    browser = Browser(server)
    assert path(browser.log_in("totp")) == "/web/login/totp"
    assert path(browser.open("/odoo")) == "/web/login", "not logged in before the second factor"
    assert path(browser.open(CHANGE_PAGE)) == "/web/login"
    code = browser.submit("/web/login/totp", totp_token=FACTOR.generate().token)
    assert path(code) == "/odoo"
    assert is_held(browser.open("/odoo"))

    assert "at least 12 characters" in re.sub(r"\s+", " ", browser.open(CHANGE_PAGE).text)
    assert "must differ" in error(browser.change(IMPORTED))
    assert "at least 12 characters" in error(browser.change("Zq7-mW4x!k"))
    assert is_held(browser.open("/odoo"))
    assert path(browser.change(OWN)) == "/odoo"
    assert browser.open("/odoo").status_code == 200
    assert path(Browser(server).log_in("totp", OWN)) == "/web/login/totp"


def test_pages_of_the_website_are_held_in_every_language(server):
    anonymous, browser = Browser(server), Browser(server)
    browser.log_in("site")
    assert anonymous.open("/contactus").status_code == 200, "a page without a route"
    assert anonymous.open("/fr/contactus").status_code == 200
    for page in (
        "/contactus", "/my", "/my/security", "/my/home", "/website/info", "/sitemap.xml",
        "/robots.txt", "/no-such-page", "/web/image/website/1/logo", "/website/action/1",
    ):  # fmt: skip
        for url in (page, f"/fr{page}", f"/en{page}"):
            response = browser.open(url, allow_redirects=True)
            assert urlsplit(response.url).path.endswith(CHANGE_PAGE), url
            assert "o_password_change" in response.text, url
            assert not is_held(anonymous.open(url)), url
    for url in (f"/fr{CHANGE_PAGE}", "/fr/web/login", "/web/login"):
        page = browser.open(url, allow_redirects=True)
        assert (page.status_code, "o_password_change" in page.text) == (200, True), url
    held = browser.open("/fr/my/security")
    back = parse_qs(urlsplit(held.headers["Location"]).query)["redirect"][0]
    assert path(browser.change(OWN, f"{CHANGE_PAGE}?redirect={back}")).endswith("/my/security")
    assert browser.open("/my", allow_redirects=True).status_code == 200


def test_websockets_end_when_the_user_is_flagged(server, shell):
    shell('env["res.users"].search([("login", "=", "socket")]).must_change_password = False')
    browser = Browser(server)
    browser.log_in("socket")
    version = re.search(r'"websocket_worker_version": "([^"]+)"', browser.open("/odoo").text)[1]
    address = f"{server.replace('http', 'ws')}/websocket?version={version}"
    cookie = f"session_id={browser.cookies['session_id']}"
    subscribe = '{"event_name": "subscribe", "data": {"channels": [], "last": 0}}'
    opened = websocket.create_connection(address, cookie=cookie, timeout=30, origin=server)
    opened.send(subscribe)
    opened.ping()
    while opened.recv_data_frame(control_frame=True)[0] != websocket.ABNF.OPCODE_PONG:
        pass  # notifications

    shell('env["res.users"].search([("login", "=", "socket")]).must_change_password = True')
    opened.send(subscribe)
    opcode, payload = opened.recv_data()
    assert opcode == websocket.ABNF.OPCODE_CLOSE
    assert int.from_bytes(payload[:2], "big") == 4001, "session expired"
    assert path(browser.open("/odoo")) == "/web/login"

    browser.log_in("socket")
    assert is_held(browser.open("/my"))
    cookie = f"session_id={browser.cookies['session_id']}"
    with pytest.raises(websocket.WebSocketException, match="Redirect limit exhausted"):
        websocket.create_connection(
            address, cookie=cookie, timeout=30, origin=server, redirect_limit=0
        )


def test_page_that_confirms_the_identity_does_not_shut_the_change_page(server, shell):
    browser = Browser(server)
    browser.log_in("timeout")
    shell(
        "from odoo.http import root\n"
        f"session = root.session_store.get({browser.cookies['session_id']!r})\n"
        'session["identity-check-next"] = 1\n'
        "root.session_store.save(session)\n"
    )
    assert path(browser.open("/odoo")) == CHANGE_PAGE
    assert is_held(browser.open("/auth-timeout/check-identity"))
    assert path(browser.change(OWN)) == "/odoo"
    assert path(browser.open("/my")) == "/auth-timeout/check-identity", "as auth_timeout has it"
