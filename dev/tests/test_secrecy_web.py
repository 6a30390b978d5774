"""No password of a file, of the import's own making or typed into it is found after an import in
the browser.

Each way through an import is gone on a real server. At each stage the dump of the database, its
filestore, the log and every answer are searched for it.
"""

import base64
import io
import os
import re
import socket
import subprocess
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests
import traces
from traces import CANDIDATES, DEBUG, ROOT, TOKEN, found, passwords_in

DATABASE = f"{os.environ.get('TESTDB', 'user_bulk_import_test')}_secrecy_web"
MODELS = (
    "user.import.run",
    "user.import.row",
    "user.import.column",
    "user.import.wizard",
    "user.import.profile",
    "mail.message",
)


@pytest.fixture(scope="module", autouse=True)
def database():
    subprocess.run([ROOT / "dev/newdb", DATABASE], check=True, capture_output=True)
    yield
    subprocess.run([ROOT / "dev/dropdb", DATABASE], check=True, capture_output=True)


def stored():
    return traces.stored(DATABASE)


class Web:
    """What the web client asks of a server, and all that it is told."""

    def __init__(self, url, log):
        self.url, self.log = url, log
        self.session = requests.Session()
        self.told = []
        self.ids = {}

    def login(self):
        self.post(
            "/web/session/authenticate", {"db": DATABASE, "login": "admin", "password": "admin"}
        )

    def post(self, path, params):
        body = {"jsonrpc": "2.0", "method": "call", "params": params}
        answer = self.session.post(f"{self.url}{path}", json=body, timeout=120)
        self.told.append(answer.content)
        return answer.json()

    def call(self, model, method, args, route="call_kw", may_fail=False, **kwargs):
        params = {"model": model, "method": method, "args": args, "kwargs": kwargs}
        answer = self.post(f"/web/dataset/{route}/{model}/{method}", params)
        if may_fail:
            return answer
        assert "error" not in answer, answer
        return answer["result"]

    def wizard(self, wizard_id=(), **values):
        """Save the form as the web client does; return its id."""
        names = (*values, "files", "pasted")
        names += ("common_password", "has_common_password")
        [saved] = self.call(
            "user.import.wizard", "web_save", [list(wizard_id), values],
            specification={name: {} for name in names},
        )  # fmt: skip
        return saved["id"]

    def press(self, model, method, record_id, **kwargs):
        return self.call(model, method, [[record_id]], route="call_button", **kwargs)

    def wait(self, run_id, state):
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            [values] = self.call("user.import.run", "read", [[run_id], ["state"]])
            if values["state"] == state:
                return
            time.sleep(0.5)
        pytest.fail(f"the run is {values['state']}, not {state}")

    def ask_for_everything(self):
        """Read and export all there is of imports, as somebody curious would."""
        for model in MODELS:
            names = list(self.call(model, "fields_get", []))
            ids = self.call(model, "search", [[]])
            self.call(model, "read", [ids, names])
            plain = [name for name in names if not name.startswith("message_")]
            self.call(model, "export_data", [ids, plain], may_fail=True)
            for name in ("stored_files", "stored_pasted", "sealed_passwords", "salt", "source",
                         "secrets", "credential", "credentials_salt"):  # fmt: skip
                answer = self.call(model, "read", [ids[:1], [name]], may_fail=True)
                assert "error" in answer or not ids, (model, name)

    def answers(self):
        return {"an answer": b"\n".join(self.told), "the server's log": self.log.read_bytes()}

    def assert_nowhere(self, *secrets):
        self.ask_for_everything()
        places = {**stored(), **self.answers()}
        for secret in secrets:
            assert not found(secret, places)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """Start a server that logs all that the addon says, and all SQL."""
    log = tmp_path_factory.mktemp("server") / "log"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [
                ROOT / "dev/odoo", "server", "-d", DATABASE, f"--http-port={port}",
                f"--log-handler={DEBUG}", "--log-handler=odoo.sql_db:DEBUG",
                "--max-cron-threads=1",
            ],
            stdout=output, stderr=output, cwd=ROOT,
        )  # fmt: skip
    url = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + 60
    while True:
        try:
            requests.get(f"{url}/web/health", timeout=5)
            break
        except requests.ConnectionError:
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.2)
    yield url, log
    process.terminate()
    process.wait()


@pytest.fixture
def web(server):
    web = Web(*server)
    web.login()
    return web


def test_the_search_finds_what_is_there(web):
    assert found(TOKEN, {"sample": (ROOT / CANDIDATES).read_bytes()})
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.write(ROOT / CANDIDATES, "inner.csv")
    assert found(TOKEN, {"archive": archive.getvalue()})
    secret = "Planted-walnut-5512"
    binary = base64.b64encode(f"x{secret}".encode()).decode()
    planted = [
        web.call("res.partner", "create", [{"name": "Planted", "comment": secret}]),
        web.call("ir.attachment", "create", [{"name": "planted", "datas": binary}]),
    ]
    places = found(secret, {**stored(), **web.answers()})
    # The database, a file of the filestore, and the statements in the server's log
    assert len(places) == 3, places
    web.call("ir.attachment", "unlink", [planted[1]])
    web.call("res.partner", "write", [planted[0], {"comment": binary}])
    assert found(secret, stored())
    web.call("res.partner", "unlink", [planted[0]])
    for offset in range(3):
        hidden = base64.b64encode(bytes(offset) + secret.encode() + b"tail").hex().encode()
        assert found(secret, {"bytea": hidden})


