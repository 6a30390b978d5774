"""Distribution rules in an import: what they give, whom they catch, and what the run tells."""

import json

from odoo.tests import tagged

from .common_rules import FILE, RuleCase


@tagged("post_install", "-at_install")
class TestRules(RuleCase):
    def test_who_meets_a_rule_gets_what_it_gives(self):
        self.drivers(role_ids=self.operator.ids)
        run = self.import_file(FILE)
        self.assertEqual(self.fired(run), [["Drivers"], [], ["Drivers"]])
        self.assertEqual(self.user("ann").category_id, self.loads)
        self.assertEqual(self.user("ann").import_role_ids, self.operator)
        self.assertFalse(self.user("ben").category_id)
        self.assertEqual(
            self.rows(run)[0].rules[0]["gave"],
            {"roles": ["Mover"], "tags": ["Training group: Load securing"]},
        )

    def test_the_same_file_changes_nothing_the_second_time(self):
        self.drivers(role_ids=self.operator.ids, lang_id=self.env.ref("base.lang_en").id)
        self.import_file(FILE)
        for mode in ("add", "replace"):
            again = self.open_run(FILE, multi_value_mode=mode)
            self.assertEqual(again.unchanged_count, 3)
            self.assertEqual(self.fired(again), [["Drivers"], [], ["Drivers"]])

    def test_users_that_exist_get_it_too(self):
        self.import_file(FILE)
        self.drivers()
        run = self.import_file(FILE)
        self.assertEqual((run.updated_count, run.unchanged_count), (2, 1))
        self.assertEqual(self.user("cem").category_id, self.loads)

    def test_a_new_position_changes_the_training_group_where_tags_are_replaced(self):
        self.drivers()
        self.rule(("function", "is", "cook"), name="Cooks", tag_ids=self.kitchen.ids)
        self.import_file(FILE)
        self.import_file("Login,Job title\nann,Cook\n", multi_value_mode="replace")
        self.assertEqual(self.user("ann").category_id, self.kitchen)

    def test_a_cell_wins_over_a_rule(self):
        self.drivers(role_ids=self.operator.ids)
        run = self.import_file(
            "Login,Name,Job title,Tags,Roles\n"
            "ann,Ann Lee,Driver,-Training group: Load securing,-Mover\n"
        )
        self.assertFalse(self.user("ann").category_id)
        self.assertFalse(self.user("ann").import_role_ids)
        self.assertEqual(self.rows(run)[0].rules[0]["gave"], {})

    def test_rules_of_other_profiles_companies_and_archived_ones_do_not_count(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        school = self.env.ref("user_bulk_import.profile_school")
        self.drivers(name="Profile", profile_ids=school.ids)
        self.drivers(name="Company", company_id=other.id)
        self.drivers(name="Archived", active=False)
        self.drivers(name="Own", profile_ids=self.standard.ids, company_id=self.env.company.id)
        self.assertEqual(self.fired(self.open_run(FILE))[0], ["Own"])

    def test_order_and_stop(self):
        second = self.drivers(name="Second", sequence=2)
        self.drivers(name="First", sequence=1, stop=True)
        self.assertEqual(self.fired(self.open_run(FILE))[0], ["First"])
        second.sequence = 0
        self.assertEqual(self.fired(self.open_run(FILE))[0], ["Second", "First"])

    def test_records_in_conditions_are_known_by_all_their_names(self):
        self.rule(("lang", "is", "en_US"), name="English", tag_ids=self.loads.ids)
        self.rule(("country", "in", "NO, BE"), name="Norway", tag_ids=self.kitchen.ids)
        self.rule(("roles", "is", "MOVER"), name="Movers", tag_ids=self.kitchen.ids)
        run = self.open_run("Login,Name,Language,Country,Roles\nann,Ann Lee,English,Norway,Mover\n")
        self.assertEqual(self.fired(run), [["English", "Norway", "Movers"]])

    def test_a_group_by_name_and_a_company_are_given(self):
        group = self.env.ref("base.group_partner_manager")
        self.drivers(group_ids=group.ids, set_company_id=self.env.company.id)
        self.import_file(FILE, user_type="internal")
        self.assertIn(group, self.user("ann").group_ids)
        self.assertNotIn(group, self.user("ben").group_ids)

    def test_rows_that_are_skipped_or_left_out_meet_no_rule(self):
        self.import_file(FILE)
        self.drivers()
        run = self.open_run(FILE, operation="create")
        self.assertEqual(self.fired(run), [[], [], []])
        run = self.open_run(FILE)
        self.rows(run)[0].with_user(self.importer).write({"left_out": True})
        self.assertEqual(self.fired(run), [[], [], ["Drivers"]])

    def test_a_rule_that_cannot_be_read_is_left_out_and_named(self):
        broken = self.drivers(name="Broken")
        self.env.cr.execute(
            "UPDATE user_import_rule_condition SET operator = 'less', value = 'many' "
            "WHERE rule_id = %s",
            [broken.id],
        )
        self.env.invalidate_all()
        run = self.open_run(FILE)
        self.assertEqual(self.fired(run), [[], [], []])
        self.assertIn("Broken", run.rule_fault_text)
        self.assertFalse(run.issue_text)

    # -- what the run tells -------------------------------------------------------------------

    def test_each_rule_tells_how_many_rows_it_caught(self):
        drivers = self.drivers()
        everybody = self.rule(name="Everybody", tag_ids=self.kitchen.ids)
        run = self.open_run(FILE + "dan,,Driver\n").with_user(self.importer)
        lines = run.rule_line_ids
        self.assertEqual(lines.rule_id, drivers | everybody)
        self.assertEqual(
            lines.mapped(lambda line: (line.name, line.caught_count, line.caught_error_count)),
            [("Drivers", 3, 1), ("Everybody", 4, 1)],
        )
        action = lines[0].action_view_caught()
        domain = [*action["domain"], ("rule_id", "=", action["context"]["search_default_rule_id"])]
        rows = self.env["user.import.row"].with_user(self.importer).search(domain)
        self.assertEqual(rows.mapped("number"), [2, 4, 5])
        Row = self.env["user.import.row"]
        self.assertEqual(Row.search_count([*action["domain"], ("rule_id", "ilike", "driv")]), 3)

    def test_counting_takes_one_query_however_many_rules(self):
        for number in range(10):
            self.drivers(name=f"Rule {number}")
        run = self.open_run(FILE)
        with self.assertQueryCount(1):
            self.assertEqual(len(run._rule_counts()), 10)

    def test_planning_asks_no_more_for_more_rules(self):
        def planned(count):
            for number in range(count):
                self.drivers(name=f"Rule {number}", role_ids=self.operator.ids)
            self.env.invalidate_all()
            with self.statements() as statements:
                self.open_run(FILE)
            return len(statements)

        planned(1)  # what is read once stays in the caches
        self.assertAlmostEqual(planned(1), planned(20), delta=3)

    def test_the_numbers_stay_after_the_import(self):
        self.drivers()
        run = self.import_file(FILE + "dan,,Driver\n")
        self.assertEqual(run.rule_count_text, "Drivers: 3 (1 with errors)")
        run.sudo().row_ids.unlink()
        self.assertEqual(run.rule_count_text, "Drivers: 3 (1 with errors)")

    def test_the_card_and_the_report_tell_which_rule_gave_what(self):
        self.drivers(name="<b>Drivers</b>")
        run = self.open_run(FILE)
        card = self.rows(run)[0].card
        self.assertIn("&lt;b&gt;Drivers&lt;/b&gt;", card)
        self.assertIn("Training group: Load securing", card)
        look = self.env["user.import.report.rows"]._look(run, False, "none")
        sheet = next(iter(self.env["user.import.report.rows"]._sheets(run, False, "none")))
        self.assertTrue(look.has_rules)
        self.assertEqual(sheet.own[-1].title, "Rules")
        lines = [row.own[-1] for row in sheet.rows]
        self.assertEqual(
            lines, ["<b>Drivers</b> (Tags: Training group: Load securing)", "", lines[0]]
        )

    def test_rules_are_part_of_the_decision_as_json(self):
        self.drivers()
        rules = self.rows(self.open_run(FILE))[0].rules
        self.assertEqual(json.loads(json.dumps(rules)), rules)
