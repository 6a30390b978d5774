from unittest.mock import patch

from odoo.tests import HttpCase, new_test_user, tagged

from odoo.addons.user_bulk_import.models.user_import_run_process import UserImportRun

from .test_tours import _advance_to_the_end

USERS = "/odoo/action-base.action_res_users"


@tagged("post_install", "-at_install")
class TestColumnsTour(HttpCase):
    """The columns of a file in a real browser."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(patch.object(UserImportRun, "_advance", _advance_to_the_end))
        cls.importer = new_test_user(
            cls.env, login="importer@example.com", groups="user_bulk_import.group_user_import"
        )

    def _tour(self, url, name):
        self.start_tour(url, name, login=self.importer.login, timeout=180)
        return self.env["user.import.run"].search([], limit=1)

    def test_a_new_property_is_seen_on_a_user_who_was_not_in_the_file(self):
        other = new_test_user(self.env, login="other@example.com", groups="base.group_user")
        run = self._tour(USERS, "user_import_columns_add_to_database")
        self.assertEqual((run.state, run.created_count), ("done", 2))
        ann = self.env["res.users"].search([("login", "=", "ann.tour")])
        self.assertEqual(ann.city, "Oslo")
        properties = ann.read(["user_properties"])[0]["user_properties"]
        self.assertEqual({p["string"]: p.get("value") for p in properties}, {"Shoe size": 38})
        self._tour(f"{USERS}/{other.id}", "user_import_columns_property_seen")

    def test_a_table_becomes_a_tab_of_the_profile(self):
        run = self._tour(USERS, "user_import_columns_tab")
        self.assertEqual(run.state, "done")
        ann = self.env["res.users"].search([("login", "=", "ann@example.com")])
        self.assertEqual(ann.import_role_ids.code, "PARENT")

    def test_cancelled_in_the_columns_step_nothing_is_left(self):
        before = self.env["res.users"].search_count([])
        properties = self.env.company.user_properties_definition
        run = self._tour(USERS, "user_import_columns_cancel")
        self.assertEqual(run.state, "cancelled")
        self.assertEqual(self.env["res.users"].search_count([]), before)
        self.assertEqual(self.env.company.user_properties_definition, properties)
        secret = run.sudo()
        self.assertFalse(secret.source or secret.salt or secret.row_ids.filtered("secrets"))
