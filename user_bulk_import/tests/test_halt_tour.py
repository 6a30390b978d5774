from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.tests import HttpCase, new_test_user, tagged

from odoo.addons.user_bulk_import.models import user_import_applier, user_import_canceller
from odoo.addons.user_bulk_import.models.user_import_run_process import UserImportRun


def _work_slowly(run, seconds):
    """Stand for ``_work``: one chunk at a time where users are written, so that there is time."""
    run._step()
    while run.state in ("reading", "planning") and run._step():
        pass


@tagged("post_install", "-at_install")
class TestHaltTour(HttpCase):
    """Pause, resume and cancel in a real browser, on a server without scheduled jobs."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(patch.object(UserImportRun, "_work", _work_slowly))
        for module in (user_import_applier, user_import_canceller):
            cls.startClassPatcher(patch.object(module, "CHUNK", 2))
        cron = cls.env.ref("user_bulk_import.ir_cron_user_import")
        cron.nextcall = fields.Datetime.now() - timedelta(hours=1)
        cls.importer = new_test_user(
            cls.env, login="importer@example.com", groups="user_bulk_import.group_user_import"
        )

    def tour(self, name):
        """Run a tour and return the import that it made, if any."""
        self.start_tour(
            "/odoo/action-base.action_res_users", name, login=self.importer.login, timeout=180
        )
        return self.env["user.import.run"].search([("user_id", "=", self.importer.id)])

    def counts(self):
        models = ("res.users", "res.partner", "res.users.settings", "mail.mail")
        domains = {name: [] for name in models}
        # The browser makes others: scripts and styles.
        domains["ir.attachment"] = [("res_model", "in", models)]
        return {
            name: self.env[name].with_context(active_test=False).search_count(domain)
            for name, domain in domains.items()
        }

    def test_pause_and_resume(self):
        run = self.tour("user_import_pause")
        self.assertEqual((run.state, run.created_count), ("done", 30))
        notes = "".join(run.message_ids.mapped("body"))
        self.assertIn("Paused.", notes)
        self.assertIn("Resumed.", notes)

    def test_cancel_leaves_nobody(self):
        for stage in ("wizard", "review", "paused"):
            with self.subTest(stage):
                self.env["user.import.run"].search([]).unlink()
                before = self.counts()
                run = self.tour(f"user_import_cancel_{stage}")
                self.assertEqual(run.mapped("state"), [] if stage == "wizard" else ["cancelled"])
                self.assertEqual(bool(run.taken_back_count), stage == "paused")
                self.assertEqual(self.counts(), before)
