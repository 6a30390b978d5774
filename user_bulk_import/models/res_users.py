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
