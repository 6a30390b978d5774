"""Login slips: who takes them, how often, how long, and what stands on them."""

from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tests import new_test_user

from .common_login_slips import PASSWORDS, SlipsCase


class TestLoginSlips(SlipsCase):
    def test_both_files_hold_everybody(self):
        run = self.ended_run()
        content = self.take(run)
        site = run.get_base_url()
        self.assertEqual(
            self.lines(content),
            [
                ("Name", "Login", "Password", "Site", "Must change"),
                ("Ann Archer", "slip0", PASSWORDS[0], site, "No"),
                ("Bob Baker", "slip1", PASSWORDS[1], site, "No"),
                ("Cat Cook", "slip2", PASSWORDS[2], site, "No"),
            ],
        )
        text = self.pdf_text(content)
        for wanted in ("Ann Archer", "slip2", site, *PASSWORDS):
            self.assertIn(wanted, text)

    def test_who_must_change_the_password_reads_so(self):
        run = self.ended_run()
        self.rows(run)[0].user_id.sudo().must_change_password = True
        content = self.take(run)
        self.assertEqual([line[4] for line in self.lines(content)[1:]], ["Yes", "No", "No"])
        self.assertEqual(self.pdf_text(content).count("asked for a new password"), 1)

    def test_they_are_taken_once(self):
        run = self.ended_run()
        self.assertTrue(run.has_credentials)
        self.take(run)
        self.assertFalse(run.has_credentials)
        for attempt in (lambda: self.take(run), run.action_download_credentials):
            with self.assertRaisesRegex(UserError, "downloaded on .*Overwrite Passwords"):
                attempt()

    def test_taking_erases_them_from_the_database(self):
        run = self.ended_run()
        sealed = self.rows(run).mapped("credential")
        self.assertTrue(all(sealed))
        self.take(run)
        self.env.flush_all()
        self.env.cr.execute("SELECT t::text FROM user_import_row t WHERE run_id = %s", [run.id])
        stored = str(self.env.cr.fetchall())
        self.env.cr.execute("SELECT t::text FROM user_import_run t WHERE id = %s", [run.id])
        stored += str(self.env.cr.fetchall())
        for token in (*sealed, *PASSWORDS):
            self.assertNotIn(token, stored)
        self.assertFalse(run.sudo().credentials_salt)
        self.assertFalse(self.env["ir.attachment"].search([("res_model", "=", run._name)]))

    def test_only_the_one_who_started_the_import_has_them(self):
        run = self.ended_run()
        colleague = new_test_user(
            self.env, login="colleague", groups="user_bulk_import.group_user_import"
        )
        for user in (self.env.ref("base.user_admin"), colleague, self.env.ref("base.user_root")):
            with self.subTest(user=user.login):
                self.assertFalse(run.with_user(user).has_credentials)
                with self.assertRaises(AccessError):
                    run.with_user(user).action_download_credentials()
                with self.assertRaises(AccessError):
                    self.take(run, user)
        self.assertFalse(run.sudo().has_credentials)
        with self.assertRaises(AccessError):
            self.env["user.import.credentials"].with_user(self.importer).sudo()._take(run.sudo())
        self.assertTrue(run.has_credentials)

    def test_no_api_reads_them(self):
        run = self.ended_run()
        for user in (self.importer, self.env.ref("base.user_admin")):
            with self.assertRaises(AccessError):
                self.rows(run).with_user(user).read(["credential"])
            with self.assertRaises(AccessError):
                run.with_user(user).read(["credentials_link"])

    def test_they_wait_for_a_day(self):
        run = self.ended_run()
        now = fields.Datetime.now()
        self.assertAlmostEqual(
            run.credentials_until, now + timedelta(hours=24), delta=timedelta(minutes=1)
        )
        run.sudo().credentials_until = now - timedelta(minutes=1)
        self.assertFalse(run.has_credentials)
        with self.assertRaisesRegex(UserError, "24 hours"):
            self.take(run)
        self.assertTrue(self.rows(run)[0].credential)
        self.clean_up()
        self.assertFalse(any(self.rows(run).mapped("credential")))
        self.assertFalse(run.sudo().credentials_salt)

    def test_the_clean_up_comes_when_the_day_is_over(self):
        clean_up = self.env.ref("user_bulk_import.ir_cron_user_import_clean_up")
        triggers = Domain("cron_id", "=", clean_up.id)
        run = self.ended_run()
        found = self.env["ir.cron.trigger"].search(triggers)
        self.assertEqual(found.mapped("call_at"), [run.credentials_until])
        self.open_run("Login,Name\nann,Ann\n").action_cancel()
        self.assertEqual(self.env["ir.cron.trigger"].search(triggers), found)

    def test_a_slip_of_many_is_that_of_its_person(self):
        run = self.ended_run([f"Person {number}" for number in range(40)])
        vault = self.env["user.import.vault"]
        secrets = {}
        for row in self.rows(run):
            secrets[row.user_id.login] = f"Secret-of-{row.user_id.login}"
            row.credential = vault._seal_credential(run, secrets[row.user_id.login])
        self.rows(run)[20].user_id.sudo().unlink()
        del secrets["slip20"]
        lines = self.lines(self.take(run))[1:]
        self.assertEqual({line[1]: line[2] for line in lines}, secrets)

    def test_a_key_is_made_once_for_all(self):
        run = self.ended_run()
        vault = self.env.registry["user.import.vault"]
        with patch.object(vault, "_fernet", autospec=True, side_effect=vault._fernet) as made:
            self.take(run)
        self.assertEqual(made.call_count, 1)

    def test_the_clean_up_leaves_those_that_may_still_be_taken(self):
        run = self.ended_run()
        self.clean_up()
        self.assertEqual(len(self.lines(self.take(run))), 4)

    def test_a_run_that_made_nobody_has_none(self):
        run = self.open_run("Login,Name\nann,Ann\n")
        self.assertTrue(run.sudo().credentials_salt)
        run.action_cancel()
        self.assertFalse(run.has_credentials)
        self.assertFalse(run.sudo().credentials_salt)

    def test_whoever_is_gone_has_no_slip(self):
        run = self.ended_run()
        self.rows(run)[1].user_id.sudo().unlink()
        self.rows(run)[2].user_id.sudo().active = False
        self.assertEqual([line[1] for line in self.lines(self.take(run))[1:]], ["slip0", "slip2"])

    def test_a_changed_secret_of_the_database_is_said(self):
        run = self.ended_run()
        self.env["ir.config_parameter"].sudo().set_param("database.secret", "another")
        with self.assertRaisesRegex(UserError, "secret changed"):
            self.take(run)

    def test_a_password_of_the_imports_own_making_gets_there(self):
        for mode, values in (("generate", {}), ("common", {"common_password": "Harbour-4096-x"})):
            with self.subTest(mode=mode):
                run = self._run_with_passwords(mode, **values)
                [line] = self.lines(self.take(run))[1:]
                user = self.user(f"{mode}.ann")
                self.assertEqual(line[1], user.login)
                credential = {"type": "password", "login": line[1], "password": line[2]}
                user.with_user(user)._check_credentials(credential, {"interactive": True})

    def _run_with_passwords(self, mode, **values):
        run = (
            self.env["user.import.run"]
            .with_user(self.importer)
            ._open(
                "users.csv",
                f"Login,Name\n{mode}.ann,Ann\n".encode(),
                profile=self.standard,
                policy={"password_mode": mode},
                **values,
            )
        )
        self.advance(run)
        run._confirm()
        self.advance(run)
        return run


class TestSlipsInAnyScript(SlipsCase):
    """No name comes out as boxes: each character is drawn by a font that has it."""

    def test_names_of_many_scripts_are_printed(self):
        names = {
            "Yiğit Ağaoğlu": "Yiğit Ağaoğlu",
            "Thị Hương Trần": "Thị Hương Trần",
            "Владимир Жуковський": "Владимир Жуковський",
            "Αλέξανδρος Ρήγας": "Αλέξανδρος Ρήγας",
            "محمد": "\ufee3\ufea4\ufee4\ufeaa"[::-1],  # joined, and from right to left
        }
        text = self.pdf_text(self.take(self.ended_run(tuple(names))))
        for name, printed in names.items():
            with self.subTest(name=name):
                self.assertTrue(printed in text or printed[::-1] in text, text)
        self.assertNotIn("does not show everything", text)
