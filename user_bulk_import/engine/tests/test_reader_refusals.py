"""What is no table is refused in one sentence, by content and whatever its name."""

import bz2
import gzip
import io
import zipfile

import pytest
from reader_files import (
    ODS_TYPE,
    code_of,
    csv_bytes,
    ods_bytes,
    ods_row,
    refusal_of,
    workbook_bytes,
    xls_bytes,
    zip_bytes,
)

from engine.issues import ISSUE_TYPES
from engine.readers import FORMATS, codes, open_tables
from engine.tables import ReadOptions

ROWS = [["Name", "E-mail"], ["Ann", "ann@example.com"]]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def ole_with(stream):
    return OLE + (stream + "\0").encode("utf-16-le").ljust(128, b"\0") + bytes(1024)


REFUSED = {
    "empty": (b"", "file_empty"),
    "blank": (b"\xef\xbb\xbf \r\n\t\r\n", "file_empty"),
    "png": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "file_image"),
    "jpeg": (b"\xff\xd8\xff\xe0\0\x10JFIF", "file_image"),
    "gif": (b"GIF89a\x01\0\x01\0", "file_image"),
    "webp": (b"RIFF\x24\0\0\0WEBPVP8 ", "file_image"),
    "bmp": (b"BM\x46\0\0\0\0\0\0\0\x36\0", "file_image"),
    "tiff": (b"II*\0\x08\0\0\0", "file_image"),
    "heic": (b"\0\0\0\x18ftypheic\0\0\0\0", "file_image"),
    "svg": (b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', "file_image"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3", "file_pdf"),
    "rtf": (b"{\\rtf1\\ansi Hello}", "file_document"),
    "docx": (zip_bytes({"word/document.xml": "<w/>", "_rels/.rels": ""}), "file_document"),
    "pptx": (zip_bytes({"ppt/presentation.xml": "<p/>"}), "file_document"),
    "odt": (
        zip_bytes({"mimetype": ODS_TYPE.replace("spreadsheet", "text"), "content.xml": "<a/>"}),
        "file_document",
    ),
    "doc": (ole_with("WordDocument"), "file_document"),
    "encrypted xlsx": (ole_with("EncryptedPackage"), "file_encrypted"),
    "html as xls": (b"\r\n<html><body><table><tr><td>Name</td></tr></table>", "file_html"),
    "html table": (b"<TABLE border=1><TR><TD>Name</TABLE>", "file_html"),
    "xhtml": (b'<?xml version="1.0"?><!DOCTYPE html><html/>', "file_html"),
    "html after a comment": (b"<!-- saved --><meta charset=utf-8><table>", "file_html"),
    "mhtml": (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "file_html"),
    "html in utf-16": ("<html><table></table></html>".encode("utf-16"), "file_html"),
    "xml spreadsheet 2003": (
        b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?><Workbook/>',
        "file_xml",
    ),
    "flat ods": (b'<?xml version="1.0"?><office:document xmlns:office="x"/>', "file_xml"),
    "xlsb": (zip_bytes({"xl/workbook.bin": b"\x83\x01"}), "file_xlsb"),
    "numbers": (zip_bytes({"Index/Document.iwa": b"x"}), "file_numbers"),
    "zip": (zip_bytes({"users.csv": "Name\nAnn\n"}), "file_archive"),
    "empty zip": (zip_bytes({}), "file_archive"),
    "gzip": (gzip.compress(b"Name\nAnn\n"), "file_archive"),
    "bzip2": (bz2.compress(b"Name\nAnn\n"), "file_archive"),
    "7z": (b"7z\xbc\xaf\x27\x1c\0\x04", "file_archive"),
    "vcard": (b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann\r\n", "file_cards"),
    "ldif": (b"version: 1\n\ndn: cn=Ann,dc=example\nmail: a@example.com\n", "file_cards"),
    "program": (b"\x7fELF\x02\x01\x01\0\0\0", "file_binary"),
    "sqlite": (b"SQLite format 3\0\x10", "file_binary"),
    "rubbish": (bytes(range(256)) * 8, "file_binary"),
    "truncated xlsx": (workbook_bytes(S=ROWS)[:-200], "file_corrupt"),
    "cut xlsx": (workbook_bytes(S=ROWS)[:100], "file_corrupt"),
    "truncated ods": (ods_bytes({"S": ods_row(["a"]) + ods_row(["b"])})[:-40], "file_corrupt"),
}


@pytest.mark.parametrize(("data", "code"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_table_is_refused(data, code):
    issue = refusal_of(data)
    assert issue.code == code
    assert issue.is_error
    assert issue.text()[-1] == "."


def test_damage_inside_an_archive_is_refused():
    data = bytearray(workbook_bytes(S=ROWS * 500))
    sheet = data.index(b"xl/worksheets/sheet1.xml")
    data[sheet + 200 : sheet + 210] = b"0123456789"
    assert code_of(bytes(data)) == "file_corrupt"


def test_an_encrypted_part_is_refused():
    data = bytearray(workbook_bytes(S=ROWS))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        count = len(archive.infolist())
    position = 0
    for _ in range(count):
        position = data.index(b"PK\x01\x02", position) + 8
        data[position] |= 1
    assert code_of(bytes(data)) == "file_encrypted"


@pytest.mark.parametrize("name", ["users.csv", "users.xls", "users.png", "users", ""])
def test_the_name_of_a_file_does_not_matter(name):
    for data, kind in (
        (workbook_bytes(S=ROWS), "xlsx"),
        (xls_bytes(("S", ROWS)), "xls"),
        (ods_bytes({"S": "".join(map(ods_row, ROWS))}), "ods"),
        (csv_bytes(ROWS), "csv"),
        (csv_bytes(ROWS, "\t", "utf-16"), "tsv"),
        (b'[{"Name": "Ann", "E-mail": "ann@example.com"}]', "json"),
    ):
        (table,) = open_tables(io.BytesIO(data), name)
        assert (table.format, table.header) == (kind, ("Name", "E-mail"))
        assert [row.cells for row in table.rows] == [("Ann", "ann@example.com")]


def test_headers_that_begin_with_brackets_are_no_json():
    for header in (b"[Required] Name,Town", b"{Name},Town", b"<Name>,Town"):
        (table,) = open_tables(io.BytesIO(header + b"\nAnn,Kyiv\n"))
        assert table.header[0] == header.decode().partition(",")[0]


def test_every_format_is_found_by_its_names():
    for form in FORMATS:
        for name in form.names:
            options = ReadOptions(format=name.upper())
            with pytest.raises(Exception, match="empty"):
                next(open_tables(io.BytesIO(b""), options=options))


def test_every_refusal_has_a_code_of_its_own():
    defined = [
        value for value in vars(codes).values() if isinstance(value, str) and value in ISSUE_TYPES
    ]
    assert len(defined) == len(set(defined)) > 30
    assert {ISSUE_TYPES[code].severity for code in defined} == {"error"}
