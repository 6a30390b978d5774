"""From converted rows to decisions. The planner writes nothing, and keeps nothing between chunks.

For each chunk of rows it asks the :class:`~.directory.Directory` a fixed number of times: the
users, what their roles and those of the rows bring along, the first rows with the same keys, the
logins that are taken, and the contacts; with ``create_all`` a few times more for the numbers of the
logins. All that it knows of other rows of the file comes from ``first_rows`` and ``taken_logins``,
so any row can be planned again alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .association_specs import is_association
from .associations import Associations
from .creating import finish_new, give_logins, link_contacts, plan_missing
from .decisions import CREATE, REJECT, Decision
from .directory import Directory, Grants
from .drafts import Context, Draft
from .duplicates import EarlierRows
from .fields import Catalogue
from .granting import refs_of
from .guardians import check_guardians
from .issues import Issue
from .matching import UserIndex, match_user
from .password_plans import MUST_CHANGE, asked_states
from .planning_codes import MATCH_CONTRADICTED
from .policy import MATCH_KEYS, Policy
from .updating import plan_existing
from .wanted import Wanted

if TYPE_CHECKING:
    from .rows import ConvertedRow


class Planner:
    """Plans the rows of one run, chunk by chunk.

    :param defaults: converted and resolved values by field name
    :param default_issues: what is wrong with the defaults; an issue of each row they would fill
    :param sheets: names of the file's sheets in their order; rows are compared by it
    """

    def __init__(
        self,
        catalogue: Catalogue,
        policy: Policy,
        directory: Directory,
        *,
        defaults: Mapping[str, Any] | None = None,
        default_issues: Sequence[Issue] = (),
        sheets: Sequence[str] = (),
    ):
        self._catalogue = catalogue
        self._policy = policy
        self._directory = directory
        defaults = defaults or {}
        self._person_defaults = {n: value for n, value in defaults.items() if is_association(n)}
        own = {n: value for n, value in defaults.items() if n not in self._person_defaults}
        self._wanted = Wanted(catalogue, policy, own)
        self._default_issues = default_issues
        self._sheets = sheets

    def plan(self, rows: Sequence[ConvertedRow]) -> list[Decision]:
        """Return one decision per row, in the order of the rows.

        :param rows: resolved rows of the file, in its order
        """
        drafts = [Draft.of(row, self._policy.match_on) for row in rows]
        index = self._read_users(drafts)
        if self._policy.operation != "create_all":
            self._match(drafts, index)
        associations = Associations(
            self._catalogue, self._policy, self._directory, self._person_defaults
        )
        associations.resolve(drafts)
        context = Context.of(
            self._catalogue,
            self._policy,
            self._wanted,
            index,
            self._default_issues,
            self._password_states(drafts),
            self._grants(drafts),
        )
        earlier = EarlierRows(drafts, self._directory, self._policy, self._sheets)
        for draft in drafts:
            self._decide(draft, context, earlier)
        check_guardians(drafts, self._catalogue, self._policy, associations)
        give_logins([draft for draft in drafts if draft.login], self._directory, context, earlier)
        self._finish_new([draft for draft in drafts if draft.action == CREATE], context, earlier)
        return [draft.decision() for draft in drafts]

    def _read_users(self, drafts: Sequence[Draft]) -> UserIndex:
        keys: dict[str, set[str]] = {key: set() for key in MATCH_KEYS}
        for draft in drafts:
            row = draft.keys
            keys["ref"].add(row.ref)
            keys["login"].update((row.login, row.old_login, row.new_login))
            keys["email"].update((row.email, row.new_email))
            for texts in keys.values():
                texts.add(row.person)
        asked = {key: texts - {""} for key, texts in keys.items() if texts - {""}}
        return UserIndex(self._directory.users(asked, self._fields_read(drafts)) if asked else ())

    def _password_states(self, drafts: Sequence[Draft]) -> Mapping[int, str]:
        if self._policy.operation == "create":
            return {}
        asked = asked_states(drafts, self._policy)
        return self._directory.password_states(asked) if asked else {}

    def _grants(self, drafts: Sequence[Draft]) -> Grants:
        refs = refs_of(drafts, self._wanted.defaults)
        return self._directory.grants(refs) if refs else Grants()

    def _fields_read(self, drafts: Sequence[Draft]) -> set[str]:
        policy = self._policy
        if policy.operation in ("create", "create_all") or policy.update_mode == "none":
            return set()
        fields = self._wanted.fields_read(draft.row.values for draft in drafts)
        if policy.update_mode != "file":
            fields.update(self._person_defaults)
        if policy.update_passwords or policy.force_all_matched:
            fields.update((MUST_CHANGE, "name"))
        return fields

    def _match(self, drafts: Sequence[Draft], index: UserIndex) -> None:
        match_on = self._policy.match_on
        for draft in drafts:
            match = match_user(draft.keys, index, match_on)
            if match.code == MATCH_CONTRADICTED and draft.row.values.get("deleted") is True:
                continue  # the user is deleted already, and somebody else has the e-mail address
            draft.user = match.user
            if match.code:
                draft.action = REJECT
                draft.report(match.code, match.key, **(match.params or {}))

    def _decide(self, draft: Draft, context: Context, earlier: EarlierRows) -> None:
        earlier.report(draft)
        if draft.row.values.get("deleted") is not True:
            context.check_required(draft, context.required)
        if draft.user is not None:
            plan_existing(draft, draft.user, context)
        elif not draft.action:
            plan_missing(draft, context)

    def _finish_new(self, drafts: Sequence[Draft], context: Context, earlier: EarlierRows) -> None:
        sound = [draft for draft in drafts if not draft.has_error]
        if self._policy.link_contacts:
            link_contacts(sound, self._directory, earlier)
        for draft in sound:
            finish_new(draft, context)
