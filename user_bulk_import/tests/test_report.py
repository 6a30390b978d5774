"""The report of an import, downloaded in the browser."""

import io

import openpyxl

from odoo.tests import HttpCase, new_test_user, tagged

from .common import ImportCase

PEOPLE = "Login,Name,E-mail,Password\nann,Ann,ann@example.com,Zw9-tulip-Orbit\nbob,=2+3,nonsense,\n"


@tagged("post_install", "-at_install")
class TestReport(ImportCase, HttpCase):
    def download(self, run, login):
        self.authenticate(login, login)
        return self.url_open(run.action_download_report()["url"])

    def lines(self, response):
        sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
        return [list(line) for line in sheet.iter_rows(values_only=True)]

    def test_it_holds_each_row_with_decision_and_reason_and_no_password(self):
        run = self.open_run(PEOPLE, name="people.csv", password_mode="generate")
        response = self.download(run, self.importer.login)
        self.assertEqual(response.status_code, 200)
        self.assertIn("people-report.xlsx", response.headers["Content-Disposition"])
        header, ann, bob = self.lines(response)
        self.assertEqual(header[6:], ["Login", "Name", "E-mail", "Password"])
        self.assertEqual((ann[2], bob[2]), ("Create", "Error"))
        self.assertIn("nonsense", bob[4])
        self.assertEqual(bob[7], "=2+3")
        self.assertNotIn(b"tulip", response.content)
        self.assertNotIn("tulip", str(ann))

    def test_after_the_import_it_tells_what_became_of_each_row(self):
        run = self.import_file(PEOPLE, password_mode="generate")
        _header, ann, bob = self.lines(self.download(run, self.importer.login))
        self.assertEqual((ann[3], bob[3]), ("Created", "Failed"))

    def test_nobody_else_gets_it(self):
        run = self.open_run(PEOPLE)
        clerk = new_test_user(self.env, login="clerk", groups="base.group_user")
        self.assertIn(self.download(run, clerk.login).status_code, (403, 404))
        self.authenticate(None, None)
        response = self.url_open(run.action_download_report()["url"])
        self.assertIn("/web/login", response.url)
