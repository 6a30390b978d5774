"""Import users from a file: preview, apply and report on the command line."""

import json
import os
import sys
import time
from pathlib import Path

from psycopg2 import OperationalError

from odoo import api
from odoo.cli import Command
from odoo.exceptions import UserError
from odoo.modules.registry import Registry
from odoo.service.model import retrying
from odoo.tools import config

DONE, SOME_FAILED, NOTHING_DONE = 0, 1, 2
SHOWN_ISSUES = 20


class CallError(Exception):
    """The call is wrong, or nothing could be read; the text says why and what to do."""


class UserImport(Command):
    """Bring in users from a CSV, TSV, XLSX, XLS, ODS or JSON file."""

    name = "user_import"
    epilog = """
        Exit status: 0 every row is done, 1 some rows failed, 2 nothing could be read or the call
        is wrong.
    """

    def __init__(self):
        super().__init__()
        add = self.parser.add_argument
        add("file", metavar="FILE", help="the file, or - for standard input")
        add("-c", "--config", help="Odoo's configuration file")
        add("-d", "--database", required=True, help="the database")
        add("--profile", metavar="CODE", help="the profile whose settings are taken")
        add("--operation", help="create, create_all, upsert or update")
        add("--update-mode", help="none, file, file_and_defaults or fill_missing")
        add("--match", metavar="KEYS", help="ref, login, email: keys in their order, by commas")
        add("--on-error", help="skip bad rows or abort")
        add("--set", action="append", default=[], metavar="POLICY_FIELD=VALUE")
        add("--default", action="append", default=[], metavar="FIELD=VALUE")
        add("--map", action="append", default=[], metavar="HEADER=FIELD")
        add("--invite", action="store_const", const="yes", help="invite the new users by mail")
        add("--no-invite", action="store_const", const="no", dest="invite", help="invite nobody")
        add(
            "--common-password-file",
            metavar="FILE",
            help="holds the password of all new users (password_mode=common); - for standard input",
        )
        add(
            "--login-slips",
            metavar="OUT.zip",
            help="write login slips of new users whose password was made or is common to all",
        )
        add("--comment", help="kept with the import")
        add("--user", metavar="LOGIN", help="whose rights it has (the main administrator's)")
        add("--dry-run", action="store_true", help="plan and report only; change nobody")
        add("--report", metavar="OUT.xlsx", help="write all rows with what became of them")
        add("--json", action="store_true", help="print one JSON object and nothing else")

    def run(self, cmdargs):
        arguments = self.parser.parse_args(cmdargs)
        try:
            content = _read(arguments.file)
            password = _read_password(arguments)
            with _environment(arguments) as env:
                status = _Session(env, arguments, content, password).execute()
        except (CallError, UserError) as error:
            _fail(str(error), arguments.json)
            status = NOTHING_DONE
        sys.exit(status)


