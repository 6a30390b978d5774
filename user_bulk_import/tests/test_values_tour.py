from unittest.mock import patch

from odoo.tests import HttpCase, new_test_user, tagged

from odoo.addons.user_bulk_import.models.user_import_run_process import UserImportRun

from .test_tours import _advance_to_the_end


@tagged("post_install", "-at_install")
class TestValuesTour(HttpCase):
    """Somebody says in the browser what an unknown role stands for."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(patch.object(UserImportRun, "_advance", _advance_to_the_end))

    def _import(self, tour, groups):
        """Run a tour as a new user of these groups.

        :return: the roles of the new users, by login
        """
        importer = new_test_user(self.env, login="importer@example.com", groups=groups)
        self.start_tour("/odoo/action-base.action_res_users", tour, login=importer.login)
        run = self.env["user.import.run"].search([], limit=1)
        self.assertEqual((run.user_id, run.state), (importer, "done"))
        self.assertEqual((run.created_count, run.failed_count), (3, 0))
        return {user.login: user.import_role_ids for user in run.row_ids.user_id}

    def test_an_unknown_role_stands_for_one_that_exists(self):
        roles = self._import("user_import_value_mapped", "user_bulk_import.group_user_import")
        student = self.env.ref("user_bulk_import.role_student")
        self.assertEqual(roles, dict.fromkeys(("ann.tour", "bob.tour", "cid.tour"), student))

    def test_an_administrator_makes_a_new_role_on_the_way(self):
        roles = self._import("user_import_value_new_role", "base.group_system")
        cadet = self.env["user.import.role"].search([("code", "=", "Cadet")])
        self.assertEqual(len(cadet), 1)
        self.assertEqual((roles["ann.tour"], roles["bob.tour"]), (cadet, cadet))
