import json
from datetime import timedelta
from itertools import repeat
from unittest.mock import MagicMock, patch

from odoo import fields
from odoo.tests import new_test_user, tagged
from odoo.tools import config

from .common_halting import HaltingCase, people

SECRET = "Lantern-Kx9zQ-1100"


@tagged("post_install", "-at_install")
class TestProgress(HaltingCase):
    def messages(self, run=None):
        """Return what has been sent on a run's channel, or on all, since the last call."""
        self.env.cr.precommit.run()
        Bus = self.env["bus.bus"].sudo()
        channel = json.dumps([self.env.cr.dbname, "user.import.run", run.id], separators=(",", ":"))
        found = Bus.search([("channel", "=", channel)], order="id")
        messages = [json.loads(item.message) for item in found]
        found.unlink()
        self.assertEqual(
            {message["type"] for message in messages} - {"user_import_progress"}, set()
        )
        return [message["payload"] for message in messages]

    def test_each_chunk_is_told_on_the_runs_own_channel(self):
        run, other = self.run_in("review"), self.run_in("review", people(3, first=50))
        self.messages(run), self.messages(other)
        run._confirm()
        told = []
        while run.state == "applying":
            run._step()
            told += [message for message in self.messages(run) if message["done"]]
        self.assertEqual(
            [(m["state"], m["done"], m["total"]) for m in told],
            [("applying", 2, 5), ("applying", 4, 5), ("applying", 5, 5), ("done", 5, 5)],
        )
        self.assertEqual([m["counts"].get("created") for m in told], [2, 4, 5, 5])
        self.assertEqual({m["id"] for m in told}, {run.id})
        self.assertFalse(self.messages(other))

    def test_every_stage_is_told(self):
        run = self.open_unread(people(5), invite="yes")
        states = []
        while run.state != "done":
            run._step()
            states += [m["state"] for m in self.messages(run)]
            if run.state == "review":
                run._confirm()
        self.assertEqual(
            list(dict.fromkeys(states)), ["planning", "review", "applying", "notifying", "done"]
        )

    def test_nothing_of_the_file_is_on_the_bus(self):
        run = self.open_unread(people(5, Password=SECRET), invite="yes")
        self.advance(run)
        run._confirm()
        self.advance(run)
        text = json.dumps(self.messages(run))
        for word in (SECRET, "Person", "example.com", "users.csv", "Ines"):
            self.assertNotIn(word, text)
        self.assertTrue(text)

    def test_pause_and_cancel_are_told(self):
        run = self.run_in("applying")
        self.messages(run)
        run.action_pause()
        self.assertEqual([m["halt"] for m in self.messages(run)], ["pause"])
        run.action_resume()
        self.assertEqual([m["halt"] for m in self.messages(run)], [""])
        run.action_cancel()
        self.assertEqual([m["halt"] for m in self.messages(run)], ["cancel"])
        run._step()
        run._step()
        told = self.messages(run)[-1]
        self.assertEqual((told["state"], told["done"]), ("cancelled", 2))

    def test_who_waits_for_a_paused_import_tells_nothing(self):
        run = self.run_in("applying")
        run.action_pause()
        self.messages(run)
        for _again in range(3):
            run._step()
        self.assertFalse(self.messages(run))

    def test_speed_and_time_left(self):
        run = self.run_in("review", people(9))
        run._confirm()
        clock = iter(range(1000, 2000))
        with patch(
            "odoo.addons.user_bulk_import.models.user_import_run_progress.time.time",
            lambda: next(clock),
        ):
            run._step()
            run.sudo().stage_started = 1000
            clock = repeat(1004)
            live = run.sudo()._live_progress()
        self.assertEqual((live["done"], live["total"]), (2, 9))
        self.assertEqual((live["speed"], live["seconds_left"]), (0.5, 14))

    def test_the_clock_stands_still_while_nobody_works(self):
        run = self.run_in("applying", people(9))
        started = run.sudo().stage_started
        run._step()
        self.assertEqual(run.sudo().stage_started, started)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE user_import_run SET write_date = %s WHERE id = %s",
            [fields.Datetime.now() - timedelta(minutes=10), run.id],
        )
        run.invalidate_recordset()
        run._step()
        self.assertGreater(run.sudo().stage_started, started)
        self.assertEqual(run.sudo().stage_start_count, 4)

    # -- who hears it -------------------------------------------------------------------------

    def channels(self, user, names):
        websocket = MagicMock()
        websocket.session.uid = user.id
        with patch("odoo.addons.bus.models.ir_websocket.wsrequest", new=websocket):
            found = self.env["ir.websocket"].with_user(user)._build_bus_channel_list(list(names))
        runs = [item.id for item in found if getattr(item, "_name", "") == "user.import.run"]
        return runs, [item for item in found if isinstance(item, str)]

    def test_only_who_may_read_the_import_hears_of_it(self):
        run = self.run_in("review")
        name = f"user_import_run_{run.id}"
        company = self.env["res.company"].create({"name": "Elsewhere"})
        stranger = new_test_user(
            self.env,
            login="stranger",
            groups="user_bulk_import.group_user_import",
            company_id=company.id,
            company_ids=company.ids,
        )
        internal = new_test_user(self.env, login="internal", groups="base.group_user")
        public = self.env.ref("base.public_user")
        self.assertEqual(self.channels(self.importer, [name])[0], run.ids)
        for user in (stranger, internal, public):
            with self.subTest(user.login):
                runs, names = self.channels(user, [name])
                self.assertFalse(runs)
                self.assertNotIn(name, names)

    def test_odd_channel_names_are_harmless(self):
        names = ["user_import_run_", "user_import_run_1x", "user_import_run_99999999999999", "mine"]
        runs, kept = self.channels(self.importer, [*names, "user_import_run_999999999"])
        self.assertLessEqual(set(names), set(kept))
        self.assertFalse(runs)

    # -- the end ------------------------------------------------------------------------------

    def ends(self):
        self.env.cr.precommit.run()
        found = self.env["bus.bus"].sudo().search([("message", "like", "user_import_ended")])
        channels = [json.loads(item.channel)[1:] for item in found]
        found.unlink()
        return channels

    def test_the_end_is_told_to_who_began(self):
        admin = self.env.ref("base.user_admin")
        run = self.run_in("review")
        run.sudo().guided = True
        run.with_user(admin)._confirm()
        self.advance(run)
        self.assertEqual(
            self.ends(),
            [["res.partner", user.partner_id.id] for user in (self.importer, admin)],
        )
        self.assertEqual(run.end_text, "Created: 5")

    def test_a_command_tells_the_end_itself(self):
        run = self.run_in("review")
        run._confirm()
        self.advance(run)
        self.assertFalse(self.ends())

    # -- where no scheduled job runs ----------------------------------------------------------

    def test_a_server_without_scheduled_jobs_is_noticed(self):
        cron = self.env.ref("user_bulk_import.ir_cron_user_import")
        run = self.run_in("applying")
        cron.nextcall = fields.Datetime.now() + timedelta(minutes=5)
        self.assertFalse(run.cron_notice)
        cron.nextcall = fields.Datetime.now() - timedelta(minutes=20)
        run.invalidate_recordset()
        self.assertIn("max_cron_threads", run.cron_notice)
        cron.nextcall = fields.Datetime.now() - timedelta(minutes=1)
        run.invalidate_recordset()
        self.assertFalse(run.cron_notice)
        with patch.dict(config.options, {"max_cron_threads": 0}):
            run.invalidate_recordset()
            self.assertIn("max_cron_threads", run.cron_notice)
        cron.active = False
        run.invalidate_recordset()
        self.assertIn("switched off", run.cron_notice)
        self.advance(run)
        self.assertFalse(run.cron_notice)

    def test_an_open_page_goes_on_with_the_import(self):
        run = self.run_in("applying")
        with patch.object(type(run), "_work", lambda run, seconds: run._step() and None):
            live = run.action_go_on()
        self.assertEqual((live["busy"], live["done"]), (False, 4))
        with patch.object(type(run), "try_lock_for_update", lambda self, **kw: self.browse()):
            live = run.action_go_on()
        self.assertEqual((live["busy"], live["done"]), (True, 4))

    def test_long_steps_are_left_to_the_background(self):
        run = self.open_unread(people(5))
        with patch("odoo.addons.user_bulk_import.models.user_import_run_process.LONG_FILE", 10):
            self.assertTrue(run._is_one_long_step())
        self.assertFalse(run._is_one_long_step())
        self.advance(run)
        run.sudo().on_error = "abort"
        run._confirm()
        self.assertFalse(run._is_one_long_step())
        run.sudo().total_count = 5000
        self.assertTrue(run._is_one_long_step())
