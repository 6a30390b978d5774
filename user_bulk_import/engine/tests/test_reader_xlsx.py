"""XLSX workbooks."""

import datetime as dt

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart, Reference
from reader_files import (
    cells,
    code_of,
    inline_row,
    numbers,
    open_bytes,
    read_one,
    refusal_of,
    saved,
    sheet_xml,
    workbook_bytes,
    xlsx_bytes,
    xlsx_parts,
    zip_bytes,
)

from engine.tables import Limits


def values_of(*pairs, epoch=None):
    """Return how cells read; a pair is a value and its number format."""
    book = openpyxl.Workbook()
    if epoch:
        book.epoch = epoch
    sheet = book.active
    sheet.append([f"Header {index}" for index in range(len(pairs))])
    for column, (value, code) in enumerate(pairs, start=1):
        cell = sheet.cell(2, column, value)
        if code:
            cell.number_format = code
    return cells(read_one(saved(book)))[0]


def raw_value(cell, **options):
    """Return how one cell reads, given its XML."""
    body = inline_row(1, ["Header", "Other"]) + f'<row r="2">{cell}</row>'
    return cells(read_one(xlsx_bytes({"S": sheet_xml(body)}, **options)))[0][0]


def test_numbers_read_as_a_person_writes_them():
    values = (123.0, 0, -5, 1.5, 0.1 + 0.2, 0.5, 1e-7, 380971111111, 1e21)
    assert values_of(*((value, None) for value in values)) == (
        "123",
        "0",
        "-5",
        "1.5",
        "0.3",
        "0.5",
        "0.0000001",
        "380971111111",
        "1000000000000000000000",
    )


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("3.80971111111E+11", "380971111111"),
        ("1.5E-3", "0.0015"),
        ("0.10000000000000001", "0.1"),
        ("123.000", "123"),
        ("12345678901234567890", "12345678901234567890"),
        ("-0", "0"),
        ("007", "7"),
        ("1E999", "1E999"),
        ("abc", "abc"),
        ("1_000", "1_000"),
    ],
)
def test_numbers_read_whatever_way_they_are_stored(written, read):
    assert raw_value(f'<c r="A2"><v>{written}</v></c>') == read


def test_number_formats_that_matter_are_applied():
    assert values_of(
        (501, "00000"),
        (123456, "00000"),
        (123456789, "000-00-0000"),
        (123456789, '00000\\-0000;"x"'),
        (0.5, "0%"),
        (1234.5, "#,##0.00"),
        (7, "0"),
        (1.5, "00000"),
    ) == ("00501", "123456", "123-45-6789", "12345-6789", "0.5", "1234.5", "7", "1.5")


def test_numbers_stored_as_text_keep_their_zeros():
    assert values_of(("00123", None), ("+380971111111", "@"), ("1E5", None)) == (
        "00123",
        "+380971111111",
        "1E5",
    )


def test_dates_read_as_dates():
    assert values_of(
        (dt.date(2024, 1, 31), "dd.mm.yyyy"),
        (dt.datetime(2024, 1, 31, 8, 0, 5), "yyyy-mm-dd hh:mm"),
        (dt.datetime(2024, 1, 31), "yyyy-mm-dd hh:mm:ss"),
        (dt.datetime(2024, 1, 31, 8, 0), "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy"),
        (dt.time(8, 30), "h:mm AM/PM"),
        (dt.timedelta(hours=30, minutes=5), "[h]:mm:ss"),
        (dt.date(1900, 1, 1), "d/m/yy"),
        (60, "yyyy-mm-dd"),
        (dt.date(9999, 12, 31), "yyyy-mm-dd"),
    ) == (
        "2024-01-31",
        "2024-01-31 08:00:05",
        "2024-01-31",
        "2024-01-31",
        "08:30:00",
        "30:05:00",
        "1900-01-01",
        "1900-02-29",
        "9999-12-31",
    )


def test_the_date_system_of_1904_is_understood():
    pairs = ((dt.date(2024, 1, 31), "dd.mm.yyyy"), (dt.datetime(1910, 5, 6, 7, 8), "d.m.yy h:mm"))
    epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    assert values_of(*pairs, epoch=epoch) == ("2024-01-31", "1910-05-06 07:08:00")


@pytest.mark.parametrize("number", ["-1", "3000000", "1E300", "0"])
def test_what_is_no_date_reads_as_a_number_though_formatted_so(number):
    value = raw_value(f'<c r="A2" s="1"><v>{number}</v></c>', formats=["yyyy-mm-dd"])
    assert float(value) == float(number)


