"""Students without an e-mail address and their parents, from the file to the users."""

from odoo.tests import tagged

from .common_row_edits import RowEditCase

HEADER = "Login,Name,E-mail,Role,Child,Guardian\n"
KIM = "kim,Kim Kid,,Student,,\n"
ANNA = "anna,Anna Berg,anna@example.com,Parent,,\n"


@tagged("post_install", "-at_install")
class TestGuardians(RowEditCase):
    def actions(self, run):
        return self.rows(run).mapped("action")

    def test_a_student_without_address_and_parent_is_left_out_and_told_why(self):
        run = self.open_run(HEADER + KIM)
        [row] = self.rows(run)
        self.assertEqual(self.codes(row), ["guardian_missing"])
        self.assertIn("Parent (Student ↔ Parent)", row.issue_text)
        self.assertEqual(row.issues[0]["column"], "Guardian")

    def test_the_profile_may_waive_it(self):
        run = self.import_file(HEADER + KIM, require_guardian=False)
        self.assertEqual(run.created_count, 1)
        self.assertEqual(self.codes(self.rows(run)[0]), ["no_way_in"])

    def test_student_and_parent_are_made_and_belong_together(self):
        run = self.import_file(HEADER + "kim,Kim Kid,,Student,,anna\n" + ANNA)
        self.assertEqual((run.created_count, run.warning_count), (2, 0))
        self.assertEqual(self.user("kim").associated_user_ids, self.user("anna"))

    def test_a_parent_who_is_a_user_already_may_name_a_new_student(self):
        self.import_file(HEADER + ANNA)
        run = self.import_file(HEADER + KIM + "anna,,,,kim,\n")
        self.assertEqual((run.created_count, run.failed_count), (1, 0))
        self.assertEqual(self.user("kim").associated_user_ids, self.user("anna"))

    def test_a_student_who_is_a_user_already_needs_nobody_new(self):
        self.import_file(HEADER + KIM, require_guardian=False)
        run = self.open_run(HEADER + "kim,Kim Kidd,,Student,,\n")
        self.assertEqual(self.actions(run), ["update"])

    def test_a_parent_that_is_named_in_the_review_mends_the_row(self):
        run = self.open_run(HEADER + KIM + ANNA)
        self.assertEqual(self.actions(run), ["reject", "create"])
        self.edit(self.rows(run)[0], Guardian="anna@example.com")
        self.assertEqual(self.actions(run), ["create", "create"])
        self.edit(self.rows(run)[0], Guardian="")
        self.assertEqual(self.actions(run), ["reject", "create"])

    def test_the_parents_row_mends_that_of_the_child_and_spoils_it_again(self):
        run = self.open_run(HEADER + KIM + ANNA)
        kim, anna = self.rows(run)
        self.edit(anna, Child="kim")
        self.assertEqual(kim.action, "create")
        anna.with_user(self.importer).action_leave_out()
        self.assertEqual(kim.action, "reject")
        anna.with_user(self.importer).action_take_in()
        self.assertEqual(kim.action, "create")
        self.edit(anna, Child="")
        self.assertEqual(self.codes(kim), ["guardian_missing"])

    def test_a_new_type_asks_for_guardians_of_its_own(self):
        trainee = self.env["user.import.role"].create({"name": "Novice", "code": "NOVICE"})
        self.env["user.association.type"].create(
            {
                "name": "Mentor ↔ Novice",
                "code": "mentor",
                "left_name": "Mentor",
                "right_name": "Novice",
                "guardian_side": "left",
                "right_role_ids": trainee.ids,
            }
        )
        run = self.open_run(
            "Login,Name,Role,Mentor\nnic,Nic,Novice,\nned,Ned,Novice,mia\nmia,Mia,,"
        )
        self.assertEqual(
            [self.codes(row)[:1] for row in self.rows(run)[:2]], [["guardian_missing"], []]
        )
