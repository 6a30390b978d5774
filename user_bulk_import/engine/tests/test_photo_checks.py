"""Pictures are told by decoding them, and come out upright, small and without anything else."""

import io
import struct
import time
import tracemalloc
import zlib

import pytest
from PIL import ExifTags, Image, ImageFile

from engine.issues import Problem
from engine.photo_checks import MAX_SIDE, photo_of


def made(kind="JPEG", size=(40, 20), mode="RGB", color="blue", **options):
    out = io.BytesIO()
    Image.new(mode, size, color).save(out, kind, **options)
    return out.getvalue()


def halves(kind="JPEG", **options):
    """Return a picture with a red left half and a blue right one."""
    image = Image.new("RGB", (40, 20), "blue")
    image.paste("red", (0, 0, 20, 20))
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def photo(content, **options):
    image = Image.open(io.BytesIO(photo_of(content, **options)))
    image.load()
    return image


def code_of(content, **options):
    with pytest.raises(Problem) as caught:
        photo_of(content, **options)
    return caught.value.code


def is_red(image, place):
    red, _green, blue = image.convert("RGB").getpixel(place)
    return red > blue


def camera_data(orientation):
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Make] = "Camera of Ann"
    exif[ExifTags.IFD.GPSInfo] = {1: "N", 2: (59.0, 54.0, 0.0)}
    return exif


def png_of(width, height, rows=b"", depth=8, kind=2):
    """Return a PNG that says it is of some size, whatever is in it."""

    def chunk(name, data):
        crc = zlib.crc32(name + data)
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", crc)

    header = struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows, 9))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_each_kind_becomes_a_photo(kind):
    image = photo(halves(kind))
    assert (image.format, image.size) == ("JPEG", (40, 20))
    assert is_red(image, (2, 10)) and not is_red(image, (37, 10))


def test_what_is_transparent_stays_so():
    image = photo(made("WEBP", mode="RGBA", color=(255, 0, 0, 100), lossless=True))
    assert (image.format, image.mode) == ("PNG", "RGBA")
    assert photo(made("PNG", mode="RGBA", color=(255, 0, 0, 255))).format == "JPEG"


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_colors_of_all_kinds_are_understood(mode):
    assert photo(made("PNG", mode=mode, color=1)).size == (40, 20)


def test_pictures_for_print_are_understood():
    assert photo(made("JPEG", mode="CMYK", color=(0, 255, 255, 0))).mode == "RGB"


def test_deep_colors_keep_their_light():
    image = photo(made("PNG", mode="I;16", color=32768))
    assert 120 < image.convert("L").getpixel((5, 5)) < 136


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "WEBP"])
def test_pictures_are_turned_upright(orientation, kind):
    turn = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }.get(orientation)
    upright = Image.new("RGB", (40, 20), "blue")
    upright.paste("red", (0, 0, 10, 10))  # the upper left corner
    taken = upright.transpose(turn) if turn is not None else upright
    out = io.BytesIO()
    taken.save(out, kind, exif=camera_data(orientation))
    image = photo(out.getvalue())
    assert image.size == (40, 20)
    assert is_red(image, (3, 3))
    assert not any(is_red(image, place) for place in ((36, 3), (3, 16), (36, 16)))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_nothing_but_the_picture_is_kept(kind):
    more = {"icc_profile": b"ICC Ann" * 50} if kind != "WEBP" else {}
    content = photo_of(made(kind, exif=camera_data(6), **more))
    assert b"Ann" not in content and b"Exif" not in content and b"eXIf" not in content
    assert not dict(Image.open(io.BytesIO(content)).getexif())


def test_comments_of_a_png_are_not_kept():
    from PIL.PngImagePlugin import PngInfo

    notes = PngInfo()
    notes.add_text("Comment", "Ann lives in Elm Street")
    content = photo_of(made("PNG", mode="RGBA", color=(1, 2, 3, 9), pnginfo=notes))
    assert b"Elm" not in content


