"""What all workbook formats share: which sheets become tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ..tables import ReadOptions, Table
from .assembly import Draft, Gate
from .codes import FILE_CORRUPT, NO_ROWS, NO_TABLE, SHEET_UNKNOWN, TOO_MANY_SHEETS, refusal
from .header import RawRow

MAX_SHEETS = 255
LONGEST_NAME = 255
"""Of a sheet; Excel has 31 characters, and every row carries the name."""


@dataclass(slots=True)
class Sheet:
    """One sheet of a workbook.

    :param rows: its filled rows as texts; read before the next sheet is asked for
    """

    name: str
    hidden: bool
    rows: Iterable[RawRow]


def workbook_tables(
    sheets: Callable[[], Iterator[Sheet]], options: ReadOptions, kind: str
) -> Iterator[Table]:
    """Yield the tables of a workbook in the order of its sheets.

    Hidden sheets are left out unless the options name them. Sheets that are empty, have a header
    only, or hold an explanation rather than a table are passed over where any other has a table.

    :param sheets: opens the workbook anew at each call
    :raises Refusal: where there is no table in any of them, or a table cannot be used
    """
    gate = Gate(options.limits)
    wanted = Wanted(options.sheets)
    prose: set[int] = set()
    found = header_only = False
    for index, sheet in enumerate(_picked(sheets(), wanted, kind)):
        draft = Draft(sheet.name, sheet.rows, gate, grid=True)
        if draft.is_empty:
            continue
        if draft.is_prose:
            prose.add(index)
        elif table := draft.table(format=kind):
            found = True
            yield table
        else:
            header_only = True
    if not found and prose:
        for index, sheet in enumerate(_picked(sheets(), wanted, kind)):
            draft = Draft(sheet.name, sheet.rows, gate, grid=True)
            if index in prose and (table := draft.table(format=kind)):
                found = True
                yield table
    wanted.check()
    if not found:
        raise refusal(NO_ROWS if header_only or prose else NO_TABLE)


class Wanted:
    """The tables that are read: those that a person named, or all.

    :param names: compared without regard to case
    """

    def __init__(self, names: tuple[str, ...]):
        self._names = {_normal(name): name for name in names}
        self._seen: set[str] = set()

    def takes(self, name: str, hidden: bool = False) -> bool:
        """Tell whether a table is wanted; a hidden one is only where it is named."""
        self._seen.add(_normal(name))
        return _normal(name) in self._names if self._names else not hidden

    def check(self) -> None:
        """Refuse where a named table was not there.

        :raises Refusal: ``sheet_unknown``
        """
        for key, name in self._names.items():
            if key not in self._seen:
                raise refusal(SHEET_UNKNOWN, name=name)


def _picked(sheets: Iterator[Sheet], wanted: Wanted, kind: str) -> Iterator[Sheet]:
    for count, sheet in enumerate(sheets, start=1):
        if count > MAX_SHEETS:
            raise refusal(TOO_MANY_SHEETS, limit=MAX_SHEETS)
        if len(sheet.name) > LONGEST_NAME:
            raise refusal(FILE_CORRUPT, format=kind)
        if wanted.takes(sheet.name, sheet.hidden):
            yield sheet


def _normal(name: str) -> str:
    return name.strip().casefold()
