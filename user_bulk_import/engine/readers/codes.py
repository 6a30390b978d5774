"""Issue codes that readers refuse a file with, each with what was wrong and what to do."""

from __future__ import annotations

from typing import Any

from ..issues import ERROR, Issue, _lt, define
from ..tables import Refusal

# What the file is

FILE_EMPTY = define("file_empty", ERROR, _lt("The file is empty. Choose the file with the users."))
FILE_IMAGE = define(
    "file_image",
    ERROR,
    _lt("The file is a picture, not a table. Save the table as XLSX, ODS or CSV and upload that."),
)
FILE_PDF = define(
    "file_pdf",
    ERROR,
    _lt("The file is a PDF, not a table. Ask for the same list as XLSX, ODS or CSV."),
)
FILE_DOCUMENT = define(
    "file_document",
    ERROR,
    _lt(
        "The file is a text document or a presentation, not a table. Copy its table into a "
        "spreadsheet and save that as XLSX, ODS or CSV."
    ),
)
FILE_HTML = define(
    "file_html",
    ERROR,
    _lt(
        "The file is a web page, even if its name ends in .xls. Open it in a spreadsheet program "
        "and save it as XLSX, ODS or CSV."
    ),
)
FILE_XML = define(
    "file_xml",
    ERROR,
    _lt(
        "The file is XML, which is not read here. Open it in a spreadsheet program and save it as "
        "XLSX, ODS or CSV."
    ),
)
FILE_XLSB = define(
    "file_xlsb",
    ERROR,
    _lt("The file is a binary Excel workbook (XLSB). Open it in Excel and save it as XLSX."),
)
FILE_NUMBERS = define(
    "file_numbers",
    ERROR,
    _lt("The file is an Apple Numbers document. Open it in Numbers and export it as XLSX or CSV."),
)
FILE_ARCHIVE = define(
    "file_archive",
    ERROR,
    _lt("The file is an archive, not a table. Unpack it and upload the table that is in it."),
)
FILE_CARDS = define(
    "file_cards",
    ERROR,
    _lt("The file holds address cards (vCard or LDIF), not a table. Export the list as CSV."),
)
FILE_BINARY = define(
    "file_binary",
    ERROR,
    _lt(
        "The file is no table of any kind that is read here (XLSX, XLS, ODS, CSV, TSV, JSON). Save "
        "the table as one of these."
    ),
)
FILE_ENCRYPTED = define(
    "file_encrypted",
    ERROR,
    _lt("The file is protected with a password. Save it without the password and upload it again."),
)
FILE_CORRUPT = define(
    "file_corrupt",
    ERROR,
    _lt(
        "The file is damaged or incomplete: it looks like %(format)s but cannot be read to its "
        "end. Open it in a spreadsheet program, save it anew and upload it again."
    ),
)
FILE_BOMB = define(
    "file_bomb",
    ERROR,
    _lt(
        "The file unpacks to far more than its size allows, as files made to harm do. Open it in "
        "a spreadsheet program, delete empty rows and columns, and save it anew."
    ),
)
FILE_ENTITIES = define(
    "file_entities",
    ERROR,
    _lt(
        "The file has XML definitions inside that no spreadsheet program writes. Open it in a "
        "spreadsheet program and save it anew."
    ),
)

# What was asked for

FORMAT_UNKNOWN = define(
    "format_unknown",
    ERROR,
    _lt("There is no file format “%(format)s” here. Choose one of %(known)s, or none."),
)
ENCODING_UNKNOWN = define(
    "encoding_unknown",
    ERROR,
    _lt("There is no encoding “%(encoding)s” for tables. Choose utf-8, cp1252 …, or none."),
)
DELIMITER_UNKNOWN = define(
    "delimiter_unknown",
    ERROR,
    _lt("“%(delimiter)s” cannot separate columns. Choose one character such as ; or none."),
)
SHEET_UNKNOWN = define(
    "sheet_unknown",
    ERROR,
    _lt("There is no sheet “%(name)s” with a table in the file. Correct the name, or name none."),
)

# The table

