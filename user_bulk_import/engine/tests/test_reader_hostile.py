"""Files made to harm are refused at once, in little memory."""

import contextlib
import io
import json
import time
import tracemalloc

import pytest
from reader_files import (
    ODS_TYPE,
    code_of,
    csv_bytes,
    inline_row,
    ods_bytes,
    ods_content,
    sheet_xml,
    xlsx_bytes,
    xlsx_parts,
    zip_bytes,
)

from engine.readers import open_tables
from engine.tables import Refusal

MEGABYTE = 1024 * 1024
ROW = inline_row(1, ["Name", "Town"]) + inline_row(2, ["Ann", "Kyiv"])
LAUGHS = (
    '<!DOCTYPE a [<!ENTITY l0 "ha">'
    + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    + "]>"
)
OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'


def ods_of(content):
    return zip_bytes({"mimetype": ODS_TYPE, "content.xml": content})


def ods_cell(attributes="", inside="<text:p>a</text:p>"):
    return (
        f"<table:table-row {attributes}><table:table-cell office:value-type='string'>{inside}"
        "</table:table-cell></table:table-row>"
    )


def lying_about_its_size():
    xml = sheet_xml(ROW + " " * 2_000_000)
    sizes = [size.to_bytes(4, "little") for size in (len(xml), 500)]
    return xlsx_bytes({"S": xml}).replace(*sizes)


HOSTILE = {
    "blanks": (xlsx_bytes({"S": sheet_xml(ROW + " " * 6_000_000)}), "file_bomb"),
    "one long text": (
        xlsx_bytes({"S": sheet_xml(inline_row(1, ["a" * 4_000_000]))}),
        "cell_too_long",
    ),
    "one long shared text": (
        xlsx_bytes({"S": sheet_xml(ROW)}, strings=f"<si><t>{'a' * 6_000_000}</t></si>"),
        "file_bomb",
    ),
    "one long attribute": (
        xlsx_bytes({"S": sheet_xml(f'<row r="{"1" * 4_000_000}"/>')}),
        "file_bomb",
    ),
    "deep elements": (xlsx_bytes({"S": sheet_xml("<a>" * 1_000_000)}), "file_bomb"),
    "empty rows": (xlsx_bytes({"S": sheet_xml(ROW + "<row/>" * 1_000_000)}), "file_bomb"),
    "cells far to the right": (
        xlsx_bytes({"S": sheet_xml(ROW + "<row><c r='XFD9'><v>1</v></c></row>" * 20_000)}),
        "too_many_columns",
    ),
    "a size that lies": (lying_about_its_size(), "file_corrupt"),
    "thousands of parts": (zip_bytes({f"{n:0250}": "" for n in range(8_000)}), "archive_too_many"),
    "hundreds of sheets": (
        xlsx_bytes({f"S{n}": sheet_xml("") for n in range(300)}),
        "too_many_sheets",
    ),
    "a huge workbook part": (
        zip_bytes({**xlsx_parts({}), "xl/workbook.xml": "<workbook>" + " " * 9_000_000}),
        "file_bomb",
    ),
    "laughs in a sheet": (
        xlsx_bytes({"S": LAUGHS + sheet_xml('<row><c t="str"><v>&l9;</v></c></row>')}),
        "file_entities",
    ),
    "laughs in the workbook": (
        zip_bytes({**xlsx_parts({}), "xl/workbook.xml": LAUGHS + "<workbook>&l9;</workbook>"}),
        "file_entities",
    ),
    "laughs in ods": (ods_of(LAUGHS + ods_content({"S": ods_cell("&l9;")})), "file_entities"),
    "a file of the server": (
        ods_of(OUTSIDE + ods_content({"S": ods_cell(inside="<text:p>&x;</text:p>")})),
        "file_entities",
    ),
    "ods rows repeated": (
        ods_bytes({"S": ods_cell() + ods_cell('table:number-rows-repeated="999999999999"')}),
        "too_many_rows",
    ),
    "ods blank rows repeated": (
        ods_bytes(
            {
                "S": ods_cell()
                + ods_cell('table:number-rows-repeated="999999999"', "<text:p> </text:p>")
            }
        ),
        "no_rows",
    ),
    "ods cells repeated": (
        ods_bytes(
            {
                "S": ods_cell().replace(
                    "string'", "string' table:number-columns-repeated='999999999'"
                )
            }
        ),
        "too_many_columns",
    ),
    "ods blanks repeated": (
        ods_bytes({"S": ods_cell(inside="<text:p>a<text:s text:c='999999999'/></text:p>")}),
        "cell_too_long",
    ),
    "text without line breaks": (b"a,b\n" + b"x" * 2_000_000, "row_too_long"),
    "text of delimiters": (b"a,b\n" + b"," * 2_000_000, "row_too_long"),
    "text of quoted line breaks": (
        b"a,b\n" + (b'"' + b"x" * 60 + b'\n",') * 20_000,
        "row_too_long",
    ),
    "an open quotation mark": (b'a,b\n"' + (b"x" * 60 + b"\n") * 20_000, "row_too_long"),
    "deep json lists": (b"[" * 2_000_000, "json_too_deep"),
    "deep json objects": (b'{"a":' * 500_000, "json_too_deep"),
    "deep json in an entry": (b'[{"a":' + b"[" * 400 + b"]" * 400 + b"}]", "json_too_deep"),
    "deep json objects in an entry": (b'[{"a":' * 60 + b"1" + b"}]" * 60, "json_too_deep"),
    "a long json text": (b'[{"a":"' + b"x" * 2_000_000, "json_invalid"),
    "a long json number": (b'[{"a":' + b"1" * 2_000_000 + b"}]", "json_invalid"),
    "a huge json entry": (b'[{"a":[' + b"1," * 500_000 + b"1]}]", "json_entry_too_big"),
    "thousands of json lists": (
        json.dumps({f"k{n}": [{"a": 1}] for n in range(20_000)}).encode(),
        "too_many_sheets",
    ),
    "a large ole file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000_000), "file_corrupt"),
}


