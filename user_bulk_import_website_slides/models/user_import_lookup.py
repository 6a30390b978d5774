from odoo import api, models

from odoo.addons.user_bulk_import.engine.issues import Problem
from odoo.addons.user_bulk_import.engine.values import Ref

from ..courses import COURSE_NOT_OWN


class UserImportLookup(models.AbstractModel):
    _inherit = "user.import.lookup"

    @api.model
    def _lookup_course(self, texts, _policy):
        """Courses, by name in any installed language."""
        courses = self.env["slide.channel"].search(self._domain("course"))
        spoken = [courses.with_context(lang=code) for code, _name in self._installed()]
        entries = [
            (Ref(course.name, course.id), [other.name])
            for others in (courses, *spoken)
            for course, other in zip(courses, others, strict=True)
        ]
        answers = self._answers(texts, self._index(entries))
        own = courses._filter_add_members()
        for text, answer in answers.items():
            if isinstance(answer, Ref) and answer.id not in own.ids:
                answers[text] = Problem(COURSE_NOT_OWN, value=text)
        return answers

    @api.model
    def _domain(self, kind):
        return [("active", "=", True)] if kind == "course" else super()._domain(kind)

    @api.model
    def _chosen(self, kind, ids):
        answers = super()._chosen(kind, ids)
        if kind != "course":
            return answers
        own = self.env["slide.channel"]._import_enrollable(list(answers))
        return {
            course_id: answer
            if course_id in own.ids or isinstance(answer, Problem)
            else Problem(COURSE_NOT_OWN, value=answer.label)
            for course_id, answer in answers.items()
        }
