"""Issue codes for archives with a table and photos, each with how to mend it."""

from __future__ import annotations

from ..issues import ERROR, INFO, _lt, define

ARCHIVE_EMPTY = define(
    "archive_empty",
    ERROR,
    _lt(
        "There is neither a table nor a photo in the ZIP. Put a table (CSV, XLSX …), photos (JPEG, "
        "PNG, WebP) or both into it."
    ),
)
ARCHIVE_TOO_MANY = define(
    "archive_too_many",
    ERROR,
    _lt(
        "There are more than %(limit)s files in the ZIP. Leave out what is neither a table nor a "
        "photo, or make several ZIPs."
    ),
)
ARCHIVE_TINY = define(
    "archive_tiny",
    ERROR,
    _lt(
        "There are more than %(limit)s files in the ZIP that hold nothing, or hardly anything. "
        "Leave them out, and pack it again."
    ),
)
ARCHIVE_TABLES = define(
    "archive_tables",
    ERROR,
    _lt(
        "There are more than %(limit)s tables in the ZIP. Put some of them together, or import "
        "them apart."
    ),
)
ARCHIVE_BOMB = define(
    "archive_bomb",
    ERROR,
    _lt(
        "“%(name)s” in the ZIP unpacks to far more than its size allows, as files made to harm "
        "do. Leave it out, or save it anew and pack it again."
    ),
)
ARCHIVE_BOMB_TOGETHER = define(
    "archive_bomb_together",
    ERROR,
    _lt(
        "The files in the ZIP unpack to far more than its size allows, as files made to harm do. "
        "Leave out what is neither a table nor a photo, and pack it again."
    ),
)
ARCHIVE_OVERLAP = define(
    "archive_overlap",
    ERROR,
    _lt(
        "In the ZIP “%(name)s” and another file take the same place, as in files made to harm. "
        "Make the ZIP anew from the files themselves."
    ),
)
ARCHIVE_PATH = define(
    "archive_path",
    ERROR,
    _lt(
        "“%(name)s” in the ZIP points to a place outside of it. Make the ZIP anew, with names "
        "that begin neither with a slash nor a drive letter, and without “..”."
    ),
)
ARCHIVE_NAME = define(
    "archive_name",
    ERROR,
    _lt(
        "A file in the ZIP has a name with characters that hide or turn around what it says, or "
        "that is far too long: “%(name)s”. Rename it and pack it again."
    ),
)
ARCHIVE_LINK = define(
    "archive_link",
    ERROR,
    _lt(
        "“%(name)s” in the ZIP is a link and no file. Put the file itself into the ZIP in its "
        "place."
    ),
)
ARCHIVE_NESTED = define(
    "archive_nested",
    ERROR,
    _lt("There is another archive in the ZIP: “%(name)s”. Unpack it, and pack its files instead."),
)
ARCHIVE_TWICE = define(
    "archive_twice",
    ERROR,
    _lt("“%(name)s” is in the ZIP twice. Leave one of them out."),
)
ARCHIVE_ENCRYPTED = define(
    "archive_encrypted",
    ERROR,
    _lt("“%(name)s” in the ZIP is protected with a password. Make the ZIP without a password."),
)
ARCHIVE_METHOD = define(
    "archive_method",
    ERROR,
    _lt(
        "“%(name)s” in the ZIP is packed in an unusual way. Make the ZIP with what your computer "
        "has for it: Send to → Compressed folder, or Compress."
    ),
)
ARCHIVE_CORRUPT = define(
    "archive_corrupt",
    ERROR,
    _lt(
        "The ZIP is damaged or incomplete, it cannot be read to its end. Make it anew and upload "
        "it again."
    ),
)
PHOTO_ALONE = define(
    "photo_alone",
    ERROR,
    _lt(
        "This is a picture, and there is no table with it. Put the photos and the table into a "
        "ZIP and upload that. If the picture shows a table, save the table itself as XLSX, ODS or "
        "CSV."
    ),
)
FILES_IGNORED = define(
    "files_ignored",
    INFO,
    _lt("These files are neither a table nor a photo and were left out: %(files)s."),
)
