from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import new_test_user

from .common_columns import ColumnsCase


class TestColumnsByRpc(ColumnsCase):
    """What a client may send, whatever a form shows."""

    def setUp(self):
        super().setUp()
        self.run_record = self.guided()
        self.shirt = self.column(self.run_record, "Shirt")

    def test_a_form_saves_the_columns_that_were_edited_in_it(self):
        commands = [
            Command.update(self.shirt.id, {"target": "function"}),
            Command.link(self.column(self.run_record, "Motto").id),
        ]
        spec = {"edit_column_ids": {"fields": {"target": {}}}}
        [saved] = self.run_record.web_save({"edit_column_ids": commands}, spec)
        targets = {item["id"]: item["target"] for item in saved["edit_column_ids"]}
        self.assertEqual(targets[self.shirt.id], "function")

    def test_columns_are_neither_made_nor_deleted_nor_taken_from_elsewhere(self):
        profile_line = self.standard.copy({"code": "other"}).column_ids[:1]
        other = self.guided("Login,Name,Size\nann,Ann,1\n")
        commands = {
            "create": Command.create({"target": "roles"}),
            "delete": Command.delete(self.shirt.id),
            "unlink": Command.unlink(self.shirt.id),
            "link": Command.link(profile_line.id),
            "set": Command.set([]),
            "clear": Command.clear(),
            "update of another": Command.update(other.column_ids[:1].id, {"target": "city"}),
        }
        for what, command in commands.items():
            for field in ("edit_column_ids", "column_ids"):
                with self.subTest(what=what, field=field), self.assertRaises(AccessError):
                    self.run_record.write({field: [command]})
        with self.assertRaises(AccessError):
            self.shirt.unlink()
        with self.assertRaises(AccessError):
            self.shirt.copy()

    def test_other_fields_are_refused(self):
        values = {
            "required": "no",
            "sensitive": False,
            "key": "c0",
            "index": 0,
            "issues": [],
            "attention": 3,
            "confidence": "exact",
            "sample_text": "x",
            "title": "x",
            "run_id": False,
            "profile_id": self.standard.id,
            "sheet": "x",
            "sequence": 1,
            "inverted": True,
        }
        for name, value in values.items():
            with self.subTest(field=name), self.assertRaises(AccessError):
                self.shirt.write({name: value})
            with self.subTest(field=name, by="form"), self.assertRaises(AccessError):
                command = Command.update(self.shirt.id, {name: value})
                self.run_record.write({"edit_column_ids": [command]})

    def test_nothing_else_of_the_run_comes_along(self):
        command = Command.update(self.shirt.id, {"target": "city"})
        with self.assertRaises(AccessError):
            self.run_record.write({"edit_column_ids": [command], "user_id": 2})

    def test_somebody_elses_import_is_left_alone(self):
        other = new_test_user(
            self.env, login="other@example.com", groups="user_bulk_import.group_user_import"
        )
        run, shirt = self.run_record.with_user(other), self.shirt.with_user(other)
        calls = (
            lambda: shirt.write({"target": "city"}),
            lambda: run.write({"edit_column_ids": [Command.update(shirt.id, {"target": "city"})]}),
            shirt.action_add_to_database,
            shirt.action_leave_out,
            run.action_add_all_unknown,
            run.action_columns_done,
            run.action_read_again,
            lambda: run._read_again({"encoding": "utf-8"}),
            run.action_cancel,
        )
        for call in calls:
            with self.assertRaises(AccessError):
                call()
        self.assertFalse(self.shirt.target)

    def test_only_in_their_step(self):
        self.columns_done(self.run_record)
        calls = (
            lambda: self.shirt.write({"target": "city"}),
            self.shirt.action_add_to_database,
            self.shirt.action_leave_out,
            self.run_record.action_columns_done,
        )
        for state in ("review", "cancelled"):
            self.assertEqual(self.run_record.state, state)
            for call in calls:
                with self.subTest(state=state), self.assertRaises(UserError):
                    call()
            if state == "review":
                self.run_record.action_cancel()
        with self.assertRaises(UserError):
            self.run_record.action_change_columns()

    def test_a_profile_line_is_no_column_of_an_import(self):
        line = self.standard.copy({"code": "other"}).with_user(self.importer).column_ids[:1]
        with self.assertRaises(AccessError):
            line.action_add_to_database()

    def test_a_form_that_is_being_edited_is_told_what_is_wrong(self):
        shoe = self.column(self.run_record, "Shoe size")
        values = {
            "edit_column_ids": [
                Command.update(self.shirt.id, {"target": "city", "issues": [], "sample_text": "x"}),
                Command.update(shoe.id, {"target": "city"}),
            ]
        }
        spec = {"edit_column_ids": {"fields": {"issue_text": {}}}}
        answer = self.run_record.onchange(values, ["edit_column_ids"], spec)
        told = {item[1]: item[2] for item in answer["value"]["edit_column_ids"]}
        self.assertIn("Several columns fill City", told[self.shirt.id]["issue_text"])
        self.assertEqual(told[self.column(self.run_record, "Login").id], {"issue_text": ""})
        self.assertFalse(self.shirt.target)

    def test_what_no_form_sends_is_refused(self):
        spec = {"edit_column_ids": {"fields": {"issue_text": {}}}}
        for vals in (
            {"target": "nonsense"},
            {"target": "property:color"},
            {"target": ["city"]},
            {"header": 5},
            {"header": "x" * 1_000_000},
            {"target": "tag", "tag_category": "a\0b"},
            {"target": "property", "property_choices": "x," * 1_000_000},
        ):
            values = {"edit_column_ids": [Command.update(self.shirt.id, vals)]}
            for send in (
                lambda vals=vals: self.shirt.write(vals),
                lambda values=values: self.run_record.onchange(values, ["edit_column_ids"], spec),
            ):
                with self.subTest(vals=str(vals)[:60]), self.assertRaises(ValidationError):
                    send()
        self.assertFalse(self.shirt.target)

    def test_a_form_in_another_state_is_told_nothing(self):
        self.columns_done(self.run_record)
        values = {"edit_column_ids": [Command.update(self.shirt.id, {"target": "city"})]}
        answer = self.run_record.onchange(values, ["edit_column_ids"], {"edit_column_ids": {}})
        self.assertEqual(answer, {"value": {}})
