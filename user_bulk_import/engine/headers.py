"""What a header says, apart from how it is written.

:func:`normalize_header` makes the key by which headers are compared. :func:`variants` gives the
keys that a header may be known by, from what it says in full to what remains without hints
(``[Required]``), without the person it speaks of (``of the candidate``) and without the objects
that it is nested in (``name.givenName``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import lru_cache

from .aliases import ARTICLES, HINTS, PERSON, ROLE_PERSONS, TAIL_HINTS
from .folding import LETTERS

_CAMEL = re.compile(r"(?<=[a-zà-ÿ0-9])(?=[A-ZÀ-Þ])|(?<=[A-Z])(?=[A-Z][a-z])")
_POSSESSIVE = re.compile(r"(?<=\w)['\u2019\u02bc`]s\b", re.IGNORECASE)
_APOSTROPHE = re.compile("['\u2019\u2018\u02bc\u02b9`\u00b4\"]")
_WORD = re.compile(r"[^\W_]+")
_SQUARE = re.compile(r"\[([^\[\]]*)\]")
_ROUND = re.compile(r"\(([^()]*)\)")
_INDEX = re.compile(r"\[\d*\]|(?<=[./])\d+(?=[./]|$)")
_PATH = re.compile(r"[./]+")
_URN = re.compile(r"^urn:.*:(?=[^:]+$)", re.IGNORECASE)

_OBJECTS = frozenset(
    {"name", "profile", "user", "users", "person", "attributes", "account", "credentials", "data"}
    | {"properties", "addresses", "address", "result", "resource", "traits", "demographics"}
    | {"custom attributes", "contact info"}
)
"""JSON objects that hold a person's own values; a parent's or manager's are not among them."""

_RECORDS = frozenset({"partner id", "related partner", "user", "user id"})
"""Records that Odoo's export names before a slash, with the person's own values."""

_PARTS = frozenset(
    {"id", "name", "value", "display", "display name", "label", "code", "full name"}
    | {"complete name", "company name", "country name", "country code", "database id"}
    | {"external id", "group name", "state name", "state code"}
)
"""What a path ends with that names a record."""


@lru_cache(maxsize=16_384)
def words(text: str) -> tuple[str, ...]:
    """Return the words of a header in lower case, without accents and punctuation."""
    text = unicodedata.normalize("NFKC", text).replace("#", " number ")
    text = _APOSTROPHE.sub("", _POSSESSIVE.sub("", text))
    text = _CAMEL.sub(" ", text).casefold().translate(LETTERS)
    text = unicodedata.normalize("NFKD", text)
    text = "".join(char for char in text if not unicodedata.combining(char))
    return tuple(_WORD.findall(text))


def normalize_header(text: str) -> str:
    """Return the key by which two headers are the same.

    >>> normalize_header("E-Mail Address"), normalize_header("emailAddress")
    ('emailaddress', 'emailaddress')
    """
    return "".join(words(text))


def owners(sheet: str) -> Collection[str]:
    """Return the words for the person that the rows of a sheet are about.

    On a sheet of instructors *Student e-mail* is somebody else's; where the sheet does not tell,
    students may be meant, teachers and parents not.
    """
    named = set(words(sheet))
    for persons in ROLE_PERSONS:
        if named & persons or {word.rstrip("s") for word in named} & persons:
            return PERSON | persons
    return PERSON | ROLE_PERSONS[0]


def people_of(sheet: str) -> int | None:
    """Return of what kind the people on a sheet are, a position in ``ROLE_PERSONS``; ``None`` where
    its name tells of none, or of several.

    >>> people_of("Pupils 2026") == people_of("Schüler"), people_of("Parents of students")
    (True, None)
    """
    named = set(words(sheet))
    named |= {word.rstrip("s") for word in named}
    kinds = [kind for kind, persons in enumerate(ROLE_PERSONS) if named & persons]
    return kinds[0] if len(kinds) == 1 else None


def is_about_others(key_words: Collection[str], own: Collection[str]) -> bool:
    """Return whether words name a person whom the row is not about."""
    return any(
        word in persons and word not in own for persons in ROLE_PERSONS for word in key_words
    )


def variants(header: str, own: Collection[str]) -> Iterator[tuple[str, bool]]:
    """Give the keys a header may be known by, the fullest first, and whether it says just that.

    :param own: words for the person a row is about, see :func:`owners`
    """
    header = _URN.sub("", header.strip())
    outer = _without_hints(_SQUARE.sub(" ", header))
    key_words = words(outer)
    while key_words and key_words[-1] in TAIL_HINTS:
        key_words = key_words[:-1]
    yield normalize_header(header), True
    if not key_words:
        return
    yield "".join(key_words), True
    for key in _looser(key_words, own):
        yield key, False
    heads, tail = _path(outer)
    if heads:
        yield "".join((*heads, tail)).replace(" ", ""), False
        known = _RECORDS if "/" in outer else _OBJECTS
        if all(head in known for head in heads):
            yield tail.replace(" ", ""), False


def record_keys(header: str) -> Iterator[str]:
    """Give the keys of what a path names a record of: ``company`` for ``company_id/name``."""
    heads, tail = _path(_SQUARE.sub(" ", _URN.sub("", header.strip())))
    while heads and tail in _PARTS:
        heads, tail = heads[:-1], heads[-1]
        yield "".join((*heads, tail)).replace(" ", "")
        if heads and all(head in _OBJECTS | _RECORDS for head in heads):
            yield tail.replace(" ", "")


def _path(header: str) -> tuple[list[str], str]:
    """Return the objects that a header goes through, and its end."""
    segments = [" ".join(words(part)) for part in _PATH.split(_INDEX.sub("", header))]
    segments = [segment for segment in segments if segment]
    return (segments[:-1], segments[-1]) if segments else ([], "")


def bracketed(header: str) -> list[tuple[str, ...]]:
    """Return the words of each pair of square brackets: ``Name [displayName] Required``."""
    found = (words(inside) for inside in _SQUARE.findall(header))
    return [inside for inside in found if inside and not set(inside) <= HINTS]


def alternatives(header: str) -> list[str]:
    """Return what a header offers to choose from: ``Surname / Family name``."""
    parts = re.split(r"\s*[/|]\s*|\s+(?:or|oder|ou|lub|veya|или|або)\s+", header)
    return parts if len(parts) > 1 and all(words(part) for part in parts) else []


def _without_hints(header: str) -> str:
    """Return a header without brackets that tell how to fill it."""

    def replaced(match: re.Match) -> str:
        return " " if set(words(match[1])) <= HINTS else f" {match[1]} "

    return _ROUND.sub(replaced, header)


def _looser(key_words: tuple[str, ...], own: Collection[str]) -> Iterator[str]:
    """Give keys without the person, and with *number* for *no.* and *nr.*"""
    bare = _without_person(key_words, own)
    yield "".join(bare)
    for form in dict.fromkeys((key_words, bare)):
        if len(form) > 1 and form[-1] in ("no", "nr", "num", "nbr"):
            yield "".join((*form[:-1], "number"))


def _without_person(key_words: tuple[str, ...], own: Collection[str]) -> tuple[str, ...]:
    """Return ``email`` for *email of the candidate* and for *candidate's email*."""
    while len(key_words) > 1 and key_words[0] in own:
        key_words = key_words[1:]
    start = len(key_words) - 1
    if start < 1 or key_words[start] not in own:
        return key_words
    while start > 1 and key_words[start - 1] in ARTICLES:
        start -= 1
    return key_words[:start]
