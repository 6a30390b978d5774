"""Pictures that stand in a table as text (BASE64, data URI), and links to pictures."""

from __future__ import annotations

import base64
import binascii
import re

SHORTEST = 64
"""Characters from which a text that begins like a picture is taken for one."""

# How JPEG, PNG, WebP, GIF, TIFF and HEIC begin in BASE64; JSON may write a slash as \/.
_BEGINNING = r"(?:\\?[/_]9j\\?[/_]|iVBORw0KGgo|UklGR|R0lGOD|SUkqA|TU0AK|AAAA[A-Za-z0-9+/]{2}Z0eXB)"
_DATA_URI = r"data:image\\?/[\w.+-]{1,40}(?:;[\w.+-]{1,40}=[\w.+-]{0,80})*;base64,"
_START = re.compile(rf"\s*(?:(?i:{_DATA_URI})|{_BEGINNING})", re.ASCII)
_LETTERS = re.compile(r"[A-Za-z0-9+/\\_=\s-]*", re.ASCII)
IN_JSON = re.compile(rf'"(?:{_DATA_URI}|{_BEGINNING})[A-Za-z0-9+/_=\\-]*', re.ASCII)
"""A picture in the text of a JSON file, or the beginning of one, from its quotation mark on."""

_HEAD = 512
_WHOLE = re.compile(r"[A-Za-z0-9+/_-]{16,}={0,2}", re.ASCII)
_IN_NAMES = re.compile(r"[/_-]")
_URI = re.compile(r"data:[\w./+-]*[;,]", re.IGNORECASE)
_LINK = re.compile(r"https?://", re.IGNORECASE)


def is_link(text: str) -> bool:
    """Return whether a text is a web address."""
    return bool(_LINK.match(text.lstrip()))


def is_picture_text(text: str) -> bool:
    """Return whether a text is a picture: a data URI, or BASE64 of what begins as one."""
    if len(text) < SHORTEST:
        return False
    start = _START.match(text[:_HEAD])
    return bool(start) and _LETTERS.fullmatch(text, start.end()) is not None


def is_data_uri(text: str) -> bool:
    """Return whether a text is a data URI, of whatever kind."""
    return bool(_URI.match(text.lstrip()))


def seems_picture_text(text: str) -> bool:
    """Return whether somebody may have meant a text as a picture, though none is told in it: a data
    URI of whatever kind, or what looks like BASE64 and hardly like the name of a file."""
    head = text[:_HEAD].lstrip()
    if is_data_uri(text) or _START.match(head):
        return True
    first = next(iter(head.split()), "")
    if len(text) < SHORTEST and (len(text) % 4 or _IN_NAMES.search(text)):
        return False
    kinds = (str.isupper, str.islower, str.isdigit)
    return bool(_WHOLE.fullmatch(first)) and all(any(map(kind, first)) for kind in kinds)


def picture_bytes(text: str) -> bytes:
    """Return the bytes of a text that :func:`is_picture_text`, ``b""`` where it is broken.

    Either alphabet of BASE64 will do, and line breaks (RFC 4648, 4 and 5; RFC 2045, 6.8).
    """
    _uri, _comma, letters = text.rpartition(",")
    packed = letters.encode("ascii", "replace").translate(_ALPHABET, b" \t\r\n\v\f=\\")
    try:
        return base64.b64decode(packed + b"=" * (-len(packed) % 4), validate=True)
    except binascii.Error:
        return b""


_ALPHABET = bytes.maketrans(b"-_", b"+/")
