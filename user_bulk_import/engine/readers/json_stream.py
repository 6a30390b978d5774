"""JSON read entry by entry, in bounded memory (RFC 8259, and JSON Lines).

Python's own scanner reads each entry from a window of the text. The C parser of ijson is no
choice for files of strangers: version 3.6 ends the process on an integer of 5,000 digits, and
makes question marks of broken characters.
"""

from __future__ import annotations

import codecs
import json
import math
import re
from collections.abc import Iterator
from typing import Any, BinaryIO, NamedTuple

from ..photo_texts import IN_JSON
from ..tables import Refusal
from .codes import (
    DUPLICATE_HEADERS,
    JSON_ENTRY_TOO_BIG,
    JSON_INVALID,
    JSON_TOO_DEEP,
    picture_too_long,
    refusal,
)
from .encoding import undecodable
from .json_values import MAX_DEPTH

MAX_ENTRY = 256 * 1024
"""Characters of one entry, without those of pictures in it."""

CHUNK = 64 * 1024
_NOTED = 1000
_BLANK = " \t\r\n"
_BLANKS = re.compile(f"[{_BLANK}]*")
_LONGEST_WORD = 16
"""More characters than any literal or escape has that the end of the window may cut in two."""


class Entry(NamedTuple):
    """An element of a list that stands in no other list, or a document of the file.

    :param path: keys that lead to the list
    :param position: in it, from 1
    """

    path: tuple[str, ...]
    position: int
    value: Any


class JsonFile:
    """A JSON file whose entries can be gone through more than once.

    :param encoding: see :func:`~.encoding.find_encoding`
    :param picture_length: characters that the pictures of one entry may have as text
    """

    def __init__(self, file: BinaryIO, encoding: str, picture_length: int = 0):
        self._file = file
        self._encoding = encoding
        self._picture_length = picture_length
        self.keys: set[str] = set()
        self.empty_lists: set[str] = set()
        self.is_list = False
        self.documents = 0

    def entries(self, *, whole: bool = False) -> Iterator[Entry]:
        """Yield the entries of every list that is in no other list.

        On the way are noted: :attr:`keys` of plain values in the outermost object, those of
        :attr:`empty_lists`, whether the file :attr:`is_list`, and how many :attr:`documents` it
        has (JSON Lines have several).

        :param whole: take each document for an entry instead
        :raises Refusal: where the file is no valid JSON, or an entry too big or deep
        """
        self.documents = 0
        window = _Window(self._file, self._encoding, self._picture_length)
        while sign := window.peek():
            self.documents += 1
            if self.documents > 1 and not whole:
                return  # JSON Lines: nobody wants the lists inside their objects
            self.is_list = sign == "["
            if whole or sign not in "[{":
                yield Entry((), self.documents, window.value(self.documents))
            elif self.is_list:
                yield from self._list(window, ())
            else:
                yield from self._object(window, ())

    def _object(self, window: _Window, path: tuple[str, ...]) -> Iterator[Entry]:
        if len(path) >= MAX_DEPTH:
            raise refusal(JSON_TOO_DEEP, limit=MAX_DEPTH)
        window.take("{")
        if window.peek() == "}":
            window.take("}")
            return
        while True:
            if window.peek() != '"':
                raise window.invalid()
            key = window.value()
            window.take(":")
            sign = window.peek()
            if sign == "{":
                yield from self._object(window, (*path, key))
            elif sign == "[":
                yield from self._list(window, (*path, key))
            else:
                window.value()
                if not path and len(self.keys) < _NOTED:
                    self.keys.add(key)
            if window.take(",}") == "}":
                return

    def _list(self, window: _Window, path: tuple[str, ...]) -> Iterator[Entry]:
        window.take("[")
        if window.peek() == "]":
            window.take("]")
            if path and len(self.empty_lists) < _NOTED:
                self.empty_lists.add(path[-1])
            return
        position = 1
        yield Entry(path, position, window.value(position))
        while window.take(",]") == ",":
            position += 1
            yield Entry(path, position, window.value(position))


