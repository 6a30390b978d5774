"""What a person gave: tables, and the pictures that came with them.

It may be one file, several, or a ZIP with any of these inside. A workbook is a ZIP too, and is told
from others by its content.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO, Protocol

from ..issues import _lt
from ..picture_names import ENDINGS, OTHER_ENDINGS, PictureName, fold_name, split_ending
from ..tables import ReadOptions, Refusal, SourceRow, Table
from . import is_table_format, open_tables
from .archive import Member, open_archive
from .archive_codes import ARCHIVE_EMPTY, ARCHIVE_NESTED, ARCHIVE_TABLES, ARCHIVE_TINY, PHOTO_ALONE
from .bundle import MAX_PARTS, FilePart, naming_file, open_bundle, unpack
from .codes import refusal
from .sniff import is_archive, picture_kind, refuse_what_is_no_table
from .source import HEAD_BYTES, Source

TABLE_ENDINGS = frozenset(
    {"csv", "tsv", "tab", "json", "jsonl", "ndjson", "xlsx", "xlsm", "xltx", "xls", "ods", "ots"}
)
MAYBE_TABLES = frozenset({"txt"})
"""Tables where there is nothing that is one for sure."""
NO_TABLES = frozenset({"xlsb", "numbers", "html", "htm", "mht", "xml", "vcf", "ldif", "gsheet"})
"""Taken for the table where there is no other, so that its reader says what is wrong with it."""

_EXPLAINING = frozenset({"readme", "read me", "license", "licence", "notes"})
_SYSTEM = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", "icon"})
_SYSTEM_FOLDERS = frozenset({"__macosx", "$recycle.bin", "@eadir"})

TINY = 64
MAX_TINY = 1000
"""Files that are smaller than any picture, and how many there may be of them."""

PHOTO_HEADER = _lt("Photo")
PERSON_HEADER = _lt("Login, e-mail or reference")

Translate = Callable[[str], str]


class Picture(Protocol):
    """A picture that came with a file; ``path`` is its name with its folders."""

    @property
    def path(self) -> str: ...

    @property
    def size(self) -> int: ...

    def read(self, size: int = -1) -> bytes: ...


@dataclass(frozen=True, slots=True)
class _PartPicture:
    """A picture that was given as a file of its own."""

    path: str
    size: int
    _part: FilePart

    def read(self, size: int = -1) -> bytes:
        return self._part.open().read(size)


@dataclass(frozen=True, slots=True)
class _MemberPart:
    """A table in an archive, as a bundle has its parts."""

    name: str
    member: Member
    pasted: bool = False

    def open(self) -> BinaryIO:
        file = self.member.unpacked()
        if _is_archive(Source(file)):
            raise refusal(ARCHIVE_NESTED, name=self.name)
        return file


class Upload:
    """The tables and pictures of what was given.

    :param tables: files with tables
    :param pictures: in an order that is the same each time
    :param ignored: names of files that are neither, and that somebody may have meant
    :param several: tables are called after their files
    """

    def __init__(
        self,
        tables: Sequence[FilePart | _MemberPart],
        pictures: Sequence[Picture] = (),
        ignored: Sequence[str] = (),
        *,
        several: bool = False,
    ):
        self._tables = tables
        self.pictures = pictures
        self.ignored = ignored
        self.several = several

    @property
    def has_only_pictures(self) -> bool:
        return not self._tables

    def tables(
        self, options: ReadOptions | None = None, translate: Translate = str
    ) -> Iterator[Table]:
        """Yield the tables, as :func:`~.open_tables` and :func:`~.bundle.open_bundle` do. Of
        pictures alone one is made: what each is called, and whom that may name.

        :raises Refusal: where one cannot be read
        """
        options = options or ReadOptions()
        if not self._tables:
            yield _table_of(self.pictures, translate)
        elif self.several:
            yield from open_bundle(self._tables, options, translate)
        else:
            (part,) = self._tables
            if isinstance(part, FilePart):
                yield from open_tables(part.open(), part.name, options)
            else:
                yield from _named_tables(part, options, translate)


def open_upload(file: BinaryIO, name: str = "", *, bundle: bool = False) -> Upload:
    """Return what is in a file, or in the container of several.

    :param file: seekable; it is read as long as the tables and pictures are
    :param name: of the file
    :param bundle: ``file`` is such a container
    :raises Refusal: where an archive is hostile, damaged, or has neither tables nor pictures, or
        where all there is is one picture
    """
    if not bundle:
        source = Source(file)
        if _is_named_picture(name, source):
            raise refusal(PHOTO_ALONE)
        if not _is_archive(source):
            return Upload([FilePart(name, lambda: file)])
        found = _Sorted()
        found.take_archive(source)
        return found.upload(several=len(found.tables) > 1)
    found = _Sorted()
    for part in unpack(file):
        source = Source(part.open(), pasted=part.pasted)
        if not part.pasted and _is_archive(source):
            with naming_file(part, str):
                found.take_archive(source)
        elif not part.pasted and _is_named_picture(part.name, source):
            found.pictures.append(_PartPicture(part.name, source.size, part))
        else:
            found.tables.append(part)
    return found.upload(several=True)


def _is_archive(source: Source) -> bool:
    """Tell whether a file is a ZIP that people have made, and no workbook or other document."""
    if not source.is_zip:
        return False
    try:
        refuse_what_is_no_table(source)
    except Refusal:
        return False  # its reader says why
    return not is_table_format(source)


def refuse_archive(path: str, content: bytes) -> None:
    """Refuse what should be a picture of an archive and is another archive.

    :param content: its bytes, or the first of them
    """
    if is_archive(content):
        raise refusal(ARCHIVE_NESTED, name=path)


def _is_named_picture(name: str, source: Source) -> bool:
    """Tell whether a file is a picture by its content, and its name says nothing else."""
    return bool(split_ending(name)[1] and picture_kind(source.head))


class _Sorted:
    """Sorts files into tables, pictures and others."""

    def __init__(self) -> None:
        self.tables: list[FilePart | _MemberPart] = []
        self.pictures: list[Picture] = []
        self.ignored: list[str] = []

    def take_archive(self, source: Source) -> None:
        maybe: list[Member] = []
        wrong: list[Member] = []
        tables: list[Member] = []
        members = [member for member in open_archive(source) if not _is_of_system(member.path)]
        if sum(member.size < TINY for member in members) > MAX_TINY:
            raise refusal(ARCHIVE_TINY, limit=MAX_TINY)
        for member in members:
            if _is_picture(member):
                self.pictures.append(member)
                continue
            kind = _ending(member.path)
            if kind in TABLE_ENDINGS:
                tables.append(member)
            elif kind in MAYBE_TABLES and not _explains(member.path):
                maybe.append(member)
            elif kind in NO_TABLES:
                wrong.append(member)
            else:
                self.ignored.append(member.path)
        chosen = tables or maybe or wrong
        others = (some for some in (maybe, wrong) if some is not chosen)
        self.ignored += [member.path for some in others for member in some]
        self.tables += [_MemberPart(member.path, member) for member in chosen]

    def upload(self, *, several: bool) -> Upload:
        if not self.tables and not self.pictures:
            raise refusal(ARCHIVE_EMPTY)
        if len(self.tables) > MAX_PARTS:
            raise refusal(ARCHIVE_TABLES, limit=MAX_PARTS)
        return Upload(self.tables, self.pictures, self.ignored, several=several)


def _is_of_system(path: str) -> bool:
    """Return whether a computer made a file for itself, and nobody meant it."""
    *folders, base = map(fold_name, path.split("/"))
    if not _SYSTEM_FOLDERS.isdisjoint(folders) or any(name.startswith(".") for name in folders):
        return True
    return base in _SYSTEM or base.startswith((".", "~$"))


def _is_picture(member: Member) -> bool:
    """Return whether a file is a picture by its ending, or by its content where it has none."""
    base = member.path.rpartition("/")[2]
    if "." in base.strip("."):
        return split_ending(base)[1] in ENDINGS | OTHER_ENDINGS
    head = member.read(HEAD_BYTES)
    refuse_archive(member.path, head)
    return bool(picture_kind(head))


def _ending(path: str) -> str:
    return fold_name(path.rpartition("/")[2].rpartition(".")[2])


def _explains(path: str) -> bool:
    return fold_name(path.rpartition("/")[2].partition(".")[0]) in _EXPLAINING


def _named_tables(part: _MemberPart, options: ReadOptions, translate: Translate) -> Iterator[Table]:
    """Yield the tables of the one file with some in an archive. They are called as if it had
    been given alone; a refusal tells the file."""
    naming = partial(naming_file, part, translate)
    file = part.open()
    with naming():
        for table in open_tables(file, part.name, options):
            table.rows = _passing(table.rows, naming)
            yield table


def _passing(
    rows: Iterable[SourceRow], naming: Callable[[], AbstractContextManager]
) -> Iterator[SourceRow]:
    with naming():
        yield from rows


def _table_of(pictures: Sequence[Picture], translate: Translate) -> Table:
    names = [PictureName.of(picture.path) for picture in pictures]
    seen: dict[tuple[str, str], int] = {}
    for name in names:
        seen[name.stem, name.ending] = seen.get((name.stem, name.ending), 0) + 1

    def rows() -> Iterator[SourceRow]:
        pairs = zip(pictures, names, strict=True)
        for number, (picture, name) in enumerate(pairs, start=2):
            is_one_of_many = seen[name.stem, name.ending] > 1
            cell = f"/{picture.path}" if is_one_of_many else picture.path
            person = split_ending(picture.path.rpartition("/")[2])[0].strip()
            yield SourceRow("", number, (cell, person))

    header = (translate(PHOTO_HEADER), translate(PERSON_HEADER))
    return Table("", header, 1, rows(), format="zip")
