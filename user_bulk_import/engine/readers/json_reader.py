"""JSON: a list of objects wherever it stands, JSON Lines, or one object."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..tables import Limits, ReadOptions, SourceRow, Table
from .assembly import Gate
from .codes import JSON_NOT_OBJECTS, NO_ROWS, TOO_MANY_COLUMNS, TOO_MANY_SHEETS, refusal
from .encoding import find_encoding
from .header import clean_headers, is_blank
from .json_stream import Entry, JsonFile
from .json_values import flatten
from .source import Format, Source
from .workbook import MAX_SHEETS, Wanted

Path = tuple[str, ...]

_DOCUMENTS: Path = ("",)
"""Stands for the file's documents themselves, where they are the rows."""

# What the list of users is called in SCIM, Microsoft Graph and other web services …
_LIST_NAMES = frozenset(
    {
        "accounts",
        "content",
        "data",
        "elements",
        "entries",
        "items",
        "list",
        "records",
        "resources",
        "results",
        "rows",
        "users",
        "value",
        "values",
    }
)
# … and what it may be called where it is not a part of one user.
_PEOPLE_NAMES = frozenset(
    {
        "candidates",
        "employees",
        "guardians",
        "instructors",
        "members",
        "parents",
        "people",
        "persons",
        "pupils",
        "staff",
        "students",
        "teachers",
    }
)
# What an object has that is a user itself.
_IDENTITY_KEYS = frozenset(
    {
        "displayname",
        "email",
        "emailaddress",
        "employeeid",
        "externalid",
        "firstname",
        "fullname",
        "givenname",
        "lastname",
        "login",
        "mail",
        "password",
        "primaryemail",
        "samaccountname",
        "surname",
        "uid",
        "username",
        "userprincipalname",
    }
)
_START = re.compile(r'\[\s*(?:[\[\]{"\d-]|true|false|null|$)|\{\s*(?:["}]|$)')


def recognizes(source: Source) -> bool:
    """Tell whether a text begins as JSON does; a header may begin with a bracket too."""
    return bool(_START.match(source.text_head))


def tables(source: Source, options: ReadOptions) -> Iterator[Table]:
    """Yield a table for each list of objects that may be one of users; mostly there is one.

    :raises Refusal: where the file is no valid JSON or has no objects
    """
    encoding = "utf-8" if source.pasted else find_encoding(source.file, options.encoding)
    file = JsonFile(source.file, encoding, options.limits.picture_length)
    lists = _survey(file, options.limits)
    gate = Gate(options.limits)
    wanted = Wanted(options.sheets if len(lists) > 1 else ())
    for path, found in lists.items():
        name = ".".join(path) if len(lists) > 1 else ""
        if wanted.takes(name):
            header = _header(found, name, options.limits)
            gate.check_cells(header, name, row=1)
            yield Table(
                name=name,
                header=header,
                header_row=1,
                rows=_rows(file, path, name, found, gate),
                format=FORMAT.names[0],
                encoding=encoding,
            )
    wanted.check()


FORMAT = Format(("json", "jsonl", "ndjson"), recognizes, tables)


@dataclass(slots=True)
class _List:
    """What is known of a list after going through it once.

    :param columns: paths in the objects, in the order of their first appearance
    :param filled: objects with a value
    :param others: position of the first element that is no object, 0 for none
    :param too_wide: position of the object with which there are too many columns, 0 for none
    """

    columns: dict[str, None] = field(default_factory=dict)
    objects: int = 0
    filled: int = 0
    others: int = 0
    too_wide: int = 0

    def add(self, entry: Entry, limit: int) -> None:
        if isinstance(entry.value, dict):
            flat = flatten(entry.value)
            self.objects += 1
            self.filled += not is_blank(tuple(flat.values()))
            if not self.too_wide:
                self.columns.update(dict.fromkeys(flat))
                self.too_wide = entry.position if len(self.columns) > limit else 0
        elif entry.value is not None:
            self.others = self.others or entry.position


def _survey(file: JsonFile, limits: Limits) -> dict[Path, _List]:
    """Return the lists that are tables, after going through the whole file.

    :raises Refusal: where there is none
    """
    lists: dict[Path, _List] = {}
    for entry in file.entries():
        if file.documents > 1:
            break
        if _may_count(entry):
            lists.setdefault(entry.path, _List()).add(entry, limits.columns)
            if len(lists) > MAX_SHEETS:
                raise refusal(TOO_MANY_SHEETS, limit=MAX_SHEETS)
    if file.documents == 1 and (chosen := _chosen(lists, file)):
        return {path: lists[path] for path in chosen}
    documents = _List()
    for entry in file.entries(whole=True):
        documents.add(entry, limits.columns)
    return {_DOCUMENTS: documents}


def _may_count(entry: Entry) -> bool:
    """Tell whether a list is to be remembered: there may be no end of lists of plain values."""
    return isinstance(entry.value, dict) or not entry.path or _normal(entry.path[-1]) in _LIST_NAMES


def _chosen(lists: dict[Path, _List], file: JsonFile) -> list[Path]:
    """Return the lists that hold the rows, none where the document is a row itself.

    Lists with a usual name go before others, outer ones before inner ones.
    """
    if () in lists or (file.is_list and not lists):
        lists.setdefault((), _List())
        return [()]
    is_user = any(_normal(key) in _IDENTITY_KEYS for key in file.keys)
    names = _LIST_NAMES if is_user else _LIST_NAMES | _PEOPLE_NAMES
    usual = [path for path in lists if _normal(path[-1]) in names]
    candidates = usual or [path for path in lists if not is_user]
    if not candidates and not is_user and any(_normal(k) in names for k in file.empty_lists):
        raise refusal(NO_ROWS)
    with_objects = [path for path in candidates if lists[path].objects]
    depth = min(map(len, with_objects or candidates), default=0)
    return [path for path in with_objects or candidates if len(path) == depth]


def _header(found: _List, name: str, limits: Limits) -> tuple[str, ...]:
    """Return the header of a list.

    :raises Refusal: where the list is no table
    """
    if found.others:
        raise refusal(JSON_NOT_OBJECTS, sheet=name, entry=found.others)
    if found.too_wide:
        row = found.too_wide + 1
        raise refusal(TOO_MANY_COLUMNS, sheet=name, row=row, limit=limits.columns)
    if not found.filled:
        raise refusal(NO_ROWS, sheet=name)
    return clean_headers(tuple(found.columns), row=1)


def _rows(file: JsonFile, path: Path, name: str, found: _List, gate: Gate) -> Iterator[SourceRow]:
    for entry in file.entries(whole=path == _DOCUMENTS):
        if isinstance(entry.value, dict) and (path in (entry.path, _DOCUMENTS)):
            flat = flatten(entry.value)
            cells = tuple(flat.get(column, "") for column in found.columns)
            if not is_blank(cells):
                yield gate.let_pass(SourceRow(name, entry.position + 1, cells))


def _normal(key: str) -> str:
    return re.sub(r"[\W_]", "", key).lower()
