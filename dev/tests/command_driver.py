"""Runs many Odoo commands for the price of one start.

To start Odoo takes seconds, most of a command's time. So one process starts it once, loads the
database's registry and forks for each command it is given: the fork is a process of its own with
streams, log, connections and exit status of its own, as the command would be if it were typed.
"""

import json
import os
import select
import signal
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TIMEOUT = 300
CHEAP_ROUNDS = 1000
STREAMS = ("stdin", "stdout", "stderr")


@contextmanager
def driving(database, cheap_hashes=False):
    """Yield a :class:`Driver` on a database.

    :param bool cheap_hashes: as in Odoo's own tests; to hash a password at full cost takes a
        processor a quarter of a second
    """
    with tempfile.TemporaryDirectory() as folder:
        driver = Driver(database, Path(folder), CHEAP_ROUNDS if cheap_hashes else None)
        try:
            yield driver
        finally:
            driver.stop()


class Driver:
    """The process that starts once, seen from a test.

    :param folder: for the streams of the calls, and for what the process itself has to say
    :param rounds: the least that a password is hashed with, instead of Odoo's
    """

    def __init__(self, database, folder, rounds=None):
        self.database = database
        self.folder = folder
        with (folder / "log").open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, __file__, database, *([str(rounds)] if rounds else [])],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                cwd=ROOT,
                start_new_session=True,
            )

    def odoo(self, *arguments, stdin="", text=True):
        """Run an Odoo command, ``odoo ARGUMENTS``.

        :param bool text: whether the output is returned as text or as bytes
        :rtype: subprocess.CompletedProcess
        """
        arguments = [str(argument) for argument in arguments]
        (self.folder / "stdin").write_bytes(stdin.encode())
        self.process.stdin.write(json.dumps([arguments, str(self.folder)]).encode() + b"\n")
        self.process.stdin.flush()
        status = int(self._answer(arguments))
        output = [(self.folder / name).read_bytes() for name in STREAMS[1:]]
        if text:
            output = [content.decode() for content in output]
        return subprocess.CompletedProcess(arguments, status, *output)

    def shell(self, code, level="error"):
        """Run Python in an Odoo shell on the database; return what it printed."""
        done = self.odoo(
            *("shell", "-d", self.database, "--no-http", f"--log-level={level}"), stdin=code
        )
        assert done.returncode == 0 and "Traceback" not in done.stderr, done.stderr
        return done.stdout.strip()

    def stop(self):
        """End the process and the command that it may be at."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.communicate()

    def _answer(self, arguments):
        ready, _, _ = select.select([self.process.stdout], [], [], TIMEOUT)
        line = self.process.stdout.readline() if ready else b""
        assert line, f"{arguments}: no answer; {(self.folder / 'log').read_text()}"
        return line


# -- in the process itself --------------------------------------------------------------------


def serve(database, rounds=None):
    """Take calls, one a line, and answer each with its exit status."""
    calls, answers = os.fdopen(os.dup(0)), os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # whatever is printed here, is no answer
    registry = _load(database)
    if rounds:
        from odoo.addons.base.models import res_users

        res_users.MIN_ROUNDS = int(rounds)
    for line in calls:
        registry = _refresh(registry)
        pid = os.fork()
        if not pid:
            _run(*json.loads(line))
        _pid, status = os.waitpid(pid, 0)
        print(os.waitstatus_to_exitcode(status), file=answers, flush=True)


def _load(database):
    """Start Odoo; its log is left for the commands to set up."""
    sys.argv = ["odoo"]
    from odoo.cli.command import find_command
    from odoo.modules.registry import Registry
    from odoo.tools import config

    config.parse_config(["--no-http", "-d", database], setup_logging=False)
    for name in ("shell", "user_import"):
        find_command(name)
    return Registry(database)


def _refresh(registry):
    """Return the registry as a new process would load it, and with no connection to share."""
    from odoo.sql_db import close_all

    registry = registry.check_signaling()
    registry.clear_all_caches()
    registry.cache_invalidated.clear()  # which is nobody else's affair
    close_all()
    return registry


def _run(arguments, folder):
    """Be the command, and end."""
    import random
    import traceback

    from odoo.cli.command import main

    random.seed()
    for number, name in enumerate(STREAMS):
        path, mode = Path(folder, name), "w" if number else "r"
        with path.open(mode) as file:
            os.dup2(file.fileno(), number)
        setattr(sys, name, os.fdopen(number, mode, closefd=False))
    sys.argv = ["odoo", *arguments]
    try:
        main()
        status = 0
    except SystemExit as end:
        status = end.code or 0
        if not isinstance(status, int):
            print(status, file=sys.stderr)
            status = 1
    except BaseException:
        traceback.print_exc()
        status = 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


if __name__ == "__main__":
    serve(*sys.argv[1:3])
