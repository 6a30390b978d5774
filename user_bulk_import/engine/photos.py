"""Which picture is whose: by the name in the row's cell (found like any other name of a record), or
else by the row's login, e-mail address or reference, which a picture may be called after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from .converters.texts import convert_line
from .directory import Directory
from .fields import Catalogue, FieldSpec
from .issues import ERROR, INFO, WARNING, Issue, Problem, _lt, define
from .picture_names import fold_name
from .policy import MATCH_KEYS, Policy
from .rows import ConvertedRow
from .values import Ref

PHOTO_NOT_FOUND = define(
    "photo_not_found",
    WARNING,
    _lt(
        "There is no picture “%(value)s” in the upload, so this row is imported without a photo. "
        "Correct the name, or upload the pictures with the table in a ZIP."
    ),
)
PHOTO_AMBIGUOUS = define(
    "photo_ambiguous",
    WARNING,
    _lt(
        "More than one picture may be meant: %(names)s. None is taken. Write into the photo column "
        "which one it is, with its folder and ending."
    ),
)
PHOTO_SHARED = define(
    "photo_shared",
    INFO,
    _lt(
        "The photo “%(name)s” is taken by these rows too: %(places)s. Where that is a slip, write "
        "the name of another picture into the photo column of one of them."
    ),
)
PERSON_UNKNOWN = define(
    "person_unknown",
    ERROR,
    _lt(
        "No user has the login, e-mail address or reference “%(value)s”. Write here whose photo it "
        "is, or leave the row out. To make new users, upload a ZIP with a table of them and the "
        "photos."
    ),
)
PHOTOS_UNUSED = define(
    "photos_unused",
    WARNING,
    _lt(
        "Photos that no row asks for, so that they are not used: %(count)s. %(names)s. Correct the "
        "logins or photo names in the rows; the button “Photos” lists them all."
    ),
)

PHOTO = "photo"
PERSON = "person"
_STEMS = ("login", "old_login", "email", "ref")
"""Fields that a picture may be called after."""

NAMED = 5

PERSON_SPEC = FieldSpec(
    PERSON, _lt("Login, e-mail or reference"), convert_line, key=True, clearable=False
)
"""Names a user that exists, by whichever of the three; nobody is made of it. Nothing is written."""


def policy_for_photos(policy: Policy) -> Policy:
    """Return what counts for a ZIP with nothing but photos: users that exist get theirs."""
    return replace(
        policy,
        operation="update",
        update_mode="file" if policy.update_mode == "none" else policy.update_mode,
        match_on=MATCH_KEYS,
        required=frozenset({PERSON}),
        required_on_create=frozenset(),
        defaults={},
    )


def with_own_photos(
    converted: Sequence[ConvertedRow],
    resolved: Sequence[ConvertedRow],
    catalogue: Catalogue,
    directory: Directory,
) -> list[ConvertedRow]:
    """Give each row that asks for no photo the picture that is called like one of its keys.

    :param converted: rows before names were resolved
    :param resolved: the same afterwards
    """
    if PHOTO not in catalogue:
        return list(resolved)
    stems = [_stems(row) for row in converted]
    asked = set().union(*stems)
    found = directory.own_photos(asked) if asked else {}
    if not found:
        return list(resolved)
    return [
        _with_photo(row, own, found) if own else row
        for row, own in zip(resolved, stems, strict=True)
    ]


def _stems(row: ConvertedRow) -> set[str]:
    """Return the names that a row's picture may have; none where its cell says which it is."""
    values, column = row.values, row.columns.get(PHOTO)
    if PHOTO in values or (column and any(issue.column == column for issue in row.issues)):
        return set()
    texts = (values.get(name) for name in _STEMS)
    return {fold_name(text) for text in texts if isinstance(text, str)} - {""}


def _with_photo(
    row: ConvertedRow, stems: set[str], found: Mapping[str, Mapping[str, Ref | Problem]]
) -> ConvertedRow:
    pictures = {name: answer for stem in stems for name, answer in found.get(stem, {}).items()}
    if not pictures:
        return row
    source = row.row
    place: dict[str, Any] = {
        "sheet": source.sheet,
        "row": source.number,
        "column": row.columns.get(PHOTO, ""),
    }
    if len(pictures) > 1:
        issue = Issue(PHOTO_AMBIGUOUS, {"names": names_text(pictures)}, **place)
        return replace(row, issues=(*row.issues, issue))
    ((name, answer),) = pictures.items()
    if isinstance(answer, Ref):
        return replace(row, values={**row.values, PHOTO: answer})
    params = {**answer.params, "asked": name}
    return replace(row, issues=(*row.issues, Issue(answer.code, params, **place)))


def names_text(names: Sequence[str] | Mapping[str, Any], count: int = 0) -> str:
    """Return the first names in a line.

    :param count: of all of them, where ``names`` are not all
    """
    shown = sorted(names)[:NAMED]
    return ", ".join(shown) + (" …" if max(count, len(names)) > len(shown) else "")


def taken_photo(row: ConvertedRow) -> int | None:
    """Return the id of the picture that a row takes."""
    photo = row.values.get(PHOTO)
    return photo.id if isinstance(photo, Ref) else None
