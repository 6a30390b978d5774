"""Text that fits: broken into lines, and smaller where it must be."""

import unicodedata
from dataclasses import dataclass

from reportlab.pdfbase.pdfmetrics import stringWidth

from .scripts import visual

LEADING = 1.25
STEP = 0.5


@dataclass(frozen=True)
class Block:
    """Lines of a text as they are printed.

    :param lines: for each line its ``[(font name, characters)]``
    :param printable: whether there is a font for all of it
    :param cut: whether its end is missing
    """

    lines: list
    size: float
    printable: bool
    cut: bool

    @property
    def complete(self):
        return self.printable and not self.cut


class Setter:
    """Sets texts in fonts.

    :param fonts: :class:`~.fonts.Fonts`
    """

    def __init__(self, fonts):
        self.fonts = fonts

    def block(self, text, family, width, sizes, most_lines, words=True):
        """Return the :class:`Block` of a text, as large as it can be.

        :param sizes: largest and smallest size, in points
        :param most_lines: how many lines there may be
        :param words: whether lines are broken between words where possible
        """
        text = unicodedata.normalize("NFC", " ".join(text.split()) if words else text)
        text, printable = self._printable(text, family, words)
        size, smallest = sizes
        while True:
            lines = self._break(text, family, width, size, words)
            if len(lines) <= most_lines or size <= smallest:
                break
            size -= STEP
        cut = len(lines) > most_lines
        if cut:
            lines = [*lines[: most_lines - 1], lines[most_lines - 1][:-1] + "…"]
        return Block([self._pieces(line, family) for line in lines], size, printable, cut)

    def _printable(self, text, family, words):
        """Return the text with what no font has written as its code, and whether all had one."""
        complete = True
        result = []
        for char in text:
            if self.fonts.of(char, family):
                result.append(char)
            elif not (words and unicodedata.category(char) == "Cf"):  # joiners, direction marks
                result.append(f"‹U+{ord(char):04X}›")
                complete = False
        return "".join(result), complete

    def _pieces(self, line, family):
        """Return a line as it is printed, in pieces of one font each."""
        chars = (
            # A joined form that no font has is left to the letter itself.
            char if self.fonts.of(char, family) else unicodedata.normalize("NFKC", char)[::-1]
            for char in visual(line)
        )
        return self.fonts.pieces("".join(chars), family)

    def _break(self, text, family, width, size, words):
        """Return the lines of a text, in the order in which it is read."""
        lines = [""]
        for part in _parts(text) if words else text:
            if lines[-1] and self.width(lines[-1] + part.rstrip(), family, size) > width:
                lines.append("")
            if self.width(part.rstrip(), family, size) <= width:
                lines[-1] += part
                continue
            for char in part:  # a word longer than the line
                if lines[-1] and self.width(lines[-1] + char, family, size) > width:
                    lines.append("")
                lines[-1] += char
        return [line.rstrip() if words else line for line in lines]

    def width(self, text, family, size):
        """Return how wide a text is, in points."""
        pieces = self.fonts.pieces(text, family)
        return sum(stringWidth(chars, font, size) for font, chars in pieces)


def _parts(text):
    """Yield the words of a text, each with the blank after it."""
    word = ""
    for char in text:
        word += char
        if char == " ":
            yield word
            word = ""
    if word:
        yield word
