import base64
import io
import random
import tracemalloc
from contextlib import contextmanager
from types import SimpleNamespace
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form

from odoo.addons.user_bulk_import.models.user_import_run_process import UserImportRun

from .common import ImportCase, pasted, uploaded

TEXT = "Login,Name,Password\nann,Ann,Zebra-quilt-77\n"
FILE = uploaded(TEXT)
COMMON = "Harbour-lamp-4096"
VAULT = "odoo.addons.user_bulk_import.models.user_import_vault_file"
GIVEN = "odoo.addons.user_bulk_import.wizards.user_import_wizard_given"


class TestWizardSecrets(ImportCase):
    """What a person gives to the wizard is encrypted before it is stored, and never read back."""

    def setUp(self):
        super().setUp()
        self.Wizard = self.env["user.import.wizard"].with_user(self.importer)

    def _wizard(self, **values):
        return self.Wizard.create({"profile_id": self.standard.id, **values})

    def _stored(self):
        """Return all that the database holds of wizards and runs, as a str."""
        self.env.flush_all()
        told = []
        for model in ("user.import.wizard", "user.import.run", "user.import.row"):
            self.env.cr.execute(f"SELECT t::text FROM {self.env[model]._table} t")
            told += [line for [line] in self.env.cr.fetchall()]
        # A binary column is shown in hexadecimal digits.
        raw = "".join(told)
        files = b"".join(self._attachments("user.import.wizard", "user.import.run").mapped("raw"))
        return (
            raw
            + "".join(_unhex(part) for part in raw.split("\\x")[1:])
            + files.decode("latin-1")
            + base64.urlsafe_b64encode(files).decode()
        )

    def _attachments(self, *models):
        return (
            self.env["ir.attachment"]
            .sudo()
            .search([("res_model", "in", models), ("res_field", "!=", False)])
        )

    def _assert_nowhere(self, *secrets):
        for secret in secrets:
            self.assertNotIn(secret, self._stored())
            self.assertNotIn(base64.b64encode(secret.encode()).decode()[:-4], self._stored())

    def test_the_search_for_secrets_finds_one(self):
        self._wizard(comment="Zebra-quilt-77")
        self.assertIn("Zebra-quilt-77", self._stored())
        wizard = self._wizard()
        wizard.sudo().sealed_passwords = base64.b64encode(b"Zebra-quilt-88").decode()
        self.assertIn(base64.b64encode(b"Zebra-quilt-88").decode(), self._stored())
        vault = self.env["user.import.vault"]
        vault._store_file(
            self._wizard(pasted=[pasted(TEXT)]), "stored_files", [b""], "wizard"
        ).raw = b"Zebra-quilt-99"
        self.assertIn("Zebra-quilt-99", self._stored())

    def test_text_is_stored_encrypted_and_not_given_back(self):
        with self.statements() as statements:
            wizard = self._wizard(pasted=[pasted(TEXT)])
            self.env.flush_all()
        self.assertNotIn("Zebra", str(statements))
        self._assert_nowhere("Zebra-quilt-77")
        self.assertNotIn("Zebra", str(wizard.read()))
        told = [{"name": "", "lines": 2, "kept": 0}]
        self.assertEqual(wizard.read(["pasted"])[0]["pasted"], told)

    def test_a_file_is_stored_encrypted_and_not_given_back(self):
        wizard = self._wizard(files=[FILE])
        self._assert_nowhere("Zebra-quilt-77")
        [values] = wizard.web_save({"comment": "x"}, {"files": {}})
        self.assertEqual(values["files"], [{"name": "users.csv", "size": 43, "kept": 0}])
        for user in (self.importer, self.env.ref("base.user_admin")):
            for name in ("stored_files", "stored_pasted", "kept_files", "kept_pasted", "salt"):
                with self.assertRaises(AccessError):
                    wizard.with_user(user).read([name])
        file = self._attachments("user.import.wizard")
        with self.assertRaises(AccessError):
            file.with_user(self.importer).read(["raw"])

    def test_a_file_that_stays_is_not_sealed_again_and_one_that_goes_is_erased(self):
        wizard = self._wizard(files=[FILE, uploaded("Login\nbob\n", "b.csv")])
        first, second = self._attachments("user.import.wizard").sorted("id")
        wizard.write({"files": [uploaded("Login\neve\n", "c.csv"), wizard.files[1]]})
        self.assertFalse(first.exists())
        kept = self._attachments("user.import.wizard")
        self.assertEqual(len(kept), 2)
        self.assertIn(second, kept)
        content = b"".join(wizard._pieces(wizard._kept_parts("files")))
        self.assertEqual(content, b"Login\neve\nLogin\nbob\n")
        wizard.write({"files": []})
        self.assertFalse(self._attachments("user.import.wizard"))

    def test_nobody_reaches_another_file_through_a_wizard(self):
        other = self.env["ir.attachment"].create({"name": "other", "raw": b"theirs"})
        kept = {"name": "x", "size": 6, "files": [other.id]}
        with self.assertRaises(AccessError):
            self.Wizard.with_context(default_stored_files=[kept]).create(
                {"profile_id": self.standard.id}
            )
        wizard = self._wizard(files=[FILE])
        wizard.sudo().stored_files = [kept]
        self.assertEqual(list(wizard._content()[0]), [])
        wizard.write({"files": []})
        self.assertTrue(other.exists())

    def test_a_file_goes_with_its_wizard(self):
        wizard = self._wizard(files=[FILE], pasted=[pasted(TEXT)])
        self.assertEqual(len(self._attachments("user.import.wizard")), 2)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE user_import_wizard SET write_date = now() - interval '1 day' WHERE id = %s",
            [wizard.id],
        )
        self.env.invalidate_all()
        self.env["user.import.wizard"]._transient_vacuum()
        self.assertFalse(wizard.exists())
        self.assertFalse(self._attachments("user.import.wizard"))

    def test_a_long_file_is_sealed_and_handed_over_in_pieces(self):
        """A copy of it all, encrypted or not, would be seen here."""
        content = b"Login,Name\n" + random.Random(3).randbytes(12 * 1024 * 1024)
        given = uploaded(content)
        with patch(f"{VAULT}.FRAME", 256 * 1024):
            with self._peak() as peak:
                wizard = self._wizard(files=[given])
            self.assertLess(peak.bytes, 0.75 * len(content))
            with self._peak() as peak:
                run = wizard._make_run()  # it is opened and sealed anew
            self.assertLess(peak.bytes, 0.75 * len(content))
            self.assertEqual(len(run.sudo()._source_file()), 49)
            with self._peak() as peak:
                file = run.sudo()._open_source()
                file.seek(-1000, io.SEEK_END)
                self.assertTrue(file.read() == content[-1000:])
                file.seek(len(content) // 2)
                file.read(1000)
            self.assertLess(peak.bytes, 0.5 * len(content))
            file.seek(0)
            self.assertTrue(file.read() == content)
        run.sudo()._source_file()[-2:].unlink()
        run.sudo()._finish("cancelled")
        self.assertFalse(run.sudo()._source_file())

    def test_a_file_that_an_older_version_has_sealed_is_read_still(self):
        """It was one attachment, in whatever frames."""
        run = self._wizard(files=[FILE])._make_run().sudo()
        vault = self.env["user.import.vault"]
        frames = (vault._seal_frame(run, piece, "staged") for piece in (b"Login\n", b"ann\n"))
        run._source_file().raw = b"".join(frames)
        self.assertEqual(run._open_source().read(), b"Login\nann\n")

    def test_text_that_ends_in_the_middle_of_a_file_is_refused(self):
        given = {"name": "a.csv", "content": "TG9naW4=" + FILE["content"]}
        with patch(f"{GIVEN}.PIECE", 6), self.assertRaisesRegex(UserError, "Choose the files"):
            self._wizard(files=[given])
        with patch(f"{GIVEN}.PIECE", 6):
            wizard = self._wizard(files=[FILE])
        self.assertEqual(b"".join(wizard._content()[0]).decode(), TEXT)

    @contextmanager
    def _peak(self):
        peak = SimpleNamespace(bytes=0)
        tracemalloc.start()
        try:
            yield peak
            self.env.flush_all()
            peak.bytes = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    def test_continue_hands_the_secrets_over_before_anything_is_committed(self):
        wizard = self._wizard(pasted=[pasted(TEXT)], password_mode="file")
        at_commit = []

        def advance(run):
            at_commit.append((wizard.sudo().stored_pasted, wizard.sudo().salt, run.sudo().source))

        with patch.object(UserImportRun, "_advance", advance):
            wizard.action_continue()
        [(sealed, salt, source)] = at_commit
        self.assertFalse(sealed)
        self.assertFalse(salt)
        self.assertTrue(source)
        self._assert_nowhere("Zebra-quilt-77")

    def test_a_file_that_cannot_be_read_is_kept_encrypted_for_another_try(self):
        picture = uploaded(b"\x89PNG\r\n\x1a\n Zebra-quilt-77" + bytes(100), "photo.csv")
        wizard = self._wizard(files=[picture], comment="Autumn term")
        with self.assertRaises(UserError):
            wizard.action_continue()
        self.assertEqual([item["name"] for item in wizard.files], ["photo.csv"])
        self.assertEqual(wizard.comment, "Autumn term")
        self._assert_nowhere("Zebra-quilt-77")
        wizard.write({"files": [FILE]})
        action = wizard.action_continue()
        self.assertEqual(action["res_model"], "user.import.run")
        self.assertFalse(wizard.files)
        self.assertFalse(self._attachments("user.import.wizard"))

    def test_a_request_that_odoo_repeats_goes_on_with_the_run_it_has_made(self):
        wizard = self._wizard(pasted=[pasted("Login,Name\nann,Ann\n")])
        first = wizard.action_continue()
        self.assertEqual(wizard.action_continue()["res_id"], first["res_id"])
        wizard.write({"pasted": [pasted("Login,Name\nbob,Bob\n")]})
        self.assertNotEqual(wizard.action_continue()["res_id"], first["res_id"])
        with self.assertRaisesRegex(UserError, "Choose a file"):
            self._wizard().action_continue()

    def test_file_and_text_are_not_taken_together_until_one_is_removed(self):
        wizard = self._wizard(pasted=[pasted(TEXT)], files=[FILE])
        with self.assertRaisesRegex(UserError, "not both"):
            wizard.action_continue()
        wizard.write({"files": False})
        run = self.env["user.import.run"].browse(wizard.action_continue()["res_id"])
        self.assertEqual(run.file_name, "Pasted text")
        wizard = self._wizard(pasted=[pasted(TEXT)], files=[FILE])
        wizard.write({"pasted": []})
        run = self.env["user.import.run"].browse(wizard.action_continue()["res_id"])
        self.assertEqual(run.file_name, "users.csv")

    def _common(self, once, again):
        return self._wizard(
            pasted=[pasted("Login,Name\nann,Ann\n")],
            password_mode="common",
            operation="create",
            common_password=once,
            common_password_again=again,
        )

    def test_the_common_password_is_typed_twice(self):
        wizard = self._common(COMMON, f"{COMMON}x")
        self.assertFalse(wizard.has_common_password)
        with self.assertRaisesRegex(UserError, "differ"):
            wizard.action_continue()
        with self.assertRaises(UserError):
            self._common("", "").action_continue()
        wizard.write({"common_password_again": COMMON})
        self.assertTrue(wizard.has_common_password)
        self.assertFalse(wizard.common_password)
        self._assert_nowhere(COMMON)
        self.assertTrue(wizard.action_continue()["res_id"])
        self._assert_nowhere(COMMON)
        self.assertFalse(wizard.sudo().sealed_passwords)

    def test_a_common_password_is_not_asked_for_where_nobody_is_made(self):
        wizard = self._common("", "")
        wizard.write({"operation": "update"})
        self.assertTrue(wizard.action_continue()["res_id"])

    def test_an_onchange_gives_nothing_back_and_breaks_nothing(self):
        wizard = self._common(COMMON, COMMON)
        wizard.write({"files": [FILE]})
        with Form(wizard) as form:
            self.assertFalse(form.common_password)
            self.assertTrue(form.has_common_password)
            form.profile_id = self.env.ref("user_bulk_import.profile_school")
            self.assertEqual(form.files[0]["name"], "users.csv")
        self.assertTrue(wizard.files)
        content = b"".join(wizard._pieces(wizard._kept_parts("files")))
        self.assertEqual(content.decode(), TEXT)
        self.assertTrue(wizard._kept_passwords()[0])

    def test_what_was_left_in_a_wizard_is_erased_after_a_day(self):
        old, new = self._wizard(files=[FILE]), self._common(COMMON, COMMON)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE user_import_wizard SET write_date = now() - interval '25 hours' WHERE id = %s",
            [old.id],
        )
        self.env.invalidate_all()
        with patch.object(type(self.env["ir.cron"]), "_commit_progress"):
            self.env["user.import.run"]._cron_clean_up()
        self.assertFalse(old.files)
        self.assertFalse(old.sudo().salt)
        files = self._attachments("user.import.wizard")
        self.assertEqual(files.mapped("res_id"), new.ids)
        self.assertTrue(new.has_common_password)


def _unhex(part):
    digits = part[: len(part) - len(part.lstrip("0123456789abcdef"))]
    return bytes.fromhex(digits[: len(digits) // 2 * 2]).decode("latin-1")
