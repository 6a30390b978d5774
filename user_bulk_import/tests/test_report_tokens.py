"""What stands for passwords in a report, and comes back with it."""

import base64
import io

from odoo.tests import new_test_user

from .common_corrections import CorrectionCase


class TestReportTokens(CorrectionCase):
    """What stands for a password gives it to the person it was meant for, and to nobody else."""

    def setUp(self):
        super().setUp()
        self.run = self.waiting()
        self.book = self.report(self.run)
        self.page = self.book.active
        self.page["C2"], self.page["C3"] = "bob@example.com", "cid@example.com"
        self.token = self.page["D2"].value

    def assert_refused(self, run, number=0):
        row = self.rows(run)[number]
        self.assertEqual((row.action, self.codes(row)), ("reject", ["token_unusable"]))
        self.assertNotIn("cedar", str(row.read()))

    def test_a_token_tells_nothing(self):
        self.assertRegex(self.token, r"^\[kept:\d+\.\d+\.c3\.[\w-]{22}\]$")
        self.assertNotIn("cedar", base64.b64decode(self.token[-23:-1] + "==", "-_").decode("latin"))
        self.assertNotEqual(self.token, self.page["D3"].value)

    def test_rows_never_show_what_a_token_stands_for(self):
        corrected = self.upload(self.book)
        row = self.rows(corrected)[0]
        self.assertNotIn("cedar", str(row.read()))
        self.assertEqual(row.cells["c3"], "********")

    def test_a_forged_token_is_an_error(self):
        other = "A" if self.token[-3] != "A" else "B"
        self.page["D2"] = self.token[:-3] + other + self.token[-2:]
        self.assert_refused(self.upload(self.book))

    def test_a_token_of_another_row_is_an_error(self):
        self.page["D2"], self.page["D3"] = self.page["D3"].value, self.token
        corrected = self.upload(self.book)
        self.assert_refused(corrected)
        self.assert_refused(corrected, 1)

    def test_a_token_serves_a_row_whose_key_was_corrected(self):
        self.page["A2"] = "robert"
        corrected = self.upload(self.book)
        self.assertEqual(self.rows(corrected)[0].action, "create")

    def test_a_token_that_was_filled_down_serves_one_row_alone(self):
        self.page["A2"], self.page["A3"] = "robert", "cedric"
        self.page["D3"] = self.token
        corrected = self.upload(self.book)
        self.assertEqual(self.rows(corrected)[0].action, "create")
        self.assert_refused(corrected, 1)

    def test_a_token_of_somebody_elses_run_is_an_error(self):
        other = new_test_user(
            self.env,
            login="other",
            groups="user_bulk_import.group_user_import",
            email="o@x.example",
        )
        self.assert_refused(self.upload(self.book, user=other))
        admin = self.env.ref("base.user_admin")
        self.assert_refused(self.upload(self.book, user=admin))

    def test_reports_for_others_have_no_tokens(self):
        page = self.report(self.run, user=self.env.ref("base.user_admin")).active
        self.assertIsNone(page["D2"].value)
        self.assertIn(self.importer.name, page["D2"].comment.text)

    def test_a_token_of_another_company_is_an_error(self):
        company = self.env["res.company"].create({"name": "Other"})
        self.importer.company_ids += company
        file = io.BytesIO()
        self.book.save(file)
        Run = self.env["user.import.run"].with_user(self.importer).with_company(company)
        run = Run._open(
            "x.xlsx", file.getvalue(), profile=self.standard, policy={"password_mode": "file"}
        )
        self.advance(run)
        self.assert_refused(run)

    def test_a_token_of_a_run_that_has_ended_is_an_error(self):
        self.run.action_cancel()
        self.assertEqual(self.run.state, "cancelled")
        self.assert_refused(self.upload(self.book))

    def test_a_token_in_a_column_that_can_be_read_is_an_error(self):
        self.page["B2"] = self.token
        self.page["D2"] = "Typed-anew-77"
        corrected = self.upload(self.book)
        self.assert_refused(corrected)

    def test_the_file_can_be_read_again_after_the_old_run_has_ended(self):
        corrected = self.upload(self.report(self.run, rows="all"), corrects=self.run)
        self.assertEqual(self.run.state, "cancelled")
        self.rows(corrected).unlink()
        corrected.sudo().state = "reading"
        self.advance(corrected)
        self.assertNotIn("token_unusable", str(self.rows(corrected).mapped("issues")))

    def test_what_was_taken_over_is_erased_at_the_end(self):
        corrected = self.upload(self.book)
        self.assertTrue(corrected.sudo().taken_secrets)
        self.assertNotIn("cedar", corrected.sudo().taken_secrets)
        self.confirm(corrected)
        self.assertFalse(corrected.sudo().taken_secrets)

    def test_two_uploads_of_one_report_are_both_read(self):
        self.assertEqual(self.upload(self.book).failed_count, 0)
        self.assertEqual(self.upload(self.book).failed_count, 0)
