"""XLS workbooks."""

import datetime as dt

import pytest
import xlwt
from reader_files import cells, code_of, numbers, open_bytes, read_one, refusal_of, saved, xls_bytes

from engine.tables import Limits

ROWS = [["Name", "E-mail"], ["Ann", "ann@example.com"], ["Bob", "bob@example.com"]]


def values_of(*values):
    header = [f"Header {index}" for index in range(len(values))]
    return cells(read_one(xls_bytes(("S", [header, values]))))[0]


def test_values_read_as_in_newer_workbooks():
    assert values_of(
        123.0,
        1.5,
        380971111111,
        (501, "00000"),
        "00123",
        (dt.date(2024, 1, 31), "dd.mm.yyyy"),
        (dt.datetime(2024, 1, 31, 8, 5), "yyyy-mm-dd hh:mm"),
        (dt.time(8, 30), "h:mm"),
        True,
        False,
        "Çağla Щербак",
        None,
        "end",
    ) == (
        "123",
        "1.5",
        "380971111111",
        "00501",
        "00123",
        "2024-01-31",
        "2024-01-31 08:05:00",
        "08:30:00",
        "true",
        "false",
        "Çağla Щербак",
        "",
        "end",
    )


def test_the_date_system_of_1904_is_understood():
    book = xlwt.Workbook()
    book.dates_1904 = True
    sheet = book.add_sheet("S")
    sheet.write(0, 0, "Born")
    sheet.write(1, 0, 43860, xlwt.easyxf(num_format_str="dd.mm.yyyy"))
    assert cells(read_one(saved(book))) == [("2024-01-31",)]


def test_error_cells_show_their_literal():
    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    for column, code in enumerate((0x2A, 0x07, 0x17)):
        sheet.write(0, column, f"Header {column}")
        sheet.row(1).set_cell_error(column, code)
    assert cells(read_one(saved(book))) == [("#N/A", "#DIV/0!", "#REF!")]


def test_every_visible_sheet_is_read():
    book = xlwt.Workbook()
    for name, visibility in (("A", 0), ("B", 1), ("C", 2), ("D", 0)):
        sheet = book.add_sheet(name)
        sheet.visibility = visibility
        for row, values in enumerate(ROWS, start=2):
            for column, value in enumerate(values):
                sheet.write(row, column, value)
    tables = open_bytes(saved(book))
    assert [(table.name, table.header_row, numbers(table)) for table in tables] == [
        ("A", 3, [4, 5]),
        ("D", 3, [4, 5]),
    ]
    assert tables[0].format == "xls"


def test_a_file_beyond_the_limit_is_refused_before_it_is_read():
    issue = refusal_of(xls_bytes(("S", ROWS)), limits=Limits(xls_bytes=1024))
    assert issue.code == "xls_too_big"
    assert "XLSX" in issue.text()


def test_the_limits_are_kept():
    data = xls_bytes(("S", ROWS))
    assert code_of(data, limits=Limits(rows=1)) == "too_many_rows"
    assert code_of(data, limits=Limits(columns=1)) == "too_many_columns"
    assert code_of(data, limits=Limits(cell_length=8)) == "cell_too_long"


def test_a_protected_workbook_is_refused():
    # The first record behind BOF becomes FILEPASS ([MS-XLS] 2.4.117).
    data = xls_bytes(("S", ROWS)).replace(b"\xe1\x00\x02\x00", b"\x2f\x00\x02\x00", 1)
    assert code_of(data) == "file_encrypted"


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_truncated_workbook_is_refused(share):
    data = xls_bytes(("S", ROWS * 100))
    assert code_of(data[: int(len(data) * share)]) == "file_corrupt"


def test_another_ole_file_is_no_workbook():
    data = xls_bytes(("S", ROWS)).replace(
        "Workbook".encode("utf-16-le"), b"M\0s\0i\0F\0i\0l\0e\0s\0"
    )
    assert code_of(data) == "file_binary"
