"""Writes the workbook of a report, row by row, so that its size costs no memory."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import BinaryIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ..own_columns import MORE, NAME, PREFIX, own
from .types import Link, Mark, ReportRow, ReportSheet, Summary

MAX_ROWS = 1_048_575
"""Rows below the titles that a sheet can have."""

MAX_CELL = 32_767
"""Characters that a cell can have."""

MAX_NOTES = 5_000
"""Comments in one workbook: programs open thousands slowly, and the reason stands in each row."""

MAX_LINKS = 65_000
"""Links in one sheet (Excel allows 65,530); further ones are texts."""

NARROWEST, WIDEST = 10, 50
_COLORS = {
    "error": {"bg_color": "#FFC7CE", "font_color": "#9C0006"},
    "warning": {"bg_color": "#FFEB9C", "font_color": "#7F4F00"},
    "info": {"bg_color": "#DDEBF7", "font_color": "#1F3864"},
}
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")


def write(
    file: BinaryIO,
    sheets: Iterable[ReportSheet],
    *,
    summary: Summary | None = None,
    unnamed: str = "Rows",
    too_long: str = "This text is too long for a spreadsheet.",
) -> None:
    """Write a workbook that readers take for the person's own file.

    :param sheets: written in their order, each read once
    :param summary: the first sheet
    :param unnamed: what the sheet of a file without sheets is called, without the prefix
    :param too_long: comment on a cell left blank since no spreadsheet can hold its text
    """
    # A cell that begins with = is the file's text, never a formula of ours.
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        writer = _Writer(book, too_long)
        names = _Names()
        if summary:
            writer.write_summary(summary, names.take(own(summary.name)))
        for sheet in sheets:
            writer.write_sheet(sheet, names.take(sheet.name or own(unnamed)))


class _Names:
    """Names of sheets as Excel takes them, each once."""

    def __init__(self) -> None:
        self._taken: set[str] = {"history"}  # Excel's own

    def take(self, name: str) -> str:
        base = _FORBIDDEN.sub("-", name).strip("'")[:31] or "-"
        found, number = base, 1
        while found.casefold() in self._taken:
            number += 1
            found = f"{base[: 31 - len(str(number)) - 1]} {number}"
        self._taken.add(found.casefold())
        return found


class _Writer:
    def __init__(self, book: xlsxwriter.Workbook, too_long: str):
        self._book = book
        self._notes = 0
        self._too_long = Mark("warning", too_long)
        # Stays text when somebody edits it; long texts are seen as a whole.
        text = {"num_format": "@", "text_wrap": True, "valign": "top"}
        self._text = book.add_format(text)
        self._marked = {name: book.add_format(text | color) for name, color in _COLORS.items()}
        plain = {"text_wrap": True, "valign": "top"}
        self._own = book.add_format(plain)
        self._link = book.add_format(plain | {"font_color": "#0563C1", "underline": 1})
        title = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}
        self._title = book.add_format(title)
        self._own_title = book.add_format(title | {"italic": True, "bg_color": "#E7E6E6"})

    def write_summary(self, summary: Summary, name: str) -> None:
        sheet = self._book.add_worksheet(name)
        sheet.set_column(0, 0, 32)
        sheet.set_column(1, 1, 80)
        sheet.write_string(0, 0, own(summary.title), self._own_title)
        sheet.write_string(0, 1, PREFIX, self._own_title)
        for line, (label, value) in enumerate(summary.lines, start=1):
            sheet.write_string(line, 0, label, self._title if value == "" else self._own)
            self._write_own(sheet, line, 1, value)

    def write_sheet(self, report: ReportSheet, name: str) -> None:
        sheet = self._book.add_worksheet(name)
        width = len(report.headers)
        titles = [own(column.title) for column in report.own]
        titles += [f"{MORE}{number}" for number in range(1, report.more + 1)]
        titles += [f"{NAME}{report.name}"] if report.name not in ("", name) else []
        for index, title in enumerate(report.headers):
            sheet.write_string(0, index, title, self._title)
            if index in report.notes:
                self._comment(sheet, 0, index, report.notes[index])
        for index, title in enumerate(titles, start=width):
            sheet.write_string(0, index, title, self._own_title)
        widths = [len(title) + 4 for title in report.headers]  # the filter's button beside it
        line = 0
        for line, row in enumerate(report.rows, start=1):
            self._write_row(sheet, line, row, width, len(report.own))
            for index, text in enumerate(row.cells):
                if len(text) > widths[index]:
                    widths[index] = len(text)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(line, 1), width + len(titles) - 1)
        for index, longest in enumerate(widths):
            fitting = min(max(longest + 1, NARROWEST), WIDEST)
            sheet.set_column(index, index, fitting, self._text)
        for index, column in enumerate(report.own, start=width):
            sheet.set_column(index, index, column.width)

    def _write_row(
        self, sheet: Worksheet, line: int, row: ReportRow, width: int, own_width: int
    ) -> None:
        marks = row.marks
        for index, text in enumerate(row.cells):
            mark = marks.get(index)
            if len(text) > MAX_CELL:
                text, mark = "", self._too_long
            look = self._marked.get(mark.severity, self._text) if mark else self._text
            if text:
                self._write_text(sheet, line, index, text, look)
            elif mark:
                sheet.write_blank(line, index, None, look)
            if mark:
                self._comment(sheet, line, index, mark.note)
        for index, value in enumerate(row.own, start=width):
            self._write_own(sheet, line, index, value)
        for index, text in enumerate(row.more, start=width + own_width):
            self._write_text(sheet, line, index, text[:MAX_CELL], self._text)

    def _write_text(self, sheet: Worksheet, line: int, index: int, text: str, look: Format) -> None:
        if text.startswith("<r>") and text.endswith("</r>"):
            # xlsxwriter would take it for a rich text of its own, and write it as it is.
            sheet.write_rich_string(line, index, text[:1], self._own, text[1:], look)
        else:
            sheet.write_string(line, index, text, look)

    def _write_own(self, sheet: Worksheet, line: int, index: int, value: str | int | Link) -> None:
        if isinstance(value, int):
            sheet.write_number(line, index, value, self._own)
        elif isinstance(value, Link) and line <= MAX_LINKS:
            sheet.write_url(line, index, value.url, self._link, string=value.text)
        elif text := value.text if isinstance(value, Link) else value:
            self._write_text(sheet, line, index, text[:MAX_CELL], self._own)

    def _comment(self, sheet: Worksheet, line: int, index: int, note: str) -> None:
        if not note or self._notes >= MAX_NOTES:
            return
        self._notes += 1
        lines = sum(len(part) // 38 + 1 for part in note.splitlines())
        # Without the author's name, which would stand above each.
        size = {"width": 260, "height": 22 + 16 * lines}
        sheet.write_comment(line, index, note[:MAX_CELL], size)
