from unittest.mock import patch

from odoo.tests import tagged

from odoo.addons.user_bulk_import.models import user_import_replanner

from .common_row_edits import RowEditCase


@tagged("post_install", "-at_install")
class TestReplanning(RowEditCase):
    """Which rows are planned again after an edit; that the result is right in general is shown in
    ``test_replanning_all_rows``."""

    def actions(self, run):
        return self.rows(run).mapped("action")

    def logins(self, run):
        return self.rows(run).mapped("login")

    def test_a_duplicate_that_is_mended_sets_the_other_free(self):
        run = self.open_run("Login,Name\nann,Ann\nann,Bob\n")
        self.assertEqual(self.actions(run), ["create", "reject"])
        self.edit(self.rows(run)[0], Login="bob")
        self.assertEqual(self.actions(run), ["create", "create"])
        self.assertEqual((run.created_count, run.failed_count), (2, 0))

    def test_a_row_becomes_a_duplicate_of_an_edited_one(self):
        run = self.open_run("Login,Name\nann,Ann\nbob,Bob\n")
        self.edit(self.rows(run)[0], Login="BOB ")
        self.assertEqual(self.codes(self.rows(run)[1]), ["duplicate_in_file"])
        self.assertEqual((run.created_count, run.failed_count), (1, 1))

    def test_rows_are_compared_by_the_keys_of_their_user_too(self):
        """The first row names the user by login, the second by reference: no key is the same."""
        self.env["res.users"].create({"login": "ann", "name": "Ann", "ref": "A-1"})
        run = self.open_run("Login,Reference,City\nbea,,Oslo\n,A-1,Rome\n")
        self.assertEqual(self.actions(run)[1], "update")
        self.edit(self.rows(run)[0], Login="ann")
        self.assertEqual(self.codes(self.rows(run)[1]), ["duplicate_in_file"])

    def test_a_login_given_up_is_given_to_a_later_row(self):
        """Numbers go on through the file: the second row's was taken from the third, and so on."""
        run = self.open_run(
            "Login,Name\nann,Ann\nann,Bea\nann1,Cid\nann,Dan\n", operation="create_all"
        )
        self.assertEqual(self.logins(run), ["ann", "ann1", "ann11", "ann2"])
        self.edit(self.rows(run)[0], Login="eve")
        self.assertEqual(self.logins(run), ["eve", "ann", "ann1", "ann2"])

    def test_a_row_that_turns_faulty_gives_no_login(self):
        run = self.open_run(
            "Reference,E-mail,Login,Name\n1,ann@example.com,,Ann\n2,,ann@example.com,Bob\n",
            match_on="ref",
        )
        self.assertEqual(self.actions(run), ["create", "reject"])
        self.edit(self.rows(run)[0], Name="")
        self.assertEqual(self.actions(run), ["reject", "create"])

    def test_later_rows_take_no_login_from_an_edited_one(self):
        run = self.open_run("Login,Name\nzoe,Zoe\nann,Ann\n", operation="create_all")
        self.edit(self.rows(run)[0], Login="ann")
        self.assertEqual(self.logins(run), ["ann", "ann1"])

    def test_rows_planned_together_mind_those_between_them(self):
        run = self.open_run("Login,Name\neve,Eve\nbob1,Bob\nzoe,Zoe\n", operation="create_all")
        key = self.key(run, "Login")
        rows = self.rows(run).with_user(self.importer)
        (rows[0] | rows[2]).write({"cells": {key: "bob"}})
        self.assertEqual(self.logins(run), ["bob", "bob1", "bob2"])

    def test_rows_that_have_nothing_to_do_with_it_stay_as_they_are(self):
        run = self.open_run("Login,Name,City\nann,Ann,Oslo\nbob,Bob,Rome\ncid,Cid,Rome\n")
        rows = self.rows(run)
        rows[1:].write({"issues": [{"mark": True}]})
        self.edit(rows[0], City="Rome")
        self.edit(rows[0], Login="eve")
        self.assertEqual(rows[1].issues, [{"mark": True}])
        self.assertEqual(rows[2].issues, [{"mark": True}])

    def test_of_many_with_the_same_address_only_the_first_counts(self):
        content = "Login,Name,E-mail\n" + "".join(
            f"u{n},Person {n},family@example.com\n" for n in range(5)
        )
        run = self.open_run(content, match_on="login")
        self.assertEqual(run.warning_count, 4)
        rows = self.rows(run)
        rows[4].write({"login": "marked"})
        key = self.key(run, "E-mail")
        rows[1].with_user(self.importer).write({"cells": {key: "own@example.com"}})
        self.assertEqual((run.warning_count, rows[4].login), (3, "marked"))
        rows[0].with_user(self.importer).write({"cells": {key: "mine@example.com"}})
        self.assertEqual((run.warning_count, rows[4].login), (2, "u4"))
        self.assertIn("row 4", rows[4].issue_text)

    def test_past_some_rows_the_whole_file_is_planned_again(self):
        run = self.open_run("Login,Name\nann,Ann\nann,Bob\nann,Cid\nbob,Dan\n")
        with patch.object(user_import_replanner, "AT_ONCE", 2):
            self.edit(self.rows(run)[0], Login="eve")
            self.assertEqual(run.state, "review")
            self.assertEqual(self.actions(run), ["create", "create", "reject", "create"])
            states = self._states_of(run, lambda: self.edit(self.rows(run)[3], Name="Eve"))
            self.assertNotIn("planning", states)
            states = self._states_of(run, lambda: self.rows(run)[:3].action_leave_out())
            self.assertIn("planning", states)
        self.assertEqual((run.state, run.created_count, run.skipped_count), ("review", 1, 3))

    def _states_of(self, run, call):
        """Return the states that a run passes through."""
        states = []
        run_class = type(run)
        original = run_class._set_state

        def noted(record, state, **values):
            states.append(state)
            return original(record, state, **values)

        with patch.object(run_class, "_set_state", noted):
            call()
        return states

    def test_what_is_left_over_goes_on_in_the_background(self):
        run = self.open_run("Login,Name\nann,Ann\nbob,Bob\ncid,Cid\n")
        triggers = self.env["ir.cron.trigger"]
        with (
            patch.object(user_import_replanner, "AT_ONCE", 1),
            patch.object(type(run), "_work", lambda _run, _seconds: None),
        ):
            before = triggers.search_count([])
            shown = self.rows(run)[:2].with_user(self.importer).action_leave_out()
        self.assertEqual((shown["res_model"], shown["res_id"]), ("user.import.run", run.id))
        self.assertEqual((run.state, triggers.search_count([])), ("planning", before + 1))
        self.advance(run)
        self.assertEqual((run.state, run.created_count, run.skipped_count), ("review", 1, 2))

    def test_after_another_look_at_the_users_edits_stay(self):
        run = self.open_run("Login,Name\nann,Ann\nbob,Bob\n")
        first, second = self.rows(run)
        self.edit(first, Name="Ann Archer")
        second.with_user(self.importer).action_leave_out()
        run.with_user(self.importer).action_plan_again()
        self.advance(run)
        self.assertEqual(self.actions(run), ["create", "skip"])
        self.assertEqual(self.cell(first, "Name"), "Ann Archer")
        self.assertTrue(first.edited and second.left_out)
