"""ZIP archives, opened so that a hostile one does no harm, and what a workbook has in one.

Only what a reader asks for is unpacked, and as a stream.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from struct import error as StructError
from typing import BinaryIO

from .archive_codes import ARCHIVE_CORRUPT, ARCHIVE_TOO_MANY
from .codes import FILE_BOMB, FILE_CORRUPT, FILE_ENCRYPTED, refusal

KIND = "XLSX/ODS"

MAX_MEMBERS = 10_000
"""Files in an archive: photos, and as many again that macOS adds. Each takes half a kilobyte."""

MAX_DIRECTORY = 2 * 1024 * 1024
"""Bytes of the archive's directory; a member takes a hundred or two, a workbook has some dozens."""

MAX_RATIO = 200
"""Sheets of XLSX pack to a tenth, those of ODS to a hundredth at best; deflate can do 1:1032."""

RATIO_FROM = 4 * 1024 * 1024
"""Unpacked size from which the ratio counts: small parts may well be very repetitive."""

MAX_UNPACKED = 2 * 1024 * 1024 * 1024
"""A workbook of 500,000 rows and 50 columns unpacks to about this much."""

MAX_SMALL_PART = 8 * 1024 * 1024

METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_MEMBER = b"PK\x01\x02"
_WORKBOOK_HEADS = (b"[Content_Types].xml", b"mimetype", b"_rels/", b"xl/", b"docProps/")
ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    StructError,
    UnicodeDecodeError,
    OverflowError,
    ValueError,  # a negative seek, from offsets that lie
    OSError,
)


@contextmanager
def _zip_errors() -> Iterator[None]:
    """Turn what :mod:`zipfile` raises on damaged archives into a refusal."""
    try:
        yield
    except ERRORS as error:
        raise refusal(FILE_CORRUPT, format=KIND) from error


@contextmanager
def _opening_errors(file: BinaryIO) -> Iterator[None]:
    """Refuse a damaged archive as what its first member says that it is."""
    try:
        yield
    except ERRORS as error:
        file.seek(0)
        first = file.read(60)[30:]  # the name of the first member stands there
        if first.startswith(_WORKBOOK_HEADS):
            raise refusal(FILE_CORRUPT, format=KIND) from error
        raise refusal(ARCHIVE_CORRUPT) from error


class _Guarded:
    """A file that refuses the huge reads :mod:`zipfile` makes when an archive says so, and
    directories of more members than are kept in memory."""

    def __init__(self, file: BinaryIO):
        self._file = file
        self.seek = file.seek
        self.tell = file.tell

    def seekable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        wanted = MAX_DIRECTORY + 1 if size is None or size < 0 else size
        if wanted > MAX_DIRECTORY + 1:
            raise refusal(ARCHIVE_TOO_MANY, limit=MAX_MEMBERS)
        data = self._file.read(wanted)
        if len(data) > MAX_DIRECTORY or data.count(_MEMBER) > MAX_MEMBERS:
            raise refusal(ARCHIVE_TOO_MANY, limit=MAX_MEMBERS)
        return data


class Part:
    """The unpacked bytes of one part, as a stream."""

    def __init__(self, stream: BinaryIO):
        self._stream = stream

    def read(self, size: int) -> bytes:
        """Return up to ``size`` bytes, ``b''`` at the end.

        :raises Refusal: where the packed data are damaged
        """
        with _zip_errors():
            return self._stream.read(size)


class Package:
    """The parts of a workbook's archive, found without regard to case and kind of slash.

    :raises Refusal: where the directory is damaged or far too big
    """

    def __init__(self, file: BinaryIO):
        with _opening_errors(file):
            self.zip = zipfile.ZipFile(_Guarded(file))
        self._parts = {
            info.filename.replace("\\", "/").lstrip("/").casefold(): info
            for info in self.zip.infolist()
        }

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._parts

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def open(self, name: str) -> Part:
        """Return the part ``name`` as a stream.

        :raises Refusal: where it is missing, encrypted, packed by an unusual method or a bomb
        """
        info = self._parts.get(name.casefold())
        if info is None or info.compress_type not in METHODS:
            raise refusal(FILE_CORRUPT, format=KIND)
        if info.flag_bits & 0x1:
            raise refusal(FILE_ENCRYPTED)
        # zipfile stops at the declared size, so that a lie about it is cut short as damage.
        ratio = info.file_size / max(info.compress_size, 1)
        if info.file_size > MAX_UNPACKED or (info.file_size > RATIO_FROM and ratio > MAX_RATIO):
            raise refusal(FILE_BOMB)
        with _zip_errors():
            return Part(self.zip.open(info))

    def read(self, name: str) -> bytes:
        """Return the whole of a part that is small in any workbook.

        :raises Refusal: as :meth:`open` does, and where it is not small
        """
        data = self.open(name).read(MAX_SMALL_PART + 1)
        if len(data) > MAX_SMALL_PART:
            raise refusal(FILE_BOMB)
        return data
