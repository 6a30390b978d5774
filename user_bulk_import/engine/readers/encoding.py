"""Which encoding a text file is in, and where it is not."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from .code_pages import best_code_page
from .codes import ENCODING_UNCLEAR, ENCODING_UNKNOWN, FILE_BINARY, UNDECODABLE, refusal

CHUNK = 64 * 1024
SAMPLE_BYTES = 128 * 1024
"""Bytes of lines with other than ASCII characters that code pages are told apart by."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: it begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WIDE = ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be")
_CONTROLS = bytes({*range(32)} - {9, 10, 11, 12, 13, 26, 27}) + b"\x7f"
_CONTROL_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\ufffe\uffff]")
_MULTIBYTE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_NOT_ASCII = re.compile(rb"[\x80-\xff]")


def find_encoding(file: BinaryIO, wanted: str = "") -> str:
    """Return the encoding of a text file by Python's name of it.

    :param wanted: what the person chose; looked at only for whether it can be
    :raises Refusal: where the choice is no encoding of tables, the file is no text, or nothing
        can be told
    """
    file.seek(0)
    head = file.read(64 * 1024)
    marked = next((name for bom, name in _BOMS if head.startswith(bom)), "")
    if wanted:
        return _checked(wanted, marked)
    if marked:
        return marked
    if wide := _wide_encoding(head):
        return wide
    _refuse_binary(head)
    return _narrow_encoding(file)


def undecodable(file: BinaryIO, encoding: str) -> Exception:
    """Return the refusal that names the first byte of a file that its encoding has not."""
    line, error = _first_error(file, encoding)
    byte = f"0x{error.object[error.start]:02X}" if error else "?"
    return refusal(UNDECODABLE, line=line, byte=byte, encoding=encoding)


def _checked(wanted: str, marked: str) -> str:
    """Return Python's name of an encoding that a person chose."""
    ascii_superset = False
    try:
        name = codecs.lookup(wanted).name
        if name not in _WIDE:
            ascii_superset = bytes(range(128)).decode(name) == "".join(map(chr, range(128)))
    except (LookupError, ValueError):
        # Python has codecs that are no encoding of text, or none that a table can be in.
        raise refusal(ENCODING_UNKNOWN, encoding=wanted) from None
    if marked and marked.startswith(name[:6]):
        return marked  # the mark is no character of the text
    if not (ascii_superset or name in _WIDE):
        raise refusal(ENCODING_UNKNOWN, encoding=wanted)
    return name


def _wide_encoding(head: bytes) -> str:
    """Return UTF-16 without a byte order mark where it is that, else ``''``.

    The separators and line ends of a table are ASCII in any language, so that zero bytes stand
    always in the same half of the pairs.
    """
    if b"\0" not in head:
        return ""
    head = head[: len(head) // 2 * 2]
    for name, high in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        low = head[0::2] if name == "utf-16-le" else head[1::2]
        if high.count(0) <= 4 * low.count(0):
            continue
        text = head.decode(name, "replace")
        # The last character may be cut in two.
        if not _CONTROL_TEXT.search(text) and "\ufffd" not in text[:-1]:
            return name
    return ""


def _refuse_binary(head: bytes) -> None:
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if b"\0" in head or 100 * controls > len(head):
        raise refusal(FILE_BINARY)


def _narrow_encoding(file: BinaryIO) -> str:
    """Return UTF-8 where the whole file is, else the code page that makes most sense of it."""
    valid = True
    utf8 = codecs.getincrementaldecoder("utf-8")()
    sample = _Sample()
    for chunk in _chunks(file):
        if b"\0" in chunk:
            raise refusal(FILE_BINARY)
        if valid:
            try:
                utf8.decode(chunk)
            except UnicodeDecodeError:
                valid = False
        sample.add(chunk)
    if valid:
        try:
            utf8.decode(b"", True)
        except UnicodeDecodeError:
            valid = False
    if valid or sample.mostly_utf8():
        return "utf-8"
    name = best_code_page(bytes(sample.lines))
    if not name:
        raise refusal(ENCODING_UNCLEAR)
    return name


class _Sample:
    """The lines of a file that are not all ASCII, as many as can be looked at."""

    def __init__(self) -> None:
        self.lines = bytearray()

    def add(self, chunk: bytes) -> None:
        if chunk.isascii() or len(self.lines) >= SAMPLE_BYTES:
            return
        for line in chunk.splitlines():
            if not line.isascii():
                self.lines += line[: SAMPLE_BYTES - len(self.lines)] + b"\n"
                if len(self.lines) >= SAMPLE_BYTES:
                    return

    def mostly_utf8(self) -> bool:
        """Tell whether the file is UTF-8 with some damage, and no other encoding."""
        sequences = len(_MULTIBYTE.findall(self.lines))
        rest = len(_NOT_ASCII.findall(_MULTIBYTE.sub(b"", self.lines)))
        return sequences > rest


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while chunk := file.read(CHUNK):
        yield chunk


def _first_error(file: BinaryIO, encoding: str) -> tuple[int, UnicodeDecodeError | None]:
    """Return the line, counted from 1, of the first bytes that cannot be decoded."""
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 1
    final = False
    chunks = _chunks(file)
    while not final:
        chunk = next(chunks, b"")
        final = not chunk
        try:
            line += _line_breaks(decoder.decode(chunk, final))
        except UnicodeDecodeError as error:
            before = error.object[: error.start].decode(encoding, "replace")
            return line + _line_breaks(before), error
        except UnicodeError:  # UTF-16 or UTF-32 without its mark: no byte is to blame
            return line, None
    return line, None


def _line_breaks(text: str) -> int:
    return text.count("\n") or text.count("\r")
