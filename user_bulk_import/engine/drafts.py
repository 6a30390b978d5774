"""A decision in the making, and what all steps of the planner know."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from . import planning_codes as codes
from .decisions import REJECT, Basis, Change, Decision
from .directory import ExistingUser, Grants, normalize_key
from .fields import Catalogue
from .issues import Issue
from .mapping import NAMED_BY_FULL_NAME
from .matching import RowKeys, UserIndex
from .merging import TAGS, is_tags
from .policy import Policy
from .values import CLEAR
from .wanted import NAME_PARTS, Wanted

if TYPE_CHECKING:
    from .rows import ConvertedRow

Place = tuple[str, int]
"""Sheet and row number."""


@dataclass(slots=True)
class Draft:
    """What is known about one row so far.

    :param action: as in :class:`~.decisions.Decision`, ``''`` while open
    :param email_place: an earlier row with the same e-mail address
    :param is_duplicate: an earlier row is about the same user
    :param guarded: somebody answers for the new user, and gets the invitation
    :param basis: the roles that the changes rest on
    :param login: that the row gives its user
    :param telling: keys and texts that no earlier row may have
    :param missing: fields that were reported as missing
    """

    row: ConvertedRow
    keys: RowKeys
    issues: list[Issue]
    action: str = ""
    user: ExistingUser | None = None
    contact_id: int | None = None
    login: str = ""
    wanted: dict[str, Any] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    basis: tuple[Basis, ...] = ()
    email_place: Place | None = None
    is_duplicate: bool = False
    guarded: bool = False
    telling: Sequence[tuple[str, str]] = ()
    missing: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, row: ConvertedRow, match_on: Sequence[str]) -> Draft:
        return cls(row, RowKeys.of(row, match_on), list(row.issues))

    @property
    def has_error(self) -> bool:
        return bool(self.issues) and any(issue.is_error for issue in self.issues)

    def is_faulty(self, *fields: str) -> bool:
        """Return whether a cell of one of these fields has an error of its own."""
        columns = {self.row.columns.get(name) for name in fields} - {None, ""}
        return any(issue.is_error and issue.column in columns for issue in self.issues)

    def report_all(self, issues: Iterable[Issue]) -> None:
        """Add issues that were found elsewhere and concern this row."""
        source = self.row.row
        self.issues += [issue.at(sheet=source.sheet, row=source.number) for issue in issues]

    def report_missing(self, code: str, field: str, /, **params: Any) -> None:
        """Add an issue about a field without a value, once, and where its cell has none."""
        if field not in self.missing and not self.is_faulty(field):
            self.missing.add(field)
            self.report(code, field, **params)

    def report(self, code: str, field: str = "", /, **params: Any) -> None:
        """Add an issue about the row, or about the cell of ``field``."""
        source = self.row.row
        column = self.row.columns.get(field, "")
        self.issues.append(Issue(code, params, source.sheet, source.number, column))

    def decision(self) -> Decision:
        """Return what will happen: nothing where there is an error."""
        user_id, present = (self.user.id, self.user.login) if self.user else (None, "")
        issues = tuple(self.issues)
        if self.has_error:
            return Decision(REJECT, user_id, issues=issues, login=present)
        login = self.login or present
        return Decision(self.action, user_id, self.contact_id, self.changes, issues, login)


@dataclass(frozen=True, slots=True)
class Context:
    """What stays the same for all rows of a chunk.

    :param labels: of fields, by name
    :param required: fields that each row fills, in the order of the catalogue
    :param required_on_create: the same for new users
    :param default_issues: what is wrong with the defaults
    :param password_states: see :meth:`.directory.Directory.password_states`
    :param grants: what roles and groups bring along
    """

    policy: Policy
    wanted: Wanted
    index: UserIndex
    labels: Mapping[str, str]
    required: Sequence[str]
    required_on_create: Sequence[str]
    default_issues: Sequence[Issue] = ()
    password_states: Mapping[int, str] = field(default_factory=dict)
    grants: Grants = field(default_factory=Grants)

    @classmethod
    def of(
        cls,
        catalogue: Catalogue,
        policy: Policy,
        wanted: Wanted,
        index: UserIndex,
        default_issues: Sequence[Issue],
        password_states: Mapping[int, str],
        grants: Grants,
    ) -> Context:
        # Whether a password is required says the policy; it is asked for on creation only.
        always = policy.required - {"password"}
        on_create = policy.required_on_create - always - {"password"}
        return cls(
            policy,
            wanted,
            index,
            {spec.name: spec.label for spec in catalogue},
            in_catalogue_order(always, wanted.positions),
            in_catalogue_order(on_create, wanted.positions),
            default_issues,
            password_states,
            grants,
        )

    def check_required(self, draft: Draft, names: Iterable[str]) -> None:
        """Report fields that are neither filled nor have a default."""
        values = draft.row.values
        for name in names:
            if not _is_filled(name, values) and name not in self.wanted.defaults:
                label = self.labels.get(name, name)
                draft.report_missing(codes.REQUIRED_MISSING, name, field=label)

    def check_ref(self, draft: Draft) -> None:
        """Report a reference that another user has."""
        if other := self.index.other("ref", draft.keys.ref, draft.user):
            draft.report(codes.REF_TAKEN, "ref", ref=draft.row.values["ref"], user=other.login)

    def check_email(self, draft: Draft, address: str) -> None:
        """Tell of an e-mail address that somebody else has, or gets by an earlier row.

        :param address: that is about to be written
        """
        email = normalize_key(address)
        if other := self.index.other("email", email, draft.user):
            draft.report(codes.EMAIL_SHARED, "email", email=address, user=other.login)
        if draft.email_place and not draft.is_duplicate and email == draft.keys.new_email:
            place = place_text(draft.email_place)
            draft.report(codes.EMAIL_SHARED_IN_FILE, "email", email=address, place=place)


def place_text(place: Place) -> str:
    """Return a place as people read it: ``5`` or ``5 (Parents)``."""
    sheet, number = place
    return f"{number} ({sheet})" if sheet else str(number)


def _is_filled(name: str, values: Mapping[str, Any]) -> bool:
    if name == "name":
        return any(_has_value(values, part) for part in ("name", *NAME_PARTS))
    if name in NAMED_BY_FULL_NAME and _has_value(values, "name"):
        return True
    if name == TAGS:
        return any(is_tags(column) and _has_value(values, column) for column in values)
    return _has_value(values, name)


def _has_value(values: Mapping[str, Any], name: str) -> bool:
    return name in values and values[name] is not CLEAR


def in_catalogue_order(names: Collection[str], positions: Mapping[str, int]) -> tuple[str, ...]:
    """Return field names in the order of the catalogue, unknown ones last."""
    return tuple(sorted(names, key=lambda name: (positions.get(name, len(positions)), name)))
