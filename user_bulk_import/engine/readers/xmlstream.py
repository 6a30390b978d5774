"""XML read as a stream of events, in constant memory and without entities.

Expat is called directly: it keeps no tree, hands long texts over in pieces, and tells of a
document type before it would expand anything. A library that builds elements for each row cannot
bound the memory that one row takes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol
from xml.parsers import expat

from .codes import FILE_BOMB, FILE_CORRUPT, FILE_ENTITIES, refusal

CHUNK = 64 * 1024
MAX_TOKEN = 1024 * 1024
"""Bytes of one tag or comment, which expat holds whole."""

MAX_DEPTH = 100


class Readable(Protocol):
    def read(self, size: int) -> bytes: ...


class XmlHandler:
    """What a part's content means. Names are ``namespace local``, or ``local`` without one."""

    depth = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """A piece of text; one text may come in several pieces."""


def feed(stream: Readable, handler: XmlHandler, kind: str) -> Iterator[None]:
    """Let ``handler`` hear of a document chunk by chunk; yield after each chunk.

    :param kind: the file's format, for the refusal
    :raises Refusal: where the document is damaged, declares entities or is made to exhaust memory
    """
    parser = _parser(handler)
    fed = 0
    try:
        while chunk := stream.read(CHUNK):
            parser.Parse(chunk)
            fed += len(chunk)
            if fed - parser.CurrentByteIndex > MAX_TOKEN:
                raise refusal(FILE_BOMB)
            yield
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        # LookupError and ValueError: the document names an encoding that Python has not, or that
        # expat cannot use.
        raise refusal(FILE_CORRUPT, format=kind) from error
    yield


def read_all(data: Readable, handler: XmlHandler, kind: str) -> None:
    """Let ``handler`` hear of a whole document; raises as :func:`feed` does."""
    for _chunk in feed(data, handler, kind):
        pass


def _parser(handler: XmlHandler) -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    start, end = handler.start, handler.end
    depth = 0

    def on_start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise refusal(FILE_BOMB)
        start(name, attributes)

    def on_end(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(name)

    def on_doctype(*_declaration: object) -> None:
        raise refusal(FILE_ENTITIES)

    parser.StartElementHandler = on_start
    parser.EndElementHandler = on_end
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = on_doctype
    return parser
