from lxml import etree

from odoo.tools import convert_file
from odoo.tools.misc import file_open

from .common import SAMPLES, ImportCase


class TestRuleSamples(ImportCase):
    """The company's sample with the rules of the demo data: training groups, end to end."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["user.import.rule"].search([]).unlink()
        convert_file(
            cls.env, "user_bulk_import", "demo/user_import_demo.xml", {}, mode="init", noupdate=True
        )
        cls.rules = cls.env["user.import.rule"].search([])
        cls.company_profile = cls.env.ref("user_bulk_import.profile_company_xlsx")

    def _open_sample(self):
        return self.open_run(
            (SAMPLES / "company.xlsx").read_bytes(),
            name="company.xlsx",
            profile=self.company_profile,
        )

    def _groups(self, user):
        tags = user.category_id.filtered(lambda tag: tag.parent_id.name == "Training group")
        return set(tags.mapped("name"))

    def test_the_demo_rules_are_those_that_the_file_names(self):
        with file_open("user_bulk_import/demo/user_import_demo.xml", "rb") as file:
            named = etree.parse(file).xpath(
                "//record[@model='user.import.rule']/field[@name='name']"
            )
        self.assertEqual(self.rules.mapped("name"), [node.text for node in named])

    def test_rules_distribute_the_people_of_the_sample_to_training_groups(self):
        run = self._open_sample()
        rows = self.rows(run).filtered(lambda row: row.action == "create")
        fired = {row.login: [rule["name"] for rule in row.rules or ()] for row in rows}
        drivers, forklift, offices, everybody = self.rules.mapped("name")
        for name in (drivers, forklift, offices, everybody):
            self.assertGreater(sum(name in names for names in fired.values()), 3, name)
        for login, names in fired.items():
            self.assertEqual(offices in names, everybody not in names, login)
        run._confirm()
        self.advance(run)
        self.assertEqual(run.state, "done")
        given = {drivers: "Load securing", forklift: "First aid", offices: "Data protection"}
        given[everybody] = "Safety basics"
        for login, names in fired.items():
            user = self.user(login)
            self.assertLessEqual({given[name] for name in names}, self._groups(user), login)
            job = (user.function or "").casefold()
            department = user.category_id.filtered(lambda t: t.parent_id.name == "Department").name
            self.assertEqual(
                drivers in names, "driver" in job and department.casefold() != "warehouse", login
            )

    def test_the_review_counts_whom_each_rule_catches(self):
        run = self._open_sample()
        rows = self.rows(run)
        self.assertEqual(run.rule_line_ids.rule_id, self.rules)
        for line in run.rule_line_ids:
            caught = rows.filtered(
                lambda row, rule=line.rule_id: rule.id in [item["id"] for item in row.rules or ()]
            )
            self.assertEqual((line.name, line.caught_count), (line.name, len(caught)))

    def test_a_second_time_the_rules_change_nothing(self):
        run = self._open_sample()
        run._confirm()
        self.advance(run)
        again = self._open_sample()
        self.assertFalse(self.rows(again).filtered("changes").mapped("change_text"))
