"""The flag of a user who has to change the password, and whose password it is."""

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import TransactionCase, new_test_user, tagged

from .common_forced_change import IMPORTED, OWN, HeldMixin


@tagged("post_install", "-at_install")
class TestFlag(HeldMixin, TransactionCase):
    """Who sets and clears the flag, and what an import knows of a password."""

    def test_person_clears_it_and_has_to_choose_another(self):
        own = self.env["res.users"].with_user(self.user)
        with self.assertRaisesRegex(UserError, "must differ"):
            own.change_password(IMPORTED, IMPORTED)
        self.assertTrue(self.user.must_change_password)
        own.change_password(IMPORTED, OWN)
        self.assertFalse(self.user.must_change_password)
        own.change_password(OWN, OWN)

    def test_administrator_does_not_clear_it(self):
        self.user.with_user(self.env.ref("base.user_admin")).password = OWN
        self.assertTrue(self.user.must_change_password)
        wizard = self.env["change.password.wizard"].create(
            {
                "user_ids": [
                    fields.Command.create({"user_id": self.user.id, "new_passwd": "Third-9-x"})
                ]
            }
        )
        wizard.change_password_button()
        self.assertTrue(self.user.must_change_password)
        self.assertTrue(self.has_password("Third-9-x"))

    def test_link_without_a_password_does_not_clear_it(self):
        partner = self.user.partner_id
        partner.signup_prepare()
        token = partner._generate_signup_token()
        self.env["res.users"].sudo().signup({"lang": "en_US"}, token)
        self.assertTrue(self.user.must_change_password)

    def test_import_knows_whose_password_it_is(self):
        for set_password in (
            lambda: self.user.with_user(self.user).change_password(IMPORTED, OWN),
            lambda: self.user.with_user(self.env.ref("base.user_admin")).write(
                {"password": "By-an-admin-1"}
            ),
        ):
            self.user.import_password_state = "imported"
            set_password()
            self.assertEqual(self.user.import_password_state, "own")
        other = self.make_user("never@example.com", "base.group_user")
        other.password = OWN
        self.assertFalse(other.import_password_state, "no import set it")

    def test_rehashing_is_no_change(self):
        self.user.import_password_state = "imported"
        context = self.user._crypt_context().copy()
        context.update(pbkdf2_sha512__rounds=1000)
        self.user._set_encrypted_password(self.user.id, context.hash(IMPORTED))
        self.assertTrue(self.has_password(IMPORTED))
        self.assertEqual(self.user.import_password_state, "imported")
        self.assertTrue(self.user.must_change_password)

    def test_copy_of_a_user_is_not_flagged(self):
        self.user.import_password_state = "imported"
        copy = self.user.copy({"login": "copy@example.com"})
        self.assertFalse(copy.must_change_password)
        self.assertFalse(copy.import_password_state)

    def test_no_flag_leaves_session_tokens_as_they_were(self):
        def hashed():
            self.env.flush_all()
            return self.user._session_token_hash_compute(
                "sid", self.user._session_token_get_values()
            )

        flagged = hashed()
        self.user.must_change_password = False
        unset = hashed()
        self.env.cr.execute(
            "UPDATE res_users SET must_change_password = NULL WHERE id = %s", [self.user.id]
        )
        self.assertEqual(hashed(), unset)
        names = [name for name, _value in self.user._session_token_get_values()]
        self.assertNotIn("must_change_password", names)
        self.assertNotEqual(flagged, unset)

    def test_who_may_see_and_set_it(self):
        manager = new_test_user(
            self.env,
            "rights@example.com",
            groups="base.group_erp_manager,base.group_partner_manager",
        )
        self.user.with_user(manager).must_change_password = False
        self.assertFalse(
            self.user.with_user(manager).read(["must_change_password"])[0]["must_change_password"]
        )
        plain = self.make_user("plain@example.com", "base.group_user")
        known = self.env["res.users"].with_user(plain).fields_get()
        self.assertNotIn("must_change_password", known)
        self.assertNotIn(
            "import_password_state", self.env["res.users"].with_user(manager).fields_get()
        )
