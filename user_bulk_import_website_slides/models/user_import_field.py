from odoo import api, models

from ..courses import COURSES, COURSES_SPEC


class UserImportField(models.AbstractModel):
    _inherit = "user.import.field"

    @api.model
    def _specs(self):
        return (*super()._specs(), COURSES_SPEC)

    @api.model
    def _labels(self, runs):
        return {**super()._labels(runs), COURSES: self.env._("Courses")}

    @api.model
    def _binding_name(self, field):
        return "user.import.binding.courses" if field == COURSES else super()._binding_name(field)
