"""Whether bytes are a picture that can become a photo, found out by decoding them.

What comes out is upright, no larger than Odoo keeps it, and has nothing in it but the picture:
no place where it was taken, no camera, no comments, no thumbnail.
"""

from __future__ import annotations

import io
import re
import struct
import warnings
import zlib
from math import ceil

from PIL import ExifTags, Image, WebPImagePlugin  # noqa: F401 Odoo loads no WebP by itself

from .issues import Problem
from .photo_codes import (
    PHOTO_BROKEN,
    PHOTO_HEIC,
    PHOTO_KIND,
    PHOTO_NONE,
    PHOTO_TOO_BIG,
    PHOTO_TOO_LARGE,
)

MAX_BYTES = 20 * 1024 * 1024
"""What a phone makes in its largest mode (48 to 50 megapixels)."""

MAX_PIXELS_JPEG = 65_000_000
MAX_PIXELS = 25_000_000
"""Of PNG and WebP. A JPEG is decoded in a part of its size, which takes some tenths of a second;
these take ten times as long, and 16 bytes of memory a pixel."""

MAX_SIDE = 1920
"""Of ``image_1920``."""

QUALITY = 90
MAX_SCANS = 50
"""Of a JPEG. Progressive ones have about ten, and one of a few bytes takes as long to decode as the
whole picture: ten megabytes of them take hours."""

MAX_SCANNED = 800_000_000
"""Pixels times scans: half a second's work."""

MAX_TIMES = 20
"""Of parts that a picture has once, or once for each picture inside it. Pillow takes some seconds
for thousands of them, each of a few bytes, before it tells the size."""

_JPEG = b"\xff\xd8\xff"
_SCAN = re.compile(rb"\xff\xda\0(?:\x08\x01|\x0a\x02|\x0c\x03|\x0e\x04)")
"""Where a scan begins. The film that phones hang on behind a picture has the mark alone often."""
_ONCE = (b"iCCP", b"Exif\0\0")
"""A PNG's color profile, which is unpacked, and what a camera notes in a JPEG."""

