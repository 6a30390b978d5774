"""Files of which only a small part is in memory at a time, and parts of other files."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import lru_cache
from typing import BinaryIO

KEPT = 3
"""Pieces in memory: where a reader is, where its archive's directory is, and one between."""

BUFFER = 64 * 1024


class _Seekable(io.RawIOBase):
    """A file that can be read from any place.

    :param size: in bytes
    """

    def __init__(self, size: int):
        self._size = size
        self._position = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._size}[whence]
        if start + offset < 0:
            raise ValueError("a place before the beginning of the file")
        self._position = start + offset
        return self._position

    def readinto(self, buffer) -> int:
        wanted = max(0, min(len(buffer), self._size - self._position))
        data = self._data(self._position, wanted) if wanted else b""
        buffer[: len(data)] = data
        self._position += len(data)
        return len(data)

    def _data(self, start: int, size: int) -> bytes | memoryview:
        """Return up to ``size`` bytes, one at least."""
        raise NotImplementedError


class _InPieces(_Seekable):
    def __init__(self, count: int, piece_size: int, load: Callable[[int], bytes]):
        self._load = lru_cache(KEPT)(load)
        self._piece_size = piece_size
        self._last = count - 1
        super().__init__((count - 1) * piece_size + len(self._load(count - 1)) if count else 0)

    def _data(self, start: int, size: int) -> memoryview:
        number = min(start // self._piece_size, self._last)
        offset = start - number * self._piece_size
        return memoryview(self._load(number))[offset : offset + size]


class _Section(_Seekable):
    def __init__(self, file: BinaryIO, start: int, size: int):
        super().__init__(size)
        self._file = file
        self._start = start

    def _data(self, start: int, size: int) -> bytes:
        self._file.seek(self._start + start)
        return self._file.read(size)


def in_pieces(count: int, piece_size: int, load: Callable[[int], bytes]) -> BinaryIO:
    """Return a file of pieces, which are loaded as somebody reads them.

    :param piece_size: bytes of all pieces but the last, which may have any number of them
    :param load: returns the bytes of a piece, counted from 0
    """
    return io.BufferedReader(_InPieces(count, piece_size, load), BUFFER)


def section(file: BinaryIO, start: int, size: int) -> BinaryIO:
    """Return a part of a file as a file of its own, which may be read beside others of it."""
    return io.BufferedReader(_Section(file, start, size), BUFFER)
