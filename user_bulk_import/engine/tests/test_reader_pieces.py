"""A file in pieces reads as the whole does, with few of its pieces in memory."""

import io
import random
import zipfile

import pytest
from archive_files import JPEG, PEOPLE, archive

from engine.readers.pieces import KEPT, in_pieces, section
from engine.readers.upload import open_upload

CONTENT = random.Random(7).randbytes(1000)


def parted(content, size=64):
    pieces = [content[start : start + size] for start in range(0, len(content), size)]
    return in_pieces(len(pieces), size, pieces.__getitem__)


@pytest.mark.parametrize("size", [1, 64, 250, 999, 1000, 4000])
def test_any_place_reads_as_in_the_whole(size):
    file, whole = parted(CONTENT, size), io.BytesIO(CONTENT)
    chance = random.Random(size)
    for _time in range(200):
        place, wanted = chance.randrange(1200), chance.choice([0, 1, 63, 64, 65, 700, -1])
        assert file.seek(place) == whole.seek(place)
        assert file.read(wanted) == whole.read(wanted)
    assert file.seek(-22, io.SEEK_END) == 978
    assert file.read() == CONTENT[978:]


def test_the_last_piece_may_be_longer_than_the_others():
    assert in_pieces(1, 10, [CONTENT].__getitem__).read() == CONTENT


def test_no_pieces_are_an_empty_file():
    assert in_pieces(0, 10, [].__getitem__).read() == b""


def test_what_lies_before_the_beginning_is_damage_and_no_harm():
    with pytest.raises(ValueError, match="before"):
        parted(CONTENT).seek(-2000, io.SEEK_END)


def test_sections_are_read_beside_each_other():
    file = parted(CONTENT)
    first, second = section(file, 10, 100), section(file, 500, 900)
    assert first.read(50) + second.read(50) == CONTENT[10:60] + CONTENT[500:550]
    assert first.read() == CONTENT[60:110]
    assert second.read() == CONTENT[550:]


def test_an_archive_is_read_in_one_go_through_its_pieces():
    photos = [(f"{number}.jpg", JPEG) for number in range(200)]
    data = archive(("people.csv", PEOPLE), *photos)
    loaded = []
    size = len(data) // 40
    pieces = [data[start : start + size] for start in range(0, len(data), size)]

    def load(number):
        loaded.append(number)
        return pieces[number]

    file = in_pieces(len(pieces), size, load)
    upload = open_upload(file)
    del loaded[:]
    assert [picture.read() for picture in upload.pictures] == [JPEG] * 200
    assert len(loaded) <= len(pieces) + KEPT
    assert zipfile.ZipFile(file).testzip() is None
