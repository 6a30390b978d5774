import base64
import io
import zipfile

import xlsxwriter
from PIL import Image

from odoo.tests import tagged

from .common import CourseCase


def workbook(rows, sheet="Users"):
    """Return the bytes of an XLSX file."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        page = book.add_worksheet(sheet)
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return file.getvalue()


def picture():
    file = io.BytesIO()
    Image.new("RGB", (40, 40), "teal").save(file, "PNG")
    return file.getvalue()


@tagged("post_install", "-at_install")
class TestWebsite(CourseCase):
    """Imports work where the website is installed, which has users of its own mind."""

    def test_a_workbook_end_to_end(self):
        rows = [
            ("Login", "Name", "E-mail", "City", "Training group", "Courses"),
            ("ann@example.com", "Ann Lee", "ann@example.com", "Oslo", "Drivers", ""),
            ("bob@example.com", "Bob Ray", "bob@example.com", "Bergen", "", "Welcome"),
        ]
        run = self.import_file(workbook(rows), name="users.xlsx", user=self.teacher)
        self.assertEqual(self.rows(run).mapped("outcome"), ["created", "created"])
        ann, bob = self.user("ann@example.com"), self.user("bob@example.com")
        self.assertTrue(ann._is_portal() and bob._is_portal())
        self.assertFalse((ann | bob).website_id)
        self.assertEqual(self.courses(), self.safety | self.loads)
        self.assertEqual(self.courses("bob@example.com"), self.opened)
        again = self.open_run(workbook(rows), name="users.xlsx", user=self.teacher)
        self.assertEqual(set(self.rows(again).mapped("action")), {"unchanged"})

    def test_invitations_with_a_website(self):
        self.env["mail.mail"].search([]).unlink()
        self.give("E-mail", "ann@example.com", invite=True)
        [mail] = self.env["mail.mail"].search([])
        self.assertIn("/web/signup", mail.body_html)

    def test_a_photo_beside_the_table(self):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("users.csv", "login,name,photo\nann@example.com,Ann Lee,ann.png\n")
            archive.writestr("ann.png", picture())
        run = self.import_file(file.getvalue(), name="users.zip", user=self.teacher)
        self.assertEqual(self.rows(run).outcome, "created", self.rows(run).issues)
        image = base64.b64decode(self.user("ann@example.com").image_1920)
        self.assertEqual(Image.open(io.BytesIO(image)).size, (40, 40))

    def test_a_school_with_associations(self):
        run = self.import_sample("school.xlsx", "school")
        self.assertGreater(run.sudo().created_count, 20)
        made = self.env["user.association"].search([("create_uid", "=", self.importer.id)])
        self.assertTrue(made)
