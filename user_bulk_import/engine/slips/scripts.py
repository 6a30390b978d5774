"""Right-to-left text for a printer that puts characters side by side from left to right.

The joined forms of Arabic letters stand in Unicode as characters of their own, and the character
database says which letter each one is a form of: no table is needed.
"""

import unicodedata
from functools import cache

LAM = "\u0644"
TATWEEL = "\u0640"
PRESENTATION_FORMS = (*range(0xFB50, 0xFC00), *range(0xFE70, 0xFEFD))
RIGHT_TO_LEFT = ("R", "AL")
MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")


def visual(text):
    """Return the characters of one line in the order in which they stand, left to right."""
    if not any(unicodedata.bidirectional(char) in RIGHT_TO_LEFT for char in text):
        return text
    runs = _runs(_clusters(shape(text)))
    backwards = runs[0][0] if runs else False
    lines = [_backwards(clusters) if rtl else "".join(clusters) for rtl, clusters in runs]
    return "".join(reversed(lines) if backwards else lines)


def shape(text):
    """Return ``text`` with its Arabic letters in the forms that join them to their neighbors."""
    letters = [(char, *_joins(char)) for char in text]
    result = []
    before = False  # whether the letter before joins this one
    skip = False
    for index, (char, to_left, to_right) in enumerate(letters):
        if skip:
            skip = False
            continue
        if unicodedata.combining(char):
            result.append(char)
            continue
        follower = _next_letter(letters, index)
        pair = char + letters[index + 1][0] if index + 1 < len(letters) else ""
        joined = before and to_right
        if char == LAM and pair in _ligatures():
            result.append(_ligatures()[pair]["<final>" if joined else "<isolated>"])
            skip, before = True, False  # alef joins nothing after it
            continue
        joining = to_left and follower is not None and follower[2]
        result.append(_form(char, joined, joining))
        before = to_left
    return "".join(result)


def _next_letter(letters, index):
    rest = (item for item in letters[index + 1 :] if not unicodedata.combining(item[0]))
    return next(rest, None)


def _joins(char):
    """Return whether a letter joins the one after it and the one before it."""
    if char == TATWEEL:
        return True, True
    forms = _forms().get(char, {})
    return "<initial>" in forms, "<final>" in forms


def _form(char, joined, joining):
    wanted = {
        (True, True): "<medial>",
        (True, False): "<final>",
        (False, True): "<initial>",
        (False, False): "<isolated>",
    }[joined, joining]
    return _forms().get(char, {}).get(wanted, char)


@cache
def _forms():
    """Return ``{letter: {"<initial>": form, …}}``."""
    forms = {}
    for form, kind, letters in _decomposed():
        if len(letters) == 1:
            forms.setdefault(letters, {})[kind] = form
    return forms


@cache
def _ligatures():
    """Return ``{lam with an alef: {"<isolated>": form, "<final>": form}}``: they must join."""
    forms = {}
    for form, kind, letters in _decomposed():
        if len(letters) == 2 and letters[0] == LAM and ord(form) >= 0xFEF5:
            forms.setdefault(letters, {})[kind] = form
    return forms


def _decomposed():
    for code in PRESENTATION_FORMS:
        kind, _space, codes = unicodedata.decomposition(chr(code)).partition(" ")
        if kind.startswith("<"):
            yield chr(code), kind, "".join(chr(int(item, 16)) for item in codes.split())


def _clusters(text):
    """Return the characters, each with the marks that stand on it."""
    clusters = []
    for char in text:
        if clusters and unicodedata.combining(char):
            clusters[-1] += char
        else:
            clusters.append(char)
    return clusters


def _runs(clusters):
    """Return ``[(right to left, clusters)]``: names and logins need no more of the bidirectional
    algorithm than letters, digits and what stands between two of a direction."""
    directions = [_direction(cluster[0]) for cluster in clusters]
    base = next((item for item in directions if item is not None), False)
    runs = []
    for index, cluster in enumerate(clusters):
        direction = directions[index]
        if direction is None:
            before = next((d for d in reversed(directions[:index]) if d is not None), base)
            after = next((d for d in directions[index + 1 :] if d is not None), base)
            direction = before if before == after else base
        if runs and runs[-1][0] == direction:
            runs[-1][1].append(cluster)
        else:
            runs.append((direction, [cluster]))
    if runs and runs[0][0] != base:
        runs.insert(0, (base, []))
    return runs


def _direction(char):
    """Return whether a character is read from right to left; ``None``: as its neighbors are."""
    kind = unicodedata.bidirectional(char)
    if kind in RIGHT_TO_LEFT:
        return True
    return False if kind in ("L", "EN", "AN") else None


def _backwards(clusters):
    return "".join(reversed(clusters)).translate(MIRRORED)
