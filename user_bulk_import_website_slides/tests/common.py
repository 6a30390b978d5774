from odoo.tests import new_test_user

from odoo.addons.user_bulk_import.tests.common import ImportCase


class CourseCase(ImportCase):
    """Imports of an eLearning administrator, with courses that take nobody in by themselves."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.teacher = new_test_user(
            cls.env,
            login="teacher@example.com",
            groups="user_bulk_import.group_user_import,website_slides.group_website_slides_manager",
        )
        cls.safety, cls.loads, cls.opened = cls.env["slide.channel"].create(
            [
                {"name": "Fire safety", "enroll": "invite", "is_published": True},
                {"name": "Securing loads", "enroll": "invite", "is_published": True},
                {"name": "Welcome", "enroll": "public", "is_published": True},
            ]
        )
        category = cls.env["res.partner.category"].create({"name": "Training group"})
        cls.drivers = cls.env["res.partner.category"].create(
            {
                "name": "Drivers",
                "parent_id": category.id,
                "import_course_ids": [(6, 0, (cls.safety | cls.loads).ids)],
            }
        )

    def give(self, header, cell, login="ann@example.com", **options):
        """Return the row of an import that fills a column for a person, applied."""
        options.setdefault("user", self.teacher)
        run = self.import_file(f'login,name,{header}\n{login},Ann Lee,"{cell}"\n', **options)
        return self.rows(run)

    def plan(self, header, cell, login="ann@example.com", **options):
        """Return the same row, planned only."""
        options.setdefault("user", self.teacher)
        run = self.open_run(f'login,name,{header}\n{login},Ann Lee,"{cell}"\n', **options)
        return self.rows(run)

    def memberships(self, login="ann@example.com"):
        members = self.env["slide.channel.partner"].with_context(active_test=False)
        return members.search([("partner_id", "=", self.user(login).partner_id.id)])

    def courses(self, login="ann@example.com"):
        return self.memberships(login).channel_id
