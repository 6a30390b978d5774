"""Reports by e-mail, and the dialog that asks for them."""

import base64
import io
from unittest.mock import patch

import openpyxl

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, new_test_user

from odoo.addons.user_bulk_import.models import user_import_report_mail

from .common import ImportCase

PEOPLE = (
    "Login,Name,E-mail,Password\nann,Ann,ann@example.com,Zw9-tulip-Orbit\nbob,Bob,nonsense,Kx4\n"
)


class TestReportMail(ImportCase):
    def setUp(self):
        super().setUp()
        self.run = self.open_run(PEOPLE, name="people.csv", password_mode="file")
        self.importer.email = "ines@example.com"

    def dialog(self, user=None, **values):
        form = Form(
            self.env["user.import.report.wizard"]
            .with_user(user or self.importer)
            .with_context(**self.run.action_open_report()["context"])
        )
        for name, value in values.items():
            form[name] = value
        return form.save()

    def mails(self):
        return self.env["mail.mail"].sudo().search([("subject", "ilike", "people.csv")])

    def test_it_goes_to_the_own_address_alone_and_waits_in_the_queue(self):
        self.dialog(delivery="mail").action_go()
        [mail] = self.mails()
        self.assertEqual(mail.email_to, '"Ines Importer" <ines@example.com>')
        self.assertFalse(mail.recipient_ids | mail.notified_partner_ids)
        self.assertFalse(mail.email_cc)
        self.assertEqual(mail.state, "outgoing")
        self.assertTrue(mail.auto_delete)
        self.assertFalse(mail.mail_message_id.model, "it is no message of the run")

    def test_its_workbook_has_the_rows_with_errors_and_no_secret(self):
        self.dialog(delivery="mail").action_go()
        [attachment] = self.mails().attachment_ids
        self.assertEqual(attachment.name, "people-errors.xlsx")
        content = base64.b64decode(attachment.datas)
        page = openpyxl.load_workbook(io.BytesIO(content)).active
        self.assertEqual((page["A2"].value, page["D2"].value, page.max_row), ("bob", None, 2))
        self.assertIn("never sent by e-mail", page["D2"].comment.text)

    def test_nobody_else_reads_the_workbook(self):
        self.dialog(delivery="mail").action_go()
        [attachment] = self.mails().attachment_ids
        other = new_test_user(self.env, login="o", groups="user_bulk_import.group_user_import")
        with self.assertRaises(AccessError):
            attachment.with_user(other).read(["datas"])

    def test_an_administrator_gets_it_at_the_own_address(self):
        admin = self.env.ref("base.user_admin")
        admin.email = "admin@example.com"
        self.dialog(admin, delivery="mail", rows="all").action_go()
        self.assertIn("admin@example.com", self.mails().email_to)
        self.assertEqual(self.mails().attachment_ids.name, "people-report.xlsx")

    def test_without_an_address_it_says_what_to_do(self):
        self.importer.email = False
        dialog = self.dialog(delivery="mail")
        with self.assertRaisesRegex(UserError, "no e-mail address"):
            dialog.action_go()
        self.assertFalse(self.mails())

    def test_too_big_a_workbook_is_to_be_downloaded(self):
        dialog = self.dialog(delivery="mail")
        with (
            patch.object(user_import_report_mail, "MAX_MAIL", 100),
            self.assertRaisesRegex(UserError, "Download it instead"),
        ):
            dialog.action_go()
        self.assertFalse(self.mails())

    def test_download_is_what_it_offers_first(self):
        dialog = self.dialog()
        self.assertEqual((dialog.rows, dialog.delivery), ("errors", "download"))
        action = dialog.action_go()
        self.assertEqual(action["url"], f"/user_bulk_import/report/{self.run.id}?rows=errors")
        self.assertEqual(self.run.state, "review")

    def test_it_cancels_the_import_where_asked(self):
        self.dialog(delivery="mail", cancel_run=True).action_go()
        self.assertEqual(self.run.state, "cancelled")
        self.assertEqual(len(self.mails()), 1)

    def test_nobody_cancels_somebody_elses_import_by_it(self):
        other = new_test_user(
            self.env, login="o", email="o@x.example", groups="user_bulk_import.group_user_import"
        )
        self.assertFalse(self.dialog(other).can_cancel)
        dialog = self.dialog(other)
        dialog.cancel_run = True
        with self.assertRaises(AccessError):
            dialog.action_go()
        self.assertEqual(self.run.state, "review")

    def test_nobody_uses_somebody_elses_dialog(self):
        dialog = self.dialog(delivery="mail")
        other = new_test_user(self.env, login="o", groups="user_bulk_import.group_user_import")
        with self.assertRaises(AccessError):
            dialog.with_user(other).action_go()

    def test_an_import_of_another_company_stays_unseen(self):
        company = self.env["res.company"].create({"name": "Other"})
        other = new_test_user(
            self.env,
            login="o",
            groups="user_bulk_import.group_user_import",
            company_id=company.id,
            company_ids=company.ids,
        )
        Wizard = self.env["user.import.report.wizard"].with_user(other)
        with self.assertRaises(AccessError):
            Wizard.create({"run_id": self.run.id, "rows": "all"}).action_go()
