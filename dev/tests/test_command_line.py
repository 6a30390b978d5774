"""The command line door as it is typed, on a real database.

One process makes most of the calls, to save the starts; what the entry point itself does, is seen
in calls that are typed.
"""

import json
import os
import subprocess
from pathlib import Path

import openpyxl
import pytest
from command_driver import driving

ROOT = Path(__file__).resolve().parents[2]
DATABASE = f"{os.environ.get('TESTDB', 'user_bulk_import_test')}_cli"
EXPECTED = json.loads((ROOT / "user_bulk_import/tests/fixtures/samples.json").read_text())


@pytest.fixture(scope="module", autouse=True)
def database():
    subprocess.run([ROOT / "dev/newdb", DATABASE], check=True, capture_output=True)
    yield
    subprocess.run([ROOT / "dev/dropdb", DATABASE], check=True, capture_output=True)


@pytest.fixture(scope="module")
def driver(database):
    with driving(DATABASE, cheap_hashes=True) as driver:
        yield driver


@pytest.fixture
def user_import(driver):
    """Return a function that runs the command and returns the finished process."""

    def run(*arguments, database=DATABASE, stdin=""):
        return driver.odoo("user_import", "-d", database, *arguments, stdin=stdin)

    return run


@pytest.fixture
def answer(user_import):
    """Return a function that runs the command with ``--json`` and returns the printed object."""

    def run(*arguments, status=0, stdin=""):
        return printed(user_import(*arguments, "--json", stdin=stdin), status)

    return run


def typed(*arguments, stdin=None):
    """Run an Odoo command in a process started for it alone; return the finished process."""
    return subprocess.run(
        [ROOT / "dev/odoo", *map(str, arguments)],
        capture_output=True,
        text=True,
        input=stdin,
        cwd=ROOT,
        timeout=300,
        check=False,
    )


def printed(process, status):
    """Return the object that a command with ``--json`` has printed."""
    assert process.returncode == status, process.stdout + process.stderr
    return json.loads(process.stdout)


@pytest.fixture
def users_csv(tmp_path):
    """A file of two good users and a bad one, with logins of the test's own."""
    path = tmp_path / "users.csv"
    name = tmp_path.name.replace("_", "-")
    path.write_text(
        f"Login,Full name,E-mail,City\n{name}-a,Ann Archer,{name}-a@example.com,Oslo\n"
        f"{name}-b,Bob Baker,nonsense,Oslo\n{name}-c,Cat Cook,,Oslo\n"
    )
    return path


@pytest.mark.parametrize("file_name", sorted(EXPECTED))
def test_each_sample_imports_and_then_has_nothing_left_to_do(file_name, answer):
    expected = EXPECTED[file_name]
    file = ROOT / file_name
    status = 1 if expected["failed"] else 0
    first = answer(file, "--profile", expected["profile"], status=status)
    assert first["state"] == "done"
    for name in ("total", "created", "failed"):
        assert first[name] == expected[name], name
    told = {(i["sheet"], i["row"]) for i in first["issues"] if i["severity"] == "error"}
    wanted = [issue for issue in expected["issues"] if issue["severity"] == "error"]
    assert told == {(issue["sheet"], issue["row"]) for issue in wanted}
    second = answer(file, "--profile", expected["profile"], status=status)
    assert second["created"] == second["updated"] == second["archived"] == 0
    assert second["failed"] == first["failed"]


def test_the_object_has_the_promised_shape(users_csv, answer):
    result = answer(users_csv, status=1)
    issue = next(item for item in result["issues"] if item["severity"] == "error")
    assert {
        "run", "state", "dry_run", "total", "created", "updated", "unchanged", "skipped",
        "archived", "restored", "deleted", "failed", "issues",
    } == set(result)  # fmt: skip
    assert set(issue) == {"sheet", "row", "column", "code", "severity", "message"}
    assert (issue["row"], issue["column"]) == (3, "E-mail")
    assert (result["total"], result["created"], result["failed"]) == (3, 2, 1)


def test_a_dry_run_changes_nobody(users_csv, answer):
    planned = answer(users_csv, "--dry-run", status=1)
    assert planned["dry_run"] is True
    assert planned["created"] == 2
    assert answer(users_csv, status=1)["created"] == 2


