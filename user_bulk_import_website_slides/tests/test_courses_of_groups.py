from odoo.tests import tagged

from .common import CourseCase


@tagged("post_install", "-at_install")
class TestCoursesOfGroups(CourseCase):
    """Training groups, distribution rules and security groups stand for courses."""

    def test_a_training_group_enrolls(self):
        row = self.give("Training group", "Drivers")
        self.assertEqual((row.outcome, row.issues or []), ("created", []))
        self.assertEqual(self.courses(), self.safety | self.loads)
        self.assertEqual(self.give("Training group", "Drivers").action, "unchanged")

    def test_the_review_says_where_courses_come_from(self):
        row = self.plan("Training group", "Drivers")
        [fired] = row.rules
        self.assertIn("Drivers", fired["name"])
        self.assertEqual(sorted(fired["gave"]["courses"]), ["Fire safety", "Securing loads"])

    def test_the_test_bench_tells_where_courses_come_from(self):
        """Where a training group gives some; the many that give none are not told."""
        self.env["user.import.rule"].search([]).unlink()
        action = self.env["user.import.rule"].with_user(self.teacher).action_try_all()
        bench = self.env["user.import.rule.bench"].with_user(self.teacher)
        bench = bench.with_context(**action["context"]).new({"way": "rows"})
        bench.pasted = [{"name": "", "text": "Name,Training group\nAnn,Drivers\nBob,\n"}]
        ann, bob = bench._outcome_values()["rows"]
        [step] = ann["steps"]
        self.assertEqual(step["checks"][0]["sentence"], "Tags is Training group: Drivers")
        self.assertIn(("Courses", ["Fire safety", "Securing loads"]), ann["end"])
        self.assertFalse(bob["steps"])

    def test_a_training_group_by_default_enrolls_new_users(self):
        self.give("city", "Oslo", read_options={"defaults": {"tags": "Training group: Drivers"}})
        self.assertEqual(self.courses(), self.safety | self.loads)

    def test_a_course_added_to_the_group_later_follows_with_the_next_import(self):
        self.give("Training group", "Drivers")
        self.drivers.import_course_ids += self.opened
        self.assertEqual(self.give("Training group", "Drivers").outcome, "updated")
        self.assertIn(self.opened, self.courses())

    def test_a_tag_given_by_hand_enrolls_nobody(self):
        self.give("city", "Oslo")
        self.user("ann@example.com").category_id += self.drivers
        self.give("city", "Bergen")
        self.assertFalse(self.courses())

    def test_a_group_that_the_row_takes_away_enrolls_nobody(self):
        self.give("tags", "-Training group: Drivers")
        self.assertFalse(self.courses())

    def test_a_rule_enrolls_and_gives_training_groups_that_do(self):
        self.env["user.import.rule"].create(
            {
                "name": "People of Oslo",
                "condition_ids": [(0, 0, {"field": "city", "operator": "is", "value": "Oslo"})],
                "course_ids": [(6, 0, self.opened.ids)],
                "tag_ids": [(6, 0, self.drivers.ids)],
                "stop": True,
            }
        )
        row = self.give("city", "Oslo")
        self.assertEqual(self.courses(), self.safety | self.loads | self.opened)
        self.assertEqual(len(row.rules), 2)
        self.give("city", "Bergen", login="bob@example.com")
        self.assertFalse(self.courses("bob@example.com"))

    def test_an_archived_course_takes_nobody_in(self):
        self.loads.active = False
        row = self.give("Training group", "Drivers")
        self.assertEqual((row.outcome, row.issues or []), ("created", []))
        self.assertEqual(self.courses(), self.safety)

    def test_members_of_a_security_group_are_enrolled_as_odoo_does(self):
        group = self.env["res.groups"].create({"name": "Crew"})
        self.teacher.group_ids += group
        self.env["user.import.role"].create(
            {
                "name": "Crew",
                "code": "CREW",
                "user_type": "portal",
                "group_ids": [(6, 0, group.ids)],
            }
        )
        self.give("city", "Oslo", login="bob@example.com")
        self.safety.enroll_group_ids = group
        self.give("roles", "Crew")
        self.give("roles", "Crew", login="bob@example.com")
        for login in ("ann@example.com", "bob@example.com"):
            self.assertEqual(self.courses(login), self.safety, login)
        self.assertEqual(self.give("roles", "Crew").action, "unchanged")
