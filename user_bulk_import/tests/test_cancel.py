from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from odoo.addons.user_bulk_import.models.user_import_notifier import UserImportNotifier

from .common_halting import HaltingCase, people

KEEPS = ("user_import_", "mail_message", "mail_tracking_value", "mail_followers", "bus_", "ir_cron")
"""Tables that tell of the import itself: what was done, and by whom."""


@tagged("post_install", "-at_install")
class TestCancel(HaltingCase):
    def counts(self):
        """Return the number of records of each table, but for what tells of the import itself."""
        self.env.flush_all()
        tables = self.env.execute_query(
            SQL(
                "SELECT relname FROM pg_class "
                "WHERE relkind = 'r' AND relnamespace = %s::regnamespace",
                "public",
            )
        )
        names = [name for [name] in tables if not name.startswith(KEEPS)]
        return {
            name: self.env.execute_query(SQL("SELECT count(*) FROM %s", SQL.identifier(name)))[0][0]
            for name in names
        }

    def cancel(self, run):
        run.action_cancel()
        self.advance(run)

    def test_no_user_and_no_orphan_is_left_at_any_stage(self):
        for state in ("reading", "planning", "review", "applying"):
            for user_type in ("portal", "internal"):
                with self.subTest(f"{state}, {user_type}"):
                    before = self.counts()
                    run = self.run_in(
                        state,
                        people(5, Tags="Halted: Once", City="Oslo"),
                        user_type=user_type,
                        invite="yes",
                        password_mode="generate",
                    )
                    self.assertEqual(len(self.imported()), 2 if state == "applying" else 0)
                    self.cancel(run)
                    self.assertEqual(run.state, "cancelled")
                    self.assertFalse(self.imported())
                    after = self.counts()
                    changed = {n: (before[n], after[n]) for n in before if before[n] != after[n]}
                    self.assertFalse(changed)

    def test_what_was_staged_is_erased(self):
        content = people(5, Password="Lantern-Kx9zQ-1100")
        for state in ("reading", "planning", "review", "applying"):
            with self.subTest(state):
                run = self.run_in(state, content)
                self.cancel(run)
                run = run.sudo()
                self.assertFalse(run.source or run.salt or run.common_password)
                self.assertFalse(any(run.row_ids.mapped("secrets")))
                self.assertFalse(any(run.row_ids.mapped("credential")))
                self.assertFalse(run.has_credentials)

    def test_rows_and_counters_say_what_became_of_them(self):
        run = self.run_in("applying")
        self.cancel(run)
        rows = self.rows(run)
        self.assertEqual(rows.mapped("outcome"), ["skipped"] * 5)
        self.assertEqual([self.codes(row) for row in rows[:3]], [["cancel_taken_back"]] * 2 + [[]])
        self.assertEqual((run.created_count, run.skipped_count, run.taken_back_count), (0, 5, 2))
        self.assertEqual(run.cancel_text, "Cancelled.\nNew users deleted again: 2.")
        self.assertIn("deleted again: 2", run.message_ids[0].body)

    def test_a_cancellation_goes_on_after_an_interruption(self):
        run = self.run_in(
            "applying",
            people(9),
        )
        run._step()
        self.assertEqual(len(self.imported()), 4)
        run.action_cancel()
        run._step()
        self.assertEqual((run.state, run.sudo().stage_total), ("cancelling", 4))
        run._step()
        self.assertEqual((run.state, len(self.imported())), ("cancelling", 2))
        run._check_may_act()
        run.action_cancel()  # pressed once more
        self.advance(run)
        self.assertEqual((run.state, len(self.imported())), ("cancelled", 0))

    def test_who_was_changed_stays_changed_and_is_named(self):
        self.import_file(people(2, City="Oslo"))
        run = self.run_in("applying", people(5, City="Bergen"))
        self.assertEqual(self.imported().mapped("city"), ["Bergen"] * 2)
        self.cancel(run)
        self.assertEqual(self.imported().mapped("city"), ["Bergen"] * 2)
        self.assertEqual((run.state, run.updated_count, run.skipped_count), ("cancelled", 2, 3))
        self.assertIn("Users changed before the cancellation: 2.", run.cancel_text)

    def test_a_contact_that_was_there_stays(self):
        contact = self.env["res.partner"].create({"name": "Person 0", "email": "p0@example.com"})
        run = self.run_in("applying", link_contacts=True)
        self.assertEqual(self.user("p0").partner_id, contact)
        made = self.user("p1").partner_id
        self.cancel(run)
        self.assertTrue(contact.exists())
        self.assertFalse(made.exists())

    def test_who_is_referred_to_is_archived_and_told(self):
        run = self.run_in("applying")
        kept = self.user("p0")
        self.env["res.partner"].create({"name": "Customer", "user_id": kept.id})
        self.cancel(run)
        self.assertEqual(self.imported(), kept)
        self.assertFalse(kept.active)
        row = self.rows(run)[0]
        self.assertEqual((row.outcome, self.codes(row)[-1]), ("archived", "cancel_archived"))
        self.assertEqual((run.archived_count, run.created_count), (1, 0))
        self.assertIn("New users who could not be deleted: 1.", run.cancel_text)

    def test_who_became_an_administrator_stays(self):
        run = self.run_in("applying")
        promoted = self.user("p0")
        promoted.write({"group_ids": [(6, 0, self.env.ref("base.group_system").ids)]})
        self.cancel(run)
        self.assertTrue(promoted.exists().active)
        self.assertEqual(self.codes(self.rows(run)[0])[-1], "cancel_kept")

    def test_tags_that_somebody_else_has_stay(self):
        run = self.run_in("applying", people(5, Tags="Halted: Once; Halted: Twice"))
        tags = self.env["res.partner.category"].search([("parent_id.name", "=", "Halted")])
        self.assertEqual(len(tags), 2)
        used = tags.filtered(lambda tag: tag.name == "Twice")
        self.env["res.partner"].create({"name": "Other", "category_id": used.ids})
        self.cancel(run)
        self.assertEqual(tags.exists(), used)
        self.assertTrue(used.parent_id.exists())

    def test_users_stay_and_no_more_is_mailed_where_mailing_is_stopped(self):
        run = self.run_in("notifying", invite="yes")
        mails = self.env["mail.mail"].search_count([])
        run.action_cancel()
        with patch.object(UserImportNotifier, "_notify") as notify:
            self.advance(run)
        notify.assert_not_called()
        self.assertEqual((run.state, len(self.imported())), ("done", 5))
        self.assertEqual(self.env["mail.mail"].search_count([]), mails)
        self.assertIn("not written to: 5", "".join(run.message_ids.mapped("body")))

    def test_an_import_that_is_all_or_nothing_is_cancelled_before_it_begins(self):
        run = self.run_in("review", on_error="abort")
        run._confirm()
        self.cancel(run)
        self.assertEqual(run.state, "cancelled")
        self.assertFalse(self.imported())

    def test_cancel_during_the_last_chunk_is_obeyed(self):
        run = self.run_in("applying", people(4))
        with patch.object(type(run), "_halt_kind", lambda self: ""):  # pressed after it was read
            run._halt("cancel")
            run._step()
        self.assertEqual((run.state, len(self.imported())), ("applying", 4))
        self.advance(run)
        self.assertEqual((run.state, len(self.imported())), ("cancelled", 0))

    def test_cancel_that_comes_after_the_end_is_answered(self):
        run = self.import_file(people(1))
        run._halt("cancel")
        with patch.object(type(self.env["ir.cron"]), "_commit_progress", lambda *a, **k: 60.0):
            self.env["user.import.run"]._cron_process()
        self.assertEqual((run.state, len(self.imported())), ("done", 1))
        self.assertFalse(run.sudo().halt_ids)
        self.assertIn("had ended already", run.message_ids[0].body)

    def test_what_has_ended_cannot_be_cancelled(self):
        run = self.import_file(people(1))
        with self.assertRaisesRegex(UserError, "ended"):
            run.action_cancel()

    def test_a_paused_import_can_be_cancelled(self):
        run = self.run_in("applying")
        run.action_pause()
        self.cancel(run)
        self.assertEqual(run.state, "cancelled")
        self.assertFalse(self.imported())
        self.assertFalse(run.sudo().halt_ids)

    def test_whoever_works_on_the_run_obeys(self):
        """Somebody else holds the run while Cancel is pressed: the wish waits for the next chunk,
        and the scheduled job knows of it."""
        run = self.run_in("review")
        with patch.object(type(run), "try_lock_for_update", lambda self, **kw: self.browse()):
            run.action_cancel()
            self.assertFalse(run._step())
        self.assertEqual(run.state, "review")
        self.assertTrue(run.is_stopping)
        with patch.object(type(self.env["ir.cron"]), "_commit_progress", lambda *a, **k: 60.0):
            self.env["user.import.run"]._cron_process()
        self.assertEqual(run.state, "cancelled")

    def test_an_import_that_is_being_cancelled_cannot_be_deleted(self):
        run = self.run_in("applying")
        run.action_cancel()
        run._step()
        with self.assertRaisesRegex(UserError, "while it is running"):
            run.unlink()

    def test_an_error_of_the_program_ends_the_cancellation_and_is_told(self):
        run = self.run_in("applying")
        run.action_cancel()
        run._step()
        canceller, cursor = type(self.env["user.import.canceller"]), self.env.cr
        with (
            patch.object(canceller, "_take_back", side_effect=ZeroDivisionError),
            patch.object(type(self.env["ir.cron"]), "_commit_progress", lambda *a, **k: 60.0),
            patch.object(cursor, "rollback", cursor.clear),
            mute_logger("odoo.addons.user_bulk_import.models.user_import_run_process"),
        ):
            self.env["user.import.run"]._cron_process()
        self.assertEqual((run.state, run.created_count), ("cancelled", 2))
        self.assertIn("ZeroDivisionError", run.issue_text)
        self.assertIn("could not be deleted: 2", run.cancel_text)
