"""Files that are no tables, told by their content so that each gets a sentence of its own."""

from __future__ import annotations

import re

from .codes import (
    FILE_ARCHIVE,
    FILE_BINARY,
    FILE_CARDS,
    FILE_DOCUMENT,
    FILE_EMPTY,
    FILE_ENCRYPTED,
    FILE_HTML,
    FILE_IMAGE,
    FILE_NUMBERS,
    FILE_PDF,
    FILE_XLSB,
    FILE_XML,
    refusal,
)
from .source import ZIP_SIGNATURES, Source

_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", FILE_IMAGE),
    (b"\xff\xd8\xff", FILE_IMAGE),  # JPEG
    (b"GIF87a", FILE_IMAGE),
    (b"GIF89a", FILE_IMAGE),
    (b"II*\0", FILE_IMAGE),  # TIFF
    (b"MM\0*", FILE_IMAGE),
    (b"8BPS\0", FILE_IMAGE),  # Photoshop
    (b"\0\0\1\0", FILE_IMAGE),  # icon
    (b"%PDF-", FILE_PDF),
    (b"{\\rtf", FILE_DOCUMENT),
    (b"\x1f\x8b", FILE_ARCHIVE),  # gzip
    (b"BZh", FILE_ARCHIVE),
    (b"\xfd7zXZ\0", FILE_ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", FILE_ARCHIVE),
    (b"Rar!\x1a\x07", FILE_ARCHIVE),
    (b"SQLite format 3\0", FILE_BINARY),
    (b"PAR1", FILE_BINARY),
)
_HTML = re.compile(
    r"(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*"
    r"<(?:!doctype html|(?:html|head|body|table|meta|style|script|div|center|tr|title|link|font|p|"
    r"br)[\s>/])|MIME-Version: ",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(r"<\?xml|<!doctype|<!--|<[a-z][\w.-]*:[\w.-]+[\s>]|<[a-z][\w.-]*\s+\w+=", re.I)
_SVG = re.compile(r"(?:<\?xml[^>]*>\s*)?(?:<![^>]*>\s*)*<svg[\s>]", re.IGNORECASE | re.DOTALL)
_CARDS = re.compile(r"BEGIN:VCARD|version: 1\r?\n(?:\s*#.*\n)*\s*dn:|dn:{1,2} \w+=", re.IGNORECASE)

# Names of streams in OLE files; a directory entry takes 128 bytes ([MS-CFB] 2.6.1).
_OLE_STREAMS = (
    ("EncryptedPackage", FILE_ENCRYPTED),  # [MS-OFFCRYPTO] 2.3.4
    ("WordDocument", FILE_DOCUMENT),
    ("PowerPoint Document", FILE_DOCUMENT),
)
_OLE_ENTRY = 128
_OLE_CHUNK = 1024 * 1024


def refuse_what_is_no_table(source: Source) -> None:
    """Refuse a file of a kind that never is a table that can be read.

    :raises Refusal: with the code of its kind
    """
    if not source.size:
        raise refusal(FILE_EMPTY)
    if source.is_zip:
        code = _kind_of_archive(source)
    elif source.is_ole:
        code = _kind_of_ole(source)
    else:
        code = _kind_by_signature(source.head) or _kind_of_text(source.text_head)
    if code:
        raise refusal(code)


def picture_kind(head: bytes) -> str:
    """Return the kind of a picture that can become a photo (``jpeg``, ``png``, ``webp``), ``""``
    for anything else.

    :param head: the first bytes of a file, 12 at least
    """
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    return "webp" if head.startswith(b"RIFF") and head[8:12] == b"WEBP" else ""


def is_archive(head: bytes) -> bool:
    """Tell whether a file is an archive of any kind, a workbook or another document among them.

    :param head: its first bytes
    """
    return head.startswith(ZIP_SIGNATURES) or _kind_by_signature(head) == FILE_ARCHIVE


def _kind_by_signature(head: bytes) -> str:
    for signature, code in _SIGNATURES:
        if head.startswith(signature):
            return code
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return FILE_IMAGE
    if head.startswith(b"BM") and head[6:10] == b"\0\0\0\0":
        return FILE_IMAGE  # Windows bitmap
    if head[4:8] == b"ftyp":
        return FILE_IMAGE if head[8:12] in (b"heic", b"heix", b"mif1", b"avif") else FILE_BINARY
    return FILE_ARCHIVE if head[257:262] == b"ustar" else ""


def _kind_of_text(text: str) -> str:
    if _SVG.match(text):
        return FILE_IMAGE
    if _HTML.match(text):
        return FILE_HTML
    if _XML.match(text):
        return FILE_XML
    return FILE_CARDS if _CARDS.match(text) else ""


def _kind_of_archive(source: Source) -> str:
    """Return the code for an archive that is another kind of document, ``''`` for any other."""
    package = source.package
    if "xl/workbook.bin" in package:
        return FILE_XLSB
    if "word/document.xml" in package or "ppt/presentation.xml" in package:
        return FILE_DOCUMENT
    if "index/document.iwa" in package or "index.zip" in package:
        return FILE_NUMBERS
    if "mimetype" in package:
        kind = package.read("mimetype").strip()
        if kind.startswith(b"application/vnd.oasis.opendocument."):
            return "" if b"spreadsheet" in kind else FILE_DOCUMENT
        return FILE_DOCUMENT if kind == b"application/epub+zip" else ""
    return ""


def _kind_of_ole(source: Source) -> str:
    """Return the code for an OLE file that is no XLS workbook.

    Directory entries begin at multiples of their length in the file, so that a name found there
    is one of a stream and not part of somebody's text.
    """
    names = [(name.encode("utf-16-le") + b"\0\0", code) for name, code in _OLE_STREAMS]
    source.file.seek(0)
    while chunk := source.file.read(_OLE_CHUNK):
        for name, code in names:
            position = chunk.find(name)
            while position >= 0:
                if position % _OLE_ENTRY == 0:
                    return code
                position = chunk.find(name, position + 1)
    return ""
