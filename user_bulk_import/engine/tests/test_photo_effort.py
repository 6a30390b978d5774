"""What a picture may cost: large ones of phones are taken, those made to keep us busy are not."""

import random
import struct
import time
import zlib

import pytest
from test_photo_checks import code_of, halves, made, photo, png_of

from engine.issues import Problem
from engine.photo_checks import MAX_SIDE, photo_of


@pytest.mark.parametrize("size", [(8064, 6048), (8160, 6144), (9248, 6936)])
def test_what_phones_make_in_their_largest_mode_is_taken(size):
    content = made(size=size, mode="L", progressive=True)
    began = time.process_time()
    assert max(photo(content).size) == MAX_SIDE
    assert time.process_time() - began < 1.5


def jpeg_of(width, height):
    """Return a JPEG that says it is of some size, whatever is in it."""
    content = made(size=(9, 8))
    return content.replace(struct.pack(">HH", 8, 9), struct.pack(">HH", height, width), 1)


@pytest.mark.parametrize(
    ("content", "limit"), [(png_of(6000, 4200), 25), (jpeg_of(9000, 8000), 65)]
)
def test_too_many_pixels_are_refused(content, limit):
    with pytest.raises(Problem) as caught:
        photo_of(content)
    assert (caught.value.code, caught.value.params["limit"]) == ("photo_too_large", limit)


def test_a_large_picture_may_have_fewer_scans():
    assert photo_of(busy_jpeg(4000, 40))
    assert code_of(busy_jpeg(6400, 40)) == "photo_broken"


def busy_jpeg(side, scans):
    """Return a progressive JPEG that has its one empty scan over and over again."""

    def part(mark, data):
        return b"\xff" + bytes([mark]) + struct.pack(">H", len(data) + 2) + data

    def bits(text):
        text += "1" * (-len(text) % 8)
        return int(text, 2).to_bytes(len(text) // 8, "big").replace(b"\xff", b"\xff\0")

    blocks = (side // 8) ** 2
    one_code = bytes([1] + [0] * 15)
    return b"".join(
        (
            b"\xff\xd8",
            part(0xDB, b"\0" + b"\1" * 64),
            part(0xC2, struct.pack(">BHHB", 8, side, side, 1) + b"\1\x11\0"),
            part(0xC4, b"\0" + one_code + b"\0"),
            part(0xC4, b"\x10" + one_code + b"\xe0"),
            part(0xDA, b"\1\1\0\0\0\0") + bytes(blocks // 8),
            (part(0xDA, b"\1\1\0\1\x3f\0") + bits(("0" + "1" * 14) * -(-blocks // 32767))) * scans,
            b"\xff\xd9",
        )
    )


def repeated(content, place, part, times):
    return content[:place] + part * times + content[place:]


def busy_png(times):
    profile = b"iCCP" + b"a\0\0" + zlib.compress(bytes(1_000_000))
    chunk = struct.pack(">I", len(profile) - 4) + profile + struct.pack(">I", zlib.crc32(profile))
    return repeated(made("PNG"), 33, chunk, times)


def busy_exif(times):
    data = b"Exif\0\0MM\0*\0\0\0\x08\0\0"
    part = b"\xff\xe1" + struct.pack(">H", len(data) + 2) + data
    return repeated(made(), 2, part, times)


@pytest.mark.parametrize(
    ("make", "times"),
    [(lambda times: busy_jpeg(6400, times), 1500), (busy_png, 1000), (busy_exif, 100_000)],
    ids=["scans", "color profiles", "camera data"],
)
def test_what_was_made_to_keep_us_busy_is_refused_at_once(make, times):
    assert photo_of(make(2))
    content = make(times)
    assert len(content) < 3_000_000
    began = time.process_time()
    assert code_of(content) == "photo_broken"
    assert time.process_time() - began < 0.5


def test_a_film_behind_the_picture_is_not_looked_at():
    film = random.Random(5).randbytes(9_500_000)
    assert film.count(b"\xff\xda") > 2 * 50
    assert photo(halves() + film).size == (40, 20)
