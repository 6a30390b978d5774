"""Passwords on their way into the database, and what logging in with them does."""

import re

from passlib.hash import bcrypt, pbkdf2_sha512

from odoo.exceptions import AccessDenied

from .common import ImportCase

GIVEN, OTHER, OWN = "Zebra-quilt-77-moss", "Quartz-violin-36-fern", "Harbor-lantern-58-oak"
OVERWRITE = {"operation": "update", "update_passwords": True}
FULL_COST = 600_000
"""Rounds that Odoo asks for (``MIN_ROUNDS`` in odoo/addons/base/models/res_users.py)."""


def csv(*lines):
    return "".join(f"{line}\n" for line in lines)


class PasswordCase(ImportCase):
    def hashed(self, login="ann"):
        """Return what is stored as the password of a user."""
        self.env.cr.execute("SELECT password FROM res_users WHERE login = %s", [login])
        [password] = self.env.cr.fetchone()
        return password

    def rounds(self, login="ann"):
        return int(re.match(r"\$pbkdf2-sha512\$(\d+)\$", self.hashed(login))[1])

    def opens(self, password, login="ann"):
        """Log in as a person does; return whether that was possible."""
        credential = {"type": "password", "login": login, "password": password}
        try:
            return bool(self.env["res.users"].authenticate(credential, {"interactive": True}))
        except AccessDenied:
            return False

    def accepts_rpc(self, user, password):
        """Log in as a script does, whose password Odoo remembers."""
        try:
            self.env["res.users"]._check_uid_passwd(user.id, password)
        except AccessDenied:
            return False
        return True

    def give(self, password=GIVEN, login="ann", **options):
        """Return the run of a file that has a password for one user."""
        content = csv("Login,Name,Password", f"{login},{login.title()},{password}")
        return self.import_file(content, **{"password_mode": "file", **options})