class _Session:
    """One call of the command, in an open environment."""

    def __init__(self, env, arguments, content, common_password):
        self.env = env
        self.arguments = arguments
        self.content = content
        self.common_password = common_password
        self.bar = _Bar(enabled=sys.stderr.isatty() and not arguments.json)

    def execute(self):
        """Import and report; return the exit status."""
        run = self._make_run()
        self._work(run)
        if run.state == "failed" and not run.total_count:
            raise CallError(run.issue_text)
        if self.arguments.dry_run:
            run._finish("cancelled")
        else:
            run._confirm()
            self._work(run)
        run._checkpoint()
        self._write_login_slips(run)
        self._report(run)
        return SOME_FAILED if run.failed_count else DONE

    def _make_run(self):
        arguments = self.arguments
        for flag, path in (("report", arguments.report), ("login-slips", arguments.login_slips)):
            if path and not Path(path).absolute().parent.is_dir():
                raise CallError(f"--{flag}: there is no folder for {path}.")
        return self.env["user.import.run"]._open(
            Path(arguments.file).name if arguments.file != "-" else "standard input",
            self.content,
            profile=self._profile(),
            policy=self._policy(),
            read_options=self._read_options(),
            comment=arguments.comment,
            common_password=self.common_password,
        )

    def _profile(self):
        Profile = self.env["user.import.profile"].with_context(active_test=False)
        code = self.arguments.profile or "standard"
        profile = Profile.search([("code", "=", code)])
        if not profile:
            codes = ", ".join(Profile.search([]).mapped("code"))
            raise CallError(f"There is no profile “{code}”. There are: {codes}.")
        return profile

    def _policy(self):
        """Return the policy fields that the call sets, checked against their choices."""
        arguments = self.arguments
        given = _pairs("--set", arguments.set)
        given |= {
            name: value
            for name, value in (
                ("operation", arguments.operation),
                ("update_mode", arguments.update_mode),
                ("match_on", arguments.match),
                ("on_error", arguments.on_error),
                ("invite", arguments.invite),
                ("password_mode", "common" if self.common_password else ""),
            )
            if value
        }
        return self.env["user.import.policy.mixin"]._policy_values_from_text(given)

    def _read_options(self):
        """Return what the call says of columns and fields, checked against the fields."""
        mapped = _pairs("--map", self.arguments.map)
        defaults = _pairs("--default", self.arguments.default)
        specs = {spec.name: spec for spec in self.env["user.import.field"]._specs()}
        for field in [*mapped.values(), *defaults]:
            if field not in specs and field.partition(":")[0] not in ("", "-", "tag", "property"):
                raise CallError(
                    f"There is no field “{field}”. There are: {', '.join(sorted(specs))}, "
                    "tag:CATEGORY and property:LABEL."
                )
        if own := sorted({"ref", "login", "old_login", "email"} & defaults.keys()):
            raise CallError(
                f"--default: {', '.join(own)} is each person's own; put it into the file."
            )
        if any(specs[field].sensitive for field in defaults if field in specs):
            raise CallError("A password never stands in an argument: put it into the file.")
        return {"map": mapped, "defaults": defaults}

    def _work(self, run):
        while True:
            more = retrying(run._step, self.env)
            self.bar.show(run)
            if not more:
                run._checkpoint()  # another process may be at it: look again
                run.invalidate_recordset()
                if not run._is_processing():
                    break
                time.sleep(0.5)
        self.bar.close()

    def _write_login_slips(self, run):
        """Write the login slips, for their owner alone; they are erased from the database."""
        path = self.arguments.login_slips
        if path and run.credentials_until:
            try:
                with open(path, "wb", opener=_private) as file:
                    file.write(self.env["user.import.credentials"]._take(run))
            except OSError as error:
                raise CallError(
                    f"The import is done, but --login-slips {path} cannot be written: "
                    f"{error.strerror}. Download the login slips in Odoo within 24 hours."
                ) from None
            run._checkpoint()

    def _report(self, run):
        report = self.env["user.import.report"]
        if self.arguments.report:
            Path(self.arguments.report).write_bytes(report._xlsx(run))
        issues = list(report._issues(run))
        if self.arguments.json:
            print(
                json.dumps(
                    {
                        "run": run.id,
                        "state": run.state,
                        "dry_run": self.arguments.dry_run,
                        **report._counts(run),
                        "issues": issues,
                    },
                    ensure_ascii=False,
                )
            )
            return
        print(self._headline(run))
        if told := self._login_slips_text(run):
            print(f"  {told}")
        for name, number in report._counts(run).items():
            if number:
                print(f"  {name:<10} {number:>8}")
        for issue in issues[:SHOWN_ISSUES]:
            print(_line(issue))
        if len(issues) > SHOWN_ISSUES:
            print(f"  … and {len(issues) - SHOWN_ISSUES} more; --report OUT.xlsx writes them all.")

    def _login_slips_text(self, run):
        """Return what a person should know of the login slips, ``""`` for nothing."""
        if run.credentials_until:
            return (
                f"Login slips of the new users wait in Odoo until {run.credentials_until} UTC; "
                f"{run.user_id.name} can download them once. --login-slips OUT.zip writes them."
            )
        path = self.arguments.login_slips
        if path and not Path(path).exists():
            return "There are no login slips: this import made no passwords."
        return ""

    def _headline(self, run):
        if self.arguments.dry_run:
            return f"Import {run.id} of {run.file_name}: planned only, nobody was changed"
        return f"Import {run.id} of {run.file_name}: {run.state}"


