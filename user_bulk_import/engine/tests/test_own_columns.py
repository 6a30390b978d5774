"""A report of ours that comes back is the person's own file again."""

import io
import string

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from engine.own_columns import is_own, own, without_own
from engine.readers import open_tables
from engine.reports import Link, Mark, OwnColumn, ReportRow, ReportSheet, Summary, write
from engine.tables import SourceRow, Table

OWN = (OwnColumn("Row", 8), OwnColumn("Status"), OwnColumn("Reason", 60), OwnColumn("User"))
SUMMARY = Summary("Summary", "Import", [("File", "people.csv"), ("Counts", ""), ("Created", 3)])


def workbook(*sheets, **options):
    file = io.BytesIO()
    write(file, sheets, **options)
    return file


def sheet(name, headers, rows, **options):
    """Return a sheet whose rows have something in each of our columns."""
    told = (2, "Error", "It is wrong, for this and that reason.", Link("ann", "http://x.example/1"))
    lines = [ReportRow(cells, own=told, **options) for cells in rows]
    return ReportSheet(name, headers, OWN, lines)


def read(file):
    """Return name, header and rows of each table, as a run stages them."""
    return [
        (table.name, table.header, [row.cells for row in table.rows])
        for table in without_own(open_tables(file))
    ]


def table(header, *rows, name="Sheet"):
    lines = (SourceRow(name, number, cells) for number, cells in enumerate(rows, start=2))
    return Table(name, header, 1, lines)


@pytest.mark.parametrize("title", ["» Row", "» +1", "»", "» Grund"])
def test_own_titles_are_told_by_their_beginning(title):
    assert is_own(title)


@pytest.mark.parametrize("title", ["", "Row", "«Row»", "»Row", "Name » Row", "> Row"])
def test_other_titles_are_the_persons_own(title):
    assert not is_own(title)


def test_own_columns_are_dropped_wherever_they_stand():
    [found] = without_own([table(("» Row", "Login", "» Reason", "Name"), ("2", "ann", "!", "Ann"))])
    assert found.header == ("Login", "Name")
    assert [row.cells for row in found.rows] == [("ann", "Ann")]


def test_values_too_many_are_too_many_again():
    header = ("Login", "» Row", "» +1", "» +2")
    rows = [("ann", "2", "x", ""), ("bob", "3", "", "y"), ("cid", "4", "", "")]
    [found] = without_own([table(header, *rows)])
    assert [row.cells for row in found.rows] == [("ann", "x"), ("bob", "", "y"), ("cid",)]


def test_a_row_that_was_emptied_is_gone_though_our_columns_are_filled():
    [found] = without_own([table(("Login", "» Row"), ("", "2"), ("bob", "3"))])
    assert [(row.number, row.cells) for row in found.rows] == [(3, ("bob",))]


def test_a_sheet_of_ours_alone_is_gone_and_the_next_one_is_read():
    tables = [table(("» Import", "»"), ("File", "x.csv")), table(("Login",), ("ann",), name="B")]
    assert [found.name for found in without_own(tables)] == ["B"]


def test_other_tables_are_passed_on_untouched():
    other = table(("Login",), ("ann",))
    assert next(without_own([other])) is other


def test_the_report_of_a_file_without_sheets_has_none():
    file = workbook(sheet("", ["Login", "Name"], [["ann", "Ann"]]), summary=SUMMARY)
    assert read(file) == [("", ("Login", "Name"), [("ann", "Ann")])]
    assert openpyxl.load_workbook(file).sheetnames == ["» Summary", "» Rows"]


def test_sheets_keep_their_names_and_order():
    sheets = [sheet(name, ["Login"], [[name]]) for name in ("Students", "Parents")]
    assert [name for name, _header, _rows in read(workbook(*sheets))] == ["Students", "Parents"]


def test_names_that_no_workbook_takes_are_made_fit_and_different():
    names = ["a/b", "A-B", "x" * 40, "x" * 41, "'", "History"]
    file = workbook(*[sheet(name, ["Login"], [["ann"]]) for name in names])
    found = openpyxl.load_workbook(file).sheetnames
    assert found == ["a-b", "A-B 2", "x" * 31, "x" * 29 + " 2", "-", "History 2"]


def test_names_that_no_workbook_takes_come_back_as_they_were():
    names = ["people: Students", "x" * 40, "x" * 41]
    file = workbook(*[sheet(name, ["Login"], [["ann"]]) for name in names])
    assert read(file) == [(name, ("Login",), [("ann",)]) for name in names]


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_characters="\0", exclude_categories=["Cs"]), max_size=12
).filter(lambda text: not text or text.strip())


@settings(max_examples=60, deadline=None, database=None)
@given(st.lists(st.lists(TEXTS, min_size=3, max_size=3).filter(any), min_size=1, max_size=4))
@example([["=1+1", "0042", "2024-01-31"], ["<r><t>a</t></r>", "_x0041_", " b "]])
@example([["true", "1E5", "a\r\nb"], ["http://x.example", "@a", "x\x07y"]])
def test_any_texts_come_back_as_they_were(rows):
    header = ("Login", "Name", "Note")
    assert read(workbook(sheet("S", header, rows))) == [("S", header, [tuple(r) for r in rows])]


@given(
    st.lists(
        st.text(string.ascii_lowercase, max_size=9).map("t{}".format).filter("true".__ne__),
        min_size=1,
        unique=True,
    )
)
@settings(max_examples=30, deadline=None, database=None)
def test_any_titles_come_back_beside_ours(header):
    [(_name, found, _rows)] = read(workbook(sheet("S", header, [["a"] * len(header)])))
    assert found == tuple(header)


def test_cells_show_their_reason_and_stay_texts():
    mark = Mark("error", "This is no e-mail address.")
    file = workbook(
        ReportSheet(
            "S",
            ["Login", "E-mail"],
            OWN,
            [ReportRow(["=1+1", "nobody"], own=(2, "Error", "x", ""), marks={1: mark})],
            notes={0: "The login"},
        )
    )
    page = openpyxl.load_workbook(file).active
    assert (page["A2"].value, page["A2"].data_type, page["A2"].number_format) == ("=1+1", "s", "@")
    assert page["B2"].comment.text == mark.note
    assert page["B2"].fill.start_color.rgb == "FFFFC7CE"
    assert page["A1"].comment.text == "The login"
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:F2"
    assert page["C1"].value == own("Row") and page["C2"].value == 2
    assert page.column_dimensions["E"].width > 50


def test_a_text_that_no_spreadsheet_holds_is_left_blank_with_a_note():
    file = workbook(sheet("S", ["Login", "Info"], [["ann", "x" * 40_000]]), too_long="Too long")
    page = openpyxl.load_workbook(file).active
    assert page["B2"].value is None
    assert page["B2"].comment.text == "Too long"


def test_users_are_linked():
    page = openpyxl.load_workbook(workbook(sheet("S", ["Login"], [["ann"]]))).active
    assert page["E2"].value == "ann"
    assert page["E2"].hyperlink.target == "http://x.example/1"
