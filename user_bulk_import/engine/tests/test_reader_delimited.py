"""Text with delimiters, and pasted text."""

import csv
import io

import pytest
from reader_files import cells, code_of, csv_bytes, numbers, open_bytes, read_one, refusal_of

from engine.readers import open_tables, read_text
from engine.tables import Limits, ReadOptions

PEOPLE = [
    ["Name", "E-mail", "Tags"],
    ["Ann", "ann@example.com", "a"],
    ["Bob", "bob@example.com", "b"],
]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter):
    table = read_one(csv_bytes(PEOPLE, delimiter))
    assert table.header == ("Name", "E-mail", "Tags")
    assert cells(table) == [tuple(row) for row in PEOPLE[1:]]
    assert table.delimiter == delimiter
    assert table.format == ("tsv" if delimiter == "\t" else "csv")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_when_cells_hold_line_breaks_and_other_delimiters(delimiter):
    note = "first, line;\nsecond | line\twith tab\n\nfourth"
    rows = [["Name", "Note"], ["Ann", note], ["Bob", note]]
    table = read_one(csv_bytes(rows, delimiter))
    assert cells(table) == [("Ann", note), ("Bob", note)]


def test_lists_inside_cells_do_not_pass_for_columns():
    table = read_one(b"Name,Tags\nAnn,a;b;c;d\nBob,a;b;c;d\nEve,a;b;c;d\n")
    assert table.header == ("Name", "Tags")
    assert cells(table)[0] == ("Ann", "a;b;c;d")


def test_decimal_commas_do_not_pass_for_columns():
    table = read_one(b"Name;Score;Rate\nAnn;1,5;2,5\nBob;3,5;4,5\n")
    assert cells(table) == [("Ann", "1,5", "2,5"), ("Bob", "3,5", "4,5")]


def test_ragged_rows_keep_their_delimiter():
    table = read_one(b"a,b,c\n1,x;y\n1,x;y,3\n1,x;y,3,4\n1,x;y,3\n")
    assert table.header == ("a", "b", "c")
    assert cells(table) == [
        ("1", "x;y", ""),
        ("1", "x;y", "3"),
        ("1", "x;y", "3", "4"),
        ("1", "x;y", "3"),
    ]


def test_the_separator_line_of_excel_is_understood_and_not_counted():
    table = read_one(b"sep=|\r\nName|Tags\r\nAnn|a;b,c\r\n")
    assert (table.header, table.header_row) == (("Name", "Tags"), 1)
    assert [(row.number, row.cells) for row in table.rows] == [(2, ("Ann", "a;b,c"))]


def test_a_single_column_needs_no_delimiter():
    table = read_one(b"email\nann@example.com\nbob@example.com\n")
    assert table.header == ("email",)
    assert len(table.rows) == 2


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_is_read(end):
    assert cells(read_one(csv_bytes(PEOPLE, end=end))) == [tuple(row) for row in PEOPLE[1:]]


def test_rows_are_numbered_as_a_spreadsheet_shows_them():
    data = b'Name,Note\r\n\r\nAnn,"one\r\ntwo\r\nthree"\r\n\r\n\r\nBob,x\r\n,\r\nEve,y\r\n'
    assert numbers(read_one(data)) == [3, 6, 8]


def test_quotation_marks_behind_a_blank_quote_too():
    table = read_one(b'Name, Town\n"Ann", "Kyiv, Podil"\n')
    assert table.header == ("Name", "Town")
    assert cells(table) == [("Ann", "Kyiv, Podil")]


def test_blanks_in_cells_are_kept():
    assert cells(read_one(b"Name,Password\nAnn,  x y \n")) == [("Ann", "  x y ")]


def test_zeros_that_an_export_protects_from_excel_are_unwrapped():
    table = read_one(b'Name,Ref\nAnn,="00123"\nBob,"=""00456"""\n')
    assert cells(table) == [("Ann", "00123"), ("Bob", "00456")]


def test_a_dos_end_of_file_mark_is_no_row():
    assert cells(read_one(b"Name,Town\r\nAnn,Kyiv\r\n\x1a")) == [("Ann", "Kyiv")]


def test_a_last_line_without_a_line_end_is_read():
    assert cells(read_one(b"a,b\n1,2\n3,4")) == [("1", "2"), ("3", "4")]


