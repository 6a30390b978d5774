"""The page on which flagged users change their password, and a link that does the same."""

import re
from datetime import timedelta

from passlib.totp import TOTP

from odoo import fields
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.user_bulk_import.models.ir_http import CHANGE_PAGE

from .common_forced_change import IMPORTED, OWN, HeldHttpCase


@tagged("post_install", "-at_install")
class TestChangePage(HeldHttpCase):
    """The page itself."""

    def setUp(self):
        super().setUp()
        self.log_in()

    def test_page_is_made_for_people_and_password_managers(self):
        page = self.url_open(CHANGE_PAGE)
        for name, autocomplete in (
            ("old_password", "current-password"),
            ("new_password", "new-password"),
            ("confirm_password", "new-password"),
        ):
            field = re.search(rf'<input[^>]*name="{name}"[^>]*>', page.text)[0]
            self.assertIn(f'autocomplete="{autocomplete}"', field)
            self.assertIn('type="password"', field)
            self.assertNotIn("value=", field)
            self.assertRegex(page.text, f'<label [^>]*for="{name}"')
        self.assertIn("/web/session/logout", page.text)
        self.assertEqual(page.headers["Cache-Control"], "no-store")
        self.assertEqual(page.headers["X-Frame-Options"], "SAMEORIGIN")

    def test_changing_lets_this_session_go_on(self):
        response = self.change()
        self.assertEqual((response.status_code, self.path(response)), (303, "/odoo"))
        self.assertEqual(self.open("/odoo").status_code, 200)
        self.assertNotIn("error", self.call("/web/session/check"))
        self.assertFalse(self.user.must_change_password)
        self.assertTrue(self.has_password(OWN))
        self.assertFalse(self.has_password(IMPORTED))

    def test_changing_ends_other_sessions(self):
        mine = self.opener.cookies["session_id"]
        self.log_in()
        other = self.opener.cookies["session_id"]
        self.assertNotEqual(mine, other)
        self.change()
        self.assertEqual(self.open("/odoo").status_code, 200)
        self.opener.cookies.clear()
        self.opener.cookies.set("session_id", mine, domain="127.0.0.1", path="/")
        self.assertEqual(self.path(self.open(CHANGE_PAGE)), "/web/login")

    def assert_error(self, response, said):
        self.assertEqual(response.status_code, 200)
        error = re.search(r'role="alert">\s*(.*?)\s*</p>', response.text, re.DOTALL)
        self.assertIn(said, error[1])
        for password in (IMPORTED, OWN, "Wrong-1-guess"):
            self.assertNotIn(password, response.text)
        self.assertTrue(self.has_password(IMPORTED))
        self.assertTrue(self.user.must_change_password)
        self.assertTrue(self.is_held(self.open("/odoo")))

    def test_errors_are_told_and_nothing_is_changed(self):
        for arguments, said in (
            ({"old": "Wrong-1-guess"}, "present password is not right"),
            ({"old": ""}, "all three"),
            ({"new": ""}, "all three"),
            ({"new": "   "}, "all three"),
            ({"again": ""}, "all three"),
            ({"again": "Wrong-1-guess"}, "differ"),
            ({"new": IMPORTED}, "must differ"),
            ({"new": f" {IMPORTED} "}, "must differ"),
            ({"new": "x" * 5000}, "4096"),
            ({"old": "x" * 5000}, "4096"),
        ):
            with self.subTest(arguments=arguments):
                self.assert_error(self.change(**arguments), said)

    def test_wrong_passwords_are_counted_as_failed_logins(self):
        self.env["ir.config_parameter"].set_param("base.login_cooldown_after", "5")
        # Odoo counts in the registry, which outlives the test.
        self.addCleanup(setattr, self.registry, "_login_failures", None)
        for _attempt in range(5):
            self.change(old="Wrong-1-guess")
        with mute_logger("odoo.addons.base.models.res_users"):
            self.assert_error(self.change(), "Too many login failures")

    @mute_logger("odoo.http")
    def test_form_needs_its_token(self):
        values = {"old_password": IMPORTED, "new_password": OWN, "confirm_password": OWN}
        self.assertEqual(self.open(CHANGE_PAGE, data=values).status_code, 400)
        self.assertTrue(self.has_password(IMPORTED))

    def test_second_factor_comes_first_as_before(self):
        totp = TOTP.new()
        self.user.totp_secret = totp.base32_key
        self.env.flush_all()
        trusted = self.env["auth_totp.device"].with_user(self.user).sudo()
        trusted._generate("browser", "a browser", fields.Datetime.now() + timedelta(days=1))

        response = self.log_in()
        self.assertEqual(self.path(response), "/web/login/totp")
        self.assertEqual(self.path(self.open("/odoo")), "/web/login", "not logged in yet")
        self.assertEqual(self.path(self.open(CHANGE_PAGE)), "/web/login")
        with mute_logger("odoo.addons.auth_totp.models.res_users"):
            wrong = self.submit("/web/login/totp", totp_token="0")
        self.assertEqual(wrong.status_code, 200)
        self.assertEqual(self.path(self.open("/odoo")), "/web/login")

        response = self.submit("/web/login/totp", totp_token=totp.generate().token)
        self.assertEqual(self.path(response), "/odoo")
        self.assertTrue(self.is_held(self.open("/odoo")))
        self.assertTrue(self.is_held(self.open("/web/login/totp")))
        self.assert_error(self.change(new=IMPORTED), "must differ")
        self.assertTrue(self.user.totp_trusted_device_ids, "a refused change changes nothing")
        self.assertEqual(self.path(self.change()), "/odoo")
        self.assertEqual(self.open("/odoo").status_code, 200)
        self.assertFalse(self.user.totp_trusted_device_ids, "as auth_totp has it")
        self.assertEqual(self.path(self.log_in(password=OWN)), "/web/login/totp")

    def test_link_to_set_a_password_frees_the_user(self):
        self.authenticate(None, None)
        self.user.partner_id.signup_prepare(signup_type="reset")
        page = f"/web/reset_password?token={self.user.partner_id._generate_signup_token()}"
        with mute_logger("odoo.addons.auth_signup.controllers.main"):
            same = self.submit(page, password=IMPORTED, confirm_password=IMPORTED)
        self.assertIn("must differ", same.text)
        self.assertTrue(self.user.must_change_password)
        self.env.flush_all()
        self.submit(page, password=OWN, confirm_password=OWN)
        self.assertFalse(self.user.must_change_password)
        self.log_in(password=OWN)
        self.assertEqual(self.open("/odoo").status_code, 200)
