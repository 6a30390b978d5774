from odoo.exceptions import AccessError, ValidationError

from .common_columns import ColumnsCase


class TestAddToDatabase(ColumnsCase):
    """New user properties, typed by the values of their column."""

    def _definitions(self):
        return {item["string"]: item for item in self.env.company.user_properties_definition or []}

    def test_the_type_is_guessed_and_all_users_of_the_company_have_the_field(self):
        run = self.guided()
        columns = self.column(run, "Shoe size") + self.column(run, "Shirt")
        columns.action_add_to_database()
        self.assertEqual(columns.mapped("property_type"), ["integer", "char"])
        self.assertEqual(columns.mapped("confidence"), ["chosen", "chosen"])
        self.finish(run)
        definitions = self._definitions()
        self.assertEqual(definitions["Shoe size"]["type"], "integer")
        other = self.importer.sudo()
        labels = [item["string"] for item in other.read(["user_properties"])[0]["user_properties"]]
        self.assertLessEqual({"Shoe size", "Shirt"}, set(labels))
        values = self.user("bob").read(["user_properties"])[0]["user_properties"]
        self.assertIn(42, [item.get("value") for item in values])

    def test_a_column_that_is_plainly_a_list_becomes_one(self):
        rows = "".join(f"u{n},U{n},{'SM'[n % 2]}\n" for n in range(20))
        run = self.guided("Login,Name,Shirt\n" + rows)
        self.column(run, "Shirt").action_add_to_database()
        self.finish(run)
        self.assertEqual(self._definitions()["Shirt"]["selection"], [["M", "M"], ["S", "S"]])

    def test_all_unknown_columns_are_added_at_once(self):
        run = self.guided()
        self.assertEqual(run.unknown_column_count, 3)
        run.action_add_all_unknown()
        self.assertEqual(
            [c.property_type for c in run.column_ids if c.target == "property"],
            ["integer", "char", "char"],
        )
        self.assertFalse(run.unknown_column_count)

    def test_a_column_without_a_value_is_added_too(self):
        run = self.guided("Login,Name,Seat\nann,Ann,\n")
        self.column(run, "Seat").action_add_to_database()
        self.finish(run)
        self.assertEqual(self._definitions()["Seat"]["type"], "char")

    def test_nothing_is_added_where_the_import_is_cancelled(self):
        before = self.env.company.user_properties_definition
        run = self.guided()
        run.action_add_all_unknown()
        self.columns_done(run)
        run.action_cancel()
        self.assertEqual(self.env.company.user_properties_definition, before)

    def test_a_property_that_the_company_has_keeps_its_type(self):
        self.env.company._add_user_properties(
            [{"name": "shirt", "string": "Shirt", "type": "char"}]
        )
        run = self.guided("Login,Name,Blouse\n" + "ann,Ann,S\n" * 1)
        column = self.column(run, "Blouse")
        column.write({"target": "property", "property_label": "shirt"})
        self.assertEqual(column.property_type, "char")
        self.finish(run)
        self.assertEqual(self._definitions()["Shirt"]["type"], "char")

    def test_another_type_for_a_property_that_the_company_has_is_refused(self):
        self.env.company._add_user_properties(
            [{"name": "shirt", "string": "Shirt", "type": "char"}]
        )
        run = self.guided()
        column = self.column(run, "Shirt")
        column.action_add_to_database()
        with self.assertRaisesRegex(ValidationError, "“Shirt” is a field .* “Text”"):
            column.write({"property_type": "integer"})
        column.write({"property_type": "char"})
        column.write({"property_type": "selection", "property_label": "Shirt size"})
        self.assertEqual(column.property_type, "selection")

    def test_a_new_field_follows_the_title_of_its_column(self):
        run = self.guided()
        column = self.column(run, "Shoe size")
        column.action_add_to_database()
        column.write({"default_value": "40"})
        column.write({"header": "Shoes (EU)"})
        self.assertEqual(
            (column.property_label, column.property_type, column.default_value),
            ("Shoes (EU)", "integer", "40"),
        )
        self.finish(run)
        self.assertIn("Shoes (EU)", self._definitions())
        self.assertNotIn("Shoe size", self._definitions())

    def test_a_label_of_its_own_and_a_field_that_exists_do_not_follow_the_title(self):
        self.env.company._add_user_properties(
            [{"name": "shirt", "string": "Shirt", "type": "char"}]
        )
        run = self.guided()
        existing, own = self.column(run, "Shirt"), self.column(run, "Motto")
        (existing + own).action_add_to_database()
        own.write({"property_label": "Words"})
        existing.write({"header": "Blouse"})
        own.write({"header": "Saying"})
        self.assertEqual([existing.property_label, own.property_label], ["Shirt", "Words"])

    def test_a_type_that_was_chosen_stays(self):
        run = self.guided()
        column = self.column(run, "Shoe size")
        column.write({"target": "property", "property_type": "char"})
        self.assertEqual(column.property_type, "char")
        column.write({"property_type": "selection"})
        self.assertEqual(column.property_choices, "37, 38, 39, 42, 44")

    def test_the_rights_of_the_importer_hold(self):
        run = self.guided()
        run.action_add_all_unknown()
        self.columns_done(run)
        run._confirm()
        rule = {
            "name": "Nobody writes companies",
            "model_id": self.env.ref("base.model_res_company").id,
            "domain_force": "[(0, '=', 1)]",
            "perm_read": False,
        }
        self.env["ir.rule"].create(rule)
        with self.assertRaises(AccessError):
            run._step()
        self.assertNotIn("Shoe size", self._definitions())
