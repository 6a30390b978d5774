import smtplib
from contextlib import suppress
from unittest.mock import patch

from .common_invitations import HEADER, PEOPLE, InvitationCase


class TestDelivery(InvitationCase):
    def test_a_refused_address_fails_alone_and_is_noted_on_its_row(self):
        run = self.invite()
        taken = self.run_queue(refused=["bob@example.com"])
        self.assertEqual([message["To"] for message in taken], ['"Ann Archer" <ann@example.com>'])
        ann, bob = self.invitations("ann"), self.invitations("bob")
        self.assertEqual((ann.state, bob.state), ("sent", "failed"))
        self.assertTrue(ann.sent_on)
        self.assertFalse(ann.mail_id, "a mail that was sent is deleted")
        self.assertIn("550 no such person", bob.reason)
        self.env["user.import.run"]._cron_process()
        self.env["user.import.run"]._cron_process()
        row = self.rows(run)[1]
        self.assertEqual((self.codes(row), row.severity), (["invitation_failed"], "warning"))
        self.assertIn("550", row.issue_text)
        self.assertEqual((row.outcome, run.created_count, run.failed_count), ("created", 2, 0))
        self.assertEqual((run.warning_count, run.mail_sent_count, run.mail_failed_count), (1, 1, 1))

    def test_where_the_mail_server_is_away_all_can_be_invited_again(self):
        run = self.invite()
        server = type(self.env["ir.mail_server"])

        def refuse(*_args, **_kwargs):
            raise ConnectionRefusedError("nobody there")

        with self.mail_server(), patch.object(server, "_connect__", refuse):
            self.env["mail.mail"].process_email_queue()
        both = self.invitations("ann", "bob")
        self.assertEqual(both.mapped("state"), ["failed"] * 2)
        self.assertIn("nobody there", both[0].reason)
        self.env["user.import.run"]._cron_process()
        self.assertEqual(run.warning_count, 2)
        self.assertIn("2 could not be sent", run.told_text)
        self.assertIn("outgoing mail server", run.told_text)
        message = both.with_user(self.importer).action_invite_again()["params"]["message"]
        self.assertIn("Invited: 2.", message)
        self.assertEqual(len(self.run_queue()), 2)

    def test_a_mail_that_is_retried_by_hand_is_known_as_sent(self):
        self.invite()
        self.run_queue(refused=["bob@example.com"])
        self.mails("bob").action_retry()
        self.assertEqual(len(self.run_queue()), 1)
        self.assertEqual(self.invitations("bob").state, "sent")
        self.assertFalse(self.invitations("bob").reason)

    def test_a_mail_is_marked_before_it_leaves_and_never_sent_twice(self):
        """A server that is killed after the mail server's answer finds the mail marked."""
        run = self.invite()
        invitation, mail = self.invitations("ann").sudo(), self.mails("ann")
        self.assertTrue(invitation._claim())
        self.assertEqual(invitation.state, "sending")
        self.assertFalse(invitation._claim())
        self.assertEqual((invitation.state, mail.state), ("failed", "exception"))
        self.assertEqual(len(self.run_queue()), 1, "only the other one is sent")
        self.env["user.import.run"]._cron_process()
        self.assertEqual(self.codes(self.rows(run)[0]), ["invitation_interrupted"])
        self.assertIn("may have been sent", self.rows(run)[0].issue_text)

    def test_a_mail_that_another_process_sends_is_left_to_it(self):
        self.invite()
        invitation = self.invitations("ann").sudo()
        invitation.state = "sending"
        with patch.object(
            type(invitation), "try_lock_for_update", lambda self, **kw: self.browse()
        ):
            self.assertFalse(invitation._claim())
        self.assertEqual(invitation.state, "sending")

    def test_a_mail_that_the_connection_broke_at_is_not_sent_again(self):
        """Nobody knows whether the mail server took it; the next ones are sent later."""
        self.invite()
        server = type(self.env["ir.mail_server"])

        def break_off(*_args, **_kwargs):
            raise smtplib.SMTPServerDisconnected("gone")

        mails = self.mails("ann", "bob")
        with (
            self.mail_server(),
            patch.object(server, "send_email", break_off),
            suppress(smtplib.SMTPServerDisconnected),  # Odoo's queue goes on in the same way
        ):
            mails._send(auto_commit=True)
        states = self.invitations("ann", "bob").mapped("state")
        self.assertEqual(states, ["failed", "queued"])
        self.assertEqual(len(self.run_queue()), 1)

    def test_odoos_other_mails_go_their_way(self):
        mail = self.env["mail.mail"].create(
            {"email_to": "x@example.com", "email_from": "y@example.com", "body_html": "hi"}
        )
        self.assertEqual(len(self.run_queue()), 1)
        self.assertEqual(mail.state, "sent")

    def test_a_mail_with_a_password_is_not_kept_when_it_was_interrupted(self):
        self.import_with_passwords()
        invitation, other = self.invitations("ann").sudo(), self.mails("bob")
        self.assertTrue(invitation._claim())
        self.assertFalse(invitation._claim())
        self.assertEqual((invitation.state, invitation.interrupted), ("failed", True))
        self.assertEqual(self.mails("ann", "bob"), other)

    def test_the_queue_goes_on_after_an_interrupted_mail_with_a_password(self):
        self.import_with_passwords()
        mails = self.mails("ann", "bob")
        self.invitations("ann").sudo().state = "sending"
        commit = patch.object(self.env.cr, "commit", self.env.flush_all)
        with self.mail_server() as taken, commit:
            mails._send(auto_commit=True)
        self.assertEqual([message["To"] for message in taken], ['"Bob Baker" <bob@example.com>'])
        self.assertFalse(mails.exists())

    def test_a_mail_with_a_password_is_not_kept_when_it_is_cancelled(self):
        run = self.import_with_passwords()
        self.mails("ann").cancel()
        self.assertEqual(self.mails("ann", "bob"), self.mails("bob"))
        self.assertEqual(self.invitations("ann").state, "skipped")
        self.assertEqual((run.mail_queued_count, run.mail_failed_count), (1, 1))

    def test_a_mail_with_a_password_is_not_kept_when_its_user_is_deleted(self):
        self.import_with_passwords()
        mails = self.mails("ann", "bob")
        self.user("ann").unlink()
        self.assertEqual(mails.exists(), self.mails("bob"))

    def test_who_had_a_cancelled_mail_can_be_invited_again(self):
        run = self.invite()
        mail = self.mails("ann")
        mail.cancel()
        self.assertEqual((mail.exists().state, run.mail_queued_count), ("cancel", 1))
        again = self.invitations("ann", "bob").with_user(self.importer).action_invite_again
        message = again()["params"]["message"]
        self.assertIn("Invited: 1.", message)
        self.assertIn("1 (were invited just now, or an invitation is on its way)", message)
        # Past Odoo's methods too.
        self.cancel_in_the_database("ann", "bob")
        self.assertEqual(run.mail_queued_count, 0)
        self.assertIn("Invited: 2.", again()["params"]["message"])

    def cancel_in_the_database(self, *logins):
        self.env.flush_all()
        ids = tuple(self.mails(*logins).ids)
        self.env.cr.execute("UPDATE mail_mail SET state = 'cancel' WHERE id IN %s", [ids])
        self.env.invalidate_all()

    def test_passwords_that_were_left_over_are_erased(self):
        self.import_with_passwords(PEOPLE + "cat,Cat,cat@example.com\n")
        self.invite(HEADER + "dan,Dan,dan@example.com\n")
        self.cancel_in_the_database("ann", "dan")
        self.invitations("bob").sudo().state = "failed"
        kept = self.mails("cat", "dan")
        self.assertEqual(self.Invitation._erase_left_over_bodies(), 2)
        self.assertEqual(self.mails("ann", "bob", "cat", "dan"), kept)
        states = self.invitations("ann", "bob", "cat").mapped("state")
        self.assertEqual(states, ["skipped", "failed", "queued"])
        self.assertEqual(self.Invitation._erase_left_over_bodies(), 0)
