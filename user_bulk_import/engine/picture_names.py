"""Names of pictures, as people write them into cells and as archives have them.

Two names are compared without regard to case, to the way in which accents are stored (macOS takes
letters apart), to the kind of slash, and to folders where there are none in one of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

JPEG_ENDINGS = frozenset({"jpg", "jpeg", "jpe", "jfif"})
ENDINGS = JPEG_ENDINGS | {"png", "webp"}
"""Of pictures that can become a photo."""

OTHER_ENDINGS = frozenset(
    {"gif", "bmp", "tif", "tiff", "heic", "heif", "avif", "jp2", "psd", "svg"}
)
"""Of pictures of other kinds: whoever has one of them is told so."""

_DRIVE = re.compile(r"\A(?:file:[\\/]*)?(?:[a-z]:(?=[\\/]|\Z))?", re.IGNORECASE)
_FILE_LINK = re.compile(r"file:", re.IGNORECASE)

T = TypeVar("T")


def fold_name(text: str) -> str:
    """Return a text as names of pictures are compared."""
    apart = unicodedata.normalize("NFKD", text)
    if not apart.isascii():
        apart = "".join(char for char in apart if unicodedata.category(char) != "Cf")
    return " ".join(unicodedata.normalize("NFC", apart.casefold()).split())


def is_file_link(text: str) -> bool:
    """Return whether a text is a link to a file on somebody's disk, which has a name still."""
    return bool(_FILE_LINK.match(text))


def without_zeros(stem: str) -> str:
    """Return a number without the zeros before it, which spreadsheet programs take away; any other
    text as it is.

    :param stem: folded
    """
    return stem.lstrip("0") or "0" if stem.isdecimal() else stem


@dataclass(frozen=True, slots=True)
class PictureName:
    """A picture's name in its parts, folded.

    :param folders: it lies in, the outermost first
    :param ending: without the dot, ``''`` where it has none of a picture
    :param from_top: the name begins with a slash
    """

    stem: str
    ending: str = ""
    folders: tuple[str, ...] = ()
    from_top: bool = False

    @classmethod
    def of(cls, text: str) -> PictureName:
        path = _DRIVE.sub("", text.strip()).replace("\\", "/")
        parts = [part for part in path.split("/") if fold_name(part) not in ("", ".")]
        if not parts:
            return cls("")
        stem, ending = split_ending(parts[-1])
        folders = tuple(map(fold_name, parts[:-1]))
        return cls(fold_name(stem), ending, folders, path.startswith("/"))


def split_ending(base: str) -> tuple[str, str]:
    """Return a file's name without its ending, and the ending; all and nothing where it has no
    ending of a picture: ``anna@example.com`` has none."""
    stem, _dot, ending = base.rpartition(".")
    ending = fold_name(ending)
    if stem and ending in ENDINGS | OTHER_ENDINGS:
        return stem, ending
    return base, ""


def fitting(wanted: PictureName, pictures: Iterable[tuple[PictureName, T]]) -> Sequence[T]:
    """Return the pictures that a name may mean: one, none, or several where it is not clear.

    :param wanted: as a cell has it; folders in it decide only between several
    :param pictures: of an archive, by their names
    """
    found = called(wanted.stem, pictures)
    if wanted.ending:
        same = [pair for pair in found if pair[0].ending == wanted.ending]
        is_jpeg = wanted.ending in JPEG_ENDINGS
        found = same or [pair for pair in found if is_jpeg and pair[0].ending in JPEG_ENDINGS]
    if len(found) > 1 and (wanted.folders or wanted.from_top):
        found = _in_folder(wanted, found)
    return [picture for _name, picture in found]


def called(stem: str, pictures: Iterable[tuple[PictureName, T]]) -> list[tuple[PictureName, T]]:
    """Return the pictures with a name; where there is none, and it is a number, those with the same
    number."""
    bare = without_zeros(stem)
    alike = [pair for pair in pictures if without_zeros(pair[0].stem) == bare]
    return [pair for pair in alike if pair[0].stem == stem] or alike


def _in_folder(
    wanted: PictureName, found: list[tuple[PictureName, T]]
) -> list[tuple[PictureName, T]]:
    exact = [pair for pair in found if pair[0].folders == wanted.folders]
    if exact or not wanted.folders:
        return exact or found
    ending_so = [
        pair for pair in found if pair[0].folders[-len(wanted.folders) :] == wanted.folders
    ]
    return ending_so or found
