from odoo import api, models

from ..courses import COURSES


class UserImportTemplateChoices(models.AbstractModel):
    _inherit = "user.import.template.choices"

    @api.model
    def _candidates(self, spec, kind, definition):
        if spec.name == COURSES:
            return self.env["slide.channel"]._import_enrollable().mapped("name")
        return super()._candidates(spec, kind, definition)
