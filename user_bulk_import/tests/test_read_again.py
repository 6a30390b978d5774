import base64
import io

import xlsxwriter

from odoo.exceptions import UserError

from ..models import user_import_run_file
from .common_columns import ColumnsCase

CSV = "Login;Name;Town\nann;Åse;Bodø\n"


def workbook(**sheets):
    """Return the bytes of an XLSX file.

    :param sheets: rows by name of the sheet
    """
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()
    return stream.getvalue()


class TestReadAgain(ColumnsCase):
    """The file as it was found, and read in another way."""

    def _dialog(self, run, **values):
        action = run.action_read_again()
        wizard = self.env[action["res_model"]].with_user(self.importer).browse(action["res_id"])
        wizard.write(values)
        return wizard

    def _read(self, run, **values):
        self._dialog(run, **values).action_read()
        self.advance(run)

    def test_format_encoding_and_delimiter_are_told(self):
        run = self.guided(CSV.encode("cp1252"))
        self.assertEqual(run.file_text, "CSV, Windows-1252, semicolon")
        self.assertFalse(run.file_sheets)

    def test_sheets_are_told_with_their_rows(self):
        rows = [["Login", "Name"], ["ann", "Ann"], ["bob", "Bob"]]
        run = self.guided(workbook(Pupils=rows, Staff=rows[:2]), name="all.xlsx")
        self.assertEqual(run.file_text, "XLSX")
        self.assertEqual(run.file_sheets, "Pupils (rows: 2), Staff (rows: 1)")

    def test_rows_and_columns_are_made_anew(self):
        run = self.guided("Login;Name,x;Town\nann;Ann;Bergen\n")
        self.assertIn("Town", run.column_ids.mapped("header"))
        self._read(run, delimiter=",")
        self.assertEqual(run.column_ids.mapped("header"), ["Login;Name", "x;Town"])
        self.assertEqual((run.state, run.total_count), ("columns", 1))
        self._read(run, delimiter=False)
        self.assertIn("Town", run.column_ids.mapped("header"))
        self.assertEqual(len(run.sudo().cells_definition), 3)

    def test_another_encoding(self):
        run = self.guided(CSV.encode("cp1252"))
        self._read(run, encoding="cp1251")
        self.assertIn("Windows-1251", run.file_text)
        self.assertNotIn("Bodø", str(self.rows(run).read(["cells"])))

    def test_sheets_can_be_chosen_and_chosen_again(self):
        rows = [["Login", "Name"], ["ann", "Ann"]]
        other = [["Login", "Name"], ["bob", "Bob"], ["cem", "Cem"]]
        run = self.guided(workbook(Pupils=rows, Staff=other), name="all.xlsx")
        dialog = self._dialog(run)
        self.assertEqual(dialog.sheet_ids.mapped("row_count"), [1, 2])
        dialog.sheet_ids[0].is_read = False
        dialog.action_read()
        self.advance(run)
        self.assertEqual(self.rows(run).mapped("sheet"), ["Staff", "Staff"])
        self.assertEqual(run.file_sheets, "Staff (rows: 2)")
        dialog = self._dialog(run)
        named = {sheet.name: sheet.is_read for sheet in dialog.sheet_ids}
        self.assertEqual(named, {"Pupils": False, "Staff": True})
        dialog.sheet_ids.is_read = True
        dialog.action_read()
        self.advance(run)
        self.assertEqual(run.total_count, 3)
        dialog = self._dialog(run)
        dialog.sheet_ids.is_read = False
        with self.assertRaisesRegex(UserError, "at least one sheet"):
            dialog.action_read()

    def test_a_refusal_loses_nothing(self):
        run = self.guided("Login,Name,Level\nann,Ann,A\n")
        self.column(run, "Level").write({"target": "function"})
        for values in ({"format": "xlsx"}, {"encoding": "utf-16"}, {"format": "json"}):
            with self.subTest(values=values), self.assertRaises(UserError):
                self._read(run, **values)
            self.assertEqual((run.state, run.total_count), ("columns", 1))
            self.assertEqual(self.column(run, "Level").target, "function")
        self.finish(run)
        self.assertEqual(self.user("ann").function, "A")

    def test_a_refusal_that_comes_late_goes_back_to_how_it_was_read(self):
        self.patch(user_import_run_file, "TRIAL_SECONDS", -1)
        rows = "".join(f"u{n},U,A\n" for n in range(12000)).encode()
        run = self.guided(b"Login,Name,Level\n" + rows + "å,Å,A\n".encode("cp1252"))
        self.assertIn("Windows-1252", run.file_text)
        self._read(run, encoding="utf-8")
        self.assertEqual((run.state, run.total_count), ("columns", 12001))
        self.assertIn("Windows-1252", run.file_text)
        self.assertIn("read as before", run.issue_text)
        self.columns_done(run)

    def test_in_review_too_and_nothing_of_the_plan_is_left(self):
        run = self.guided("Login;Name;A,B\nann;Ann;\n")
        self.columns_done(run)
        self.assertEqual((run.state, run.created_count), ("review", 1))
        self._read(run, delimiter=",")
        self.assertEqual((run.state, run.created_count), ("columns", 0))

    def test_other_options_stay(self):
        run = self.guided(CSV, read_options={"map": {"Town": "function"}})
        self._read(run, delimiter=";")
        self.assertEqual(self.column(run, "Town").target, "function")
        self.assertNotIn("before", run.read_options)

    def test_the_file_is_kept_until_the_import_begins_or_ends(self):
        run = self.guided(CSV.replace("Town", "Rank"))
        self.assertNotIn(b"Bod", base64.b64decode(run.sudo().source))
        self.columns_done(run)
        self.assertTrue(run.sudo().source)
        run._confirm()
        self.assertFalse(run.sudo().source)
        self.assertFalse(run.has_source)
        other = self.guided(CSV)
        other.action_cancel()
        self.assertFalse(other.sudo().source)

    def test_only_before_the_import_begins(self):
        run = self.guided("Login,Name\nann,Ann\n")
        run._confirm()
        with self.assertRaisesRegex(UserError, "before the import has begun"):
            run.action_read_again()

    def test_a_passwords_column_is_sealed_in_the_new_reading_too(self):
        run = self.guided("Login;Name;Password\nann;Ann;Zebra-quilt-77\n")
        self._read(run, delimiter=";")
        self.assertNotIn("Zebra", str(self.rows(run).read()))
        self._read(run, delimiter=",")
        self.assertNotIn("Zebra", str(self.rows(run).read()))
