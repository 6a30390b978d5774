"""Files for the tests of readers, built here so that each test shows what is in its file."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import openpyxl
import xlwt

from engine.readers import open_tables
from engine.readers.header import column_letters
from engine.tables import ReadOptions, Refusal, Table

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOCUMENT_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


# Reading


def open_bytes(data: bytes, **options: Any) -> list[Table]:
    """Return the tables of a file with their rows read into lists."""
    tables = []
    for table in open_tables(io.BytesIO(data), "file.bin", ReadOptions(**options)):
        table.rows = list(table.rows)
        tables.append(table)
    return tables


def read_one(data: bytes, **options: Any) -> Table:
    """Return the one table of a file."""
    (table,) = open_bytes(data, **options)
    return table


def cells(table: Table) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows]


def numbers(table: Table) -> list[int]:
    return [row.number for row in table.rows]


def refusal_of(data: bytes, **options: Any):
    """Return the issue a file is refused with."""
    try:
        tables = open_bytes(data, **options)
    except Refusal as refused:
        assert str(refused) == refused.issue.text()
        return refused.issue
    raise AssertionError(f"not refused but read: {tables}")


def code_of(data: bytes, **options: Any) -> str:
    return refusal_of(data, **options).code


# Text


def csv_bytes(rows: Iterable[Sequence[Any]], delimiter=",", encoding="utf-8", end="\r\n") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(rows)
    return out.getvalue().encode(encoding)


# Archives


def zip_bytes(parts: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


# XLSX


def workbook_bytes(**sheets: Sequence[Sequence[Any]]) -> bytes:
    """Return an XLSX workbook as openpyxl writes it."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return saved(book)


def saved(book: openpyxl.Workbook | xlwt.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheet_xml(body: str, before: str = "") -> str:
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{body}</sheetData></worksheet>'


def inline_row(number: int, values: Sequence[str]) -> str:
    """Return a row of an XLSX sheet with its texts in the cells."""
    written = "".join(
        f'<c r="{column_letters(index)}{number}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
        for index, value in enumerate(values)
    )
    return f'<row r="{number}">{written}</row>'


def xlsx_parts(
    sheets: dict[str, str],
    *,
    strings: str | None = None,
    formats: Sequence[str] = (),
    states: dict[str, str] | None = None,
    properties: str = "",
) -> dict[str, str]:
    """Return the parts of a workbook made by hand, for what openpyxl does not write.

    :param sheets: XML of each sheet by its name
    :param strings: content of the shared strings
    :param formats: number formats; the cell style 1 has the first of them
    """
    listed, links, parts = [], [], {}
    for index, (name, xml) in enumerate(sheets.items(), start=1):
        state = (states or {}).get(name, "visible")
        listed.append(
            f'<sheet name={quoteattr(name)} sheetId="{index}" state="{state}" r:id="rId{index}"/>'
        )
        links.append(_link(f"rId{index}", "worksheet", f"worksheets/sheet{index}.xml"))
        parts[f"xl/worksheets/sheet{index}.xml"] = xml
    if strings is not None:
        links.append(_link("rIdS", "sharedStrings", "sharedStrings.xml"))
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{strings}</sst>'
    if formats:
        links.append(_link("rIdF", "styles", "styles.xml"))
        parts["xl/styles.xml"] = _styles_xml(formats)
    return {
        "_rels/.rels": _rels_xml([_link("rId1", "officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{DOCUMENT_RELS}">{properties}'
        f"<sheets>{''.join(listed)}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": _rels_xml(links),
        **parts,
    }


def xlsx_bytes(sheets: dict[str, str], **options: Any) -> bytes:
    return zip_bytes(xlsx_parts(sheets, **options))


def _link(identifier: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{identifier}" Type="{DOCUMENT_RELS}/{kind}" Target="{target}"/>'


def _rels_xml(links: Sequence[str]) -> str:
    return f'<Relationships xmlns="{PACKAGE_RELS}">{"".join(links)}</Relationships>'


def _styles_xml(formats: Sequence[str]) -> str:
    codes = "".join(
        f'<numFmt numFmtId="{164 + index}" formatCode={quoteattr(code)}/>'
        for index, code in enumerate(formats)
    )
    styles = "".join(f'<xf numFmtId="{164 + index}"/>' for index in range(len(formats)))
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts>{codes}</numFmts>'
        f'<cellXfs><xf numFmtId="0"/>{styles}</cellXfs></styleSheet>'
    )


# ODS


def ods_row(values: Sequence[str], attributes: str = "") -> str:
    written = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p>'
        "</table:table-cell>"
        for value in values
    )
    return f"<table:table-row {attributes}>{written}</table:table-row>"


def ods_content(sheets: dict[str, str], styles: str = "") -> str:
    """Return a content part.

    :param sheets: rows by sheet name; a name may be followed by ``|`` and the name of a style
    """
    tables = []
    for name, rows in sheets.items():
        title, _, style = name.partition("|")
        tables.append(
            f'<table:table table:name={quoteattr(title)} table:style-name="{style}">{rows}'
            "</table:table>"
        )
    spaces = " ".join(
        f'xmlns:{prefix}="{OASIS}{name}:1.0"'
        for prefix, name in (
            ("office", "office"),
            ("table", "table"),
            ("text", "text"),
            ("style", "style"),
            ("draw", "drawing"),
        )
    )
    return (
        f"<office:document-content {spaces} "
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f"<office:spreadsheet>{''.join(tables)}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )


def ods_bytes(sheets: dict[str, str], styles: str = "", **parts: str) -> bytes:
    content = ods_content(sheets, styles)
    return zip_bytes({"mimetype": ODS_TYPE, "content.xml": content, **parts})


# XLS


def xls_bytes(*sheets: tuple[str, Sequence[Sequence[Any]]]) -> bytes:
    """Return an XLS workbook; a cell may be a pair of a value and its number format."""
    book = xlwt.Workbook()
    for name, rows in sheets:
        sheet = book.add_sheet(name)
        for row_number, row in enumerate(rows):
            for column, value in enumerate(row):
                style = xlwt.Style.default_style
                if isinstance(value, tuple):
                    value, code = value
                    style = xlwt.easyxf(num_format_str=code)
                if value is not None:
                    sheet.write(row_number, column, value, style)
    return saved(book)
