"""Archives made to harm are refused at once, in little memory, each with its own reason."""

import io
import time
import tracemalloc
import zipfile

import pytest
from archive_files import JPEG, PEOPLE, archive, deflated, member, raw_archive, refused

from engine.readers.upload import open_upload
from engine.tables import Refusal

MEGABYTE = 1024 * 1024
KERNEL = deflated(bytes(3 * MEGABYTE))
HUGE = deflated(bytes(40 * MEGABYTE))
USERS = ("users.csv", PEOPLE)


def quoted_bomb():
    """Return an archive whose members all unpack the same bytes (Fifield, zbsm.zip)."""
    size = 3 * MEGABYTE
    first = ("0.jpg", KERNEL, size, 8, 0)
    return raw_archive(first, *((f"{n}.jpg", None, size, 8, 0) for n in range(1, 900)))


def shifted_overlap():
    """Return an archive with a member that begins inside of another one's bytes."""
    inner = raw_archive(("b.jpg", b"x" * 90, 90, 0, 0))
    inner = inner[: inner.index(b"PK\x01\x02")]
    data = raw_archive(("a.jpg", inner, len(inner), 0, 0), ("b.jpg", b"x" * 90, 90, 0, 0))
    start = data.rindex(b"PK\x03\x04").to_bytes(4, "little")
    return data.replace(start, data.index(inner).to_bytes(4, "little"))


def files(count, name="{}", content=b""):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for number in range(count):
            made.writestr(zipfile.ZipInfo(name.format(number)), content)
    return out.getvalue()


def with_sizes(**sizes):
    """Return an archive that lies about the unpacked size of its picture."""
    packed = deflated(JPEG)
    return raw_archive(("a.jpg", packed, sizes["declared"], 8, 0))


LINK = 0o120777 << 16
HOSTILE = {
    "a bomb": (raw_archive(("a.jpg", HUGE, 40 * MEGABYTE, 8, 0)), "archive_bomb"),
    "a table that is a bomb": (raw_archive(("a.csv", HUGE, 40 * MEGABYTE, 8, 0)), "archive_bomb"),
    "a file of gigabytes": (raw_archive(("a.jpg", b"x", 4_000_000_000, 8, 0)), "archive_bomb"),
    "many small bombs": (
        raw_archive(*((f"{n}.jpg", KERNEL, 3 * MEGABYTE, 8, 0) for n in range(300))),
        "archive_bomb_together",
    ),
    "members in one place": (quoted_bomb(), "archive_overlap"),
    "members inside of members": (shifted_overlap(), "archive_overlap"),
    "a size that lies": (with_sizes(declared=10), "archive_corrupt"),
    "a path to above": (archive(USERS, ("../anna.jpg", JPEG)), "archive_path"),
    "a path to above inside": (archive(USERS, ("a/../../anna.jpg", JPEG)), "archive_path"),
    "a path to above of windows": (archive(USERS, ("..\\anna.jpg", JPEG)), "archive_path"),
    "an absolute path": (archive(USERS, ("/etc/anna.jpg", JPEG)), "archive_path"),
    "a share": (archive(USERS, ("\\\\server\\anna.jpg", JPEG)), "archive_path"),
    "a drive": (archive(USERS, ("C:\\anna.jpg", JPEG)), "archive_path"),
    "a drive alone": (archive(USERS, ("C:anna.jpg", JPEG)), "archive_path"),
    "a link": (archive((member("anna.jpg", external_attr=LINK), b"/etc/passwd")), "archive_link"),
    "a link as table": (
        archive((member("a.csv", external_attr=LINK), b"/etc/passwd")),
        "archive_link",
    ),
    "a link as folder": (
        archive(USERS, (member("link/", external_attr=LINK), b"/etc/passwd")),
        "archive_link",
    ),
    "a device": (archive((member("a.jpg", external_attr=0o020666 << 16), b"")), "archive_link"),
    "an archive inside": (archive(USERS, ("photos.zip", archive(USERS))), "archive_nested"),
    "another archive inside": (archive(USERS, ("photos.7z", b"7z")), "archive_nested"),
    "a program inside": (archive(USERS, ("photos.jar", archive(USERS))), "archive_nested"),
    "an archive called a photo": (archive(USERS, ("a.jpg", archive(USERS))), "archive_nested"),
    "an archive called nothing": (archive(USERS, ("photos", archive(USERS))), "archive_nested"),
    "an archive called a table": (archive(("a.csv", archive(USERS))), "archive_nested"),
    "too many files": (files(10_001), "archive_too_many"),
    "a huge directory": (files(9_000, "{:0250}"), "archive_too_many"),
    "tiny photos": (files(9_998, "{}.jpg"), "archive_tiny"),
    "tiny tables": (files(9_998, "{}.csv", 2 * PEOPLE.encode()), "archive_tables"),
    "texts, which may be tables": (
        files(9_998, "{}.txt", 2 * PEOPLE.encode()),
        "archive_tables",
    ),
    "tables, one more than are read": (files(101, "{}.csv", PEOPLE.encode()), "archive_tables"),
    "a table of line breaks": (archive(("a.csv", PEOPLE + 4_000_000 * "\n")), "archive_bomb"),
    "the same name twice": (archive(("a.jpg", JPEG), ("a.jpg", JPEG)), "archive_twice"),
    "the same name by slashes": (
        archive(("p/a.jpg", JPEG), ("p\\.\\a.jpg", JPEG)),
        "archive_twice",
    ),
    "the same table twice": (archive(USERS, USERS), "archive_twice"),
    "encrypted": (raw_archive(("a.jpg", JPEG, len(JPEG), 0, 1)), "archive_encrypted"),
    "strongly encrypted": (raw_archive(("a.jpg", JPEG, len(JPEG), 99, 1)), "archive_encrypted"),
    "bzip2": (
        archive((member("a.jpg", compress_type=zipfile.ZIP_BZIP2), JPEG)),
        "archive_method",
    ),
    "lzma": (archive((member("a.jpg", compress_type=zipfile.ZIP_LZMA), JPEG)), "archive_method"),
    "deflate64": (raw_archive(("a.jpg", JPEG, len(JPEG), 9, 0)), "archive_method"),
    "a name turned around": (archive(("anna\u202egpj.exe", JPEG)), "archive_name"),
    "a name with a line break": (archive(("anna\n.jpg", JPEG)), "archive_name"),
    "a name with a null": (raw_archive((b"a.jpg\0.exe", JPEG, len(JPEG), 0, 0)), "archive_name"),
    "a long name": (archive(("a" * 300 + ".jpg", JPEG)), "archive_name"),
    "a long path": (archive(("a/" * 600 + "b.jpg", JPEG)), "archive_name"),
    "damaged": (archive(("a.jpg", JPEG))[:-10], "archive_corrupt"),
    "another name inside": (
        archive(("anna.jpg", JPEG)).replace(b"anna.jpg", b"zoey.jpg", 1),
        "archive_corrupt",
    ),
}


