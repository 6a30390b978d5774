from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.user_bulk_import.engine.values import MASK

from .common_row_edits import RowEditCase

PEOPLE = "Login,Name,City\nann,Ann,Oslo\nbob,,Rome\n"
SECRET = "Zebra-quilt-77"


@tagged("post_install", "-at_install")
class TestRowEdits(RowEditCase):
    def test_a_cell_is_typed_and_the_row_is_planned_again(self):
        run = self.open_run(PEOPLE)
        row = self.rows(run)[1]
        self.assertEqual((row.action, run.failed_count), ("reject", 1))
        [answer] = self.edit(row, Name="Bob Baker")
        self.assertEqual(answer["action"], "create")
        values = {item["string"]: item["value"] for item in answer["cells"]}
        self.assertEqual(values, {"Login": "bob", "Name": "Bob Baker", "City": "Rome"})
        self.assertEqual((run.created_count, run.failed_count), (2, 0))
        run.with_user(self.importer)._confirm()
        self.advance(run)
        self.assertEqual(self.user("bob").name, "Bob Baker")

    def test_a_cell_is_emptied(self):
        run = self.open_run(PEOPLE)
        for blank in (False, "", "   ", None):
            with self.subTest(blank=blank):
                row = self.rows(run)[0]
                self.edit(row, City="Bergen")
                self.edit(row, City=blank)
                self.assertEqual(self.cell(row, "City"), "")
                self.assertNotIn("Bergen", str(row.changes))

    def test_what_stood_in_the_file_is_kept(self):
        run = self.open_run(PEOPLE)
        row = self.rows(run)[0]
        self.edit(row, City="Bergen")
        self.edit(row, City="Rome", Name="Ann Archer")
        self.assertEqual(row.edited, {self.key(run, "City"): "Oslo", self.key(run, "Name"): "Ann"})
        self.assertEqual(row.editor_id, self.importer)
        self.edit(row, City="Oslo")
        self.edit(row, Name="Ann")
        self.assertFalse(row.edited, "it is as in the file again")

    def test_edited_rows_are_found(self):
        run = self.open_run(PEOPLE)
        ann, bob = self.rows(run)
        self.edit(ann, City="Bergen")
        Row = self.env["user.import.row"].with_user(self.importer)
        domain = [("run_id", "=", run.id)]
        self.assertEqual(Row.search([*domain, ("edited", "!=", False)]), ann)
        self.edit(ann, City="Oslo")
        bob.with_user(self.importer).action_leave_out()
        self.assertFalse(Row.search([*domain, ("edited", "!=", False)]))
        self.assertEqual(Row.search([*domain, ("left_out", "=", True)]), bob)

    def test_saving_without_a_change_does_nothing(self):
        run = self.open_run(PEOPLE)
        row = self.rows(run)[0]
        row.write({"login": "marked"})
        self.edit(row, City="Oslo")
        self.edit(row)
        self.assertFalse(row.edited or row.editor_id)
        self.assertEqual(row.login, "marked", "not planned again")

    def test_the_column_of_another_sheet_has_no_place(self):
        content = '{"people": [{"Login": "ann", "Name": "Ann"}]}'
        run = self.open_run(content, name="users.json")
        row = self.rows(run).with_user(self.importer)
        definition = [*run.cells_definition, {"name": "c9", "string": "Seat", "type": "char"}]
        run.sudo().cells_definition = definition
        row.write({"cells": {"c9": False, "c1": "Ann Archer"}})
        with self.assertRaisesRegex(UserError, "no such column"):
            row.write({"cells": {"c9": "window"}})
        self.assertEqual(self.cell(row, "Name"), "Ann Archer")

    def test_the_chatter_tells_what_was_done_by_hand(self):
        run = self.open_run("Login,Name,City\nann,Ann,Oslo\nbob,Bob,Rome\ncid,Cid,Rome\n")
        ann, bob, cid = self.rows(run)
        self.edit(ann, City="Bergen", Name="Ann Archer")
        admin = self.env.ref("base.user_admin")
        self.edit(bob, City="Bergen", user=admin)
        cid.with_user(self.importer).action_leave_out()
        run.with_user(self.importer)._confirm()
        told = "".join(run.message_ids.mapped("body"))
        names = ", ".join(sorted([self.importer.name, admin.name]))
        self.assertIn(f"Cells edited by hand: 3 ({names}).", told)
        self.assertIn("Rows left out by hand: 1.", told)

    def test_the_chatter_is_silent_where_nothing_was_done_by_hand(self):
        run = self.open_run(PEOPLE)
        self.edit(self.rows(run)[0], City="Bergen")
        self.edit(self.rows(run)[0], City="Oslo")
        run.with_user(self.importer)._confirm()
        self.assertNotIn("by hand", "".join(run.message_ids.mapped("body")))


