from odoo import api, models, tools
from odoo.exceptions import AccessError
from odoo.fields import Command

from ..engine.values import Ref


class UserImportBindingUserType(models.AbstractModel):
    """The user type: of a new user, or changed by roles. The plan decides, this carries out."""

    _name = "user.import.binding.user_type"
    _inherit = "user.import.binding"
    _description = "User Import Binding: User Type"

    @api.model
    def _value(self, user, _spec):
        return user._import_user_type()

    @api.model
    def _write_values(self, change, user, _spec):
        Role = self.env["user.import.role"]
        wanted = Role._type_group(change.new)
        others = Role._type_groups() - wanted if user else Role._type_groups().browse()
        if change.new == "internal":
            # Odoo's "default access for new users", as far as the importer may give it.
            default = self.env["res.groups"].sudo().browse(self._default_group_ids())
            wanted |= default._grantable_by(self.env.user)
        return {
            "group_ids": [
                *(Command.unlink(group.id) for group in others),
                *(Command.link(group.id) for group in wanted),
            ]
        }

    @api.model
    @tools.ormcache(cache="groups")
    def _default_group_ids(self):
        """Return the ids of Odoo's groups for new users; Odoo forgets this cache with each change
        of a group. Asked anew for each user, it would be two queries each time."""
        return tuple(self.env["res.users"]._default_groups().ids)


class UserImportBindingRoles(models.AbstractModel):
    """Which roles and groups by name imports gave. What they bring is written by the other two."""

    _name = "user.import.binding.roles"
    _inherit = "user.import.binding"
    _description = "User Import Binding: Roles"

    @api.model
    def _value(self, user, _spec):
        roles = user.import_role_ids._held_by(user)
        named = (user.import_group_ids & user.group_ids) - roles.group_ids
        return (*(Ref(role.name, role.id) for role in roles), *named._import_refs())

    @api.model
    def _write_values(self, change, _user, _spec):
        roles = [ref.id for ref in change.new or () if ref.kind == ""]
        return {"import_role_ids": [Command.set(sorted(roles))]}


class UserImportBindingGroups(models.AbstractModel):
    """The groups that a user has directly, user types apart, and those of them that imports
    gave: by a role, or by name."""

    _name = "user.import.binding.groups"
    _inherit = "user.import.binding"
    _description = "User Import Binding: Groups"

    @api.model
    def _read(self, users, fields, _catalogue):
        types = self.env["user.import.role"]._type_groups()
        found = {}
        for user in users:
            groups = user.group_ids - types
            values = {
                "groups": groups._import_refs(),
                "imported_groups": (groups & user.import_group_ids)._import_refs(),
            }
            found[user.id] = {field: values[field] for field in fields}
        return found

    @api.model
    def _write_values(self, change, _user, _spec):
        """Return the groups as the plan has them.

        :raises AccessError: where they give more than the importer has. The plan has checked that
            already; rights may have changed since
        """
        old = {ref.id for ref in change.old or ()}
        new = {ref.id for ref in change.new or ()}
        gained = self.env["res.groups"].browse(sorted(new - old))
        if gained - gained._grantable_by(self.env.user):
            raise AccessError(
                self.env._("A role gives rights that the importing person does not have.")
            )
        commands = self._commands(change)
        return {"group_ids": commands, "import_group_ids": commands}
