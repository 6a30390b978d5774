import io

import xlsxwriter

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .common_row_edits import RowEditCase

SECRET = "Zebra-quilt-77"


@tagged("post_install", "-at_install")
class TestRowSetCells(RowEditCase):
    def dialog(self, rows):
        """Open the dialog as the web client does."""
        action = rows.with_user(self.importer).action_set_cells()
        return self.env[action["res_model"]].with_user(self.importer).browse(action["res_id"])

    def column(self, dialog, title):
        return dialog.available_column_ids.filtered(lambda column: column.header == title)

    def test_a_column_is_set_in_all_selected_rows(self):
        run = self.open_run("Login,Name,City\nann,Ann,Oslo\nbob,Bob,\ncid,Cid,Rome\n")
        dialog = self.dialog(self.rows(run)[:2])
        self.assertEqual(dialog.row_count, 2)
        self.assertEqual(dialog.available_column_ids.mapped("header"), ["Login", "Name", "City"])
        dialog.web_save({"column_id": self.column(dialog, "City").id, "value": "Bergen"}, {})
        self.assertTrue(dialog.action_apply())
        cities = [self.cell(row, "City") for row in self.rows(run)]
        self.assertEqual(cities, ["Bergen", "Bergen", "Rome"])
        self.assertIn("Bergen", str(self.rows(run)[1].changes))

    def test_a_blank_empties_the_cells(self):
        run = self.open_run("Login,Name,City\nann,Ann,Oslo\nbob,Bob,\n")
        dialog = self.dialog(self.rows(run))
        dialog.web_save({"column_id": self.column(dialog, "City").id}, {})
        dialog.action_apply()
        self.assertEqual([self.cell(row, "City") for row in self.rows(run)], ["", ""])

    def test_a_secret_is_sealed_on_its_way(self):
        run = self.open_run("Login,Name,Password\nann,Ann,\nbob,Bob,\n", password_mode="file")
        dialog = self.dialog(self.rows(run))
        values = {"column_id": self.column(dialog, "Password").id, "secret": SECRET}
        answer = dialog.web_save(values, {"secret": {}, "value": {}, "sensitive": {}})
        self.assertTrue(answer[0]["sensitive"])
        self.assertNotIn(SECRET, str(answer))
        self.env.flush_all()
        self.env.cr.execute("SELECT row_to_json(d)::text FROM user_import_set_cells d")
        self.assertNotIn(SECRET, str(self.env.cr.fetchall()))
        with self.assertRaises(AccessError):
            dialog.read(["sealed"])
        dialog.action_apply()
        self.assertFalse(dialog.sudo().sealed)
        self.assertEqual(self.rows(run).mapped("action"), ["create", "create"])
        self.assertNotIn(SECRET, str(self.rows(run).read()))
        run.with_user(self.importer)._confirm()
        self.advance(run)
        user = self.user("ann")
        credential = {"type": "password", "login": "ann", "password": SECRET}
        self.assertTrue(user.with_user(user)._check_credentials(credential, {"interactive": False}))

    def test_columns_that_stand_on_several_sheets_are_offered_once(self):
        buffer = io.BytesIO()
        with xlsxwriter.Workbook(buffer) as workbook:
            for name, titles in (
                ("Pupils", ["Login", "Name", "City"]),
                ("Parents", ["Login", "Name", "Street"]),
            ):
                sheet = workbook.add_worksheet(name)
                sheet.write_row(0, 0, titles)
                sheet.write_row(1, 0, [name.lower(), name, "Oslo"])
        run = self.open_run(buffer.getvalue(), name="users.xlsx")
        dialog = self.dialog(self.rows(run))
        titles = dialog.available_column_ids.mapped("header")
        self.assertEqual(sorted(titles), ["City", "Login", "Name", "Street"])
        dialog.column_id = self.column(dialog, "City")
        self.assertEqual(dialog.row_count, 1, "the parents have no such column")
        dialog.value = "Bergen"
        dialog.action_apply()
        self.assertEqual([self.cell(row, "City") for row in self.rows(run)], ["Bergen", ""])
        only_parents = self.dialog(self.rows(run)[1])
        self.assertNotIn("City", only_parents.available_column_ids.mapped("header"))

    def test_nobody_edits_by_the_dialog_what_he_may_not(self):
        admin = self.env.ref("base.user_admin")
        others = self.open_run("Login,Name,City\nann,Ann,Oslo\n", user=admin)
        own = self.open_run("Login,Name,City\nbob,Bob,Oslo\n")
        dialog = self.dialog(self.rows(own))
        city = others.column_ids.filtered(lambda column: column.header == "City")
        with self.assertRaises(AccessError):
            dialog.write(
                {"run_id": others.id, "row_ids": [(6, 0, self.rows(others).ids)], "value": "Rome"}
            )
            dialog.write({"column_id": city.id})
            dialog.action_apply()
        self.assertEqual(self.cell(self.rows(others), "City"), "Oslo")

    def test_rows_of_one_import_at_a_time(self):
        runs = [self.open_run(f"Login,Name\n{name},{name}\n") for name in ("ann", "bob")]
        both = self.rows(runs[0]) | self.rows(runs[1])
        with self.assertRaisesRegex(UserError, "one import"):
            both.with_user(self.importer).action_set_cells()

    def test_without_a_column_nothing_is_set(self):
        run = self.open_run("Login,Name\nann,Ann\n")
        with self.assertRaisesRegex(UserError, "Choose the column"):
            self.dialog(self.rows(run)).action_apply()

    def test_the_dialog_is_its_makers_alone(self):
        run = self.open_run("Login,Name\nann,Ann\n")
        dialog = self.dialog(self.rows(run))
        other = new_test_user(self.env, login="other", groups="user_bulk_import.group_user_import")
        with self.assertRaises(AccessError):
            dialog.with_user(other).read(["value"])
