"""What all converters share: how they clean a text, refuse it, or take it with a doubt."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from ..issues import ERROR, Problem, _lt, define

TEXT_BROKEN = define(
    "text_broken",
    ERROR,
    _lt(
        "“%(value)s” holds half characters that cannot be stored. Write it anew, or save the file "
        "as UTF-8."
    ),
)
TEXT_TOO_LONG = define(
    "text_too_long",
    ERROR,
    _lt("“%(value)s” has %(length)s characters, %(limit)s at most are possible. Shorten it."),
)
TEXT_SCIENTIFIC = define(
    "text_scientific",
    ERROR,
    _lt(
        "“%(value)s” is a number that the spreadsheet program has shortened: digits are lost. "
        "Format the column as text in the original file and write the number out."
    ),
)

SHOWN_LENGTH = 80
"""Characters of an offending value that an issue repeats."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_UNSHOWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
# Soft hyphen, zero-width blanks, and marks of writing direction (Unicode 16, 23.2 and 9).
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
# Persian, Indic scripts and emoji need joiners inside words; anywhere else they are dirt.
_LOOSE_JOINER = re.compile("(?<![^\\s\x00-\x7f])[\u200c\u200d]+|[\u200c\u200d]+(?![^\\s\x00-\x7f])")
_JOINER = re.compile("[\u200c\u200d]")
_SCIENTIFIC = re.compile(r"[+-]?\d(?:[.,]\d+)?E\+\d+", re.IGNORECASE)
_TEXT_MARK = re.compile(r"['\u2019](?=[+\d])")


class Doubt(Problem):
    """A value that can be used, and about which a person should know something.

    :param kept: what the text was converted to, the attribute ``value``
    """

    def __init__(self, code: str, kept: Any, /, **params: Any):
        super().__init__(code, **params)
        self.value = kept


def shown(text: str) -> str:
    """Return ``text`` as an issue may repeat it: short, and of characters that JSON can hold."""
    if len(text) > SHOWN_LENGTH:
        text = text[: SHOWN_LENGTH - 1] + "…"
    return _UNSHOWABLE.sub("\ufffd", text)


def refusal(code: str, text: str, **params: Any) -> Problem:
    """Return the problem ``code`` about the offending ``text``."""
    return Problem(code, value=shown(text), **params)


def one_line(text: str) -> str:
    """Return ``text`` in Unicode's composed form, blanks of any kind and number made one.

    Characters that nobody sees are left out.

    :raises Problem: where it holds half of a surrogate pair, as broken JSON does
    """
    if text.isascii():
        if text.isprintable() and "  " not in text:
            return text.strip(" ")
        return " ".join(_CONTROL.sub(" ", text).split())
    if _SURROGATE.search(text):
        raise refusal(TEXT_BROKEN, text)
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    text = _LOOSE_JOINER.sub("", _CONTROL.sub(" ", text))
    return unicodedata.normalize("NFC", " ".join(text.split()))


def many_lines(text: str) -> str:
    """Return ``text`` cleaned like :func:`one_line`, line by line.

    :raises Problem: where it holds half of a surrogate pair
    """
    return "\n".join(one_line(line) for line in text.splitlines()).strip("\n")


def key_line(text: str) -> str:
    """Return a key or address: like :func:`one_line`, and without joiners anywhere.

    :raises Problem: where it holds half of a surrogate pair
    """
    text = one_line(text)
    return text if text.isascii() else one_line(_JOINER.sub("", text))


def code_line(text: str) -> str:
    """Return a number or code without what a spreadsheet program adds to it.

    The apostrophe that marks a number as text goes.

    :raises Problem: where the program has shortened the number, or half of a surrogate pair
    """
    text = key_line(text)
    text = _TEXT_MARK.sub("", text, count=1) if _TEXT_MARK.match(text) else text
    if _SCIENTIFIC.fullmatch(text):
        raise refusal(TEXT_SCIENTIFIC, text)
    return text


def within(text: str, limit: int) -> str:
    """Return ``text`` where it is not longer than ``limit`` characters.

    :raises Problem: otherwise
    """
    if len(text) > limit:
        raise refusal(TEXT_TOO_LONG, text, length=len(text), limit=limit)
    return text


def is_blank(text: str) -> bool:
    """Return whether a person sees nothing in ``text``."""
    if not text or text.isspace():
        return True
    if text.isascii():
        return not text.isprintable() and not _CONTROL.sub("", text).strip()
    return not _JOINER.sub("", _INVISIBLE.sub("", _CONTROL.sub("", text))).strip()
