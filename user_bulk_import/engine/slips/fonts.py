"""Fonts for any script: for each character the first font that has it.

The fonts that ship with Odoo come first, so that slips look alike everywhere; then those of the
machine; then the PDF reader's own for Chinese, Japanese and Korean.
"""

import functools
import logging
import re
import threading
import unicodedata
from pathlib import Path

import reportlab
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFError, TTFont

_logger = logging.getLogger(__name__)

SYSTEM = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
# Where nothing else is found: it comes with reportlab.
LAST_RESORT = "Vera"
SANS = ("Roboto-Regular", "DejaVuSans", "NotoSans-Regular")
BOLD = ("Roboto-Bold", "DejaVuSans-Bold", *SANS)
# Fonts in which 0 and O, 1, l and I cannot be taken for each other.
MONO = ("Fira_Mono-Regular", "DejaVuSansMono", *SANS)
OTHER = (
    "NotoSansArabic-Regular",
    "Tajawal-Regular",
    "wqy-zenhei",
    "wqy-microhei",
    "DroidSansFallbackFull",
    LAST_RESORT,
)
ASIAN = {
    "STSong-Light": "gb2312",
    "MSung-Light": "big5",
    "HeiseiMin-W3": "shift_jis",
    "HYSMyeongJo-Medium": "euc_kr",
}
"""The reader's own fonts, and the character set that each is sure to have."""


class Fonts:
    """Finds fonts and the characters in them.

    :param folders: where to look for font files besides the machine's own folders
    """

    def __init__(self, folders=()):
        own = Path(reportlab.__file__).parent / "fonts"
        self._files = {}
        for folder in (*map(Path, folders), *SYSTEM, own):
            for path in sorted(folder.rglob("*.tt[fc]")):
                self._files.setdefault(path.stem, path)
        self._loaded = {}
        self.of = functools.cache(self.of)

    def pieces(self, text, family):
        """Split a line into ``[(font name, characters)]``; the name is ``None`` where no font has
        the characters."""
        result = []
        for char in text:
            font = self.of(char, family)
            if result and result[-1][0] == font:
                result[-1][1].append(char)
            else:
                result.append((font, [char]))
        return [(font, "".join(chars)) for font, chars in result]

    def of(self, char, family):
        """Return the name of the first font that has a character, or ``None``.

        :param family: names of font files to look into first
        """
        for stem in (*family, *_of_script(char), *OTHER):
            font = self._load(stem)
            if font and ord(char) in font.face.charToGlyph:
                return font.fontName
        if unicodedata.east_asian_width(char) in "WF":
            return next((name for name, codec in ASIAN.items() if _has(codec, char)), None)
        return None

    def _load(self, stem):
        """Return the font of a file, or ``None`` where there is none that can be used."""
        if stem not in self._loaded:
            path = self._files.get(stem)
            self._loaded[stem] = path and _font(str(path))
        return self._loaded[stem]


_lock = threading.Lock()
_fonts = {}


def _font(path):
    """Return the font of a file, registered once: two of a name would mix in one document."""
    with _lock:
        if path not in _fonts:
            _fonts[path] = None
            try:
                font = TTFont(f"slips-{len(_fonts)}-{Path(path).stem}", path, shapable=False)
            except (TTFError, OSError) as error:
                _logger.info("The font %s cannot be used: %s", path, error)
            else:
                pdfmetrics.registerFont(font)
                _fonts[path] = font
        return _fonts[path]


def _of_script(char):
    """Return names of font files for the script that a character belongs to."""
    words = re.split(r"[ -]", unicodedata.name(char, ""))
    return (f"NotoSans{words[0].capitalize()}-Regular",) if words[0] else ()


def _has(codec, char):
    try:
        char.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


for _name in ASIAN:
    pdfmetrics.registerFont(UnicodeCIDFont(_name))
