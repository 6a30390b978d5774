from .common_rule_bench import BenchCase


class TestRuleBenchColumns(BenchCase):
    """What the columns of pasted rows are, on the way of an import."""

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

    def test_a_column_that_fits_several_fields_is_told_and_chosen(self):
        """As the import tells it: until somebody chooses, it fills nothing."""
        crew = self.env["res.partner.category"].create({"name": "Crew"})
        self.env["res.partner.category"].create({"name": "Night", "parent_id": crew.id})
        self.env.company._add_user_properties([{"name": "crew", "string": "Crew", "type": "char"}])
        rule = self.rule("Movers", ("property:crew", "contains", "mov"), gives=self.loads)
        text = "Name\tCrew\nAnn\tMovers\n"
        [note] = [text for severity, text in self.tried(text)["notes"] if severity == "warning"]
        run = self.open_run(text)
        column = run.column_ids.filtered(lambda column: column.header == "Crew")
        self.assertEqual(note, column.issue_text)
        form = self.bench(rule)
        form.way = "rows"
        form.pasted = [{"name": "", "text": text}]
        self.assertNotIn("o_fired", form.outcome)
        with form.column_ids.edit(0) as column:
            self.assertEqual(column.title, "Crew")
            self.assertEqual(set(column.choices), {"property:crew", "tag:Crew"})
            column.field = "property:crew"
        self.assertIn("o_fired", form.outcome)
        self.assertNotIn("may be", form.outcome)

    def test_what_the_rows_have_no_column_for_is_told_and_judged_as_in_the_import(self):
        self.rule("No drivers", ("function", "not_contains", "driver"), gives=self.welcome)
        self.rule("No function", ("function", "not_set", False), gives=self.welcome)
        for text, blank in (
            ("Login,Name\nann,Ann\n", "no such column in the rows"),
            ("Login,Name,Job title\nann,Ann,\n", "nothing there"),
        ):
            with self.subTest(text):
                [row] = self.tried(text)["rows"]
                steps = {step["name"]: step for step in row["steps"]}
                for name in ("Drivers", "No drivers", "No function"):
                    [check] = steps[name]["checks"]
                    self.assertEqual((check["met"], check["blank"]), (name != "Drivers", blank))
                fired = [rule["name"] for rule in self.rows(self.open_run(text)).rules]
                self.assertEqual(fired, list(self.fired(row)))

    def test_a_column_that_another_one_makes_up_for_is_not_missed(self):
        self.rule("Nameless", ("name", "not_set", False), ("login", "is", "x"), gives=self.welcome)
        [row] = self.tried("First name,Email\n,\n,ann@example.com\n")["rows"]
        [step] = [step for step in row["steps"] if step["name"] == "Nameless"]
        self.assertEqual([check["blank"] for check in step["checks"]], ["nothing there", ""])

    def test_a_profile_and_a_company_are_chosen_anew(self):
        """The browser asks with none where a person empties the field first."""
        for name in ("profile_id", "company_id"):
            with self.subTest(name):
                values = {**self.Bench.default_get(["profile_id", "company_id"]), name: False}
                told = self.Bench.onchange(values, [name], {"column_ids": {}, "outcome": {}})
                self.assertNotIn("o_fired", str(told["value"].get("outcome", "")))