@pytest.mark.parametrize(("data", "code"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_archives_are_refused_within_a_second(data, code):
    start = time.process_time()
    issue = refused(data)
    assert time.process_time() - start < 1
    assert issue.code == code
    assert issue.is_error
    assert issue.text()[-1] == "."
    assert len(issue.text()) < 300


@pytest.mark.parametrize(("data", "code"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_archives_take_a_few_megabytes(data, code):
    tracemalloc.start()
    try:
        refused(data)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 8 * MEGABYTE


def test_a_name_in_a_refusal_cannot_turn_it_around():
    text = refused(archive(("anna\u202egpj.exe", JPEG))).text()
    assert "\u202e" not in text
    assert "anna" in text


def test_as_many_files_as_are_allowed_take_little():
    data = files(9_999, "photos/person-{}.jpg", bytes(64))
    tracemalloc.start()
    start = time.process_time()
    try:
        assert len(open_upload(io.BytesIO(data)).pictures) == 9_999
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert time.process_time() - start < 3  # tracing takes most of it
    assert peak < 16 * MEGABYTE


def test_a_picture_with_room_behind_its_end_is_judged_by_itself():
    upload = open_upload(io.BytesIO(archive(USERS, ("a.jpg", JPEG + bytes(11 * MEGABYTE)))))
    assert upload.pictures[0].read().startswith(JPEG)


def test_many_such_pictures_are_refused_together():
    members = [(f"{number}.jpg", JPEG + bytes(19 * MEGABYTE)) for number in range(4)]
    assert refused(archive(*members)).code == "archive_bomb_together"


def test_a_picture_is_never_larger_than_its_archive_says():
    (picture,) = open_upload(io.BytesIO(raw_archive(("a.jpg", KERNEL, 1000, 8, 0)))).pictures
    assert picture.size == 1000
    tracemalloc.start()
    try:
        with pytest.raises(Refusal):  # the checksum tells that it is not all
            picture.read()
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < MEGABYTE
