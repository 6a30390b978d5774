"""What the planner asks of the directory. Odoo answers in a few batched queries a chunk; the test
kit answers from memory."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from .issues import Problem
from .values import Ref, Secret


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

    def taken_logins(self, logins: Collection[str]) -> Collection[str]:
        """Return those of the normalised ``logins`` that any user has, visible or not, or that an
        earlier row of the same run will get: one before the first row of the chunk."""

    def password_states(self, asked: Mapping[int, Secret]) -> Mapping[int, str]:
        """Return how the passwords of users compare with those that the file has for them.

        :param asked: a password or a hash by user id
        :return: by user id ``same``; ``own`` where the person has chosen it since an import gave
            one; ``none``; or ``other``
        """

    def contacts(self, emails: Collection[str]) -> Mapping[str, Collection[Ref]]:
        """Return the contacts without a user that may be linked, by normalised e-mail: active
        persons of the same company or of none."""

    def first_rows(self, keys: Mapping[str, Collection[str]]) -> Mapping[tuple[str, str], Any]:
        """Return which row of the file has a key first, for finding duplicates inside the file.

        :param keys: normalised texts by key, as :func:`.matching.keys_of` gave them for each row
        :return: ``(sheet, row number)`` of the first row, by ``(key, text)``
        """
