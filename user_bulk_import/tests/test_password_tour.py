from odoo.tests import HttpCase, new_test_user, tagged


@tagged("post_install", "-at_install")
class TestPasswordTour(HttpCase):
    def test_imported_password_is_changed_on_first_login(self):
        user = new_test_user(
            self.env,
            login="toured@example.com",
            password="Imported-7-lantern",
            groups="base.group_user",
        )
        user.write({"must_change_password": True, "import_password_state": "imported"})
        self.start_tour("/web/login", "user_bulk_import_password", timeout=120)
        self.assertFalse(user.must_change_password)
        self.assertEqual(user.import_password_state, "own")
        credential = {"type": "password", "login": user.login, "password": "Chosen-4-harbor"}
        user.with_user(user)._check_credentials(credential, {"interactive": True})
