from dataclasses import replace

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

    @api.depends("course_ids")
    @api.depends_context("uid")
    def _compute_gives_text(self):
        return super()._compute_gives_text()

    def _gives_named(self):
        # sudo: the titles alone that the reader may see, but that there are others
        courses = self.sudo().course_ids
        told = courses._import_refs(hidden=self.env["slide.channel"]._import_hidden(courses.ids))
        return [*super()._gives_named(), (self.env._("Courses"), [ref.label for ref in told])]

    def _to_engine(self, env):
        """Tell no title of a course that the importing person may not see."""
        rules = super()._to_engine(env)
        refused = [ref for rule in rules for ref in rule.refused.get(COURSES, ())]
        hidden = env["slide.channel"]._import_hidden([ref.id for ref in refused])
        if not hidden:
            return rules
        courses = env["slide.channel"].sudo()
        return tuple(
            replace(
                rule,
                refused={
                    **rule.refused,
                    COURSES: courses.browse(ref.id for ref in rule.refused[COURSES])._import_refs(
                        hidden=hidden
                    ),
                },
            )
            if COURSES in rule.refused
            else rule
            for rule in rules
        )

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
