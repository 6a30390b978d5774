"""XLS workbooks of Excel 97 to 2003 and older, read by xlrd.

The format can only be read whole, hence the limit on its size
(:attr:`engine.tables.Limits.xls_bytes`). Source: [MS-XLS].
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager

import xlrd

from ..tables import ReadOptions, Refusal, Table
from .cell_numbers import format_kind, number_text
from .codes import FILE_BINARY, FILE_CORRUPT, FILE_ENCRYPTED, XLS_TOO_BIG, refusal
from .header import RawRow
from .source import Format, Source
from .workbook import Sheet, workbook_tables

KIND = "XLS"

# What xlrd says in words only.
_SPOKEN_ERRORS = (
    ("encrypted", FILE_ENCRYPTED),
    ("Can't find workbook in OLE2", FILE_BINARY),
)

# A stream without the container, as Excel 2 to 4 wrote it: the BOF record and its length.
_OLD_SIGNATURES = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")


def recognizes(source: Source) -> bool:
    """Tell whether a file is an XLS workbook. Other OLE files have been refused before."""
    return source.is_ole or source.head.startswith(_OLD_SIGNATURES)


def tables(source: Source, options: ReadOptions) -> Iterator[Table]:
    """Yield the tables of a workbook.

    :raises Refusal: where it is too big, encrypted, damaged or holds no table
    """
    limit = options.limits.xls_bytes
    if source.size > limit:
        raise refusal(XLS_TOO_BIG, limit=round(limit / (1024 * 1024), 1))
    source.file.seek(0)
    with _xlrd_errors():
        book = xlrd.open_workbook(
            file_contents=source.file.read(),
            logfile=io.StringIO(),
            formatting_info=True,  # for the number formats
            on_demand=True,
            ragged_rows=True,
        )

    def sheets() -> Iterator[Sheet]:
        for index in range(book.nsheets):
            with _xlrd_errors():
                sheet = book.sheet_by_index(index)
            yield Sheet(sheet.name, sheet.visibility != 0, _rows(book, sheet))
            book.unload_sheet(index)

    yield from workbook_tables(sheets, options, FORMAT.names[0])


FORMAT = Format(("xls",), recognizes, tables)


@contextmanager
def _xlrd_errors() -> Iterator[None]:
    """Turn what xlrd raises on damaged files into a refusal.

    This is the one place that catches everything: xlrd trusts the lengths and offsets that a file
    gives, so that a damaged one ends in any of IndexError, KeyError, AssertionError, struct.error,
    TypeError, MemoryError and more, which xlrd does not document.
    """
    try:
        yield
    except Refusal:
        raise
    except Exception as error:
        for words, code in _SPOKEN_ERRORS:
            if words in str(error):
                raise refusal(code) from error
        raise refusal(FILE_CORRUPT, format=KIND) from error


def _rows(book: xlrd.book.Book, sheet: xlrd.sheet.Sheet) -> Iterator[RawRow]:
    for row in range(sheet.nrows):
        with _xlrd_errors():
            cells = [_text(book, cell) for cell in sheet.row(row)]
        yield row + 1, cells


def _text(book: xlrd.book.Book, cell: xlrd.sheet.Cell) -> str:
    """Return what a person sees in a cell."""
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return cell.value
    if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        form = book.format_map[book.xf_list[cell.xf_index].format_key]
        return number_text(cell.value, format_kind(form.format_str), book.datemode == 1)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "true" if cell.value else "false"
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code.get(cell.value, "#VALUE!")
    return ""
