"""Any bytes end in rows or one clear refusal, and a table that is written reads back the same."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reader_files import (
    ODS_TYPE,
    csv_bytes,
    inline_row,
    ods_bytes,
    ods_content,
    ods_row,
    open_bytes,
    read_one,
    sheet_xml,
    workbook_bytes,
    xls_bytes,
    xlsx_bytes,
    xlsx_parts,
    zip_bytes,
)

from engine.readers import read_text
from engine.tables import Refusal

QUICK = settings(
    max_examples=25,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)

PEOPLE = [
    ["Name", "E-mail", "Note"],
    ["Ann", "ann@example.com", "a, b; c"],
    ["Çağla", "cagla@example.com", 'two\nlines "quoted"'],
    ["Щербак", "x@example.com", ""],
]
OBJECTS = [dict(zip(PEOPLE[0], row, strict=True)) | {"n": {"m": [1.5]}} for row in PEOPLE[1:]]
SHEET = sheet_xml(
    "".join(inline_row(number, row) for number, row in enumerate(PEOPLE, 1))
    + '<row r="9"><c r="A9" t="s" s="1"><v>0</v></c><c r="B9" s="1"><v>45000</v></c></row>'
)
XLSX = xlsx_parts({"S": SHEET}, strings="<si><t>x_x000D_</t></si>", formats=["yyyy-mm-dd"])
ODS = {"mimetype": ODS_TYPE, "content.xml": ods_content({"S": "".join(map(ods_row, PEOPLE))})}

VALID = {
    "xlsx": workbook_bytes(S=PEOPLE, T=PEOPLE),
    "xls": xls_bytes(("S", PEOPLE), ("T", PEOPLE)),
    "ods": zip_bytes(ODS),
    "json": json.dumps({"users": OBJECTS}, ensure_ascii=False).encode(),
    "jsonl": "\n".join(map(json.dumps, OBJECTS)).encode(),
    "csv": csv_bytes(PEOPLE, ";"),
    "csv cp1254": csv_bytes(PEOPLE[:3], ";", "cp1254"),
    "tsv utf-16": csv_bytes(PEOPLE, "\t", "utf-16"),
}


def read_or_refuse(data, **options):
    """Read a file; anything but rows and refusals goes through as an error of the test."""
    try:
        tables = open_bytes(data, **options)
    except Refusal as refused:
        assert refused.issue.text()
        return
    assert tables
    for table in tables:
        assert all(table.header)
        for row in table.rows:
            assert len(row.cells) >= len(table.header)
            assert any(cell.strip() for cell in row.cells)
            "".join(row.cells).encode()


@st.composite
def damages(draw):
    """Draw a function that damages bytes at some places."""
    changes = draw(
        st.lists(
            st.tuples(
                st.floats(0, 1, exclude_max=True),
                st.sampled_from(("set", "insert", "delete", "cut", "flip")),
                st.binary(min_size=1, max_size=6),
            ),
            min_size=1,
            max_size=8,
        )
    )

    def damage(data: bytes) -> bytes:
        damaged = bytearray(data)
        for place, kind, content in changes:
            at = int(place * len(damaged))
            if kind == "cut":
                del damaged[at + 1 :]
            elif kind == "delete":
                del damaged[at : at + len(content)]
            elif kind == "insert":
                damaged[at:at] = content
            elif kind == "flip" and damaged:
                damaged[at] ^= content[0]
            else:
                damaged[at : at + len(content)] = content
        return bytes(damaged)

    return damage


@QUICK
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    read_or_refuse(data)


@QUICK
@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text):
    read_or_refuse(text.encode("utf-8", "surrogatepass"))
    try:
        for table in read_text(text):
            list(table.rows)
    except Refusal as refused:
        assert refused.issue.text()


@QUICK
@given(st.sampled_from(list(VALID)), st.binary(max_size=200))
def test_any_bytes_asked_to_be_of_a_format_are_read_or_refused(name, data):
    read_or_refuse(data, format=name.split()[0])


@QUICK
@given(damages())
@pytest.mark.parametrize("name", VALID)
def test_damaged_files_are_read_or_refused(name, damage):
    read_or_refuse(damage(VALID[name]))


@QUICK
@given(st.sampled_from(list(XLSX)), damages())
def test_workbooks_with_damaged_parts_are_read_or_refused(part, damage):
    read_or_refuse(zip_bytes({**XLSX, part: damage(XLSX[part].encode())}))


@QUICK
@given(damages())
def test_spreadsheets_with_damaged_content_are_read_or_refused(damage):
    read_or_refuse(zip_bytes({**ODS, "content.xml": damage(ODS["content.xml"].encode())}))


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["value", "primary", "type", "a", "b.c", ""]), inner)
    ),
    max_leaves=12,
)


@QUICK
@given(VALUES)
def test_any_json_is_read_or_refused(value):
    read_or_refuse(json.dumps(value).encode())


# What is written reads back the same.

HEADER = ["Name", "E-mail", "Note"]


def texts(alphabet):
    """Rows of texts; their last cell keeps a row from being blank."""
    cell = st.text(alphabet, max_size=12)
    row = st.tuples(cell, cell).map(lambda pair: (*pair, "ann@example.com"))
    return st.lists(row, min_size=1, max_size=6)


# Without what has a meaning of its own: ="…" in text, _x000D_ in XLSX.
PRINTABLE = st.characters(
    codec="utf-8",
    exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp"),
    exclude_characters="=_",
)
MULTILINE = PRINTABLE | st.sampled_from("\n\t,;|\"'")


@QUICK
@given(
    texts(MULTILINE),
    st.sampled_from(",;\t|"),
    st.sampled_from(("utf-8", "utf-8-sig", "utf-16")),
    st.sampled_from(("\n", "\r\n")),
)
def test_text_tables_read_back_the_same(rows, delimiter, encoding, end):
    data = csv_bytes([HEADER, *rows], delimiter, encoding, end)
    table = read_one(data, delimiter=delimiter)
    assert table.header == tuple(HEADER)
    assert [row.cells for row in table.rows] == rows


@QUICK
@given(texts(PRINTABLE | st.just("\n")))
def test_workbooks_read_back_the_same(rows):
    body = "".join(inline_row(number, row) for number, row in enumerate([HEADER, *rows], 1))
    table = read_one(xlsx_bytes({"S": sheet_xml(body)}))
    assert [row.cells for row in table.rows] == rows


@QUICK
@given(texts(PRINTABLE))
def test_old_workbooks_read_back_the_same(rows):
    table = read_one(xls_bytes(("S", [HEADER, *rows])))
    assert [row.cells for row in table.rows] == rows


@QUICK
@given(texts(st.characters(codec="utf-8", categories=("L", "Nd", "P", "S"))))
def test_spreadsheets_read_back_the_same(rows):
    table = read_one(ods_bytes({"S": "".join(map(ods_row, [HEADER, *rows]))}))
    assert [row.cells for row in table.rows] == rows


@QUICK
@given(texts(MULTILINE))
def test_objects_read_back_the_same(rows):
    objects = [dict(zip(HEADER, row, strict=True)) for row in rows]
    for data in (json.dumps(objects), "\n".join(map(json.dumps, objects))):
        assert [row.cells for row in read_one(data.encode()).rows] == rows


@QUICK
@given(st.integers(-(10**15), 10**15), st.integers(0, 6))
def test_numbers_read_back_the_same(number, decimals):
    value = number / 10**decimals if decimals else number
    data = workbook_bytes(S=[["Number", "Other"], [value, "x"]])
    (row,) = read_one(data).rows
    assert float(row.cells[0]) == pytest.approx(value, rel=1e-14)
    assert "e" not in row.cells[0].lower()