class _Window:
    """The part of the text that is being read."""

    def __init__(self, file: BinaryIO, encoding: str, picture_length: int):
        self._file = file
        self._encoding = encoding
        self._picture_length = picture_length
        self._decoder = codecs.getincrementaldecoder(encoding)()
        self._scanner = json.JSONDecoder(
            parse_float=_float, parse_constant=_no_constant, object_pairs_hook=_object
        )
        self._text = ""
        self._at = 0
        self._line = 1
        self._ended = False
        file.seek(0)
        self._fill()
        self._text = self._text.removeprefix("\ufeff")

    def peek(self) -> str:
        """Return the next character that is no blank, ``''`` at the end."""
        sign = self._text[self._at : self._at + 1]
        while not sign or sign in _BLANK:
            self._at = _BLANKS.match(self._text, self._at).end()
            if self._at == len(self._text):
                if self._ended:
                    return ""
                self._fill()
            sign = self._text[self._at : self._at + 1]
        return sign

    def take(self, signs: str) -> str:
        """Return the next character, which is one of ``signs``, and go on behind it.

        :raises Refusal: where it is none of them
        """
        sign = self.peek()
        if not sign or sign not in signs:
            raise self.invalid()
        self._at += 1
        return sign

    def value(self, entry: int = 1) -> Any:
        """Return the value that comes next, and go on behind it.

        :param entry: its position in a list, for refusals
        """
        self.peek()
        while True:
            try:
                value, end = self._scanner.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                if not self._is_cut(error):
                    raise self.invalid(error.pos) from None
                unclosed = error.pos
            except RecursionError:
                raise refusal(JSON_TOO_DEEP, limit=MAX_DEPTH) from None
            except ValueError:
                raise self.invalid() from None  # NaN, or a number of thousands of digits
            else:
                if end < len(self._text) or self._ended:
                    self._at = end
                    return value
                unclosed = self._at
            if len(self._text) - self._at > MAX_ENTRY:
                self._check_length(entry, unclosed)
            self._fill()

    def _check_length(self, entry: int, unclosed: int) -> None:
        """Refuse a value that is too long though it has not ended yet. Pictures may be longer.

        :param entry: its position in a list
        :param unclosed: where the part of it begins that has not ended
        :raises Refusal: where it is too long
        """
        pictures = [match.end() - match.start() for match in IN_JSON.finditer(self._text, self._at)]
        if sum(pictures) > self._picture_length:
            raise picture_too_long(self._picture_length, row=entry + 1)
        if len(self._text) - self._at - sum(pictures) > MAX_ENTRY:
            if self._text[unclosed : unclosed + 1] == '"':
                raise self.invalid(unclosed)
            raise refusal(JSON_ENTRY_TOO_BIG, entry=entry, limit=MAX_ENTRY)

    def invalid(self, position: int | None = None) -> Refusal:
        """Return the refusal that names the line of a place, or of where the window is."""
        position = self._at if position is None else position
        return refusal(JSON_INVALID, line=self._line + self._text.count("\n", 0, position))

    def _is_cut(self, error: json.JSONDecodeError) -> bool:
        """Tell whether more text may mend the error."""
        if self._ended:
            return False
        near_end = error.pos >= len(self._text) - _LONGEST_WORD
        return near_end or error.msg.startswith("Unterminated string")

    def _fill(self) -> None:
        """Forget what has been read, and read on: the more, the longer the value has become."""
        self._line += self._text.count("\n", 0, self._at)
        self._text = self._text[self._at :]
        self._at = 0
        wanted = len(self._text) if len(self._text) < MAX_ENTRY else len(self._text) // 4
        data = self._file.read(max(CHUNK, wanted))
        self._ended = not data
        try:
            self._text += self._decoder.decode(data, self._ended)
        except UnicodeDecodeError:
            raise undecodable(self._file, self._encoding) from None


def _float(text: str) -> float | str:
    """Return a number as a float, or as it stands where no float is that large."""
    number = float(text)
    return number if math.isfinite(number) else text


def _no_constant(name: str) -> None:
    raise ValueError(name)  # RFC 8259, 6: there is no NaN and no Infinity


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object; of a key that stands twice, one value would be lost (RFC 8259, 4)."""
    made = dict(pairs)
    if len(made) < len(pairs):
        keys = [key for key, _value in pairs]
        double = next(key for key in keys if keys.count(key) > 1)
        raise refusal(DUPLICATE_HEADERS, column=double, header=double)
    return made
