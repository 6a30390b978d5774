"""Pictures in cells as text, and what a photo column's cell may hold."""

import base64
import io
import json
import tracemalloc

import pytest

from engine.converters.photos import convert_photo
from engine.issues import Problem
from engine.photo_texts import is_link, is_picture_text, picture_bytes, seems_picture_text
from engine.policy import Policy
from engine.readers import open_tables
from engine.tables import Limits, ReadOptions, Refusal

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 2
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 2
WEBP = b"RIFF\x10\0\0\0WEBPVP8 " + bytes(range(256)) * 2
POLICY = Policy()


def packed(content):
    return base64.b64encode(content).decode()


def wrapped(content):
    return base64.encodebytes(content).decode()


@pytest.mark.parametrize("content", [JPEG, PNG, WEBP])
@pytest.mark.parametrize(
    "write",
    [
        packed,
        wrapped,
        lambda content: base64.urlsafe_b64encode(content).decode().rstrip("="),
        lambda content: "data:image/png;base64," + packed(content),
        lambda content: "DATA:image/jpeg;name=a.jpg;base64, " + wrapped(content),
        lambda content: "  " + packed(content) + "\r\n",
    ],
)
def test_pictures_are_known_however_they_are_written(content, write):
    text = write(content)
    assert is_picture_text(text)
    assert picture_bytes(text) == content


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ann.jpg",
        "https://example.com/9j/" + "a" * 100,
        "UklGR",
        "UklGR is how it begins, " + "and this is a sentence. " * 9,
        "/9j/" + "a" * 100 + "!",
        packed(b"Some words about Ann, who is no picture at all. " * 9),
        "data:text/html;base64," + packed(JPEG),
    ],
)
def test_other_texts_are_none(text):
    assert not is_picture_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "bm90IGFuIGltYWdl",
        "data:image/png;base64,abc",
        "data:text/plain,hello",
        packed(b"Some words about Ann, who is no picture at all. " * 9),
        wrapped(b"Some words about Ann, who is no picture at all. " * 9),
        packed(JPEG)[:40],
        packed(JPEG)[:300] + "!",
    ],
)
def test_what_may_be_meant_as_a_picture_is_told(text):
    assert not is_picture_text(text) and seems_picture_text(text)


@pytest.mark.parametrize(
    "text",
    [
        *("ann", "ann.jpg", "anna@example.com", "0042", "9a/Ann Lee", "IMG_20240131_101112"),
        *("Fotos/Klasse9a/AnnaLee9", "d41d8cd98f00b204e9800998ecf8427e", "AnnaMariaSchmidt"),
        "550e8400-e29b-41d4-a716-446655440000",
    ],
)
def test_names_are_not_taken_for_pictures(text):
    assert not seems_picture_text(text)


def test_a_broken_picture_in_a_cell_is_told_in_short():
    for text in ("data:image/png;base64,iVBORw0KGgo!", packed(b"No picture. 9" * 900)):
        with pytest.raises(Problem) as caught:
            convert_photo(text, POLICY)
        assert caught.value.code == "photo_text_broken"
        assert len(caught.value.params["value"]) < 30


def test_broken_base64_is_no_picture():
    assert picture_bytes("data:image/png;base64," + "A" * 65) == b""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (" ann.jpg ", "ann.jpg"),
        ('"Ann Lee.PNG"', "Ann Lee.PNG"),
        (r"photos\2024\ann.jpg", "photos/2024/ann.jpg"),
        ("file:///home/ann.jpg", "file:///home/ann.jpg"),
        ("C://photos/ann.jpg", "C://photos/ann.jpg"),
        ("ann", "ann"),
    ],
)
def test_a_cell_names_a_picture(text, name):
    assert convert_photo(text, POLICY) == name


def code_of(text, policy=POLICY):
    with pytest.raises(Problem) as caught:
        convert_photo(text, policy)
    return caught.value.code


