"""A target field is one :class:`FieldSpec`; a :class:`Catalogue` is all that a run can fill."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from .policy import Policy


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One thing a column can fill.

    :param name: technical name, used in profiles, on the command line and by REST
    :param label: what people call it
    :param convert: ``(text, policy) → value``; raises :class:`~.issues.Problem`. Never given a
        blank text. A field with ``many`` returns a tuple of :class:`~.values.Item`
    :param aliases: headers that other products use for it, in any language
    :param many: the field holds several values
    :param sensitive: its values are secrets (see :class:`~.values.Secret`)
    :param lookup: the kind of record its text names (``lang``, ``company``, ``role``, ``tag`` …),
        ``''`` for plain values
    :param target: the field of ``res.users`` that is read and written as it is, ``''`` where the
        planner or a writer of its own takes care of it
    :param key: may be used to find a user (``match_on``)
    :param clearable: the clear marker may empty it
    :param creates: a name that the lookup does not know may become a new record
    :param only_adds: of several values, those that a user has stay, whatever the policy says
    """

    name: str
    label: str
    convert: Callable[[str, Policy], Any]
    aliases: tuple[str, ...] = ()
    many: bool = False
    sensitive: bool = False
    lookup: str = ""
    target: str = ""
    key: bool = False
    clearable: bool = True
    creates: bool = False
    only_adds: bool = False


class Catalogue:
    """The field specs a run knows, by name. Later specs of the same name replace earlier ones."""

    def __init__(self, specs: Iterable[FieldSpec]):
        self._specs = {spec.name: spec for spec in specs}

    def __getitem__(self, name: str) -> FieldSpec:
        return self._specs[name]

    def __contains__(self, name: object) -> bool:
        return name in self._specs

    def __iter__(self) -> Iterator[FieldSpec]:
        return iter(self._specs.values())

    def __len__(self) -> int:
        return len(self._specs)

    def get(self, name: str) -> FieldSpec | None:
        return self._specs.get(name)

    def extended(self, specs: Iterable[FieldSpec]) -> Catalogue:
        """Return a catalogue with ``specs`` added (user properties, tag categories, glue)."""
        return Catalogue([*self, *specs])
