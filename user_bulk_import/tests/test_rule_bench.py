from .common_rule_bench import BenchCase


class TestRuleBench(BenchCase):
    """Rules tried out before an import."""

    def test_one_person_is_tried_by_the_values_of_the_conditions(self):
        form = self.bench(self.drivers)
        self.assertEqual(form.scope, "one")
        self.assertEqual(len(form.line_ids), 1)
        self.assertIn("nothing there", form.outcome)
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
        self.everybody.write({"sequence": 0})
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
