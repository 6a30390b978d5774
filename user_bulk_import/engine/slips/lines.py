"""Text that fits: broken into lines, and smaller where it must be."""

import unicodedata
from dataclasses import dataclass

from reportlab.pdfbase.pdfmetrics import stringWidth

from .scripts import visual

LEADING = 1.25
STEP = 0.5
LONGEST = 700
"""How many characters of a text are set: more than a slip has room for."""


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
        self._glyphs = {}

    def block(self, text, family, width, sizes, most_lines, words=True):
        """Return the :class:`Block` of a text, as large as it can be.

        :param sizes: largest and smallest size, in points
        :param most_lines: how many lines there may be
        :param words: whether lines are broken between words where possible
        """
        glyphs = self._glyphs_of(family)
        text = unicodedata.normalize("NFC", " ".join(text.split()) if words else text)
        cut = len(text) > LONGEST
        text, printable = glyphs.printable(text[:LONGEST], words)
        size, smallest = sizes
        while size > smallest and glyphs.overflows(text, width / size, most_lines):
            size -= STEP  # no need to break it into lines
        while True:
            lines = _break(text, glyphs, width / size, words)
            if len(lines) <= most_lines or size <= smallest:
                break
            size -= STEP
        cut = cut or len(lines) > most_lines
        if cut:
            *whole, last = lines[:most_lines]
            lines = [*whole, last[:-1] + "…"]
        return Block([_pieces(line, glyphs) for line in lines], size, printable, cut)

    def _glyphs_of(self, family):
        if family not in self._glyphs:
            self._glyphs[family] = _Glyphs(self.fonts, family)
        return self._glyphs[family]


class _Glyphs(dict):
    """Font name and width at size 1 of each character that was met, in a family of fonts."""

    def __init__(self, fonts, family):
        super().__init__()
        self.fonts = fonts
        self.family = family

    def __missing__(self, char):
        font = self.fonts.of(char, self.family)
        self[char] = font, stringWidth(char, font, 1) if font else 0
        return self[char]

    def width(self, text):
        """Return how wide a text is at size 1: fonts are used without kerning."""
        if len(text) == 1:
            return self[text][1]
        return sum([self[char][1] for char in text])

    def overflows(self, text, width, most_lines):
        """Return whether a text is too long for its lines, wherever it is broken."""
        # The blank at which a line is broken takes no room.
        return self.width(text) > most_lines * (width + self.width(" "))

    def printable(self, text, words):
        """Return the text with what no font has written as its code, and whether all had one."""
        if all(self[char][0] for char in text):
            return text, True
        complete = True
        result = []
        for char in text:
            if self[char][0]:
                result.append(char)
            elif not (words and unicodedata.category(char) == "Cf"):  # joiners, direction marks
                result.append(f"‹U+{ord(char):04X}›")
                complete = False
        return "".join(result), complete

    def pieces(self, text):
        """Return a text as ``[(font name, characters)]``."""
        fonts = {self[char][0] for char in text}
        if len(fonts) == 1:
            return [(fonts.pop(), text)]
        return self.fonts.pieces(text, self.family)


def _pieces(line, glyphs):
    """Return a line as it is printed, in pieces of one font each."""
    shown = visual(line)
    if shown != line:
        # A joined form that no font has is left to the letter itself.
        shown = "".join(
            char if glyphs[char][0] else unicodedata.normalize("NFKC", char)[::-1] for char in shown
        )
    return glyphs.pieces(shown)


def _break(text, glyphs, width, words):
    """Return the lines of a text, in the order in which it is read.

    :param width: of the lines, in multiples of the size
    """
    if glyphs.width(text) <= width:
        return [text.rstrip() if words else text]
    lines = _Lines(width)
    for part in _parts(text) if words else text:
        needed = glyphs.width(part)
        seen = needed - (glyphs[" "][1] if part[-1] == " " else 0)
        lines.make_room(seen)
        if seen <= width:
            lines.add(part, needed)
            continue
        for char in part:  # a word longer than the line
            lines.make_room(glyphs[char][1])
            lines.add(char, glyphs[char][1])
    return [line.rstrip() if words else line for line in lines.done]


class _Lines:
    """Lines that are filled one after another."""

    def __init__(self, width):
        self.width = width
        self.done = [""]
        self.used = 0

    def make_room(self, needed):
        """Begin a new line where what comes next does not fit into this one."""
        if self.done[-1] and self.used + needed > self.width:
            self.done.append("")
            self.used = 0

    def add(self, text, width):
        self.done[-1] += text
        self.used += width


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