def test_iso_dates_of_strict_workbooks_are_read():
    assert raw_value('<c r="A2" t="d"><v>2024-01-31T08:00:00</v></c>') == "2024-01-31 08:00:00"
    assert raw_value('<c r="A2" t="d"><v>2024-01-31T00:00:00.000Z</v></c>') == "2024-01-31"


def test_booleans_errors_and_formulas_read_by_their_stored_value():
    assert values_of((True, None), (False, None)) == ("true", "false")
    assert raw_value('<c r="A2" t="e"><v>#REF!</v></c>') == "#REF!"
    assert raw_value('<c r="A2" t="e"><v>#PYTHON!</v></c>') == "#VALUE!"
    assert raw_value('<c r="A2"><f>1+1</f><v>2</v></c>') == "2"
    assert raw_value('<c r="A2" t="str"><f>A1&amp;"x"</f><v>x_x000D_\ny</v></c>') == "x\r\ny"


def test_a_formula_without_a_stored_value_is_an_error_and_no_blank():
    assert values_of(("=1+1", None)) == ("#CALC!",)
    body = inline_row(1, ["A", "B"]) + (
        '<row r="2"><c r="A2" t="str"><f>""</f><v></v></c><c r="B2"><v>1</v></c></row>'
    )
    assert cells(read_one(xlsx_bytes({"S": sheet_xml(body)}))) == [("", "1")]


def test_rich_text_is_joined_and_phonetic_hints_are_left_out():
    book = openpyxl.Workbook()
    book.active.append(["Name"])
    book.active["A2"] = CellRichText("An", TextBlock(InlineFont(b=True), "na"), " Lee")
    assert cells(read_one(saved(book))) == [("Anna Lee",)]
    strings = "<si><t>Name</t></si><si><r><t>東</t></r><rPh><t>トウ</t></rPh><r><t>京</t></r></si>"
    body = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" t="s"><v>1</v></c></row>'
    )
    assert cells(read_one(xlsx_bytes({"S": sheet_xml(body)}, strings=strings))) == [("東京",)]


def test_merged_cells_have_their_value_once():
    book = openpyxl.Workbook()
    for row in (["Name", "Class", "Town"], ["Ann", "9A", "Kyiv"], ["Bob", None, "Lviv"]):
        book.active.append(row)
    book.active.merge_cells("B2:B3")
    assert cells(read_one(saved(book))) == [("Ann", "9A", "Kyiv"), ("Bob", "", "Lviv")]


def test_rows_have_the_numbers_of_the_sheet():
    body = inline_row(3, ["Name", "Town"]) + inline_row(7, ["Ann", "Kyiv"])
    table = read_one(xlsx_bytes({"S": sheet_xml(body + inline_row(1_048_576, ["Bob", ""]))}))
    assert (table.header_row, numbers(table)) == (3, [7, 1_048_576])


def test_rows_and_cells_without_references_are_counted():
    rows = "<row><c><v>1</v></c><c/><c><v>3</v></c></row>"
    body = inline_row(1, ["A", "B", "C"]) + rows + rows
    table = read_one(xlsx_bytes({"S": sheet_xml(body)}))
    assert [(row.number, row.cells) for row in table.rows] == [
        (2, ("1", "", "3")),
        (3, ("1", "", "3")),
    ]


def test_a_wrong_dimension_does_no_harm():
    body = inline_row(1, ["Name", "Town"]) + inline_row(2, ["Ann", "Kyiv"])
    xml = sheet_xml(body, before='<dimension ref="A1"/>')
    assert cells(read_one(xlsx_bytes({"S": xml}))) == [("Ann", "Kyiv")]


def test_every_sheet_is_a_table_of_its_own():
    tables = open_bytes(
        workbook_bytes(
            Students=[["Name", "Parent"], ["Ann", "p@example.com"]],
            Parents=[["E-mail"], ["p@example.com"]],
        )
    )
    assert [(table.name, table.header) for table in tables] == [
        ("Students", ("Name", "Parent")),
        ("Parents", ("E-mail",)),
    ]
    assert tables[0].rows[0].sheet == "Students"


def test_hidden_sheets_and_charts_are_left_out():
    book = openpyxl.Workbook()
    book.active.append(["Name"])
    book.active.append(["Ann"])
    for title, state in (("Hidden", "hidden"), ("Lists", "veryHidden")):
        sheet = book.create_sheet(title)
        sheet.append(["Secret"])
        sheet.append(["x"])
        sheet.sheet_state = state
    chart = BarChart()
    chart.add_data(Reference(book.active, min_col=1, min_row=1, max_row=2))
    book.create_chartsheet("Chart").add_chart(chart)
    assert [table.header for table in open_bytes(saved(book))] == [("Name",)]
    assert read_one(saved(book), sheets=("hidden",)).header == ("Secret",)


