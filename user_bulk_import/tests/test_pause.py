from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from odoo.addons.user_bulk_import.models.user_import_run_process import UserImportRun

from .common_halting import HaltingCase, people

CHECKPOINT = UserImportRun._checkpoint
"""The real one, which no test of a transaction may let commit."""
STATES = ("reading", "planning", "applying", "notifying")


@tagged("post_install", "-at_install")
class TestPause(HaltingCase):
    def test_a_paused_import_stands_still_until_it_is_resumed(self):
        for state in STATES:
            with self.subTest(state):
                run = self.run_in(state, people(5, first=10 * STATES.index(state)), invite="yes")
                before = run.processed_count
                run.action_pause()
                self.assertTrue(run.is_paused)
                self.assertIn("Ines Importer", run.paused_text)
                self.assertFalse(run._step())
                self.assertEqual((run.state, run.processed_count), (state, before))
                run.action_resume()
                self.assertFalse(run.is_paused)
                self.advance(run)
                if run.state == "review":
                    run._confirm()
                    self.advance(run)
                self.assertEqual((run.state, run.created_count), ("done", 5))

    def test_the_scheduled_job_passes_a_paused_import_over(self):
        paused = self.run_in("applying")
        other = self.open_unread(people(2, first=90))
        paused.action_pause()
        with patch.object(type(self.env["ir.cron"]), "_commit_progress", lambda *a, **k: 60.0):
            found = self.env["user.import.run"].search(paused._waiting_domain())
            self.assertNotIn(paused, found)
            self.env["user.import.run"]._cron_process()
        self.assertEqual(other.state, "review")
        self.assertEqual(paused.processed_count, 2)

    def test_a_pause_during_the_scheduled_job_leaves_it_nothing_to_do(self):
        """What is reported as left to do would let Odoo start the job at once, again and again."""
        run = self.run_in("applying")
        run.action_pause()
        reported = []

        def commit_progress(_cron, processed=0, *, remaining=None, deactivate=False):
            reported.append(remaining)
            return 60.0

        with patch.object(type(self.env["ir.cron"]), "_commit_progress", commit_progress):
            CHECKPOINT(run)
            run.action_resume()
            CHECKPOINT(run)
        self.assertEqual(reported, [0, 3])

    def test_only_what_is_running_can_be_paused(self):
        run = self.run_in("review")
        with self.assertRaisesRegex(UserError, "not running"):
            run.action_pause()
        run._confirm()
        self.advance(run)
        with self.assertRaisesRegex(UserError, "not running"):
            run.action_pause()

    def test_only_the_importer_halts_and_resumes(self):
        run = self.run_in("applying")
        other = new_test_user(self.env, login="other", groups="user_bulk_import.group_user_import")
        for action in ("action_pause", "action_resume", "action_cancel", "action_go_on"):
            with self.subTest(action), self.assertRaises(AccessError):
                getattr(run.with_user(other), action)()
        with self.assertRaises(AccessError):
            self.env["user.import.halt"].with_user(other).create(
                {"run_id": run.id, "kind": "pause"}
            )
        with self.assertRaises(AccessError):
            self.env["user.import.halt"].with_user(self.importer).search([])
        self.assertFalse(run.is_paused)

    def test_a_pause_in_the_middle_of_reading_stops_there(self):
        run = self.open_unread(people(5))
        batches = []

        def pause(run, processed=0):
            run.env.flush_all()
            batches.append(run.processed_count)
            if len(batches) == 1:
                run.with_user(self.importer).action_pause()
            return float("inf")

        module = "odoo.addons.user_bulk_import.models.user_import_stager.BATCH"
        with patch(module, 2), patch.object(type(run), "_checkpoint", pause):
            run._step()
            self.assertEqual((run.state, run.processed_count), ("reading", 2))
            run.action_resume()
            run._step()
        self.assertEqual(run.total_count, 5)
        self.assertEqual(self.rows(run).mapped("sequence"), list(range(5)))

    def test_an_import_that_writes_in_one_go_is_not_halted(self):
        run = self.run_in("review", on_error="abort")
        run._confirm()
        with patch.object(type(run), "try_lock_for_update", lambda self, **kw: self.browse()):
            for action in (run.action_pause, run.action_cancel):
                with self.assertRaisesRegex(UserError, "all or nothing"):
                    action()
        self.assertFalse(run.sudo().halt_ids)

    def test_what_was_paused_and_forgotten_is_ended_as_it_is(self):
        run = self.run_in("applying", people(5, Password="Lantern-Kx9zQ-1100"))
        run.action_pause()
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE user_import_run SET write_date = %s WHERE id = %s",
            [fields.Datetime.now() - timedelta(days=400), run.id],
        )
        run.invalidate_recordset()
        with patch.object(type(self.env["ir.cron"]), "_commit_progress", lambda *a, **k: 60.0):
            self.env["user.import.run"]._cron_clean_up()
        self.assertEqual((run.state, run.created_count, run.skipped_count), ("done", 2, 3))
        self.assertEqual(len(self.imported()), 2)
        self.assertFalse(run.is_paused)
        self.assertFalse(run.sudo().salt or any(run.sudo().row_ids.mapped("secrets")))
        self.assertIn("paused for", run.message_ids[0].body)
