from odoo import fields, models


class UserImportValue(models.Model):
    _inherit = "user.import.value"

    kind = fields.Selection(selection_add=[("course", "Course")], ondelete={"course": "cascade"})
    to_course_id = fields.Many2one("slide.channel", string="Course", ondelete="set null")