NO_ROWS = define(
    "no_rows", ERROR, _lt("There is no row below the header. Add the users and upload it again.")
)
NO_HEADER = define(
    "no_header",
    ERROR,
    _lt(
        "Row %(line)s holds data where a header is needed. Add a row with the titles of the "
        "columns above it."
    ),
)
NO_TABLE = define(
    "no_table",
    ERROR,
    _lt(
        "No visible sheet holds a table, and hidden sheets are left out. Show the sheet with the "
        "users, or add them."
    ),
)
DUPLICATE_HEADERS = define(
    "duplicate_headers",
    ERROR,
    _lt("The name “%(header)s” stands twice in one object. Rename or delete one of them."),
)
DUPLICATE_TITLES = define(
    "duplicate_titles",
    ERROR,
    _lt(
        "The columns %(columns)s have the same title. Rename or delete one of them. If the first "
        "row holds no titles, add a row with titles above it."
    ),
)
TOO_MANY_ROWS = define(
    "too_many_rows",
    ERROR,
    _lt("The file has more than %(limit)s rows. Split it, or have the limit raised."),
)
TOO_MANY_COLUMNS = define(
    "too_many_columns",
    ERROR,
    _lt(
        "Row %(line)s has more than %(limit)s columns. Delete those that are not needed, or have "
        "the limit raised."
    ),
)
TOO_MANY_SHEETS = define(
    "too_many_sheets",
    ERROR,
    _lt("The file has more than %(limit)s sheets or lists. Delete those that are not needed."),
)
CELL_TOO_LONG = define(
    "cell_too_long",
    ERROR,
    _lt(
        "A cell has more than %(limit)s characters (near row %(line)s). Shorten it, or have the "
        "limit raised."
    ),
)
ROW_TOO_LONG = define(
    "row_too_long",
    ERROR,
    _lt(
        "Row %(line)s has more than %(limit)s characters. Check that the file has line breaks and "
        "that every quotation mark is closed."
    ),
)
UNCLOSED_QUOTE = define(
    "unclosed_quote",
    ERROR,
    _lt("A quotation mark in row %(line)s is never closed. Close or remove it."),
)
CHARACTER_UNUSABLE = define(
    "character_unusable",
    ERROR,
    _lt("A cell near row %(line)s holds a character that is no text. Type that cell anew."),
)
XLS_TOO_BIG = define(
    "xls_too_big",
    ERROR,
    _lt(
        "The file is in the old XLS format, which is read only up to %(limit)s MB. Open it in a "
        "spreadsheet program and save it as XLSX."
    ),
)
PICTURE_TOO_LONG = define(
    "picture_too_long",
    ERROR,
    _lt(
        "The picture near row %(line)s has more than %(limit)s million characters. Save it smaller "
        "before you put it into the file."
    ),
)

# Text and its encoding

UNDECODABLE = define(
    "undecodable",
    ERROR,
    _lt(
        "Line %(line)s holds the byte %(byte)s, which is no character in %(encoding)s. Save the "
        "file as UTF-8, or choose its encoding."
    ),
)
ENCODING_UNCLEAR = define(
    "encoding_unclear",
    ERROR,
    _lt(
        "The encoding of the file cannot be told: its letters make no sense in any that is tried. "
        "Save the file as UTF-8, or choose its encoding."
    ),
)

# JSON

JSON_INVALID = define(
    "json_invalid",
    ERROR,
    _lt("The JSON is broken in line %(line)s. Check commas, quotes and brackets there."),
)
JSON_NOT_OBJECTS = define(
    "json_not_objects",
    ERROR,
    _lt("Entry %(entry)s of the JSON is no object. Give each user as an object: {…}."),
)
JSON_TOO_DEEP = define(
    "json_too_deep",
    ERROR,
    _lt("The JSON is nested more than %(limit)s levels deep. Give each user as a flat object."),
)
JSON_ENTRY_TOO_BIG = define(
    "json_entry_too_big",
    ERROR,
    _lt("Entry %(entry)s of the JSON is longer than %(limit)s characters. Give one object a user."),
)


def picture_too_long(limit: int, **place: Any) -> Refusal:
    """Return the refusal of a file with a picture of more than ``limit`` characters.

    :param place: sheet and row
    """
    return refusal(PICTURE_TOO_LONG, limit=max(1, limit // 1_000_000), **place)


def refusal(
    code: str, *, sheet: str = "", row: int | None = None, column: str = "", **params: Any
) -> Refusal:
    """Return a refusal to raise. The row is a parameter of the text too, as ``line``."""
    if row is not None:
        params.setdefault("line", row)
    return Refusal(Issue(code, params, sheet, row, column))
