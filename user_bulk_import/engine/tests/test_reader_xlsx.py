"""XLSX workbooks."""

import openpyxl
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


def test_small_tables_beside_others_are_no_explanations():
    biography = "was born in a small town by the sea and studied"
    tables = open_bytes(
        workbook_bytes(
            Users=[["Name", "E-mail"], ["Ann", "ann@example.com"]],
            Leavers=[["E-mail"], ["bob@example.com"]],
            Names=[["Name"], ["Ann Lee"], ["Bob"]],
            Lives=[["Name", "Life"], ["Ann", f"Ann {biography}."], ["Bob", f"Bob {biography}."]],
        )
    )
    assert [table.name for table in tables] == ["Users", "Leavers", "Names", "Lives"]


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
