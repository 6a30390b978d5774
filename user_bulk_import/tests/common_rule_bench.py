"""What the tests share of rules that people write and try out."""

from odoo.fields import Command
from odoo.tests import Form

from .common import ImportCase


class RuleWriterCase(ImportCase):
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


class BenchCase(RuleWriterCase):
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