def test_people_get_a_summary_and_reasons(users_csv, user_import):
    process = user_import(users_csv)
    assert process.returncode == 1
    assert "created" in process.stdout
    assert "row 3, E-mail" in process.stdout
    assert "nonsense" in process.stdout


def test_a_report_holds_every_row_and_its_reason(users_csv, tmp_path, answer):
    report = tmp_path / "report.xlsx"
    answer(users_csv, "--report", report, status=1)
    _summary, rows = openpyxl.load_workbook(report)
    lines = list(rows.values)
    assert len(lines) == 4
    assert "nonsense" in str(lines[2])


def test_all_or_nothing_does_nothing_where_a_row_is_bad(users_csv, tmp_path, answer, user_import):
    report = tmp_path / "report.xlsx"
    process = user_import(users_csv, "--on-error", "abort", "--report", report)
    assert process.returncode == 2
    assert "all or nothing" in process.stderr
    assert "row 3, E-mail" in process.stdout, "the bad rows are listed"
    assert "nobody was changed" in process.stdout
    written = [sheet.values for sheet in openpyxl.load_workbook(report)]
    assert "nonsense" in str([list(values) for values in written])
    result = answer(users_csv, "--on-error", "abort", status=2)
    assert result["state"] == "failed", "nobody is there to go on with it"
    assert "all or nothing" in result["error"]
    errors = [issue["code"] for issue in result["issues"] if issue["severity"] == "error"]
    assert errors == ["all_or_nothing", "email_no_at"]
    assert answer(users_csv, "--dry-run", status=1)["created"] == 2


def test_past_a_limit_nothing_happens_unless_the_call_says_so(
    users_csv, tmp_path, driver, answer, user_import
):
    limited = [users_csv, "--set", "limit_created=1"]
    process = user_import(*limited)
    assert process.returncode == 2
    assert "Users who would be created: 2. The safety limit is 1" in process.stderr
    assert "waits for review in Odoo" in process.stderr
    assert "--past-limits" in process.stderr
    assert "created           2" in process.stdout
    report = tmp_path / "report.xlsx"
    waiting = answer(*limited, "--report", report, status=2)
    assert (waiting["state"], waiting["created"]) == ("review", 2)
    assert waiting["issues"][0]["code"] == "limit_created"
    assert "safety limit" in waiting["error"]
    assert report.exists()
    go_on = f"run = env['user.import.run'].browse({waiting['run']}); print(run.state)"
    assert driver.shell(go_on).endswith("review"), "a person can go on with it"
    assert answer(*limited, "--dry-run", status=1)["issues"][0]["code"] == "limit_created"
    done = answer(*limited, "--past-limits", status=1)
    assert (done["state"], done["created"]) == ("done", 2)
    assert "limit_created" not in {issue["code"] for issue in done["issues"]}


def test_a_share_of_the_active_users_is_a_limit(users_csv, answer):
    assert answer(users_csv, "--set", "limit_created=0%", status=2)["state"] == "review"
    assert answer(users_csv, "--set", "limit_created=100000%", status=1)["state"] == "done"


def test_a_mapped_header_that_the_file_lacks_is_told(users_csv, user_import, answer):
    process = user_import(users_csv, "--map", "Town=city", "--map", "city=city")
    assert process.returncode == 2
    assert "“Town”" in process.stderr and "“City”" in process.stderr
    assert "“city”," not in process.stderr, "titles are compared as everywhere"
    assert not process.stdout
    assert answer(users_csv, "--dry-run", status=1)["created"] == 2


def test_operation_and_update_mode_are_taken(users_csv, answer):
    answer(users_csv, status=1)
    assert answer(users_csv, "--operation", "create", status=1)["skipped"] == 2
    users_csv.write_text(users_csv.read_text().replace("Oslo", "Bergen"))
    kept = answer(users_csv, "--update-mode", "none", status=1)
    assert (kept["skipped"], kept["updated"]) == (2, 0)
    missing = answer(users_csv, "--update-mode", "fill_missing", status=1)
    assert (missing["unchanged"], missing["updated"]) == (2, 0)
    assert answer(users_csv, "--operation", "update", "--dry-run", status=1)["updated"] == 2
    numbered = answer(users_csv, "--operation", "create_all", status=1)
    assert numbered["created"] == 2


