"""Logins: what a person types to come in."""

from __future__ import annotations

from ..issues import ERROR, WARNING, _lt, define
from ..policy import Policy
from .base import Doubt, code_line, refusal, shown, within

LOGIN_BLANK = define(
    "login_blank",
    WARNING,
    _lt("The login “%(value)s” has a blank inside. Whoever logs in must type it exactly so."),
)
LOGIN_BROKEN = define(
    "login_broken",
    ERROR,
    _lt(
        "The login “%(value)s” cannot be typed: it has a line break or a tabulator inside, or a "
        "blank in an e-mail address. Take it out."
    ),
)

LOGIN_LENGTH = 254
"""The longest e-mail address (RFC 5321, 4.5.3.1); Odoo's unique index could hold little more."""


def convert_login(text: str, policy: Policy) -> str:
    """Convert a login. Its case is kept, since Odoo minds it when people log in.

    Odoo allows blanks in logins, and users who have one must be found again: hence the doubt.

    :raises Problem: too long, several lines, a blank in an address
    :raises Doubt: a blank inside
    """
    login = within(code_line(text), LOGIN_LENGTH)
    if " " not in login:
        return login
    if "@" in login or any(mark in text.strip() for mark in "\n\r\t\v\f"):
        raise refusal(LOGIN_BROKEN, text.strip())
    raise Doubt(LOGIN_BLANK, login, value=shown(login))