def test_large_pictures_are_scaled_down():
    assert photo(made(size=(4000, 1000))).size == (MAX_SIDE, MAX_SIDE // 4)
    assert photo(made("PNG", size=(10, 5000))).size == (4, MAX_SIDE)
    assert photo(made(size=(1, 1))).size == (1, 1)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_the_first_picture_of_a_film_is_taken(kind):
    frames = [Image.new("RGB", (9, 9), color) for color in ("red", "blue", "green")]
    out = io.BytesIO()
    frames[0].save(out, kind, save_all=True, append_images=frames[1:], lossless=True)
    assert is_red(photo(out.getvalue()), (4, 4))


@pytest.mark.parametrize("fill_up", [False, True])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.97])
def test_what_is_cut_off_is_refused(kind, share, fill_up, monkeypatch):
    # Odoo lets Pillow fill up what lacks, for its reports.
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", fill_up)
    noise = Image.effect_noise((200, 200), 80).convert("RGB")
    out = io.BytesIO()
    noise.save(out, kind, exif=camera_data(1))
    content = out.getvalue()
    assert photo_of(content)
    assert code_of(content[: int(len(content) * share)]) == "photo_broken"


def test_what_a_phone_hangs_on_behind_the_picture_does_no_harm():
    assert photo(halves() + b"MotionPhoto_Data" + bytes(3000)).size == (40, 20)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (made("GIF", mode="P", color=1), "GIF"),
        (made("BMP"), "BMP"),
        (b"II*\0" + bytes(60), "TIFF"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
        (b"<svg/>", "SVG"),
        (b"<?xml version='1.0'?><!-- a --><svg width='9'></svg>", "SVG"),
        (b"\0\0\0\x18ftypavif" + bytes(50), "AVIF"),
        (b"%PDF-1.7 ...", "PDF"),
    ],
)
def test_other_kinds_are_named(content, kind):
    with pytest.raises(Problem) as caught:
        photo_of(content)
    assert (caught.value.code, caught.value.params["kind"]) == ("photo_kind", kind)


@pytest.mark.parametrize("content", [b"", b"Ann", b"<html><body>svg</body></html>", bytes(9000)])
def test_what_is_no_picture_is_told(content):
    assert code_of(content) == "photo_none"


def test_how_to_mend_pictures_of_iphones_is_told():
    with pytest.raises(Problem) as caught:
        photo_of(b"\0\0\0\x18ftypheic" + bytes(50))
    assert caught.value.code == "photo_heic"
    assert "JPEG" in caught.value.issue().text()


def test_too_many_bytes_are_refused():
    content = made()
    assert code_of(content, max_bytes=len(content) - 1) == "photo_too_big"
    assert photo_of(content, max_bytes=len(content))


@pytest.mark.parametrize("size", [(10_000, 10_000), (20_000, 20_000), (2**31 - 1, 2**31 - 1)])
def test_bombs_are_refused_before_they_are_unpacked(size):
    bomb = png_of(*size, rows=bytes(30_000_000))
    assert len(bomb) < 50_000
    tracemalloc.start()
    began = time.perf_counter()
    assert code_of(bomb) == "photo_too_large"
    assert time.perf_counter() - began < 0.5
    assert tracemalloc.get_traced_memory()[1] < 2_000_000
    tracemalloc.stop()


def test_a_picture_with_less_data_than_it_says_is_broken(monkeypatch):
    content = png_of(1000, 1000, rows=bytes(50))
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", False)
    assert code_of(content) == "photo_broken"
    # Odoo has Pillow fill up what lacks, for the whole process.
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    assert photo(content).size == (1000, 1000)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_damage_anywhere_is_a_problem_or_harmless(kind):
    content = halves(kind)
    for place in range(0, len(content), 7):
        damaged = bytearray(content)
        damaged[place] ^= 0xFF
        try:
            assert photo_of(bytes(damaged))
        except Problem as problem:
            assert problem.code.startswith("photo_")
