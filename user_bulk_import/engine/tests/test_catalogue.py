"""The standard field specs, and the specs of properties and tag categories."""

import pytest

from engine.aliases import ALIASES, DOUBTFUL, INVERTED, NAME_WORDS, NOT_HEADERS
from engine.catalogue import (
    INVERSE,
    STANDARD_SPECS,
    property_spec,
    standard_catalogue,
    tag_category_spec,
)
from engine.headers import normalize_header
from engine.issues import Problem
from engine.policy import MATCH_KEYS, Policy
from engine.values import Item, Secret

POLICY = Policy()
CATALOGUE = standard_catalogue()


def test_the_names_that_others_rely_on():
    assert " ".join(spec.name for spec in CATALOGUE) == (
        "ref login old_login email name first_name middle_name last_name password password_hash "
        "active deleted roles tags phone street street2 zip city state country function lang tz "
        "company companies parent signature website comment photo notification_type custom_info"
    )


def test_targets_are_the_users_fields_that_take_the_value_as_it_is():
    renamed = {
        "state": "state_id",
        "country": "country_id",
        "company": "company_id",
        "companies": "company_ids",
        "parent": "parent_id",
    }
    untouched = {"old_login", "first_name", "middle_name", "last_name", "password", "active"}
    untouched |= {"deleted", "roles", "tags", "password_hash", "photo"}
    for spec in CATALOGUE:
        expected = "" if spec.name in untouched else renamed.get(spec.name, spec.name)
        assert spec.target == expected


def test_keys_lists_lookups_and_secrets():
    assert {spec.name for spec in CATALOGUE if spec.key} == set(MATCH_KEYS)
    assert {spec.name for spec in CATALOGUE if spec.many} == {"roles", "tags", "companies"}
    assert {spec.name for spec in CATALOGUE if spec.sensitive} == {"password", "password_hash"}
    assert {spec.name for spec in CATALOGUE if spec.creates} == {"tags"}
    assert {spec.lookup for spec in CATALOGUE} == (
        {"", "role", "tag", "state", "country", "lang", "company", "parent", "photo"}
    )


def test_what_a_user_cannot_be_without_cannot_be_cleared():
    lasting = {spec.name for spec in CATALOGUE if not spec.clearable}
    assert lasting == {
        *("login", "old_login", "name", "first_name", "last_name", "password", "active"),
        *("password_hash", "deleted", "roles", "company", "companies", "notification_type"),
    }


def test_each_alias_is_written_once_and_says_something():
    for field, aliases in ALIASES.items():
        assert field in CATALOGUE
        assert all(normalize_header(alias) for alias in aliases), field
    for data in (INVERTED, NOT_HEADERS):
        assert all(name in CATALOGUE for name in data)
    assert all(name in CATALOGUE for names in DOUBTFUL.values() for name in names)
    assert all(part in CATALOGUE for parts in NAME_WORDS.values() for part in parts.values())


def test_only_a_few_fields_share_aliases():
    owners = {}
    for field, aliases in ALIASES.items():
        for key in {normalize_header(alias) for alias in aliases}:
            owners.setdefault(key, set()).add(field)
    shared = {frozenset(fields) for fields in owners.values() if len(fields) > 1}
    assert shared == {
        frozenset({"roles", "tags"}),
        frozenset({"company", "parent"}),
        frozenset({"company", "parent", "signature"}),
        frozenset({"active", "state"}),
        frozenset({"country", "state"}),
        frozenset({"phone", "zip"}),
    }


@pytest.mark.parametrize(
    ("type", "text", "value"),
    [
        ("char", " a  b ", "a b"),
        ("text", "a\nb", "a\nb"),
        ("integer", "0", 0),
        ("float", "1,5", 1.5),
        ("boolean", "ja", True),
        ("date", "26.07.1988", "1988-07-26"),
        ("datetime", "2024-01-31 08:00:00", "2024-01-31 08:00:00"),
    ],
)
def test_properties_convert_by_their_type(type, text, value):
    spec = property_spec("x_1", "My field", type)
    assert (spec.name, spec.label, spec.lookup, spec.target) == ("property:x_1", "My field", "", "")
    result = spec.convert(text, POLICY)
    assert (result, result.__class__) == (value, value.__class__)


def test_selection_properties_take_value_or_label():
    spec = property_spec("gender", "Gender", "selection", [("0", "Male"), ("1", "Female")])
    assert spec.convert("0", POLICY) == "0"
    assert spec.convert("FEMALE", POLICY) == "1"
    with pytest.raises(Problem):
        spec.convert("2", POLICY)


def test_an_unknown_type_of_property_is_a_fault_of_the_caller():
    with pytest.raises(ValueError, match="many2one"):
        property_spec("x", "X", "many2one")


def test_a_tag_category_fills_tags():
    spec = tag_category_spec("Department")
    assert (spec.name, spec.label, spec.lookup) == ("tag:Department", "Department", "tag")
    assert spec.many and spec.creates and not spec.sensitive
    assert spec.convert("IT, -HR", POLICY) == (
        Item("Department: IT"),
        Item("Department: HR", remove=True),
    )


def test_the_password_is_a_secret_and_the_inverse_of_active_is_known():
    assert CATALOGUE["password"].convert("x", POLICY) == Secret("x")
    assert INVERSE["active"]("yes", POLICY) is False
    assert len(STANDARD_SPECS) == len(CATALOGUE)
