"""Students without an e-mail address and their parents, from the file to the users."""

from odoo.tests import new_test_user, tagged

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
        self.assertIn("Parent (of the Student)", row.issue_text)
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
            "Login,Name,Role,Mentor,E-mail\nnic,Nic,Novice,,\nned,Ned,Novice,mia,\nmia,Mia,,,m@x.org"
        )
        self.assertEqual(
            [self.codes(row)[:1] for row in self.rows(run)[:2]], [["guardian_missing"], []]
        )

    # -- who cannot get the invitation ---------------------------------------------------------

    def told(self, run):
        return [self.codes(row) for row in self.rows(run)]

    def test_a_child_waits_for_the_parent_whose_row_has_an_error(self):
        run = self.open_run(
            "Login,Name,E-mail,Role,Guardian,Country\nkim,Kim,,Student,pp@ex.org,\n"
            "pp,Pam,pp@ex.org,Parent,,Nowhereland\n"
        )
        kim, pam = self.rows(run)
        self.assertEqual((kim.action, self.codes(kim)), ("reject", ["guardian_unmade"]))
        self.assertEqual(kim.issues[0]["column"], "Guardian")
        self.assertIn("row 3 makes no user", kim.issue_text)
        self.edit(pam, Country="Norway")
        self.assertEqual(self.actions(run), ["create", "create"])
        self.assertEqual((run.created_count, run.failed_count, run.warning_count), (2, 0, 0))
        self.edit(pam, Name="", Country="Nowhereland")
        self.assertEqual(self.told(run)[0], ["guardian_unmade"])
        self.edit(kim, **{"E-mail": "kim@example.com"})
        self.assertEqual((kim.action, self.codes(kim)), ("create", ["association_unmade"]))

    def test_a_child_waits_for_the_parent_who_alone_names_it(self):
        run = self.open_run(HEADER + KIM + "anna,,faulty,Parent,kim,\n")
        kim, anna = self.rows(run)
        self.assertEqual((kim.action, self.codes(kim)), ("reject", ["guardian_unmade"]))
        self.assertIn("“anna” is to get the invitation", kim.issue_text)
        self.assertIn("row 3 makes no user", kim.issue_text)
        self.edit(anna, Name="Anna", **{"E-mail": "anna@example.com"})
        self.assertEqual(self.told(run), [[], []])
        self.assertTrue(anna.links_pending)
        self.edit(anna, Name="")
        self.assertEqual(self.told(run)[0], ["guardian_unmade"])
        self.edit(anna, Name="Anna")
        self.assertEqual(self.told(run), [[], []])

    def test_whoever_waits_for_a_parent_is_no_parent_of_others(self):
        """Bea answers for Kim, and somebody whose row has an error for Bea."""
        run = self.open_run(
            HEADER + "kim,Kim,,Student,,bea\nbea,Bea,,Student,,dad\ndad,,d@ex.org,,,\n"
        )
        self.assertEqual(self.told(run)[:2], [["guardian_no_email"], ["guardian_unmade"]])
        self.edit(self.rows(run)[2], Name="Dad")
        self.assertEqual(self.told(run)[:2], [["guardian_no_email"], []])

    def test_the_profile_that_waives_it_has_the_child_made_alone(self):
        run = self.open_run(
            HEADER + "kim,Kim,,Student,,dad\ndad,,d@ex.org,,,\n", require_guardian=False
        )
        self.assertEqual(self.told(run)[0], ["association_unmade"])
        self.assertEqual(self.actions(run), ["create", "reject"])

    def test_a_parent_without_an_address_does_not_answer(self):
        run = self.open_run(HEADER + "kim,Kim,,Student,,anna\nanna,Anna,,Parent,,\n")
        kim, anna = self.rows(run)
        self.assertEqual(self.told(run), [["guardian_no_email"], ["no_way_in"]])
        self.edit(anna, **{"E-mail": "anna@example.com"})
        self.assertEqual(self.told(run), [[], []])
        self.edit(anna, **{"E-mail": ""})
        self.assertEqual(kim.action, "reject")

    def test_a_user_without_an_address_answers_once_the_file_gives_one(self):
        new_test_user(self.env, login="dad", groups="base.group_portal", email=False)
        content = HEADER + "kim,Kim,,Student,,dad\ndad,,,,,\n"
        run = self.open_run(content)
        self.assertEqual(self.told(run)[0], ["guardian_no_email"])
        self.edit(self.rows(run)[1], **{"E-mail": "dad@example.com"})
        self.assertEqual(self.actions(run), ["create", "update"])
        run = self.open_run(content.replace("dad,,,,,", "dad,,dad@example.com,,,"))
        self.assertEqual(self.actions(run), ["create", "update"])

    def test_an_archived_user_answers_where_the_file_restores_them(self):
        dad = new_test_user(self.env, login="dad", groups="base.group_portal")
        dad.active = False
        content = "Login,Name,Role,Guardian,Active\nkim,Kim,Student,dad,\ndad,Dad,,,no\n"
        run = self.open_run(content, allow_suspend=True)
        self.assertEqual(self.told(run)[0], ["guardian_archived"])
        self.edit(self.rows(run)[1], Active="yes")
        self.assertEqual(self.actions(run), ["create", "restore"])
        self.edit(self.rows(run)[1], Active="no")
        self.assertEqual(self.told(run)[0], ["guardian_archived"])

    def test_who_wants_no_mail_is_a_warning(self):
        new_test_user(self.env, login="dad", groups="base.group_portal", email="dad@example.com")
        self.env["mail.blacklist"].create({"email": "dad@example.com"})
        run = self.open_run(HEADER + 'kim,Kim,,Student,,dad\nbob,Bob,,Student,,"dad,anna"\n' + ANNA)
        self.assertEqual(self.told(run), [["guardian_blacklisted"], [], []])
        self.assertEqual((run.created_count, run.warning_count), (3, 1))

    def test_many_children_are_refused_without_queries_for_each(self):
        def queries(count):
            kids = "".join(f"kid{n},Kid {n},,Student,,dad\n" for n in range(count))
            run = self.open_run(HEADER + kids + "dad,,d@ex.org,,,\n")
            self.assertEqual(run.failed_count, count + 1)
            with self.statements() as statements:
                run.with_user(self.importer).action_plan_again()
                self.advance(run)
            return len(statements)

        self.assertLess(queries(24) - queries(4), 20)
