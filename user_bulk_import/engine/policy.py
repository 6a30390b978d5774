"""What a run is allowed and asked to do: one frozen value that travels with it (DESIGN §4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

OPERATIONS = ("create", "create_all", "upsert", "update")
UPDATE_MODES = ("none", "file", "file_and_defaults", "fill_missing")
MULTI_VALUE_MODES = ("add", "replace")
PASSWORD_MODES = ("file", "invite")
DELETE_ACTIONS = ("none", "archive")
USER_TYPES = ("portal", "internal")
NAME_ORDERS = ("first_last", "last_first", "first_middle_last", "last_first_middle")
ERROR_MODES = ("skip", "abort")
MATCH_KEYS = ("ref", "login", "email")

CHOICES: Mapping[str, tuple[str, ...]] = {
    "operation": OPERATIONS,
    "update_mode": UPDATE_MODES,
    "multi_value_mode": MULTI_VALUE_MODES,
    "password_mode": PASSWORD_MODES,
    "delete_action": DELETE_ACTIONS,
    "user_type": USER_TYPES,
    "name_order": NAME_ORDERS,
    "on_error": ERROR_MODES,
}


@dataclass(frozen=True, slots=True)
class Policy:
    """How one run treats its rows.

    :param operation: who is made and who is changed
    :param update_mode: what a matched user takes from the file (only with upsert and update)
    :param multi_value_mode: roles and tags of a matched user are added to or replaced
    :param password_mode: ``file`` wants a password for each new user, ``invite`` none
    :param delete_action: what a true Deleted cell does
    :param allow_suspend: the active column may archive (no) and restore (yes)
    :param match_on: keys tried in this order; a key is one of :data:`MATCH_KEYS`
    :param link_contacts: a contact with the same e-mail and no user becomes the user's partner
    :param user_type: of new users whose roles do not say
    :param create_tags: tags and tag categories that do not exist are made
    :param on_error: a bad row is left out (``skip``), or nothing is done at all (``abort``)
    :param name_order: how a full name is put together from its parts
    :param date_format: ``strptime`` format tried first; empty for the unambiguous forms alone
    :param phone_country: ISO 3166 code for numbers written without one
    :param list_separators: characters that part the values of a list cell
    :param clear_marker: a cell that holds just this empties its field; no marker where empty
    :param required: fields that each row must fill
    :param required_on_create: fields that a row must fill to make a new user
    :param defaults: text by field name, for new users and as ``update_mode`` says
    """

    operation: str = "upsert"
    update_mode: str = "file"
    multi_value_mode: str = "add"
    password_mode: str = "invite"
    delete_action: str = "none"
    allow_suspend: bool = False
    match_on: tuple[str, ...] = MATCH_KEYS
    link_contacts: bool = True
    user_type: str = "portal"
    create_tags: bool = True
    on_error: str = "skip"
    name_order: str = "first_last"
    date_format: str = ""
    phone_country: str = ""
    list_separators: str = ",;|\n"
    clear_marker: str = "[clear]"
    required: frozenset[str] = frozenset()
    required_on_create: frozenset[str] = frozenset()
    defaults: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, choices in CHOICES.items():
            if getattr(self, name) not in choices:
                raise ValueError(f"{name} must be one of {', '.join(choices)}")
        unknown = set(self.match_on) - set(MATCH_KEYS)
        if unknown or not self.match_on:
            raise ValueError(f"match_on takes {', '.join(MATCH_KEYS)}")

    def to_json(self) -> dict[str, Any]:
        """Return the policy as it is frozen on a run."""
        data = {item.name: getattr(self, item.name) for item in fields(self)}
        data["match_on"] = list(self.match_on)
        data["required"] = sorted(self.required)
        data["required_on_create"] = sorted(self.required_on_create)
        data["defaults"] = dict(self.defaults)
        return data

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Policy:
        values = dict(data)
        values["match_on"] = tuple(values["match_on"])
        values["required"] = frozenset(values["required"])
        values["required_on_create"] = frozenset(values["required_on_create"])
        return cls(**values)
