from odoo import api, fields, models
from odoo.exceptions import AccessError

from odoo.addons.user_bulk_import.engine.rules import Rule
from odoo.addons.user_bulk_import.engine.values import Ref

from ..courses import COURSES, HasTag


class ResPartnerCategory(models.Model):
    """A training group: a tag that stands for courses."""

    _inherit = "res.partner.category"

    import_course_ids = fields.Many2many(
        "slide.channel",
        "res_partner_category_import_course_rel",
        "category_id",
        "channel_id",
        string="Courses",
        help="Users who get this tag by an import are enrolled in these courses.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        tags = super().create(vals_list)
        tags._check_may_enroll(tags.sudo().import_course_ids)
        return tags

    def write(self, vals):
        before = {tag: tag.sudo().import_course_ids for tag in self}
        super().write(vals)
        for tag, courses in before.items():
            tag._check_may_enroll(tag.sudo().import_course_ids - courses)
        return True

    def _check_may_enroll(self, courses):
        """Raise AccessError where the writer may not enroll people in the courses: other people's
        imports do so by the tag."""
        if self.env.su or not courses:
            return
        usable = self.env["slide.channel"]._import_enrollable(courses.ids)
        if refused := courses - usable.sudo():
            raise AccessError(
                self.env._(
                    "You may not enroll people in these courses: %s. Let their responsible, or an "
                    "eLearning administrator, choose them.",
                    ", ".join(refused.mapped("name")),
                )
            )

    @api.model
    def _import_course_rules(self, env):
        """Return a rule for each training group: who gets the tag gets its courses.

        :param env: of the importing person; courses that this one may not give are refused
        :rtype: tuple[Rule, ...]
        """
        # sudo: what the tag gives is refused where the importing person does not see it.
        tags = self.sudo().with_context(lang=env.lang).search([("import_course_ids", "!=", False)])
        usable = env["slide.channel"]._import_enrollable(tags.import_course_ids.ids)
        hidden = env["slide.channel"]._import_hidden(tags.import_course_ids.ids)
        lookup = self.env["user.import.lookup"]
        return tuple(
            Rule(
                -tag.id,  # the ids of rules that people write are positive
                lookup._tag_ref(tag).label,
                (HasTag(tag.id, lookup._tag_ref(tag).label),),
                gives={COURSES: tag.import_course_ids.filtered("active")._import_refs(usable)},
                refused={COURSES: (tag.import_course_ids - usable)._import_refs(hidden=hidden)},
                always=True,
            )
            for tag in tags
        )


class SlideChannel(models.Model):
    _inherit = "slide.channel"

    @api.model
    def _import_enrollable(self, ids=None):
        """Return the courses in which the present user may enroll others.

        :param ids: only of these
        """
        domain = [("active", "=", True)] + ([] if ids is None else [("id", "in", ids)])
        return self.search(domain)._filter_add_members()

    @api.model
    def _import_hidden(self, ids):
        """Return the ids of those courses that the present user may not see."""
        courses = self.sudo(False).with_context(active_test=False)
        return frozenset(ids) - frozenset(courses.search([("id", "in", list(ids))]).ids)

    def _import_refs(self, usable=None, hidden=()):
        """Return the courses as the engine has them, those alone that are ``usable``.

        :param hidden: ids of courses whose title is not told
        """
        courses = self if usable is None else self & usable.with_env(self.env)
        return tuple(
            Ref(self.env._("a hidden course") if course.id in hidden else course.name, course.id)
            for course in courses
        )
