from odoo import api, models


class UserImportApplier(models.AbstractModel):
    """Adds what the columns bring to the database before the first row is written."""

    _inherit = "user.import.applier"

    @api.model
    def _step(self, run):
        if not run.processed_count:
            run._add_properties_of_columns()
        return super()._step(run)
