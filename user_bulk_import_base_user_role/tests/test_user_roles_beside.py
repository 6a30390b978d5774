from odoo.tests import tagged

from .common import UserRoleCase


@tagged("post_install", "-at_install")
class TestBeside(UserRoleCase):
    """What does not last beside user roles is refused when it is planned."""

    def test_a_plain_role_for_somebody_with_user_roles_is_refused(self):
        user = self.person(lines=[{"role_id": self.nurse.id}])
        row = self.give("Plain")
        self.assertEqual((row.outcome, self.codes(row)), ("failed", ["user_roles_decide"]))
        self.assertIn("Plain", row.issues[0]["params"]["names"])
        self.assertNotIn(self.kiosk, user.all_group_ids)

    def test_a_plain_role_whose_groups_the_user_roles_give_anyhow_is_fine(self):
        self.plain.group_ids = self.ward
        user = self.person(lines=[{"role_id": self.nurse.id}])
        self.assertEqual(self.give("Plain").outcome, "updated")
        self.recompute()
        self.assertIn(self.ward, user.group_ids)
        self.assertEqual(self.give("Plain").action, "unchanged")

    def test_both_kinds_of_roles_in_one_row_are_refused(self):
        self.assertEqual(self.codes(self.plan("Nurses, Plain")), ["user_roles_decide"])

    def test_a_first_user_role_beside_a_plain_one_is_refused_until_that_goes(self):
        self.give("Plain")
        user = self.user("ann@example.com")
        self.assertEqual(self.codes(self.plan("Nurses")), ["user_roles_decide"])
        row = self.give("Nurses, -Plain")
        self.assertEqual(row.outcome, "updated")
        self.assertEqual(user.import_role_ids, self.nurses)
        self.assertNotIn(self.kiosk, user.all_group_ids)

    def test_a_group_by_name_is_refused(self):
        self.person(lines=[{"role_id": self.nurse.id}])
        self.assertEqual(self.codes(self.plan("Kiosk")), ["user_roles_decide"])

    def test_a_user_without_user_roles_gets_plain_roles_as_ever(self):
        user = self.person()
        self.assertEqual(self.give("Plain").outcome, "updated")
        self.recompute()
        self.assertIn(self.kiosk, user.group_ids)

    def test_roles_that_make_nobody_a_user_are_refused(self):
        bare = self.import_role("Bare", self.user_role("Bare", self.lab))
        self.assertEqual(self.codes(self.plan("Bare")), ["user_roles_no_type"])
        self.person(lines=[{"role_id": self.nurse.id}])
        bare.user_type = "internal"
        row = self.give("Bare")
        self.assertEqual(row.outcome, "updated")
        self.assertIn(self.lab, self.user("ann@example.com").group_ids)

    def test_an_internal_user_does_not_become_a_portal_user_by_the_way(self):
        user = self.person()
        row = self.give("Visitors")
        self.assertEqual(row.outcome, "failed")
        self.assertTrue(user._is_internal())
        self.assertFalse(user.role_line_ids)

    def test_a_portal_user_becomes_internal_where_the_import_allows_it(self):
        self.give("Visitors")
        user = self.user("ann@example.com")
        row = self.plan("-Visitors, Nurses", user_type_change="none")
        self.assertIn("type_stays_portal", self.codes(row))
        self.assertNotIn("Nurse", str(row.changes))
        row = self.give("-Visitors, Nurses", user_type_change="up")
        self.assertEqual(row.outcome, "updated", row.issues)
        self.assertTrue(user._is_internal())
        self.assertEqual(user.role_line_ids.role_id, self.nurse)
        before = user.group_ids
        self.recompute()
        self.assertEqual(user.group_ids, before)

    def test_other_rows_are_left_alone(self):
        user = self.person(lines=[{"role_id": self.nurse.id}])
        before = user.group_ids
        run = self.import_file("login,name,city\nann@example.com,Ann Lee,Oslo\n", user=self.admin)
        self.assertEqual(self.rows(run).outcome, "updated")
        self.assertEqual((user.city, user.group_ids), ("Oslo", before))
