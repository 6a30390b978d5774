from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Link:
    """A text that opens a page."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Mark:
    """What is to be seen at a cell.

    :param severity: ``error``, ``warning``, ``info``, or ``''`` for a note without color
    :param note: the cell's comment
    """

    severity: str
    note: str


@dataclass(frozen=True, slots=True)
class OwnColumn:
    """A column that the report adds.

    :param title: without the prefix
    :param width: in characters
    """

    title: str
    width: int = 16


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One row of the file.

    :param cells: one text a column of the file
    :param more: what the row had beyond the last column
    :param own: one value a column of the report
    :param marks: by position of the file's column
    """

    cells: Sequence[str]
    more: Sequence[str] = ()
    own: Sequence[str | int | Link] = ()
    marks: Mapping[int, Mark] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReportSheet:
    """One sheet of the file.

    :param name: ``''`` where the file's format has none
    :param headers: the file's own titles
    :param own: columns that are added at the end
    :param rows: read once, when the sheet is written
    :param notes: comments on titles, by position
    :param more: how many columns are needed for what stands beyond the last one
    """

    name: str
    headers: Sequence[str]
    own: Sequence[OwnColumn]
    rows: Iterable[ReportRow]
    notes: Mapping[int, str] = field(default_factory=dict)
    more: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """The first sheet: what there is to know about the whole.

    :param name: of the sheet, without the prefix
    :param title: without the prefix
    :param lines: label and value; a label without value is a heading
    """

    name: str
    title: str
    lines: Sequence[tuple[str, str | int | Link]]
