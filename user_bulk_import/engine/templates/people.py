"""Invented people, and what stands in their rows."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..association_specs import is_association
from ..passwords import generate_password
from .types import TemplateColumn

_NAMES = (
    ("Ann", "Lee"),
    ("Bob", "Ray"),
    ("Chloe", "Diaz"),
    ("Dev", "Rao"),
    ("Eva", "Berg"),
    ("Finn", "Moore"),
    ("Gina", "Rossi"),
    ("Hugo", "Blanc"),
)
# Kept free for stories by the regulator of the United Kingdom.
_PHONE = "+44 20 7946 0{:03d}"
_INFO = '{"locker": 12}'
_TAGS: Mapping[str, str] = {
    "tags": "Department: Mathematics",
    "tag:Class": "7A",
    "tag:Department": "Mathematics",
    "tag:Group": "Group A",
    "tag:Section": "Upper school",
    "tag:Source": "School register",
    "tag:Subject": "Mathematics",
    "tag:Training group": "First aid",
}
"""Tags of the categories that presets know, by field."""

_OTHER_TAG = "Example"
_KINDS: Mapping[str, str] = {
    "char": "Example",
    "text": "Example",
    "integer": "7",
    "float": "1.5",
    "date": "2001-04-23",
    "datetime": "2026-09-01 08:00:00",
}
"""What a user property holds, by its kind."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who does not exist.

    :param number: from 1
    :param series: tells people of one sample from those of another; 0 for the first
    """

    number: int
    series: int = 0

    @property
    def first_name(self) -> str:
        return _NAMES[(self.number - 1) % len(_NAMES)][0]

    @property
    def last_name(self) -> str:
        return _NAMES[(self.number - 1) % len(_NAMES)][1]

    @property
    def login(self) -> str:
        namesakes = (self.number - 1) // len(_NAMES)
        name = f"{self.first_name}.{self.last_name}".lower()
        name += f"{namesakes + 1}" if namesakes else ""
        return f"{name}-{self.series + 1}" if self.series else name

    @property
    def email(self) -> str:
        return f"{self.login}@example.com"

    @property
    def ref(self) -> str:
        return f"{self.series}{self.number:04d}"


def people(count: int, series: int = 0) -> Iterator[Person]:
    """Yield as many people, each with a login of their own."""
    for number in range(1, count + 1):
        yield Person(number, series)


def sample_texts(person: Person) -> dict[str, str]:
    """Return what stands in somebody's row, by field. Fields that name records of a database are
    left to whoever knows it."""
    return {
        "ref": person.ref,
        "login": person.login,
        "email": person.email,
        "name": f"{person.first_name} {person.last_name}",
        "first_name": person.first_name,
        "last_name": person.last_name,
        "password": generate_password(),
        "phone": _PHONE.format(person.number % 1000),
        "street": f"{person.number} Sample Street",
        "zip": "SW1A 1AA",
        "city": "London",
        "country": "GB",
        "function": "Assistant",
        "tz": "Europe/London",
        "website": "https://www.example.com",
        "comment": "Invented for a sample",
        "notification_type": "email",
        "custom_info": base64.b64encode(_INFO.encode()).decode(),
    }


def example_of(column: TemplateColumn, new_tags: bool) -> str:
    """Return what a cell of a column may hold, whoever the row is about.

    :param new_tags: whether an import makes tags that are not there
    """
    if column.choices.texts:
        # Nobody of a sample is to go.
        return column.choices.texts[-1 if column.field == "deleted" else 0]
    if is_association(column.field):
        return Person(len(_NAMES)).email
    if column.field == "tags" or column.field.startswith("tag:"):
        return _TAGS.get(column.field, _OTHER_TAG) if new_tags else ""
    return _KINDS.get(column.kind, "")
