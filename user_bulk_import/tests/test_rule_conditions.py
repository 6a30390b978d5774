from odoo.exceptions import ValidationError
from odoo.tests import Form

from .common_rule_bench import RuleWriterCase


class TestRuleConditions(RuleWriterCase):
    """What people write into a condition."""

    def _fault(self, field, operator, value):
        with self.assertRaises(ValidationError) as caught, self.cr.savepoint():
            self.rule("Rule", (field, operator, value))
        return str(caught.exception)

    def test_a_rule_reads_as_a_sentence(self):
        rule = self.rule(
            "Drivers",
            ("function", "contains", "Driver"),
            ("city", "in", "Kyiv, Lviv"),
            ("email", "set", False),
            gives=self.loads,
        )
        self.assertEqual(
            rule.condition_text,
            "Job title contains Driver and City is one of Kyiv, Lviv and E-mail is set",
        )
        self.assertEqual(rule.gives_text, "Tags: Training group: Load securing")
        rule.match = "any"
        self.assertIn("Driver or City", rule.condition_text)
        self.assertEqual(self.rule("All").condition_text, "Everybody")

    def test_values_are_checked_where_they_are_written(self):
        company = self.env.company
        company._add_user_properties(
            [
                {"name": "hired", "string": "Hired", "type": "date"},
                {"name": "shoe", "string": "Shoe size", "type": "integer"},
                {"name": "keys", "string": "Has keys", "type": "boolean"},
                {
                    "name": "booking",
                    "string": "Booking",
                    "type": "selection",
                    "selection": [["b", "Booked"], ["w", "Waiting"]],
                },
            ]
        )
        for field, operator, value, told in (
            ("property:hired", "before", "soon", "is no date"),
            ("property:hired", "is", "03/04/2026x", "is no date"),
            ("property:hired", "less", "3", "cannot be compared in this way"),
            ("property:shoe", "greater", "big", "is no number"),
            ("property:shoe", "in", "38, big", "is no number"),
            ("property:keys", "is", "maybe", "is yes or no"),
            ("property:booking", "is", "Gone", "Booked, Waiting"),
            ("country", "is", "Ukraina land", "is not known here"),
            ("lang", "in", "English (US), Klingon", "is not known here"),
            ("city", "is", "  ", "Write what “City” is compared with"),
            ("password", "is", "secret", "no field that a rule can look at"),
            ("shoe", "is", "3", "no field that a rule can look at"),
            ("city", "sounds_like", "Kyiv", "cannot be compared in this way"),
            ("city", "matches", "*" * 300, "too long"),
        ):
            with self.subTest(field=field, operator=operator, value=value):
                self.assertIn(told, self._fault(field, operator, value))

    def test_dates_are_kept_in_one_form_however_they_are_written(self):
        self.env.company._add_user_properties(
            [{"name": "hired", "string": "Hired", "type": "date"}]
        )
        self.env["res.lang"]._activate_lang("en_US")
        self.env["res.lang"]._get_data(code="en_US")
        self.env.ref("base.lang_en").date_format = "%m/%d/%Y"
        rule = self.rule(
            "Rule",
            ("property:hired", "after", "03/04/2026"),
            ("property:hired", "in", "31.01.2024; 2024-02-01"),
        )
        self.assertEqual(
            rule.condition_ids.mapped("value"), ["2026-03-04", "2024-01-31, 2024-02-01"]
        )
        rule.condition_ids[0].value = "12/31/2026"
        self.assertEqual(rule.condition_ids[0].value, "2026-12-31")

    def test_the_form_offers_the_operators_that_suit_the_field(self):
        self.env.company._add_user_properties(
            [{"name": "hired", "string": "Hired", "type": "date"}]
        )
        with Form(self.Rule) as form:
            form.name = "New this year"
            with form.condition_ids.new() as line:
                line.field = "property:hired"
                self.assertIn("before", line.operators)
                self.assertNotIn("contains", line.operators)
                self.assertEqual(line.value_hint, "e.g. 2026-01-31")
                line.operator = "after"
                line.value = "2026-01-01"
            with form.condition_ids.new() as line:
                line.field = "city"
                line.operator = "set"
                self.assertFalse(line.needs_value)
        rule = form.record
        self.assertEqual(rule.condition_text, "Hired is after 2026-01-01 and City is set")

    def test_an_operator_that_does_not_suit_another_field_is_replaced(self):
        with Form(self.Rule) as form:
            form.name = "Rule"
            with form.condition_ids.new() as line:
                line.field = "city"
                line.operator = "contains"
                line.field = "active"
                self.assertEqual(line.operator, "is")
                line.value = "yes"

    def test_fields_that_are_gone_stay_readable(self):
        self.env.company._add_user_properties([{"name": "shoe", "string": "Shoe", "type": "char"}])
        self.rule("Rule", ("property:shoe", "is", "38"))
        self.env.company.user_properties_definition = []
        options = dict(self.Condition._selection_field())
        self.assertEqual(options["property:shoe"], "shoe (not here any more)")
        self.assertIn("tag:Training group", options)
        self.assertNotIn("password", options)
