"""A report goes through the browser, a script that corrects it, and the browser again."""

import base64
import io
from unittest.mock import patch

import openpyxl

from odoo.tests import HttpCase, new_test_user, tagged

from odoo.addons.user_bulk_import.models.user_import_run_process import UserImportRun

from .common import _keep_in_transaction
from .test_tours import _advance_to_the_end

RUN = "/odoo/action-user_bulk_import.action_user_import_run/"


@tagged("post_install", "-at_install")
class TestReportTour(HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(patch.object(UserImportRun, "_advance", _advance_to_the_end))
        cls.importer = new_test_user(
            cls.env,
            login="importer@example.com",
            email="importer@example.com",
            groups="user_bulk_import.group_user_import",
        )

    def _start(self, name, path):
        self.start_tour(path, name, login=self.importer.login, timeout=180)

    def _correct(self, run):
        """Correct the report as a person does, and put it where the tour finds it."""
        response = self.url_open(f"/user_bulk_import/report/{run.id}?rows=all")
        book = openpyxl.load_workbook(io.BytesIO(response.content))
        page = book["» Rows"]
        wrong = [cell for line in page.iter_rows(min_row=2) for cell in line if cell.comment]
        self.assertEqual([cell.coordinate for cell in wrong], ["C3", "C4"])
        for cell in wrong:
            cell.value = f"{cell.coordinate}@example.com"
        file = io.BytesIO()
        book.save(file)
        self.env["ir.attachment"].create(
            {
                "name": "corrected.xlsx",
                "url": "/user_bulk_import/tests/corrected.xlsx",
                "datas": base64.b64encode(file.getvalue()),
                "public": True,
            }
        )

    def test_a_report_is_downloaded_corrected_and_uploaded_again(self):
        self._start("user_import_report_errors", "/odoo/action-base.action_res_users")
        run = self.env["user.import.run"].search([], limit=1)
        self.assertEqual((run.state, run.failed_count), ("review", 2))
        mail = self.env["mail.mail"].search([("subject", "ilike", run.file_name)])
        self.assertIn(self.importer.email, mail.email_to)
        self._correct(run)
        self._start("user_import_report_corrected", f"{RUN}{run.id}")
        corrected = self.env["user.import.run"].search([], limit=1)
        self.assertEqual((corrected.state, corrected.failed_count), ("done", 0))
        self.assertEqual((run.state, corrected.corrects_run_id), ("cancelled", run))
        for login, password in (("0042", "Kx4-cedar-Delta"), ("cat.report", "Qp7-amber-Lotus")):
            user = self.env["res.users"].search([("login", "=", login)])
            credential = {"type": "password", "login": login, "password": password}
            user.with_user(user)._check_credentials(credential, {"interactive": True})
        self.assertEqual(user.name, "=Cat")

    def test_a_report_can_be_the_end_of_an_import(self):
        run = (
            self.env["user.import.run"]
            .with_user(self.importer)
            ._open(
                "people.csv",
                b"Login,Name,E-mail\nann,Ann,wrong\n",
                profile=self.env.ref("user_bulk_import.profile_standard"),
            )
        )
        with patch.object(UserImportRun, "_checkpoint", _keep_in_transaction):
            run._advance()
        self._start("user_import_report_cancel", f"{RUN}{run.id}")
        self.assertEqual(run.state, "cancelled")
        self.assertFalse(self.env["res.users"].search([("login", "=", "ann")]))
