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
        self._match_on = policy.match_on
        self._creates_all = policy.operation == "create_all"
        self._sheets = {sheet: position for position, sheet in enumerate(sheets)}
        asked: dict[str, set[str]] = {key: set() for key in FILE_KEYS}
        for draft in drafts:
            draft.telling = self._telling(draft)
            for key, text in (*draft.telling, *_wondered(draft)):
                asked[key].add(text)
        asked = {key: texts - {""} for key, texts in asked.items() if texts - {""}}
        self._first: Mapping[tuple[str, str], Place] = directory.first_rows(asked) if asked else {}

    def report(self, draft: Draft) -> None:
        """Find out whether ``draft`` is a duplicate, and whether it shares its e-mail address."""
        draft.email_place = self.having(draft, "email", draft.keys.new_email)
        for key, text in draft.telling:
            if place := self.having(draft, key, text):
                report_duplicate(draft, key, text, place)
                return

    def having(self, draft: Draft, key: str, text: str) -> Place | None:
        """Return the first row with a key, if it stands before the row of ``draft``."""
        place = self._first.get((key, text))
        source = draft.row.row
        own = source.sheet, source.number
        if place is None or place == own or self._order(place) > self._order(own):
            return None
        return place

    def _order(self, place: Place) -> tuple[int, int]:
        sheet, number = place
        return self._sheets.get(sheet, len(self._sheets)), number

    def _telling(self, draft: Draft) -> list[tuple[str, str]]:
        """Return the keys that no earlier row may have: its own, and those of its user."""
        keys, user = draft.keys, draft.user
        if self._creates_all:
            return [("ref", keys.ref)] if keys.ref else []
        # What becomes of the row has the new login and e-mail address, given or made.
        login, email = (keys.login, keys.email) if user else (keys.new_login, keys.new_email)
        pairs = [("ref", keys.ref), ("login", keys.old_login)]
        pairs += [("login", keys.login), ("new_login", keys.login)]
        pairs += [("login", login), ("new_login", login)]
        if "email" in self._match_on:
            # Whoever is made of a login alone has it as e-mail address.
            pairs += [("email", email), ("login", email)]
        if user is not None:
            for key in self._match_on:
                text = normalize_key(getattr(user, key))
                pairs.append((key, text))
                if key == "login":
                    pairs.append(("new_login", text))
        return [pair for pair in dict.fromkeys(pairs) if pair[1]]


def _wondered(draft: Draft) -> Iterator[tuple[str, str]]:
    """Give the keys that are looked up for another reason than being a duplicate."""
    keys = draft.keys
    yield "email", keys.new_email
    if draft.user is None:
        yield "email", keys.new_login
        yield "login", keys.new_email


def report_duplicate(draft: Draft, key: str, text: str, place: Place) -> None:
    """Say that the row at ``place`` is about the same user."""
    draft.is_duplicate = True
    sheet, number = place
    code = codes.DUPLICATE_IN_FILE
    if key == "email" or _is_login_by_email(draft, text):
        code, key = codes.EMAIL_DUPLICATE_IN_FILE, "email"
    key = "login" if key == "new_login" else key
    params = {"key": key, "value": text, "place": place_text(place), "sheet": sheet, "row": number}
    draft.report(code, key, **params)


def _is_login_by_email(draft: Draft, text: str) -> bool:
    """Return whether ``text`` is the login of the row because it is its e-mail address."""
    values = draft.row.values
    return "login" not in values and "old_login" not in values and text == draft.keys.new_email
