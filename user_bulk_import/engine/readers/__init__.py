"""Readers make tables of files: bytes in, rows of text out.

A format is one module with a :class:`~.source.Format`, and one line in :data:`FORMATS`.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO

from ..tables import ReadOptions, Table
from . import delimited, json_reader, ods, xls, xlsx
from .codes import FILE_ARCHIVE, FORMAT_UNKNOWN, refusal
from .sniff import refuse_what_is_no_table
from .source import Format, Source

FORMATS: tuple[Format, ...] = (
    xlsx.FORMAT,
    ods.FORMAT,
    xls.FORMAT,
    json_reader.FORMAT,
    delimited.FORMAT,  # the last: any text may be one
)


def open_tables(
    file: BinaryIO, name: str = "", options: ReadOptions | None = None
) -> Iterator[Table]:
    """Yield the tables of a file, of whatever format it is by its content.

    :param file: seekable; read from its start, and left open. Nobody else may move its position
        while a table is read
    :param name: the file's name. Formats are told by content, so that a wrong ending does no harm
    :param options: what a person chose instead of what is found out
    :return: tables whose rows are read before the next table is asked for; what is left of them
        then is skipped
    :raises Refusal: the file is no table or more than the limits allow. As files are read bit by
        bit, this may happen at any table and any row
    """
    return _tables(Source(file), options or ReadOptions())


def read_text(text: str, options: ReadOptions | None = None) -> Iterator[Table]:
    """Yield the table of a pasted text: cells copied from a spreadsheet, a list, JSON.

    :raises Refusal: as :func:`open_tables` does
    """
    file = io.BytesIO(text.encode("utf-8", "surrogatepass"))
    return _tables(Source(file, pasted=True), options or ReadOptions())


def _tables(source: Source, options: ReadOptions) -> Iterator[Table]:
    refuse_what_is_no_table(source)
    if options.format:
        yield from _asked_format(options.format).tables(source, options)
        return
    for form in FORMATS:
        if form.recognizes(source):
            yield from form.tables(source, options)
            return
    raise refusal(FILE_ARCHIVE)


def is_table_format(source: Source) -> bool:
    """Tell whether a file is of a format by its content."""
    return any(form.recognizes(source) for form in FORMATS)


def _asked_format(name: str) -> Format:
    for form in FORMATS:
        if name.strip().lower().lstrip(".") in form.names:
            return form
    known = ", ".join(form.names[0] for form in FORMATS)
    raise refusal(FORMAT_UNKNOWN, format=name, known=known)
