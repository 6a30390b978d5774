"""ODS spreadsheets."""

import datetime as dt
import io

import pytest
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from reader_files import (
    ODS_TYPE,
    cells,
    code_of,
    numbers,
    ods_bytes,
    ods_content,
    ods_row,
    open_bytes,
    read_one,
    refusal_of,
    zip_bytes,
)

from engine.tables import Limits

HEADER = ods_row(["Name", "Value"])


def raw_value(attributes, inside=""):
    """Return how a cell reads, given its attributes and content."""
    row = (
        "<table:table-row><table:table-cell office:value-type='string'><text:p>x</text:p>"
        f"</table:table-cell><table:table-cell {attributes}>{inside}</table:table-cell>"
        "</table:table-row>"
    )
    return cells(read_one(ods_bytes({"S": HEADER + row})))[0][1]


def test_a_spreadsheet_written_by_a_library_is_read():
    document = OpenDocumentSpreadsheet()
    table = Table(name="Users")
    born = dt.date(2024, 1, 31).isoformat()
    for values in (["Name", "Born", "Nr"], ["Çağla & Щербак", born, 5]):
        row = TableRow()
        for value in values:
            cell = TableCell(valuetype="float", value=value) if value == 5 else TableCell()
            cell.addElement(P(text=str(value)))
            row.addElement(cell)
        table.addElement(row)
    document.spreadsheet.addElement(table)
    out = io.BytesIO()
    document.write(out)
    read = read_one(out.getvalue())
    assert (read.name, read.header, read.format) == ("Users", ("Name", "Born", "Nr"), "ods")
    assert cells(read) == [("Çağla & Щербак", "2024-01-31", "5")]


@pytest.mark.parametrize(
    ("attributes", "inside", "read"),
    [
        ('office:value-type="float" office:value="123"', "<text:p>123.00</text:p>", "123"),
        ('office:value-type="float" office:value="3.80971111111E+11"', "", "380971111111"),
        ('office:value-type="float" office:value="501"', "<text:p>00501</text:p>", "00501"),
        ('office:value-type="percentage" office:value="0.5"', "<text:p>50%</text:p>", "0.5"),
        ('office:value-type="currency" office:value="9.9"', "<text:p>9,90 €</text:p>", "9.9"),
        ('office:value-type="date" office:date-value="2024-01-31"', "", "2024-01-31"),
        (
            'office:value-type="date" office:date-value="2024-01-31T08:00:00"',
            "<text:p>31.01.24</text:p>",
            "2024-01-31 08:00:00",
        ),
        ('office:value-type="time" office:time-value="PT08H30M00S"', "", "08:30:00"),
        (
            'office:value-type="boolean" office:boolean-value="true"',
            "<text:p>WAHR</text:p>",
            "true",
        ),
        ('office:value-type="string" office:string-value="a"', "<text:p>b</text:p>", "a"),
        ('office:value-type="string"', "<text:p>a</text:p><text:p>b</text:p>", "a\nb"),
        (
            'office:value-type="string"',
            "<text:p>a<text:s text:c='3'/>b<text:tab/>c</text:p>",
            "a   b\tc",
        ),
        ('office:value-type="string"', "<text:p>a\n    b</text:p>\n  ", "a b"),
        (
            'office:value-type="string"',
            "<text:p>a<text:span>b<text:a>c</text:a></text:span></text:p>",
            "abc",
        ),
        ('office:value-type="string"', "<text:p>a<text:line-break/>b</text:p>", "a\nb"),
        ('calcext:value-type="error"', "<text:p>#N/A</text:p>", "#N/A"),
        ('calcext:value-type="error"', "<text:p>Err:502</text:p>", "#VALUE!"),
        ('table:formula="of:=1+1" office:value-type="float" office:value="2"', "", "2"),
        ('table:formula="of:=1+1"', "", "#CALC!"),
    ],
)
def test_cells_read_by_their_stored_value(attributes, inside, read):
    assert raw_value(attributes, inside) == read


def test_comments_and_drawings_are_no_part_of_a_cell():
    inside = (
        "<office:annotation><text:p>a comment</text:p></office:annotation>"
        "<draw:frame><draw:text-box><text:p>box</text:p></draw:text-box></draw:frame>"
        "<text:p>text</text:p>"
    )
    assert raw_value('office:value-type="string"', inside) == "text"


