"""No password of a file, of the import's own making or typed into it is ever to be found again.

Each way through an import is gone on a real database, also those that fail. Then the dump of the
database, its filestore, the logs, the reports and every answer are searched, for the password and
for what it looks like in the encodings that they use.
"""

import base64
import configparser
import io
import json
import os
import re
import socket
import subprocess
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import openpyxl
import pytest
import requests

ROOT = Path(__file__).resolve().parents[2]
DATABASE = f"{os.environ.get('TESTDB', 'user_bulk_import_test')}_secrecy"
SAMPLES = {
    name: sample
    for name, sample in json.loads(
        (ROOT / "user_bulk_import/tests/fixtures/samples.json").read_text()
    ).items()
    if sample["password_token"]
}
CANDIDATES = "user_bulk_import/static/samples/exam_candidates.csv"
TOKEN = SAMPLES[CANDIDATES]["password_token"]
DEBUG = "odoo.addons.user_bulk_import:DEBUG"
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


# -- where a password could have been left ----------------------------------------------------


def forms(secret):
    """Return what a text looks like in UTF-8, UTF-16 and Base64, and in the digits of a dump."""
    plain = [secret.encode(), secret.encode("utf-16-le")]
    for offset in range(3):  # where its first byte falls in a group of three
        size = offset + len(secret.encode())
        encoded = base64.b64encode(bytes(offset) + secret.encode())
        # Of six bits each, those characters that the neighbors have no part in.
        plain.append(encoded[-(-offset * 8 // 6) : size * 8 // 6])
    assert min(map(len, plain)) >= 5, "too short to search for"
    return [*plain, *(text.hex().encode() for text in plain)]


def unpacked(name, content):
    """Yield what a file holds, and the files in it where it is an archive."""
    yield name, content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.namelist():
                yield from unpacked(f"{name}/{member}", archive.read(member))


def found(secret, places):
    """Return the names of the places that a secret stands in.

    :param places: ``{name: bytes}``
    """
    wanted = forms(secret)
    return [
        name
        for outer, content in places.items()
        for name, inner in unpacked(outer, content)
        if any(form in inner for form in wanted)
    ]


def dump():
    program = Path(os.environ["PGPATH"], "pg_dump")
    return subprocess.run(
        [program, "--inserts", "--no-owner", DATABASE], check=True, capture_output=True
    ).stdout


def filestore():
    config = configparser.ConfigParser(interpolation=None)
    config.read(os.environ["ODOO_RC"])
    folder = Path(config["options"]["data_dir"], "filestore", DATABASE)
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def stored():
    return {"the database": dump(), **filestore()}


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


# -- on the command line ----------------------------------------------------------------------


@pytest.fixture
def command(tmp_path):
    """Return a function that runs the command and searches all that it leaves behind."""
    config = tmp_path / "odoo.conf"
    config.write_text(f"{Path(os.environ['ODOO_RC']).read_text()}\nlog_handler = {DEBUG}\n")

    def run(file, *arguments, secret=TOKEN, status=0):
        report = tmp_path / "report.xlsx"
        report.unlink(missing_ok=True)
        process = subprocess.run(
            [
                ROOT / "dev/odoo", "user_import", "-c", config, "-d", DATABASE, file,
                "--report", report, *arguments,
            ],
            capture_output=True, cwd=ROOT, timeout=300, check=False,
        )  # fmt: skip
        assert process.returncode == status, process.stdout + process.stderr
        places = {"answer": process.stdout, "log": process.stderr, **stored()}
        if report.exists():
            places["report"] = report.read_bytes()
        assert not found(secret, places)
        return process.stdout

    return run


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_a_sample_by_command(name, command):
    sample = SAMPLES[name]
    options = ("--profile", sample["profile"], "--json")
    status = 1 if sample["failed"] else 0
    assert found(sample["password_token"], {"sample": (ROOT / name).read_bytes()})
    command(name, *options, "--dry-run", secret=sample["password_token"], status=status)
    command(
        name, *options, "--on-error", "abort", secret=sample["password_token"],
        status=2 if sample["failed"] else 0,
    )  # fmt: skip
    command(name, *options, secret=sample["password_token"], status=status)
    # A second time, passwords are compared with what is there.
    command(
        name, *options, "--set", "update_passwords=yes", secret=sample["password_token"],
        status=status,
    )  # fmt: skip


def test_rows_that_fail_by_command(command, tmp_path):
    path = tmp_path / "users.csv"
    path.write_text(
        "Login,Name,E-mail,Password,Roles\n"
        f"fail.a,A,nonsense,{TOKEN}-one,\n"
        f"fail.b,B,,{TOKEN}-two,Nonsense\n"
        f"fail.c,C,,{TOKEN}{'x' * 5000},\n"
        f"fail.d,D,,{TOKEN}-three,\n"
        f"fail.d,E,,{TOKEN}-four,\n"
        f"fail.f,F,,{TOKEN}-five,,{TOKEN}-beyond-the-last-column\n"
        f"admin,Admin,,{TOKEN}-six,\n"
    )
    told = command(path, "--set", "password_mode=file", "--json", status=1)
    assert json.loads(told)["failed"] > 2


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("photo.csv", b"\x89PNG\r\n\x1a\n" + TOKEN.encode() + bytes(100)),
        ("broken.json", f'[{{"login": "a", "password": "{TOKEN}'.encode()),
        ("broken.xlsx", b"PK\x03\x04" + TOKEN.encode() + bytes(100)),
        ("wide.csv", f"Login,Password{',c' * 500}\na,{TOKEN}\n".encode()),
        ("doubled.csv", f"Login,Login,Password\na,b,{TOKEN}\n".encode()),
        ("headless.csv", f"{TOKEN},{TOKEN}\n".encode()),
    ],
)
def test_what_cannot_be_read_by_command(name, content, command, tmp_path):
    path = tmp_path / name
    path.write_bytes(content)
    command(path, "--json", status=2)
    command(path, "--dry-run", status=2)


def test_passwords_of_the_imports_own_by_command(command, tmp_path):
    users, given, slips = (tmp_path / name for name in ("users.csv", "password", "slips.zip"))
    users.write_text("Login,Name\nown.a,Ann\nown.b,Bob\n")
    secret = "Harbour-lamp-40962"
    given.write_text(f"{secret}\n")
    options = ("--set", "password_mode=common", "--common-password-file", given)
    command(users, *options, "--dry-run", secret=secret)
    command(users, *options, "--login-slips", slips, "--json", secret=secret)
    assert passwords_in(slips.read_bytes()) == [secret, secret]
    slips.unlink()
    users.write_text("Login,Name\nown.c,Cat\n")
    command(users, "--set", "password_mode=generate", "--login-slips", slips, "--json")
    [secret] = passwords_in(slips.read_bytes())
    assert not found(secret, stored())


# -- in the browser ---------------------------------------------------------------------------


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
        names = (*values, "file", "pasted_text", "file_summary", "text_lines", "has_file")
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
            for name in ("sealed_file", "sealed_text", "sealed_passwords", "salt", "source",
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


def profile_values(web, code):
    """Return a profile and its settings, as the form takes them over."""
    names = ("operation", "password_mode", "user_type", "match_on")
    domain = [("code", "=", code)]
    [profile] = web.call("user.import.profile", "search_read", [domain, [*names, "id"]])
    return {"profile_id": profile["id"], **{name: profile[name] for name in names}}


def sample_as_file():
    content = base64.b64encode((ROOT / CANDIDATES).read_bytes()).decode()
    return {"file": content, "file_name": "candidates.csv"}


def sample_as_text():
    return {"pasted_text": (ROOT / CANDIDATES).read_text("cp1252")}


@pytest.mark.parametrize("given", [sample_as_file, sample_as_text])
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
    wizard = web.wizard(**values, file=bad, file_name="photo.csv")
    for _again in range(2):  # the file is still there
        answer = web.press("user.import.wizard", "action_continue", wizard, may_fail=True)
        assert "Choose a file" not in answer["error"]["data"]["message"]
        web.assert_nowhere(TOKEN)
    text = f'[{{"login": "a", "password": "{TOKEN}'
    web.wizard([wizard], has_file=False, pasted_text=text)
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
        pasted_text=f"Login,Name\n{mode}.a,Ann\n{mode}.b,Bob\n",
        **values,
    )
    run = web.press("user.import.wizard", "action_continue", wizard)["res_id"]
    web.wait(run, "review")
    web.press("user.import.run", "action_confirm", run)
    web.wait(run, "done")
    return run


def download(web, link):
    return web.session.get(f"{web.url}{link}", timeout=120)


def passwords_in(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        workbook = openpyxl.load_workbook(io.BytesIO(archive.read("login-slips.xlsx")))
    return [line[2] for line in list(workbook.active.values)[1:]]


def test_a_password_for_all(web):
    secret = "Harbour-lamp-40961"
    values = profile_values(web, "standard") | {"password_mode": "common", "operation": "create"}
    wizard = web.wizard(
        **values,
        pasted_text="Login,Name\nx,X\n",
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
