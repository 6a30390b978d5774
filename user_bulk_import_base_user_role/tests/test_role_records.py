from odoo.tests import Form, tagged

from .common import UserRoleCase


@tagged("post_install", "-at_install")
class TestRoleRecords(UserRoleCase):
    def test_a_role_has_the_group_and_the_type_of_its_user_role(self):
        self.assertEqual(self.nurses.group_ids, self.nurse.group_id)
        self.assertEqual(self.nurses.user_type, "internal")
        self.assertEqual(self.visitors.user_type, "portal")

    def test_the_type_follows_the_user_role(self):
        self.visitor.implied_ids = self.env.ref("base.group_user") | self.kiosk
        self.assertEqual(self.visitors.user_type, "internal")

    def test_a_role_that_stands_for_a_user_role_no_longer_has_no_group(self):
        self.nurses.user_role_id = False
        self.assertFalse(self.nurses.group_ids)
        self.nurses.group_ids = self.ward
        self.assertEqual(self.nurses.group_ids, self.ward)

    def test_the_form_shows_what_the_user_role_gives(self):
        with Form(self.env["user.import.role"]) as form:
            form.name = "Sisters"
            form.code = "SISTERS"
            form.user_role_id = self.nurse
            self.assertEqual(form.user_type, "internal")
            self.assertIn(self.ward.id, form.user_role_implied_ids.ids)
        self.assertEqual(form.record.group_ids, self.nurse.group_id)
