import io

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from .fonts import BOLD, MONO, SANS, Fonts
from .lines import LEADING, Setter

COLUMNS, LINES = 2, 4
WIDTH, HEIGHT = A4[0] / COLUMNS, A4[1] / LINES
MARGIN = 7 * mm
GRAY = 0.4


def draw(slips, site, texts, folders=()):
    """Return the login slips as a PDF, eight on a page, with lines to cut along.

    :param slips: list of :class:`~.types.Slip`
    :param str site: address of the site
    :param texts: :class:`~.types.SlipTexts`
    :param folders: folders with font files
    :rtype: bytes
    """
    output = io.BytesIO()
    canvas = Canvas(output, pagesize=A4, pageCompression=1)
    canvas.setTitle(texts.sheet)
    pen = _Pen(canvas, Setter(Fonts(folders)), site, texts)
    on_page = COLUMNS * LINES
    for index, slip in enumerate(slips):
        place = index % on_page
        if place == 0:
            if index:
                canvas.showPage()
            _cut_lines(canvas)
        column, line = place % COLUMNS, place // COLUMNS
        pen.slip(slip, column * WIDTH + MARGIN, A4[1] - line * HEIGHT - MARGIN)
    canvas.showPage()
    canvas.save()
    return output.getvalue()


def _cut_lines(canvas):
    canvas.setDash(3, 3)
    canvas.setLineWidth(0.4)
    canvas.setStrokeGray(0.6)
    for column in range(1, COLUMNS):
        canvas.line(column * WIDTH, 0, column * WIDTH, A4[1])
    for line in range(1, LINES):
        canvas.line(0, line * HEIGHT, A4[0], line * HEIGHT)


class _Pen:
    """Draws slips on a canvas."""

    def __init__(self, canvas, setter, site, texts):
        self.canvas = canvas
        self.setter = setter
        self.site = site
        self.texts = texts
        self.width = WIDTH - 2 * MARGIN
        self._fixed = {}
        self._drawn = {}

    def slip(self, slip, x, y):
        """Draw a slip.

        :param x: its left edge
        :param y: its upper edge
        """
        name = self.setter.block(slip.name, BOLD, self.width, (14, 8), 2)
        typed = [
            (self.texts.login, self._exact(slip.login)),
            (self.texts.password, self._exact(slip.password)),
        ]
        notes = [self.texts.change] if slip.must_change else []
        shown = [(None, name), *typed, (None, self._note(self.site, words=False))]
        if not all(block.complete for _label, block in shown):
            notes.append(self.texts.incomplete)
        y = self._block(name, x, y) - 2 * mm
        for label, block in typed:
            y = self._label(label, x, y)
            y = self._block(block, x, y) - 1 * mm
        y = self._label(self.texts.site, x, y)
        y = self._again(self.site, x, y, words=False) - 1 * mm
        for note in notes:
            y = self._again(note, x, y)

    def _exact(self, text):
        """Return the block of what is typed character by character."""
        block = self.setter.block(text, MONO, self.width, (12, 5), 2, words=False)
        if block.cut:
            block = self.setter.block(text, MONO, self.width, (5, 4), 6, words=False)
        return block

    def _note(self, text, size=(8, 6), words=True):
        """Return the block of a text that is the same on many slips."""
        key = (text, size, words)
        if key not in self._fixed:
            self._fixed[key] = self.setter.block(text, SANS, self.width, size, 2, words=words)
        return self._fixed[key]

    def _label(self, text, x, y):
        return self._again(text, x, y, gray=GRAY, size=(7, 6))

    def _block(self, block, x, y):
        """Draw lines from ``y`` downwards; return where they end."""
        self.canvas.addLiteral(self._code(block, x, y, 0))
        return y - _height(block)

    def _again(self, text, x, y, gray=0, **options):
        """Draw a note as :meth:`_block` does, the way it was drawn in this place of other pages."""
        block = self._note(text, **options)
        key = (text, x, y, gray)
        if key not in self._drawn:
            self._drawn[key] = self._code(block, x, y, gray)
        self.canvas.addLiteral(self._drawn[key])
        return y - _height(block)

    def _code(self, block, x, y, gray):
        """Return what draws a block."""
        leading = block.size * LEADING
        text = self.canvas.beginText(x, y - leading)
        text.setFillGray(gray)
        for pieces in block.lines:
            for font, chars in pieces:  # each goes on where the one before it ends
                text.setFont(font, block.size, leading)
                text.textOut(chars)
            text.textLine("")
        return text.getCode()


def _height(block):
    return len(block.lines) * block.size * LEADING
