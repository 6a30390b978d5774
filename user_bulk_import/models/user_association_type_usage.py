from odoo import api, fields, models
from odoo.exceptions import UserError

from .user_import_run_process import ENDED


class UserAssociationType(models.Model):
    """How many people a type associates; one that is in use stays."""

    _inherit = "user.association.type"

    association_count = fields.Integer(
        string="Number of Associations", compute="_compute_association_count", compute_sudo=True
    )

    def _compute_association_count(self):
        groups = self.env["user.association"]._read_group(
            [("type_id", "in", self.ids)], ["type_id"], ["__count"]
        )
        counts = {kind.id: number for kind, number in groups}
        for kind in self:
            kind.association_count = counts.get(kind.id, 0)

    def action_view_associations(self):
        """Open the associations of this type."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "user_bulk_import.action_user_association"
        )
        return {
            **action,
            "domain": [("type_id", "=", self.id)],
            "context": {"default_type_id": self.id},
        }

    def write(self, vals):
        """Keep the code by which the plan of a waiting import knows the type: with that of another
        one, people would be associated as nobody has seen it in the review."""
        if "code" in vals:
            self.filtered(lambda kind: kind.code != vals["code"])._check_not_planned()
        return super().write(vals)

    def _check_not_planned(self):
        # sudo: also of imports that the writer does not see
        columns = self.env["user.import.column"].sudo()
        planned = [("association_type_id", "in", self.ids), ("run_id.state", "not in", ENDED)]
        if used := columns.search([*planned, ("run_id", "!=", False)], limit=1):
            raise UserError(
                self.env._(
                    "An import that has not ended yet uses the code of %s. Change it when that "
                    "import is done.",
                    used.association_type_id.name,
                )
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_used(self):
        for kind in self.sudo():
            if kind.association_count:
                raise UserError(
                    self.env._(
                        "%(type)s associates people: %(count)s times. Delete these associations "
                        "first, or archive the type, and imports use it no more.",
                        type=kind.name,
                        count=kind.association_count,
                    )
                )
