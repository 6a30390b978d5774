from odoo import api, fields, models


class UserImportRole(models.Model):
    """A role that stands for a user role has one group: the user role's own, which implies all
    that it stands for. So all that holds for the groups of roles holds for it too."""

    _inherit = "user.import.role"

    user_role_id = fields.Many2one(
        "res.users.role",
        index="btree_not_null",
        ondelete="restrict",
        help="Who gets this role gets this user role, and whoever loses the one loses the other. "
        "The user role then decides on all groups of the person.",
    )
    user_role_implied_ids = fields.Many2many(
        related="user_role_id.implied_ids", string="Its Groups"
    )
    group_ids = fields.Many2many(compute="_compute_group_ids", store=True, readonly=False)
    user_type = fields.Selection(
        compute="_compute_user_type", store=True, readonly=False, precompute=True, default=None
    )

    @api.depends("user_role_id")
    def _compute_group_ids(self):
        for role in self:
            # Without a user role, the group of the one it stood for until now goes.
            own = role.group_ids.filtered(lambda group: not group.role_id)
            role.group_ids = role.user_role_id.group_id or own

    @api.depends("user_role_id.group_id.all_implied_ids")
    def _compute_user_type(self):
        for role in self:
            only = role.user_role_id.group_id._import_grant().only
            # A user role that says nothing of the type goes with others that do.
            fits = len(only) == 1 and only <= {"internal", "portal"}
            role.user_type = next(iter(only)) if fits else role.user_type or "portal"

    def _held_by(self, user):
        enabled = user._import_role_lines().filtered("is_enabled").role_id
        return super()._held_by(user).filtered(lambda role: role.user_role_id <= enabled)
