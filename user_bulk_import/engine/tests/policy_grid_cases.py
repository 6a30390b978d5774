"""Cases for the grid of policies: one row each, the user that it is about, and their files."""

from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from engine.testkit import MemoryDirectory, make_user
from engine.values import CLEAR, Secret

BLANK = None
MUST_CHANGE = "must_change_password"
STRONG, WEAK, SHORT = "kV9#tq2Lw!x8Zp", "password1", "u7$Q"
HASH = "$pbkdf2-sha512$25000$c2FsdHNhbHQ$hashhash"


@dataclass(frozen=True)
class Case:
    """One row, and the user that it is about.

    :param state: ``unknown``, ``active``, ``archived`` or ``protected``
    :param key: how the row names the person
    :param login: whether the row also has the user's login, another one, or none
    :param present: the user's password, compared with the row's: ``none``, ``same``, ``other``, or
        ``own`` where the person has set it since an import
    :param password: what the row has: ``blank``, ``strong``, ``weak``, ``personal``, ``short``,
        ``hash``, or ``both`` a password and a hash
    """

    state: str
    key: str
    login: str
    has_email: bool
    email: bool
    named: bool
    city_now: str | None
    city: Any
    phone_now: str | None
    phone: Any
    present: str
    flagged: bool
    password: str
    deleted: bool | None
    active: bool | None

    @property
    def known(self):
        return self.state != "unknown"


cities = st.sampled_from([BLANK, CLEAR, "Oslo", "Voss"])
cases = st.builds(
    Case,
    state=st.sampled_from(
        ["active", "active", "unknown", "unknown", "archived", "archived", "protected"]
    ),
    key=st.sampled_from(["ref", "ref", "login", "email", "old_login"]),
    login=st.sampled_from(["none", "same", "other"]),
    has_email=st.booleans(),
    email=st.booleans(),
    named=st.sampled_from([True] * 7 + [False]),
    city_now=st.sampled_from([None, "Oslo"]),
    city=cities,
    phone_now=st.sampled_from([None, "+4711"]),
    phone=st.sampled_from([BLANK, "+4722"]),
    present=st.sampled_from(["none", "same", "other", "own"]),
    flagged=st.booleans(),
    password=st.sampled_from(
        ["strong", "blank", "hash", "blank", "hash", "weak", "personal", "short", "both"]
    ),
    deleted=st.sampled_from([BLANK, BLANK, BLANK, BLANK, False, True]),
    active=st.sampled_from([BLANK, True, False]),
)
policies = st.fixed_dictionaries(
    {
        "update_passwords": st.booleans(),
        "force_password_change": st.sampled_from(["weak", "none", "all"]),
        "force_all_matched": st.booleans(),
        "password_length": st.sampled_from([0, 8]),
        "common_is_weak": st.booleans(),
        "delete_action": st.sampled_from(["none", "archive", "delete"]),
        "allow_suspend": st.booleans(),
        "allow_rename": st.booleans(),
        "invite": st.booleans(),
    }
)
some_defaults = st.fixed_dictionaries(
    {},
    optional={
        "city": st.just("Molde"),
        "phone": st.just("+4733"),
        "active": st.booleans(),
        # One user's own, or a secret: no default for them counts.
        "deleted": st.just(True),
        "ref": st.just("R0"),
        "password": st.just(Secret("default password")),
    },
)


# The file and the directory that a case stands for


def secret_of(case, name):
    """Return the password of the row, or its hash where there is no password."""
    texts = {"strong": STRONG, "weak": WEAK, "personal": name, "short": SHORT, "both": STRONG}
    if case.password == "hash":
        return Secret(HASH, "hash")
    return Secret(texts[case.password]) if case.password in texts else None


def has_email(case):
    return case.has_email or case.key == "email"


def user_of(case, number, name):
    values = {"name": name, "city": case.city_now, "phone": case.phone_now}
    values[MUST_CHANGE] = None if case.present == "none" else case.flagged
    return make_user(
        number,
        name,
        values,
        ref=f"R{number}",
        email=f"{name}@example.org" if has_email(case) else "",
        active=case.state != "archived",
        protected=case.state == "protected",
    )


def cells_of(case, number, name):
    """Return the filled cells of the row."""
    cells = {
        "login": login_cell(case, name),
        "old_login": name if case.key == "old_login" else BLANK,
        "ref": f"R{number}" if case.key == "ref" else BLANK,
        "email": email_cell(case, name),
        "name": f"New {name}" if case.named else BLANK,
        "city": case.city,
        "phone": case.phone,
        "password": BLANK if case.password == "hash" else secret_of(case, name),
        "password_hash": Secret(HASH, "hash") if case.password in ("hash", "both") else BLANK,
        "deleted": case.deleted,
        "active": case.active,
    }
    return {field: value for field, value in cells.items() if value is not BLANK}


def login_cell(case, name):
    if case.key == "old_login":
        return f"new.{name}"
    if case.key == "login":
        return name
    return {"none": BLANK, "same": name, "other": f"new.{name}"}[case.login]


def email_cell(case, name):
    if case.key == "email":
        return f"{name}@example.org"
    return f"{name}@new.example" if case.email else BLANK


def directory_of(people):
    directory = MemoryDirectory(
        user_of(case, number, name) for number, name, case in people if case.known
    )
    for number, name, case in people:
        if not case.known or case.present == "none":
            continue
        secret = secret_of(case, name)
        same = case.present == "same" and secret
        directory.passwords[number] = secret.text if same else "something else"
        if case.present == "own":
            directory.own_passwords.add(number)
    return directory
