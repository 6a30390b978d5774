from odoo import fields, models

from ..engine.photo_checks import MAX_BYTES
from ..engine.tables import Limits

LIMITS = Limits()
MB = 1024 * 1024

KEEP_DAYS = 7
"""How long an import waits for somebody to go on with it."""


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    user_import_max_rows = fields.Integer(
        string="Rows in a File",
        default=LIMITS.rows,
        config_parameter="user_bulk_import.max_rows",
    )
    user_import_max_columns = fields.Integer(
        string="Columns in a File",
        default=LIMITS.columns,
        config_parameter="user_bulk_import.max_columns",
    )
    user_import_max_cell_length = fields.Integer(
        string="Characters in a Cell",
        default=LIMITS.cell_length,
        config_parameter="user_bulk_import.max_cell_length",
    )
    user_import_max_photo_mb = fields.Integer(
        string="Megabytes of a Photo",
        compute="_compute_user_import_max_photo_mb",
        inverse="_inverse_user_import_max_photo_mb",
        readonly=False,
    )
    user_import_keep_days = fields.Integer(
        string="Days an Import Waits",
        default=KEEP_DAYS,
        config_parameter="user_bulk_import.keep_days",
    )
    user_import_mails_per_hour = fields.Integer(
        string="Mails per Hour",
        config_parameter="user_bulk_import.mails_per_hour",
        help="The most invitations and registration mails that leave in an hour; 0: no limit.",
    )

    def _compute_user_import_max_photo_mb(self):
        self.user_import_max_photo_mb = max(1, self.env["user.import.photo"]._max_bytes() // MB)

    def _inverse_user_import_max_photo_mb(self):
        for settings in self:
            limit = settings.user_import_max_photo_mb * MB or MAX_BYTES
            parameters = self.env["ir.config_parameter"].sudo()
            parameters.set_param("user_bulk_import.max_photo_bytes", limit)
