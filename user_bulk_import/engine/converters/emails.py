"""E-mail addresses: one a cell, in the sense of RFC 5321 and 5322, internationalised ones too."""

from __future__ import annotations

import re
import unicodedata

from ..issues import ERROR, _lt, define
from ..policy import Policy
from .base import key_line, refusal

EMAIL_NO_AT = define(
    "email_no_at",
    ERROR,
    _lt("“%(value)s” is no e-mail address: it has no @. Write it like name@example.com."),
)
EMAIL_SEVERAL = define(
    "email_several",
    ERROR,
    _lt("“%(value)s” are several e-mail addresses. Leave only one in the cell."),
)
EMAIL_PROTECTED = define(
    "email_protected",
    ERROR,
    _lt(
        "“%(value)s” is what a website shows in place of a hidden e-mail address. Write the "
        "address itself."
    ),
)
EMAIL_BLANK = define(
    "email_blank",
    ERROR,
    _lt("The e-mail address “%(value)s” has a blank inside. Leave only the address in the cell."),
)
EMAIL_LOCAL = define(
    "email_local",
    ERROR,
    _lt(
        "What stands before the @ in “%(value)s” cannot be part of an e-mail address. Look for "
        "stray characters and for dots at its ends or in a row."
    ),
)
EMAIL_DOMAIN = define(
    "email_domain",
    ERROR,
    _lt("What stands after the @ in “%(value)s” is no domain. Write it like name@example.com."),
)
EMAIL_TOO_LONG = define(
    "email_too_long",
    ERROR,
    _lt(
        "The e-mail address “%(value)s” is too long: 64 characters before the @ and 254 in all "
        "are possible."
    ),
)

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_ATOM = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+"
# The everyday address; everything else takes the long way.
_PLAIN = re.compile(
    rf"{_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+[a-z][a-z0-9-]{{0,61}}[a-z0-9]", re.IGNORECASE
)
_ASCII_LABEL = re.compile(_LABEL, re.IGNORECASE)
# RFC 6531, 3.3: characters beyond ASCII count as atext.
_LOCAL = re.compile(
    r"[a-z0-9!#$%&'*+/=?^_`{|}~\x80-\U0010ffff-]+"
    r"(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~\x80-\U0010ffff-]+)*",
    re.IGNORECASE,
)
_QUOTED_LOCAL = re.compile(r'"(?:[ !#-\[\]-~]|\\[ -~])+"')
_BRACKETED = re.compile(r".*<(?P<inside>[^<>]*)>", re.DOTALL)
_COMMENT = re.compile(r"\s*\([^()@]*\)$")
_PROTECTED = re.compile(r"\[?e-?mail\W*(?:protected|hidden)\]?", re.IGNORECASE)
_SEPARATOR = re.compile(r"[\s;,|<>]+")
_WHOLE = re.compile(r"[^@]@[^@]")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0x3002: ".",
    0xFF61: ".",
}


def convert_email(text: str, policy: Policy) -> str:
    """Convert an e-mail address.

    ``Name <address>``, ``mailto:``, quotes, a trailing dot or semicolon and full-width characters
    are understood. The domain becomes lower case; what stands before the @ belongs to the
    domain's owner and keeps its case (RFC 5321, 2.4).

    :raises Problem: none or several addresses, or one that no mail can reach
    """
    text = key_line(text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text.translate(_FULL_WIDTH)).strip()
    if _PLAIN.fullmatch(text) and len(text) <= 254 and text.index("@") <= 64:
        return _lower_domain(text)
    if _PROTECTED.fullmatch(text):
        raise refusal(EMAIL_PROTECTED, text)
    return _checked(_only_one(text), text)


def _lower_domain(address: str) -> str:
    local, _, domain = address.rpartition("@")
    return unicodedata.normalize("NFC", f"{local}@{domain.lower()}")


def _bare(text: str) -> str:
    """Return the address without what people and programs put around it."""
    if (match := _BRACKETED.match(text)) and match["inside"].strip():
        text = match["inside"]
    text = _COMMENT.sub("", text).strip(" ;,<>")
    if text[:7].lower() == "mailto:":
        text = text[7:].partition("?")[0]
    for quote in "\"'":
        if len(text) > 2 and text[0] == text[-1] == quote:
            text = text[1:-1]
    return text.strip(" ;,<>").rstrip(".").rstrip()


def addresses_in(text: str) -> list[str]:
    """Return what looks like addresses in ``text``, without what stands around them."""
    return [_bare(part) for part in _SEPARATOR.split(text) if _WHOLE.search(part)]


def _only_one(text: str) -> str:
    """Return the address in the cell; a link may repeat it (``a@b.com <mailto:a@b.com>``)."""
    parts = addresses_in(text)
    if len(parts) < 2:
        return _bare(text)
    if len({part.casefold() for part in parts}) > 1:
        raise refusal(EMAIL_SEVERAL, text)
    return parts[0]


def _checked(address: str, text: str) -> str:
    local, at, domain = address.rpartition("@")
    if not at:
        raise refusal(EMAIL_NO_AT, text)
    if _QUOTED_LOCAL.fullmatch(local):
        pass
    elif " " in address:
        raise refusal(EMAIL_BLANK, text)
    elif not _LOCAL.fullmatch(local):
        raise refusal(EMAIL_LOCAL, text)
    if not _is_domain(domain):
        raise refusal(EMAIL_DOMAIN, text)
    if len(local.encode()) > 64 or len(address.encode()) > 254:  # RFC 5321, 4.5.3.1
        raise refusal(EMAIL_TOO_LONG, text)
    return _lower_domain(address)


def _is_domain(domain: str) -> bool:
    """Return whether mail can be sent there: two or more labels, the last one no number.

    Domains beyond ASCII are looked at in the form in which they go over the wire (RFC 5890).
    """
    if not domain.isascii():
        try:
            domain = domain.lower().encode("idna").decode()
        except UnicodeError:
            return False
    labels = domain.split(".")
    return (
        len(labels) > 1
        and len(domain) <= 253
        and all(_ASCII_LABEL.fullmatch(label) for label in labels)
        and len(labels[-1]) > 1
        and not labels[-1].isdigit()
    )
