from odoo import api, models

from odoo.addons.user_bulk_import.engine.decisions import WRITING

from ..governing import Governing


class UserImportPlanner(models.AbstractModel):
    _inherit = "user.import.planner"

    @api.model
    def _revise(self, run, decisions):
        """See that what is planned for users with user roles is what base_user_role leaves them."""
        decisions = super()._revise(run, decisions)
        written = {row: item for row, item in decisions.items() if item.action in WRITING}
        governing = Governing(run._importer_env(), written.values())
        revised = {row: governing.revised(item, row) for row, item in written.items()}
        return decisions | revised
