"""Nobody gets by a rule what the importing person may not give, nor lets others give it."""

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from odoo.addons.user_bulk_import.tests.test_rules import FILE, RuleCase


@tagged("post_install", "-at_install")
class TestRulesRights(RuleCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.mighty = cls.env.ref("base.group_system")
        cls.boss = cls.env["user.import.role"].create(
            {"name": "Boss", "code": "boss", "user_type": "internal", "group_ids": cls.mighty.ids}
        )
        cls.admin = new_test_user(
            cls.env,
            login="rules_admin",
            groups="base.group_system,user_bulk_import.group_user_import",
        )
        cls.own = cls.importer.with_user(cls.importer).env

    def hidden_group(self):
        """Return a harmless-looking group that implies one that the importer lacks."""
        return self.env["res.groups"].create(
            {"name": "Harmless", "implied_ids": [Command.link(self.mighty.id)]}
        )

    # -- importing ----------------------------------------------------------------------------

    def test_a_role_or_group_beyond_the_importers_rights_is_an_error_that_names_the_rule(self):
        for values in (
            {"role_ids": self.boss.ids},
            {"group_ids": self.mighty.ids},
            {"group_ids": self.hidden_group().ids},
        ):
            with self.subTest(values=values):
                rule = self.drivers(name="Raise", **values)
                run = self.open_run(FILE)
                self.assertEqual(self.rows(run).mapped("action"), ["reject", "create", "reject"])
                self.assertEqual(self.codes(self.rows(run)[0]), ["rule_refused"])
                self.assertIn("Raise", self.rows(run)[0].issue_text)
                rule.active = False

    def test_a_settings_administrator_gives_it(self):
        self.drivers(role_ids=self.boss.ids)
        run = self.open_run(FILE, user=self.admin)
        self.assertEqual(self.rows(run).mapped("action"), ["create"] * 3)

    def test_a_company_that_is_not_the_importers_is_an_error(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        self.drivers(set_company_id=other.id)
        run = self.open_run(FILE)
        self.assertEqual(self.codes(self.rows(run)[0]), ["rule_refused"])
        self.assertEqual(self.rows(run)[1].action, "create")

    def test_a_role_or_tag_that_was_archived_is_an_error(self):
        self.drivers(role_ids=self.operator.ids)
        self.operator.active = False
        run = self.open_run(FILE)
        self.assertEqual(self.codes(self.rows(run)[0]), ["rule_refused"])

    def test_a_role_that_grew_since_the_plan_is_refused_when_it_is_written(self):
        self.drivers(role_ids=self.operator.ids)
        run = self.open_run(FILE)
        self.operator.write({"user_type": "internal", "group_ids": self.mighty.ids})
        run._confirm()
        self.advance(run)
        self.assertFalse(self.user("ann"))
        self.assertTrue(self.user("ben"))

    # -- writing rules ------------------------------------------------------------------------

    def test_nobody_writes_a_rule_that_gives_more_than_the_writer_has(self):
        harmless = self.drivers(env=self.own, role_ids=self.operator.ids)
        group = self.hidden_group()
        for values in (
            {"role_ids": self.boss.ids},
            {"group_ids": self.mighty.ids},
            {"group_ids": group.ids},
            {"set_company_id": self.env["res.company"].create({"name": "Elsewhere"}).id},
        ):
            with self.subTest(values=values):
                with self.assertRaises(AccessError):
                    self.drivers(env=self.own, **values)
                with self.assertRaises(AccessError):
                    harmless.write(values)
                with self.assertRaises(AccessError):
                    harmless.web_save(values, {})
                self.env.invalidate_all()
        self.assertEqual(harmless.role_ids, self.operator)

    def test_nobody_decides_whom_such_a_rule_of_somebody_else_catches(self):
        rule = self.drivers(role_ids=self.boss.ids).with_env(self.own)
        condition = rule.condition_ids
        mine = self.drivers(env=self.own, role_ids=self.operator.ids)
        for attempt in (
            lambda: condition.write({"value": "Cook"}),
            lambda: condition.unlink(),
            lambda: condition.copy({"value": "Cook"}),
            lambda: mine.condition_ids.write({"rule_id": rule.id}),
            lambda: rule.write({"match": "any"}),
            lambda: rule.write({"active": False}),
            lambda: rule.write({"company_id": self.env.company.id}),
            lambda: rule.write({"profile_ids": [Command.clear()]}),
            lambda: rule.write({"condition_ids": [Command.clear()]}),
            lambda: rule.copy(),
            lambda: rule.unlink(),
        ):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                attempt()
            self.env.invalidate_all()
        self.assertEqual(condition.value, "Driver")

    def test_everybody_who_writes_rules_may_put_them_in_order(self):
        rule = self.drivers(role_ids=self.boss.ids).with_env(self.own)
        rule.sequence = 3
        self.assertEqual(rule.sequence, 3)

    def test_a_settings_administrator_writes_every_rule(self):
        rule = self.drivers(env=self.env(user=self.admin), role_ids=self.boss.ids)
        rule.group_ids = self.hidden_group()
        rule.condition_ids.value = "Cook"
        self.operator.active = False
        rule.role_ids |= self.operator
        rule.unlink()

    def test_a_user_type_is_no_group_to_give(self):
        with self.assertRaises(ValidationError):
            self.drivers(env=self.own, group_ids=self.env.ref("base.group_user").ids)

    def test_who_may_not_import_neither_reads_nor_writes_rules(self):
        rule = self.drivers()
        nobody = new_test_user(self.env, login="nobody", groups="base.group_user")
        with self.assertRaises(AccessError):
            rule.with_user(nobody).read(["name"])
        with self.assertRaises(AccessError):
            rule.with_user(nobody).write({"name": "x"})

    def test_rules_of_other_companies_are_not_seen(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        rule = self.drivers(company_id=other.id).with_env(self.own)
        self.assertNotIn(rule, rule.search([]))
        with self.assertRaises(AccessError):
            rule.condition_ids.read(["value"])
        with self.assertRaises(AccessError):
            self.drivers(env=self.own, company_id=other.id)

    def test_a_rule_is_not_handed_on_to_a_company_that_is_not_the_writers(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        rule = self.drivers(env=self.own)
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            rule.company_id = other
        self.importer.company_ids |= other
        rule.company_id = other  # though it is not chosen just now
        self.assertEqual(rule.company_id, other)

    # -- in the review ------------------------------------------------------------------------

    def test_a_rule_of_all_companies_is_written_by_who_has_them_all(self):
        self.env["res.company"].create({"name": "Elsewhere"})
        with self.assertRaisesRegex(AccessError, "no company"):
            self.own["user.import.rule"].create({"name": "Everywhere", "company_id": False})
        rule = self.own["user.import.rule"].create({"name": "Here"})
        self.assertEqual(rule.company_id, self.importer.company_id)
        with self.assertRaisesRegex(AccessError, "no company"):
            rule.company_id = False
        self.importer.sudo().company_ids = self.env["res.company"].search([])
        rule.company_id = False
        self.assertFalse(self.own["user.import.rule"].create({"name": "Now"}).company_id)

    def test_rules_are_written_in_the_review_by_the_rights_of_who_edits_them(self):
        rule = self.drivers(env=self.own)
        mighty = self.drivers(name="Mighty", role_ids=self.boss.ids)
        run = self.open_run(FILE).with_user(self.importer)
        run.write({"rule_ids": [Command.update(rule.id, {"name": "New name"})]})
        self.assertEqual(rule.name, "New name")
        run.write({"rule_ids": [Command.link(rule.id), Command.create({"name": "Third"})]})
        self.assertEqual(run.rule_ids.mapped("name"), ["New name", "Mighty", "Third"])
        for commands in (
            [Command.update(mighty.id, {"name": "x"})],
            [Command.create({"name": "x", "role_ids": self.boss.ids})],
            [Command.delete(rule.id)],
            [Command.unlink(rule.id)],
            [Command.clear()],
            [Command.update(self.drivers(name="Off", active=False).id, {"active": True})],
        ):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                run.write({"rule_ids": commands})
        with self.assertRaises(AccessError):
            run.write({"rule_ids": [], "invite": True})

    def test_nobody_elses_import_and_none_that_is_over_takes_rules(self):
        rule = self.drivers(env=self.own)
        run = self.open_run(FILE)
        other = new_test_user(self.env, login="other", groups="user_bulk_import.group_user_import")
        commands = [Command.update(rule.id, {"name": "x"})]
        with self.assertRaises(AccessError):
            run.with_user(other).write({"rule_ids": commands})
        run._confirm()
        self.advance(run)
        with self.assertRaises(UserError):
            run.with_user(self.importer).write({"rule_ids": commands})

    def test_rows_of_an_import_that_one_does_not_see_are_not_counted(self):
        rule = self.drivers()
        run = self.open_run(FILE)
        other = self.env["res.company"].create({"name": "Elsewhere"})
        stranger = new_test_user(
            self.env,
            login="stranger",
            groups="user_bulk_import.group_user_import",
            company_id=other.id,
            company_ids=[Command.set(other.ids)],
        )
        seen = rule.with_user(stranger).with_context(rules_of_run=run.id)
        self.assertEqual(seen.caught_count, 0)
        seen = rule.with_user(stranger).with_context(rules_of_run="1 OR true")
        self.assertEqual(seen.caught_count, 0)
