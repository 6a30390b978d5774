"""Finding the header of a table among the first rows of a sheet or file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ..tables import ERROR_LITERALS
from .codes import DUPLICATE_HEADERS, DUPLICATE_TITLES, NO_HEADER, refusal

RawRow = tuple[int, Sequence[str]]
"""A row's own number in the file, and its cells."""

HEAD_ROWS = 100
"""Filled rows that are looked at to find the header."""

_INVISIBLE = dict.fromkeys(map(ord, "\ufeff\u200b\u200e\u200f"))
_VERSION = re.compile(r"#?\s*version\s*[:=]?\s*v?\d[\w.]*", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_DATE = re.compile(r"\d{1,4}([./-])\d{1,2}\1\d{1,4}")
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?")
_YEARS = re.compile(r"(?:19|20)\d\d ?[-/–] ?(?:19|20)\d\d")
_LONGEST_VALUE = 320  # an e-mail address (RFC 3696, 3); patterns are slow on much longer texts
_SENTENCE_WORDS = 6


@dataclass(frozen=True, slots=True)
class Header:
    """Where the table begins.

    :param names: one a column that is kept
    :param row: its row number in the file
    :param columns: positions of the kept columns; others are blank in all rows looked at
    :param after: how many of the rows looked at stand above the first data row
    """

    names: tuple[str, ...]
    row: int
    columns: tuple[int, ...]
    after: int


def is_blank(cells: Sequence[str]) -> bool:
    return not any(map(str.strip, cells))


def find_header(rows: Sequence[RawRow], *, grid: bool) -> Header | None:
    """Return the header among a table's first filled rows, ``None`` where there is none at all.

    :param rows: the first filled rows, :data:`HEAD_ROWS` at most
    :param grid: the rows come from a spreadsheet, where a blank header cell cannot be told from
        a missing one; in a text file the latter means that the row below is too long
    :raises Refusal: where data stand in its place, or two headers are the same
    """
    position = _skip_preamble(rows)
    if position == len(rows):
        return None
    number, cells = rows[position]
    after = position + 1
    if looks_like_data(cells):
        cells = _commented_header(rows, position)
        if cells is None:
            raise refusal(NO_HEADER, row=number)
        number = rows[position - 1][0]
        after = position
    names, columns = _columns(cells, [row for _number, row in rows[after:]], grid)
    _check_duplicates(names, columns, number)
    return Header(names, number, columns, after)


def looks_like_data(cells: Sequence[str]) -> bool:
    """Tell whether a row can be no header: it has an e-mail address, a date, a long number …"""
    filled = _filled(cells)
    return bool(_NUMBER.fullmatch(filled[0])) or any(map(_is_value, filled))


def is_prose(rows: Sequence[RawRow]) -> bool:
    """Tell whether a sheet rather explains something than holds a table.

    At least half of its cells are sentences, or it has one column with some of them and none of
    the values that tables of users are made of.
    """
    cells = [cell for _number, row in rows for cell in _filled(row)]
    sentences = sum(map(_is_sentence, cells))
    if 2 * sentences >= len(cells):
        return True
    one_column = max(len(_filled(row)) for _number, row in rows) == 1
    return one_column and sentences > 0 and not any(map(_is_value, cells))


def _is_sentence(cell: str) -> bool:
    words = len(cell.split())
    return words >= _SENTENCE_WORDS or (words > 2 and cell.endswith((".", ":", "!", "?")))


def _filled(cells: Sequence[str]) -> list[str]:
    return [stripped for cell in cells if (stripped := cell.strip())]


def _is_value(cell: str) -> bool:
    """Tell whether a cell holds what stands below a header and never in one."""
    if len(cell) > _LONGEST_VALUE:
        return False
    digits = sum(map(str.isdigit, cell))
    return bool(
        (digits >= 7 and 2 * digits > len(cell) and not _YEARS.fullmatch(cell))
        or cell.lower() in ("true", "false")
        or cell in ERROR_LITERALS
        or _EMAIL.fullmatch(cell)
        or _DATE.fullmatch(cell)
    )


def _skip_preamble(rows: Sequence[RawRow]) -> int:
    """Return the position of the first row that is no comment, version or title line."""
    counts = [len(_filled(cells)) for _number, cells in rows]
    for position, (_number, cells) in enumerate(rows):
        filled = _filled(cells)
        if _is_comment(filled) or _is_version(filled):
            continue
        if not _is_title(filled, counts[position + 1 :]):
            return position
    return len(rows)


def _is_comment(filled: list[str]) -> bool:
    first = filled[0]
    if not first.startswith("#") or first in ERROR_LITERALS:
        return False
    return first != "#" or len(filled) == 1  # a column of numbers may be titled “#”


def _is_version(filled: list[str]) -> bool:
    return len(filled) <= 2 and bool(_VERSION.fullmatch(" ".join(filled)[:_LONGEST_VALUE]))


def _is_title(filled: list[str], below: list[int]) -> bool:
    """Tell whether a row has few cells compared with those below it."""
    if not below:
        return False
    # The second largest: one row that is too long makes no title of the header.
    usual = sorted(below)[-2] if len(below) > 1 else below[0]
    if 2 * len(filled) <= usual or 3 * len(filled) <= below[0]:
        return True
    return len(filled) == 2 and usual > 2 and filled[0].endswith(":")


def _commented_header(rows: Sequence[RawRow], position: int) -> Sequence[str] | None:
    """Return the header that some programs write as a comment right above the data."""
    if position == 0:
        return None
    cells = rows[position - 1][1]
    filled = _filled(cells)
    if not filled[0].startswith("#") or len(filled) < max(2, len(_filled(rows[position][1]))):
        return None
    uncommented = [cells[0].strip().lstrip("#"), *cells[1:]]
    return None if looks_like_data(uncommented) else uncommented


def clean_headers(names: Sequence[str], row: int) -> tuple[str, ...]:
    """Return headers without needless blanks, and names for those without one.

    :raises Refusal: where two are the same
    """
    cleaned = tuple(
        _clean(name) or f"Column {column_letters(index)}" for index, name in enumerate(names)
    )
    if double := _double(list(map(_normal, cleaned))):
        name = cleaned[double[0]]
        raise refusal(DUPLICATE_HEADERS, row=row, column=name, header=name)
    return cleaned


def _columns(
    cells: Sequence[str], below: Sequence[Sequence[str]], grid: bool
) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Return names and positions of the columns that have a header or, without one, values."""
    width = max([len(cells), *map(len, below)]) if grid else len(cells)
    names: list[str] = []
    columns: list[int] = []
    taken = {_normal(_clean(cell)) for cell in cells}
    for index in range(width):
        name = _clean(cells[index]) if index < len(cells) else ""
        if not name:
            if not any(index < len(row) and row[index].strip() for row in below):
                continue
            name = f"Column {column_letters(index)}"
            while _normal(name) in taken:
                name += "*"
        names.append(name)
        columns.append(index)
    return tuple(names), tuple(columns)


def _clean(cell: str) -> str:
    return " ".join(cell.translate(_INVISIBLE).split())


def _normal(name: str) -> str:
    return name.replace(" ", "").casefold()


def _check_duplicates(names: Sequence[str], columns: Sequence[int], row: int) -> None:
    """Refuse a title that stands twice. It is not repeated: in a file without titles it may be
    somebody's password."""
    if double := _double(list(map(_normal, names))):
        letters = ", ".join(column_letters(columns[position]) for position in double)
        raise refusal(DUPLICATE_TITLES, row=row, columns=letters)


def _double(names: Sequence[str]) -> list[int]:
    """Return the positions of the first name that stands more than once."""
    counts = Counter(names)
    first = next((name for name in names if counts[name] > 1), None)
    return [position for position, name in enumerate(names) if name == first]


def column_letters(index: int) -> str:
    """Return the letters a spreadsheet shows above a column: 0 → A, 26 → AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
