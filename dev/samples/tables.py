"""A sample: its sheets, what is wrong in them, and what an import of it has to come to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

PASSWORD_TOKEN = "Kx9zQ"
"""Stands in every password of the samples, so that a leak can be searched for."""

FAILED = "failed"
SKIPPED = "skipped"
CREATED = "created"

SECOND_TIME = {CREATED: "unchanged", SKIPPED: SKIPPED, FAILED: FAILED}
"""What becomes of a row when the file is imported again."""

Row = dict[str, Any]


@dataclass(frozen=True)
class Finding:
    """What an import has to say about a row.

    :param column: its header, ``""`` where it is about the row
    :param code: of the issue
    :param outcome: of the row
    """

    row: Row
    column: str
    code: str
    outcome: str

    @property
    def severity(self) -> str:
        return {FAILED: "error", SKIPPED: "info", CREATED: "warning"}[self.outcome]


@dataclass
class Sheet:
    """One table of a file.

    :param rows: values by header; ``None`` is a blank line
    :param first_row: the file's own number of the first row below the header
    """

    name: str
    header: Sequence[str]
    rows: list[Row | None]
    first_row: int = 2
    findings: list[Finding] = field(default_factory=list)

    def spoil(
        self, position: int, column: str, value: Any, code: str, outcome: str = FAILED
    ) -> Row:
        """Put something wrong into a cell, and note what an import has to say.

        :param value: the wrong value, or a function that makes it of the right one
        """
        row = self.rows[position]
        assert row is not None
        row[column] = value(row[column]) if callable(value) else value
        return self.note(row, column, code, outcome)

    def note(self, row: Row, column: str, code: str, outcome: str = FAILED) -> Row:
        """Note what an import has to say about a row."""
        self.findings.append(Finding(row, column, code, outcome))
        return row

    def repeat(self, position: int, **changes: Any) -> Row:
        """Add a copy of a row at the end."""
        row = {**self.rows[position], **changes}
        self.rows.append(row)
        return row

    def blank_lines(self, *positions: int) -> None:
        """Put a blank line before each of the rows at ``positions``."""
        for position in sorted(positions, reverse=True):
            self.rows.insert(position, None)

    def number(self, row: Row) -> int:
        """Return the file's own number of a row."""
        position = next(i for i, other in enumerate(self.rows) if other is row)
        return self.first_row + position


@dataclass
class Sample:
    """One file.

    :param path: in the repository
    :param profile: code of the profile that it is for
    :param write: gives the bytes
    :param copies: other places that get the same bytes
    """

    path: str
    profile: str
    sheets: list[Sheet]
    write: Callable[[Sample], bytes]
    has_passwords: bool = False
    has_sheet_names: bool = True
    copies: tuple[str, ...] = ()

    def expected(self) -> dict[str, Any]:
        """Return what an import into an empty database has to come to."""
        first: Counter[str] = Counter()
        second: Counter[str] = Counter()
        notes = []
        for sheet in self.sheets:
            outcome = {id(item.row): item.outcome for item in sheet.findings}
            for row in sheet.rows:
                if row is not None:
                    became = outcome.get(id(row), CREATED)
                    first[became] += 1
                    second[SECOND_TIME[became]] += 1
            notes += [
                {
                    "sheet": sheet.name if self.has_sheet_names else "",
                    "row": sheet.number(item.row),
                    "column": item.column,
                    "code": item.code,
                    "severity": item.severity,
                }
                for item in sorted(sheet.findings, key=lambda item: sheet.number(item.row))
            ]
        return {
            "profile": self.profile,
            "total": first.total(),
            **{name: first[name] for name in (CREATED, SKIPPED, FAILED)},
            "second_time": {name: second[name] for name in ("unchanged", SKIPPED, FAILED)},
            "password_token": PASSWORD_TOKEN if self.has_passwords else "",
            "issues": notes,
        }


def password(word: str, number: int) -> str:
    """Return a password that a person could have and that a search finds."""
    return f"{word}-{PASSWORD_TOKEN}-{number:04}"
