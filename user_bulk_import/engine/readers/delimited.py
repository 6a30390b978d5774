"""CSV, TSV and other text with delimiters (RFC 4180 and what programs make of it)."""

from __future__ import annotations

import csv
import io
import math
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import BinaryIO

from ..tables import Limits, ReadOptions, Table
from .assembly import Draft, Gate
from .codes import (
    CELL_TOO_LONG,
    DELIMITER_UNKNOWN,
    FILE_EMPTY,
    NO_ROWS,
    ROW_TOO_LONG,
    TOO_MANY_ROWS,
    UNCLOSED_QUOTE,
    refusal,
)
from .encoding import find_encoding, undecodable
from .header import RawRow
from .source import Format, Source

MAX_BLANK_ROWS = 1_048_576
"""Beyond the limit of rows: as many as a spreadsheet has."""

MAX_RECORD = 1024 * 1024
"""Characters of one row. Without a bound, a file without line breaks would be one row."""

SAMPLE_CHARS = 64 * 1024
SAMPLE_RECORDS = 100
DELIMITERS = "\t;|,"
"""In the order of preference where several would do."""

_SPELT = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "pipe": "|"}
_NO_DELIMITERS = "\"'\r\n\0 @.-_"
_MARK = "\ufeff"
_OLD_END = "\x1a"
_SEP_LINE = re.compile(r'"?sep=([^\w\s"]|\t)"?[;,\t]*(?:\r\n|\r|\n|$)', re.IGNORECASE)
_FORMULA_TEXT = re.compile(r'="([^"]*)"')
"""How exports keep Excel from taking ``00123`` for a number."""


def recognizes(source: Source) -> bool:
    """Tell whether a file may be text with delimiters: all that is no container may be."""
    return not (source.is_zip or source.is_ole)


def tables(source: Source, options: ReadOptions) -> Iterator[Table]:
    """Yield the one table of a text file.

    :raises Refusal: where it is no text, cannot be decoded, or has no header or rows
    """
    encoding = "utf-8" if source.pasted else find_encoding(source.file, options.encoding)
    text = _TextFile(source.file, encoding)
    sample = text.beginning()
    if not sample.strip(f"{_MARK} \t\r\n{_OLD_END}"):
        raise refusal(FILE_EMPTY)
    separator = _SEP_LINE.match(sample)
    delimiter = _asked_delimiter(options) or (separator and separator[1]) or find_delimiter(sample)
    gate = Gate(options.limits)
    draft = Draft("", _records(text, delimiter, sample, options.limits), gate, grid=False)
    name = "tsv" if delimiter == "\t" else "csv"
    table = draft.table(format=name, encoding=encoding, delimiter=delimiter)
    if table is None:
        raise refusal(NO_ROWS)
    yield table


FORMAT = Format(("csv", "tsv", "txt"), recognizes, tables)


def find_delimiter(sample: str) -> str:
    """Return the delimiter by which the beginning of a file falls into a table.

    Quoted line breaks are understood. Of those that cut most rows into the same number of
    fields, the one wins that does so from the earliest row on (a list inside a cell has no
    separators in the header), then the one that makes more fields.
    """
    best, best_rank = ",", (False, -SAMPLE_RECORDS, 0.0)
    for delimiter in DELIMITERS:
        rows = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
        counts = [len(row) for row in islice(rows, SAMPLE_RECORDS) if row]
        if len(sample) == SAMPLE_CHARS:
            counts = counts[:-1]  # the last row may be cut off
        usual, times = max(
            Counter(count for count in counts if count > 1).items(),
            key=lambda item: (item[1], item[0]),
            default=(0, 0),
        )
        if usual:
            share = times / len(counts)
            rank = (share >= 0.5, -counts.index(usual), share * math.log2(usual))
            if rank > best_rank:
                best, best_rank = delimiter, rank
    return best


