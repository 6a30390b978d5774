"""ZIP archives that people make: tables and pictures, in any folders.

All of an archive's directory is checked before anything is unpacked, and what is unpacked then is
read member by member. A workbook is a ZIP too, and never gets here.
"""

from __future__ import annotations

import stat
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import BinaryIO

from ..picture_names import split_ending
from ..tables import Refusal
from ..values import shortened
from .archive_codes import (
    ARCHIVE_BOMB,
    ARCHIVE_BOMB_TOGETHER,
    ARCHIVE_CORRUPT,
    ARCHIVE_ENCRYPTED,
    ARCHIVE_LINK,
    ARCHIVE_METHOD,
    ARCHIVE_NAME,
    ARCHIVE_NESTED,
    ARCHIVE_OVERLAP,
    ARCHIVE_PATH,
    ARCHIVE_TWICE,
)
from .codes import refusal
from .package import ERRORS, MAX_RATIO, MAX_UNPACKED, METHODS, Package
from .source import Source

LONGEST_PATH = 1000
"""Characters of a member's name with its folders; a single name has up to 255."""
LONGEST_PART = 255
SHOWN = 80

HARMLESS = 1024 * 1024
HARMLESS_PICTURE = 20 * 1024 * 1024
"""Unpacked size from which a member's ratio counts: small tables may well be very repetitive. A
picture is judged by itself, so that one with zeros behind its end does not take the others with
it."""

TOGETHER_FROM = 64 * 1024 * 1024
"""Unpacked size of all members from which they are weighed together."""
TOGETHER_RATIO = 50
"""Photos do not pack at all, tables to a twentieth."""

CHUNK = 256 * 1024
IN_MEMORY = 4 * 1024 * 1024
"""Bytes of a table that is unpacked before a file on the disk takes it."""

_ENCRYPTED = 0x1 | 0x40 | 0x2000
"""Flags of members that are encrypted, strongly encrypted, or whose names are (APPNOTE 4.4.4)."""
_UTF8 = 0x800
_AES = 99
_UNICODE_PATH = 0x7075
_LOCAL_HEADER = 30
_ARCHIVES = frozenset(
    {"zip", "zipx", "7z", "rar", "tar", "gz", "tgz", "bz2", "tbz", "xz", "txz", "zst", "lz", "lz4"}
) | {"lzma", "lzh", "lha", "arj", "cab", "cpio", "iso", "dmg", "jar", "war", "ear", "apk"}
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029")
"""Characters that turn the direction of text: ``anna<RLO>gpj.exe`` reads as a picture."""


@dataclass(frozen=True, slots=True)
class Member:
    """One file in an archive.

    :param path: its name with its folders, with slashes, as a person reads it
    :param size: unpacked bytes, as the archive says; no more are ever given
    """

    path: str
    size: int
    _zip: zipfile.ZipFile
    _info: zipfile.ZipInfo

    def chunks(self, size: int = CHUNK) -> Iterator[bytes]:
        """Yield the unpacked bytes, so many at a time.

        :raises Refusal: where they are damaged
        """
        try:
            with self._zip.open(self._info) as stream:
                while chunk := stream.read(size):
                    yield chunk
        except ERRORS as error:
            raise refusal(ARCHIVE_CORRUPT) from error

    def read(self, size: int = -1) -> bytes:
        """Return all bytes, or the first ones.

        :raises Refusal: where they are damaged
        """
        content = bytearray()
        for chunk in self.chunks(CHUNK if size < 0 else min(size, CHUNK)):
            content += chunk
            if 0 <= size <= len(content):
                return bytes(content[:size])
        return bytes(content)

    def unpacked(self) -> BinaryIO:
        """Return a file with the unpacked bytes that can be read to and fro, and is gone when
        nobody has it any more.

        :raises Refusal: where they are damaged
        """
        file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115
        for chunk in self.chunks():
            file.write(chunk)
        file.seek(0)
        return file  # type: ignore[return-value]


def open_archive(source: Source) -> list[Member]:
    """Return the files in an archive, in its order, folders left out.

    :param source: a ZIP that is no workbook or other document
    :raises Refusal: where any of it is hostile, or cannot be read
    """
    package: Package = source.package
    archive = package.zip
    members = []
    for info in archive.infolist():
        path = _path(info)
        _check_kind(info, path)
        if info.is_dir() or path.endswith("/"):
            continue
        _check(info, path)
        members.append(Member(path, info.file_size, archive, info))
    _check_twice(members)
    _check_places(archive)
    _check_together(members, source.size)
    return members


