from odoo import api, fields, models


class UserImportRole(models.Model):
    """What a file calls a role, and the groups it stands for."""

    _name = "user.import.role"
    _description = "User Import Role"
    _order = "sequence, name"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True, copy=False, help="How files and the command line name it.")
    aliases = fields.Char(help="Other names that files use for it, separated by commas.")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    color = fields.Integer()
    description = fields.Text(translate=True)
    user_type = fields.Selection(
        [("portal", "Portal"), ("internal", "Internal")],
        required=True,
        default="portal",
        help="Internal users count for your Odoo license.",
    )
    group_ids = fields.Many2many(
        "res.groups",
        string="Groups",
        domain=lambda self: [("id", "not in", self._type_groups().ids)],
        help="Given to the users of this role. An import gives only groups that the importing "
        "person has, unless that person is a Settings administrator.",
    )

    _code_unique = models.Constraint(
        "UNIQUE (code)", "Another role has this code already. Choose a different one."
    )

    @api.model
    def _type_groups(self):
        return self.env["res.groups"]._get_user_type_groups()

    @api.model
    def _type_group(self, user_type):
        """Return the group that makes a user ``internal`` or ``portal``."""
        return self.env.ref("base.group_user" if user_type == "internal" else "base.group_portal")

    def _names(self):
        """Return all texts that name the role."""
        self.ensure_one()
        aliases = [alias.strip() for alias in (self.aliases or "").split(",")]
        return [self.name, self.code, *filter(None, aliases)]

    def _user_type(self):
        """Return the user type of a user with these roles: internal as soon as one asks for it,
        ``''`` without roles."""
        types = set(self.mapped("user_type"))
        return "internal" if "internal" in types else "portal" if types else ""

    def _held_by(self, user):
        """Return those of the roles that ``user`` was given and whose groups are still there."""
        groups = user.all_group_ids
        internal = user._is_internal()
        return self.filtered(
            lambda role: (
                role in user.import_role_ids
                and role.group_ids <= groups
                and (internal or role.user_type == "portal")
            )
        )


class ResGroups(models.Model):
    _inherit = "res.groups"

    def _grantable_by(self, user):
        """Return those of the groups that an import of ``user`` may give, implied ones counted.

        Rights cannot be raised by an import: only groups that its user has are given, unless
        the user is a Settings administrator. The user types themselves are always given.
        """
        if user.has_group("base.group_system"):
            return self
        allowed = user.all_group_ids | self._get_user_type_groups()
        return self.filtered(lambda group: group.all_implied_ids <= allowed)
