from odoo import fields, models


class UserImportHalt(models.Model):
    """Somebody's wish that a run stops, for a while or for good.

    Whoever works on a run holds its record locked, from one chunk to the next. A wish is a record
    of its own, so that it never has to wait: it is read before each chunk.
    """

    _name = "user.import.halt"
    _description = "User Import Halt"
    _order = "id"

    run_id = fields.Many2one(
        "user.import.run", required=True, index=True, readonly=True, ondelete="cascade"
    )
    kind = fields.Selection(
        [("pause", "Pause"), ("cancel", "Cancel")], required=True, readonly=True
    )
