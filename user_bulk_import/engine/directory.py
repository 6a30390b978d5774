"""What the planner asks of the directory. Odoo answers in a few batched queries a chunk; the test
kit answers from memory."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Protocol

from .issues import Problem
from .values import Ref, Secret

GROUP = "group"
"""Kind of the refs of groups, among those of roles."""


def normalize_key(text: str) -> str:
    """Return ``text`` as keys are compared: without surrounding blanks, without regard to case."""
    return text.strip().casefold()


@dataclass(frozen=True, slots=True)
class ExistingUser:
    """A user as it is now.

    :param values: current value by field name, in the form of :mod:`.values`; ``None`` or ``()``
        where empty. Holds at least the fields that were asked for
    :param user_type: ``internal``, ``portal`` or ``''``
    :param protected: no run may touch this user
    :param has_api_keys: an archived user has API keys, which work again after a restore
    """

    id: int
    login: str
    email: str = ""
    ref: str = ""
    active: bool = True
    user_type: str = ""
    protected: bool = False
    has_api_keys: bool = False
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Grant:
    """What a role, or a group, brings along for who gets it.

    :param user_type: what the user has to be, ``internal`` or ``portal``; ``""``: either
    :param groups: that it gives; a group gives itself
    :param held: ids of these groups and of all that they imply
    :param only: user types that are among them: nobody else can have it
    :param shared: a group that portal users keep when they were internal before
    """

    user_type: str = ""
    groups: tuple[Ref, ...] = ()
    held: frozenset[int] = frozenset()
    only: frozenset[str] = frozenset()
    shared: bool = False

    @property
    def digest(self) -> str:
        """A short text that is another one when the role or group has changed."""
        parts = self.user_type, sorted(group.id or 0 for group in self.groups), sorted(self.held)
        return sha256(repr(parts).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Grants:
    """Answer to :meth:`Directory.grants`.

    :param by_key: by kind and id of the ref
    :param of_type: ids of the groups that each user type brings
    """

    by_key: Mapping[tuple[str, int | None], Grant] = field(default_factory=dict)
    of_type: Mapping[str, frozenset[int]] = field(default_factory=dict)

    def __getitem__(self, ref: Ref) -> Grant:
        if grant := self.by_key.get((ref.kind, ref.id)):
            return grant
        if ref.kind == GROUP and ref.id is not None:
            return Grant(groups=(ref,), held=frozenset({ref.id}))
        return Grant()


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A user whom a text may mean.

    :param role_ids: of the roles that imports gave
    """

    id: int
    name: str
    login: str
    email: str = ""
    ref: str = ""
    role_ids: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class FileRow:
    """A row of the file as others may name it.

    :param id: by which the directory knows it
    :param place: sheet and row number
    :param keys: as :func:`.matching.keys_of` gave them
    :param names: whom it names, as :func:`.naming.names_of` gave it
    :param role_ids: of the roles that people of its sheet get by default
    """

    id: int
    place: tuple[str, int]
    keys: Mapping[str, str]
    names: frozenset[str] = frozenset()
    role_ids: frozenset[int] = frozenset()


Found = Mapping[tuple[str, str], "Ref | Problem"]
"""Answer to :meth:`Directory.resolve` by ``(lookup, text)``."""


class Directory(Protocol):
    """The users and records that rows are compared with, as far as the importer may see them."""

    def resolve(self, asked: Mapping[str, Collection[str]]) -> Found:
        """Find the records that texts name.

        :param asked: texts by lookup kind, e.g. ``{"lang": {"French"}, "tag": {"Class: 9A"}}``
        :return: for each a ref (without an id where it will be made), or the problem with it
            (unknown, more than one, not grantable)
        """

    def users(
        self, keys: Mapping[str, Collection[str]], fields: Collection[str]
    ) -> Collection[ExistingUser]:
        """Return all users, archived ones too, that have one of the keys.

        :param keys: normalised texts by match key (``ref``, ``login``, ``email``)
        :param fields: names of the field specs whose current values are wanted
        """

    def grants(self, refs: Collection[Ref]) -> Grants:
        """Return what roles and groups bring along.

        :param refs: of the field ``roles``, and of groups that users have
        """

    def taken_logins(self, logins: Collection[str]) -> Collection[str]:
        """Return those of the normalised ``logins`` that any user has, visible or not, or that an
        earlier row of the same run will get: one before the first row of the chunk."""

    def password_states(self, asked: Mapping[int, Secret]) -> Mapping[int, str]:
        """Return how the passwords of users compare with those that the file has for them.

        :param asked: a password or a hash by user id
        :return: by user id ``same``; ``own`` where the person has chosen it since an import gave
            one; ``none``; or ``other``
        """

    def own_photos(self, stems: Collection[str]) -> Mapping[str, Mapping[str, Ref | Problem]]:
        """Return the pictures that came with the file, by the folded stems of their names (see
        :mod:`.picture_names`): the ref of each, or what is wrong with it, by its whole name."""

    def contacts(self, emails: Collection[str]) -> Mapping[str, Collection[Ref]]:
        """Return the contacts without a user that may be linked, by normalised e-mail: active
        persons of the same company or of none."""

    def first_rows(self, keys: Mapping[str, Collection[str]]) -> Mapping[tuple[str, str], Any]:
        """Return which row of the file has a key first, for finding duplicates inside the file.

        :param keys: normalised texts by key, as :func:`.matching.keys_of` gave them for each row
        :return: ``(sheet, row number)`` of the first row, by ``(key, text)``
        """

    def people(self, texts: Collection[str]) -> Collection[KnownPerson]:
        """Return all users, archived ones too, that have one of the normalised ``texts`` as
        reference, login or e-mail address."""

    def people_by_id(self, user_ids: Collection[int]) -> Collection[KnownPerson]:
        """Return those of the users whom the importer sees."""

    def rows_having(self, texts: Collection[str]) -> Collection[FileRow]:
        """Return the rows of the file that have one of the normalised ``texts`` as a key, in its
        order; of many on the same sheet with the same key, the first few."""

    def rows_naming(self, names: Collection[str]) -> Collection[FileRow]:
        """Return the rows of the file that name somebody so, in its order.

        :param names: as :func:`.naming.names_of` gives them
        """

    def associated(
        self, user_ids: Collection[int], fields: Collection[str]
    ) -> Mapping[tuple[int, str], Collection[Ref]]:
        """Return with whom users are associated now, by user id and field.

        :param fields: names of :class:`.association_specs.AssociationSpec`
        """