def _asked_delimiter(options: ReadOptions) -> str:
    """Return the delimiter that a person chose, ``''`` for none."""
    asked = options.delimiter
    if not asked:
        return "\t" if options.format == "tsv" else ""
    delimiter = _SPELT.get(asked.lower(), asked)
    if len(delimiter) != 1 or delimiter in _NO_DELIMITERS or delimiter.isalnum():
        raise refusal(DELIMITER_UNKNOWN, delimiter=asked)
    return delimiter


def _records(text: _TextFile, delimiter: str, sample: str, limits: Limits) -> Iterator[RawRow]:
    """Yield the rows, numbered as a spreadsheet shows them: by record, blank ones counted."""
    lines = _Lines(text.lines())
    # RFC 4180 takes a blank for content, but a quotation mark behind one is meant to quote.
    blank_first = re.search(rf'{re.escape(delimiter)} "[^"\r\n{re.escape(delimiter)}]', sample)
    rows = csv.reader(lines, delimiter=delimiter, skipinitialspace=bool(blank_first))
    has_formula_texts = '="' in sample
    for number in range(1, limits.rows + MAX_BLANK_ROWS):
        lines.start_row(number)
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            # A field beyond the module's own limit: over many lines, hardly one that is meant.
            code = ROW_TOO_LONG if lines.taken > 1 else CELL_TOO_LONG
            raise refusal(code, row=number, limit=csv.field_size_limit()) from error
        if lines.ended:
            # A row is complete with its line, unless the reader wanted more of a quoted cell.
            raise refusal(UNCLOSED_QUOTE, row=number)
        if has_formula_texts:
            cells = [_formula_text(cell) for cell in cells]
        if cells != [_OLD_END]:
            yield number, cells
    raise refusal(TOO_MANY_ROWS, limit=limits.rows)


def _formula_text(cell: str) -> str:
    match = _FORMULA_TEXT.fullmatch(cell)
    return match[1] if match else cell


class _Lines:
    """Lines for :func:`csv.reader`, with a bound on what one row may take of them.

    :ivar taken: lines of the present row
    :ivar ended: there are no more
    """

    def __init__(self, lines: Iterator[str]):
        self._lines = lines
        self._row = 0
        self._left = 0
        self.taken = 0
        self.ended = False

    def start_row(self, number: int) -> None:
        self._row = number
        self._left = MAX_RECORD
        self.taken = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines, "")
        if not line:
            self.ended = True
            raise StopIteration
        self.taken += 1
        self._left -= len(line)
        if self._left < 0:
            raise refusal(ROW_TOO_LONG, row=self._row, limit=MAX_RECORD)
        return line


class _TextFile:
    """A file decoded as it is read.

    :raises Refusal: ``undecodable``, from any method
    """

    def __init__(self, file: BinaryIO, encoding: str):
        self._file = file
        self._encoding = encoding

    def beginning(self) -> str:
        with self._decoding():
            return self._open().read(SAMPLE_CHARS).removeprefix(_MARK)

    def lines(self) -> Iterator[str]:
        """Yield the lines with their ends, cut where they are far too long.

        The mark at the start and a line that only names the delimiter for Excel are no lines:
        spreadsheets do not show them.
        """
        with self._decoding():
            text = self._open()
            first = text.readline(MAX_RECORD + 1).removeprefix(_MARK)
            if not _SEP_LINE.fullmatch(first):
                yield first
            while line := text.readline(MAX_RECORD + 1):
                yield line

    def _open(self) -> io.TextIOWrapper:
        self._file.seek(0)
        raw = io.BufferedReader(_Unclosing(self._file), 64 * 1024)
        return io.TextIOWrapper(raw, encoding=self._encoding, newline="")

    @contextmanager
    def _decoding(self) -> Iterator[None]:
        try:
            yield
        except UnicodeError:
            raise undecodable(self._file, self._encoding) from None


class _Unclosing(io.RawIOBase):
    """A file that stays open when the text wrapper around it goes away."""

    def __init__(self, file: BinaryIO):
        self._source = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:
        data = self._source.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)
