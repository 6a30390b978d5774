"""The file as readers get it, and what a format tells the registry about itself."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import BinaryIO

from ..tables import ReadOptions, Table
from .package import Package

HEAD_BYTES = 8192
ZIP_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Source:
    """A seekable binary file together with what is known of it by now.

    :param file: read from its start, never closed
    :param pasted: the content is text that somebody pasted, encoded as UTF-8
    """

    def __init__(self, file: BinaryIO, pasted: bool = False):
        self.file = file
        self.pasted = pasted
        self.size = file.seek(0, io.SEEK_END)
        file.seek(0)
        self.head = file.read(HEAD_BYTES)
        file.seek(0)

    @property
    def is_zip(self) -> bool:
        return self.head.startswith(ZIP_SIGNATURES)

    @property
    def is_ole(self) -> bool:
        """The file is an OLE compound file ([MS-CFB] 2.2), the container of XLS and DOC."""
        return self.head.startswith(_OLE_SIGNATURE)

    @cached_property
    def package(self) -> Package:
        """The ZIP archive that the file is; only where :attr:`is_zip`.

        :raises Refusal: where its directory is damaged or hostile
        """
        return Package(self.file)

    @cached_property
    def text_head(self) -> str:
        """The beginning of the file as far as it is text, without blanks before it."""
        if self.head.startswith((b"\xff\xfe", b"\xfe\xff")):
            text = self.head.decode("utf-16", "replace")
        else:
            text = self.head.removeprefix(b"\xef\xbb\xbf").decode("latin-1").replace("\0", "")
        return text.lstrip()


@dataclass(frozen=True, slots=True)
class Format:
    """One file format.

    :param names: what :attr:`~engine.tables.ReadOptions.format` may call it; the first is its own
    :param recognizes: tells from a file's content whether it is of this format
    :param tables: reads it; raises :class:`~engine.tables.Refusal` and nothing else
    """

    names: tuple[str, ...]
    recognizes: Callable[[Source], bool]
    tables: Callable[[Source, ReadOptions], Iterator[Table]]
