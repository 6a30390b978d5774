import base64
import contextlib
import io

import openpyxl

from odoo.addons.user_bulk_import.models import user_import_stager

from .common import ImportCase

CSV = "Login;Full Name;E-mail;Shoe size\nann;Ann Archer;ann@example.com;38\n\nbob;Bob Baker;;41\n"


class TestReading(ImportCase):
    def test_rows_keep_the_numbers_of_the_file(self):
        run = self.open_run(CSV)
        self.assertEqual(self.rows(run).mapped("number"), [2, 4])
        self.assertEqual(run.total_count, 2)

    def test_columns_know_their_fields_and_unknown_ones_are_named(self):
        run = self.open_run(CSV)
        self.assertEqual(
            run.column_ids.filtered("header").sorted("index").mapped("target"),
            ["login", "name", "email", False],
        )
        self.assertIn("Shoe size", run.issue_text)

    def test_the_cells_of_a_row_are_properties_named_by_the_file(self):
        run = self.open_run(CSV)
        cells = self.rows(run)[0].read(["cells"])[0]["cells"]
        self.assertEqual(
            [(cell["string"], cell["value"]) for cell in cells],
            [
                ("Login", "ann"),
                ("Full Name", "Ann Archer"),
                ("E-mail", "ann@example.com"),
                ("Shoe size", "38"),
            ],
        )

    def test_a_workbook_with_three_tabs_of_different_headers_is_read_whole(self):
        workbook = openpyxl.Workbook()
        workbook.remove(workbook.active)
        for title, table in {
            "Students": [["Username", "Full name", "City"], ["s1", "Sam Student", "Oslo"]],
            "Instructors": [["E-mail", "Full name"], ["i1@example.com", "Ida Instructor"]],
            "Parents": [["Full name", "Phone", "E-mail"], ["Pa Parent", "", "p1@example.com"]],
        }.items():
            sheet = workbook.create_sheet(title)
            for line in table:
                sheet.append(line)
        buffer = io.BytesIO()
        workbook.save(buffer)
        run = self.import_file(buffer.getvalue(), name="school.xlsx")
        self.assertEqual(self.rows(run).mapped("sheet"), ["Students", "Instructors", "Parents"])
        self.assertEqual(run.created_count, 3, self.rows(run).mapped("issue_text"))
        self.assertEqual(self.user("s1").city, "Oslo")
        self.assertEqual(self.user("p1@example.com").name, "Pa Parent")

    def test_a_file_that_is_no_table_ends_in_one_sentence_and_no_rows(self):
        run = self.open_run(b"\x89PNG\r\n\x1a\n" + bytes(64), name="users.csv")
        self.assertEqual(run.state, "failed")
        self.assertFalse(run.row_ids)
        self.assertEqual(len(run.issues), 1)
        self.assertTrue(run.issue_text.endswith("."))

    def test_a_missing_required_column_refuses_the_file_and_names_it(self):
        profile = self.standard.copy({"code": "strict"})
        self.env["user.import.column"].create(
            {"profile_id": profile.id, "header": "No.", "target": "ref", "required": "always"}
        )
        run = self.open_run(CSV, profile=profile)
        self.assertEqual(run.state, "failed")
        self.assertEqual(run.issues[0]["code"], "columns_missing")
        self.assertIn("eference", run.issue_text)

    def test_an_interrupted_reading_goes_on_without_reading_a_row_twice(self):
        self.patch(user_import_stager, "BATCH", 10)
        content = "Login,Name\n" + "".join(f"u{n},User {n}\n" for n in range(35))
        run = (
            self.env["user.import.run"]
            .with_user(self.importer)
            ._open("users.csv", content.encode(), profile=self.standard)
        )
        stager = self.env["user.import.stager"]
        stage, calls = type(stager)._stage, []

        def killed(model, *args):
            calls.append(args)
            if len(calls) == 3:
                raise KeyboardInterrupt
            return stage(model, *args)

        self.patch(type(stager), "_stage", killed)
        with contextlib.suppress(KeyboardInterrupt):
            run._step()
            self.fail("the server was not killed")
        self.assertEqual(len(run.row_ids), 20)
        self.advance(run)
        self.assertEqual(self.rows(run).mapped("login"), [f"u{n}" for n in range(35)])

    def test_the_file_is_kept_encrypted_and_only_until_the_import_begins(self):
        run = (
            self.env["user.import.run"]
            .with_user(self.importer)
            ._open("users.csv", CSV.encode(), profile=self.standard)
        )
        stored = base64.b64decode(run.sudo().source)
        self.assertNotIn(b"Archer", stored)
        self.advance(run)
        self.assertTrue(run.sudo().source, "it can be read again")
        run._confirm()
        self.assertFalse(run.sudo().source)

    def test_passwords_are_in_no_cell(self):
        run = self.open_run("Login,Name,Password\nann,Ann,Zebra-quilt-77\n", password_mode="file")
        row = self.rows(run)
        self.assertNotIn("Zebra", str(row.read()))
        self.assertNotIn("Zebra", row.sudo().secrets)
        run.action_cancel()
        self.assertFalse(row.sudo().secrets)

    def test_limits_of_the_settings_are_kept(self):
        self.env["ir.config_parameter"].set_param("user_bulk_import.max_rows", "1")
        run = self.open_run(CSV)
        self.assertEqual(run.state, "failed")
        self.assertFalse(run.total_count)
