from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import new_test_user

from .common_rule_bench import BenchCase


class TestRuleBenchSafety(BenchCase):
    """What a test bench keeps to itself, whatever is typed, pasted or sent to it."""

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
