from datetime import datetime, timedelta

from odoo import fields

from .common_invitations import HEADER, PEOPLE, InvitationCase


class TestQuotaAndReminders(InvitationCase):
    def test_mails_beyond_the_quota_leave_later_with_a_link_that_lasts(self):
        self.env["ir.config_parameter"].set_param("user_bulk_import.mails_per_hour", 2)
        people = "".join(f"q{n},Q {n},q{n}@example.com\n" for n in range(3))
        run = self.invite(HEADER + people)
        self.invite(HEADER + "q3,Q 3,q3@example.com\nq4,Q 4,q4@example.com\n")
        mails = self.mails(*(f"q{n}" for n in range(5)))
        now = fields.Datetime.now()
        hours = [round(((mail.scheduled_date or now) - now) / timedelta(hours=1)) for mail in mails]
        self.assertEqual(hours, [0, 0, 1, 1, 2])
        self.assertIn("the last one leaves on", "".join(run.message_ids.mapped("body")))
        self.assertEqual(len(self.run_queue()), 2)
        late = self.invitations("q4")
        self.assertAlmostEqual((late.expires_on - now) / timedelta(hours=1), 146, delta=0.2)
        valid = self.expiry(self.mails("q4")) - datetime.now()
        self.assertAlmostEqual(valid / timedelta(hours=1), 146, delta=0.2)

    def test_two_imports_do_not_plan_their_mails_at_once(self):
        self.env["ir.config_parameter"].set_param("user_bulk_import.mails_per_hour", 2)
        run = self.open_run(PEOPLE, invite=True)
        run._confirm()
        while run.state == "applying":
            run._step()
        with self.registry.cursor() as other:
            other.execute("SELECT pg_advisory_xact_lock(hashtext('user_bulk_import_mail'))")
            self.assertFalse(run._step())
            self.assertEqual(run.state, "notifying")
        self.advance(run)
        self.assertEqual((run.state, run.mail_queued_count), ("done", 2))

    def test_odoos_reminder_stays_readable(self):
        values = [{"name": f"R {n}", "login": f"r{n}"} for n in range(30)]
        users = self.env["res.users"].with_context(no_reset_password=True).create(values)
        admin = self.env.ref("base.user_admin")
        admin.email = "admin@example.com"
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE res_users SET create_date = now() - interval '5 days', create_uid = %s "
            "WHERE id IN %s",
            [admin.id, tuple(users.ids)],
        )
        self.env.invalidate_all()
        self.env["res.users"].send_unregistered_user_reminder()
        mail = self.env["mail.mail"].search([("subject", "=", "Reminder for unregistered users")])
        self.assertEqual(len(mail), 1)
        self.assertEqual(mail.body_html.count("<li"), 21)
        self.assertIn("… and 10 more, see Settings → Users &amp; Companies", mail.body_html)

    def test_nobody_else_makes_a_link_last(self):
        self.env["ir.config_parameter"].set_param("user_bulk_import.mails_per_hour", 2)
        self.invite()
        partner = self.user("ann").partner_id.with_context(user_import_delay_hours=99999)
        lasts = self.token_expiry(partner._generate_signup_token()) - datetime.now()
        self.assertAlmostEqual(lasts / timedelta(hours=1), 144, delta=0.2)
