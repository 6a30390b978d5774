import json
import sys
import time
from pathlib import Path

SHOWN_ISSUES = 20


class Printer:
    """Tells on standard output what came of a call, on standard error how far it is and why not."""

    def __init__(self, arguments):
        self.arguments = arguments
        self.bar = Bar(enabled=sys.stderr.isatty() and not arguments.json)
        self.told_pause = False

    def progress(self, run):
        self.bar.show(run)

    def waits(self, run):
        """Tell, once a pause, that a person keeps the run from going on."""
        if run.is_paused and not self.told_pause:
            self.bar.close()
            text = f"{run.paused_text} It goes on when somebody presses Resume in Odoo."
            print(text, file=sys.stderr, flush=True)
        self.told_pause = run.is_paused

    def end_progress(self):
        self.bar.close()

    def fail(self, message):
        """Tell why there is no import."""
        if self.arguments.json:
            print(json.dumps({"error": message}, ensure_ascii=False))
        print(message, file=sys.stderr)

    def result(self, run, issues, refused=""):
        """Tell what came of a run.

        :param issues: dicts as ``user.import.report`` gives them
        :param refused: why nothing was imported of what was planned
        """
        if self.arguments.json:
            self._print_object(run, issues, refused)
        else:
            self._print_lines(run, issues, refused)
        if refused:
            sys.stdout.flush()
            print(refused, file=sys.stderr)

    def _print_object(self, run, issues, refused):
        result = {
            "run": run.id,
            "state": run.state,
            "dry_run": self.arguments.dry_run,
            **run.env["user.import.report"]._counts(run),
            "issues": issues,
        }
        if refused:
            result["error"] = refused
        print(json.dumps(result, ensure_ascii=False))

    def _print_lines(self, run, issues, refused):
        print(self._headline(run, refused))
        if told := self._login_slips_text(run):
            print(f"  {told}")
        for name, number in run.env["user.import.report"]._counts(run).items():
            if number:
                print(f"  {name:<10} {number:>8}")
        for issue in issues[:SHOWN_ISSUES]:
            print(_line(issue))
        if len(issues) > SHOWN_ISSUES:
            print(f"  … and {len(issues) - SHOWN_ISSUES} more; --report OUT.xlsx writes them all.")

    def _headline(self, run, refused):
        if self.arguments.dry_run or refused:
            return f"Import {run.id} of {run.file_name}: planned only, nobody was changed"
        return f"Import {run.id} of {run.file_name}: {run.state}"

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


class Bar:
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
