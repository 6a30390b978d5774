"""Nobody gets by a rule what the importing person may not give, nor lets others give it."""

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from .common_rules import FILE, RuleCase


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
        run._confirm()
        self.operator.write({"user_type": "internal", "group_ids": self.mighty.ids})
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

    def test_nobody_changes_what_comes_before_a_rule_that_gives_more_than_the_writer_has(self):
        first = self.drivers(env=self.own, name="First", role_ids=self.operator.ids)
        mighty = self.drivers(role_ids=self.boss.ids).with_env(self.own)
        last = self.drivers(env=self.own, name="Last", role_ids=self.operator.ids)
        for attempt in (
            lambda: mighty.write({"sequence": first.sequence - 1}),
            lambda: last.write({"sequence": mighty.sequence - 1}),
            lambda: first.write({"sequence": last.sequence + 1}),
            lambda: first.write({"stop": True}),
            lambda: first.condition_ids.write({"value": "Cook"}),
            lambda: first.unlink(),
            lambda: self.drivers(env=self.own, name="New", sequence=0),
        ):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                attempt()
            self.env.invalidate_all()
        last.stop = True
        mighty.sudo().active = False
        first.stop = True
        self.assertTrue(first.stop)

    def test_no_rule_counts_for_more_imports_since_a_profile_is_deleted(self):
        Profile = self.env["user.import.profile"]
        one, two = Profile.create([{"name": code, "code": code} for code in ("one", "two")])
        rule = self.drivers(role_ids=self.boss.ids, profile_ids=(one | two).ids)
        for attempt in (one | two).with_env(self.own), (one | two):
            with self.assertRaisesRegex(UserError, "Drivers"), self.env.cr.savepoint():
                attempt.unlink()
        two.with_env(self.own).unlink()
        rule.active = False
        with self.assertRaises(UserError), self.env.cr.savepoint():
            one.with_env(self.own).unlink()
        rule.unlink()
        one.with_env(self.own).unlink()

    def test_everybody_who_writes_rules_puts_those_in_order_that_stand_below(self):
        mighty = self.drivers(role_ids=self.boss.ids).with_env(self.own)
        one = self.drivers(env=self.own, name="One", role_ids=self.operator.ids)
        two = self.drivers(env=self.own, name="Two", role_ids=self.operator.ids)
        order = [mighty.id, two.id, one.id]
        mighty.browse(order).web_resequence({}, offset=mighty.sequence)
        self.assertLess(two.sequence, one.sequence)
        self.assertEqual(mighty.search([("id", "in", order)]).ids, order)

    def test_a_rule_looks_at_no_people_and_at_no_field_that_there_is_not(self):
        for field in ("association:student_parent:right", "password", "nothing", "x:y"):
            with self.subTest(field=field), self.assertRaises(ValidationError):
                self.drivers(
                    env=self.own,
                    condition_ids=[
                        Command.create({"field": field, "operator": "is", "value": "x"})
                    ],
                )
        for operator in ("greater", "before"):
            with self.assertRaises(ValidationError):
                self.drivers(
                    env=self.own,
                    condition_ids=[
                        Command.create({"field": "roles", "operator": operator, "value": "5"})
                    ],
                )

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

    def test_rows_of_an_import_that_one_does_not_see_are_not_counted(self):
        self.drivers()
        run = self.open_run(FILE)
        other = self.env["res.company"].create({"name": "Elsewhere"})
        stranger = new_test_user(
            self.env,
            login="stranger",
            groups="user_bulk_import.group_user_import",
            company_id=other.id,
            company_ids=[Command.set(other.ids)],
        )
        self.assertTrue(run.rule_line_ids)
        for call in (lambda lines: lines.read(["caught_count"]), lambda x: x.action_view_caught()):
            with self.assertRaises(AccessError):
                call(run.rule_line_ids.with_user(stranger))
