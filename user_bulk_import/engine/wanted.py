"""What a row asks a user's fields to hold: its cells, the defaults where they count, and what
follows from them (full name, login from e-mail, default company among the allowed ones)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .directory import ExistingUser
from .fields import Catalogue
from .granting import READ, ROLES
from .logins import login_of
from .matching import is_address
from .merging import (
    TAGS,
    Commands,
    adds_nothing,
    category_labels,
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
from .values import CLEAR, Item, Ref

NAME_PARTS = frozenset({"first_name", "middle_name", "last_name"})
COMMANDS = ("old_login", "login", "active", "deleted", "person")
"""Fields that are no details of a user: the planner takes care of each."""

NO_DEFAULT = frozenset({"ref", "login", "old_login", "deleted", "person", *NAME_PARTS})
"""Fields that are one user's own: a default for them, or for a sensitive one, does not count."""

_IDENTITY = frozenset({"ref", "login", "email", "user_type"})

_ASIDE, _TAGS, _MANY, _SINGLE = range(4)


def current_value(user: ExistingUser, name: str) -> Any:
    """Return what a field of ``user`` holds now."""
    return (getattr(user, name) or None) if name in _IDENTITY else user.values.get(name)


class _Kinds(dict[str, int]):
    """How a field is planned, found out once a field."""

    def __init__(self, catalogue: Catalogue):
        super().__init__()
        self._catalogue = catalogue

    def __missing__(self, name: str) -> int:
        spec = self._catalogue.get(name)
        if name in COMMANDS or name in NAME_PARTS or (spec is not None and spec.sensitive):
            kind = _ASIDE
        elif is_tags(name):
            kind = _TAGS
        else:
            kind = _MANY if spec is not None and spec.many else _SINGLE
        self[name] = kind
        return kind


class Wanted:
    """Makes the values that users shall have out of rows.

    :param defaults: converted and resolved, by field name
    """

    def __init__(self, catalogue: Catalogue, policy: Policy, defaults: Mapping[str, Any]):
        self._policy = policy
        self._kinds = _Kinds(catalogue)
        self._sensitive = frozenset(spec.name for spec in catalogue if spec.sensitive)
        self._only_adds = frozenset(spec.name for spec in catalogue if spec.only_adds)
        self.positions = {spec.name: position for position, spec in enumerate(catalogue)}
        self.defaults = {
            name: value
            for name, value in defaults.items()
            if name not in NO_DEFAULT and name not in self._sensitive and value is not CLEAR
        }
        self._labels = category_labels(catalogue)
        self._default_tags = self._commands_of(self.defaults)

    def _commands_of(self, values: Mapping[str, Any]) -> Commands:
        return tag_commands(values, filter(is_tags, values), self._labels)

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
        if ROLES in names:
            names.update(READ)
        return {TAGS if is_tags(name) else name for name in names if self._kinds[name] != _ASIDE}

    def for_existing(self, values: Mapping[str, Any], user: ExistingUser) -> dict[str, Any]:
        """Return what the row asks of a user that exists, by field name; ``None`` for emptied.

        :param values: of the row, by field name
        """
        fill = self._policy.update_mode == "fill_missing"
        many_mode = "fill" if fill else self._policy.multi_value_mode
        use_defaults = self._policy.update_mode != "file"
        wanted: dict[str, Any] = {}
        for name, value in self._detailed(values, use_defaults, complete=True).items():
            kind = self._kinds[name]
            if kind == _SINGLE:
                if not fill:
                    wanted[name] = None if value is CLEAR else value
                elif value is not CLEAR and is_empty(current_value(user, name)):
                    wanted[name] = value
            elif kind == _MANY:
                old = current_value(user, name) or ()
                mode = "add" if name in self._only_adds and not fill else many_mode
                if name == ROLES:
                    # The user type may change, or groups given by hand be taken away, even where
                    # the roles stay.
                    unsaid = fill and bool(old)
                else:
                    unsaid = mode == "add" and adds_nothing(old, value)
                if not unsaid:
                    wanted[name] = merge_many(old, _commands(value), mode)
        old = user.values.get(TAGS) or ()
        if (tags := self._tags(values, old, many_mode, use_defaults)) is not old:
            wanted[TAGS] = tags
        _allow_default_company(wanted, user)
        return wanted

    def for_new(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return what a new user will have, by field name, without what stays empty.

        :param values: of the row, by field name
        """
        detailed = self._detailed(values, True, complete=False)
        wanted: dict[str, Any] = {}
        for name, value in detailed.items():
            kind = self._kinds[name]
            if value is CLEAR:
                continue
            if kind == _SINGLE or name in self._sensitive:
                wanted[name] = value
            elif kind == _MANY and (many := merge_many((), _commands(value), "add")):
                wanted[name] = many
        if tags := self._tags(values, (), "add", True):
            wanted[TAGS] = tags
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
            wanted["login"] = login or login_of(email)
        if "email" not in detailed and is_address(login):
            wanted["email"] = login
        if detailed.get("active") is False:
            wanted["active"] = False

    def _detailed(
        self, values: Mapping[str, Any], use_defaults: bool, *, complete: bool
    ) -> Mapping[str, Any]:
        """Return ``values`` with defaults and with the full name. Tags are left to :meth:`_tags`.

        :param complete: compose the name only where all parts of it are there. A name that was
            given in part keeps the default name out
        """
        detailed = values
        if use_defaults and self.defaults:
            detailed = _fitting_company({**self.defaults, **values}, values)
        if "name" in values or NAME_PARTS.isdisjoint(values):
            return detailed
        detailed = dict(detailed)
        detailed.pop("name", None)
        parts = {part: value for part in NAME_PARTS if (value := values.get(part)) is not CLEAR}
        if name := compose_name(parts, self._policy, complete):
            detailed["name"] = name
        return detailed

    def _tags(
        self, values: Mapping[str, Any], old: tuple[Any, ...], mode: str, use_defaults: bool
    ) -> tuple[Any, ...]:
        """Return the tags that a user will have; ``old`` itself where the row says nothing new."""
        names = [name for name in values if self._kinds[name] == _TAGS]
        defaults = self._default_tags if use_defaults else {}
        if (
            not defaults
            and mode == "add"
            and all(adds_nothing(old, values[name]) for name in names)
        ):
            return old
        commands = with_defaults(tag_commands(values, names, self._labels), defaults)
        return merge_many(old, commands, mode, by_category=True) if commands else old


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _commands(value: Any) -> Commands:
    commands: Commands = {}
    read_cell(commands, value)
    return commands


def _named(cell: tuple[Item, ...]) -> list[Any]:
    """Return the values that a cell names and does not take away."""
    removed = _removed(cell)
    return [item.value for item in cell if identity(item.value) not in removed]


def _removed(cell: tuple[Item, ...]) -> set[Any]:
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
        wanted["company"] = _named(cell)[0]


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
