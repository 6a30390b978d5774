"""Where the header is, and what becomes of the columns."""

import pytest
from reader_files import cells, csv_bytes, numbers, read_one, refusal_of, workbook_bytes

HEADER = ["Name", "E-mail", "Class", "Phone"]
ROWS = [
    ["Ann", "ann@example.com", "9A", "+380971111111"],
    ["Bob", "bob@example.com", "9B", ""],
    ["Eve", "eve@example.com", "9A", "+380972222222"],
]


def both_formats(rows):
    """Return the table of the rows as CSV and as XLSX."""
    return read_one(csv_bytes(rows)), read_one(workbook_bytes(Sheet=rows))


@pytest.mark.parametrize(
    "above",
    [
        [],
        [[]],
        [["Users of the school"]],
        [["Users of the school"], [], ["Printed on 2024-01-31"]],
        [["# made by hand", "do not edit"]],
        [["#comment"], ["# another, longer comment about this file"]],
        [["version:v1.0"]],
        [["version", "1.0"]],
        [["#version:v1.0"], ["Users"]],
        [["Created by:", "John"], ["Year:", "2024"]],
        [["Personal", "", "School"]],
    ],
)
def test_lines_above_the_header_are_passed_over(above):
    for table in both_formats([*above, HEADER, *ROWS]):
        assert table.header == tuple(HEADER)
        assert table.header_row == len(above) + 1
        assert cells(table) == [tuple(row) for row in ROWS]
        assert numbers(table) == [len(above) + number for number in (2, 3, 4)]


def test_a_header_wider_than_its_rows_is_one():
    rows = [["Users"], [*HEADER, "City", "Street", "House"], ["Ann", "ann@example.com"]]
    for table in both_formats(rows):
        assert len(table.header) == 7
        assert cells(table) == [("Ann", "ann@example.com", "", "", "", "", "")]


def test_one_row_that_is_too_long_makes_no_title_of_the_header():
    rows = [["Name", "City"], ["Ann", "Kyiv"], ["Bob", "Lviv", "x", "y", "z"], ["Eve", "Odesa"]]
    table = read_one(csv_bytes(rows))
    assert table.header == ("Name", "City")
    assert cells(table)[1] == ("Bob", "Lviv", "x", "y", "z")


def test_a_column_of_numbers_may_be_titled_with_a_hash():
    for table in both_formats([["#", "Name"], ["1", "Ann"]]):
        assert table.header == ("#", "Name")


def test_a_header_written_as_a_comment_is_found_above_data():
    for table in both_formats([["#username", "email"], ["ann", "ann@example.com"]]):
        assert (table.header, table.header_row) == (("username", "email"), 1)


def test_blank_rows_among_the_data_are_left_out_and_counted():
    for table in both_formats([HEADER, [], ROWS[0], ["", " "], ROWS[1]]):
        assert numbers(table) == [3, 5]


def test_headers_lose_needless_blanks_and_line_breaks():
    for table in both_formats([[" First\nname ", "E-mail\xa0 address"], ["Ann", "x"]]):
        assert table.header == ("First name", "E-mail address")


def test_trailing_empty_columns_are_dropped():
    rows = [[*HEADER, "", ""], *[[*row, "", ""] for row in ROWS]]
    for table in both_formats(rows):
        assert table.header == tuple(HEADER)
        assert cells(table) == [tuple(row) for row in ROWS]


def test_a_column_with_values_but_no_header_gets_a_name_by_its_letter():
    for table in both_formats([["Name", "", "City"], ["Ann", "x", "Kyiv"]]):
        assert table.header == ("Name", "Column B", "City")
        assert cells(table) == [("Ann", "x", "Kyiv")]


def test_empty_columns_between_others_are_dropped_and_later_values_kept():
    rows = [["", "Name", "", "City"], *[["", "Ann", "", "Kyiv"]] * 150, ["", "Bob", "x", "Lviv"]]
    for table in both_formats(rows):
        assert table.header == ("Name", "City")
        assert cells(table)[0] == ("Ann", "Kyiv")
        assert cells(table)[-1] == ("Bob", "Lviv", "x")  # shown as a row that is too long


def test_a_spreadsheet_column_beyond_the_header_gets_a_name():
    table = read_one(workbook_bytes(Sheet=[["Name", "City"], ["Ann", "Kyiv", "x"]]))
    assert table.header == ("Name", "City", "Column C")


def test_a_text_row_with_an_unquoted_delimiter_is_too_long_and_no_column():
    table = read_one(b"Name,City\nSmith, Ann,Kyiv\n")
    assert table.header == ("Name", "City")
    assert cells(table) == [("Smith", " Ann", "Kyiv")]


@pytest.mark.parametrize(
    "first",
    [
        ["Ann", "ann@example.com"],
        ["Ann", "+380 97 111 11 11"],
        ["Ann", "26.07.1988"],
        ["Ann", "true"],
        ["1", "Ann"],
        ["00123", "Ann"],
    ],
)
def test_data_in_place_of_the_header_are_refused_without_being_told(first):
    issue = refusal_of(csv_bytes([first, first]))
    assert (issue.code, issue.row) == ("no_header", 1)
    assert first[1] not in issue.text()


@pytest.mark.parametrize(
    "header",
    [
        ["user_field1", "Address 2"],
        ["Class 2024", "E-mail (a@b.com)"],
        ["Name", "1", "2"],
        ["Name", "2023-2024"],
    ],
)
def test_headers_may_hold_digits_and_examples(header):
    assert read_one(csv_bytes([header, ["x"] * len(header)])).header == tuple(header)


@pytest.mark.parametrize("double", ["Name", " NAME ", "na me", "Na\nme"])
def test_duplicate_headers_are_refused(double):
    for data in (
        csv_bytes([["Name", "City", double], ["a", "b", "c"]]),
        workbook_bytes(Students=[["Name", "City", double], ["a", "b", "c"]]),
    ):
        issue = refusal_of(data)
        assert issue.code == "duplicate_titles"
        assert (issue.row, issue.params["columns"]) == (1, "A, C")
    assert issue.sheet == "Students"


def test_a_header_without_rows_is_refused():
    assert refusal_of(csv_bytes([HEADER])).code == "no_rows"
    assert refusal_of(workbook_bytes(Sheet=[HEADER])).code == "no_rows"
    assert refusal_of(csv_bytes([["Users of the school"], HEADER, [], ["", ""]])).code == "no_rows"
