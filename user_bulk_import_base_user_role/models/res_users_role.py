from odoo import api, models, tools


class ResUsersRole(models.Model):
    _inherit = "res.users.role"

    def _import_groups(self):
        """Return the groups that base_user_role gives to a user with these roles, all of them
        directly (``res.users.set_groups_from_roles``)."""
        return self.group_id.all_implied_ids - self.env["res.users"]._import_own_groups()


class ResUsers(models.Model):
    _inherit = "res.users"

    def _import_role_lines(self):
        """Return the role lines of the users, whether the user is active or not, which a line
        inherits, and whether today lies between its dates or not."""
        return self.with_context(active_test=False).role_line_ids

    @api.model
    def _import_own_groups(self):
        """Return the groups that are a person's own to set: base_user_role leaves them alone."""
        return self.env["res.groups"].browse(self._import_own_group_ids())

    @api.model
    @tools.ormcache()
    def _import_own_group_ids(self):
        # Asked for each user, and each time two queries.
        return tuple(self._get_self_writable_groups().ids)
