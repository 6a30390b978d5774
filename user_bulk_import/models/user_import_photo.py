from odoo import fields, models


class UserImportPhoto(models.Model):
    """A picture that came with an import, while the import waits."""

    _name = "user.import.photo"
    _description = "Photo of a User Import"
    _log_access = False
    _order = "run_id, id"

    run_id = fields.Many2one(
        "user.import.run", required=True, index=True, readonly=True, ondelete="cascade"
    )
    name = fields.Char(required=True, readonly=True, help="What the file calls it.")
    name_key = fields.Char(readonly=True, help="The name as names are compared.")
    digest = fields.Char(readonly=True, help="SHA-256 of the picture as it came.")
    size = fields.Integer(readonly=True, help="Bytes of the picture as it came.")
    issue = fields.Json(readonly=True, help="Why it cannot be used, if so.")
    image = fields.Binary(readonly=True, attachment=True)
