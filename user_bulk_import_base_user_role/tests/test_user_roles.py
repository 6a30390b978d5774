from datetime import date, timedelta

from odoo.tests import tagged

from .common import UserRoleCase


@tagged("post_install", "-at_install")
class TestUserRoles(UserRoleCase):
    def test_a_new_user_gets_the_role_and_keeps_it(self):
        row = self.give("Nurses")
        user = self.user("ann@example.com")
        self.assertEqual((row.outcome, row.issues or []), ("created", []))
        self.assertEqual(user.role_line_ids.role_id, self.nurse)
        self.assertTrue(user._is_internal())
        before = user.group_ids
        self.assertIn(self.ward, before)
        self.recompute()
        self.assertEqual(user.group_ids, before)

    def test_a_portal_role_makes_a_portal_user(self):
        self.give("Visitors")
        user = self.user("ann@example.com")
        self.assertEqual(user.role_line_ids.role_id, self.visitor)
        self.assertTrue(user._is_portal())
        self.assertIn(self.kiosk, user.all_group_ids)

    def test_an_existing_user_gets_the_role_and_loses_groups_with_a_warning(self):
        user = self.person()
        user.group_ids += self.kiosk
        row = self.give("Nurses")
        self.assertEqual(row.outcome, "updated")
        self.assertIn("user_roles_take", self.codes(row))
        self.assertIn("Kiosk", str(row.issues))
        self.assertEqual(user.role_line_ids.role_id, self.nurse)
        self.assertIn(self.ward, user.group_ids)
        self.assertNotIn(self.kiosk, user.group_ids)
        before = user.group_ids
        self.recompute()
        self.assertEqual(user.group_ids, before)

    def test_what_is_lost_stands_in_the_plan(self):
        user = self.person()
        user.group_ids += self.kiosk
        [groups] = [c for c in self.plan("Nurses")._changes() if c.field == "groups"]
        self.assertIn("Kiosk", [ref.label for ref in groups.old])
        self.assertEqual([ref.id for ref in groups.new], self.nurse.group_id.ids)

    def test_the_same_import_again_changes_nothing(self):
        self.give("Nurses, Chemists")
        self.assertEqual(self.give("Nurses, Chemists").action, "unchanged")
        self.recompute()
        self.assertEqual(self.give("Nurses, Chemists").action, "unchanged")

    def test_a_second_role_is_added(self):
        self.give("Nurses")
        self.give("Chemists")
        user = self.user("ann@example.com")
        self.assertEqual(user.role_line_ids.role_id, self.nurse | self.chemist)
        self.assertLessEqual(self.ward | self.lab, user.group_ids)

    def test_replacing_a_role_leaves_the_new_one_alone(self):
        self.give("Nurses")
        row = self.give("Chemists", multi_value_mode="replace")
        user = self.user("ann@example.com")
        self.assertEqual(row.outcome, "updated")
        self.assertEqual(user.role_line_ids.role_id, self.chemist)
        self.assertEqual(user.import_role_ids, self.chemists)
        self.assertNotIn(self.ward, user.group_ids)
        self.assertIn(self.lab, user.group_ids)
        self.assertEqual(self.give("Chemists", multi_value_mode="replace").action, "unchanged")

    def test_without_its_last_role_a_person_stays_what_it_was(self):
        for login, role, check in (
            ("ann@example.com", "Nurses", "_is_internal"),
            ("bob@example.com", "Visitors", "_is_portal"),
        ):
            with self.subTest(role):
                self.give(role, login=login)
                row = self.give(f"-{role}", login=login)
                user = self.user(login)
                self.assertEqual((row.outcome, row.issues or []), ("updated", []))
                self.assertFalse(user.role_line_ids)
                self.assertTrue(getattr(user, check)())
                self.assertFalse(user.group_ids & (self.ward | self.kiosk))
                self.assertEqual(self.give(f"-{role}", login=login).action, "unchanged")

    def test_a_line_removed_by_hand_is_given_again(self):
        self.give("Nurses")
        user = self.user("ann@example.com")
        user.role_line_ids.unlink()
        user.group_ids = self.env.ref("base.group_user")
        self.assertEqual(self.give("Nurses").outcome, "updated")
        self.assertEqual(user.role_line_ids.role_id, self.nurse)
        self.assertIn(self.ward, user.group_ids)

    def test_a_line_given_by_hand_is_taken_over(self):
        user = self.person(lines=[{"role_id": self.nurse.id}])
        self.assertEqual(self.give("Nurses").outcome, "updated")
        self.assertEqual(len(user.role_line_ids), 1)
        self.assertEqual(user.import_role_ids, self.nurses)
        self.assertEqual(self.give("Nurses").action, "unchanged")

    def test_a_line_given_by_hand_is_not_taken_away(self):
        user = self.person(lines=[{"role_id": self.nurse.id}, {"role_id": self.chemist.id}])
        self.give("Nurses", multi_value_mode="replace")
        self.assertEqual(user.role_line_ids.role_id, self.nurse | self.chemist)

    def test_a_line_that_has_ended_counts_again(self):
        today = date.today()
        user = self.person(
            lines=[
                {"role_id": self.nurse.id, "date_to": today - timedelta(1)},
                {"role_id": self.chemist.id},
            ]
        )
        self.assertNotIn(self.ward, user.group_ids)
        self.assertEqual(self.give("Nurses").outcome, "updated")
        self.assertTrue(all(user.role_line_ids.mapped("is_enabled")))
        self.assertIn(self.ward, user.group_ids)
        self.assertEqual(self.give("Nurses").action, "unchanged")

    def test_an_archived_user_gets_the_role_on_restoring(self):
        user = self.person()
        user.action_archive()
        row = self.import_file(
            "login,name,roles,active\nann@example.com,Ann Lee,Nurses,yes\n",
            user=self.admin,
            allow_suspend=True,
        )
        self.assertEqual(self.rows(row).outcome, "restored")
        self.assertEqual(user.role_line_ids.role_id, self.nurse)
        self.assertIn(self.ward, user.group_ids)

    def test_who_stays_archived_gets_the_role_too(self):
        user = self.person()
        user.action_archive()
        self.assertEqual(self.give("Nurses").outcome, "updated")
        self.assertEqual(self.give("Nurses").action, "unchanged")
        user.action_unarchive()
        self.assertEqual(user.role_line_ids.role_id, self.nurse)
        self.assertIn(self.ward, user.group_ids)

    def test_the_default_of_new_users_is_left_to_profiles(self):
        self.nurse.is_default = True
        self.give("Plain")
        user = self.user("ann@example.com")
        self.assertFalse(user.role_line_ids)
        self.assertIn(self.kiosk, user.group_ids)

    def test_a_user_role_changed_since_the_plan_is_not_given(self):
        run = self.open_run("login,name,roles\nann@example.com,Ann Lee,Nurses\n", user=self.admin)
        self.nurse.implied_ids += self.lab
        run._confirm()
        self.advance(run)
        self.assertEqual(self.rows(run).outcome, "failed")
        self.assertFalse(self.user("ann@example.com"))
