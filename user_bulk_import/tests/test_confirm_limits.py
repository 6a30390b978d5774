from odoo.exceptions import UserError
from odoo.tests import tagged

from .common_confirm import PEOPLE, ConfirmCase


@tagged("post_install", "-at_install")
class TestConfirmLimits(ConfirmCase):
    """Past a safety limit the question wants the number typed."""

    def test_past_a_limit_the_number_has_to_be_typed(self):
        run = self.remove(51)
        confirm = self.ask(run)
        self.assertEqual(confirm.limit_number, 51)
        self.assertIn("would be archived or deleted: 51", confirm.limit_text)
        for typed in (False, "", "50", "yes", "51 users"):
            confirm.typed_number = typed
            with self.assertRaisesRegex(UserError, "type 51"):
                confirm.action_confirm()
            self.assertEqual(run.state, "review")
        confirm.typed_number = " 51 "
        confirm.action_confirm()
        self.assertEqual((run.state, run.archived_count), ("done", 51))

    def test_up_to_the_limit_nothing_has_to_be_typed(self):
        run = self.remove(50)
        confirm = self.ask(run)
        self.assertFalse(confirm.limit_number)
        confirm.action_confirm()
        self.assertEqual(run.archived_count, 50)

    def test_no_door_passes_a_limit_by_itself(self):
        run = self.open_run(PEOPLE, limit_created="2")
        for confirm in (run._confirm, run.with_user(self.importer).action_confirm):
            with self.assertRaisesRegex(UserError, "would be created: 3.*limit is 2"):
                confirm()
        self.assertEqual(run.state, "review")
        run._confirm(past_limits=True)
        self.assertEqual(run.state, "applying")

    def test_a_share_is_of_the_active_users(self):
        active = self.env["res.users"].search_count([("active", "=", True)])
        within = int(active * 4 // 100)
        content = "Login,Name\n" + "".join(f"s{n},S\n" for n in range(within + 1))
        run = self.open_run(content, limit_created="4%")
        self.assertTrue(run._limits_passed())
        run = self.open_run(content, limit_created=f"{100 * (within + 1)}%")
        self.assertFalse(run._limits_passed())

    def test_changed_and_restored_users_count_together(self):
        self.import_file("Login,Name,Active\nann,Ann,yes\nbob,Bob,no\n")
        run = self.open_run(
            "Login,City,Active\nann,Oslo,\nbob,Oslo,yes\n", allow_suspend=True, limit_changed="1"
        )
        [(issue, number)] = run._limits_passed()
        self.assertEqual((issue.code, number), ("limit_changed", 2))

    def test_a_limit_that_is_none_is_refused(self):
        for name in ("limit_created", "limit_changed", "limit_archived"):
            with self.assertRaisesRegex(UserError, "such as 10%, not “many”"):
                self.standard.copy({name: "many"})
        self.assertFalse(self.standard.copy({"limit_archived": ""}).limit_archived)
        self.assertEqual(self.standard.limit_archived, "50")

    def test_a_date_format_that_is_none_is_refused(self):
        for text in ("nonsense", "%d/%m", "%Q", "dd/mm/yyyy", "%"):
            with self.subTest(text=text), self.assertRaisesRegex(UserError, "Date Format"):
                self.open_run(PEOPLE, date_format=text)
        self.assertTrue(self.standard.copy({"date_format": "%d.%m.%y"}))
