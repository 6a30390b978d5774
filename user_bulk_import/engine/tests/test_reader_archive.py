"""A ZIP with a table and pictures is that table, with its pictures beside it."""

import io
import unicodedata

import pytest
from archive_files import JPEG, PEOPLE, PNG, archive, member, opened, raw_archive, refused
from reader_files import cells, csv_bytes, ods_bytes, ods_row, workbook_bytes

from engine.readers.bundle import Part, pack
from engine.readers.upload import open_upload
from engine.tables import Refusal

ROWS = [["Login", "Name"], ["anna", "Anna"]]


def test_the_table_is_read_and_the_pictures_stand_beside_it():
    data = archive(("users.csv", PEOPLE), ("photos/anna.jpg", JPEG), ("photos/bob.PNG", PNG))
    upload, (table,), pictures = opened(data)
    assert (table.name, table.format, table.header) == ("", "csv", ("Login", "Name", "Photo"))
    assert cells(table) == [("anna", "Anna", "anna.jpg"), ("bob", "Bob", "")]
    assert pictures == {"photos/anna.jpg": JPEG, "photos/bob.PNG": PNG}
    assert upload.ignored == []


@pytest.mark.parametrize(
    ("name", "content", "sheet"),
    [
        ("users.xlsx", workbook_bytes(Students=ROWS), "Students"),
        ("users.ods", ods_bytes({"S": "".join(map(ods_row, ROWS))}), "S"),
        ("users.json", b'[{"Login": "anna", "Name": "Anna"}]', ""),
        ("list.txt", csv_bytes(ROWS, "\t"), ""),
        ("a/b/users.CSV", csv_bytes(ROWS), ""),
    ],
)
def test_the_table_may_be_of_any_format_and_in_any_folder(name, content, sheet):
    _upload, (table,), pictures = opened(archive(("anna.jpg", JPEG), (name, content)))
    assert (table.name, cells(table)) == (sheet, [("anna", "Anna")])
    assert list(pictures) == ["anna.jpg"]


@pytest.mark.parametrize(
    "data", [workbook_bytes(S=ROWS), ods_bytes({"S": "".join(map(ods_row, ROWS))})]
)
def test_a_workbook_is_a_table_and_no_archive(data):
    upload, (table,), pictures = opened(data)
    assert (table.name, pictures, upload.has_only_pictures) == ("S", {}, False)


def test_several_tables_are_called_after_their_files():
    data = archive(("Students.csv", PEOPLE), ("p/Parents.csv", PEOPLE), ("anna.jpg", JPEG))
    upload, tables, _pictures = opened(data)
    assert upload.several
    assert [table.name for table in tables] == ["Students", "Parents"]


def test_what_computers_add_is_passed_over_and_what_people_add_is_named():
    data = archive(
        ("users.csv", PEOPLE),
        ("__MACOSX/._anna.jpg", b"\0\5\x16\7"),
        ("._anna.jpg", b"\0\5\x16\7"),
        (".DS_Store", b""),
        ("photos/Thumbs.db", b"x"),
        ("desktop.ini", b"x"),
        ("~$users.xlsx", b"x"),
        ("photos/", b""),
        ("readme.txt", b"Hello"),
        ("consent.pdf", b"%PDF-1.7"),
        ("anna.jpg", JPEG),
    )
    upload, (table,), pictures = opened(data)
    assert upload.ignored == ["readme.txt", "consent.pdf"]
    assert list(pictures) == ["anna.jpg"]
    assert len(cells(table)) == 2


def test_pictures_alone_are_a_table_of_their_names():
    data = archive(
        ("photos/anna.jpg", JPEG), ("photos/bob@example.com.png", PNG), ("old/anna.jpg", JPEG)
    )
    upload, (table,), _pictures = opened(data)
    assert upload.has_only_pictures
    assert table.header == ("Photo", "Login, e-mail or reference")
    assert [(row.number, row.cells) for row in table.rows] == [
        (2, ("/photos/anna.jpg", "anna")),
        (3, ("photos/bob@example.com.png", "bob@example.com")),
        (4, ("/old/anna.jpg", "anna")),
    ]


