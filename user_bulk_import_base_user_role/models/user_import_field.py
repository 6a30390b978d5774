from collections import defaultdict

from odoo import api, models
from odoo.fields import Command

from odoo.addons.user_bulk_import.engine.granting import USER_TYPE
from odoo.addons.user_bulk_import.models.chunk import NO_MAIL

from ..governing import change_of, held_after


class UserImportField(models.AbstractModel):
    """Writes role lines. Each user is given the very groups that base_user_role wants there, in
    one write for all users alike, so that it finds nothing to correct one by one."""

    _inherit = "user.import.field"

    @api.model
    def _write_values(self, changes, user, catalogue):
        """Return the values without what would not last; of a new user with the role lines."""
        values = super()._write_values(changes, user, catalogue)
        held = held_after(user, changes)
        if not user:
            # Not base_user_role's default for new users: the plan knows nothing of it.
            values["role_line_ids"] = [Command.create({"role_id": role.id}) for role in held.gained]
        if held.enabled and (held.gained or "group_ids" in values):
            values["group_ids"] = self._lasting(user, held, values.get("group_ids", []))
        return values

    @api.model
    def _lasting(self, user, held, commands):
        """Return the commands of groups that all groups of the user roles are given by."""
        given = held.enabled._import_groups()
        own = self.env["res.users"]._import_own_groups()
        linked = [item for item in commands if item[0] == Command.LINK and item[1] in own.ids]
        unlinked = [item for item in commands if item[0] != Command.LINK]
        kept = [item for item in (*unlinked, *linked) if item[1] not in given.ids]
        return [*kept, *(Command.link(group.id) for group in given - user.group_ids)]

    @api.model
    def _write_before(self, changes, run):
        """Give and take role lines of existing users, and then the groups that follow. In this
        order nobody is without groups in between, or internal and portal user at once."""
        super()._write_before(changes, run)
        held = {user: held_after(user, items) for user, items in changes}
        held = {user: roles for user, roles in held.items() if roles.gained or roles.lost}
        if not held:
            return
        types = {user: self._type_after(user, items) for user, items in changes if user in held}
        self._give_lines(held)
        self._take_lines(held)
        alike = defaultdict(lambda: self.env["res.users"])
        for user, roles in held.items():
            groups = roles.enabled._import_groups()
            if not roles.governed:  # with the last line, base_user_role has taken all groups
                groups = self.env["user.import.role"]._type_group(types[user])
            alike[self._group_commands(user, groups, roles.governed)] |= user
        for commands, users in alike.items():
            if commands:
                users.with_context(**NO_MAIL).write({"group_ids": list(commands)})

    @api.model
    def _type_after(self, user, changes):
        change = change_of(changes, USER_TYPE)
        return change.new if change else user._import_user_type()

    @api.model
    def _give_lines(self, held):
        """Make role lines count. One that counts no longer, or not yet, does from now on."""
        Line = self.env["res.users.role.line"]
        late, new = Line, []
        for user, roles in held.items():
            present = user._import_role_lines().filtered(
                lambda line, r=roles: line.role_id in r.gained
            )
            late |= present
            new += [
                {"user_id": user.id, "role_id": role.id} for role in roles.gained - present.role_id
            ]
        late.write({"date_from": False, "date_to": False})
        Line.create(new)

    @api.model
    def _take_lines(self, held):
        lines = [
            user._import_role_lines().filtered(lambda line, r=roles: line.role_id in r.lost)
            for user, roles in held.items()
        ]
        self.env["res.users.role.line"].union(*lines).with_context(**NO_MAIL).unlink()

    @api.model
    def _group_commands(self, user, groups, governed):
        """Return the commands that leave a user ``groups``, those that are the person's own to set
        apart. A tuple: users with the same are written together."""
        own = self.env["res.users"]._import_own_groups()
        surplus = user.group_ids - groups - own if governed else self.env["res.groups"]
        return (
            *(Command.unlink(group.id) for group in surplus),
            *(Command.link(group.id) for group in groups - user.group_ids),
        )