BRACKETS = xlsx_parts(
    {"S": sheet_xml(ROW + '<row><c s="1"><v>1</v></c></row>')}, formats=["[" * 900_000]
)

SLOW = {
    "comments": b"<!---->" * 1_000,
    "markup": b"<!a><!>" * 1_000,
    "a version of blanks": csv_bytes([["version" + " " * 30_000 + "x"]] * 100),
    "addresses of dots": csv_bytes([["a@" + "." * 30_000 + " x"]] * 100),
    "dates of digits": csv_bytes([["1" * 30_000 + "."]] * 100),
    "a number format of brackets": zip_bytes(BRACKETS),
    "a number format with a long number": zip_bytes(
        {name: text.replace("164", "9" * 9_000) for name, text in BRACKETS.items()}
    ),
    "a header of delimiters": b"a,b" + b"," * 900_000 + b"\n1,2" * 100,
    "rows of delimiters": b"a,b" + (b"\n1,2" + b"," * 50_000) * 100,
}


@pytest.mark.parametrize("data", SLOW.values(), ids=SLOW)
def test_no_pattern_is_slow_on_long_texts(data):
    start = time.process_time()
    with contextlib.suppress(Refusal):
        consume(io.BytesIO(data))
    assert time.process_time() - start < 1


@pytest.mark.parametrize(("data", "code"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_files_are_refused_within_a_second(data, code):
    start = time.process_time()
    assert code_of(data) == code
    assert time.process_time() - start < 1


def consume(file):
    return sum(1 for table in open_tables(file) for _row in table.rows)


def peak_of(data):
    """Return the most memory that reading takes, the file itself not counted."""
    file = io.BytesIO(data)
    tracemalloc.start()
    try:
        consume(file)
    except Refusal:
        pass
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return peak


@pytest.mark.parametrize(("data", "code"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_files_take_a_few_megabytes(data, code):
    # An OLE file is read whole, as the format demands, and counts itself.
    allowed = len(data) + 4 * MEGABYTE if code == "file_corrupt" else 8 * MEGABYTE
    assert peak_of(data) < allowed
