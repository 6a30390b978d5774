"""What a reader makes of a file: tables with a header, and rows of text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from .issues import Issue


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read before a file is refused.

    :param rows: data rows in the whole file
    :param columns: columns in one table
    :param cell_length: characters in one cell
    :param picture_length: characters of a picture that stands in a cell as text
    :param xls_bytes: size of an XLS file, which can only be read whole
    """

    rows: int = 500_000
    columns: int = 200
    cell_length: int = 32_767
    picture_length: int = 28_000_000
    xls_bytes: int = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What a person may overrule of what the reader finds out by itself; empty means find out."""

    format: str = ""
    encoding: str = ""
    delimiter: str = ""
    sheets: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row of a file.

    :param sheet: name of its table, ``''`` where the format has none
    :param number: the row number a person sees in a spreadsheet or editor, from 1; in JSON the
        position of the object, counted as if a header stood in row 1 (the first one is row 2)
    :param cells: one text a column, ``''`` where blank, as many as the header has or more where
        the row is too long. Numbers read ``123`` or ``1.5``, dates ``2024-01-31``, datetimes
        ``2024-01-31 08:00:00``, booleans ``true`` and ``false``, nested JSON its JSON text;
        a spreadsheet's error cell its literal (``#N/A``, ``#REF!`` …)
    """

    sheet: str
    number: int
    cells: tuple[str, ...]


@dataclass(slots=True)
class Table:
    """One sheet of a workbook, or the one table of any other file.

    :param rows: read once, and before the next table is asked for; blank rows are left out
    :param format: what the file was found to be (``csv``, ``xlsx`` …)
    :param encoding: of a text file, by Python's name of it
    :param delimiter: of a text file
    """

    name: str
    header: tuple[str, ...]
    header_row: int
    rows: Iterator[SourceRow]
    format: str = ""
    encoding: str = ""
    delimiter: str = ""


class Refusal(Exception):
    """The file is no table, or more than the limits allow.

    :param issue: one coded sentence on why, and what to do
    """

    def __init__(self, issue: Issue):
        super().__init__(issue.text())
        self.issue = issue


ERROR_LITERALS = frozenset(
    {"#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"}
)
"""What Excel and LibreOffice show for a formula that failed (ECMA-376 part 1, 18.17.3)."""