@tagged("post_install", "-at_install")
class TestSecretEdits(RowEditCase):
    def setUp(self):
        super().setUp()
        self.run_with_secrets = self.open_run(
            f"Login,Name,City,Password\nann,Ann,Oslo,{SECRET}\nbob,Bob,Rome,\n",
            password_mode="file",
        )
        self.ann, self.bob = self.rows(self.run_with_secrets)

    def secret(self, row):
        run = self.run_with_secrets.sudo()
        secrets = self.env["user.import.vault"]._open(run, row.sudo().secrets)
        return secrets.get(self.key(run, "Password"))

    def test_the_mask_leaves_it_as_it_is(self):
        self.edit(self.ann, City="Bergen", Password=MASK)
        self.assertEqual((self.secret(self.ann), self.cell(self.ann, "Password")), (SECRET, MASK))
        self.edit(self.bob, Password=MASK)
        self.assertEqual((self.secret(self.bob), self.cell(self.bob, "Password")), (None, ""))

    def test_a_typed_one_is_sealed_and_masked(self):
        self.assertEqual(self.codes(self.bob), ["password_missing"])
        [answer] = self.edit(self.bob, Password="Yak-saddle-12")
        self.assertEqual(answer["action"], "create")
        self.assertNotIn("Yak", str(answer))
        self.env.flush_all()
        self.env.cr.execute("SELECT row_to_json(r)::text FROM user_import_row r")
        self.assertNotIn("Yak", str(self.env.cr.fetchall()))
        self.assertEqual(
            (self.secret(self.bob), self.cell(self.bob, "Password")), ("Yak-saddle-12", MASK)
        )
        self.run_with_secrets.with_user(self.importer)._confirm()
        self.advance(self.run_with_secrets)
        user = self.user("bob")
        credential = {"type": "password", "login": "bob", "password": "Yak-saddle-12"}
        self.assertTrue(user.with_user(user)._check_credentials(credential, {"interactive": False}))

    def test_of_the_former_one_nothing_is_kept(self):
        self.edit(self.ann, Password="Yak-saddle-12")
        self.assertEqual(self.ann.edited, {self.key(self.run_with_secrets, "Password"): None})

    def test_whether_it_was_guessed_is_not_told(self):
        self.edit(self.ann, Password=SECRET)
        self.assertTrue(self.ann.edited)

    def test_a_blank_erases_it(self):
        self.edit(self.ann, Password=False)
        self.assertEqual((self.secret(self.ann), self.cell(self.ann, "Password")), (None, ""))
        self.assertFalse(self.ann.secrets)
        self.assertEqual(self.codes(self.ann), ["password_missing"])

    def test_a_refusal_does_not_repeat_it(self):
        key = self.key(self.run_with_secrets, "Password")
        for text in (SECRET * 10_000, SECRET + "\0", SECRET + "\ud800"):
            with self.assertRaises(UserError) as caught:
                self.bob.with_user(self.importer).write({"cells": {key: text}})
            self.assertNotIn("Zebra", str(caught.exception))
