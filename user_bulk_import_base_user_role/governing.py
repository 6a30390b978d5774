"""What user roles make of a plan. Plain Python on top of records; it writes nothing.

base_user_role overwrites the groups of everybody who has a role line: with the groups of the roles
that are enabled today, user types included, and no others. A plan that gives such a person anything
else would be undone at the next write, so it is refused, and what a person loses by a first role
line is told.
"""

from dataclasses import dataclass, replace
from typing import Any

from odoo.addons.user_bulk_import.engine.decisions import CREATE, Change
from odoo.addons.user_bulk_import.engine.granting import GROUPS, ROLES, USER_TYPE
from odoo.addons.user_bulk_import.engine.issues import ERROR, WARNING, Issue, _lt, define
from odoo.addons.user_bulk_import.engine.merging import in_order

NOT_BESIDE = define(
    "user_roles_decide",
    ERROR,
    _lt(
        "User roles decide on all groups of this person, so %(names)s would not last. Let the "
        "import role stand for a user role, or take it away in this row (-Name)."
    ),
)
GROUPS_LOST = define(
    "user_roles_take",
    WARNING,
    _lt("User roles decide on all groups of this person from now on. These are lost: %(names)s."),
)
NO_TYPE = define(
    "user_roles_no_type",
    ERROR,
    _lt(
        "With the user roles %(names)s this person could not log in: none of them makes an "
        "internal or a portal user. Add one to the row, or the group to the user role."
    ),
)
OTHER_TYPE = define(
    "user_roles_other_type",
    ERROR,
    _lt(
        "The user roles %(names)s do not make this person what is planned (%(user_type)s user), "
        "and they decide. Change roles, or the setting “User Type of Existing Users”."
    ),
)


@dataclass(frozen=True, slots=True)
class Held:
    """The user roles of a person once the plan is carried out.

    :param governed: whether a role line is left, enabled or not
    :param enabled: ``res.users.role`` that count today
    :param gained: those of them that are not enabled now
    :param lost: those that an import gave and takes away
    """

    governed: bool
    enabled: Any
    gained: Any
    lost: Any


def change_of(changes, field):
    """Return the change of a field, ``None`` where there is none."""
    return next((change for change in changes if change.field == field), None)


def held_after(user, changes):
    """Return which user roles changes leave a user.

    :param user: of ``res.users``, empty for a new one
    :rtype: Held
    """
    change = change_of(changes, ROLES)
    old, new = (
        _user_roles(user.env, refs) for refs in ((change.old, change.new) if change else ((), ()))
    )
    lines, lost = user._import_role_lines(), old - new
    present = lines.filtered("is_enabled").role_id
    return Held(bool(lines.role_id - lost | new), present - lost | new, new - present, lost)


def _user_roles(env, refs):
    ids = [ref.id for ref in refs or () if not ref.kind]
    return env["user.import.role"].browse(ids).user_role_id


class Governing:
    """Says of each decision what user roles make of it.

    :param env: of the importer
    :param decisions: that write users; what has to be known of them is read at once
    """

    def __init__(self, env, decisions):
        self.env = env
        self._types = env["user.import.role"]._type_groups()
        self._own = env["res.users"]._import_own_groups()
        ids = [item.user_id for item in decisions if item.user_id and _grants(item)]
        everybody = env["res.users"].with_context(active_test=False)
        self._users = {user.id: user for user in everybody.search([("id", "in", ids)])}

    def revised(self, decision, row):
        """Return the decision with the groups that user roles leave, or as an error.

        :param row: for its place in the file
        """
        if not _grants(decision):
            return decision
        user = self._users.get(decision.user_id, self.env["res.users"])
        held = held_after(user, decision.changes)
        if not held.governed:
            # With the last line go all groups but those that are the person's own to set.
            return (
                self._with_groups(decision, user, user.group_ids & self._own)
                if held.lost
                else decision
            )
        if fault := self._fault(decision, user, held):
            return decision.refused(fault.at(sheet=row.sheet or "", row=row.number))
        given = held.enabled._import_groups()
        kept = self._planned(decision, user) & (given | self._own)
        lost = self._planned(decision, user) - kept - self._own
        if lost and user:
            issue = Issue(GROUPS_LOST, {"names": ", ".join(lost.mapped("display_name"))})
            issue = issue.at(sheet=row.sheet or "", row=row.number)
            decision = replace(decision, issues=(*decision.issues, issue))
        return self._with_groups(decision, user, kept | held.gained.group_id)

    def _fault(self, decision, user, held):
        """Return why the plan would not last, ``None`` where it would."""
        names = ", ".join(held.enabled.mapped("name"))
        given = held.enabled._import_groups()
        lasting = given | self._own
        beside = [ref.label for ref in self._roles(decision, user) if self._groups(ref) - lasting]
        if beside:
            return Issue(NOT_BESIDE, {"names": ", ".join(beside)})
        types = given._import_grant().only
        if not types:
            return Issue(NO_TYPE, {"names": names})
        change = change_of(decision.changes, USER_TYPE)
        planned = change.new if change else user._import_user_type()
        if types != {planned}:
            return Issue(OTHER_TYPE, {"names": names, "user_type": planned})
        return None

    def _roles(self, decision, user):
        """Return the roles, and groups by name, that the person will have by imports."""
        if change := change_of(decision.changes, ROLES):
            return change.new or ()
        return self.env["user.import.binding.roles"]._value(user, None) if user else ()

    def _groups(self, ref):
        """Return the groups that a role, or a group by name, gives, user types apart."""
        if ref.kind:
            return self.env["res.groups"].browse(ref.id)
        return self.env["user.import.role"].browse(ref.id).group_ids - self._types

    def _planned(self, decision, user):
        """Return the groups that the person will have by the plan so far, user types apart."""
        if change := change_of(decision.changes, GROUPS):
            return self.env["res.groups"].browse(ref.id for ref in change.new or ())
        return user.group_ids - self._types

    def _with_groups(self, decision, user, groups):
        """Return the decision with just these groups."""
        if decision.action == CREATE:
            return (
                decision  # the engine has planned what the roles give, and a new user has no others
            )
        present, change = user.group_ids - self._types, change_of(decision.changes, GROUPS)
        changes = [item for item in decision.changes if item is not change]
        if present != groups:
            basis = change.basis if change else ()
            old, new = (in_order(found._import_refs()) for found in (present, groups))
            changes.append(Change(GROUPS, old, new, basis))
        elif change and change.basis and changes:
            # What the plan rests on stands with one of its changes.
            changes[0] = replace(changes[0], basis=change.basis)
        return replace(decision, changes=tuple(changes))


def _grants(decision):
    """Return whether a decision has to do with roles or groups."""
    return any(change.field in (ROLES, GROUPS, USER_TYPE) for change in decision.changes)
