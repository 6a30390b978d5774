from odoo.tests import tagged

from .common_row_edits import RowEditCase


@tagged("post_install", "-at_install")
class TestRowLeftOut(RowEditCase):
    def test_a_row_that_is_left_out_is_skipped(self):
        run = self.open_run("Login,Name\nann,Ann\nbob,Bob\n")
        row = self.rows(run)[0]
        row.with_user(self.importer).action_leave_out()
        self.assertEqual((row.action, row.changes, self.codes(row)), ("skip", False, ["left_out"]))
        self.assertEqual(row.issue_text, "Left out by hand.")
        self.assertEqual((run.created_count, run.skipped_count), (1, 1))
        run.with_user(self.importer)._confirm()
        self.advance(run)
        self.assertFalse(self.user("ann"))
        self.assertTrue(self.user("bob"))
        self.assertEqual(row.outcome, "skipped")

    def test_it_is_in_no_other_rows_way(self):
        run = self.open_run("Login,Name\nann,Ann\nann,Bob\n")
        first, second = self.rows(run)
        first.with_user(self.importer).action_leave_out()
        self.assertEqual(second.action, "create")
        first.with_user(self.importer).action_take_in()
        self.assertEqual(self.codes(second), ["duplicate_in_file"])
        self.assertEqual((first.action, first.left_out), ("create", False))

    def test_its_cells_can_be_edited(self):
        run = self.open_run("Login,Name\nann,Ann\nann,Bob\n")
        first, second = self.rows(run)
        first.with_user(self.importer).action_leave_out()
        self.edit(first, Login="eve")
        self.assertEqual((first.action, second.action), ("skip", "create"))
        first.with_user(self.importer).action_take_in()
        self.assertEqual((first.action, first.login), ("create", "eve"))

    def test_an_all_or_nothing_import_goes_on_without_its_bad_rows(self):
        run = self.open_run("Login,Name\nann,\nbob,Bob\n", on_error="abort")
        self.rows(run)[0].with_user(self.importer).action_leave_out()
        run.with_user(self.importer)._confirm()
        self.advance(run)
        self.assertTrue(self.user("bob"))

    def test_many_at_once(self):
        content = "Login,Name\n" + "".join(f"u{n},Person {n}\n" for n in range(250))
        run = self.open_run(content)
        rows = self.rows(run).with_user(self.importer)
        with self.statements() as statements:
            rows.action_leave_out()
        self.assertLess(len(statements), 60)
        self.assertEqual((run.created_count, run.skipped_count), (0, 250))
        rows.action_leave_out()
        rows.action_take_in()
        self.assertEqual((run.created_count, run.skipped_count), (250, 0))
