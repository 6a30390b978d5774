from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import CourseCase


@tagged("post_install", "-at_install")
class TestRights(CourseCase):
    """An import enrolls only where the importing person may, whatever brings the course."""

    def assert_refused(self, row, code):
        self.assertEqual((row.action, self.codes(row)), ("reject", [code]))

    def test_by_a_column(self):
        row = self.plan("Courses", "Fire safety", user=self.importer)
        self.assert_refused(row, "course_not_own")

    def test_a_course_that_is_open_to_all_may_be_given_by_all(self):
        row = self.give("Courses", "Welcome", user=self.importer)
        self.assertEqual(row.outcome, "created")
        self.assertEqual(self.courses(), self.opened)

    def test_by_a_training_group(self):
        row = self.plan("Training group", "Drivers", user=self.importer)
        self.assertEqual(row.action, "reject")
        self.assertEqual(set(self.codes(row)), {"rule_refused"})
        self.assertIn("Drivers", str(row.issues))

    def test_by_a_rule(self):
        self.env["user.import.rule"].create(
            {"name": "Everybody", "course_ids": [(6, 0, self.safety.ids)]}
        )
        row = self.plan("city", "Oslo", user=self.importer)
        self.assert_refused(row, "rule_refused")

    def test_no_title_is_told_of_a_course_that_the_importer_may_not_see(self):
        """Neither of one that is refused, nor of one in which a person is already."""
        self.safety.is_published = False
        self.loads.is_published = False
        rule = self.env["user.import.rule"].create(
            {"name": "Oslo", "course_ids": [(6, 0, self.safety.ids)]}
        )
        rule.condition_ids.create({"rule_id": rule.id, "field": "city", "value": "Oslo"})
        self.give("Courses", "Fire safety")
        for header, cell in (
            ("Training group", "Drivers"),
            ("city", "Oslo"),
            ("Courses", "Welcome"),
        ):
            for login in ("ann@example.com", "new@example.com"):
                with self.subTest(header=header, login=login):
                    row = self.plan(header, cell, login=login, user=self.importer)
                    told = str([row.read(), row.issue_text, row.change_text, row.card])
                    self.assertNotIn("Fire safety", told)
                    self.assertNotIn("Securing loads", told)
        self.assertEqual(rule.with_user(self.importer).gives_text, "Courses: a hidden course")
        self.assertEqual(rule.with_user(self.teacher).gives_text, "Courses: Fire safety")

    def test_by_a_default(self):
        row = self.plan(
            "city",
            "Oslo",
            user=self.importer,
            read_options={"defaults": {"courses": "Fire safety"}},
        )
        self.assert_refused(row, "course_not_own")

    def test_by_a_choice(self):
        run = self.open_run("login,name,Courses\na@example.com,Ann,Fire\n", user=self.importer)
        value = self.env["user.import.value"].search([("run_id", "=", run.id)])
        with self.assertRaisesRegex(UserError, "may not enroll"):
            value.with_user(self.importer).to_course_id = self.safety

    def test_the_responsible_of_a_course_may(self):
        self.importer.group_ids += self.env.ref("website_slides.group_website_slides_officer")
        self.safety.user_id = self.importer
        self.assertEqual(self.give("Courses", "Fire safety", user=self.importer).outcome, "created")
        row = self.plan("Courses", "Securing loads", login="b@example.com", user=self.importer)
        self.assert_refused(row, "course_not_own")

    def test_rights_lost_since_the_plan_count(self):
        run = self.open_run(
            "login,name,Courses\nann@example.com,Ann,Fire safety\n", user=self.teacher
        )
        manager = self.env.ref("website_slides.group_website_slides_manager")
        run._confirm()
        self.teacher.group_ids -= manager
        self.advance(run)
        self.assertEqual(self.rows(run).outcome, "failed")
        self.assertFalse(self.safety.channel_partner_all_ids.partner_id.user_ids - self.env.user)

    def test_nobody_makes_a_tag_stand_for_courses_of_others(self):
        drivers = self.drivers.with_user(self.importer)
        drivers.name = "Truck drivers"
        drivers.import_course_ids += self.opened
        drivers.import_course_ids -= self.loads
        with self.assertRaises(AccessError):
            drivers.import_course_ids += self.loads
        with self.assertRaises(AccessError):
            drivers.create({"name": "Mine", "import_course_ids": [(6, 0, self.safety.ids)]})

    def test_nobody_writes_a_rule_that_gives_courses_of_others(self):
        Rule = self.env["user.import.rule"].with_user(self.importer)
        if not Rule.has_access("create"):
            self.importer.group_ids += self.env.ref("base.group_erp_manager")
        with self.assertRaises(AccessError):
            Rule.create({"name": "Mine", "course_ids": [(6, 0, self.safety.ids)]})
