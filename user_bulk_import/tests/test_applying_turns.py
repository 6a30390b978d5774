from unittest.mock import patch

from psycopg2.errors import SerializationFailure

from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

from odoo.addons.user_bulk_import.models.user_import_run_process import UserImportRun

from .common import ImportCase


def csv(*lines):
    return "".join(f"{line}\n" for line in lines)


@tagged("post_install", "-at_install")
class TestBackground(ImportCase):
    def test_a_large_run_goes_on_in_the_background(self):
        content = csv("Login,Name", *(f"u{n},User {n}" for n in range(1200)))
        run = (
            self.env["user.import.run"]
            .with_user(self.importer)
            ._open("users.csv", content.encode(), profile=self.standard)
        )
        cron = self.env.ref("user_bulk_import.ir_cron_user_import")
        trigger = self.env["ir.cron.trigger"].sudo()
        before = trigger.search_count([("cron_id", "=", cron.id)])
        run._advance(seconds=0)
        self.assertEqual(run.state, "planning")
        self.assertEqual(trigger.search_count([("cron_id", "=", cron.id)]), before + 1)
        with patch.object(type(self.env["ir.cron"]), "_commit_progress", lambda *a, **k: 60.0):
            self.env["user.import.run"]._cron_process()
            self.assertEqual(run.state, "review")
            run._confirm()
            self.env["user.import.run"]._cron_process()
        self.assertEqual((run.state, run.created_count), ("done", 1200))

    def test_a_run_that_somebody_else_works_on_is_left_alone(self):
        run = self.open_run(csv("Login,Name", "ann,Ann"))
        run._confirm()
        with patch.object(UserImportRun, "try_lock_for_update", lambda s, **k: s.browse()):
            self.assertFalse(run._step())
        self.assertFalse(self.user("ann"))

    def test_an_error_of_the_program_ends_one_run_and_not_the_others(self):
        broken, sound = (self.open_run(csv("Login,Name", f"{n},{n}")) for n in ("ann", "bob"))
        broken._confirm()
        sound._confirm()
        step = type(self.env["user.import.applier"])._step

        def faulty(model, run):
            if run == broken:
                raise ZeroDivisionError
            return step(model, run)

        cron, cursor = type(self.env["ir.cron"]), self.env.cr
        with (
            patch.object(type(self.env["user.import.applier"]), "_step", faulty),
            patch.object(cron, "_commit_progress", lambda *a, **k: 60.0),
            patch.object(cursor, "rollback", cursor.clear),
            mute_logger("odoo.addons.user_bulk_import.models.user_import_run_process"),
        ):
            self.env["user.import.run"]._cron_process()
        self.assertEqual((sound.state, sound.created_count), ("done", 1))
        self.assertEqual((broken.state, broken.created_count, broken.skipped_count), ("done", 0, 1))
        self.assertIn("ZeroDivisionError", broken.issue_text)
        self.assertFalse(self.user("ann"))

    def test_two_imports_do_not_write_at_once(self):
        run = self.open_run(csv("Login,Name", "ann,Ann"))
        run._confirm()
        with self.registry.cursor() as other:
            other.execute("SELECT FROM user_import_turn FOR UPDATE")
            run._advance()
            self.assertEqual(run.state, "applying")
            self.assertFalse(self.user("ann"))
        run._advance()
        self.assertEqual((run.state, run.created_count), ("done", 1))


@tagged("post_install", "-at_install")
class TestTurn(TransactionCase):
    # In a class of its own: what it commits, a transaction that began before cannot write again.
    def test_an_import_does_not_write_by_an_outdated_look_at_the_users(self):
        """What another import wrote between the begin of a transaction and its turn, is not seen
        there: PostgreSQL tells so."""
        with self.registry.cursor() as late, self.registry.cursor() as other:
            late.execute("SELECT count(*) FROM res_users")
            self.assertTrue(self.env(cr=other)["user.import.turn"]._take())
            self.assertFalse(self.env(cr=late)["user.import.turn"]._take())
            other.commit()
            with self.assertRaises(SerializationFailure), mute_logger("odoo.sql_db"):
                self.env(cr=late)["user.import.turn"]._take()
            late.rollback()
            self.assertTrue(self.env(cr=late)["user.import.turn"]._take())
