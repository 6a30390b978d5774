"""The texts that the cells of an XLSX workbook share (ECMA-376 part 1, 18.4).

Real workbooks keep nearly all their text here, so that this table grows with the file. It is
therefore kept on disk beyond a few megabytes, in blocks that are found by number.
"""

from __future__ import annotations

import json
import re
import tempfile
from array import array

from .xmlstream import Readable, XmlHandler, feed

NAMESPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
"""Of transitional and strict documents (ECMA-376 part 4 and part 1)."""

BLOCK = 32
"""Strings in one block. Small, as sorted sheets ask for them in any order."""

IN_MEMORY = 1024 * 1024
"""Bytes kept in memory before they go to disk."""

READY = 512 * 1024
"""Bytes of the blocks that are kept ready as texts, which take some five times as much."""

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def qualified(*names: str) -> dict[str, str]:
    """Return a dict from a name in either namespace to the name alone."""
    return {f"{space} {name}": name for space in NAMESPACES for name in names}


def unescape(text: str) -> str:
    """Return a text with ``_x000D_`` and the like replaced (ST_Xstring, 22.9.2.19)."""
    if "_x" not in text:
        return text
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)


class SharedStrings:
    """A sequence of texts in bounded memory.

    :param stream: the part ``sharedStrings.xml``
    :param limit: longest text kept; one that is longer is cut one character behind it, so that
        whoever uses it finds that it is too long
    :raises Refusal: where the part is damaged or hostile
    """

    def __init__(self, stream: Readable, limit: int):
        # Not closed in a `with`: it lives as long as the workbook is read.
        self._file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115
        self._offsets = array("Q", [0])
        self._count = 0
        self._ready: dict[int, list[str]] = {}
        self._ready_size = 0
        handler = _StringsHandler(limit)
        pending: list[str] = []
        for _chunk in feed(stream, handler, "XLSX"):
            pending += handler.texts
            handler.texts.clear()
            while len(pending) >= BLOCK:
                self._write(pending[:BLOCK])
                del pending[:BLOCK]
        self._write(pending)

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, index: int) -> str:
        """Return one text.

        :raises IndexError: where there is none
        """
        if not 0 <= index < self._count:
            raise IndexError(index)
        number, position = divmod(index, BLOCK)
        block = self._ready.get(number)
        if block is None:
            block = self._read(number)
        return block[position]

    def _write(self, texts: list[str]) -> None:
        if texts:
            self._file.write(json.dumps(texts).encode())
            self._offsets.append(self._file.tell())
            self._count += len(texts)

    def _read(self, number: int) -> list[str]:
        start, end = self._offsets[number], self._offsets[number + 1]
        self._file.seek(start)
        block = json.loads(self._file.read(end - start))
        self._ready_size += end - start
        if self._ready_size > READY:
            self._ready.clear()
            self._ready_size = end - start
        self._ready[number] = block
        return block


class _StringsHandler(XmlHandler):
    """Collects ``si`` elements: the runs of rich text joined, phonetic hints left out."""

    def __init__(self, limit: int):
        self.texts: list[str] = []
        self._names = qualified("si", "t", "rPh")
        self._limit = limit
        self._pieces: list[str] = []
        self._length = 0
        self._in_text = False
        self._in_hint = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = self._names.get(name)
        if tag == "t":
            self._in_text = not self._in_hint
        elif tag == "si":
            self._pieces = []
            self._length = 0
        elif tag == "rPh":
            self._in_hint = True

    def end(self, name: str) -> None:
        tag = self._names.get(name)
        if tag == "t":
            self._in_text = False
        elif tag == "rPh":
            self._in_hint = False
        elif tag == "si":
            self.texts.append(unescape("".join(self._pieces))[: self._limit + 1])

    def text(self, text: str) -> None:
        if self._in_text and self._length <= self._limit:
            self._pieces.append(text)
            self._length += len(text)
