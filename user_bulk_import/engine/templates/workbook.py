"""Writes the workbook that people fill in: titles with notes, and lists to choose from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import BinaryIO

import xlsxwriter
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from ..issues import _lt
from ..own_columns import own
from .types import Choices, TemplateColumn, TemplateSheet

ROWS = 5_000
"""Rows below the titles that have drop-down lists."""

LONGEST_SHEET_NAME = 31
NOT_IN_LIST = _lt("Choose one of the list. It opens with the arrow beside the cell.")
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_FORMATS = {
    "date": "yyyy-mm-dd",
    "datetime": "yyyy-mm-dd hh:mm",
    "integer": "General",
    "float": "General",
}
_TEXT = "@"
"""All else is text, so that 00417 keeps its zeros."""

_LOOKS = {
    "always": {"bg_color": "#C55A11", "font_color": "#FFFFFF"},
    "create": {"bg_color": "#FFD966"},
    "no": {"bg_color": "#E7E6E6"},
}


def write(
    file: BinaryIO,
    sheets: Sequence[TemplateSheet],
    lists: str = "Lists",
    translate: Callable[[str], str] = str,
) -> None:
    """Write a workbook without rows.

    :param lists: name of the hidden sheet with what can be chosen, without the prefix by which
        readers know what is ours
    """
    with xlsxwriter.Workbook(file) as book:
        looks = {
            name: book.add_format({"bold": True, "border": 1, "text_wrap": True} | look)
            for name, look in _LOOKS.items()
        }
        formats = {
            text: book.add_format({"num_format": text}) for text in {_TEXT, *_FORMATS.values()}
        }
        pages = [(book.add_worksheet(_sheet_name(sheet.name)), sheet) for sheet in sheets]
        columns = [column for sheet in sheets for column in sheet.columns]
        ranges = _write_lists(book, own(lists)[:LONGEST_SHEET_NAME], columns)
        for page, sheet in pages:
            page.freeze_panes(1, 0)
            page.set_row(0, 30)
            for index, column in enumerate(sheet.columns):
                page.write_string(0, index, column.title, looks[column.required])
                _comment(page, index, column.note)
                form = formats[_FORMATS.get(column.kind, _TEXT)]
                page.set_column(index, index, min(max(len(column.title) + 4, 14), 40), form)
                if column.choices.texts:
                    page.data_validation(
                        1, index, ROWS, index, _validation(column, ranges, translate)
                    )


def _write_lists(
    book: xlsxwriter.Workbook, name: str, columns: Iterable[TemplateColumn]
) -> dict[tuple[str, ...], str]:
    """Write what can be chosen into a sheet that nobody sees; return its cells by their texts."""
    ranges: dict[tuple[str, ...], str] = {}
    distinct = {column.choices.texts: column.title for column in columns if column.choices.texts}
    if not distinct:
        return ranges
    page = book.add_worksheet(name)
    page.very_hidden()
    for index, (texts, title) in enumerate(distinct.items()):
        page.write_string(0, index, own(title))
        for line, text in enumerate(texts, start=1):
            page.write_string(line, index, text)
        ranges[texts] = f"='{name}'!{xl_range_abs(1, index, len(texts), index)}"
    return ranges


def _validation(
    column: TemplateColumn, ranges: dict[tuple[str, ...], str], translate: Callable[[str], str]
) -> dict[str, object]:
    choices: Choices = column.choices
    return {
        "validate": "list",
        "source": ranges[choices.texts],
        "show_error": choices.strict,
        "error_message": translate(NOT_IN_LIST)[:255],
    }


def _comment(page: Worksheet, index: int, note: str) -> None:
    if note:
        lines = sum(len(part) // 38 + 1 for part in note.splitlines())
        page.write_comment(0, index, note, {"width": 260, "height": 22 + 16 * lines})


def _sheet_name(name: str) -> str:
    """Return a name as Excel takes it."""
    return _FORBIDDEN.sub("-", name).strip("'")[:LONGEST_SHEET_NAME] or "-"
