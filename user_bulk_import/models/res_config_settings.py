from odoo import fields, models

from ..engine.tables import Limits

LIMITS = Limits()


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
