"""What a run is allowed and asked to do: one frozen value that travels with it (DESIGN §4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

OPERATIONS = ("create", "create_all", "upsert", "update")
UPDATE_MODES = ("none", "file", "file_and_defaults", "fill_missing")
MULTI_VALUE_MODES = ("add", "replace")
PASSWORD_MODES = ("file", "generate", "common", "invite")
FORCE_CHANGE_MODES = ("weak", "none", "all")
DELETE_ACTIONS = ("none", "archive", "delete")
REGISTRATION_DETAILS = ("no", "yes", "with_password")
SECURITY_ALERTS = ("queue", "none")
TWO_FACTOR_SCOPES = ("", "internal", "all")
USER_TYPES = ("portal", "internal")
USER_TYPE_CHANGES = ("none", "up", "both")
NAME_ORDERS = ("first_last", "last_first", "first_middle_last", "last_first_middle")
ERROR_MODES = ("skip", "abort")
MATCH_KEYS = ("ref", "login", "email")

CHOICES: Mapping[str, tuple[str, ...]] = {
    "operation": OPERATIONS,
    "update_mode": UPDATE_MODES,
    "multi_value_mode": MULTI_VALUE_MODES,
    "password_mode": PASSWORD_MODES,
    "force_password_change": FORCE_CHANGE_MODES,
    "delete_action": DELETE_ACTIONS,
    "registration_details": REGISTRATION_DETAILS,
    "security_alerts": SECURITY_ALERTS,
    "mail_codes_for": TWO_FACTOR_SCOPES,
    "user_type": USER_TYPES,
    "user_type_change": USER_TYPE_CHANGES,
    "name_order": NAME_ORDERS,
    "on_error": ERROR_MODES,
}


@dataclass(frozen=True, slots=True)
class Policy:
    """How one run treats its rows.

    :param operation: who is made and who is changed
    :param update_mode: what a matched user takes from the file (only with upsert and update)
    :param multi_value_mode: roles and tags of a matched user are added to or replaced
    :param password_mode: of new users: ``file`` wants one in each row, ``generate`` makes one
        where the row has none, ``common`` gives all the same, ``invite`` gives none
    :param update_passwords: a password in the file is written to users that exist
    :param force_password_change: who has to choose a new password after the first login, of those
        whose password is written
    :param force_all_matched: with ``force_password_change`` ``all``: also of the matched users
        whose password is not written
    :param password_length: the shortest password that Odoo accepts, in characters
    :param common_is_weak: the common password is easy to guess
    :param delete_action: what a true Deleted cell does
    :param delete_contacts: with ``delete_action`` ``delete``: the contact goes too
    :param allow_suspend: the active column may archive (no) and restore (yes)
    :param allow_rename: the login of a matched user may change
    :param invite: new users with an e-mail address are invited
    :param registration_details: new users also get the addon's own mail
    :param security_alerts: users are told by mail of a changed login, e-mail address or password
    :param mail_codes_for: users who log in with a code sent by mail: ``internal``, ``all`` or none
    :param match_on: keys tried in this order; a key is one of :data:`MATCH_KEYS`
    :param link_contacts: a contact with the same e-mail and no user becomes the user's partner
    :param user_type: of new users whose roles do not say
    :param user_type_change: whether roles may change the type of a matched user: ``none``, from
        portal to internal alone (``up``), or both ways
    :param require_guardian: a person without e-mail address, in a role that others answer for,
        needs one of those
    :param photo_links: photos are fetched from the web addresses that cells hold
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
    update_passwords: bool = False
    force_password_change: str = "weak"
    force_all_matched: bool = False
    password_length: int = 0
    common_is_weak: bool = False
    delete_action: str = "none"
    delete_contacts: bool = False
    allow_suspend: bool = False
    allow_rename: bool = False
    invite: bool = False
    registration_details: str = "no"
    security_alerts: str = "queue"
    mail_codes_for: str = ""
    match_on: tuple[str, ...] = MATCH_KEYS
    link_contacts: bool = True
    user_type: str = "portal"
    user_type_change: str = "up"
    require_guardian: bool = True
    photo_links: bool = False
    create_tags: bool = True
    on_error: str = "skip"
    name_order: str = "first_last"
    date_format: str = ""
    phone_country: str = ""
    list_separators: str = (
        ",;|\n\t\uff0c\uff1b\uff5c\u3001\u060c\u061b\u2022\u00b7"  # of other scripts; bullets
    )
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
