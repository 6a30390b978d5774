from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, new_test_user

from .common import ImportCase


class RuleCase(ImportCase):
    """Distribution rules by the hand of somebody who may import users."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["user.import.rule"].search([]).unlink()
        Tag = cls.env["res.partner.category"]
        cls.training = Tag.create({"name": "Training group"})
        cls.loads, cls.first_aid, cls.welcome = Tag.create(
            [
                {"name": name, "parent_id": cls.training.id}
                for name in ("Load securing", "First aid", "Welcome")
            ]
        )
        cls.Rule = cls.env["user.import.rule"].with_user(cls.importer)
        cls.Condition = cls.env["user.import.rule.condition"].with_user(cls.importer)
        cls.Bench = cls.env["user.import.rule.bench"].with_user(cls.importer)

    def rule(self, name, *conditions, gives=None, **values):
        return self.Rule.create(
            {
                "name": name,
                "condition_ids": [
                    Command.create({"field": field, "operator": operator, "value": value})
                    for field, operator, value in conditions
                ],
                "tag_ids": [Command.set((gives or self.Rule.tag_ids).ids)],
                **values,
            }
        )


class TestRuleConditions(RuleCase):
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


class TestRuleBench(RuleCase):
    """Rules tried out before an import."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        make = cls.rule.__get__(cls())
        cls.drivers = make("Drivers", ("function", "contains", "driver"), gives=cls.loads)
        cls.kyiv = make(
            "Kyiv",
            ("city", "is", "Kyiv"),
            ("email", "ends_with", "@example.com"),
            gives=cls.first_aid,
        )
        cls.everybody = make("Everybody", gives=cls.welcome)

    def bench(self, rule=None, **values):
        action = self.Bench._open(rule or self.Rule)
        return Form(self.Bench.with_context(**action["context"]))

    def tried(self, rows, rule=None, **values):
        """Return the outcome of pasted rows, as the template gets it."""
        action = self.Bench._open(rule or self.Rule)
        bench = self.Bench.with_context(**action["context"]).new(
            {"way": "rows", "pasted": [{"name": "", "text": rows}], **values}
        )
        self.assertTrue(bench.outcome)
        return bench._outcome_values()

    def fired(self, row):
        return {step["name"]: step["gave"] for step in row["steps"] if step["fired"]}

    def test_one_person_is_tried_by_the_values_of_the_conditions(self):
        form = self.bench(self.drivers)
        self.assertEqual(form.scope, "one")
        self.assertEqual(len(form.line_ids), 1)
        self.assertIn("the row has", form.outcome)
        with form.line_ids.edit(0) as line:
            self.assertEqual(line.field, "function")
            line.value = "Lorry DRIVER"
        self.assertIn("Training group: Load securing", form.outcome)
        self.assertNotIn("Everybody", form.outcome)
        form.scope = "all"
        self.assertIn("Everybody", form.outcome)

    def test_each_row_tells_which_rules_gave_what_and_why_others_did_not(self):
        told = self.tried(
            "Name\tEmail\tJob title\tCity\tTraining group\n"
            "Ann\tann@example.com\tTruck driver\tKYIV\tFirst aid\n"
            "Bob\tbob@example.org\tClerk\tKyiv\t\n"
        )
        ann, bob = told["rows"]
        self.assertEqual(
            self.fired(ann),
            {
                "Drivers": [("Tags", ["Training group: Load securing"])],
                "Kyiv": [],
                "Everybody": [("Tags", ["Training group: Welcome"])],
            },
        )
        self.assertEqual(
            ann["end"],
            [
                (
                    "Tags",
                    [
                        "Training group: First aid",
                        "Training group: Load securing",
                        "Training group: Welcome",
                    ],
                )
            ],
        )
        self.assertEqual((ann["number"], ann["who"]), (2, "Ann"))
        kyiv = next(step for step in bob["steps"] if step["name"] == "Kyiv")
        self.assertEqual(
            [(check["met"], check["sentence"], check["held"]) for check in kyiv["checks"]],
            [
                (True, "City is Kyiv", "Kyiv"),
                (False, "E-mail ends with @example.com", "bob@example.org"),
            ],
        )

    def test_the_outcome_is_that_of_the_import(self):
        text = (
            "Name,Email,Job title,City,Tags\n"
            "Ann,ann@example.com,Truck driver,Kyiv,-Training group: Welcome\n"
            "Bob,bob@example.com,Clerk,Lviv,VIP\n"
        )
        run = self.open_run(text)
        planned = []
        for row in self.rows(run):
            changes = {change.field: change.new for change in row._changes()}
            planned.append([ref.label for ref in changes.get("tags", ())])
        told = self.tried(text)
        self.assertEqual([dict(row["end"]).get("Tags", []) for row in told["rows"]], planned)
        self.assertEqual(planned[0], ["Training group: First aid", "Training group: Load securing"])

    def test_the_order_in_the_list_is_the_order_of_the_trial(self):
        self.everybody.write({"sequence": 1})
        self.everybody.write({"stop": True})
        [row] = self.tried("Name,City\nAnn,Kyiv\n")["rows"]
        self.assertEqual([step["name"] for step in row["steps"]], ["Everybody", "Drivers", "Kyiv"])
        self.assertEqual(list(self.fired(row)), ["Everybody"])
        self.assertFalse(row["steps"][1]["fired"] or row["steps"][1]["missed"])

    def test_an_archived_rule_can_be_tried_alone(self):
        self.drivers.active = False
        told = self.tried("Name,Job title\nAnn,Driver\n", self.drivers)
        self.assertEqual(list(self.fired(told["rows"][0])), ["Drivers"])
        told = self.tried("Name,Job title\nAnn,Driver\n", self.drivers, scope="all")
        self.assertEqual(list(self.fired(told["rows"][0])), ["Everybody"])

    def test_rules_of_other_profiles_and_companies_are_not_tried(self):
        company = self.env["res.company"].create({"name": "Elsewhere"})
        self.everybody.sudo().profile_ids = self.env.ref("user_bulk_import.profile_school")
        self.kyiv.sudo().company_id = company
        [row] = self.tried("Name,City\nAnn,Kyiv\n", profile_id=self.standard.id)["rows"]
        self.assertEqual([step["name"] for step in row["steps"]], ["Drivers"])

    def test_what_is_wrong_with_the_rows_is_told(self):
        told = self.tried("Name\tEmail\tShoe\nAnn\tann@example..com\t38\n")
        self.assertIn(("warning", "No field is known for: Shoe"), told["notes"])
        self.assertIn("error", [severity for severity, _text in told["rows"][0]["issues"]])
        told = self.tried("<html><body>no</body></html>")
        self.assertFalse(told["rows"])
        self.assertEqual(told["notes"][0][0], "error")

    def test_many_rows_are_cut_short(self):
        told = self.tried("Name\n" + "Ann\n" * 80)
        self.assertEqual(len(told["rows"]), 50)
        self.assertIn(("info", "The first 50 rows are tried."), told["notes"])

    def test_secrets_are_not_looked_at_and_nothing_is_kept(self):
        self.Rule.search([])
        text = "Name,Password,Photo\nAnn,Zebra-quilt-77,ann.jpg\n"
        action = self.Bench._open(self.Rule)
        bench = self.Bench.with_context(**action["context"]).create(
            {"way": "rows", "pasted": [{"name": "", "text": text}]}
        )
        self.assertNotIn("Zebra", str(bench.outcome))
        bench.invalidate_recordset()
        self.assertFalse(bench.pasted)
        users = self.env["res.users"].search_count([])
        with self.statements() as statements:
            self.tried(text)
        written = [s for s in statements if s.lstrip().upper().startswith(("INSERT", "UPDATE"))]
        self.assertFalse(written)
        self.assertEqual(self.env["res.users"].search_count([]), users)

    def test_what_the_importer_may_not_give_is_told_and_not_given(self):
        admin = self.env["user.import.role"].create(
            {
                "name": "Boss",
                "code": "BOSS",
                "user_type": "internal",
                "group_ids": [Command.set(self.env.ref("base.group_system").ids)],
            }
        )
        self.everybody.sudo().role_ids = admin
        [row] = self.tried("Name\nAnn\n")["rows"]
        step = row["steps"][-1]
        self.assertIn("Boss", step["refusals"][0])
        self.assertNotIn("Roles", dict(row["end"]))

    def test_a_bench_is_its_maker_s_alone(self):
        bench = self.Bench.create(
            {
                "profile_id": self.standard.id,
                "line_ids": [Command.create({"field": "city", "value": "Kyiv"})],
            }
        )
        other = new_test_user(
            self.env, login="other@example.com", groups="user_bulk_import.group_user_import"
        )
        for record in (bench, bench.line_ids):
            with self.assertRaises(AccessError):
                record.with_user(other).read()
        nobody = new_test_user(self.env, login="nobody", groups="base.group_user")
        with self.assertRaises(AccessError):
            self.Bench.with_user(nobody).create({"profile_id": self.standard.id})

    def test_rules_of_other_companies_are_not_told_whoever_asks(self):
        """The browser says which rule is tried, and for which company."""
        other = self.env["res.company"].create({"name": "Elsewhere"})
        rule = self.env["user.import.rule"].create({"name": "Theirs", "company_id": other.id})
        values = {"profile_id": self.standard.id, "company_id": self.importer.company_id.id}
        for asked in ({"rule_id": rule.id, "scope": "one"}, {"company_id": other.id}):
            with self.subTest(asked=asked), self.assertRaises(AccessError):
                self.Bench.new({**values, **asked}).outcome  # noqa: B018

    def test_texts_are_escaped(self):
        told = self.tried("Name\tCity\n<script>x</script>\t<b>Kyiv</b>\n")
        self.assertTrue(told["rows"])
        action = self.Bench._open(self.Rule)
        bench = self.Bench.with_context(**action["context"]).new(
            {"way": "rows", "pasted": [{"name": "", "text": "Name,City\n<script>,<b>K\n"}]}
        )
        self.assertNotIn("<script>", str(bench.outcome))
        self.assertNotIn("<b>K", str(bench.outcome))

    def test_what_a_browser_makes_up_does_no_harm(self):
        for pasted in ("text", [1], [{"name": 3, "text": "Name\nAnn"}], [{"text": None}], {"a": 1}):
            with self.subTest(pasted=pasted):
                bench = self.Bench.new(
                    {"way": "rows", "pasted": pasted, "profile_id": self.standard.id}
                )
                self.assertTrue(bench.outcome)
