from odoo.tests import HttpCase, tagged

from .common import ImportCase


@tagged("post_install", "-at_install")
class TestPasswordTour(ImportCase, HttpCase):
    def test_imported_password_is_changed_on_first_login(self):
        self.import_file(
            "Login,Name,Password\ntoured@example.com,Tomas Toured,Imported-7-lantern\n",
            password_mode="file",
            force_password_change="all",
            user_type="internal",
        )
        user = self.user("toured@example.com")
        self.assertTrue(user.must_change_password)
        self.assertEqual(user.sudo().import_password_state, "imported")
        self.start_tour("/web/login", "user_bulk_import_password", timeout=120)
        self.assertFalse(user.must_change_password)
        self.assertEqual(user.sudo().import_password_state, "own")
        credential = {"type": "password", "login": user.login, "password": "Chosen-4-harbor"}
        user.with_user(user)._check_credentials(credential, {"interactive": True})
