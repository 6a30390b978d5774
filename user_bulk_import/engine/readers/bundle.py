"""Several files, or texts pasted into several tabs, that are read as one.

The container is of our own and read by us alone. It is never told by content: whoever reads one
knows that it is one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import count
from pathlib import PurePath
from typing import BinaryIO, Protocol

from ..issues import ERROR, Issue, _lt, define
from ..own_columns import without_own
from ..tables import ReadOptions, Refusal, SourceRow, Table
from . import open_tables, read_text
from .codes import FILE_CORRUPT, TOO_MANY_ROWS, refusal
from .pieces import section
from .workbook import LONGEST_NAME, Wanted

FILE_REFUSED = define("bundle_file_refused", ERROR, _lt("%(file)s: %(reason)s"))
TOO_MANY_FILES = define(
    "too_many_files",
    ERROR,
    _lt("These are more than %(limit)s files. Put some of them together, or import them apart."),
)

MAX_PARTS = 100
_BETWEEN = ": "


@dataclass(frozen=True, slots=True)
class Part:
    """A file, or a text that somebody pasted, before it is packed.

    :param name: of the file, or of the tab; ``''`` where there is one tab alone
    :param content: its bytes; those of a text in UTF-8
    :param pasted: whether it is a text
    """

    name: str
    content: bytes
    pasted: bool = False


@dataclass(frozen=True, slots=True)
class FilePart:
    """The same where it lies in a container, or is the one file that there is.

    :param open: returns its file, at its beginning
    """

    name: str
    open: Callable[[], BinaryIO]
    pasted: bool = False


class AnyPart(Protocol):
    """What is read as one of several: it has a name, and opens a file for whoever reads it."""

    @property
    def name(self) -> str: ...

    @property
    def pasted(self) -> bool: ...

    def open(self) -> BinaryIO: ...


def pack(parts: Iterable[Part]) -> bytes:
    """Return one container of parts.

    :raises Refusal: where they are too many
    """
    parts = list(parts)
    head = pack_head([(part.name, len(part.content), part.pasted) for part in parts])
    return b"".join([head, *(part.content for part in parts)])


def pack_head(parts: Sequence[tuple[str, int, bool]]) -> bytes:
    """Return the beginning of a container: a line of JSON that tells of each part its name, its
    size and whether it was pasted. The bytes of the parts follow, one after the other.

    :raises Refusal: where they are too many
    """
    check_count(len(parts))
    return json.dumps(parts).encode() + b"\n"


def check_count(count: int) -> None:
    """Refuse more files than are read as one.

    :raises Refusal: where they are too many
    """
    if count > MAX_PARTS:
        raise refusal(TOO_MANY_FILES, limit=MAX_PARTS)


def unpack(file: BinaryIO) -> list[FilePart]:
    """Return the parts of what :func:`pack` made.

    :raises Refusal: where it is something else
    """
    file.seek(0)
    line = file.readline()
    try:
        head = json.loads(line)
    except ValueError:
        raise refusal(FILE_CORRUPT, format="bundle") from None
    start = len(line)
    parts = []
    for name, size, pasted in head:
        parts.append(FilePart(name, partial(section, file, start, size), pasted))
        start += size
    return parts


def open_bundle(
    parts: Iterable[AnyPart],
    options: ReadOptions | None = None,
    translate: Callable[[str], str] = str,
) -> Iterator[Table]:
    """Yield the tables of all parts, one part after the other.

    Each table has a name that no other has: what its file is called without the ending, followed
    by the name of the sheet in a workbook. Rows keep the numbers that they have in their file.

    :param options: for each part, but the sheets, which are named as here
    :param translate: turns an English sentence into the reader's language
    :raises Refusal: as :func:`~.open_tables` does, with the name of the file
    """
    options = options or ReadOptions()
    wanted = Wanted(options.sheets)
    names, rows = _Names(), _Rows(options.limits.rows)
    for part in parts:
        naming = partial(naming_file, part, translate)
        with naming():
            for table in without_own(_tables(part, replace(options, sheets=()))):
                name = names.take(part, table)
                if wanted.takes(name):
                    passing = rows.passing(name, table.rows, naming)
                    yield replace(table, name=name, rows=passing)
    wanted.check()


def meanings(name: str) -> tuple[str, ...]:
    """Return what a profile may call a table of a bundle: all of its name, the name of the sheet,
    or that of the file; numbers that only tell it from another table apart."""
    bare = name
    if name.endswith(")") and name.rpartition(" (")[2][:-1].isdigit():
        bare = name.rpartition(" (")[0]
    stem, _between, sheet = bare.partition(_BETWEEN)
    return tuple(dict.fromkeys(text for text in (name, bare, sheet, stem) if text))


def _tables(part: AnyPart, options: ReadOptions) -> Iterator[Table]:
    if part.pasted:
        return read_text(part.open().read().decode("utf-8", "surrogatepass"), options)
    return open_tables(part.open(), part.name, options)


@contextmanager
def naming_file(part: AnyPart, translate: Callable[[str], str]) -> Iterator[None]:
    """Have a refusal tell which file it is about."""
    try:
        yield
    except Refusal as refused:
        if not part.name:
            raise
        reason = refused.issue.text(translate)
        raise Refusal(Issue(FILE_REFUSED, {"file": part.name, "reason": reason})) from None


class _Names:
    """Names of tables, each once."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, part: AnyPart, table: Table) -> str:
        stem = part.name if part.pasted else PurePath(part.name).stem
        base = _BETWEEN.join(filter(None, (stem, table.name)))[: LONGEST_NAME - 10]
        numbered = (f"{base} ({number})" if base else f"({number})" for number in count(2))
        name = base
        while name.casefold() in self._taken:
            name = next(numbered)
        self._taken.add(name.casefold())
        return name


class _Rows:
    """Rows of all tables, as many as the limit allows in the whole."""

    def __init__(self, limit: int):
        self._limit = limit
        self._passed = 0

    def passing(
        self, name: str, rows: Iterable[SourceRow], naming: Callable[[], AbstractContextManager]
    ) -> Iterator[SourceRow]:
        with naming():
            for row in rows:
                self._passed += 1
                if self._passed > self._limit:
                    raise refusal(TOO_MANY_ROWS, sheet=name, row=row.number, limit=self._limit)
                yield SourceRow(name, row.number, row.cells)