def test_headers_are_mapped_and_defaults_set(tmp_path, answer):
    path = tmp_path / "odd.csv"
    path.write_text("Kennung;Wer;Ort\nodd-1;Odd One;Oslo\n")
    arguments = [
        path, "--map", "Kennung=login", "--map", "Wer=name", "--map", "Ort=city",
        "--default", "function=Tester",
    ]  # fmt: skip
    assert answer(*arguments)["created"] == 1
    assert answer(*arguments, "--update-mode", "file_and_defaults")["unchanged"] == 1


def test_a_policy_field_is_set_by_name(users_csv, answer):
    answer(users_csv, status=1)
    text = users_csv.read_text().replace("City", "Deleted").replace("Oslo", "yes")
    users_csv.write_text(text)
    assert answer(users_csv, "--dry-run", status=1)["archived"] == 0
    archived = answer(users_csv, "--set", "delete_action=archive", status=1)
    assert archived["archived"] == 2


def test_standard_input_is_read(users_csv, answer):
    assert answer("-", stdin=users_csv.read_text(), status=1)["created"] == 2


def test_the_rights_are_those_of_the_named_user(users_csv, user_import):
    process = user_import(users_csv, "--user", "nobody@nowhere.example")
    assert process.returncode == 2
    assert "nobody@nowhere.example" in process.stderr
    process = user_import(users_csv, "--user", "__system__")
    assert process.returncode == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["missing.csv"], "missing.csv"),
        (["{file}", "--profile", "nonsense"], "nonsense"),
        (["{file}", "--operation", "nonsense"], "nonsense"),
        (["{file}", "--set", "nonsense=1"], "nonsense"),
        (["{file}", "--set", "nonsense"], "nonsense"),
        (["{file}", "--default", "nonsense=1"], "nonsense"),
        (["{file}", "--map", "City=nonsense"], "nonsense"),
        (["{file}", "--map", "nonsense=city"], "nonsense"),
        (["{file}", "--profile", "school"], '--tab "'),
        (["{file}", "--profile", "school", "--tab", "nonsense"], "nonsense"),
        (["{file}", "--tab", "Students"], "There are: none"),
        (["{file}", "--profile", "school", "--tab", "-", "--tab", "nonsense=-"], "nonsense"),
        (["{file}", "--match", "nonsense"], "nonsense"),
        (["{file}", "--set", "date_format=nonsense"], "nonsense"),
        (["{file}", "--set", "limit_created=nonsense"], "nonsense"),
        (["{file}", "--nonsense"], "nonsense"),
        (["{png}"], "."),
    ],
)
def test_a_wrong_call_ends_with_status_2_and_a_sentence(
    arguments, said, users_csv, tmp_path, user_import
):
    png = tmp_path / "photo.csv"
    png.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    process = user_import(*(text.format(file=users_csv, png=png) for text in arguments))
    assert process.returncode == 2, process.stdout + process.stderr
    assert said in process.stderr
    assert "Traceback" not in process.stderr
    assert not process.stdout


def test_an_unknown_database_is_named(users_csv, user_import):
    process = user_import(users_csv, database="there_is_no_such_database")
    assert process.returncode == 2
    assert "there_is_no_such_database" in process.stderr
    assert "Traceback" not in process.stderr


def test_with_json_an_error_is_an_object_too(users_csv, user_import):
    process = user_import(users_csv, "--profile", "nonsense", "--json")
    assert process.returncode == 2
    assert "nonsense" in json.loads(process.stdout)["error"]


def test_the_command_is_typed(users_csv):
    """What stands between the shell and the command: streams, log and exit status."""
    done = typed("user_import", "-d", DATABASE, "-", stdin=users_csv.read_text())
    assert done.returncode == 1
    assert "created           2" in done.stdout
    assert "row 3, E-mail" in done.stdout
    assert " INFO " not in done.stderr, "no log of a start-up"
    again = printed(typed("user_import", "-d", DATABASE, users_csv, "--json"), status=1)
    assert (again["created"], again["unchanged"]) == (0, 2)
    users_csv.write_text("Login,Full name\n")
    wrong = typed("user_import", "-d", DATABASE, users_csv, "--profile", "nonsense")
    assert wrong.returncode == 2
    assert "nonsense" in wrong.stderr and "Traceback" not in wrong.stderr
    assert not wrong.stdout
    unknown = typed("user_imports", "-d", DATABASE, users_csv)
    assert unknown.returncode == 1
    assert "Unknown command" in unknown.stderr
