"""Rows of a file that are about the same user: the first stands, each later one is an error.

A row is a duplicate where an earlier one has the same key, or a key of the user that this row was
matched with: one row may name a person by reference, the other by login.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from . import planning_codes as codes
from .directory import Directory, normalize_key
from .drafts import Draft, Place, place_text
from .matching import FILE_KEYS
from .policy import Policy


class EarlierRows:
    """Tells which earlier row of the file has a key.

    :param directory: asked once, for all rows of the chunk
    :param sheets: names of the sheets in the order of the file
    """

    def __init__(
        self,
        drafts: Sequence[Draft],
        directory: Directory,
        policy: Policy,
        sheets: Sequence[str] = (),
    ):
        self._policy = policy
        self._sheets = {sheet: position for position, sheet in enumerate(sheets)}
        asked: dict[str, set[str]] = {key: set() for key in FILE_KEYS}
        for draft in drafts:
            for key, text in (*draft.keys.own(), *self._telling(draft), *_to_be_made(draft)):
                asked[key].add(text)
        asked = {key: texts for key, texts in asked.items() if texts}
        self._first: Mapping[tuple[str, str], Place] = directory.first_rows(asked) if asked else {}

    def report(self, draft: Draft) -> None:
        """Find out whether ``draft`` is a duplicate, and whether it shares its e-mail address."""
        email = draft.keys.email if draft.user else draft.keys.new_email
        draft.email_place = self.having(draft, "email", email) if email else None
        for key, text in self._telling(draft):
            if place := self.having(draft, key, text):
                report_duplicate(draft, key, text, place)
                return

    def having(self, draft: Draft, key: str, text: str) -> Place | None:
        """Return the first row with a key, if it stands before the row of ``draft``."""
        place = self._first.get((key, text))
        if place is None:
            return None
        source = draft.row.row
        return place if self._order(place) < self._order((source.sheet, source.number)) else None

    def _order(self, place: Place) -> tuple[int, int]:
        sheet, number = place
        return self._sheets.get(sheet, len(self._sheets)), number

    def _telling(self, draft: Draft) -> Iterator[tuple[str, str]]:
        """Give the keys that no earlier row may have: its own, and those of its user."""
        keys = draft.keys
        if keys.ref:
            yield "ref", keys.ref
        if self._policy.operation == "create_all":
            return
        yield from _only("login", keys.old_login)
        yield from _both_logins(keys.login)
        if draft.user is None:
            yield from _both_logins(keys.new_login)
        if "email" in self._policy.match_on:
            # Whoever is made of a login alone has it as e-mail address.
            email = keys.email if draft.user else keys.new_email
            yield from _only("email", email)
            yield from _only("login", email)
        if draft.user is not None:
            for key in self._policy.match_on:
                text = normalize_key(getattr(draft.user, key))
                yield from _both_logins(text) if key == "login" else _only(key, text)


def _both_logins(text: str) -> Iterator[tuple[str, str]]:
    if text:
        yield "login", text
        yield "new_login", text


def _only(key: str, text: str) -> Iterator[tuple[str, str]]:
    if text:
        yield key, text


def _to_be_made(draft: Draft) -> Iterator[tuple[str, str]]:
    """Give what a new user would take although the row does not name it, see ``creating``."""
    if draft.user is None:
        yield from _both_logins(draft.keys.new_login)
        yield from _only("email", draft.keys.new_email)


def report_duplicate(draft: Draft, key: str, text: str, place: Place) -> None:
    """Say that the row at ``place`` is about the same user."""
    draft.is_duplicate = True
    sheet, number = place
    params = {"key": key, "value": text, "place": place_text(place), "sheet": sheet, "row": number}
    draft.report(codes.DUPLICATE_IN_FILE, "login" if key == "new_login" else key, **params)
