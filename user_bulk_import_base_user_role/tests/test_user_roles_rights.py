from odoo.tests import tagged

from .common import UserRoleCase


@tagged("post_install", "-at_install")
class TestRights(UserRoleCase):
    """Rights cannot be raised by a user role either."""

    def test_who_has_the_user_role_may_give_it(self):
        self.importer.role_line_ids = [
            (0, 0, {"role_id": self.user_role("Clerk", self.importer.all_group_ids).id}),
            (0, 0, {"role_id": self.nurse.id}),
        ]
        self.assertEqual(self.give("Nurses", user=self.importer).outcome, "created")
        self.assertIn(self.ward, self.user("ann@example.com").group_ids)

    def test_who_lacks_the_user_role_may_not_give_it(self):
        row = self.plan("Nurses", user=self.importer)
        self.assertEqual((row.action, self.codes(row)), ("reject", ["role_not_grantable"]))

    def test_implied_rights_count(self):
        self.importer.group_ids += self.nurse.group_id
        boss = self.import_role(
            "Bosses",
            self.user_role("Boss", self.nurse.group_id | self.env.ref("base.group_system")),
        )
        row = self.plan(boss.name, user=self.importer)
        self.assertEqual((row.action, self.codes(row)), ("reject", ["role_not_grantable"]))

    def test_a_user_role_that_gained_rights_since_the_plan_is_not_given(self):
        self.importer.group_ids += self.nurse.group_id
        run = self.open_run("login,name,roles\nann@example.com,Ann Lee,Nurses\n")
        self.nurse.implied_ids += self.env.ref("base.group_system")
        self.importer.group_ids -= self.nurse.group_id
        run._confirm()
        self.advance(run)
        self.assertEqual(self.rows(run).outcome, "failed")
        self.assertFalse(self.user("ann@example.com"))

    def test_administrative_user_roles_are_named_in_the_confirmation(self):
        self.import_role("Bosses", self.user_role("Boss", self.env.ref("base.group_system")))
        row = self.plan("Bosses")
        found = self.env["user.import.row"].search(
            [("run_id", "=", row.run_id.id), ("consequence", "=", "rights")]
        )
        self.assertEqual(found, row)
