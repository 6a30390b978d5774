"""What the clean-up does with imports that nobody goes on with."""

from datetime import timedelta
from unittest.mock import patch

from odoo import fields

from .common_login_slips import SlipsCase


class TestForgottenImports(SlipsCase):
    def _waiting(self, days):
        run = self.open_run("Login,Name,Password\nann,Ann,Zebra-quilt-77\n", password_mode="file")
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE user_import_run SET write_date = now() at time zone 'utc' - %s WHERE id = %s",
            [timedelta(days=days), run.id],
        )
        self.env.invalidate_all()
        return run

    def test_an_import_that_nobody_goes_on_with_is_cancelled_and_says_why(self):
        old, new = self._waiting(8), self._waiting(6)
        self.clean_up()
        self.assertEqual((old.state, new.state), ("cancelled", "review"))
        self.assertFalse(any(self.rows(old).mapped("secrets")))
        self.assertFalse(old.sudo().salt)
        self.assertTrue(all(self.rows(new).mapped("secrets")))
        self.assertIn("for 7 days", str(old.message_ids.mapped("body")))

    def test_days_that_are_no_number_do_not_stop_the_clean_up(self):
        parameters = self.env["ir.config_parameter"].sudo()
        for written in ("a week", "7.5", " ", "-3"):
            with self.subTest(written=written):
                parameters.set_param("user_bulk_import.keep_days", written)
                old, slips = self._waiting(8), self.ended_run((f"Ann {written}",))
                slips.sudo().credentials_until = fields.Datetime.now() - timedelta(minutes=1)
                self.clean_up()
                self.assertEqual(old.state, "cancelled")
                self.assertFalse(slips.sudo().credentials_salt)

    def test_mails_with_a_password_that_are_left_over_are_erased(self):
        invitations = self.env.registry["user.import.invitation"]
        with patch.object(invitations, "_erase_left_over_bodies") as erase:
            self.clean_up()
        erase.assert_called_once_with()

    def test_the_settings_say_how_long_one_waits(self):
        self.env["res.config.settings"].create({"user_import_keep_days": 2}).execute()
        old, new = self._waiting(3), self._waiting(1)
        self.clean_up()
        self.assertEqual((old.state, new.state), ("cancelled", "review"))
