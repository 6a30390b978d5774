from odoo import fields, models


class ResUsers(models.Model):
    """Which picture an import gave a user, so that the same one again is no change."""

    _inherit = "res.users"

    import_photo = fields.Json(
        copy=False,
        groups=fields.NO_ACCESS,
        help="Digest of the picture as the import had it, and checksum of what Odoo keeps of it.",
    )
