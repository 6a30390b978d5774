"""Telling Windows code pages apart by the words that bytes make in them.

Statistical detectors need more text than a list of names has. The code pages in question differ in
plain ways, though: a Cyrillic word has no Latin letters in it, a Latin word is not made of
accented letters alone, and a symbol stands between words, not inside one.

ISO-8859-1 is not told from Windows-1252: where it has characters they are the same (the WHATWG
Encoding Standard makes it a label of the latter for this reason). The same goes for ISO-8859-9
and Windows-1254.
"""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+")
_IN_WORD = re.compile(r"(?<=[^\W\d_])[^\w\s\x00-\x7f]+(?=[^\W\d_])")
_AFTER_LETTER = re.compile(r"(?<=[^\W\d_])[‚ƒ†‡ˆ‰‹¡¿]")
_USUAL_IN_WORDS = frozenset("’‘“”–—·\xa0")
_CYRILLIC_VOWELS = frozenset("аеиоуыэюяіїєё")
_TURKISH_OR_ICELANDIC = frozenset("ÐÝÞðýþ")
_ICELANDIC_VOWELS = frozenset("áéíóúæ")
_LEAST_SENSE = 0.7
_LEAST_VOWELS = 0.25


def best_code_page(sample: bytes) -> str:
    """Return the code page in which a sample makes most sense, ``''`` where in none.

    :param sample: lines of a text, all of them with some bytes above 127
    """
    cyrillic = _cyrillic_sense(sample.decode("cp1251", "replace"))
    western = sample.decode("cp1252", "replace")
    latin = _latin_sense(western)
    if max(cyrillic, latin) < _LEAST_SENSE:
        return ""
    if cyrillic > latin:
        return "cp1251"
    return "cp1254" if _is_turkish(western) else "cp1252"


def _latin_sense(text: str) -> float:
    """Return how much sense accented words make, from -1 (none) to 1; 1 where there are none."""
    good = 0
    bad = _misplaced_symbols(text)
    for word in _foreign_words(text):
        accented = sum(not letter.isascii() for letter in word)
        plain = len(word) - accented
        if plain == 0 and accented == 3:
            continue  # happens in Turkish
        if accented > 2 * plain + 2:
            bad += accented
        elif not _is_cased_as_word(word):
            bad += 1
        else:
            good += accented
    return _balance(good, bad)


def _cyrillic_sense(text: str) -> float:
    """Return how much sense Cyrillic words make, from -1 (none) to 1."""
    good = 0
    bad = _misplaced_symbols(text)
    vowels = letters = 0
    for word in _foreign_words(text):
        # The Ukrainian і is often typed as the Latin letter that looks the same.
        foreign = re.sub("[iI]", "", word)
        cyrillic = sum("\u0400" <= letter <= "\u04ff" for letter in foreign)
        lower = word.lower()
        vowels += sum(letter in _CYRILLIC_VOWELS for letter in lower)
        letters += len(word)
        if cyrillic < len(foreign) or not _is_cased_as_word(word):
            bad += cyrillic
        else:
            good += cyrillic
    if vowels < _LEAST_VOWELS * letters:
        return -1.0
    return _balance(good, bad) if good else -1.0


def _foreign_words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if not word.isascii()]


def _misplaced_symbols(text: str) -> int:
    inside = sum(sign not in _USUAL_IN_WORDS for sign in "".join(_IN_WORD.findall(text)))
    return inside + len(_AFTER_LETTER.findall(text))


def _is_cased_as_word(word: str) -> bool:
    """Tell whether a word has no capital after a small letter that begins it."""
    return word.isupper() or not word[0].islower() or word.islower()


def _balance(good: int, bad: int) -> float:
    return (good - bad) / (good + bad) if good + bad else 1.0


def _is_turkish(western: str) -> bool:
    """Tell whether the six letters in which Windows-1254 differs are meant as Turkish.

    :param western: the text read as Windows-1252, in which they are Icelandic
    """
    words = [word for word in _WORD.findall(western) if not _TURKISH_OR_ICELANDIC.isdisjoint(word)]
    if not words or set("Žž") & set(western):
        return False
    evidence = sum(map(_turkish_evidence, words))
    if evidence:
        return evidence > 0
    lower = western.lower()
    turkish = sum(letter in "çü" for letter in lower)
    doubtful = sum(letter in _TURKISH_OR_ICELANDIC for letter in western)
    icelandic = sum(letter in _ICELANDIC_VOWELS for letter in lower)
    return icelandic <= turkish + doubtful // 3


def _turkish_evidence(word: str) -> int:
    """Return above 0 for a word that looks Turkish, below 0 for one that looks Icelandic."""
    lower = word.lower()
    evidence = sum(letter in "çü" for letter in lower)
    evidence -= sum(letter in _ICELANDIC_VOWELS for letter in lower)
    if lower.endswith(("sson", "dóttir", "dottir")):
        evidence -= 3
    if "oðlu" in lower:
        evidence += 3
    return evidence
