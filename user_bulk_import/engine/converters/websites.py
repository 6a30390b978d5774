"""Web addresses, in the form in which Odoo keeps them."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from ..issues import ERROR, _lt, define
from ..policy import Policy
from .base import code_line, refusal, within
from .texts import LINE_LENGTH

WEBSITE_INVALID = define(
    "website_invalid",
    ERROR,
    _lt("“%(value)s” is no web address. Write it like https://www.example.com."),
)

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?![0-9])", re.IGNORECASE)
_HOST = re.compile(r"[^\s/?#@:\[\]<>\"]+\.[^\s/?#@:\[\]<>\".]{2,}|localhost", re.IGNORECASE)


def convert_website(text: str, policy: Policy) -> str:
    """Convert a web address; one without a scheme gets ``http://``, as Odoo gives it.

    :raises Problem: no host, or a scheme other than http and https
    """
    text = within(code_line(text), LINE_LENGTH)
    address = text if _SCHEME.match(text) else "http://" + text.lstrip("/")
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError as error:
        raise refusal(WEBSITE_INVALID, text) from error
    if (
        " " in address
        or parts.scheme not in ("http", "https")
        or not address[len(parts.scheme) :].startswith("://")
        or not _HOST.fullmatch(host)
    ):
        raise refusal(WEBSITE_INVALID, text)
    return address