_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""By the orientation that a camera notes."""

_FORMATS = ("JPEG", "PNG", "WEBP")
_OTHER_KINDS = (
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"\0\0\1\0", "ICO"),
    (b"8BPS", "PSD"),
    (b"%PDF-", "PDF"),
)
_BOXES = {b"heic": "HEIC", b"heix": "HEIC", b"mif1": "HEIC", b"msf1": "HEIC", b"avif": "AVIF"}
_SVG = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<[?!][^>]*>\s*)*<svg[\s>/]", re.IGNORECASE)


def photo_of(content: bytes, max_bytes: int = MAX_BYTES) -> bytes:
    """Return a picture as Odoo is to keep it: a PNG where it is transparent, else a JPEG.

    :raises Problem: too big, broken, of another kind or no picture at all
    """
    if len(content) > max_bytes:
        raise Problem(PHOTO_TOO_BIG, limit=max(1, max_bytes // 1024**2))
    if kind := _other_kind(content):
        raise Problem(PHOTO_HEIC if kind == "HEIC" else PHOTO_KIND, kind=kind)
    _check_effort(content)
    try:
        with _opened(content) as image:
            _check_whole(content, image.format or "")
            return _encoded(_upright(image))
    # Pillow's plugins let pass whatever their parsers come across.
    except (OSError, ValueError, SyntaxError, IndexError, KeyError, TypeError, OverflowError) as e:
        raise Problem(PHOTO_BROKEN) from e
    except (struct.error, zlib.error, EOFError, MemoryError, Image.DecompressionBombError) as e:
        raise Problem(PHOTO_BROKEN) from e


def _other_kind(content: bytes) -> str:
    """Return the kind of a picture that cannot become a photo, ``''`` for any other content."""
    head = content[:1024]
    for signature, kind in _OTHER_KINDS:
        if head.startswith(signature):
            return kind
    if head[4:8] == b"ftyp":
        return _BOXES.get(head[8:12], "")
    return "SVG" if _SVG.match(head) else ""


def _check_effort(content: bytes) -> None:
    """Raise where there is more to decode than any program writes: a few kilobytes in an archive
    would keep us busy for hours.

    :raises Problem: broken on purpose
    """
    is_endless = content.startswith(_JPEG) and len(_SCAN.findall(content)) > MAX_SCANS
    if is_endless or any(content.count(part) > MAX_TIMES for part in _ONCE):
        raise Problem(PHOTO_BROKEN)


def _opened(content: bytes) -> Image.Image:
    """Return a picture of which the header alone was read.

    :raises Problem: no picture, or one with too many pixels
    """
    is_jpeg = content.startswith(_JPEG)
    limit = MAX_PIXELS_JPEG if is_jpeg else MAX_PIXELS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(content), formats=_FORMATS)
    except Image.UnidentifiedImageError as error:
        is_cut = is_jpeg or content.startswith((b"\x89PNG\r\n", b"RIFF"))
        raise Problem(PHOTO_BROKEN if is_cut else PHOTO_NONE) from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Problem(PHOTO_TOO_LARGE, limit=limit // 1_000_000) from error
    pixels = image.width * image.height
    if pixels > limit:
        raise Problem(PHOTO_TOO_LARGE, limit=limit // 1_000_000)
    if is_jpeg and pixels * len(_SCAN.findall(content)) > MAX_SCANNED:
        raise Problem(PHOTO_BROKEN)
    return image


def _check_whole(content: bytes, kind: str) -> None:
    """Raise where the end is missing. Pillow does not tell where Odoo has it fill up what lacks
    (``LOAD_TRUNCATED_IMAGES``).

    :raises Problem: the picture is cut off
    """
    if kind == "PNG":
        whole = b"IEND" in content[-4096:] or b"\0\0\0\0IEND\xae\x42\x60\x82" in content
    elif kind == "WEBP":
        whole = len(content) >= int.from_bytes(content[4:8], "little") + 8
    else:
        # Behind the last scan's start there has to be an end; no data holds either mark.
        starts = [scan.start() for scan in _SCAN.finditer(content)]
        whole = bool(starts) and content.find(b"\xff\xd9", starts[-1]) > 0
    if not whole:
        raise Problem(PHOTO_BROKEN)


def _upright(image: Image.Image) -> Image.Image:
    """Return the first frame, scaled down and turned as its EXIF data say."""
    image.seek(0)
    scale = min(1, MAX_SIDE / max(image.size))
    # JPEGs are decoded in an eighth, quarter or half of their size where that is enough.
    image.draft(None, (ceil(image.width * scale), ceil(image.height * scale)))
    orientation = image.getexif().get(ExifTags.Base.Orientation)
    plain = _with_plain_colors(image)
    plain.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS)
    turn = _TURNS.get(orientation)
    return plain if turn is None else plain.transpose(turn)


def _with_plain_colors(image: Image.Image) -> Image.Image:
    """Return the picture in one of the modes L, RGB and RGBA."""
    if image.mode in ("L", "RGB", "RGBA") and "transparency" not in image.info:
        image.load()
        return image
    if "A" in image.getbands() or "a" in image.getbands() or "transparency" in image.info:
        return image.convert("RGBA")
    if image.mode.startswith("I"):  # 16 bits a pixel
        return image.point(lambda value: value / 256).convert("L")
    return image.convert("RGB")


def _encoded(image: Image.Image) -> bytes:
    """Return a file of the picture and of nothing else."""
    image.info = {}
    out = io.BytesIO()
    if image.mode == "RGBA" and image.getextrema()[3][0] < 255:
        image.save(out, "PNG")
    else:
        image = image if image.mode == "L" else image.convert("RGB")
        image.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()