@pytest.mark.parametrize(
    "text", ["ftp://example.com/ann.jpg", "gopher://example.com/ann.jpg", "sftp:\\\\host\\a.jpg"]
)
def test_links_of_other_kinds_are_told_as_such(text):
    assert code_of(text, Policy(photo_links=True)) == "photo_link_kind"


def test_links_count_where_they_are_fetched():
    link = "HTTPS://example.com/a b.jpg?x=1"
    assert is_link(link)
    assert code_of(link) == "photo_links_off"
    assert convert_photo(f" {link} ", Policy(photo_links=True)) == link


def test_what_is_no_name_is_told():
    assert code_of("/") == "photo_name_empty"
    assert code_of("..") == "photo_name_empty"
    assert code_of(packed(JPEG)) == "photo_as_text"


# Reading


def read(content, **limits):
    options = ReadOptions(limits=Limits(**limits))
    return [row for table in open_tables(io.BytesIO(content), "x", options) for row in table.rows]


def refusal_of(content, **limits):
    with pytest.raises(Refusal) as caught:
        read(content, **limits)
    return caught.value.issue.code


def users(*photos, key="photo"):
    return json.dumps([{"login": f"u{i}", key: photo} for i, photo in enumerate(photos)]).encode()


def test_a_picture_may_be_longer_than_other_cells():
    content = JPEG + bytes(2_000_000)
    for written in (packed(content), "data:image/jpeg;base64," + packed(content)):
        for data in (users(written), users(written).replace(b"/", b"\\/")):
            [row] = read(data)
            assert picture_bytes(row.cells[1]) == content


def test_pictures_of_several_rows_are_read_in_the_memory_of_one():
    photo = packed(PNG + bytes(1_500_000))
    data = users(*[photo] * 12)
    tracemalloc.start()
    for table in open_tables(io.BytesIO(data), "x"):
        assert sum(1 for _row in table.rows) == 12
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 * len(photo)


def test_other_texts_may_not():
    assert refusal_of(users("a" * 40_000)) == "cell_too_long"
    assert refusal_of(users("a" * 900_000)) == "json_invalid"
    assert refusal_of(users(packed(b"no picture " * 90_000))) == "json_invalid"
    noted = packed(JPEG + bytes(300_000)) + " and more," * 90_000
    assert refusal_of(users(noted)) in ("json_invalid", "cell_too_long")


def test_a_picture_has_a_limit_too():
    photo = packed(JPEG + bytes(2_000_000))
    assert refusal_of(users(photo), picture_length=1_000_000) == "picture_too_long"
    small = packed(JPEG + bytes(90_000))
    assert refusal_of(users(small), picture_length=100_000) == "picture_too_long"


def test_many_pictures_in_one_entry_are_too_much():
    photos = {f"photo{i}": packed(JPEG + bytes(300_000)) for i in range(20)}
    assert refusal_of(json.dumps([photos]).encode(), picture_length=1_000_000) == "picture_too_long"


def test_an_entry_with_a_picture_has_no_room_for_more():
    entry = {"photo": packed(JPEG + bytes(900_000)), "list": [["x"] * 90_000]}
    assert refusal_of(json.dumps([entry] * 2).encode()) == "json_entry_too_big"


def test_a_picture_in_a_csv_may_be_longer_too():
    photo = packed(JPEG + bytes(60_000))
    [row] = read(f"login,photo\nann,{photo}\n".encode())
    assert picture_bytes(row.cells[1]) == JPEG + bytes(60_000)


@pytest.mark.parametrize(
    ("value", "column"),
    [
        ([{"value": "https://example.com/a.jpg", "type": "photo"}], "photos"),
        (
            [
                {"value": "https://example.com/a.jpg", "type": "photo"},
                {"value": "https://example.com/t.jpg", "type": "thumbnail"},
            ],
            "photos",
        ),
    ],
)
def test_the_photo_of_scim_is_found(value, column):
    data = json.dumps({"Resources": [{"userName": "ann", column: value}]}).encode()
    [row] = read(data)
    assert row.cells[1] == "https://example.com/a.jpg"
