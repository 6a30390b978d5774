"""The content part of an ODS spreadsheet: sheets, filled rows and the texts of their cells.

Source: OpenDocument 1.3 part 3: 6.1 (text), 9.1 (tables), 14.1 (annotations), 19.385 and after
(values of cells).
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, field
from typing import NamedTuple

from ..tables import ERROR_LITERALS, Limits, Refusal
from .cell_numbers import NOT_CALCULATED, iso_text, number_text
from .codes import CELL_TOO_LONG, TOO_MANY_COLUMNS, TOO_MANY_ROWS, refusal
from .header import is_blank
from .xmlstream import XmlHandler

KIND = "ODS"

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _TEXT, _OFFICE, _STYLE, _DRAW = (
    f"{_OASIS}{name}:1.0 " for name in ("table", "text", "office", "style", "drawing")
)
_CALCEXT = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "

_SPACES = re.compile(r"[ \t\r\n]+")
_DURATION = re.compile(r"PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S")
_IGNORED = {
    f"{_OFFICE}annotation",
    f"{_OFFICE}forms",
    f"{_TABLE}shapes",
    f"{_TABLE}tracked-changes",
    f"{_TABLE}dde-links",
    f"{_TEXT}note",
    f"{_TEXT}ruby-text",
}
"""Elements whose text and tables are no part of any cell."""


class FilledRow(NamedTuple):
    """A row that stands in the sheet as many times as it says."""

    number: int
    cells: list[str]
    times: int


@dataclass(slots=True)
class SheetRows:
    """A sheet as far as it is parsed.

    :param refused: why it cannot be read further
    """

    name: str
    hidden: bool
    rows: deque[FilledRow] = field(default_factory=deque)
    complete: bool = False
    skipped: bool = False
    refused: Refusal | None = None

    def skip(self) -> None:
        """Gather no more rows."""
        self.skipped = True
        self.rows.clear()


class ContentHandler(XmlHandler):
    """Gathers sheets and their filled rows while the content is parsed."""

    def __init__(self, limits: Limits):
        self.sheets: deque[SheetRows] = deque()
        self._limits = limits
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._ignored = 0
        self._sheet: SheetRows | None = None
        self._row = 0
        self._row_times = 1
        self._cells: list[str] = []
        self._blanks = 0
        self._cell: dict[str, str] | None = None
        self._pieces: list[str] = []
        self._length = 0
        self._paragraphs = 0
        self._in_paragraph = False
        self._starts = {
            f"{_STYLE}style": self._start_style,
            f"{_STYLE}table-properties": self._start_table_properties,
            f"{_TABLE}table": self._start_table,
            f"{_TABLE}table-row": self._start_row,
            f"{_TABLE}table-cell": self._start_cell,
            f"{_TABLE}covered-table-cell": self._start_covered_cell,
            f"{_TEXT}p": self._start_paragraph,
            f"{_TEXT}s": self._start_spaces,
            f"{_TEXT}tab": lambda _attributes: self._add("\t"),
            f"{_TEXT}line-break": lambda _attributes: self._add("\n"),
        }
        self._ends = {
            f"{_TABLE}table": self._end_table,
            f"{_TABLE}table-row": self._end_row,
            f"{_TABLE}table-cell": self._end_cell,
            f"{_TEXT}p": self._end_paragraph,
        }

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._ignored:
            self._ignored += 1
        elif name in _IGNORED or (
            self._cell is not None and (name.startswith(_DRAW) or name == f"{_TABLE}table")
        ):
            self._ignored = 1
        elif start := self._starts.get(name):
            start(attributes)

    def end(self, name: str) -> None:
        if self._ignored:
            self._ignored -= 1
        elif end := self._ends.get(name):
            end()

    def text(self, text: str) -> None:
        if self._in_paragraph and not self._ignored:
            # Blanks collapse (6.1.2); those meant to stay are text:s elements.
            self._add(_SPACES.sub(" ", text) if len(text) > 1 else text)

    # Sheets

    def _start_style(self, attributes: dict[str, str]) -> None:
        self._style = attributes.get(f"{_STYLE}name", "")

    def _start_table_properties(self, attributes: dict[str, str]) -> None:
        if attributes.get(f"{_TABLE}display") == "false":
            self._hidden_styles.add(self._style)

    def _start_table(self, attributes: dict[str, str]) -> None:
        style = attributes.get(f"{_TABLE}style-name", "")
        self._sheet = SheetRows(attributes.get(f"{_TABLE}name", ""), style in self._hidden_styles)
        self.sheets.append(self._sheet)
        self._row = 0

    def _end_table(self) -> None:
        if self._sheet:
            self._sheet.complete = True
            self._sheet = None

    # Rows

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._row_times = _times(attributes.get(f"{_TABLE}number-rows-repeated"))
        self._cells = []
        self._blanks = 0

    def _end_row(self) -> None:
        if self._sheet and not self._sheet.skipped and not is_blank(self._cells):
            if self._row_times > self._limits.rows:
                self._refuse(TOO_MANY_ROWS, self._limits.rows)
            else:
                row = FilledRow(self._row + 1, self._cells, self._row_times)
                self._sheet.rows.append(row)
        self._row += self._row_times

    # Cells

    def _start_cell(self, attributes: dict[str, str]) -> None:
        if self._sheet and not self._sheet.skipped:
            self._cell = attributes
            self._pieces = []
            self._length = self._paragraphs = 0

    def _start_covered_cell(self, attributes: dict[str, str]) -> None:
        """Count a cell under a merged one: what it may still hold is not shown."""
        self._blanks += _times(attributes.get(f"{_TABLE}number-columns-repeated"))
        self._ignored = 1

    def _end_cell(self) -> None:
        attributes, self._cell = self._cell, None
        if attributes is None:
            return
        self._in_paragraph = False
        times = _times(attributes.get(f"{_TABLE}number-columns-repeated"))
        text = _cell_text(attributes, "".join(self._pieces))
        if not text:
            self._blanks += times
        elif len(self._cells) + self._blanks + times > self._limits.columns:
            self._refuse(TOO_MANY_COLUMNS, self._limits.columns)
        else:
            self._cells += [""] * self._blanks
            self._cells += [text] * times
            self._blanks = 0

    def _start_paragraph(self, _attributes: dict[str, str]) -> None:
        if self._cell is not None:
            if self._paragraphs:
                self._add("\n")
            self._paragraphs += 1
            self._in_paragraph = True

    def _end_paragraph(self) -> None:
        self._in_paragraph = False

    def _start_spaces(self, attributes: dict[str, str]) -> None:
        times = _times(attributes.get(f"{_TEXT}c"))
        self._add(" " * min(times, self._limits.cell_length + 1))

    def _add(self, text: str) -> None:
        if self._cell is None:
            return
        self._length += len(text)
        if self._length > self._limits.cell_length:
            self._refuse(CELL_TOO_LONG, self._limits.cell_length)
        else:
            self._pieces.append(text)

    def _refuse(self, code: str, limit: int) -> None:
        """Remember the refusal for whoever reads this sheet; it may be one that nobody reads."""
        if self._sheet and not self._sheet.refused:
            row = self._row + 1
            self._sheet.refused = refusal(code, sheet=self._sheet.name, row=row, limit=limit)
            self._sheet.skipped = True


def _times(text: str | None) -> int:
    """Return how often something is repeated; what is no number counts as once."""
    # Nine digits are far beyond any limit already.
    return max(int(text[:9]), 1) if text and text.isdecimal() else 1


def _cell_text(attributes: dict[str, str], text: str) -> str:
    """Return what a person sees in a cell; ``office:value-type`` says what it holds."""
    if attributes.get(f"{_CALCEXT}value-type") == "error":
        return text if text in ERROR_LITERALS else "#VALUE!"
    kind = attributes.get(f"{_OFFICE}value-type", "")
    if not (kind or text) and f"{_TABLE}formula" in attributes:
        return NOT_CALCULATED
    if kind in ("float", "percentage", "currency"):
        return _number(attributes.get(f"{_OFFICE}value", ""), text)
    if kind == "date":
        return iso_text(attributes.get(f"{_OFFICE}date-value", text))
    if kind == "time":
        value = attributes.get(f"{_OFFICE}time-value", text)
        match = _DURATION.fullmatch(value)
        return ":".join(part.zfill(2) for part in match.groups()) if match else value
    if kind == "boolean":
        return attributes.get(f"{_OFFICE}boolean-value", text)
    return attributes.get(f"{_OFFICE}string-value", text)


def _number(value: str, shown: str) -> str:
    """Return a number, with the leading zeros that its format shows."""
    plain = number_text(value)
    if shown.isdecimal() and shown.lstrip("0") == plain.lstrip("0"):
        return shown
    return plain
