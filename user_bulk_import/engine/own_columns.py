"""What a report of ours adds to a person's file, and how it is taken away again when that file
comes back: what begins with "» " is ours, in any language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from .tables import SourceRow, Table

PREFIX = "» "
MORE = "» +"
"""Begins the titles of columns with a row's values beyond the file's own last column."""

NAME = "» @"
"""Begins the title of a column that tells the name of the sheet, where no workbook can have it."""


def own(text: str) -> str:
    """Return a title, or the name of a sheet, as one of ours."""
    return PREFIX + text


def is_own(title: str) -> bool:
    """Return whether a title, or the name of a sheet, is one of ours."""
    return title.startswith(PREFIX) or title == PREFIX.strip()


def without_own(tables: Iterable[Table]) -> Iterator[Table]:
    """Yield tables as they were before a report of ours added to them.

    * Our columns are gone; values that the row had too many are too many again.
    * A sheet of ours has no name, as the table of a CSV file has none; one that had to be called
      otherwise has its own name again.
    * Where nothing but our columns stands in a sheet, or in a row, it is gone.

    :param tables: as :func:`~.readers.open_tables` gives them, read one after the other
    """
    for table in tables:
        name = _name(table)
        if not any(map(is_own, table.header)):
            yield table if name == table.name else _renamed(table, name)
        elif not all(map(is_own, table.header)):
            yield _stripped(table, name)


def _name(table: Table) -> str:
    told = [title.removeprefix(NAME) for title in table.header if title.startswith(NAME)]
    if told:
        return told[0]
    return "" if is_own(table.name) else table.name


def _renamed(table: Table, name: str) -> Table:
    rows = (SourceRow(name, row.number, row.cells) for row in table.rows)
    return replace(table, name=name, rows=rows)


def _stripped(table: Table, name: str) -> Table:
    header = table.header
    kept = [index for index, title in enumerate(header) if not is_own(title)]
    more = [index for index, title in enumerate(header) if title.startswith(MORE)]
    return replace(
        table,
        name=name,
        header=tuple(header[index] for index in kept),
        rows=_rows(table.rows, name, kept, more, len(header)),
    )


def _rows(
    rows: Iterable[SourceRow], name: str, kept: Sequence[int], more: Sequence[int], width: int
) -> Iterator[SourceRow]:
    for row in rows:
        cells = row.cells
        beyond = [cells[index] for index in more] + list(cells[width:])
        while beyond and not beyond[-1].strip():
            beyond.pop()
        fitting = [cells[index] for index in kept]
        if any(text.strip() for text in (*fitting, *beyond)):
            yield SourceRow(name, row.number, (*fitting, *beyond))