class TestCostOfHashes(PasswordCase):
    """With Odoo's own crypt context: in tests, Odoo replaces it by a cheap one."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._crypt_context_patcher.stop()

    def test_a_generated_password_is_hashed_at_full_cost_at_the_first_login(self):
        run = self.import_file("Login,Name\nann,Ann\n", password_mode="generate")
        password = self.env["user.import.vault"]._open_credential(run, self.rows(run).credential)
        self.assertLess(self.rounds(), FULL_COST)
        self.assertTrue(self.opens(password))
        self.assertGreaterEqual(self.rounds(), FULL_COST)
        self.assertTrue(self.opens(password))

    def test_passwords_that_people_think_of_are_hashed_at_full_cost_at_once(self):
        self.give(login="ann")
        run = (
            self.env["user.import.run"]
            .with_user(self.importer)
            ._open(
                "users.csv",
                b"Login,Name\nbob,Bob\n",
                profile=self.standard,
                policy={"password_mode": "common"},
                common_password=OTHER,
            )
        )
        self.advance(run)
        run._confirm()
        self.advance(run)
        for login, password in (("ann", GIVEN), ("bob", OTHER)):
            self.assertGreaterEqual(self.rounds(login), FULL_COST, login)
            self.assertTrue(self.opens(password, login))

    def test_generating_passwords_makes_no_other_password_cheap(self):
        """Odoo keeps one crypt context for all passwords of a process."""
        self.import_file("Login,Name\nann,Ann\n", password_mode="generate")
        bob = self.env["res.users"].create({"login": "bob", "name": "Bob", "password": OWN})
        self.assertGreaterEqual(self.rounds("bob"), FULL_COST)
        self.assertFalse(bob._crypt_context().verify_and_update(OWN, self.hashed("bob"))[1])

    def test_a_hash_that_odoo_has_replaced_at_a_login_is_known_again(self):
        hashed = pbkdf2_sha512.using(rounds=25_000).hash(GIVEN)
        content = csv("Login,Name,Password hash", f"ann,Ann,{hashed}")
        self.import_file(content, password_mode="file")
        self.assertEqual(self.hashed(), hashed)
        self.assertTrue(self.opens(GIVEN))
        self.assertNotEqual(self.hashed(), hashed)
        run = self.import_file(content, **OVERWRITE)
        self.assertEqual(run.unchanged_count, 1)
        self.assertGreaterEqual(self.rounds(), FULL_COST)


class TestPasswordHashes(PasswordCase):
    def test_a_password_opens_what_its_hash_was_imported_for(self):
        hashed = pbkdf2_sha512.using(rounds=25_000).hash(GIVEN)
        self.import_file(csv("Login,Name,Password hash", f"ann,Ann,{hashed}"), password_mode="file")
        self.assertTrue(self.opens(GIVEN))
        self.assertFalse(self.opens(OTHER))
        self.assertFalse(self.opens(hashed), "the hash is no password")

    def test_a_hash_of_an_existing_user_is_written_where_it_differs(self):
        self.give()
        hashed = pbkdf2_sha512.using(rounds=25_000).hash(OTHER)
        content = csv("Login,Password hash", f"ann,{hashed}")
        self.assertEqual(self.import_file(content, **OVERWRITE).updated_count, 1)
        self.assertTrue(self.opens(OTHER))
        self.assertEqual(self.import_file(content, **OVERWRITE).unchanged_count, 1)

    def test_a_hash_that_odoo_cannot_verify_is_refused_and_says_why(self):
        hashed = bcrypt.using(rounds=4).hash(GIVEN)
        run = self.import_file(
            csv("Login,Name,Password hash", f"ann,Ann,{hashed}"), password_mode="file"
        )
        self.assertEqual(self.codes(self.rows(run)), ["hash_unknown"])
        self.assertIn("PBKDF2-SHA512", self.rows(run).issue_text)
        self.assertNotIn(hashed, self.rows(run).issue_text)
        self.assertFalse(self.user("ann"))

    def test_both_a_password_and_a_hash_are_one_too_many(self):
        hashed = pbkdf2_sha512.using(rounds=25_000).hash(GIVEN)
        run = self.import_file(
            csv("Login,Name,Password,Password hash", f"ann,Ann,{GIVEN},{hashed}"),
            password_mode="file",
        )
        self.assertIn("password_twice", self.codes(self.rows(run)))
        self.assertFalse(self.user("ann"))


class TestPasswordsOfExistingUsers(PasswordCase):
    def test_the_password_that_a_user_has_already_is_not_written(self):
        self.give()
        before = self.hashed()
        with self.statements() as statements:
            run = self.give(update_passwords=True)
        self.assertEqual(run.unchanged_count, 1)
        self.assertFalse([text for text in statements if "UPDATE res_users" in text])
        self.assertEqual(self.hashed(), before)

    def test_another_password_is_written(self):
        self.give()
        run = self.give(OTHER, update_passwords=True)
        self.assertEqual(run.updated_count, 1)
        self.assertEqual(self.rows(run).change_text, "Password: as in the file")
        self.assertTrue(self.opens(OTHER))
        self.assertFalse(self.opens(GIVEN))

    def test_without_the_policy_a_password_is_left_alone(self):
        self.give()
        self.assertEqual(self.give(OTHER).unchanged_count, 1)
        self.assertTrue(self.opens(GIVEN))

    def test_scripts_and_sessions_with_the_former_password_are_shut_out(self):
        self.give()
        user = self.user("ann")
        session = user._compute_session_token("sid")
        self.assertTrue(self.accepts_rpc(user, GIVEN))
        self.give(OTHER, update_passwords=True)
        self.assertFalse(self.accepts_rpc(user, GIVEN))
        self.assertTrue(self.accepts_rpc(user, OTHER))
        self.assertNotEqual(user._compute_session_token("sid"), session)

    def test_a_password_that_the_person_has_chosen_since_stays(self):
        self.give()
        user = self.user("ann")
        user.with_user(user).change_password(GIVEN, OWN)
        for password in (GIVEN, OTHER):
            run = self.give(password, update_passwords=True)
            self.assertEqual(run.unchanged_count, 1)
            self.assertEqual(self.codes(self.rows(run)), ["password_own"])
        self.assertTrue(self.opens(OWN))

    def test_a_password_that_is_chosen_after_the_plan_makes_the_row_stale(self):
        self.give()
        run = self.open_run(csv("Login,Password,City", f"ann,{OTHER},Oslo"), **OVERWRITE)
        user = self.user("ann")
        user.with_user(user).change_password(GIVEN, OWN)
        run._confirm()
        self.advance(run)
        self.assertEqual((run.updated_count, run.failed_count), (0, 1))
        self.assertEqual(self.codes(self.rows(run))[-1], "plan_stale")
        self.assertTrue(self.opens(OWN))
        self.assertFalse(user.city)

    def test_filling_in_what_is_missing_gives_a_password_to_those_without(self):
        self.give()
        self.import_file("Login,Name\nbob,Bob\n")
        run = self.import_file(
            csv("Login,Password", f"ann,{OTHER}", f"bob,{OTHER}"),
            update_mode="fill_missing",
            **OVERWRITE,
        )
        self.assertEqual((run.updated_count, run.unchanged_count), (1, 1))
        self.assertTrue(self.opens(GIVEN, "ann"))
        self.assertTrue(self.opens(OTHER, "bob"))

    def test_the_password_that_is_written_last_says_whether_another_has_to_be_chosen(self):
        self.give(force_password_change="all")
        self.assertTrue(self.user("ann").must_change_password)
        self.give(OTHER, update_passwords=True, force_password_change="none")
        self.assertTrue(self.opens(OTHER))
        self.assertFalse(self.user("ann").must_change_password)

    def test_the_password_goes_with_a_restored_and_with_an_archived_user(self):
        header = "Login,Name,Password,Active"
        self.import_file(csv(header, f"ann,Ann,{GIVEN},yes"), password_mode="file")
        allowed = {**OVERWRITE, "allow_suspend": True}
        self.import_file(csv(header, f"ann,Ann,{OTHER},no"), **allowed)
        self.assertFalse(self.opens(OTHER))
        run = self.import_file(csv(header, f"ann,Ann,{OTHER},yes"), **allowed)
        self.assertEqual(run.restored_count, 1)
        self.assertTrue(self.opens(OTHER))

    def test_the_number_of_queries_for_a_password_does_not_grow_with_the_file(self):
        def queries(count, letter):
            def content(password):
                lines = (f"{letter}{n},Name {n},{password}" for n in range(count))
                return csv("Login,Name,Password", *lines)

            self.import_file(content(GIVEN), password_mode="file")
            with self.statements() as statements:
                run = self.import_file(content(OTHER), **OVERWRITE)
            self.assertEqual(run.updated_count, count)
            return len(statements) / count

        small, large = queries(50, "a"), queries(200, "b")
        self.assertLess(large, small + 0.2)
