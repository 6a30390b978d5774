"""A report is corrected as a person does it, and uploaded again."""

import io

import openpyxl

from odoo.exceptions import AccessError
from odoo.tests import Form, new_test_user

from odoo.addons.user_bulk_import.engine.readers.bundle import Part, pack

from .common import pasted
from .common_corrections import HEADER, PEOPLE, CorrectionCase


class TestReportCorrection(CorrectionCase):
    def test_the_corrected_report_does_what_the_corrected_file_does(self):
        run = self.waiting()
        book = self.report(run)
        page = book.active
        page["C2"], page["C3"] = "bob@example.com", "cid@example.com"
        corrected = self.upload(book)
        text = PEOPLE.replace("nonsense", "bob@example.com").replace("wrong", "cid@example.com")
        original = self.waiting("".join(text.splitlines(True)[:1] + text.splitlines(True)[2:]))
        self.assertEqual(self.decisions(corrected), self.decisions(original))
        self.assertEqual(set(self.decisions(corrected)), {"bob", "0042"})
        self.assertEqual(corrected.failed_count, 0)
        self.assertEqual(corrected.column_ids.mapped("header"), HEADER)
        self.assertEqual(corrected.issues, original.issues)
        self.confirm(corrected)
        self.check_password("bob", "Kx4-cedar-Delta")
        self.check_password("0042", "Qp7-amber-Lotus")
        self.assertEqual(self.user("bob").name, "=2+3")

    def test_all_rows_can_be_uploaded_again_too(self):
        run = self.waiting()
        book = self.report(run, rows="all")
        self.assertEqual(book.sheetnames, ["» Summary", "» Rows"])
        corrected = self.upload(book)
        self.assertEqual(self.decisions(corrected), self.decisions(run))
        self.assertEqual(set(corrected.row_ids.mapped("sheet")), {""})

    def test_values_beyond_the_last_column_come_back_as_such(self):
        run = self.waiting("Login,Name\nann,Ann,more\nbob,Bob\n", password_mode="invite")
        corrected = self.upload(self.report(run, rows="all"), password_mode="invite")
        self.assertEqual(self.decisions(corrected), self.decisions(run))
        self.assertIn("extra_cells", self.codes(self.rows(corrected)[0]))

    def test_sheets_keep_their_profile_lines(self):
        school = self.env["user.import.profile"].search([("code", "=", "school")])
        people = [["First Name", "Last Name", "E-mail"], ["Ann", "Lee", "nonsense"]]
        book = openpyxl.Workbook()
        book.active.title = "Parents"
        for line in people:
            book.active.append(line)
        file = io.BytesIO()
        book.save(file)
        run = self.open_run(file.getvalue(), name="school.xlsx", profile=school)
        self.assertEqual(self.report(run).sheetnames, ["Parents"])

    def test_a_report_of_several_files_goes_by_their_names_again(self):
        school = self.env.ref("user_bulk_import.profile_school")
        text = b"First Name,Last Name,E-mail\nAnn,Lee,nonsense\n"
        content = pack([Part("Students.csv", text), Part("Parents.csv", text)])
        options = {"name": "school", "profile": school, "password_mode": "invite"}
        run = self.open_run(content, read_options={"bundle": True}, **options)
        corrected = self.upload(
            self.report(run, rows="all"), run, profile=school, password_mode="invite"
        )
        self.assertEqual(corrected.row_ids.mapped("sheet"), ["Students", "Parents"])
        self.assertEqual(self.decisions(corrected), self.decisions(run))

    def test_a_report_after_the_end_says_why_passwords_are_gone(self):
        run = self.waiting()
        self.confirm(run)
        page = self.report(run).active
        self.assertIsNone(page["D2"].value)
        self.assertIn("Type it again", page["D2"].comment.text)

    def test_a_mailed_report_has_neither_passwords_nor_tokens(self):
        page = self.report(self.waiting(), secrets="mail").active
        self.assertIsNone(page["D2"].value)
        self.assertIn("never sent by e-mail", page["D2"].comment.text)


