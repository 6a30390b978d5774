"""What the tests share of distribution rules in an import."""

from odoo.fields import Command

from .common import ImportCase

FILE = "Login,Name,Job title\nann,Ann Lee,Truck Driver\nben,Ben Ray,Cook\ncem,Cem Oz,driver\n"


class RuleCase(ImportCase):
    """Rules that a Settings administrator made, and what they do in an import."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["user.import.rule"].search([]).active = False
        Tag = cls.env["res.partner.category"]
        cls.training = Tag.create({"name": "Training group"})
        cls.loads, cls.kitchen = Tag.create(
            [
                {"name": "Load securing", "parent_id": cls.training.id},
                {"name": "Kitchen", "parent_id": cls.training.id},
            ]
        )
        cls.operator = cls.env["user.import.role"].create({"name": "Mover", "code": "mover"})

    @classmethod
    def rule(cls, *conditions, name="Drivers", env=None, **values):
        """Make a rule; a condition is a tuple of field, operator and value."""
        keys = ("field", "operator", "value")
        lines = [
            Command.create(dict(zip(keys, condition, strict=False))) for condition in conditions
        ]
        rule = (env or cls.env)["user.import.rule"].create(
            {"name": name, "condition_ids": lines, **values}
        )
        rule.flush_recordset()
        return rule

    @classmethod
    def drivers(cls, **values):
        values.setdefault("tag_ids", cls.loads.ids)
        return cls.rule(("function", "contains", "Driver"), **values)

    def fired(self, run):
        return [[rule["name"] for rule in row.rules or []] for row in self.rows(run)]
