"""No password of a file or of the import's own making is found after an import by command.

Each way through an import is gone on a real database, also those that fail. Then the dump of the
database, its filestore, the logs, the reports and every answer are searched for it.
"""

import json
import os
import subprocess
from pathlib import Path

import pytest
from command_driver import driving
from traces import DEBUG, DUMP, ROOT, SAMPLES, TOKEN, found, lines, passwords_in, stored

DATABASE = f"{os.environ.get('TESTDB', 'user_bulk_import_test')}_secrecy"


@pytest.fixture(scope="module", autouse=True)
def database():
    subprocess.run([ROOT / "dev/newdb", DATABASE], check=True, capture_output=True)
    yield
    subprocess.run([ROOT / "dev/dropdb", DATABASE], check=True, capture_output=True)


@pytest.fixture(scope="module")
def driver(database):
    with driving(DATABASE, cheap_hashes=True) as driver:
        yield driver


class Calls:
    """Runs the command, and searches all that it leaves behind.

    What a call writes is searched at once. The database is dumped once for all calls of a test:
    none erases what another has left, and a line of the dump tells which run it is about.
    """

    def __init__(self, driver, folder):
        self.driver = driver
        self.folder = folder
        self.config = folder / "odoo.conf"
        self.config.write_text(
            f"{Path(os.environ['ODOO_RC']).read_text()}\nlog_handler = {DEBUG}\n"
        )
        self.secrets = []

    def __call__(self, file, *arguments, secret=TOKEN, status=0):
        """Run the command on a file; return what it answers."""
        process, places = self.run(file, *arguments)
        assert process.returncode == status, process.stdout + process.stderr
        assert not found(secret, places)
        self.secrets.append(secret)
        return process.stdout

    def run(self, file, *arguments):
        """Run the command; return the finished process and the places that it has written to."""
        report = self.folder / "report.xlsx"
        report.unlink(missing_ok=True)
        process = self.driver.odoo(
            *("user_import", "-c", self.config, "-d", DATABASE, file, "--report", report),
            *arguments,
            text=False,
        )
        places = {"answer": process.stdout, "log": process.stderr}
        if report.exists():
            places["report"] = report.read_bytes()
        return process, places

    def assert_stored_nowhere(self):
        places = stored(DATABASE)
        for secret in dict.fromkeys(self.secrets):
            assert not found(secret, places), lines(secret, places[DUMP])
        self.secrets.clear()


@pytest.fixture
def command(driver, tmp_path):
    calls = Calls(driver, tmp_path)
    yield calls
    assert not calls.secrets, "nobody has searched the database for these"


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
    command.assert_stored_nowhere()


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
    command.assert_stored_nowhere()


UNREADABLE = {
    "photo.csv": lambda secret: b"\x89PNG\r\n\x1a\n" + secret.encode() + bytes(100),
    "broken.json": lambda secret: f'[{{"login": "a", "password": "{secret}'.encode(),
    "broken.xlsx": lambda secret: b"PK\x03\x04" + secret.encode() + bytes(100),
    "wide.csv": lambda secret: f"Login,Password{',c' * 500}\na,{secret}\n".encode(),
    "doubled.csv": lambda secret: f"Login,Login,Password\na,b,{secret}\n".encode(),
    "headless.csv": lambda secret: f"{secret},{secret}\n".encode(),
}


@pytest.fixture(scope="module")
def refusals(driver, tmp_path_factory):
    """Import what cannot be read, each file with a secret of its own, and dump the database once.

    :return: for each file the statuses of the calls, and where its secret was found
    """
    calls = Calls(driver, tmp_path_factory.mktemp("unreadable"))
    secrets, statuses, places = {}, {}, {}
    for number, (name, content) in enumerate(UNREADABLE.items()):
        path = calls.folder / name
        secrets[name] = f"{TOKEN}{number}v"
        path.write_bytes(content(secrets[name]))
        told = [calls.run(path, option) for option in ("--json", "--dry-run")]
        statuses[name] = [process.returncode for process, _written in told]
        places |= {
            (name, call, place): content
            for call, (_process, written) in enumerate(told)
            for place, content in written.items()
        }
    places |= stored(DATABASE)
    return {name: (statuses[name], found(secrets[name], places)) for name in UNREADABLE}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_by_command(name, refusals):
    assert refusals[name] == ([2, 2], [])


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
    command.secrets += passwords_in(slips.read_bytes())
    assert len(set(command.secrets)) == 3
    command.assert_stored_nowhere()
