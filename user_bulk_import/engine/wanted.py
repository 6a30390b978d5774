"""What a row asks a user's fields to hold: its cells, the defaults where they count, and what
follows from them (full name, login from e-mail, default company among the allowed ones)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .directory import ExistingUser
from .fields import Catalogue
from .matching import is_address
from .merging import (
    TAGS,
    Commands,
    identity,
    in_order,
    is_empty,
    is_tags,
    merge_many,
    read_cell,
    tag_commands,
    with_defaults,
)
from .policy import Policy
from .rows import compose_name
from .values import CLEAR, Ref

NAME_PARTS = ("first_name", "middle_name", "last_name")
COMMANDS = ("old_login", "login", "active", "deleted")
"""Fields that are no details of a user: the planner takes care of each."""

NO_DEFAULT = frozenset({"ref", "login", "old_login", "deleted", *NAME_PARTS})
"""Fields that are one user's own: a default for them, or for a sensitive one, does not count."""

_IDENTITY = frozenset({"ref", "login", "email"})

_ASIDE, _TAGS, _MANY, _SINGLE = range(4)


def current_value(user: ExistingUser, name: str) -> Any:
    """Return what a field of ``user`` holds now."""
    return getattr(user, name) if name in _IDENTITY else user.values.get(name)


class Wanted:
    """Makes the values that users shall have out of rows.

    :param defaults: converted and resolved, by field name
    """

    def __init__(self, catalogue: Catalogue, policy: Policy, defaults: Mapping[str, Any]):
        self._policy = policy
        self._catalogue = catalogue
        self._kinds: dict[str, int] = {}
        self._sensitive = frozenset(spec.name for spec in catalogue if spec.sensitive)
        self.positions = {spec.name: position for position, spec in enumerate(catalogue)}
        self.defaults = {
            name: value
            for name, value in defaults.items()
            if name not in NO_DEFAULT and name not in self._sensitive and value is not CLEAR
        }
        self._plain_defaults = {n: v for n, v in self.defaults.items() if not is_tags(n)}
        self._default_tags = tag_commands(self.defaults, filter(is_tags, self.defaults))

    def fields_read(self, rows: Iterable[Mapping[str, Any]]) -> set[str]:
        """Return the fields whose current values are needed to plan changes of users.

        :param rows: converted values of each row
        """
        names = {name for values in rows for name in values}
        if self._policy.update_mode != "file":
            names.update(self.defaults)
        if not names.isdisjoint(NAME_PARTS):
            names.add("name")
        if not names.isdisjoint(("company", "companies")):
            names.update(("company", "companies"))
        return {TAGS if is_tags(name) else name for name in names if self._kind(name) != _ASIDE}

    def for_existing(self, values: Mapping[str, Any], user: ExistingUser) -> dict[str, Any]:
        """Return what the row asks of a user that exists, by field name; ``None`` for emptied.

        :param values: of the row, by field name
        """
        mode = self._policy.update_mode
        fill = mode == "fill_missing"
        many_mode = "fill" if fill else self._policy.multi_value_mode
        detailed = self._detailed(values, use_defaults=mode != "file", complete=True)
        wanted: dict[str, Any] = {}
        for name, value in detailed.items():
            kind = self._kind(name)
            if kind == _SINGLE:
                if not fill:
                    wanted[name] = None if value is CLEAR else value
                elif value is not CLEAR and is_empty(current_value(user, name)):
                    wanted[name] = value
            elif kind == _MANY:
                wanted[name] = merge_many(current_value(user, name), _cell(value), many_mode)
        if tags := self._tags(values, use_defaults=mode != "file"):
            wanted[TAGS] = merge_many(user.values.get(TAGS), tags, many_mode, by_category=True)
        _allow_default_company(wanted, user)
        return wanted

    def for_new(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return what a new user will have, by field name, without what stays empty.

        :param values: of the row, by field name
        """
        detailed = self._detailed(values, use_defaults=True, complete=False)
        wanted: dict[str, Any] = {}
        for name, value in detailed.items():
            kind = self._kind(name)
            if value is CLEAR:
                continue
            if kind == _SINGLE or name in self._sensitive:
                wanted[name] = value
            elif kind == _MANY and (many := merge_many((), _cell(value), "add")):
                wanted[name] = many
        if tags := self._tags(values, use_defaults=True):
            wanted[TAGS] = merge_many((), tags, "add", by_category=True)
        self._set_account(wanted, values, detailed)
        _choose_default_company(wanted, detailed.get("companies"))
        _allow_default_company(wanted, None)
        return wanted

    def _set_account(
        self, wanted: dict[str, Any], values: Mapping[str, Any], detailed: Mapping[str, Any]
    ) -> None:
        login = _text(values.get("login"))
        email = "" if "old_login" in values else _text(values.get("email"))
        if login or email:
            wanted["login"] = login or email
        if "email" not in detailed and is_address(login):
            wanted["email"] = login
        if detailed.get("active") is False:
            wanted["active"] = False
        if not wanted.get("roles"):
            wanted["user_type"] = self._policy.user_type

    def _detailed(
        self, values: Mapping[str, Any], *, use_defaults: bool, complete: bool
    ) -> Mapping[str, Any]:
        """Return ``values`` with defaults, but those of tags, and with the full name.

        :param complete: compose the name only where all parts of it are there. A name that was
            given in part keeps the default name out
        """
        detailed = values
        if use_defaults and self._plain_defaults:
            detailed = _fitting_company({**self._plain_defaults, **values}, values)
        if "name" in values or not any(part in values for part in NAME_PARTS):
            return detailed
        parts = {part: text for part in NAME_PARTS if (text := _text(detailed.get(part)))}
        detailed = {name: value for name, value in detailed.items() if name != "name"}
        if name := compose_name(parts, self._policy, complete):
            detailed["name"] = name
        return detailed

    def _tags(self, values: Mapping[str, Any], *, use_defaults: bool) -> Commands:
        names = [name for name in values if self._kind(name) == _TAGS]
        commands = tag_commands(values, names) if names else {}
        return with_defaults(commands, self._default_tags) if use_defaults else commands

    def _kind(self, name: str) -> int:
        kind = self._kinds.get(name)
        if kind is None:
            kind = self._kinds[name] = self._find_kind(name)
        return kind

    def _find_kind(self, name: str) -> int:
        if name in COMMANDS or name in NAME_PARTS or name in self._sensitive:
            return _ASIDE
        if is_tags(name):
            return _TAGS
        spec = self._catalogue.get(name)
        return _MANY if spec is not None and spec.many else _SINGLE


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _cell(value: Any) -> Commands:
    commands: Commands = {}
    read_cell(commands, value)
    return commands


def _named(cell: Any) -> list[Any]:
    """Return the values that a cell names and does not take away."""
    if not isinstance(cell, tuple):
        return []
    removed = _removed(cell)
    return [item.value for item in cell if identity(item.value) not in removed]


def _removed(cell: Any) -> set[Any]:
    return {identity(item.value) for item in cell if item.remove}


def _fitting_company(detailed: dict[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out the company that is a default where the row allows others, or takes it away."""
    cell = values.get("companies")
    if "company" in values or not isinstance(cell, tuple):
        return detailed
    default = identity(detailed.get("company"))
    named = [identity(company) for company in _named(cell)]
    if default in _removed(cell) or (named and default not in named):
        detailed.pop("company", None)
    return detailed


def _choose_default_company(wanted: dict[str, Any], cell: Any) -> None:
    """Make the first company that the file allows a new user the default one."""
    if "company" not in wanted and wanted.get("companies"):
        allowed = {identity(company) for company in wanted["companies"]}
        wanted["company"] = next(ref for ref in _named(cell) if identity(ref) in allowed)


def _allow_default_company(wanted: dict[str, Any], user: ExistingUser | None) -> None:
    """Add the default company that a row names to the allowed ones."""
    company = wanted.get("company")
    if not isinstance(company, Ref):
        return
    allowed = wanted.get("companies")
    if allowed is None:
        allowed = (user.values.get("companies") if user else None) or ()
    if identity(company) not in map(identity, allowed):
        wanted["companies"] = in_order([*allowed, company])


def shut_out_company(wanted: Mapping[str, Any], user: ExistingUser) -> Ref | None:
    """Return the default company that ``user`` keeps without being allowed in it any longer."""
    company = user.values.get("company")
    if not isinstance(company, Ref) or "company" in wanted or "companies" not in wanted:
        return None
    return None if identity(company) in map(identity, wanted["companies"]) else company
