"""People whom a row names and whom no row makes: their own row is in the file and cannot be
carried out. They are taken out of the plan, so that it holds nothing but what will happen."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any

from .association_codes import ASSOCIATION_UNMADE
from .association_specs import is_association
from .decisions import UNCHANGED, UPDATE, Decision
from .drafts import Place, place_text
from .issues import Issue
from .merging import identity
from .persons import ROW
from .values import Ref


def without_unmade(
    decision: Decision, unmade: Mapping[int, Place], columns: Mapping[str, str], *, replaces: bool
) -> Decision:
    """Return a decision without the people whom no row makes, with a warning for each.

    :param unmade: places of the rows that make nobody, by id
    :param columns: headers by field name
    :param replaces: people who are named take the place of those who are there
    """
    changes = []
    told = [issue for issue in decision.issues if issue.code == ASSOCIATION_UNMADE]
    others = [issue for issue in decision.issues if issue.code != ASSOCIATION_UNMADE]
    for change in decision.changes:
        gone = list(_unmade(change.new, unmade)) if is_association(change.field) else []
        for ref in gone:
            params = {"value": ref.label, "place": place_text(unmade[ref.id or 0])}
            column = columns.get(change.field, "")
            told.append(Issue(ASSOCIATION_UNMADE, params, column=column))
        left = tuple(ref for ref in change.new if ref not in gone) if gone else change.new
        nobody_is_left = replaces and not left
        if not gone or not (nobody_is_left or _same(change.old, left)):
            changes.append(replace(change, new=left))
    emptied = decision.action == UPDATE and not changes
    return replace(
        decision,
        action=UNCHANGED if emptied else decision.action,
        changes=tuple(changes),
        # The same order whoever of them turned out first not to be made.
        issues=(*others, *sorted(told, key=lambda issue: (issue.column, *issue.params.values()))),
    )


def _unmade(people: Any, unmade: Collection[int]) -> Iterator[Ref]:
    return (ref for ref in people or () if ref.kind == ROW and ref.id in unmade)


def _same(old: Any, new: tuple[Ref, ...]) -> bool:
    return set(map(identity, old or ())) == set(map(identity, new))
