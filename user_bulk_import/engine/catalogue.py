"""The standard field specs: all that a user has in Odoo without further addons.

User properties and tag categories are records, so their specs are made when a run begins
(:func:`property_spec`, :func:`tag_category_spec`) and added by ``Catalogue.extended``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, partial
from typing import Any

from .aliases import ALIASES, CATEGORY_TITLES, PROPERTY_TITLES
from .converters import booleans, dates, numbers, texts
from .converters.choices import convert_notification, selection
from .converters.emails import convert_email
from .converters.json_info import convert_json
from .converters.lists import convert_list
from .converters.logins import convert_login
from .converters.passwords import convert_password, convert_password_hash
from .converters.phones import convert_phone
from .converters.photos import convert_photo
from .converters.tags import convert_tags, tags_of
from .converters.timezones import convert_timezone
from .converters.websites import convert_website
from .fields import Catalogue, FieldSpec
from .folding import fold
from .headers import normalize_header
from .issues import _lt
from .policy import Policy

PROPERTY_PREFIX = "property:"
TAG_PREFIX = "tag:"

Converter = Callable[[str, Policy], Any]


def _spec(name: str, label: str, convert: Converter, **more: Any) -> FieldSpec:
    return FieldSpec(name, label, convert, aliases=ALIASES.get(name, ()), **more)


_lasting = partial(_spec, clearable=False)
"""A field that a user cannot be without, or a command about the account: never emptied."""

STANDARD_SPECS: tuple[FieldSpec, ...] = (
    _spec("ref", _lt("Reference"), texts.convert_code, target="ref", key=True),
    _lasting("login", _lt("Login"), convert_login, target="login", key=True),
    _lasting("old_login", _lt("Previous login"), convert_login),
    _spec("email", _lt("E-mail"), convert_email, target="email", key=True),
    _lasting("name", _lt("Name"), texts.convert_name, target="name"),
    _lasting("first_name", _lt("First name"), texts.convert_name),
    _spec("middle_name", _lt("Middle name"), texts.convert_name),
    _lasting("last_name", _lt("Last name"), texts.convert_name),
    _lasting("password", _lt("Password"), convert_password, sensitive=True),
    _lasting("password_hash", _lt("Password hash"), convert_password_hash, sensitive=True),
    _lasting("active", _lt("Active"), booleans.convert_active),
    _lasting("deleted", _lt("Deleted"), booleans.convert_deleted),
    _lasting("roles", _lt("Roles"), convert_list, many=True, lookup="role"),
    _spec("tags", _lt("Tags"), convert_tags, many=True, lookup="tag", creates=True),
    _spec("phone", _lt("Phone"), convert_phone, target="phone"),
    _spec("street", _lt("Street"), texts.convert_line, target="street"),
    _spec("street2", _lt("Street 2"), texts.convert_line, target="street2"),
    _spec("zip", _lt("ZIP"), texts.convert_code, target="zip"),
    _spec("city", _lt("City"), texts.convert_name, target="city"),
    _spec("state", _lt("State"), texts.convert_name, lookup="state", target="state_id"),
    _spec("country", _lt("Country"), texts.convert_name, lookup="country", target="country_id"),
    _spec("function", _lt("Job title"), texts.convert_name, target="function"),
    _spec("lang", _lt("Language"), texts.convert_name, lookup="lang", target="lang"),
    _spec("tz", _lt("Time zone"), convert_timezone, target="tz"),
    _lasting("company", _lt("Company"), texts.convert_name, lookup="company", target="company_id"),
    _lasting(
        "companies",
        _lt("Allowed companies"),
        convert_list,
        many=True,
        lookup="company",
        target="company_ids",
    ),
    _spec("parent", _lt("Employer"), texts.convert_name, lookup="parent", target="parent_id"),
    _spec("signature", _lt("Signature"), texts.convert_html, target="signature"),
    _spec("website", _lt("Website"), convert_website, target="website"),
    _spec("comment", _lt("Notes"), texts.convert_html, target="comment"),
    _spec("photo", _lt("Photo"), convert_photo, lookup="photo"),
    _lasting(
        "notification_type", _lt("Notifications"), convert_notification, target="notification_type"
    ),
    _spec("custom_info", _lt("Custom information"), convert_json, target="custom_info"),
)

INVERSE: Mapping[str, Converter] = {"active": booleans.convert_suspended}
"""Converter for a column whose yes means no (*Suspended*), by field."""

PROPERTY_CONVERTERS: Mapping[str, Converter] = {
    "char": texts.convert_line,
    "text": texts.convert_text,
    "integer": numbers.convert_integer,
    "float": numbers.convert_float,
    "boolean": booleans.convert_boolean,
    "date": dates.convert_date,
    "datetime": dates.convert_datetime,
}


@cache
def standard_catalogue() -> Catalogue:
    """Return the catalogue of :data:`STANDARD_SPECS`."""
    return Catalogue(STANDARD_SPECS)


def category_titles(category: str) -> tuple[str, ...]:
    """Return how files in many languages title the columns of a tag category."""
    return next(
        (titles for known, titles in CATEGORY_TITLES.items() if fold(known) == fold(category)),
        (),
    )


@cache
def property_titles(label: str) -> tuple[str, ...]:
    """Return how files in many languages title the attribute that a user property holds."""
    key = normalize_header(label)
    known = (titles for titles in PROPERTY_TITLES if key in map(normalize_header, titles))
    return next(known, ())


def property_spec(
    name: str, label: str, type: str, choices: Sequence[tuple[str, str]] = ()
) -> FieldSpec:
    """Return the spec of a user property, named ``property:<name>``.

    :param name: technical name in the property's definition
    :param label: its ``string``, which is the header too
    :param type: ``selection`` or a key of :data:`PROPERTY_CONVERTERS`
    :param choices: ``(value, label)`` of a selection
    :raises ValueError: for another type
    """
    if type == "selection":
        convert = selection(choices)
    elif type in PROPERTY_CONVERTERS:
        convert = PROPERTY_CONVERTERS[type]
    else:
        raise ValueError(f"no converter for properties of type {type}")
    aliases = (name, *property_titles(label))
    return FieldSpec(PROPERTY_PREFIX + name, label, convert, aliases=aliases)


def tag_category_spec(category: str, label: str = "", names: Iterable[str] = ()) -> FieldSpec:
    """Return the spec for columns that hold tags of ``category``, named ``tag:<Category>``.

    :param label: what the category is called here, where that is another name
    :param names: all names that it has here
    """
    titles = dict.fromkeys((*category_titles(category), *names))
    return FieldSpec(
        TAG_PREFIX + category,
        label or category,
        tags_of(category),
        aliases=tuple(titles),
        many=True,
        lookup="tag",
        creates=True,
    )
