import time
from pathlib import Path

from odoo.service.model import retrying

from . import options
from .errors import CallError
from .inputs import check_folders, open_private, pieces

DONE, SOME_FAILED, NOTHING_DONE = 0, 1, 2
"""Exit statuses."""


class Session:
    """One call of the command, in an open environment.

    :param printer: tells how far it is and what came of it
    """

    def __init__(self, env, arguments, file, common_password, printer):
        self.env = env
        self.arguments = arguments
        self.file = file
        self.common_password = common_password
        self.printer = printer

    def execute(self):
        """Import and report; return the exit status."""
        run = self._make_run()
        self._work(run, only="reading")
        self._check_names(run)
        self._work(run)
        if run.state == "failed":
            raise CallError(run.issue_text)
        passed = [] if self.arguments.past_limits else self._limits_passed(run)
        if self.arguments.dry_run:
            run._finish("cancelled")
            return self._report(run, passed)
        if refusals := run._refusals():
            run._refuse(refusals)
            return self._report(run, passed, refused=self._refusal_text(refusals))
        if passed:
            return self._report(run, passed, refused=self._limit_text(run, passed))
        run._confirm(past_limits=True)
        self._work(run)
        return self._report(run)

    def _make_run(self):
        arguments = self.arguments
        check_folders(arguments)
        return self.env["user.import.run"]._open(
            Path(arguments.file).name if arguments.file != "-" else "standard input",
            pieces(self.file),
            profile=options.profile(self.env, arguments),
            policy=options.policy(self.env, arguments, bool(self.common_password)),
            read_options=options.read_options(self.env, arguments),
            comment=arguments.comment,
            common_password=self.common_password,
        )

    def _work(self, run, only=None):
        """Work on the run until it waits for a person or has ended.

        :param only: the state in which to work, any where not given
        """
        while run._is_processing() and only in (None, run.state):
            more = retrying(run._step, self.env)
            self.printer.progress(run)
            if not more:
                run._checkpoint()  # another process may be at it: look again
                run.invalidate_recordset()
                if run._is_processing():
                    self.printer.waits(run)
                    time.sleep(0.5)
        self.printer.end_progress()

    def _check_names(self, run):
        """End a run whose file lacks a column or a table that the call names.

        :raises CallError: where it does
        """
        if run.state == "failed":
            return
        if wrong := self._wrong_names(run):
            run._finish("cancelled")
            run._checkpoint()
            raise CallError(f"{wrong} Nobody was changed.")

    def _wrong_names(self, run):
        if lacking := options.headers_lacking(run, self.arguments):
            return (
                f"--map: the file has no column {_quoted(lacking)}. It has: "
                f"{_quoted(options.headers(run))}."
            )
        tables = _quoted(options.tables(run))
        if lacking := options.tables_lacking(run, self.arguments):
            return f"--tab: the file has no table {_quoted(lacking)}. It has: {tables}."
        if options.leaves_tables_open(run, self.arguments):
            return f"--tab: the file has several tables: {tables}. Name one: --tab TABLE=TAB."
        return ""

    def _limits_passed(self, run):
        return [issue for issue, _number in run._limits_passed()]

    def _refusal_text(self, refusals):
        told = [issue.text(self.env._) for issue in refusals]
        return "\n".join([*told, "Nobody was changed."])

    def _limit_text(self, run, passed):
        told = [issue.text(self.env._) for issue in passed]
        return "\n".join(
            [
                *told,
                f"Nobody was changed. Import {run.id} waits for review in Odoo, where "
                f"{run.user_id.name} can go on with it; or call again with --past-limits.",
            ]
        )

    def _report(self, run, passed=(), refused=""):
        """Write and print what came of the run; return the exit status.

        :param passed: issues of safety limits
        :param refused: why nothing was imported
        """
        run._checkpoint()
        self._write_login_slips(run)
        report = self.env["user.import.report"]
        if self.arguments.report:
            Path(self.arguments.report).write_bytes(report._xlsx(run))
        limits = [report._issue(issue.to_json()) for issue in passed]
        self.printer.result(run, [*limits, *report._issues(run)], refused)
        if refused:
            return NOTHING_DONE
        done = self.arguments.dry_run or run.state == "done"
        return DONE if done and not run.failed_count else SOME_FAILED

    def _write_login_slips(self, run):
        """Write the login slips, for their owner alone; they are erased from the database."""
        path = self.arguments.login_slips
        if path and run.credentials_until:
            try:
                with open(path, "wb", opener=open_private) as file:
                    file.write(self.env["user.import.credentials"]._take(run))
            except OSError as error:
                raise CallError(
                    f"The import is done, but --login-slips {path} cannot be written: "
                    f"{error.strerror}. Download the login slips in Odoo within 24 hours."
                ) from None
            run._checkpoint()


def _quoted(texts):
    return ", ".join(f"“{text}”" for text in texts)
