"""Invented people of many countries: names as they are written there, with a spelling in Latin
letters for logins and e-mail addresses."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from .countries import COUNTRIES, Country, Name

PATRONYMICS = {
    "BG": "Иванов/Иванова, Петров/Петрова, Стоянов/Стоянова",
    "KZ": "Ерланұлы/Ерланқызы, Серікұлы/Серікқызы, Болатұлы/Болатқызы",
    "UA": "Олександрович/Олександрівна, Ігорович/Ігорівна, Юрійович/Юріївна, Іванович/Іванівна",
}
"""Middle names after the father, his/hers."""


@dataclass(frozen=True)
class Person:
    given: Name
    family: Name
    is_woman: bool
    country: Country
    city: str
    phone: str

    @property
    def full_name(self) -> str:
        first, second = self.given.native, self.family.native
        if not self.country.family_first:
            return f"{first} {second}"
        joiner = "" if self.country.code in ("CN", "JP", "KR", "TW") else " "
        return f"{second}{joiner}{first}"

    @property
    def key(self) -> str:
        """``given.family`` in small Latin letters."""
        return f"{self.given.key}.{self.family.key}"

    @property
    def short_key(self) -> str:
        """The first letter of the given name and the family name: ``jkowalska``."""
        return self.given.key[0] + self.family.key


class Crowd:
    """Draws people, none twice. The same seed draws the same people.

    :param seed: of the draw
    :param by_short_key: no two people have the same first letter and family name
    """

    def __init__(self, seed: str, *, by_short_key: bool = False):
        self.random = random.Random(seed)
        self._by_short_key = by_short_key
        self._drawn: set[str] = set()

    def draw(self, number: int, weights: dict[str, int]) -> list[Person]:
        """Return people from the countries in ``weights``, each country about as often as its
        weight says, in an order that looks like no order."""
        codes = list(weights)
        spread: list[str] = []
        while len(spread) < number:
            spread += [code for code in codes for _ in range(weights[code])]
        spread = spread[:number]
        self.random.shuffle(spread)
        return [self.person(code) for code in spread]

    def person(self, code: str, *, family: tuple[Name, Name] | None = None) -> Person:
        """Return one person of a country.

        :param family: the family name, his and hers, for relatives
        """
        country = COUNTRIES[code]
        for _try in range(500):
            is_woman = self.random.random() < 0.5
            given = self.random.choice(country.women if is_woman else country.men)
            chosen = family or self.random.choice(country.families)
            person = Person(
                given,
                chosen[is_woman],
                is_woman,
                country,
                self.random.choice(country.cities),
                self._phone(country.phone),
            )
            key = person.short_key if self._by_short_key else person.key
            if key not in self._drawn:
                self._drawn.add(key)
                return person
        raise LookupError(f"no names left in {code}; add some, or ask for fewer people")

    def family(self, code: str) -> tuple[Name, Name]:
        """Return a family name of a country, his and her form."""
        return self.random.choice(COUNTRIES[code].families)

    def patronymic(self, person: Person) -> str:
        """Return a person's middle name, ``""`` where the country has none."""
        if person.country.code not in PATRONYMICS:
            return ""
        his, _slash, hers = (
            self.random.choice(PATRONYMICS[person.country.code].split(",")).strip().partition("/")
        )
        return hers if person.is_woman else his

    def pick(self, choices: Sequence, weights: Sequence[int] | None = None):
        """Return one of ``choices``."""
        return self.random.choices(choices, weights)[0]

    def _phone(self, pattern: str) -> str:
        return "".join(str(self.random.randrange(10)) if char == "#" else char for char in pattern)
