"""Which column fills which field.

Three rules: what a person said before (``saved``) wins; a header that fits two fields is shown
and not mapped; two headers that fit one field are shown and not mapped, unless one of them is the
field's own name and the other only an alias.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from .aliases import INVERTED, NAME_BESIDE, NAME_WORDS
from .fields import Catalogue
from .header_index import ALIAS, EXACT, HeaderIndex, fitting, index_of
from .headers import normalize_header, owners, variants
from .issues import Issue
from .mapping_codes import (
    HEADER_AMBIGUOUS,
    HEADER_BLANK,
    HEADER_CONFLICT,
    HEADER_DOUBLED,
    HEADER_DOUBTFUL,
    HEADER_SUPERSEDED,
    HEADER_TARGET_UNKNOWN,
    HEADER_UNKNOWN,
    HEADER_UNKNOWN_SECRET,
)
from .policy import Policy
from .secret_titles import sounds_secret

CHOSEN = "chosen"
REMEMBERED = "remembered"
SAVED = "saved"
CONTEXT = "context"
DECIDED = (CHOSEN, REMEMBERED, SAVED)
"""How sure we are where a person said it, also that the column is left out."""
NAMED_BY_FULL_NAME = frozenset({"first_name", "last_name"})
"""Fields that need no value where the full name has one."""

IGNORE = ("", "-")
"""Saved targets of columns to leave out."""

_STRONG = (CHOSEN, REMEMBERED, SAVED, EXACT)
"""Whose column a field takes, where others only look like it; the first of them wins."""


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """What becomes of one column.

    :param index: of the column, from 0
    :param header: as in the file
    :param target: name of the field spec it fills, ``''`` where it is left out
    :param confidence: ``chosen`` by a person for this file, ``remembered`` from an earlier one,
        ``saved`` in a profile (all three also that it is left out), ``exact`` (the field's name or
        label), ``context`` (by the columns beside it), ``alias``, or ``''``
    :param candidates: names of the fields it fits where none was taken
    :param conflict: another column fits the same field equally well
    :param inverted: its yes means the field's no (*Suspended* for ``active``)
    :param issues: what a person should know, at the column
    """

    index: int
    header: str
    target: str = ""
    confidence: str = ""
    candidates: tuple[str, ...] = ()
    conflict: bool = False
    inverted: bool = False
    issues: tuple[Issue, ...] = ()

    def is_sensitive(self, catalogue: Catalogue) -> bool:
        """Return whether the column may hold secrets: by a field that it fits, or by its title."""
        fitting = filter(None, (self.target, *self.candidates))
        return any(
            name in catalogue and catalogue[name].sensitive for name in fitting
        ) or sounds_secret(self.header)


_NAME_WORDS = {normalize_header(text): parts for text, parts in NAME_WORDS.items()}
_NAME_BESIDE = {normalize_header(text): part for text, part in NAME_BESIDE.items()}


def map_headers(
    header: Sequence[str],
    catalogue: Catalogue,
    saved: Mapping[str, str] | None = None,
    *,
    sheet: str = "",
    tab: str = "",
    decided: Mapping[int, tuple[str, str]] | None = None,
) -> tuple[ColumnMatch, ...]:
    """Map the columns of one table onto the fields of a catalogue.

    Several columns may fill one field with several values, and several tag categories. Any other
    field is filled by one column at most.

    :param saved: field name by header, compared without regard to how it is written; ``''`` or
        ``-`` leaves the column out. Headers that the table lacks do no harm
    :param sheet: name of the table, which tells whom its rows are about (*Instructors*)
    :param tab: the tab of a profile that the table is; it tells that better
    :param decided: field name and confidence (``chosen``, ``remembered``) by a column's position;
        goes before ``saved``. Columns that were chosen keep their field, also where several
        compete for one
    :return: one match a column, in order
    """
    own = owners(tab or sheet)
    index = index_of(catalogue)
    chosen = {normalize_header(text): name for text, name in (saved or {}).items()}
    matches = []
    for position, text in enumerate(header):
        key = normalize_header(text)
        if decided and position in decided:
            match = _saved(position, text, *decided[position], catalogue)
        elif key and key in chosen:
            match = _saved(position, text, chosen[key], SAVED, catalogue)
        else:
            match = _found(position, text, catalogue, index, own)
        matches.append(match)
    if "name" in catalogue:
        matches = _name_parts(matches, own)
    matches = _one_column_each(matches, catalogue)
    return tuple(_with_issues(match, catalogue, sheet) for match in matches)


def _saved(
    position: int, text: str, name: str, confidence: str, catalogue: Catalogue
) -> ColumnMatch:
    if name in IGNORE:
        return ColumnMatch(position, text, confidence=confidence)
    if name not in catalogue:
        issue = Issue(HEADER_TARGET_UNKNOWN, {"header": text, "field": name})
        return ColumnMatch(position, text, issues=(issue,))
    inverted = normalize_header(text) in map(normalize_header, INVERTED.get(name, ()))
    return ColumnMatch(position, text, name, confidence, inverted=inverted)


def _found(
    position: int, text: str, catalogue: Catalogue, index: HeaderIndex, own: Collection[str]
) -> ColumnMatch:
    spaced = " ".join(text.split())
    hits = fitting(spaced, catalogue, index, own)
    if len(hits.fields) == 1:
        [(name, confidence)] = hits.fields.items()
        return ColumnMatch(position, text, name, confidence, inverted=name in hits.inverted)
    candidates = tuple(hits.fields)
    if not candidates:
        keys = (key for key, _literal in variants(spaced, own))
        candidates = next((index.doubtful[key] for key in keys if key in index.doubtful), ())
    return ColumnMatch(position, text, candidates=candidates)


def _name_parts(matches: list[ColumnMatch], own: Collection[str]) -> list[ColumnMatch]:
    """Tell a full name from a part of it by the columns beside it: *Nom*, *Prénom*."""
    parts = {match.target for match in matches} & {"first_name", "last_name"}
    keys = [tuple(key for key, _ in variants(match.header, own)) for match in matches]
    beside = [_NAME_BESIDE[key] for column in keys for key in column if key in _NAME_BESIDE]
    return [
        _name_part(match, column, parts, beside) if match.confidence not in DECIDED else match
        for match, column in zip(matches, keys, strict=True)
    ]


def _name_part(
    match: ColumnMatch, keys: Sequence[str], parts: set[str], beside: Sequence[str]
) -> ColumnMatch:
    word = next((key for key in keys if key in _NAME_WORDS), None)
    if word and not match.target and not match.candidates:
        if len(parts) != 1:
            return replace(match, target="name", confidence=ALIAS)
        meaning = _NAME_WORDS[word].get(next(iter(parts)))
    elif "name" in keys and match.target == "name" and len(parts) == 1:
        meaning = next(iter(beside), None)
    else:
        return match
    if meaning:
        return replace(match, target=meaning, confidence=CONTEXT)
    other = "first_name" if "last_name" in parts else "last_name"
    return replace(match, target="", confidence="", candidates=("name", other))


def _one_column_each(matches: list[ColumnMatch], catalogue: Catalogue) -> list[ColumnMatch]:
    """Take one column at most for each field with one value."""
    columns: defaultdict[str, list[ColumnMatch]] = defaultdict(list)
    for match in matches:
        if match.target and not catalogue[match.target].many:
            columns[match.target].append(match)
    result = list(matches)
    for name, rivals in columns.items():
        if len(rivals) > 1:
            for match in _settled(rivals, catalogue[name].label):
                result[match.index] = match
    return result


def _settled(rivals: Sequence[ColumnMatch], label: str) -> Iterator[ColumnMatch]:
    """Give what becomes of columns that fit the same field, which ``label`` is the name of."""
    chosen = [match for match in rivals if match.confidence == CHOSEN]
    winner = chosen[0] if chosen else _winner(rivals)
    doubled = len(chosen) > 1
    headers = ", ".join(match.header for match in (chosen if doubled else rivals))
    for match in rivals:
        if match in chosen:
            issue = Issue(HEADER_DOUBLED, {"field": label, "headers": headers})
            yield replace(match, conflict=doubled, issues=(issue,) if doubled else ())
        elif match is not winner:
            if winner:
                params = {"header": match.header, "other": winner.header, "field": label}
                issue = Issue(HEADER_SUPERSEDED, params)
            else:
                issue = Issue(HEADER_CONFLICT, {"field": label, "headers": headers})
            yield replace(
                match,
                target="",
                confidence="",
                candidates=(match.target,),
                conflict=winner is None,
                issues=(*match.issues, issue),
            )


def _winner(rivals: Sequence[ColumnMatch]) -> ColumnMatch | None:
    for confidence in _STRONG:
        strong = [match for match in rivals if match.confidence == confidence]
        if strong:
            return strong[0] if len(strong) == 1 else None
    return None


def _with_issues(match: ColumnMatch, catalogue: Catalogue, sheet: str) -> ColumnMatch:
    issues = match.issues
    if not issues and not match.target and match.confidence not in DECIDED:
        if not match.header.strip():
            issues = (Issue(HEADER_BLANK, {"number": match.index + 1}),)
        elif match.candidates:
            code = HEADER_AMBIGUOUS if len(match.candidates) > 1 else HEADER_DOUBTFUL
            labels = ", ".join(catalogue[name].label for name in match.candidates)
            issues = (Issue(code, {"header": match.header, "fields": labels}),)
        else:
            code = HEADER_UNKNOWN_SECRET if sounds_secret(match.header) else HEADER_UNKNOWN
            issues = (Issue(code, {"header": match.header}),)
    return replace(match, issues=tuple(i.at(sheet=sheet, column=match.header) for i in issues))


def missing_for_new(
    matches: Iterable[ColumnMatch], policy: Policy, catalogue: Catalogue
) -> tuple[str, ...]:
    """Return what :func:`missing_required` does not, since only the planner can tell which rows
    make a user: each row that does will lack these fields."""
    if policy.operation == "update":
        return ()
    matches = tuple(matches)
    anyway = missing_required(matches, policy, catalogue)
    creating = missing_required(matches, replace(policy, operation="create"), catalogue)
    return tuple(name for name in creating if name not in anyway)


def missing_required(
    matches: Iterable[ColumnMatch], policy: Policy, catalogue: Catalogue
) -> tuple[str, ...]:
    """Return the required fields that no column of a table and no default can fill.

    What is required on creation counts where each row makes a user (``create``, ``create_all``);
    otherwise only the planner can tell which rows do. A first or last name can make the name, a
    full name says both, and the e-mail address can make the login, unless each row must have one.

    :return: names of field specs, in the order of the catalogue
    """
    filled = {match.target for match in matches if match.target}
    if "name" in filled:
        filled |= NAMED_BY_FULL_NAME
    if any(name.startswith("tag:") for name in filled):
        filled.add("tags")
    filled |= {name for name, text in policy.defaults.items() if text.strip()}
    creating = policy.operation in ("create", "create_all")
    wanted = set(policy.required)
    if creating:
        wanted |= policy.required_on_create
        wanted.add("password")
    if policy.password_mode != "file":
        wanted.discard("password")
    if "password_hash" in filled:
        filled.add("password")
    if filled & {"first_name", "last_name"}:
        filled.add("name")
    if "email" in filled and "login" not in policy.required:
        filled.add("login")
    order = [spec.name for spec in catalogue]
    return tuple(
        sorted(wanted - filled, key=lambda name: order.index(name) if name in order else len(order))
    )
