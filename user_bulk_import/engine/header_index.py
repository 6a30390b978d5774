"""What a header may mean: the keys of all headers a catalogue knows, and the search in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from .aliases import ARTICLES, DOUBTFUL, INVERTED, LINKING, NOT_HEADERS
from .association_specs import is_association, mirror
from .fields import Catalogue
from .headers import (
    alternatives,
    bracketed,
    is_about_others,
    normalize_header,
    record_keys,
    variants,
    words,
)

EXACT = "exact"
ALIAS = "alias"

PERSON_KEYS = frozenset({"email", "login"})
"""Fields by which a cell names another person."""

_TAGS = ("tag", "tags")


@dataclass(slots=True)
class Hits:
    """Fields that one key stands for: confidence by name, and which of them are inverted."""

    fields: dict[str, str] = field(default_factory=dict)
    inverted: set[str] = field(default_factory=set)

    def add(self, name: str, confidence: str) -> None:
        if self.fields.get(name) != EXACT:
            self.fields[name] = confidence

    def loosely(self) -> Hits:
        """Return the same fields for a header that says more than the key."""
        return Hits(dict.fromkeys(self.fields, ALIAS), self.inverted)


class HeaderIndex:
    """The keys of all headers that a catalogue knows."""

    def __init__(self, catalogue: Catalogue):
        self.hits: defaultdict[str, Hits] = defaultdict(Hits)
        self.categories: dict[str, str] = {}
        for spec in catalogue:
            unsaid = {normalize_header(text) for text in NOT_HEADERS.get(spec.name, ())}
            for key in {normalize_header(spec.name), normalize_header(spec.label)} - unsaid:
                self.hits[key].add(spec.name, EXACT)
            for key in {normalize_header(alias) for alias in spec.aliases}:
                self.hits[key].add(spec.name, ALIAS)
            if spec.name.startswith("tag:"):
                self.categories[normalize_header(spec.label)] = spec.name
        self.hits.pop("", None)
        for name, headers in INVERTED.items():
            if name in catalogue:
                for key in map(normalize_header, headers):
                    self.hits[key].add(name, ALIAS)
                    self.hits[key].inverted.add(name)
        self.doubtful = {
            normalize_header(text): tuple(name for name in names if name in catalogue)
            for text, names in DOUBTFUL.items()
        }


@lru_cache(maxsize=16)
def index_of(catalogue: Catalogue) -> HeaderIndex:
    """Return the index of a catalogue, made once."""
    return HeaderIndex(catalogue)


def fitting(text: str, catalogue: Catalogue, index: HeaderIndex, own: Collection[str]) -> Hits:
    """Return the fields that a header may mean."""
    key_words = words(text)
    if len(key_words) > 1 and key_words[0] in _TAGS:
        category = index.categories.get("".join(key_words[1:]))
        if category:
            return Hits({category: EXACT})
    brackets = bracketed(text)
    inside = [index.hits[key] for key in map("".join, brackets) if key in index.hits]
    if not inside and any(is_about_others(inner, own) for inner in brackets):
        return Hits()
    keys: dict[str, bool] = {}
    for key, literal in variants(text, own):
        keys.setdefault(key, literal)
    hits = None
    for key, literal in keys.items():
        if key in index.hits:
            hits = index.hits[key] if literal else index.hits[key].loosely()
            break
    if hits is None and not any(key in index.doubtful for key in keys):
        hits = _by_detour(text, keys, catalogue, index, own)
    return _of_own_kind(_united([hits or Hits(), *inside]), catalogue, own)


def _of_own_kind(hits: Hits, catalogue: Catalogue, own: Collection[str]) -> Hits:
    """Take, of several fields that name people, those in which the people of this sheet name them:
    students on a sheet of parents are children."""
    if len(hits.fields) < 2 or not all(map(is_association, hits.fields)):
        return hits
    fitting_own = {
        name: confidence
        for name, confidence in hits.fields.items()
        if (mirrored := catalogue.get(mirror(name)))
        and any(normalize_header(title) in own for title in mirrored.aliases)
    }
    return Hits(fitting_own or hits.fields)


def _by_detour(
    text: str, keys: Iterable[str], catalogue: Catalogue, index: HeaderIndex, own: Collection[str]
) -> Hits | None:
    """Try a path to a record, a person's address, several names with slashes between them, and a
    numbered column."""
    for key in record_keys(text):
        if key in index.hits:
            records = {name: ALIAS for name in index.hits[key].fields if catalogue[name].lookup}
            if records:
                return Hits(records)
    if people := _by_address(words(text), index, own):
        return people
    offered = [fitting(part, catalogue, index, own) for part in alternatives(text)]
    if offered and all(hits.fields for hits in offered):
        return _united([hits.loosely() for hits in offered])
    for key in keys:
        bare = key.rstrip("0123456789")
        if bare != key and bare in index.hits:
            several = {name: ALIAS for name in index.hits[bare].fields if catalogue[name].many}
            if several:
                return Hits(several)
    return None


def _by_address(key_words: Sequence[str], index: HeaderIndex, own: Collection[str]) -> Hits | None:
    """Try what names another person, mostly by e-mail address or login: *Mother's e-mail*, *E-Mail
    der Mutter*, *Parent 2 email*, *Associated parent*."""
    bare = [word.rstrip("0123456789") for word in key_words]
    told = tuple(word for word in bare if word and word not in LINKING)
    if any(word in own for word in told):
        return None
    if told != tuple(key_words) and (people := _people("".join(told), index)):
        return people
    for cut in range(1, len(told)):
        for key, person in ((told[:cut], told[cut:]), (told[cut:], told[:cut])):
            found = index.hits.get("".join(key))
            if not found or found.fields.keys().isdisjoint(PERSON_KEYS):
                continue
            while person and person[0] in ARTICLES:
                person = person[1:]
            if people := _people("".join(person), index):
                return people
    return None


def _people(key: str, index: HeaderIndex) -> Hits | None:
    """Return the fields that a key stands for, of those that name other people."""
    fields = index.hits[key].fields if key in index.hits else ()
    people = dict.fromkeys(filter(is_association, fields), ALIAS)
    return Hits(people) if people else None


def _united(found: Iterable[Hits]) -> Hits:
    """Return all fields together; the first that knows a field says whether it is inverted."""
    united = Hits()
    for hits in found:
        united.inverted |= {name for name in hits.inverted if name not in united.fields}
        for name, confidence in hits.fields.items():
            if name not in united.fields:
                united.fields[name] = confidence
    return united
