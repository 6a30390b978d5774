"""Where invented people come from, and how its lists of names are written.

In the lists a name of another script stands as ``native=Latin``; a family name that differs for
women as ``his/hers``. Phone numbers come from the ranges that the countries' regulators keep for
films and books where there is such a range, else they are the example numbers of Google's
``libphonenumber``; ``#`` stands for a digit.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

_LETTERS = str.maketrans(
    {
        "ı": "i",
        "ß": "ss",
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "æ": "ae",
        "œ": "oe",
        "ð": "d",
        "þ": "th",
        "Þ": "Th",
        "ə": "a",
    }
)


def ascii_name(text: str) -> str:
    """Return a name of Latin letters as it stands in an e-mail address."""
    text = unicodedata.normalize("NFKD", text.translate(_LETTERS)).lower()
    return "".join(char for char in text if char.isascii() and char.isalnum())


@dataclass(frozen=True)
class Name:
    """One name, as it is written at home and in Latin letters."""

    native: str
    latin: str

    @property
    def key(self) -> str:
        return ascii_name(self.latin)


@dataclass(frozen=True)
class Country:
    """Where people come from.

    :param code: ISO 3166
    :param name: as Odoo has it
    :param families: pairs of his and her form
    :param family_first: the family name comes first in the full name
    """

    code: str
    name: str
    zone: str
    cities: tuple[str, ...]
    phone: str
    men: tuple[Name, ...]
    women: tuple[Name, ...]
    families: tuple[tuple[Name, Name], ...]
    family_first: bool


def _name(text: str) -> Name:
    native, _equals, latin = text.strip().partition("=")
    return Name(native, latin or native)


def _names(text: str) -> tuple[Name, ...]:
    return tuple(map(_name, text.split(",")))


def _families(text: str) -> tuple[tuple[Name, Name], ...]:
    pairs = (part.partition("/") for part in text.split(","))
    return tuple((_name(his), _name(hers or his)) for his, _slash, hers in pairs)


def country(
    code: str,
    name: str,
    zone: str,
    *,
    cities: str,
    phone: str,
    men: str,
    women: str,
    families: str,
    family_first: bool = False,
) -> Country:
    return Country(
        code,
        name,
        zone,
        tuple(city.strip() for city in cities.split(",")),
        phone,
        _names(men),
        _names(women),
        _families(families),
        family_first,
    )
