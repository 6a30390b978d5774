from odoo import api, fields, models

from ..courses import COURSES


class UserImportRule(models.Model):
    _inherit = "user.import.rule"

    course_ids = fields.Many2many(
        "slide.channel",
        "user_import_rule_course_rel",
        "rule_id",
        "channel_id",
        string="Courses",
        help="Who meets the rule is enrolled in these courses, if the importing person may enroll "
        "people in them.",
    )

    @api.model
    def _for_run(self, run):
        importer = run.sudo()._importer_env()
        groups = self.env["res.partner.category"]._import_course_rules(importer)
        return (*super()._for_run(run), *groups)

    def _gives(self):
        return {**super()._gives(), COURSES: self.course_ids._import_refs()}

    @api.model
    def _usable(self, field, refs):
        if field != COURSES:
            return super()._usable(field, refs)
        return self._chosen("course", list(refs))

    def _beyond(self, user):
        # sudo: also of what the writer does not see
        courses = self.sudo().course_ids
        own = self.env["slide.channel"].with_user(user)._import_enrollable(courses.ids)
        return [*super()._beyond(user), *(courses - own.sudo()).mapped("name")]
