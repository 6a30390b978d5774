"""XLSX workbooks, read as a stream (ECMA-376 part 1, 18.3).

The cells are read from the XML directly. Openpyxl's read-only mode keeps an element for each row
and all shared strings in memory, expands entities and makes up a million rows for a sheet that
has one cell far below.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..tables import ERROR_LITERALS, Limits, ReadOptions, Table
from .cell_numbers import GENERAL, NOT_CALCULATED, iso_text, number_text
from .codes import CELL_TOO_LONG, FILE_CORRUPT, TOO_MANY_COLUMNS, TOO_MANY_ROWS, refusal
from .header import RawRow
from .package import Package
from .shared_strings import SharedStrings, qualified, unescape
from .source import Format, Source
from .workbook import Sheet, workbook_tables
from .xlsx_parts import KIND, Book, SheetPart, read_book
from .xmlstream import XmlHandler, feed

MAX_ROW = 1_048_576


def recognizes(source: Source) -> bool:
    """Tell whether a file is a workbook of Excel 2007 or later, with or without macros."""
    return source.is_zip and any(
        name.rpartition("/")[2] == "workbook.xml" for name in source.package
    )


def tables(source: Source, options: ReadOptions) -> Iterator[Table]:
    """Yield the tables of a workbook.

    :raises Refusal: where it is damaged, hostile or holds no table
    """
    package = source.package
    book = read_book(package)
    strings = None
    if book.shared_strings:
        strings = SharedStrings(package.open(book.shared_strings), options.limits.cell_length)

    def sheets() -> Iterator[Sheet]:
        for sheet in book.sheets:
            rows = _rows(package, sheet, book, strings, options.limits)
            yield Sheet(sheet.name, sheet.hidden, rows)

    yield from workbook_tables(sheets, options, FORMAT.names[0])


FORMAT = Format(("xlsx", "xlsm", "xltx"), recognizes, tables)


def _rows(
    package: Package, sheet: SheetPart, book: Book, strings: SharedStrings | None, limits: Limits
) -> Iterator[RawRow]:
    handler = _SheetHandler(sheet.name, book, strings, limits)
    for _chunk in feed(package.open(sheet.part), handler, KIND):
        yield from handler.rows
        handler.rows.clear()


class _SheetHandler(XmlHandler):
    """Makes texts of the cells of one sheet and gathers its filled rows."""

    def __init__(self, name: str, book: Book, strings: SharedStrings | None, limits: Limits):
        self.rows: list[RawRow] = []
        self._sheet = name
        self._book = book
        self._strings = strings
        self._limit = limits.cell_length
        self._columns = limits.columns
        self._tags = qualified("row", "c", "v", "f", "t", "rPh")
        self._letters: dict[str, int] = {}
        self._row_count = 0
        self._row = 0
        self._cells: list[str] = []
        self._column = -1
        self._type = ""
        self._style = ""
        self._pieces: list[str] = []
        self._length = 0
        self._collecting = self._in_hint = self._is_formula = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = self._tags.get(name)
        if tag == "v" or tag == "t":
            self._collecting = not self._in_hint
        elif tag == "c":
            self._start_cell(attributes)
        elif tag == "row":
            self._start_row(attributes)
        elif tag == "f":
            self._is_formula = True
        elif tag == "rPh":
            self._in_hint = True

    def end(self, name: str) -> None:
        tag = self._tags.get(name)
        if tag == "v" or tag == "t":
            self._collecting = False
        elif tag == "c":
            self._end_cell()
        elif tag == "row":
            if self._cells:
                self.rows.append((self._row, self._cells))
                self._cells = []
        elif tag == "rPh":
            self._in_hint = False

    def text(self, text: str) -> None:
        if self._collecting:
            self._pieces.append(text)
            self._length += len(text)
            if self._length > self._limit:
                raise refusal(CELL_TOO_LONG, sheet=self._sheet, row=self._row, limit=self._limit)

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._row_count += 1
        if self._row_count > MAX_ROW:
            raise refusal(TOO_MANY_ROWS, sheet=self._sheet, limit=MAX_ROW)
        number = attributes.get("r", "")
        self._row = int(number) if number.isdecimal() and len(number) < 9 else self._row + 1
        self._column = -1
        self._cells = []

    def _start_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        self._column = self._position(reference) if reference else self._column + 1
        self._type = attributes.get("t", "n")
        self._style = attributes.get("s", "")
        self._is_formula = False
        self._pieces = []
        self._length = 0

    def _end_cell(self) -> None:
        if self._pieces:
            text = self._value("".join(self._pieces))
        elif self._is_formula and self._type != "str":
            text = NOT_CALCULATED
        else:
            return
        if self._column >= self._columns:
            if not text.strip():
                return
            # Also for the sake of memory: one cell far to the right makes a row of thousands.
            raise refusal(TOO_MANY_COLUMNS, sheet=self._sheet, row=self._row, limit=self._columns)
        missing = self._column - len(self._cells)
        if missing < 0:
            self._cells[self._column] = text
        else:
            self._cells += [""] * missing
            self._cells.append(text)

    def _position(self, reference: str) -> int:
        """Return the column of a reference such as ``AB12``, from 0."""
        letters = reference.rstrip("0123456789")
        position = self._letters.get(letters)
        if position is None:
            if not 0 < len(letters) < 4 or not (letters.isascii() and letters.isalpha()):
                raise refusal(FILE_CORRUPT, format=KIND)
            position = -1
            for letter in letters.upper():
                position = (position + 1) * 26 + ord(letter) - ord("A")
            self._letters[letters] = position
        return position

    def _value(self, text: str) -> str:
        """Return what a person sees in a cell; ``t`` says what the text is (18.18.11)."""
        if self._type == "s":
            return self._shared(text)
        if self._type == "n":
            return number_text(text, self._number_kind(), self._book.epoch_1904)
        if self._type == "b":
            return "true" if text.strip() in ("1", "true") else "false"
        if self._type == "e":
            return text if text in ERROR_LITERALS else "#VALUE!"
        if self._type == "d":
            return iso_text(text)
        return unescape(text)

    def _shared(self, text: str) -> str:
        try:
            if self._strings is None:
                raise IndexError(text)
            return self._strings[int(text)]
        except (IndexError, ValueError) as error:
            raise refusal(FILE_CORRUPT, format=KIND) from error

    def _number_kind(self) -> str:
        kinds = self._book.number_kinds
        if self._style.isdecimal() and len(self._style) < 9 and int(self._style) < len(kinds):
            return kinds[int(self._style)]
        return GENERAL
