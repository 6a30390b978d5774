from odoo import fields, models

from ..engine.tables import Limits

LIMITS = Limits()

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
