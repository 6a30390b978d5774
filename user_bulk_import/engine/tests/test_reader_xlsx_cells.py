"""Values of cells in XLSX workbooks."""

import datetime as dt

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from reader_files import (
    cells,
    inline_row,
    read_one,
    saved,
    sheet_xml,
    xlsx_bytes,
)


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
