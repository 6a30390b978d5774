"""ODS spreadsheets, read as a stream (OpenDocument 1.3 part 3, chapters 9 and 19)."""

from __future__ import annotations

from collections.abc import Iterator

from ..tables import ReadOptions, Table
from .codes import FILE_ENCRYPTED, refusal
from .header import RawRow
from .ods_content import KIND, ContentHandler, SheetRows
from .source import Format, Source
from .workbook import Sheet, workbook_tables
from .xmlstream import feed

_SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = "META-INF/manifest.xml"


def recognizes(source: Source) -> bool:
    """Tell whether a file is an OpenDocument spreadsheet.

    Its kind stands in the part ``mimetype``, which may be missing, and in the manifest
    (OpenDocument 1.3 part 2, 3.3).
    """
    if not source.is_zip or "content.xml" not in source.package:
        return False
    parts = [part for part in ("mimetype", _MANIFEST) if part in source.package]
    return any(_SPREADSHEET in source.package.read(part) for part in parts)


def tables(source: Source, options: ReadOptions) -> Iterator[Table]:
    """Yield the tables of a spreadsheet.

    :raises Refusal: where it is encrypted, damaged, hostile or holds no table
    """
    package = source.package
    if "encrypted-package" in package or (
        _MANIFEST in package and b"encryption-data" in package.read(_MANIFEST)
    ):
        raise refusal(FILE_ENCRYPTED)

    def sheets() -> Iterator[Sheet]:
        handler = ContentHandler(options.limits)
        return _sheets(handler, feed(package.open("content.xml"), handler, KIND))

    yield from workbook_tables(sheets, options, FORMAT.names[0])


FORMAT = Format(("ods", "ots"), recognizes, tables)


def _sheets(handler: ContentHandler, chunks: Iterator[None]) -> Iterator[Sheet]:
    """Yield one sheet after the other; they all stand in one part, which is gone through once."""
    while True:
        while not handler.sheets:
            if next(chunks, False) is False:
                return
        sheet = handler.sheets.popleft()
        yield Sheet(sheet.name, sheet.hidden, _rows(sheet, chunks))
        sheet.skip()
        while not sheet.complete and next(chunks, False) is not False:
            pass


def _rows(sheet: SheetRows, chunks: Iterator[None]) -> Iterator[RawRow]:
    while True:
        while sheet.rows:
            row = sheet.rows.popleft()
            for number in range(row.number, row.number + row.times):
                yield number, row.cells
        if sheet.refused:
            raise sheet.refused
        if sheet.complete or next(chunks, False) is False:
            return
