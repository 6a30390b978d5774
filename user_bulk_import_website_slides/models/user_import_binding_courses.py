from collections import defaultdict

from odoo import api, models


class UserImportBindingCourses(models.AbstractModel):
    """Courses in which people are enrolled. An import enrolls, and takes nobody out."""

    _name = "user.import.binding.courses"
    _inherit = "user.import.binding"
    _description = "User Import Binding: Courses"

    @api.model
    def _read(self, users, fields, _catalogue):
        """Return the courses of each user: also those that the person has finished, or left, where
        an import leaves things as they are. An invitation not taken up is none."""
        # sudo: eLearning hides members from whoever does not manage courses.
        members = self.env["slide.channel.partner"].sudo().with_context(active_test=False)
        found = members.search([("partner_id", "in", users.partner_id.ids)]).filtered(
            lambda member: not (member.active and member.member_status == "invited")
        )
        courses = found.channel_id
        hidden = self.env["slide.channel"]._import_hidden(courses.ids)
        refs = {ref.id: ref for ref in courses._import_refs(hidden=hidden)}
        by_partner = defaultdict(list)
        for member in found:
            by_partner[member.partner_id.id].append(refs[member.channel_id.id])
        return {
            user.id: dict.fromkeys(fields, tuple(by_partner[user.partner_id.id])) for user in users
        }

    @api.model
    def _write_values(self, _change, _user, _spec):
        return {}

    @api.model
    def _write_after(self, pairs, _run):
        """Enroll all users of a chunk, once a course.

        :raises AccessError: where the importing person may no longer enroll people
        """
        enrolled = defaultdict(lambda: self.env["res.users"])
        for user, change in pairs:
            old = {ref.id for ref in change.old or ()}
            for ref in change.new or ():
                if ref.id not in old:
                    enrolled[ref.id] |= user
        for course_id, users in enrolled.items():
            course = self.env["slide.channel"].browse(course_id)
            course._action_add_members(self._not_left(course, users), raise_on_access=True)

    @api.model
    def _not_left(self, course, users):
        """Return the partners of those users who have not left the course by themselves: a contact
        that became a new user's may have."""
        # sudo: eLearning hides members from whoever does not manage courses.
        members = self.env["slide.channel.partner"].sudo().with_context(active_test=False)
        left = members.search(
            [
                ("channel_id", "=", course.id),
                ("partner_id", "in", users.partner_id.ids),
                ("active", "=", False),
            ]
        )
        return users.partner_id - left.partner_id
