"""Several files or pasted texts, read as one."""

import io

import pytest
from reader_files import cells, numbers, workbook_bytes

from engine.readers.bundle import MAX_PARTS, Part, meanings, open_bundle, pack, unpack
from engine.tables import Limits, ReadOptions, Refusal

STUDENTS = Part("students.csv", b"Name,E-mail\nAnn,ann@example.com\n\nBob,bob@example.com\n")
PARENTS = Part("parents.tsv", b"Name\tPhone\nEve\t123\n")


def read(parts, **options):
    tables = []
    for table in open_bundle(unpack(io.BytesIO(pack(parts))), ReadOptions(**options)):
        table.rows = list(table.rows)
        tables.append(table)
    return tables


def refused(parts, **options):
    with pytest.raises(Refusal) as caught:
        read(parts, **options)
    return caught.value.issue


def test_what_is_packed_comes_out_again():
    parts = [STUDENTS, Part("", b"", pasted=True), Part("Ä\n{}.bin", bytes(range(256)))]
    unpacked = unpack(io.BytesIO(pack(parts)))
    assert [Part(part.name, part.open().read(), part.pasted) for part in unpacked] == parts


def test_another_file_is_no_bundle():
    for content in (STUDENTS.content, b"", b"PK\x03\x04"):
        with pytest.raises(Refusal):
            unpack(io.BytesIO(content))


def test_files_follow_each_other_with_their_own_columns_and_row_numbers():
    students, parents = read([STUDENTS, PARENTS])
    assert (students.name, parents.name) == ("students", "parents")
    assert students.header == ("Name", "E-mail")
    assert parents.header == ("Name", "Phone")
    assert numbers(students) == [2, 4]
    assert numbers(parents) == [2]
    assert {row.sheet for row in students.rows} == {"students"}
    assert (students.delimiter, parents.delimiter) == (",", "\t")


def test_sheets_of_a_workbook_bear_the_name_of_their_file():
    book = workbook_bytes(**{"Year 1": [["Name"], ["Ann"]], "Year 2": [["Name"], ["Bob"]]})
    tables = read([Part("school.xlsx", book), STUDENTS])
    assert [table.name for table in tables] == ["school: Year 1", "school: Year 2", "students"]


def test_files_of_the_same_name_are_told_apart():
    upper = Part("Students.txt", STUDENTS.content)
    names = [table.name for table in read([STUDENTS, upper, STUDENTS])]
    assert names == ["students", "Students (2)", "students (3)"]


def test_a_profile_may_name_a_table_by_its_sheet_or_its_file():
    assert meanings("students") == ("students",)
    assert meanings("list: Students") == ("list: Students", "Students", "list")
    assert meanings("list: Students (2)")[1:] == ("list: Students", "Students", "list")
    assert meanings("") == ()


def test_only_the_sheets_that_are_asked_for_are_read():
    [table] = read([STUDENTS, PARENTS], sheets=("PARENTS",))
    assert table.name == "parents"
    assert refused([STUDENTS], sheets=("Teachers",)).code == "sheet_unknown"


def test_pasted_text_is_read_as_it_was_typed_whatever_encoding_is_chosen_for_files():
    text = Part("Students", "Name\nJürgen\n".encode(), pasted=True)
    [table] = read([text], encoding="cp1252")
    assert (table.name, cells(table)) == ("Students", [("Jürgen",)])
    [table] = read([Part("", text.content, pasted=True)])
    assert table.name == ""


def test_a_file_that_cannot_be_read_is_named():
    picture = Part("photo.csv", b"\x89PNG\r\n\x1a\n" + bytes(20))
    issue = refused([STUDENTS, picture])
    assert issue.text().startswith("photo.csv: The file is a picture")
    broken = Part("late.csv", b'Name,Note\nAnn,x\nBob,"never closed\n')
    assert refused([STUDENTS, broken]).text().startswith("late.csv: ")


def test_the_limit_of_rows_is_that_of_all_files_together():
    limits = Limits(rows=3)
    assert len(read([STUDENTS, PARENTS], limits=limits)) == 2
    assert "more than 3 rows" in refused([STUDENTS, STUDENTS], limits=limits).text()


def test_too_many_files_are_refused():
    with pytest.raises(Refusal):
        pack([PARENTS] * (MAX_PARTS + 1))


def test_a_report_of_ours_among_the_files_is_the_persons_own_file_again():
    book = workbook_bytes(**{"» Rows": [["Name", "» Status"], ["Ann", "Error"]]})
    [table] = read([Part("report.xlsx", book)])
    assert (table.name, table.header) == ("report", ("Name",))
