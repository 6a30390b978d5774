from dataclasses import replace

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..engine.directory import GROUP, Grant, Grants
from ..engine.lookup_codes import GROUP_IS_USER_TYPE, ROLE_NOT_GRANTABLE
from ..engine.values import Ref


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
        name = "base.group_user" if user_type == "internal" else "base.group_portal"
        # As ``_get_user_type_groups`` in core does: ``ref`` asks the database, and this is called
        # for each new user.
        return self.env["res.groups"].browse(self.env["ir.model.data"]._xmlid_to_res_id(name))

    def _names(self):
        """Return all texts that name the role."""
        self.ensure_one()
        aliases = [alias.strip() for alias in (self.aliases or "").split(",")]
        return list(filter(None, [self.name, self.code, *aliases]))

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

    # -- what roles and groups bring along ----------------------------------------------------

    @api.model
    def _grants(self, refs):
        """Answer the engine's :meth:`Directory.grants`. A role that is gone or archived is left
        out, so that its digest differs from that of any role.

        :param refs: of roles and groups
        :rtype: Grants
        """
        ids = {ref.id for ref in refs if ref.kind == ""}
        roles = self.search([("id", "in", sorted(ids))])
        ids = {ref.id for ref in refs if ref.kind == GROUP}
        groups = self.env["res.groups"].search([("id", "in", sorted(ids))])
        by_key = {("", role.id): role._grant() for role in roles}
        by_key |= {(GROUP, group.id): group._import_grant() for group in groups}
        of_type = {
            kind: frozenset(self._type_group(kind).all_implied_ids.ids)
            for kind in ("internal", "portal")
        }
        return Grants(by_key, of_type)

    def _grant(self):
        """Return what the role brings along, as the engine has it. A role whose groups make
        internal users is one for internal users, whatever it says.

        :rtype: Grant
        """
        self.ensure_one()
        groups = self.group_ids - self._type_groups()
        grant = groups._import_grant()
        return replace(grant, user_type=grant.user_type or self.user_type)

    @api.constrains("user_type", "group_ids")
    def _check_groups_fit(self):
        for role in self:
            others = role.group_ids.filtered(
                lambda group, role=role: group._import_grant().only - {role.user_type}
            )
            if others:
                raise ValidationError(
                    self.env._(
                        "Users of the role “%(role)s” are to be %(user_type)s users, who cannot "
                        "have these groups: %(groups)s. Choose another user type, or take the "
                        "groups out.",
                        role=role.name,
                        user_type=role.user_type,
                        groups=", ".join(others.mapped("display_name")),
                    )
                )


class ResGroups(models.Model):
    _inherit = "res.groups"

    def _import_refs(self):
        """Return the groups as the engine has them."""
        return tuple(Ref(group._import_label(), group.id, GROUP) for group in self)

    def _import_label(self):
        """Return the full name, in the language of the environment: Odoo's own field keeps that
        of whoever asked first in a transaction."""
        self.ensure_one()
        privilege = self.sudo().privilege_id.name
        return f"{privilege} / {self.name}" if privilege else self.name

    def _import_problems(self):
        """Return why groups may not be given by name, by the id of those that may not.

        :rtype: dict[int, str]
        """
        types = self & self._get_user_type_groups()
        refused = self - self._grantable_by(self.env.user) - types
        return dict.fromkeys(refused.ids, ROLE_NOT_GRANTABLE) | dict.fromkeys(
            types.ids, GROUP_IS_USER_TYPE
        )

    def _import_grant(self):
        """Return what the groups bring along, as the engine has it.

        :rtype: Grant
        """
        held = self.all_implied_ids
        types = {
            self.env.ref("base.group_user"): "internal",
            self.env.ref("base.group_portal"): "portal",
            self.env.ref("base.group_public"): "public",
        }
        only = frozenset(name for group, name in types.items() if group in held)
        kept = self.env.ref("base.group_multi_company")
        return Grant(
            user_type="internal" if "internal" in only else "",
            groups=self._import_refs(),
            held=frozenset(held.ids),
            only=only,
            # Odoo itself gives and takes this one, by the number of companies.
            shared=all(group.share or group == kept for group in self),
        )

    def _grantable_by(self, user):
        """Return those of the groups that an import of ``user`` may give, implied ones counted.

        Rights cannot be raised by an import: only groups that its user has are given, unless
        the user is a Settings administrator. The user types themselves are always given.
        """
        if user.has_group("base.group_system"):
            return self
        allowed = user.all_group_ids | self._get_user_type_groups()
        return self.filtered(lambda group: group.all_implied_ids <= allowed)
