"""Archives for tests, also those that no program for people makes."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pytest
from PIL import Image

from engine.readers.upload import open_upload, refuse_archive
from engine.tables import ReadOptions, Refusal

PEOPLE = "Login,Name,Photo\nanna,Anna,anna.jpg\nbob,Bob,\n"


def picture_bytes(kind="JPEG", color=(200, 120, 40), size=(8, 8)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, color).save(out, kind)
    return out.getvalue()


JPEG = picture_bytes()
PNG = picture_bytes("PNG")


def member(name: str, **attributes) -> zipfile.ZipInfo:
    """Return what an archive says of a file, with some of it changed."""
    info = zipfile.ZipInfo(name, (2026, 1, 2, 3, 4, 6))
    info.compress_type = zipfile.ZIP_DEFLATED
    for attribute, value in attributes.items():
        setattr(info, attribute, value)
    return info


def archive(*members) -> bytes:
    """Return a ZIP of pairs of a name (or a ZipInfo) and the content."""
    out = io.BytesIO()
    with pytest.MonkeyPatch.context() as patch, zipfile.ZipFile(out, "w") as made:
        patch.setattr("warnings.warn", lambda *_args, **_options: None)  # of names that are there
        for name, content in members:
            info = name if isinstance(name, zipfile.ZipInfo) else member(name)
            made.writestr(info, content)
    return out.getvalue()


def raw_archive(*members) -> bytes:
    """Return a ZIP of tuples (name, packed bytes, declared size, method, flags), byte by byte.

    A member whose packed bytes are ``None`` shares those of the member before it.
    """
    body, directory, start = b"", b"", 0
    for name, packed, size, method, flags in members:
        raw = name if isinstance(name, bytes) else name.encode()
        flags |= 0 if isinstance(name, bytes) else 0x800
        if packed is not None:
            start = len(body)
            last = packed
            head = struct.pack(
                "<4s5H3L2H",
                *(b"PK\x03\x04", 20, flags, method, 0, 33, 0, len(packed), size, len(raw), 0),
            )
            body += head + raw + packed
        directory += struct.pack(
            "<4s6H3L5H2L",
            *(b"PK\x01\x02", 20, 20, flags, method, 0, 33, 0, len(last), size),
            *(len(raw), 0, 0, 0, 0, 0, start),
        )
        directory += raw
    end = struct.pack(
        "<4s4H2LH", b"PK\x05\x06", 0, 0, len(members), len(members), len(directory), len(body), 0
    )
    return body + directory + end


def deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()


def opened(data: bytes, **options):
    """Return the upload, its tables with their rows read, and its pictures' bytes by path."""
    upload = open_upload(io.BytesIO(data), "given.zip")
    tables = []
    for table in upload.tables(ReadOptions(**options)):
        table.rows = list(table.rows)
        tables.append(table)
    return upload, tables, {picture.path: picture.read() for picture in upload.pictures}


def refused(data: bytes):
    """Return the issue an archive is refused with."""
    try:
        upload = open_upload(io.BytesIO(data), "given.zip")
        for table in upload.tables():
            for _row in table.rows:
                pass
        for picture in upload.pictures:
            refuse_archive(picture.path, picture.read())
    except Refusal as refusal:
        return refusal.issue
    raise AssertionError("not refused")