def test_sheets_without_a_table_are_passed_over():
    tables = open_bytes(
        workbook_bytes(
            Instructions=[["How to fill in"], [], ["One row a user."], ["Then upload the file."]],
            Steps=[
                ["1", "Enter the names of all of your students"],
                ["2", "Save the file as it is"],
            ],
            Students=[["Name", "E-mail"], ["Ann", "ann@example.com"]],
            Parents=[["Name", "E-mail"]],
            Empty=[],
        )
    )
    assert [table.name for table in tables] == ["Students"]


def test_a_list_in_one_column_is_a_table_beside_others():
    tables = open_bytes(
        workbook_bytes(
            Users=[["Name", "E-mail"], ["Ann", "ann@example.com"]],
            Leavers=[["E-mail"], ["bob@example.com"]],
        )
    )
    assert [table.name for table in tables] == ["Users", "Leavers"]


def test_a_workbook_of_one_column_of_words_is_still_read():
    assert cells(read_one(workbook_bytes(Sheet=[["Name"], ["Ann"], ["Bob"]]))) == [
        ("Ann",),
        ("Bob",),
    ]


def test_sheets_may_be_chosen_by_name():
    data = workbook_bytes(A=[["x"], [1]], B=[["y"], [2]])
    assert [table.name for table in open_bytes(data, sheets=(" b ",))] == ["B"]
    assert code_of(data, sheets=("C",)) == "sheet_unknown"


def test_a_workbook_without_a_visible_table_is_refused():
    row = inline_row(1, ["Name"]) + inline_row(2, ["Ann"])
    sheets = {"Empty": sheet_xml(""), "Users": sheet_xml(row)}
    assert code_of(xlsx_bytes(sheets, states={"Users": "hidden"})) == "no_table"


def test_the_limits_are_kept():
    rows = [["a", "b"], ["1", "2"], ["3", "4"]]
    data = workbook_bytes(One=rows, Two=rows)
    assert len(open_bytes(data, limits=Limits(rows=4))) == 2
    issue = refusal_of(data, limits=Limits(rows=3))
    assert (issue.code, issue.sheet, issue.row) == ("too_many_rows", "Two", 3)
    assert code_of(data, limits=Limits(columns=1)) == "too_many_columns"
    long = workbook_bytes(One=[["a"], ["1"], ["123456"]])
    issue = refusal_of(long, limits=Limits(cell_length=5))
    assert (issue.code, issue.sheet, issue.row) == ("cell_too_long", "One", 3)
    inline = xlsx_bytes({"S": sheet_xml(inline_row(1, ["a"]) + inline_row(2, ["123456"]))})
    assert code_of(inline, limits=Limits(cell_length=5)) == "cell_too_long"


def test_other_spellings_of_the_parts_are_found():
    parts = xlsx_parts({"S": sheet_xml(inline_row(1, ["a"]) + inline_row(2, ["b"]))}, strings="")
    odd = {name.replace("/", "\\").upper(): content for name, content in parts.items()}
    assert cells(read_one(zip_bytes(odd))) == [("b",)]
    absolute = {
        name: content.replace('Target="worksheets', 'Target="/xl/worksheets')
        for name, content in parts.items()
    }
    assert cells(read_one(zip_bytes(absolute))) == [("b",)]
    prefixed = {
        name: content.replace("<", "<x:").replace("<x:/", "</x:").replace("xmlns=", "xmlns:x=")
        if "sheet1" in name
        else content
        for name, content in parts.items()
    }
    assert cells(read_one(zip_bytes(prefixed))) == [("b",)]


def test_strict_workbooks_are_read():
    parts = xlsx_parts({"S": sheet_xml(inline_row(1, ["a"]) + inline_row(2, ["b"]))}, strings="")
    strict = {
        name: content.replace(
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            "http://purl.oclc.org/ooxml/spreadsheetml/main",
        ).replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, content in parts.items()
    }
    assert cells(read_one(zip_bytes(strict))) == [("b",)]


def test_shared_strings_are_found_in_any_order():
    count = 5_000
    strings = "".join(f"<si><t>text {index}</t></si>" for index in range(count))
    rows = "".join(
        f'<row r="{row}"><c r="A{row}" t="s"><v>{(row * 7919) % count}</v></c></row>'
        for row in range(1, count)
    )
    table = read_one(xlsx_bytes({"S": sheet_xml(rows)}, strings=strings))
    assert table.header == ("text 2919",)
    assert table.rows[100].cells == (f"text {102 * 7919 % count}",)
