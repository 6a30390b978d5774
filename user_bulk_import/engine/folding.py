"""How the names of records are compared: roles, tags, countries and the like.

Logins, e-mail addresses and references are no names but identities, and keep their accents: see
:func:`.directory.normalize_key`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LETTERS = str.maketrans(
    {
        # Letters that Unicode does not part into a plain one and its mark, in lower case, as
        # PostgreSQL's unaccent writes them.
        **{"æ": "ae", "œ": "oe", "þ": "th", "ŋ": "n", "ĸ": "q"},
        **{"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ƚ": "l"},
        **{"ƀ": "b", "ɓ": "b", "ɖ": "d", "ɗ": "d", "ɛ": "e", "ƒ": "f", "ɨ": "i", "ƙ": "k"},
        **{"ɲ": "n", "ʉ": "u", "ʋ": "v", "ƴ": "y", "ƶ": "z"},
        # What word processors make of apostrophes and hyphens.
        **dict.fromkeys("\u2018\u2019\u02bc\u02bb\u2032", "'"),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
    }
)
"""For texts in lower case."""

# Of alphabets whose marks may be left out. In Japanese, Thai or Hindi they make other letters.
_MARKS = re.compile(
    "[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]"
)


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return ``text`` as names are compared: without regard to case, accents and blanks.

    >>> fold("Łódź") == fold("LODZ"), fold("Sınıf") == fold("SINIF")
    (True, True)
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).casefold()
        text = unicodedata.normalize("NFKC", _MARKS.sub("", unicodedata.normalize("NFKD", text)))
        return " ".join(text.translate(LETTERS).split())
    return " ".join(text.casefold().split())
