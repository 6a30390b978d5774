"""What an importer must not reach, and what must not be done to the wrong person."""

import unicodedata

from passlib.hash import pbkdf2_sha512

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from .common import ImportCase, pasted

STRONG = "Zw9-tulip-Orbit-44"
OTHER = "Gravel-81-window-Pole"
OVERWRITE = {"password_mode": "generate", "update_passwords": True}


@tagged("post_install", "-at_install")
class TestAccountSafety(ImportCase):
    def opens(self, login, password):
        user = self.user(login)
        self.env.cr.execute("SELECT password FROM res_users WHERE id = %s", [user.id])
        [[hashed]] = self.env.cr.fetchall()
        return bool(hashed) and user._crypt_context().verify(password, hashed)

    # -- what is stored is what was planned ---------------------------------------------------

    def test_a_password_is_stored_as_keyboards_compose_it(self):
        typed = "Zoë-tulip-Orbit-44"
        content = f"Login,Name,Password\nann,Ann,{unicodedata.normalize('NFD', typed)}\n"
        self.import_file(content, password_mode="file")
        self.assertTrue(self.opens("ann", typed))
        run = self.import_file(content, **OVERWRITE)
        self.assertEqual(run.unchanged_count, 1)

    def test_a_hash_is_stored_without_the_blanks_around_it(self):
        hashed = pbkdf2_sha512.using(rounds=25_000).hash(STRONG)
        content = f"Login,Name,Password hash\nann,Ann,{hashed}\u00a0 \n"
        self.import_file(content, password_mode="file")
        self.assertTrue(self.opens("ann", STRONG))

    def test_a_password_that_was_chosen_by_the_link_stays(self):
        self.import_file("Login,Name,E-mail\nann,Ann,ann@example.com\n")
        partner = self.user("ann").partner_id
        partner.signup_prepare(signup_type="signup")
        self.env["res.users"].sudo().signup({"password": OTHER}, partner._generate_signup_token())
        run = self.import_file(f"Login,Name,Password\nann,Ann,{STRONG}\n", **OVERWRITE)
        self.assertEqual(self.codes(self.rows(run)), ["password_own"])
        self.assertTrue(self.opens("ann", OTHER))

    # -- rights -------------------------------------------------------------------------------

    def test_a_password_is_written_with_the_importers_rights(self):
        self.import_file(f"Login,Name,Password\nann,Ann,{STRONG}\n", password_mode="file")
        self.env["ir.rule"].create(
            {
                "name": "Not Ann",
                "model_id": self.env.ref("base.model_res_users").id,
                "domain_force": "[('login', '!=', 'ann')]",
                "perm_read": False,
                "perm_create": False,
                "perm_unlink": False,
            }
        )
        run = self.import_file(f"Login,Password\nann,{OTHER}\n", **OVERWRITE)
        self.assertEqual(self.codes(self.rows(run)), ["write_refused"])
        self.assertTrue(self.opens("ann", STRONG))

    def test_who_may_not_delete_a_user_is_told_so(self):
        self.import_file("Login,Name\nann,Ann\n")
        self.env["ir.rule"].create(
            {
                "name": "Keep Ann",
                "model_id": self.env.ref("base.model_res_users").id,
                "domain_force": "[('login', '!=', 'ann')]",
                "perm_read": False,
                "perm_create": False,
                "perm_write": False,
            }
        )
        run = self.import_file("Login,Deleted\nann,yes\n", delete_action="delete")
        self.assertEqual(self.codes(self.rows(run)), ["write_refused"])
        self.assertTrue(self.user("ann").active)

    def test_the_plan_does_not_tell_whether_a_password_was_guessed(self):
        self.env["res.users"].create({"login": "ann", "name": "Ann", "password": STRONG})
        for guess in (STRONG, OTHER):
            run = self.open_run(f"Login,Password\nann,{guess}\n", **OVERWRITE)
            self.assertEqual(self.rows(run).action, "update")

    def test_only_a_settings_administrator_makes_or_changes_a_silent_profile(self):
        Profile = self.env["user.import.profile"].with_user(self.importer)
        values = {"name": "Silent", "code": "silent"}
        with self.assertRaises(AccessError):
            Profile.create({**values, "security_alerts": "none"})
        with self.assertRaises(AccessError):
            Profile.with_context(default_security_alerts="none").create(values)
        silent = self.env["user.import.profile"].create({**values, "security_alerts": "none"})
        with self.assertRaises(AccessError):
            silent.with_user(self.importer).update_passwords = True
        with self.assertRaises(AccessError):
            self.env["user.import.column"].with_user(self.importer).create(
                {"profile_id": silent.id, "target": "city", "default_value": "Oslo"}
            )
        content = "Login,Name\nann,Ann\n"
        self.assertEqual(self.open_run(content, profile=silent).state, "review")
        with self.assertRaises(AccessError):
            self.open_run(content, profile=silent, allow_rename=True)
        with self.assertRaises(AccessError):
            self.open_run(content, security_alerts="none")

    def test_a_silent_profile_is_silent_for_whoever_chooses_it_in_the_browser(self):
        silent = self.standard.copy({"security_alerts": "none"})
        wizard = Form(self.env["user.import.wizard"].with_user(self.importer))
        wizard.profile_id = silent
        wizard.pasted = [pasted("Login,Name\nann,Ann\n")]
        run_id = wizard.save().action_continue()["res_id"]
        self.assertEqual(self.env["user.import.run"].browse(run_id).security_alerts, "none")

    # -- what is deleted ----------------------------------------------------------------------

    def test_a_user_whom_other_records_would_lose_is_archived(self):
        self.import_file("Login,Name\nann,Ann\nbob,Bob\n", user_type="internal")
        customer = self.env["res.partner"].create({"name": "C", "user_id": self.user("ann").id})
        run = self.import_file("Login,Deleted\nann,yes\nbob,yes\n", delete_action="delete")
        self.assertEqual(self.rows(run).mapped("outcome"), ["archived", "deleted"])
        self.assertEqual(self.codes(self.rows(run)[0]), ["delete_archived"])
        self.assertEqual(run.warning_count, 1)
        self.assertEqual(customer.user_id.login, "ann")
        again = self.import_file("Login,Deleted\nann,yes\n", delete_action="delete")
        self.assertEqual(self.rows(again).outcome, "unchanged")

    def test_a_contact_whom_other_records_would_lose_stays(self):
        self.import_file("Login,Name\nann,Ann\nbob,Bob\n")
        ann, bob = self.user("ann").partner_id, self.user("bob").partner_id
        child = self.env["res.partner"].create({"name": "Child", "parent_id": ann.id})
        run = self.import_file(
            "Login,Deleted\nann,yes\nbob,yes\n", delete_action="delete", delete_contacts=True
        )
        self.assertEqual(self.rows(run).mapped("outcome"), ["deleted", "deleted"])
        self.assertEqual(self.codes(self.rows(run)[0]), ["contact_kept"])
        self.assertEqual(child.parent_id, ann)
        self.assertFalse(bob.exists())

    # -- settings that contradict each other --------------------------------------------------

    def test_settings_that_cannot_be_kept_are_refused(self):
        for values in (
            {"update_passwords": True, "password_mode": "common"},
            {"update_passwords": True, "password_mode": "invite"},
            {"registration_details": "with_password", "password_mode": "file"},
            {"registration_details": "with_password", "password_mode": "invite"},
        ):
            with self.subTest(values=values), self.assertRaises(ValidationError):
                self.env["user.import.profile"].create({"name": "P", "code": "p", **values})
        self.standard.copy({"update_passwords": True, "operation": "update"})

    # -- the forced change --------------------------------------------------------------------

    def test_whoever_has_to_change_the_password_chooses_one_that_is_hard_to_guess(self):
        self.import_file("Login,Name,Password\nann,Ann,qwerty2024\n", password_mode="file")
        user = self.user("ann")
        self.assertTrue(user.must_change_password)
        with self.assertRaisesRegex(UserError, "easy to guess"):
            user.with_user(user).change_password("qwerty2024", "a")
        user.partner_id.signup_prepare(signup_type="reset")
        token = user.partner_id._generate_signup_token()
        with self.assertRaisesRegex(UserError, "easy to guess"):
            self.env["res.users"].sudo().signup({"password": "ann2024"}, token)
        user.with_user(user).change_password("qwerty2024", OTHER)
        self.assertFalse(user.must_change_password)

    def test_what_the_import_also_does_is_named(self):
        self.import_file(f"Login,Name,Reference,Password\nann,Ann,A1,{STRONG}\nbob,Bob,,\n")
        run = self.open_run(
            f"Login,Name,Reference,Password,Deleted\nanna,Ann,A1,{OTHER},\nbob,,,,yes\ncat,Cat,,,\n",
            allow_rename=True,
            delete_action="delete",
            user_type="internal",
            **OVERWRITE,
        )
        told = run.consequences
        for text in (
            "deleted for good: 1",
            "Logins changed: 1",
            "internal users",
            "same for all: 1",
        ):
            self.assertIn(text, told)
