"""A case of :mod:`test_policy_values`: a value of a policy field, an import, and its outcome."""

import os
from dataclasses import dataclass, field

DATABASE = f"{os.environ.get('TESTDB', 'user_bulk_import_test')}_values"
COMMON = "Common-lantern-58"
SLIP = object()
"""In place of a password: the one on the user's login slip."""


@dataclass(frozen=True)
class Case:
    """A value of a policy field, and what must be true after an import with it.

    :param name: of the field
    :param value: as the command line takes it
    :param file: the file's text
    :param counts: by outcome; those that are not named are 0
    :param users: what the users are like afterwards, by login; ``None`` for one who must not exist
    :param codes: of issues that are told
    :param opens: a password by login
    :param shut: a password that is none, by login
    :param contacts: whether there is a contact with an e-mail address
    :param mail: texts that stand in the only mail to a user, by login; ``()`` where there is none
    :param without: texts that stand in no mail to a user, by login
    :param also: further policy fields
    :param options: further options
    :param error: part of the sentence that refuses the call
    """

    name: str
    value: str
    file: str
    counts: dict = field(default_factory=dict)
    users: dict = field(default_factory=dict)
    codes: tuple = ()
    opens: dict = field(default_factory=dict)
    shut: dict = field(default_factory=dict)
    contacts: dict = field(default_factory=dict)
    mail: dict = field(default_factory=dict)
    without: dict = field(default_factory=dict)
    also: dict = field(default_factory=dict)
    options: tuple = ()
    stdin: str = ""
    error: str = ""

    @property
    def label(self):
        return " ".join([f"{self.name}={self.value}", *self.options])

    def arguments(self, folder):
        """Return the command's arguments, with files in ``folder``."""
        file = folder / "users.csv"
        file.write_text(self.file)
        (folder / "common.txt").write_text(COMMON)
        arguments = [str(file), "-d", DATABASE, "--json", *self.options]
        for name, value in {self.name: self.value, **self.also}.items():
            arguments += _option(name, value, self.options)
        return [argument.replace("{folder}", str(folder)) for argument in arguments]


def _option(name, value, options):
    """Return the arguments that set a policy field: the option of its own, where it has one."""
    if name == "invite":
        return ["--invite" if value == "yes" else "--no-invite"]
    if (name, value) == ("password_mode", "common"):
        return [] if "--common-password-file" in options else COMMON_FILE
    flags = {"operation": "operation", "update_mode": "update-mode", "on_error": "on-error"}
    flags["match_on"] = "match"
    return [f"--{flags[name]}", value] if name in flags else ["--set", f"{name}={value}"]


def csv(*lines):
    return "".join(f"{line}\n" for line in lines)


COMMON_FILE = ["--common-password-file", "{folder}/common.txt"]