def test_covered_cells_are_blank():
    row = (
        "<table:table-row><table:table-cell table:number-columns-spanned='2'><text:p>a</text:p>"
        "</table:table-cell><table:covered-table-cell><text:p>under</text:p>"
        "</table:covered-table-cell><table:table-cell><text:p>c</text:p></table:table-cell>"
        "</table:table-row>"
    )
    header = ods_row(["A", "B", "C"])
    assert cells(read_one(ods_bytes({"S": header + row}))) == [("a", "", "c")]


def test_repeated_cells_and_rows_are_counted():
    row = (
        "<table:table-row table:number-rows-repeated='2'>"
        "<table:table-cell table:number-columns-repeated='2'><text:p>x</text:p></table:table-cell>"
        "<table:table-cell table:number-columns-repeated='3'/>"
        "<table:table-cell><text:p>y</text:p></table:table-cell>"
        "<table:table-cell table:number-columns-repeated='16378'/></table:table-row>"
    )
    blank = (
        "<table:table-row table:number-rows-repeated='{}'><table:table-cell "
        "table:number-columns-repeated='16384'/></table:table-row>"
    )
    rows = ods_row(list("ABCDEF")) + row + blank.format(4) + row + blank.format(1_048_567)
    table = read_one(ods_bytes({"S": rows}))
    assert table.header == tuple("ABCDEF")
    assert cells(table) == [("x", "x", "", "", "", "y")] * 4
    assert numbers(table) == [2, 3, 8, 9]


def test_rows_inside_groups_and_headers_are_read():
    rows = (
        f"<table:table-header-rows>{HEADER}</table:table-header-rows><table:table-row-group>"
        f"<table:table-rows>{ods_row(['a', '1'])}</table:table-rows></table:table-row-group>"
    )
    assert cells(read_one(ods_bytes({"S": rows}))) == [("a", "1")]


def test_hidden_sheets_are_left_out():
    style = (
        '<style:style style:name="ta2" style:family="table">'
        '<style:table-properties table:display="false"/></style:style>'
    )
    row = ods_row(["a", "b"])
    data = ods_bytes({"A|ta1": HEADER + row, "B|ta2": HEADER + row, "C|ta1": HEADER + row}, style)
    assert [table.name for table in open_bytes(data)] == ["A", "C"]
    assert [table.name for table in open_bytes(data, sheets=("B",))] == ["B"]


def test_the_limits_are_kept():
    rows = HEADER + ods_row(["a", "b"]) + ods_row(["c", "123456789"])
    data = ods_bytes({"S": rows})
    assert code_of(data, limits=Limits(rows=1)) == "too_many_rows"
    assert code_of(data, limits=Limits(columns=1)) == "too_many_columns"
    issue = refusal_of(data, limits=Limits(cell_length=8))
    assert (issue.code, issue.sheet, issue.row) == ("cell_too_long", "S", 3)


def test_the_limits_of_a_hidden_sheet_do_not_matter():
    style = (
        '<style:style style:name="h"><style:table-properties table:display="false"/></style:style>'
    )
    shown = HEADER + ods_row(["a", "b"])
    hidden = HEADER + ods_row(["a", "x" * 100])
    data = ods_bytes({"A": shown, "B|h": hidden}, style)
    assert len(open_bytes(data, limits=Limits(cell_length=50))) == 1


def test_an_encrypted_spreadsheet_is_refused():
    manifest = "<manifest><file-entry><encryption-data/></file-entry></manifest>"
    data = ods_bytes({"S": HEADER}, **{"META-INF/manifest.xml": manifest})
    assert code_of(data) == "file_encrypted"


def test_a_spreadsheet_is_told_by_its_manifest_too():
    manifest = f'<manifest media-type="{ODS_TYPE}"/>'
    content = ods_content({"S": HEADER + ods_row(["a", "b"])})
    data = zip_bytes({"META-INF/manifest.xml": manifest, "content.xml": content})
    assert cells(read_one(data)) == [("a", "b")]
