"""Who answers for new people without an e-mail address: whoever gets their invitation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from .association_specs import AssociationSpec
from .associations import Associations
from .decisions import CREATE, REJECT, Decision
from .drafts import Draft, Place, place_text
from .fields import Catalogue
from .issues import ERROR, WARNING, Issue, _lt, define
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
GUARDIAN_UNMADE = define(
    "guardian_unmade",
    ERROR,
    _lt(
        "This new user has no e-mail address, so “%(value)s” is to get the invitation. But that "
        "person's row %(place)s makes no user as it is. Mend that row, name somebody else, or give "
        "an e-mail address."
    ),
)
GUARDIAN_NO_EMAIL = define(
    "guardian_no_email",
    ERROR,
    _lt(
        "Neither this new user nor “%(value)s” has an e-mail address, so nobody gets the "
        "invitation. Give one of them an address, or name somebody else. If nobody is needed, "
        "switch “Students Need a Parent” off."
    ),
)
GUARDIAN_ARCHIVED = define(
    "guardian_archived",
    ERROR,
    _lt(
        "This new user has no e-mail address, so “%(value)s” is to get the invitation. But that "
        "person is archived. Restore that person, name somebody else, or give an e-mail address."
    ),
)
GUARDIAN_BLACKLISTED = define(
    "guardian_blacklisted",
    WARNING,
    _lt(
        "This new user has no e-mail address, so “%(value)s” is to get the invitation. But that "
        "person's address is on the list of those that want no mail, so none is sent."
    ),
)
_CODES = {
    "unmade": GUARDIAN_UNMADE,
    "no_email": GUARDIAN_NO_EMAIL,
    "archived": GUARDIAN_ARCHIVED,
    "no_mail": GUARDIAN_BLACKLISTED,
}


@dataclass(frozen=True, slots=True)
class Guardian:
    """Somebody through whom a new user cannot be invited.

    :param fault: why: ``unmade``, ``archived``, ``no_email``, or ``no_mail``: there is an address,
        and whoever has it wants no mail
    :param place: of the row that makes this person, or does not
    """

    label: str
    fault: str = "unmade"
    place: Place = ("", 0)

    def issue(self, column: str) -> Issue:
        params = {"value": self.label}
        if self.fault == "unmade":
            params["place"] = place_text(self.place)
        return Issue(_CODES[self.fault], params, column=column)


def guardian_specs(catalogue: Catalogue) -> list[AssociationSpec]:
    """Return the fields that name those who answer for others."""
    return [s for s in catalogue if isinstance(s, AssociationSpec) and s.is_guardian]


def guarded_role_ids(catalogue: Catalogue) -> frozenset[int]:
    """Return the ids of the roles whose people others answer for."""
    return frozenset().union(*(_guarded(spec, catalogue) for spec in guardian_specs(catalogue)))


def without_guardian(
    decision: Decision,
    guardians: Sequence[Guardian],
    catalogue: Catalogue,
    columns: Mapping[str, str],
) -> Decision:
    """Return the decision about a new user for whom nobody can get the invitation: an error, or a
    warning where it is only that they want no mail.

    :param guardians: whom the plan has for this user; else who name this user in a row with an
        error
    :param columns: headers by field name
    """
    specs = guardian_specs(catalogue)
    column = next((columns[spec.name] for spec in specs if spec.name in columns), "")
    if unwilling := [person.issue(column) for person in guardians if person.fault == "no_mail"]:
        return replace(decision, issues=(*decision.issues, *unwilling))
    issues = [person.issue(column) for person in guardians]
    roles = next((change.new for change in decision.changes if change.field == "roles"), ())
    if not issues and (need := _need(roles, specs, catalogue)):
        spec, params = need
        issues = [Issue(GUARDIAN_MISSING, params, column=columns.get(spec.name, ""))]
    return Decision(
        REJECT,
        issues=(*decision.issues, *issues),
        rules=decision.rules,
        photo=decision.photo,
    )


def check_guardians(
    drafts: Sequence[Draft], catalogue: Catalogue, policy: Policy, associations: Associations
) -> None:
    """Find out which new users without an e-mail address have somebody who answers for them, and
    report those who need somebody and have nobody.

    :param drafts: all rows of a chunk, after :meth:`.associations.Associations.resolve`; those
        about somebody who has a guardian are marked as ``guarded``
    """
    specs = guardian_specs(catalogue)
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
    if need := _need(draft.wanted.get("roles", ()), specs, catalogue):
        spec, params = need
        draft.report(GUARDIAN_MISSING, spec.name, **params)


def _need(
    roles: Iterable[object], specs: Sequence[AssociationSpec], catalogue: Catalogue
) -> tuple[AssociationSpec, dict[str, str]] | None:
    """Return who answers for people with one of the roles, and how that is told; ``None`` where
    nobody does."""
    own = [ref for ref in roles if isinstance(ref, Ref) and not ref.kind]
    for spec in specs:
        if role := next((ref for ref in own if ref.id in _guarded(spec, catalogue)), None):
            return spec, {"role": role.label, "field": spec.label}
    return None


def _guarded(spec: AssociationSpec, catalogue: Catalogue) -> frozenset[int]:
    """Return the ids of the roles of those for whom the people of a field answer."""
    mirror = catalogue.get(spec.mirror)
    return mirror.role_ids if isinstance(mirror, AssociationSpec) else frozenset()