def profile_values(web, code):
    """Return a profile and its settings, as the form takes them over."""
    names = ("operation", "password_mode", "user_type", "match_on")
    domain = [("code", "=", code)]
    [profile] = web.call("user.import.profile", "search_read", [domain, [*names, "id"]])
    return {"profile_id": profile["id"], **{name: profile[name] for name in names}}


def sample_as_file():
    content = base64.b64encode((ROOT / CANDIDATES).read_bytes()).decode()
    return {"files": [{"name": "candidates.csv", "content": content}]}


def sample_as_two_files():
    other = base64.b64encode(b"Username,First Name\nx,X\n").decode()
    return {"files": [*sample_as_file()["files"], {"name": "other.csv", "content": other}]}


def sample_as_text():
    return {"pasted": [{"name": "", "text": (ROOT / CANDIDATES).read_text("cp1252")}]}


@pytest.mark.parametrize("given", [sample_as_file, sample_as_two_files, sample_as_text])
def test_a_sample_in_the_browser(given, web):
    wizard = web.wizard(**profile_values(web, "exam_candidates"), **given())
    web.assert_nowhere(TOKEN)
    action = web.press("user.import.wizard", "action_continue", wizard)
    web.wait(action["res_id"], "review")
    web.assert_nowhere(TOKEN)
    web.press("user.import.run", "action_confirm", action["res_id"])
    web.wait(action["res_id"], "done")
    web.assert_nowhere(TOKEN)


def test_an_import_that_is_cancelled_in_the_browser(web):
    wizard = web.wizard(**profile_values(web, "exam_candidates"), **sample_as_file())
    run = web.press("user.import.wizard", "action_continue", wizard)["res_id"]
    web.wait(run, "review")
    web.press("user.import.run", "action_plan_again", run)
    web.wait(run, "review")
    web.assert_nowhere(TOKEN)
    web.press("user.import.run", "action_cancel", run)
    web.assert_nowhere(TOKEN)


def test_what_cannot_be_read_in_the_browser(web):
    values = profile_values(web, "exam_candidates")
    bad = base64.b64encode(b"\x89PNG\r\n\x1a\n" + TOKEN.encode() + bytes(100)).decode()
    wizard = web.wizard(**values, files=[{"name": "photo.csv", "content": bad}])
    for _again in range(2):  # the file is still there
        answer = web.press("user.import.wizard", "action_continue", wizard, may_fail=True)
        assert "Choose a file" not in answer["error"]["data"]["message"]
        web.assert_nowhere(TOKEN)
    text = f'[{{"login": "a", "password": "{TOKEN}'
    web.wizard([wizard], files=[], pasted=[{"name": "", "text": text}])
    answer = web.press("user.import.wizard", "action_continue", wizard, may_fail=True)
    assert "error" in answer
    web.assert_nowhere(TOKEN)
    web.wizard([wizard], **sample_as_file())
    answer = web.press("user.import.wizard", "action_continue", wizard, may_fail=True)
    assert "not both" in answer["error"]["data"]["message"]
    web.assert_nowhere(TOKEN)


def make_passwords(web, mode, **values):
    """Import two people whose passwords are the import's; return the run."""
    wizard = web.wizard(
        **profile_values(web, "standard") | {"operation": "create", "password_mode": mode},
        pasted=[{"name": "", "text": f"Login,Name\n{mode}.a,Ann\n{mode}.b,Bob\n"}],
        **values,
    )
    run = web.press("user.import.wizard", "action_continue", wizard)["res_id"]
    web.wait(run, "review")
    web.press("user.import.run", "action_confirm", run)
    web.wait(run, "done")
    return run


def download(web, link):
    return web.session.get(f"{web.url}{link}", timeout=120)


def test_a_password_for_all(web):
    secret = "Harbour-lamp-40961"
    values = profile_values(web, "standard") | {"password_mode": "common", "operation": "create"}
    wizard = web.wizard(
        **values,
        pasted=[{"name": "", "text": "Login,Name\nx,X\n"}],
        common_password=secret,
        common_password_again=f"{secret}9",
    )
    answer = web.press("user.import.wizard", "action_continue", wizard, may_fail=True)
    assert "differ" in answer["error"]["data"]["message"]
    web.assert_nowhere(secret)
    run = make_passwords(web, "common", common_password=secret, common_password_again=secret)
    web.assert_nowhere(secret)
    link = web.press("user.import.run", "action_download_credentials", run)["url"]
    assert passwords_in(download(web, link).content) == [secret, secret]
    web.assert_nowhere(secret)


def test_generated_passwords_are_handed_out_once(web):
    run = make_passwords(web, "generate")
    web.ask_for_everything()
    before = {**stored(), **web.answers()}
    link = web.press("user.import.run", "action_download_credentials", run)["url"]
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(download, [web] * 4, [link] * 4))
    served = [answer for answer in answers if answer.status_code == 200]
    assert len(served) == 1, [answer.status_code for answer in answers]
    secrets = passwords_in(served[0].content)
    assert len(set(secrets)) == 2
    for secret in secrets:
        assert not found(secret, before)
    web.assert_nowhere(*secrets)
    answer = web.press("user.import.run", "action_download_credentials", run, may_fail=True)
    assert re.search("downloaded on .* erased", answer["error"]["data"]["message"])
