"""The headers of other products, in many languages. Data only; :mod:`..mapping` reads it.

Sources: the five reference products; the import templates and exports of Google Workspace,
Microsoft Entra and 365, Okta, Moodle, Canvas, PowerSchool, Clever and OneRoster; the attributes of
SCIM (RFC 7643) and of LDAP and Active Directory; the labels and technical names of Odoo's export.

Case, accents, blanks, punctuation, ``[Required]`` and phrases like *of the candidate* need no
alias of their own: the mapping looks past them. Entries are parted by semicolons.
"""

from __future__ import annotations

from collections.abc import Mapping

from . import accounts, contact, identity, names, work
from .accounts import INVERTED
from .attributes import ALWAYS_CATEGORIES, CATEGORY_TITLES, PROPERTY_TITLES
from .blocks import entries
from .doubtful import DOUBTFUL, NOT_HEADERS
from .names import NAME_BESIDE, NAME_WORDS
from .words import ARTICLES, HINTS, LINKING, PERSON, ROLE_PERSONS, TAIL_HINTS

__all__ = [
    "ALIASES",
    "ALWAYS_CATEGORIES",
    "ARTICLES",
    "CATEGORY_TITLES",
    "DOUBTFUL",
    "HINTS",
    "INVERTED",
    "LINKING",
    "NAME_BESIDE",
    "NAME_WORDS",
    "NOT_HEADERS",
    "PERSON",
    "PROPERTY_TITLES",
    "ROLE_PERSONS",
    "TAIL_HINTS",
]

ALIASES: Mapping[str, tuple[str, ...]] = {
    field: tuple(dict.fromkeys(entry for block in blocks.values() for entry in entries(block)))
    for topic in (identity, names, accounts, contact, work)
    for field, blocks in topic.BY_LANGUAGE.items()
}
"""Headers by field. One that stands with two fields is ambiguous: a person chooses."""