class TestReportReplaces(CorrectionCase):
    """A corrected file takes the place of the import that it corrects."""

    def test_the_whole_file_ends_the_old_import(self):
        run = self.waiting()
        book = self.report(run, rows="all")
        book["» Rows"]["C3"], book["» Rows"]["C4"] = "bob@example.com", "cid@example.com"
        corrected = self.upload(book, corrects=run)
        self.assertEqual((run.state, corrected.state), ("cancelled", "review"))
        self.assertEqual(corrected.failed_count, 0)
        self.assertFalse(run.sudo().salt)
        for one, other in ((run, corrected), (corrected, run)):
            told = " ".join(one.message_ids.mapped("body"))
            self.assertIn(f'data-oe-id="{other.id}"', told)
        self.confirm(corrected)
        self.check_password("ann", "Zw9-tulip-Orbit")

    def test_a_part_of_the_rows_leaves_the_others_waiting(self):
        run = self.waiting()
        corrected = self.upload(self.report(run), corrects=run)
        self.assertEqual(run.state, "review")
        self.assertTrue(corrected.awaits_rest)
        self.confirm(run)
        self.assertFalse(corrected.awaits_rest)
        self.assertTrue(self.user("ann"))

    def test_a_file_that_cannot_be_read_ends_nothing(self):
        run = self.waiting()
        corrected = (
            self.env["user.import.run"]
            .with_user(self.importer)
            ._open("x.csv", b"Login,Login\nann,ann\n", profile=self.standard)
        )
        corrected._correct(run)
        self.advance(corrected)
        self.assertEqual((corrected.state, run.state), ("failed", "review"))

    def test_nobody_replaces_somebody_elses_import(self):
        run = self.waiting()
        other = new_test_user(self.env, login="o", groups="user_bulk_import.group_user_import")
        with self.assertRaises(AccessError):
            self.upload(self.report(run), corrects=run, user=other)
        wizard = self.env["user.import.wizard"].with_user(other)
        wizard = wizard.create(
            {
                "profile_id": self.standard.id,
                "pasted": [pasted("Login,Name\nann,Ann\n")],
                "corrects_run_id": run.id,
            }
        )
        with self.assertRaises(AccessError):
            wizard.action_continue()
        self.assertEqual(run.state, "review")

    def test_the_upload_keeps_profile_and_settings(self):
        run = self.waiting(comment="Autumn", allow_suspend=True)
        action = run.action_upload_corrected()
        wizard = Form(
            self.env["user.import.wizard"]
            .with_user(self.importer)
            .with_context(**action["context"])
        )
        self.assertEqual(wizard.profile_id, run.profile_id)
        self.assertEqual((wizard.password_mode, wizard.allow_suspend), ("file", True))
        self.assertEqual(wizard.comment, "Autumn")
        wizard.profile_id = self.env.ref("user_bulk_import.profile_school")
        self.assertFalse(wizard.allow_suspend, "another profile brings its own")

    def test_another_file_keeps_the_profile(self):
        run = self.import_file(
            PEOPLE,
            name="students.csv",
            profile=self.env.ref("user_bulk_import.profile_school"),
        )
        context = run.action_import_another()["context"]
        self.assertEqual(context["default_profile_id"], run.profile_id.id)
        self.assertNotIn("default_corrects_run_id", context)


class TestReportColumns(CorrectionCase):
    """What was decided about the columns of the old import counts for the corrected one."""

    def guided(self, content):
        run = (
            self.env["user.import.run"]
            .with_user(self.importer)
            ._open("people.csv", content.encode(), profile=self.standard, guided=True)
        )
        self.advance(run)
        return run

    def column(self, run, header):
        return run.column_ids.filtered(lambda column: column.header == header)

    def targets(self, run):
        return {column.header: column._field_name() for column in run.sudo().column_ids}

    def test_titles_and_fields_that_a_person_chose_are_taken_over(self):
        run = self.guided("Kto,Name,E-mail,Xyz\nann,Ann,wrong,Sales\nbob,Bob,bob@example.com,\n")
        self.assertEqual(run.state, "columns")
        self.column(run, "Kto").write({"header": "Login"})
        self.column(run, "Xyz").write({"target": "function"})
        run.action_columns_done()
        self.advance(run)
        self.assertEqual(run.failed_count, 1)
        book = self.report(run, rows="all")
        page = book["» Rows"]
        self.assertEqual([cell.value for cell in page[1]][:4], ["Login", "Name", "E-mail", "Xyz"])
        page["C2"] = "ann@example.com"
        corrected = self.upload(book, corrects=run, password_mode="invite")
        self.assertEqual(self.targets(corrected), self.targets(run))
        self.assertEqual(corrected.failed_count, 0)
        [(action, changes, _codes)] = [
            found for login, found in self.decisions(corrected).items() if login == "ann"
        ]
        self.assertEqual(action, "create")
        self.assertIn("Sales", str(changes))

    def test_what_values_stand_for_is_taken_over(self):
        run = self.open_run("Login,Name,Roles\nann,Ann,Zorgling\n")
        value = run.sudo().value_ids
        self.assertEqual((value.text, run.failed_count), ("Zorgling", 1))
        value.to_role_id = self.env.ref("user_bulk_import.role_candidate")
        corrected = self.upload(
            self.report(run.sudo(False), rows="all"), corrects=run, password_mode="invite"
        )
        self.assertEqual(corrected.failed_count, 0)
