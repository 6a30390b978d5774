"""The report of an import, downloaded in the browser."""

import io

import openpyxl

from odoo.tests import HttpCase, new_test_user, tagged

from .common import ImportCase

PEOPLE = "Login,Name,E-mail,Password\nann,Ann,ann@example.com,Zw9-tulip-Orbit\nbob,=2+3,nonsense,\n"
OWN = ["» Row", "» Status", "» Reason"]


@tagged("post_install", "-at_install")
class TestReport(ImportCase, HttpCase):
    def download(self, run, login, rows="all"):
        self.authenticate(login, login)
        return self.url_open(f"/user_bulk_import/report/{run.id}?rows={rows}")

    def book(self, response):
        return openpyxl.load_workbook(io.BytesIO(response.content))

    def lines(self, response, sheet="» Rows"):
        rows = self.book(response)[sheet].iter_rows(values_only=True)
        return [list(line) for line in rows]

    def test_it_holds_each_row_with_decision_and_reason_and_no_password(self):
        run = self.open_run(PEOPLE, name="people.csv", password_mode="generate")
        response = self.download(run, self.importer.login)
        self.assertEqual(response.status_code, 200)
        self.assertIn("people-report.xlsx", response.headers["Content-Disposition"])
        header, ann, bob = self.lines(response)
        self.assertEqual(header[:4], ["Login", "Name", "E-mail", "Password"])
        self.assertEqual(header[4:], [*OWN, "» Changes", "» User"])
        self.assertEqual((ann[4:6], bob[4:6]), ([2, "Create"], [3, "Error"]))
        self.assertIn("nonsense", bob[6])
        self.assertEqual(bob[1], "=2+3")
        self.assertNotIn(b"tulip", response.content)
        self.assertNotIn("tulip", str(ann))

    def test_rows_with_errors_alone_with_the_cell_marked(self):
        run = self.open_run(PEOPLE, name="people.csv", password_mode="generate")
        response = self.download(run, self.importer.login, "errors")
        self.assertIn("people-errors.xlsx", response.headers["Content-Disposition"])
        header, bob = self.lines(response)
        self.assertEqual(header, ["Login", "Name", "E-mail", "Password", *OWN])
        self.assertEqual(bob[0], "bob")
        [page] = self.book(response).worksheets
        self.assertIn("nonsense", page["C2"].comment.text)
        self.assertEqual(page["C2"].fill.start_color.rgb, "FFFFC7CE")
        self.assertIsNone(page["A2"].comment)

    def test_after_the_import_it_tells_what_became_of_each_row(self):
        run = self.import_file(PEOPLE, password_mode="generate", comment="Autumn")
        response = self.download(run, self.importer.login)
        _header, ann, bob = self.lines(response)
        self.assertEqual((ann[5], bob[5]), ("Created", "Failed"))
        summary = dict(self.lines(response, "» Summary")[1:])
        self.assertEqual(summary["Comment"], "Autumn")
        self.assertEqual((summary["Created"], summary["Errors"]), (1, 1))
        self.assertEqual(summary["New User Password"], "Made where the file has none")
        self.assertNotIn("Operation", summary, "it is as the profile says")

    def test_users_are_linked(self):
        run = self.import_file(PEOPLE, password_mode="generate")
        cell = self.book(self.download(run, self.importer.login))["» Rows"]["I2"]
        self.assertEqual(cell.value, "ann")
        self.assertIn(f"/{self.user('ann').id}", cell.hyperlink.target)

    def test_sheets_of_the_file_are_sheets_of_the_report(self):
        run = self.import_sample("school.xlsx", "school")
        found = self.book(self.download(run, self.importer.login)).sheetnames
        self.assertEqual(found, ["» Summary", "Students", "Instructors", "Parents"])

    def test_rows_that_were_left_out_are_no_rows_to_correct(self):
        run = self.open_run(PEOPLE + "cid,Cid,wrong,\n", password_mode="generate")
        self.rows(run)[1].left_out = True
        self.env.flush_all()
        lines = self.lines(self.download(run, self.importer.login, "errors"))
        self.assertEqual([line[0] for line in lines], ["Login", "cid"])
        told = self.lines(self.download(run, self.importer.login))
        self.assertEqual(told[2][5], "Left out")

    def test_nobody_else_gets_it(self):
        run = self.open_run(PEOPLE)
        clerk = new_test_user(self.env, login="clerk", groups="base.group_user")
        self.assertIn(self.download(run, clerk.login).status_code, (403, 404))
        self.authenticate(None, None)
        response = self.url_open(f"/user_bulk_import/report/{run.id}")
        self.assertIn("/web/login", response.url)

    def test_its_queries_do_not_grow_with_its_rows(self):
        def count(rows):
            text = "".join(f"u{n},U {n},wrong\n" for n in range(rows))
            run = self.open_run("Login,Name,E-mail\n" + text)
            report = self.env["user.import.report"].with_user(self.importer)
            report._xlsx(run)  # caches
            self.env.invalidate_all()
            with self.statements() as statements:
                report._xlsx(run)
            return sum('FROM "user_import_row"' in text for text in statements)

        self.assertEqual(count(300), count(10))
