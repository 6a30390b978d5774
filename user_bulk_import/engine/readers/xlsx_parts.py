"""The parts of an XLSX workbook beside its sheets: which sheets there are, and number formats.

Source: ECMA-376 part 1, 18.2 (workbook), 18.8 (styles), and part 2 (relationships).
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

from .cell_numbers import BUILTIN_KINDS, GENERAL, format_kind
from .package import Package
from .shared_strings import qualified
from .xmlstream import XmlHandler, read_all

KIND = "XLSX"
_TRUE = ("1", "true", "on")


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet and the part of the archive that has its cells."""

    name: str
    hidden: bool
    part: str


@dataclass(slots=True)
class Book:
    """What the workbook part and the styles say.

    :param number_kinds: by cell style, kinds of :mod:`.cell_numbers`
    """

    sheets: list[SheetPart] = field(default_factory=list)
    shared_strings: str = ""
    number_kinds: list[str] = field(default_factory=list)
    epoch_1904: bool = False


def read_book(package: Package) -> Book:
    """Return what a workbook consists of; chart, dialog and macro sheets are left out.

    :raises Refusal: where a part is damaged or hostile
    """
    workbook = _workbook_part(package)
    links = {link.id: link for link in _links(package, workbook)}
    handler = _WorkbookHandler()
    _read(package, workbook, handler)
    book = Book(epoch_1904=handler.epoch_1904)
    parts = set()
    for name, state, link_id in handler.sheets:
        link = links.get(link_id)
        # Two sheets never share a part; thousands that do would be read thousands of times.
        if link and link.kind == "worksheet" and link.part in package and link.part not in parts:
            parts.add(link.part)
            book.sheets.append(SheetPart(name, state != "visible", link.part))
    for link in links.values():
        if link.kind == "sharedStrings" and link.part in package:
            book.shared_strings = link.part
        elif link.kind == "styles" and link.part in package:
            styles = _StylesHandler()
            _read(package, link.part, styles)
            book.number_kinds = styles.kinds()
    return book


@dataclass(frozen=True, slots=True)
class _Link:
    id: str
    kind: str
    part: str


def _workbook_part(package: Package) -> str:
    for link in _links(package, ""):
        if link.kind == "officeDocument":
            return link.part
    return "xl/workbook.xml"


def _links(package: Package, part: str) -> Iterator[_Link]:
    """Yield the relationships of a part, their targets as names in the archive."""
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    if relations not in package:
        return
    handler = _LinksHandler()
    _read(package, relations, handler)
    for attributes in handler.links:
        target = attributes.get("Target", "").replace("\\", "/")
        kind = attributes.get("Type", "").rpartition("/")[2]
        path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        yield _Link(attributes.get("Id", ""), kind, path)


def _read(package: Package, part: str, handler: XmlHandler) -> None:
    read_all(BytesIO(package.read(part)), handler, KIND)


class _LinksHandler(XmlHandler):
    def __init__(self) -> None:
        self.links: list[dict[str, str]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name.endswith(" Relationship") and attributes.get("TargetMode") != "External":
            self.links.append(attributes)


class _WorkbookHandler(XmlHandler):
    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, str]] = []
        self.epoch_1904 = False
        self._names = qualified("sheet", "workbookPr")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = self._names.get(name)
        if tag == "workbookPr":
            self.epoch_1904 = attributes.get("date1904", "") in _TRUE
        elif tag == "sheet":
            link = next((attributes[key] for key in attributes if key.endswith(" id")), "")
            state = attributes.get("state", "visible")
            self.sheets.append((attributes.get("name", ""), state, link))


class _StylesHandler(XmlHandler):
    """Collects the number formats of cell styles (``cellXfs``)."""

    def __init__(self) -> None:
        self._names = qualified("numFmt", "cellXfs", "xf")
        self._codes: dict[str, str] = {}
        self._formats: list[str] = []
        self._in_cells = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = self._names.get(name)
        if tag == "xf" and self._in_cells:
            self._formats.append(attributes.get("numFmtId", "0"))
        elif tag == "numFmt":
            self._codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif tag == "cellXfs":
            self._in_cells = True

    def end(self, name: str) -> None:
        if self._names.get(name) == "cellXfs":
            self._in_cells = False

    def kinds(self) -> list[str]:
        return [self._kind(number) for number in self._formats]

    def _kind(self, number: str) -> str:
        if number in self._codes:
            return format_kind(self._codes[number])
        return BUILTIN_KINDS.get(number, GENERAL)