def test_a_quotation_mark_that_is_never_closed_is_refused_with_its_row():
    issue = refusal_of(b'Name,Note\nAnn,x\nBob,"y\nEve,z\n')
    assert (issue.code, issue.row) == ("unclosed_quote", 3)


def test_a_delimiter_may_be_chosen():
    assert read_one(b"a:b,c\n1:2,3\n", delimiter=":").header == ("a", "b,c")
    assert read_one(b"a\tb\n1\t2\n", delimiter="tab").header == ("a", "b")
    assert read_one(b"a,b\tc,d\n1\t2\n", format="tsv").header == ("a,b", "c,d")


@pytest.mark.parametrize("delimiter", [";;", '"', "a", "\n", "@", " "])
def test_what_cannot_delimit_is_refused(delimiter):
    assert code_of(b"a,b\n1,2\n", delimiter=delimiter) == "delimiter_unknown"


def test_the_limits_are_kept():
    limits = Limits(rows=2, columns=3, cell_length=5)
    assert len(read_one(b"a,b\n1,2\n3,4\n", limits=limits).rows) == 2
    assert code_of(b"a,b\n1,2\n3,4\n5,6\n", limits=limits) == "too_many_rows"
    assert code_of(b"a,b,c,d\n1,2,3,4\n", limits=limits) == "too_many_columns"
    assert code_of(b"a,b\n1,2,3,4\n", limits=limits) == "too_many_columns"
    issue = refusal_of(b"a,b\n1,2\n3,123456\n", limits=limits)
    assert (issue.code, issue.row) == ("cell_too_long", 3)


def test_a_cell_beyond_what_the_csv_module_takes_is_refused():
    before = csv.field_size_limit(100_000)  # Odoo raises it for its own ends
    try:
        limits = Limits(cell_length=1_000_000)
        assert code_of(b"a,b\n1," + b"x" * 200_000, limits=limits) == "cell_too_long"
    finally:
        csv.field_size_limit(before)


def test_a_file_without_line_breaks_is_refused():
    assert code_of(b"a,b\n" + b"x," * 1_000_000) == "row_too_long"


def test_a_file_that_is_not_read_to_its_end_stays_open():
    file = io.BytesIO(csv_bytes(PEOPLE))
    table = next(open_tables(file))
    assert next(table.rows).cells[0] == "Ann"
    del table
    assert file.seek(0) == 0
    assert next(open_tables(file)).header == ("Name", "E-mail", "Tags")


def test_a_file_is_read_from_its_start_wherever_it_stands():
    file = io.BytesIO(csv_bytes(PEOPLE))
    file.seek(10)
    assert next(open_tables(file)).header == ("Name", "E-mail", "Tags")


# Pasted text


def pasted(text, **options):
    (table,) = read_text(text, ReadOptions(**options))
    return table.header, cells(table)


def test_cells_pasted_from_a_spreadsheet_are_read():
    header, rows = pasted('Name\tNote\nÇağla\t"two\nlines"\nÖmer\tx, y; z\n')
    assert header == ("Name", "Note")
    assert rows == [("Çağla", "two\nlines"), ("Ömer", "x, y; z")]


def test_a_pasted_list_with_commas_is_read():
    header, rows = pasted("First name, Last name, Email\nAnn, Lee, ann@example.com")
    assert header == ("First name", "Last name", "Email")
    assert [cell.strip() for cell in rows[0]] == ["Ann", "Lee", "ann@example.com"]


def test_pasted_json_is_read():
    assert pasted('[{"login": "ann"}]') == (("login",), [("ann",)])


def test_pasted_text_without_a_header_is_refused():
    with pytest.raises(Exception, match="Add a row with the titles"):
        pasted("ann@example.com\nbob@example.com")


def test_half_a_character_pasted_is_refused():
    with pytest.raises(Exception, match="no character in utf-8"):
        pasted("Name\tTown\nAnn\t\ud83d")


def test_the_encoding_chosen_for_a_file_is_not_asked_of_pasted_text():
    assert pasted("Name\tTown\nÇağla\tİzmir", encoding="cp1252")[1] == [("Çağla", "İzmir")]


def test_several_formats_share_one_way_of_reading():
    assert open_bytes(csv_bytes(PEOPLE), format="csv")[0].header == ("Name", "E-mail", "Tags")
    assert code_of(csv_bytes(PEOPLE), format="wordstar") == "format_unknown"
    assert code_of(csv_bytes(PEOPLE), format="xls") == "file_corrupt"