def test_a_picture_without_an_ending_is_told_by_its_content():
    data = archive(("users.csv", PEOPLE), ("anna", JPEG), ("bob", b"no picture at all"))
    upload, _tables, pictures = opened(data)
    assert (list(pictures), upload.ignored) == (["anna"], ["bob"])


def test_names_are_read_as_their_programs_mean_them():
    zoe = "Zoë.jpg"
    data = raw_archive(
        (unicodedata.normalize("NFD", zoe).encode(), JPEG, len(JPEG), 0, 0),  # macOS
        ("Jürgen.jpg".encode("cp437"), JPEG, len(JPEG), 0, 0),  # Windows
        ("Søren.jpg".encode("cp850"), JPEG, len(JPEG), 0, 0),
        ("Jörg Groß.jpg".encode("cp1252"), JPEG, len(JPEG), 0, 0),
        ("Łukasz.jpg", JPEG, len(JPEG), 0, 0),
    )
    names = [picture.path for picture in open_upload(io.BytesIO(data)).pictures]
    assert names == [zoe, "Jürgen.jpg", "Søren.jpg", "Jörg Groß.jpg", "Łukasz.jpg"]


def test_an_archive_without_table_and_pictures_says_so():
    assert refused(archive(("a.pdf", b"%PDF"))).code == "archive_empty"
    assert refused(archive()).code == "archive_empty"


def test_the_refusal_of_a_table_names_its_file():
    issue = refused(archive(("lists/users.csv", "a,a\n1,2\n"), ("anna.jpg", JPEG)))
    assert issue.code == "bundle_file_refused"
    assert issue.params["file"] == "lists/users.csv"
    # What is no table, and nothing else would be one.
    issue = refused(archive(("users.numbers", b"PK"), ("anna.jpg", JPEG)))
    assert issue.params["file"] == "users.numbers"


def test_a_damaged_archive_says_so():
    assert refused(archive(("anna.jpg", JPEG))[:-30]).code == "archive_corrupt"


def test_several_files_may_hold_pictures_and_archives():
    data = pack(
        [
            Part("Students.csv", PEOPLE.encode()),
            Part("anna.jpg", JPEG),
            Part("more.zip", archive(("bob.png", PNG), ("note.md", b"x"))),
        ]
    )
    upload = open_upload(io.BytesIO(data), bundle=True)
    assert [table.name for table in upload.tables()] == ["Students"]
    assert [picture.path for picture in upload.pictures] == ["anna.jpg", "bob.png"]
    assert upload.ignored == ["note.md"]


@pytest.mark.parametrize(("name", "content"), [("anna.jpg", JPEG), ("ANNA.PNG", PNG)])
def test_a_picture_alone_is_told_to_go_into_a_zip_with_the_table(name, content):
    with pytest.raises(Refusal) as caught:
        open_upload(io.BytesIO(content), name)
    assert caught.value.issue.code == "photo_alone"


def test_a_picture_that_is_called_a_table_is_refused_as_one():
    with pytest.raises(Refusal) as caught:
        list(open_upload(io.BytesIO(JPEG), "users.csv").tables())
    assert caught.value.issue.code == "file_image"


def test_a_text_that_was_pasted_is_no_picture():
    data = pack([Part("anna.jpg", PEOPLE.encode(), pasted=True)])
    upload = open_upload(io.BytesIO(data), bundle=True)
    assert not upload.has_only_pictures


def test_members_may_be_folders_with_any_attributes():
    folder = member("photos/", external_attr=(0o40755 << 16) | 0x10)
    plain = member("photos/anna.jpg", external_attr=0o100644 << 16)
    _upload, _tables, pictures = opened(archive((folder, b""), (plain, JPEG)))
    assert list(pictures) == ["photos/anna.jpg"]
