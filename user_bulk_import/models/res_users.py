from odoo import SUPERUSER_ID, api, fields, models


class ResUsers(models.Model):
    _inherit = "res.users"

    user_properties = fields.Properties(
        definition="company_id.user_properties_definition",
        copy=True,
        groups="base.group_erp_manager",
    )
    import_role_ids = fields.Many2many(
        "user.import.role",
        "res_users_user_import_role_rel",
        "user_id",
        "role_id",
        string="Import Roles",
        readonly=True,
        copy=False,
        groups="base.group_erp_manager",
        help="Roles that imports gave to this user.",
    )
    import_group_ids = fields.Many2many(
        "res.groups",
        "res_users_user_import_group_rel",
        "user_id",
        "group_id",
        string="Groups Given by Imports",
        readonly=True,
        copy=False,
        groups="base.group_erp_manager",
        help="Groups that imports gave to this user, by a role or by name. Those given by hand are "
        "never replaced by an import.",
    )
    custom_info = fields.Json(
        copy=False,
        groups="base.group_erp_manager",
        help="Service information that an import brought along.",
    )

    import_password_digest = fields.Char(
        copy=False,
        groups=fields.NO_ACCESS,
        help="Of the password hash that an import brought.",
    )

    # Keys are compared without regard to case and surrounding blanks (see models/directory.py).
    _login_key_idx = models.Index("(lower(btrim(login)))")

    @property
    def SELF_READABLE_FIELDS(self):
        # Attributes are personal data, so the person may read them; never write them, since a
        # write can reach the company's definition.
        return [*super().SELF_READABLE_FIELDS, "user_properties"]

    def _import_user_type(self):
        """Return ``internal``, ``portal`` or ``""``, as imports tell users apart."""
        self.ensure_one()
        return "internal" if self._is_internal() else "portal" if self.share else ""

    @api.model
    def _import_protected_ids(self, run):
        """Return the ids of the users that no import touches, whoever runs it: the superuser,
        template and public users, Settings administrators, and the importer.

        :rtype: set[int]
        """
        users = self.sudo().with_context(active_test=False)
        system = users.search([("all_group_ids", "in", self.env.ref("base.group_system").ids)])
        public = users.search([("all_group_ids", "in", self.env.ref("base.group_public").ids)])
        template = (
            self.env["ir.config_parameter"].sudo().get_param("base.template_portal_user_id", "0")
        )
        return {SUPERUSER_ID, int(template), run.user_id.id, *system.ids, *public.ids}
