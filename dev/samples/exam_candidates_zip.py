"""``exam_candidates.zip``: a table like *exam_candidates* with six portraits, called after
usernames, client IDs and an e-mail address, in two folders, as people put them together."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import replace

from . import exam_candidates
from .tables import Sample

TABLE = "exam_candidates.csv"
NAMED = (
    (0, "Username", "photos/{}.png"),
    (2, "Username", "photos/{}.PNG"),
    (4, "Client ID", "photos/{}.png"),
    (7, "Client ID", "photos/late/{}.png"),
    (10, exam_candidates.MAIL, "photos/late/{}.png"),
    (13, "Username", "photos/{}.png"),
)
"""Position of the row, the column that names its picture, and where that lies."""

SIDE = 64
HAIR = ((92, 58, 33), (30, 30, 34), (196, 160, 90))
SKIN = ((240, 200, 170), (180, 130, 95), (112, 76, 52))
COATS = ((52, 88, 140), (140, 60, 70), (60, 120, 90), (120, 110, 60))
WALL = (226, 230, 236)


def build() -> Sample:
    """Return the next year's exam: both samples can be imported into one database."""
    sample = exam_candidates.build()
    for row in filter(None, sample.sheets[0].rows):
        row["Username"] = row["Username"].replace(".bk26", ".bk27")
        row["Client ID"] = f"7{row['Client ID']}"
        row[exam_candidates.MAIL] = (
            row[exam_candidates.MAIL]
            .replace("@mail", "@post")
            .replace("@MAIL", "@POST")
            .replace("exams@", "bookings@")
        )
    return replace(sample, path=sample.path.replace(".csv", ".zip"), write=_write)


def _write(sample: Sample) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        _add(archive, TABLE, exam_candidates.written(sample))
        for number, (position, column, place) in enumerate(NAMED):
            row = sample.sheets[0].rows[position]
            assert row is not None
            _add(archive, place.format(row[column]), _portrait(number))
    return output.getvalue()


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    info = zipfile.ZipInfo(name, (2026, 3, 2, 9, 0, 0))
    info.external_attr = 0o100644 << 16
    info.compress_type = zipfile.ZIP_DEFLATED if name == TABLE else zipfile.ZIP_STORED
    archive.writestr(info, content)


def _portrait(number: int) -> bytes:
    """Return a PNG of head and shoulders, four colors in a palette (PNG 1.2, 11.2)."""
    colors = (WALL, HAIR[number % 3], SKIN[(number + number // 3) % 3], COATS[number % 4])
    lines = b"".join(b"\0" + bytes(_color(x, y) for x in range(SIDE)) for y in range(SIDE))
    head = struct.pack(">2I5B", SIDE, SIDE, 8, 3, 0, 0, 0)
    palette = b"".join(map(bytes, colors))
    parts = (
        (b"IHDR", head),
        (b"PLTE", palette),
        (b"IDAT", zlib.compress(lines, 9)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    checksum = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)


def _color(x: int, y: int) -> int:
    """Return the place in the palette: wall, hair, skin or coat."""
    if (x - 32) ** 2 + (y - 27) ** 2 < 12**2 and y > 20:
        return 2
    if (x - 32) ** 2 + (y - 24) ** 2 < 14**2:
        return 1
    return 3 if (x - 32) ** 2 / 26**2 + (y - 66) ** 2 / 26**2 < 1 else 0
