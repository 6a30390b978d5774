"""Whom the rows of a chunk name: people in place of texts, and what speaks against it.

Every answer rests on the directory, the keys of rows and whom they name, never on what was decided
about another row. So it is the same whatever is planned before, and in chunks of any size.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from . import association_codes as codes
from .association_circles import Circles
from .association_specs import AssociationSpec
from .directory import Directory, normalize_key
from .drafts import Draft, Place, place_text
from .fields import Catalogue
from .issues import Problem
from .merging import identity
from .naming_sides import Namings
from .persons import Person, Persons
from .policy import Policy
from .resolving import value_issue
from .values import CLEAR, Item, Ref

CHOICES_SHOWN = 5


class Associations:
    """Puts people in place of the texts of a chunk's rows.

    :param defaults: converted values by field name; those of other fields do no harm
    """

    def __init__(
        self,
        catalogue: Catalogue,
        policy: Policy,
        directory: Directory,
        defaults: Mapping[str, Any] | None = None,
    ):
        self._specs = {spec.name: spec for spec in catalogue if isinstance(spec, AssociationSpec)}
        self._policy = policy
        self._directory = directory
        self._defaults = {
            name: value for name, value in (defaults or {}).items() if name in self._specs
        }
        self._persons = Persons(directory, policy)
        self._namings = Namings(directory, self._persons, self._specs)

    def resolve(self, drafts: Sequence[Draft]) -> None:
        """Put people in place of texts, in all rows of a chunk, and report what is wrong.

        :param drafts: matched with their users
        """
        naming = [draft for draft in drafts if self._fields(draft) or self._default_fields(draft)]
        if not naming:
            return
        self._load(naming)
        for draft in naming:
            self._take_defaults(draft)
            for field in self._fields(draft):
                self._resolve_field(draft, self._specs[field])
        self._check_contradictions(naming)
        self._check_circles(naming)

    def beside(self, drafts: Sequence[Draft], field: str) -> list[bool]:
        """Return for each row of a chunk whether somebody stands on a side, seen from the row's
        person: named in the row or in another one of the file, or in the directory already and
        not taken away by the row.

        :param drafts: after :meth:`resolve`
        :param field: name of an :class:`~.association_specs.AssociationSpec`
        """
        named: Mapping[tuple[int, str], Any] = {}
        if self._namings.are_named(drafts, [field]):
            self._load_own(drafts)
            named = self._namings.of(drafts, [field])
        user_ids = {draft.user.id for draft in drafts if draft.user}
        there = self._directory.associated(user_ids, [field]) if user_ids else {}
        return [
            bool(named.get((index, field)))
            or _stands(draft, field, there.get((draft.user.id, field), ()) if draft.user else ())
            for index, draft in enumerate(drafts)
        ]

    # -- what is asked ------------------------------------------------------------------------

    def _fields(self, draft: Draft) -> list[str]:
        return [name for name in draft.row.values if name in self._specs]

    def _default_fields(self, draft: Draft) -> list[str]:
        """Return the fields that a default fills."""
        if draft.user is not None and self._policy.update_mode == "file":
            return []
        return [name for name in self._defaults if name not in draft.row.values]

    def _load(self, drafts: Sequence[Draft]) -> None:
        texts: set[str] = set()
        chosen: set[int] = set()
        for draft in drafts:
            values = draft.row.values
            for value in (*(values[f] for f in self._fields(draft)), *self._defaults.values()):
                for item in value if isinstance(value, tuple) else ():
                    if isinstance(item.value, Ref):
                        chosen.add(item.value.id or 0)
                    else:
                        texts.add(normalize_key(item.value))
        self._persons.load_users(chosen)
        self._load_own(drafts, texts)

    def _load_own(self, drafts: Sequence[Draft], texts: Iterable[str] = ()) -> None:
        """Load the people whom rows are about, as others name them."""
        own = {text for draft in drafts for _key, text in draft.keys.own()}
        self._persons.load(own.union(texts))
        self._persons.load_users({draft.user.id for draft in drafts if draft.user})
        people = [person for draft in drafts if (person := self._own(draft))]
        # Other rows about the same users, by whose keys these may be named too.
        self._persons.load({text for person in people for text in person.keys})

    # -- one row ------------------------------------------------------------------------------

    def _take_defaults(self, draft: Draft) -> None:
        """Fill what the row leaves blank, but for the default's own person."""
        for field in self._default_fields(draft):
            value = self._defaults[field]
            if isinstance(value, tuple):
                value = tuple(item for item in value if not self._is_only_self(draft, item))
            if value:
                draft.row = replace(draft.row, values={**draft.row.values, field: value})

    def _is_only_self(self, draft: Draft, item: Item) -> bool:
        meant = self._meant(item.value)
        return bool(meant) and all(_is_self(person, draft) for person in meant)

    def _resolve_field(self, draft: Draft, spec: AssociationSpec) -> None:
        value = draft.row.values[spec.name]
        if value is CLEAR:
            return
        resolved: dict[Any, Item] = {}
        for item in value:
            answer = self._answer(draft, spec, item)
            if isinstance(answer, Problem):
                text = item.value.label if isinstance(item.value, Ref) else item.value
                draft.issues.append(value_issue(answer, spec, text, draft.row))
                continue
            before = resolved.setdefault(identity(answer.ref), Item(answer.ref, item.remove))
            if before.remove != item.remove:
                place = place_text((draft.row.row.sheet, draft.row.row.number))
                draft.report(
                    codes.ASSOCIATION_CONTRADICTED, spec.name, value=answer.ref.label, place=place
                )
        values = {name: kept for name, kept in draft.row.values.items() if name != spec.name}
        if resolved:
            values[spec.name] = tuple(resolved.values())
        draft.row = replace(draft.row, values=values)

    def _answer(self, draft: Draft, spec: AssociationSpec, item: Item) -> Person | Problem:
        text = item.value.label if isinstance(item.value, Ref) else item.value
        meant = self._meant(item.value)
        others = [person for person in meant if not _is_self(person, draft)]
        fitting = self._persons.preferred(others, spec.role_ids)
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            choices = ", ".join(sorted(map(_shown, fitting))[:CHOICES_SHOWN])
            return Problem(codes.ASSOCIATION_AMBIGUOUS, value=text, choices=choices)
        code = codes.ASSOCIATION_SELF if meant else codes.ASSOCIATION_UNKNOWN
        return Problem(code, value=text)

    def _meant(self, value: str | Ref) -> Sequence[Person]:
        if isinstance(value, Ref):
            person = self._persons.user(value.id or 0)
            return [person] if person else []
        return self._persons.meant(normalize_key(value))

    # -- what other rows say ------------------------------------------------------------------

    def _check_contradictions(self, drafts: Sequence[Draft]) -> None:
        """Report whom a row takes away and another one gives; whom another row gives is not
        replaced."""
        named = self._namings.of(drafts, list(self._specs))
        for index, draft in enumerate(drafts):
            for field in self._fields(draft):
                givers = named.get((index, field), {})
                value = draft.row.values[field]
                if givers and value is not CLEAR:
                    self._keep_given(draft, field, value, givers)

    def _keep_given(
        self,
        draft: Draft,
        field: str,
        value: tuple[Item, ...],
        givers: Mapping[Any, tuple[Person, Place]],
    ) -> None:
        said = {identity(item.value): item for item in value}
        for key, (person, place) in givers.items():
            item = said.get(key)
            if item and item.remove:
                draft.report(
                    codes.ASSOCIATION_CONTRADICTED,
                    field,
                    value=person.ref.label,
                    place=place_text(place),
                )
        if self._policy.multi_value_mode == "replace" and draft.user is not None:
            present = {identity(ref) for ref in draft.user.values.get(field) or ()}
            kept = [
                Item(person.ref)
                for key, (person, _place) in givers.items()
                if key in present and key not in said
            ]
            draft.row = replace(draft.row, values={**draft.row.values, field: (*value, *kept)})

    def _check_circles(self, drafts: Sequence[Draft]) -> None:
        """Report the people by whom somebody would come to stand above oneself."""
        circles = Circles(self._directory, self._persons, self._namings, self._specs)
        edges = []
        for draft in drafts:
            own = self._own(draft)
            for field in self._fields(draft):
                for item in _given(draft.row.values[field]):
                    other = self._persons.of_ref(item.value)
                    if own and other:
                        edges.append((draft, field, own, other))
        for draft, field, _own, other in circles.closed_by(edges):
            spec = self._specs[field]
            draft.report(codes.ASSOCIATION_CYCLE, field, value=other.ref.label, field=spec.label)

    def _own(self, draft: Draft) -> Person | None:
        if draft.user is not None:
            return self._persons.user(draft.user.id)
        return self._persons.at((draft.row.row.sheet, draft.row.row.number))


def _is_self(person: Person, draft: Draft) -> bool:
    if draft.user is not None and person.user_id == draft.user.id:
        return True
    place = draft.row.row.sheet, draft.row.row.number
    return any(row.place == place for row in person.rows)


def _given(value: Any) -> list[Item]:
    return [item for item in value if not item.remove] if isinstance(value, tuple) else []


def _stands(draft: Draft, field: str, present: Collection[Ref]) -> bool:
    value = draft.row.values.get(field, ())
    if value is CLEAR:
        return False
    if _given(value):
        return True
    gone = {identity(item.value) for item in value}
    return any(identity(ref) not in gone for ref in present)


def _shown(person: Person) -> str:
    """Return a person's name, with what tells this one from others of the same name."""
    if person.rows and person.user_id is None:
        return f"{person.ref.label} ({place_text(person.rows[0].place)})"
    return f"{person.ref.label} ({person.login})" if person.login else person.ref.label
