"""Writing workbooks: the same input gives the same bytes."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from .tables import Sheet

SAVED_AT = datetime.datetime(2026, 3, 2, 9, 0, 0)


@dataclass(frozen=True)
class Formula:
    """A formula, with the value that the spreadsheet program has stored for it."""

    text: str
    value: str | float
    is_date: bool = False


class Book:
    """A workbook in memory.

    :param title: of the document's properties
    """

    def __init__(self, title: str, company: str):
        self._output = io.BytesIO()
        options = {"in_memory": True, "strings_to_urls": False}
        self._book = xlsxwriter.Workbook(self._output, options)
        self._book.set_properties({"title": title, "company": company, "created": SAVED_AT})
        self._bold = self._book.add_format(
            {"bold": True, "bottom": 1, "bg_color": "#EDE7EB", "text_wrap": True}
        )
        self._title = self._book.add_format({"bold": True, "font_size": 14, "align": "left"})
        self._date = self._book.add_format({"num_format": "yyyy-mm-dd"})
        self._text = self._book.add_format({"num_format": "@"})

    def add(self, sheet: Sheet, *, title: str = "", text_columns: Sequence[str] = ()) -> Worksheet:
        """Add a sheet.

        :param title: stands in a merged cell above the header
        :param text_columns: headers of columns that hold numbers as text
        """
        page = self._book.add_worksheet(sheet.name)
        if title:
            page.merge_range(0, 0, 0, len(sheet.header) - 1, title, self._title)
        top = sheet.first_row - 2
        page.write_row(top, 0, sheet.header, self._bold)
        page.freeze_panes(top + 1, 0)
        bottom = top + len(sheet.rows)
        for column, header in enumerate(sheet.header):
            values = [row.get(header, "") if row else "" for row in sheet.rows]
            style = self._text if header in text_columns else None
            for line, value in enumerate(values, start=top + 1):
                self._write(page, line, column, value, style)
            longest = max(len(value) for value in (header, *values) if isinstance(value, str))
            page.set_column(column, column, min(longest + 2, 40))
            if style:
                cells = xl_range(top + 1, column, bottom, column)
                page.ignore_errors({"number_stored_as_text": cells})
        return page

    def add_hidden(self, name: str, lists: dict[str, Sequence[str]]) -> None:
        """Add a hidden sheet with the choices of drop-down lists, one column a list."""
        page = self._book.add_worksheet(name)
        for column, (header, choices) in enumerate(lists.items()):
            page.write_string(0, column, header, self._bold)
            page.write_column(1, column, choices)
        page.hide()

    def content(self) -> bytes:
        self._book.close()
        return self._output.getvalue()

    def _write(
        self, page: Worksheet, line: int, column: int, value: Any, style: Format | None
    ) -> None:
        if value == "":
            return
        if isinstance(value, Formula):
            style = self._date if value.is_date else style
            page.write_formula(line, column, value.text, style, value.value)
        elif isinstance(value, datetime.date):
            page.write_datetime(line, column, value, self._date)
        elif isinstance(value, int | float):
            page.write_number(line, column, value)
        else:
            page.write_string(line, column, value, style)


def serial(day: datetime.date) -> int:
    """Return the number by which a workbook stores a day."""
    return (day - datetime.date(1899, 12, 30)).days
