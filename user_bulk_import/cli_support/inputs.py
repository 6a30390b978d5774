"""What the command reads, and the one thing that it writes for its owner alone."""

import os
import sys
from contextlib import nullcontext
from functools import partial
from pathlib import Path

from .errors import CallError

PIECE = 1024 * 1024


def open_file(name):
    """Return a file opened for reading, or standard input for ``-``, as a context."""
    if name == "-":
        return nullcontext(sys.stdin.buffer)
    try:
        return open(name, "rb")
    except OSError as error:
        raise CallError(f"{name} cannot be read: {error.strerror}.") from None


def pieces(file):
    """Yield what is left of a file, piece by piece."""
    return iter(partial(file.read, PIECE), b"")


def read_password(arguments):
    """Return the password of all new users: the first line of its file."""
    name = arguments.common_password_file
    if not name:
        return ""
    if name == arguments.file == "-":
        raise CallError("Standard input cannot be both the file and the common password.")
    try:
        with open_file(name) as file:
            lines = file.read().decode().splitlines()
    except UnicodeDecodeError:
        raise CallError(f"--common-password-file: {name} is no text in UTF-8.") from None
    if len(lines) != 1:
        raise CallError(f"--common-password-file: {name} has to hold one line, the password.")
    return lines[0]


def check_folders(arguments):
    """Raise CallError where a file is to be written into a folder that is not there."""
    for flag, path in (("report", arguments.report), ("login-slips", arguments.login_slips)):
        if path and not Path(path).absolute().parent.is_dir():
            raise CallError(f"--{flag}: there is no folder for {path}.")


def open_private(path, flags):
    """Open a file for its owner alone, also one that is there already; no link to elsewhere."""
    descriptor = os.open(path, flags | os.O_NOFOLLOW, 0o600)
    os.fchmod(descriptor, 0o600)
    return descriptor
