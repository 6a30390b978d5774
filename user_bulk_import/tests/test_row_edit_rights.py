import json

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .common_row_edits import RowEditCase


@tagged("post_install", "-at_install")
class TestRowEditRights(RowEditCase):
    """What a client may send, and what it may not."""

    def setUp(self):
        super().setUp()
        self.plan = self.open_run("Login,Name,City\nann,Ann,Oslo\nbob,Bob,Rome\n")
        self.row = self.rows(self.plan)[0].with_user(self.importer)
        self.city = self.key(self.plan, "City")
        self.before = self.decided(self.plan)

    def assertUntouched(self):
        self.assertEqual(self.decided(self.plan), self.before)
        self.assertEqual(self.cell(self.row, "City"), "Oslo")

    def test_the_decision_is_written_by_nobody(self):
        admin = self.env.ref("base.user_admin")
        forged = {
            "changes": [],
            "action": "delete",
            "user_id": admin.id,
            "issues": [],
            "secrets": "x",
            "state": "done",
            "outcome": "created",
            "edited": {},
            "editor_id": admin.id,
            "extra_cells": ["x"],
            "key_login": "root",
            "run_id": self.plan.id,
            "sequence": 9,
            "sheet": "x",
            "number": 7,
            "any_cell": "x",
        }
        for user in (self.importer, admin):
            row = self.row.with_user(user)
            for name, value in forged.items():
                with self.subTest(name=name, user=user.login):
                    with self.assertRaises(AccessError):
                        row.write({name: value})
                    with self.assertRaises(AccessError):
                        row.web_save({"cells": {self.city: "Rome"}, name: value}, {})
        self.assertUntouched()

    def test_rows_are_neither_made_nor_deleted(self):
        for user in (self.importer, self.env.ref("base.user_admin")):
            row = self.row.with_user(user)
            with self.assertRaises(AccessError):
                row.create({"run_id": self.plan.id, "cells": {self.city: "Rome"}})
            with self.assertRaises(AccessError):
                row.browse().web_save({"run_id": self.plan.id}, {})
            with self.assertRaises(AccessError):
                row.unlink()
            with self.assertRaises(AccessError):
                row.copy()
        self.assertUntouched()

    def test_another_importer_edits_nothing(self):
        other = new_test_user(self.env, login="other", groups="user_bulk_import.group_user_import")
        row = self.row.with_user(other)
        for edit in (
            lambda: row.write({"cells": {self.city: "Rome"}}),
            lambda: row.write({"left_out": True}),
            row.action_leave_out,
            row.action_take_in,
            row.action_set_cells,
        ):
            with self.assertRaisesRegex(AccessError, "Settings administrator"):
                edit()
        self.assertUntouched()

    def test_nobody_without_the_access_right_edits(self):
        clerk = new_test_user(self.env, login="clerk", groups="base.group_erp_manager")
        with self.assertRaises(AccessError):
            self.row.with_user(clerk).write({"cells": {self.city: "Rome"}})
        self.importer.sudo().group_ids -= self.env.ref("user_bulk_import.group_user_import")
        with self.assertRaises(AccessError):
            self.row.with_user(self.importer).write({"cells": {self.city: "Rome"}})
        admin = self.env.ref("base.user_admin")
        with self.assertRaisesRegex(AccessError, "may not import"):
            self.row.with_user(admin).write({"cells": {self.city: "Rome"}})
        self.assertUntouched()

    def test_rows_are_edited_in_the_review_alone(self):
        states = dict(self.plan._fields["state"]._description_selection(self.env))
        for state in states.keys() - {"review"}:
            self.plan.sudo().state = state
            with self.subTest(state=state):
                for edit in (
                    lambda: self.row.write({"cells": {self.city: "Rome"}}),
                    self.row.action_leave_out,
                    self.row.action_set_cells,
                ):
                    with self.assertRaisesRegex(UserError, "waits for review"):
                        edit()
        self.plan.sudo().state = "review"
        self.assertUntouched()

    def test_definitions_are_the_files_alone(self):
        definition = self.plan.cells_definition
        cells = self.row.web_read({"cells": {}})[0]["cells"]
        forged = [
            {
                **item,
                "type": "many2one",
                "comodel": "res.users",
                "string": "Forged",
                "default": "x",
                "definition_changed": True,
            }
            for item in cells
        ]
        forged[-1]["definition_deleted"] = True
        forged[0]["value"] = "eve"
        self.row.web_save({"cells": forged}, {})
        self.assertEqual(self.plan.cells_definition, definition)
        self.assertEqual(self.cell(self.row, "Login"), "eve")
        self.assertEqual(self.cell(self.row, "City"), "Oslo")
        # A default for all rows would come by the context.
        context = {f"default_cells.{self.city}": "Rome"}
        self.row.with_context(**context).write({"cells": {self.city: False}})
        self.assertEqual(self.cell(self.row, "City"), "")

    def test_an_unknown_column_is_refused(self):
        for name in ("c99", "x_html", "", "c1'; --"):
            with self.subTest(name=name), self.assertRaisesRegex(UserError, "no such column"):
                self.row.write({"cells": [{"name": name, "type": "html", "value": "<b>x</b>"}]})
        self.assertUntouched()

    def test_what_is_no_text_is_refused(self):
        for value in (5, 1.5, True, ["x"], {"x": 1}, b"x"):
            with self.subTest(value=value), self.assertRaisesRegex(UserError, "holds a text"):
                self.row.write({"cells": {self.city: value}})
        for cells in ("x", 5, None, [["c0", "x"]], [{"value": "x"}], [{"name": [], "value": "x"}]):
            with self.subTest(cells=cells), self.assertRaisesRegex(UserError, "by their names"):
                self.row.write({"cells": cells})
        with self.assertRaisesRegex(UserError, "true or false"):
            self.row.write({"left_out": "maybe"})
        self.assertUntouched()

    def test_a_text_that_is_too_long_is_refused(self):
        limit = "user_bulk_import.max_cell_length"
        self.env["ir.config_parameter"].sudo().set_param(limit, 10)
        with self.assertRaisesRegex(UserError, "up to 10 characters, and this text has 11"):
            self.row.write({"cells": {self.city: "x" * 11}})
        self.assertUntouched()
        self.row.write({"cells": {self.city: "x" * 10}})

    def test_what_no_database_holds_is_refused(self):
        for text in ("Os\0lo", json.loads('"\\ud800"')):
            with self.subTest(), self.assertRaisesRegex(UserError, "cannot be stored"):
                self.row.write({"cells": {self.city: text}})
        self.assertUntouched()

    def test_rows_of_two_imports_are_each_checked(self):
        admin = self.env.ref("base.user_admin")
        others = self.open_run("Login,Name,City\ncid,Cid,Oslo\n", user=admin)
        both = self.row | self.rows(others).with_user(self.importer)
        with self.assertRaises(AccessError):
            both.write({"left_out": True})
        with self.assertRaises(AccessError):
            (both[1] | both[0]).action_leave_out()

    def test_an_onchange_writes_nothing(self):
        cells = self.row.web_read({"cells": {}})[0]["cells"]
        forged = [{**item, "string": "Forged", "definition_changed": True} for item in cells]
        definition = self.plan.cells_definition
        self.row.onchange({"cells": forged}, ["cells"], {"cells": {}, "action": {}})
        self.env.flush_all()
        self.assertEqual(self.plan.cells_definition, definition)
        self.assertUntouched()
