"""Who answers for new people without an e-mail address: whoever gets their invitation."""

from __future__ import annotations

from collections.abc import Sequence

from .association_specs import AssociationSpec
from .associations import Associations
from .decisions import CREATE
from .drafts import Draft
from .fields import Catalogue
from .issues import ERROR, _lt, define
from .policy import Policy
from .values import Ref

GUARDIAN_MISSING = define(
    "guardian_missing",
    ERROR,
    _lt(
        "A new user with the role %(role)s and without an e-mail address needs somebody who gets "
        "the invitation: %(field)s. Name that person here, or name this user in that person's row, "
        "or give an e-mail address. If nobody is needed, switch “Students Need a Parent” off."
    ),
)


def check_guardians(
    drafts: Sequence[Draft], catalogue: Catalogue, policy: Policy, associations: Associations
) -> None:
    """Find out which new users without an e-mail address have somebody who answers for them, and
    report those who need somebody and have nobody.

    :param drafts: all rows of a chunk, after :meth:`.associations.Associations.resolve`; those
        about somebody who has a guardian are marked as ``guarded``
    """
    specs = [s for s in catalogue if isinstance(s, AssociationSpec) and s.is_guardian]
    concerned = [
        draft for draft in drafts if draft.action == CREATE and "email" not in draft.wanted
    ]
    if not specs or not concerned:
        return
    for spec in specs:
        for draft, is_there in zip(
            concerned, associations.beside(concerned, spec.name), strict=True
        ):
            draft.guarded = draft.guarded or is_there
    if policy.require_guardian:
        for draft in concerned:
            if not draft.guarded and not draft.is_faulty("email", *(spec.name for spec in specs)):
                _report_missing(draft, specs, catalogue)


def _report_missing(draft: Draft, specs: Sequence[AssociationSpec], catalogue: Catalogue) -> None:
    """Report that nobody answers for somebody whose role asks for it, at the column that would name
    such a person."""
    roles = [ref for ref in draft.wanted.get("roles", ()) if isinstance(ref, Ref) and not ref.kind]
    for spec in specs:
        mirror = catalogue.get(spec.mirror)
        guarded = mirror.role_ids if isinstance(mirror, AssociationSpec) else frozenset()
        if role := next((ref for ref in roles if ref.id in guarded), None):
            draft.report(GUARDIAN_MISSING, spec.name, role=role.label, field=spec.label)
            return
