from odoo.tests import tagged

from .common import CourseCase


@tagged("post_install", "-at_install")
class TestCourses(CourseCase):
    def test_a_column_enrolls_a_new_user(self):
        row = self.give("Courses", "Fire safety; welcome")
        self.assertEqual((row.outcome, row.issues or []), ("created", []))
        self.assertEqual(self.courses(), self.safety | self.opened)
        self.assertEqual(set(self.memberships().mapped("member_status")), {"joined"})

    def test_the_plan_names_the_courses(self):
        row = self.plan("Courses", "Fire safety")
        [change] = [item for item in row._changes() if item.field == "courses"]
        self.assertEqual([ref.label for ref in change.new], ["Fire safety"])
        self.assertIn("Fire safety", row.card)
        self.assertIn("Courses", row.card)

    def test_nobody_is_mailed(self):
        self.env["mail.mail"].search([]).unlink()
        before = self.env["mail.message"].search_count([("model", "=", "slide.channel")])
        self.give("Courses", "Fire safety")
        self.assertFalse(self.env["mail.mail"].search([]))
        after = self.env["mail.message"].search_count([("model", "=", "slide.channel")])
        self.assertEqual(after, before)
        self.assertIn(self.user("ann@example.com").partner_id, self.safety.message_partner_ids)

    def test_the_same_import_again_changes_nothing(self):
        self.give("Courses", "Fire safety")
        self.assertEqual(self.give("Courses", "Fire safety").action, "unchanged")
        self.assertEqual(self.give("Courses", "Fire safety, Welcome").action, "update")
        self.assertEqual(len(self.memberships()), 2)

    def test_who_has_finished_or_left_stays_so(self):
        self.give("Courses", "Fire safety, Securing loads")
        done, left = self.memberships().sorted("channel_id")
        done.member_status = "completed"
        left.channel_id._remove_membership(left.partner_id.ids)
        self.assertFalse(left.active)
        row = self.give("Courses", "Fire safety, Securing loads")
        self.assertEqual(row.action, "unchanged")
        self.assertEqual(done.member_status, "completed")
        self.assertFalse(left.active)

    def test_a_contact_that_left_a_course_stays_out_as_a_user(self):
        contact = self.env["res.partner"].create({"name": "Ann Lee", "email": "ann@example.com"})
        self.safety._action_add_members(contact)
        self.safety._remove_membership(contact.ids)
        self.give("Courses", "Fire safety, Welcome")
        self.assertEqual(self.user("ann@example.com").partner_id, contact)
        self.assertEqual(self.memberships().filtered("active").channel_id, self.opened)

    def test_an_invitation_becomes_an_enrollment(self):
        self.give("Courses", "Welcome")
        partner = self.user("ann@example.com").partner_id
        self.safety._action_add_members(partner, member_status="invited")
        self.assertEqual(self.give("Courses", "Fire safety").outcome, "updated")
        self.assertEqual(set(self.memberships().mapped("member_status")), {"joined"})
        self.assertEqual(self.give("Courses", "Fire safety").action, "unchanged")

    def test_replacing_roles_and_tags_takes_nobody_out_of_a_course(self):
        self.give("Courses", "Fire safety")
        row = self.give("Courses", "Welcome", multi_value_mode="replace")
        self.assertEqual(row.outcome, "updated")
        self.assertEqual(self.courses(), self.safety | self.opened)
        row = self.give("Courses", "Welcome", multi_value_mode="replace")
        self.assertEqual(row.action, "unchanged")

    def test_taking_away_is_refused(self):
        self.give("Courses", "Fire safety")
        row = self.plan("Courses", "-Fire safety")
        self.assertEqual((row.action, self.codes(row)), ("reject", ["course_stays"]))
        self.assertEqual(row.issues[0]["column"], "Courses")

    def test_an_unknown_course_is_chosen_for_the_whole_file(self):
        run = self.open_run(
            "login,name,Courses\na@example.com,Ann,Fire\nb@example.com,Bob,fire\n",
            user=self.teacher,
        )
        self.assertEqual(self.codes(self.rows(run)[0]), ["value_unknown"])
        value = self.env["user.import.value"].search([("run_id", "=", run.id)])
        self.assertEqual((value.kind, value.count), ("course", 2))
        value.with_user(self.teacher).to_course_id = self.safety
        self.assertEqual(set(self.rows(run).mapped("action")), {"create"})

    def test_the_template_offers_the_courses(self):
        columns = self.env["user.import.column"]._selection_target()
        self.assertIn(("courses", "Courses"), columns)
        run = self.open_run("login\na@example.com\n", user=self.teacher)
        spec = run._catalogue()["courses"]
        offered = self.env["user.import.template.choices"].with_user(self.teacher)
        self.assertIn("Fire safety", offered._of(run, spec, "", {}).texts)