class _Bar:
    """A progress bar on a terminal's standard error."""

    WIDTH = 30

    def __init__(self, enabled):
        self.enabled = enabled
        self.started = time.monotonic()
        self.shown = False

    def show(self, run):
        if not self.enabled or not run.total_count:
            return
        share = run.processed_count / run.total_count
        filled = round(share * self.WIDTH)
        speed = run.processed_count / max(time.monotonic() - self.started, 0.001)
        sys.stderr.write(
            f"\r  {run.state:<9} [{'█' * filled}{'·' * (self.WIDTH - filled)}] "
            f"{run.processed_count}/{run.total_count}  {speed:.0f} rows/s \033[K"
        )
        sys.stderr.flush()
        self.shown = True

    def close(self):
        if self.shown:
            sys.stderr.write("\n")
        self.started = time.monotonic()
        self.shown = False


def _environment(arguments):
    """Return a context manager of the importer's environment.

    :raises CallError: where the database or the user is not as it must be
    """
    options = ["--no-http", "-d", arguments.database]
    if arguments.config:
        options += ["-c", arguments.config]
    # Odoo's log of a start-up is no part of this command's answer.
    config.parse_config([*options, "--log-level=warn"], setup_logging=True)
    return _Environment(arguments)


class _Environment:
    """Opens a cursor and finds the importer."""

    def __init__(self, arguments):
        self.arguments = arguments

    def __enter__(self):
        name = self.arguments.database
        try:
            registry = Registry(name)
        except OperationalError:
            raise CallError(f"The database “{name}” cannot be reached.") from None
        if "user.import.run" not in registry:
            raise CallError(f"Install the app “User Bulk Import” in the database “{name}” first.")
        self.cursor = registry.cursor()
        self.cursor.__enter__()
        env = api.Environment(self.cursor, api.SUPERUSER_ID, {})
        user = self._user(env)
        return env(user=user.id, context={"lang": user.lang, "tz": user.tz})

    def _user(self, env):
        login = self.arguments.user
        if not login:
            return env.ref("base.user_admin")
        user = env["res.users"].search([("login", "=", login)])
        if not user:
            raise CallError(f"--user: there is no active user with the login “{login}”.")
        if user.id == api.SUPERUSER_ID:
            raise CallError("--user: the superuser imports nobody; name a person.")
        return user

    def __exit__(self, *exception):
        return self.cursor.__exit__(*exception)


def _read(name):
    if name == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise CallError(f"{name} cannot be read: {error.strerror}.") from None


def _read_password(arguments):
    """Return the password of all new users: the first line of its file."""
    name = arguments.common_password_file
    if not name:
        return ""
    if name == arguments.file == "-":
        raise CallError("Standard input cannot be both the file and the common password.")
    try:
        lines = _read(name).decode().splitlines()
    except UnicodeDecodeError:
        raise CallError(f"--common-password-file: {name} is no text in UTF-8.") from None
    if len(lines) != 1:
        raise CallError(f"--common-password-file: {name} has to hold one line, the password.")
    return lines[0]


def _private(path, flags):
    """Open a file for its owner alone, also one that is there already; no link to elsewhere."""
    descriptor = os.open(path, flags | os.O_NOFOLLOW, 0o600)
    os.fchmod(descriptor, 0o600)
    return descriptor


def _pairs(flag, texts):
    """Return the dict of ``NAME=VALUE`` arguments."""
    pairs = {}
    for text in texts:
        name, separator, value = text.rpartition("=") if flag == "--map" else text.partition("=")
        if not separator or not name:
            raise CallError(f"{flag} takes NAME=VALUE, not “{text}”.")
        pairs[name.strip()] = value.strip()
    return pairs


def _line(issue):
    place = ", ".join(
        text
        for text in (
            issue["sheet"],
            f"row {issue['row']}" if issue["row"] else "",
            issue["column"],
        )
        if text
    )
    return f"  {issue['severity']:<8}{place}{': ' if place else ''}{issue['message']}"


def _fail(message, as_json):
    if as_json:
        print(json.dumps({"error": message}, ensure_ascii=False))
    print(message, file=sys.stderr)
