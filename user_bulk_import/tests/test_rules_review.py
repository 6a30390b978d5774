"""Distribution rules while an import waits for review: put in order, changed, and confirmed."""

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from .common_rules import FILE, RuleCase

SPEC = {"rules_changed": {}, "rule_line_ids": {"fields": {"name": {}, "caught_count": {}}}}


@tagged("post_install", "-at_install")
class TestRulesReview(RuleCase):
    def open_own(self, text=FILE):
        return self.open_run(text).with_user(self.importer)

    def edit_job(self, run, row, job):
        key = run.column_ids.filtered(lambda column: column.header == "Job title").key
        row.with_user(self.importer).write({"cells": [{"name": key, "type": "char", "value": job}]})
        self.env.invalidate_all()

    # -- order --------------------------------------------------------------------------------

    def test_a_new_rule_comes_last_and_a_copy_too(self):
        first = self.drivers(name="First", sequence=70)
        self.drivers(name="Archived", sequence=80, active=False)
        Rule = self.env["user.import.rule"]
        second, third = Rule.create([{"name": "Second"}, {"name": "Third"}])
        copy = first.copy()
        self.assertEqual(Rule.search([]), first | second | third | copy)
        self.assertGreater(second.sequence, 80)
        loaded = Rule.load(["name"], [["One"], ["Two"], ["Three"]])
        self.assertEqual(Rule.search([]).ids[-3:], loaded["ids"])

    def test_a_rule_at_the_very_end_keeps_nobody_from_making_more(self):
        last = self.drivers(sequence=2**31 - 1)
        new = self.drivers()
        self.assertEqual(self.env["user.import.rule"].search([]), last | new)

    def test_rules_that_are_dragged_in_the_review_work_in_their_new_order(self):
        self.drivers(name="First", sequence=1, stop=True)
        self.drivers(name="Second", sequence=2)
        run = self.open_own()
        first, second = run.rule_line_ids
        dragged = [Command.update(second.id, {"sequence": 0}), Command.link(first.id)]
        [saved] = run.web_save({"rule_line_ids": dragged}, SPEC)
        self.assertTrue(saved["rules_changed"])
        self.assertEqual([line["name"] for line in saved["rule_line_ids"]], ["Second", "First"])
        run.action_plan_again()
        self.env.invalidate_all()  # the page asks anew
        [shown] = run.web_read(SPEC)
        self.assertEqual([line["caught_count"] for line in shown["rule_line_ids"]], [2, 2])

    def test_nothing_but_the_order_is_written_in_the_review(self):
        rule = self.drivers()
        run = self.open_own()
        line = run.rule_line_ids
        for commands in (
            [Command.update(line.id, {"name": "x"})],
            [Command.update(line.id, {"sequence": 3, "rule_id": 1})],
            [Command.update(line.id + 1000, {"sequence": 3})],
            [Command.create({"rule_id": rule.id})],
            [Command.delete(line.id)],
            [Command.clear()],
        ):
            with self.subTest(commands), self.assertRaises(AccessError), self.cr.savepoint():
                run.write({"rule_line_ids": commands})
        with self.assertRaises(AccessError):
            run.write({"rule_line_ids": [], "invite": True})
        for call in (
            lambda: line.write({"sequence": 3}),
            lambda: line.create({"run_id": run.id, "rule_id": rule.id}),
            line.unlink,
        ):
            with self.assertRaises(AccessError):
                call()

    def test_nobody_elses_import_and_none_that_is_over_takes_an_order(self):
        self.drivers()
        run = self.open_run(FILE)
        other = new_test_user(self.env, login="other", groups="user_bulk_import.group_user_import")
        commands = [Command.update(run.rule_line_ids.id, {"sequence": 3})]
        with self.assertRaises(AccessError):
            run.with_user(other).write({"rule_line_ids": commands})
        run._confirm()
        self.advance(run)
        with self.assertRaises(UserError):
            run.with_user(self.importer).write({"rule_line_ids": commands})

    def test_rules_are_shown_as_soon_as_they_count_and_no_longer(self):
        drivers = self.drivers()
        run = self.open_own()
        new = self.drivers(name="New")
        self.assertEqual(run.rule_line_ids.rule_id, drivers | new)
        new.profile_ids = self.env.ref("user_bulk_import.profile_school")
        drivers.active = False
        self.assertFalse(run.rule_line_ids)
        self.assertEqual(
            run.action_new_rule()["context"]["default_profile_ids"], run.profile_id.ids
        )

    # -- one version of the rules -------------------------------------------------------------

    def test_changed_rules_are_noticed_until_the_rows_are_compared_again(self):
        drivers = self.drivers()
        run = self.open_own()
        self.assertFalse(run.rules_changed)
        drivers.name = "Renamed"
        self.env.invalidate_all()
        self.assertFalse(run.rules_changed)
        drivers.condition_ids.value = "Cook"
        self.env.invalidate_all()
        self.assertTrue(run.rules_changed)
        run.action_plan_again()
        self.assertFalse(run.rules_changed)
        self.assertEqual(self.fired(run), [[], ["Renamed"], []])

    def test_a_plan_of_former_rules_is_not_carried_out(self):
        drivers = self.drivers()
        run = self.open_own()
        confirm = self.env["user.import.confirm"].browse(run.action_open_confirm()["res_id"])
        drivers.tag_ids = self.kitchen
        self.env.invalidate_all()
        for call in (
            run.action_open_confirm,
            run.action_confirm,
            confirm.with_user(self.importer).action_confirm,
        ):
            with self.assertRaisesRegex(UserError, "rules have changed"), self.cr.savepoint():
                call()
        run.action_plan_again()
        self.env.invalidate_all()
        run.action_confirm()
        self.advance(run)
        self.assertEqual(self.user("ann").category_id, self.kitchen)

    def test_a_plan_of_two_versions_of_the_rules_is_not_carried_out(self):
        """Also where the rules are by now what they were at first."""
        drivers = self.drivers()
        run = self.open_own()
        drivers.tag_ids = self.kitchen
        self.env.invalidate_all()
        self.edit_job(run, self.rows(run)[1], "Driver")
        drivers.tag_ids = self.loads
        self.env.invalidate_all()
        self.assertTrue(run.rules_changed)
        with self.assertRaisesRegex(UserError, "rules have changed"):
            run.action_open_confirm()
        run.action_plan_again()
        self.env.invalidate_all()
        self.assertFalse(run.rules_changed)
        run.action_open_confirm()

    def test_an_edit_in_the_review_leaves_the_plan_up_to_date(self):
        self.drivers()
        run = self.open_own()
        self.edit_job(run, self.rows(run)[1], "Driver")
        self.assertEqual(self.fired(run), [["Drivers"]] * 3)
        self.assertFalse(run.rules_changed)

    def test_rules_that_change_while_the_rows_are_planned_count_for_all_of_them(self):
        drivers = self.drivers()
        run = self.env["user.import.run"].with_user(self.importer)
        run = run._open("users.csv", FILE.encode(), profile=self.standard)
        while not run.sudo().planned_rules:
            run._step()
        self.assertEqual(run.state, "planning")
        drivers.tag_ids = self.kitchen
        self.advance(run)
        self.assertEqual(run.state, "review")
        self.assertFalse(run.rules_changed)
        self.assertEqual(self.rows(run)[0].rules[0]["gave"], {"tags": ["Training group: Kitchen"]})

    def test_what_was_confirmed_is_what_runs(self):
        drivers = self.drivers()
        run = self.open_run(FILE)
        run._confirm()
        drivers.tag_ids = self.kitchen
        self.advance(run)
        self.assertEqual(self.user("ann").category_id, self.loads)

    # -- rules that do nothing ----------------------------------------------------------------

    def test_a_rule_that_does_nothing_says_so(self):
        empty = self.rule(name="Empty")
        self.assertTrue(empty.does_nothing)
        self.assertEqual((empty.condition_text, empty.gives_text), ("Everybody", "Nothing"))
        empty.stop = True
        self.assertFalse(empty.does_nothing)
        self.assertFalse(self.drivers().does_nothing)
