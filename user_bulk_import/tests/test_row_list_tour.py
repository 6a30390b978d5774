from unittest.mock import patch

from odoo.tests import HttpCase, new_test_user, tagged

from odoo.addons.user_bulk_import.models.user_import_run_process import UserImportRun

from .test_tours import _advance_to_the_end


@tagged("post_install", "-at_install")
class TestRowListTour(HttpCase):
    """A file with errors is corrected in the browser, by somebody who may import but is no
    Settings administrator."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(patch.object(UserImportRun, "_advance", _advance_to_the_end))
        cls.importer = new_test_user(
            cls.env, login="importer@example.com", groups="user_bulk_import.group_user_import"
        )
        cls.env.company.user_properties_definition = [
            {"name": "birth_date", "string": "Birth date", "type": "date"}
        ]

    def test_errors_are_corrected_in_the_list_and_the_import_finished(self):
        self.start_tour(
            "/odoo/action-base.action_res_users",
            "user_import_row_list",
            login=self.importer.login,
            timeout=180,
        )
        run = self.env["user.import.run"].search([], limit=1)
        self.assertEqual((run.state, run.failed_count, run.created_count), ("done", 0, 5))
        users = self.env["res.users"].search([("login", "like", ".tour")])
        self.assertEqual(
            {user.login: (user.name, user.email) for user in users},
            {
                "ann.tour": ("Ann Tour", "ann.tour@example.com"),
                "ben.tour": ("Ben Tour", False),
                "cara.tour": ("Cara Tour", "cara.tour@example.com"),
                "cat.tour": ("Cat Tour", "cat.tour@example.com"),
                "dan.tour": ("Dan Tour", "dan.tour@example.com"),
            },
        )
        dan = users.filtered(lambda user: user.login == "dan.tour")
        [birth] = dan.read(["user_properties"])[0]["user_properties"]
        self.assertEqual(birth["value"], "2001-04-03")
        left_out = run.row_ids.filtered("left_out")
        self.assertEqual(left_out.mapped("person"), ["eve.tour"])