def _path(info: zipfile.ZipInfo) -> str:
    """Return the name of a member, decoded as it was meant and checked.

    :raises Refusal: ``archive_name``, ``archive_path``
    """
    name = _decoded(info)
    if len(name) > LONGEST_PATH or any(map(_is_hiding, name)):
        raise _refused(ARCHIVE_NAME, name)
    path = name.replace("\\", "/")
    parts = path.split("/")
    if path.startswith("/") or ".." in (part.strip() for part in parts) or path[1:2] == ":":
        raise _refused(ARCHIVE_PATH, name)
    if any(len(part) > LONGEST_PART for part in parts):
        raise _refused(ARCHIVE_NAME, name)
    folder = "/" if path.endswith("/") else ""
    kept = [part for part in parts if part not in ("", ".")]
    if not kept and not folder:
        raise _refused(ARCHIVE_NAME, name)
    return unicodedata.normalize("NFC", "/".join(kept)) + folder


def _decoded(info: zipfile.ZipInfo) -> str:
    """Return a name. Where its encoding is not told, :mod:`zipfile` takes that of the first PCs;
    macOS and Linux mean UTF-8, some say so in an extra field (APPNOTE 4.6.9), and Windows means
    what its command line has, or its windows."""
    name = info.orig_filename
    if info.flag_bits & _UTF8 or name.isascii():
        return name
    try:
        stored = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    for text, encoding in (
        (_unicode_path(info.extra), "utf-8"),
        (stored, "utf-8"),
        (stored, "cp850"),
        (stored, "cp1252"),
    ):
        try:
            if text and _is_readable(decoded := text.decode(encoding), encoding):
                return decoded
        except UnicodeDecodeError:
            continue
    return stored.decode("cp850")


def _is_readable(name: str, encoding: str) -> bool:
    """Return whether a name is one that people write: with letters beyond ASCII, not with frames
    and signs. UTF-8 is never met by chance."""
    beyond = (char for char in name if not char.isascii())
    return encoding == "utf-8" or all(char.isalpha() for char in beyond)


def _unicode_path(extra: bytes) -> bytes:
    position = 0
    while position + 4 <= len(extra):
        kind = int.from_bytes(extra[position : position + 2], "little")
        length = int.from_bytes(extra[position + 2 : position + 4], "little")
        if kind == _UNICODE_PATH:
            return extra[position + 9 : position + 4 + length]  # after a version and a checksum
        position += 4 + length
    return b""


def _is_hiding(char: str) -> bool:
    return char in _TURNING or (not char.isprintable() and unicodedata.category(char) in _UNUSABLE)


_UNUSABLE = frozenset({"Cc", "Cs"})


def _check(info: zipfile.ZipInfo, path: str) -> None:
    """Refuse a single member that is hostile or cannot be read."""
    if info.flag_bits & _ENCRYPTED or info.compress_type == _AES:
        raise _refused(ARCHIVE_ENCRYPTED, path)
    if path.rpartition(".")[2].casefold() in _ARCHIVES:
        raise _refused(ARCHIVE_NESTED, path)
    if info.compress_type not in METHODS:
        raise _refused(ARCHIVE_METHOD, path)
    harmless = HARMLESS_PICTURE if split_ending(path)[1] else HARMLESS
    ratio = info.file_size / max(info.compress_size, 1)
    if info.file_size > MAX_UNPACKED or (info.file_size > harmless and ratio > MAX_RATIO):
        raise _refused(ARCHIVE_BOMB, path)


def _check_kind(info: zipfile.ZipInfo, path: str) -> None:
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise _refused(ARCHIVE_LINK, path)


def _check_twice(members: Iterable[Member]) -> None:
    seen: set[str] = set()
    for member in members:
        if member.path in seen:
            raise _refused(ARCHIVE_TWICE, member.path)
        seen.add(member.path)


def _check_places(archive: zipfile.ZipFile) -> None:
    """Refuse an archive in which members share their packed bytes: a few of these unpack to any
    amount, each with a harmless ratio.

    :raises Refusal: ``archive_overlap``
    """
    infos = sorted(archive.infolist(), key=lambda info: info.header_offset)
    limit = archive.start_dir
    for info in reversed(infos):
        if info.header_offset + _LOCAL_HEADER + info.compress_size > limit:
            raise _refused(ARCHIVE_OVERLAP, _path(info))
        limit = info.header_offset


def _check_together(members: Iterable[Member], packed: int) -> None:
    total = sum(member.size for member in members)
    if total > MAX_UNPACKED or (total > TOGETHER_FROM and total > packed * TOGETHER_RATIO):
        raise refusal(ARCHIVE_BOMB_TOGETHER)


def _refused(code: str, name: str) -> Refusal:
    shown = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in name)
    return refusal(code, name=shortened(shown, SHOWN))
