"""Making tables of raw rows: header, limits, and rows as wide as the header."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from ..photo_texts import is_picture_text
from ..tables import Limits, Refusal, SourceRow, Table
from .codes import (
    CELL_TOO_LONG,
    CHARACTER_UNUSABLE,
    TOO_MANY_COLUMNS,
    TOO_MANY_ROWS,
    picture_too_long,
    refusal,
)
from .header import HEAD_ROWS, Header, RawRow, find_header, is_blank, is_prose


class Gate:
    """Lets rows of one file pass as long as they keep to the limits."""

    def __init__(self, limits: Limits):
        self.limits = limits
        self._rows = 0

    def check_width(self, width: int, sheet: str, row: int) -> None:
        """Refuse a table that is too wide.

        :raises Refusal: ``too_many_columns``
        """
        if width > self.limits.columns:
            raise refusal(TOO_MANY_COLUMNS, sheet=sheet, row=row, limit=self.limits.columns)

    def check_cells(self, cells: Sequence[str], sheet: str, row: int) -> None:
        """Refuse cells that are too long, too many, or that no database stores.

        :raises Refusal: ``cell_too_long``, ``too_many_columns``, ``character_unusable``
        """
        self.check_width(len(cells), sheet, row)
        if cells and max(map(len, cells)) > self.limits.cell_length:
            self._check_long_cells(cells, sheet, row)
        joined = "".join(cells)
        if "\0" in joined or not (joined.isascii() or _is_encodable(joined)):
            raise refusal(CHARACTER_UNUSABLE, sheet=sheet, row=row)

    def _check_long_cells(self, cells: Sequence[str], sheet: str, row: int) -> None:
        limit = self.limits.cell_length
        for cell in cells:
            if len(cell) > self.limits.picture_length and is_picture_text(cell):
                raise picture_too_long(self.limits.picture_length, sheet=sheet, row=row)
            if len(cell) > limit and not is_picture_text(cell):
                raise refusal(CELL_TOO_LONG, sheet=sheet, row=row, limit=limit)

    def let_pass(self, row: SourceRow) -> SourceRow:
        """Return the row after counting and checking it.

        :raises Refusal: as :meth:`check_cells` does, and ``too_many_rows``
        """
        self.check_cells(row.cells, row.sheet, row.number)
        self._rows += 1
        if self._rows > self.limits.rows:
            raise refusal(TOO_MANY_ROWS, sheet=row.sheet, row=row.number, limit=self.limits.rows)
        return row


class Draft:
    """The beginning of a sheet or file, from which a table can be made.

    :param raw: all its rows, in order; they are read only as far as needed
    :param grid: see :func:`~.header.find_header`
    """

    def __init__(self, name: str, raw: Iterable[RawRow], gate: Gate, *, grid: bool):
        self.name = name
        self._gate = gate
        self._grid = grid
        self._rows = (row for row in raw if not is_blank(row[1]))
        self._head: list[RawRow] = []
        for number, cells in islice(self._rows, HEAD_ROWS):
            gate.check_cells(_without_trailing_blanks(cells), name, number)
            # Beyond the limit are blanks only, but there may be a million of them.
            self._head.append((number, cells[: gate.limits.columns]))

    @property
    def is_empty(self) -> bool:
        return not self._head

    @property
    def is_prose(self) -> bool:
        return is_prose(self._head)

    def table(self, **description: str) -> Table | None:
        """Return the table, ``None`` where there is no row below a header.

        :param description: further attributes of :class:`~engine.tables.Table`
        :raises Refusal: where it has no header, or headers or columns that cannot be used
        """
        try:
            header = find_header(self._head, grid=self._grid)
        except Refusal as refused:
            raise Refusal(refused.issue.at(sheet=self.name)) from None
        if header is None or header.after == len(self._head):
            return None
        self._gate.check_width(len(header.names), self.name, header.row)
        rows = chain(self._head[header.after :], self._rows)
        return Table(
            name=self.name,
            header=header.names,
            header_row=header.row,
            rows=self._source_rows(header, rows),
            **description,
        )

    def _source_rows(self, header: Header, rows: Iterable[RawRow]) -> Iterator[SourceRow]:
        width = len(header.columns)
        gapless = header.columns == tuple(range(width))
        for number, cells in rows:
            fitted = _fitted(cells, width) if gapless else _rearranged(cells, header.columns)
            yield self._gate.let_pass(SourceRow(self.name, number, fitted))


def _fitted(cells: Sequence[str], width: int) -> tuple[str, ...]:
    """Return as many cells as there are columns, or more where a cell beyond them is filled."""
    missing = width - len(cells)
    if missing >= 0:
        return (*cells, *[""] * missing)
    return tuple(cells[:width]) + _without_trailing_blanks(cells[width:])


def _rearranged(cells: Sequence[str], columns: Sequence[int]) -> tuple[str, ...]:
    """Return the cells of the kept columns; what stands in the others follows as too much."""
    kept = [cells[index] if index < len(cells) else "" for index in columns]
    others = set(range(len(cells))).difference(columns)
    return (*kept, *(cells[index] for index in sorted(others) if cells[index].strip()))


def _without_trailing_blanks(cells: Sequence[str]) -> tuple[str, ...]:
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return tuple(cells[:end])


def _is_encodable(text: str) -> bool:
    """Tell whether a text is free of lone surrogates, which UTF-8 cannot hold (RFC 3629, 3)."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
