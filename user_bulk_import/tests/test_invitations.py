from datetime import timedelta
from unittest.mock import patch

from markupsafe import Markup

from odoo import fields
from odoo.exceptions import AccessError, ValidationError
from odoo.tools import mute_logger

from .common_invitations import HEADER, PEOPLE, InvitationCase


class TestInvitations(InvitationCase):
    def test_each_new_user_gets_odoos_own_invitation_with_a_valid_link(self):
        run = self.invite(user_type="portal")
        self.assertEqual((run.state, run.created_count), ("done", 2))
        mails = self.mails("ann", "bob")
        self.assertEqual(mails.mapped("state"), ["outgoing"] * 2)
        self.assertIn("ann@example.com", mails[0].email_to)
        self.assertEqual(mails[0].subject, f"Your account at {run.company_id.name}")
        for mail, login in zip(mails, ("ann", "bob"), strict=True):
            self.assertEqual(self.token_owner(mail), self.user(login).partner_id)
        records = self.invitations("ann", "bob")
        self.assertEqual(records.mapped("state"), ["queued"] * 2)
        self.assertEqual(records.run_id, run)
        self.assertEqual(run.mail_queued_count, 2)
        valid = records[0].expires_on - fields.Datetime.now()
        self.assertAlmostEqual(valid / timedelta(hours=1), 144, delta=1)
        self.assertIn("Mails queued: 2.", "".join(run.message_ids.mapped("body")))

    def test_internal_users_get_the_internal_invitation(self):
        self.invite(user_type="internal")
        self.assertIn("invites you to connect", self.mails("ann").subject)

    def test_the_person_is_written_to_in_the_persons_language(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        template = self.env.ref("auth_signup.portal_set_password_email")
        template.with_context(lang="fr_FR").subject = "Votre compte"
        self.invite(
            "Login,Name,E-mail,Language\nann,Ann,ann@example.com,fr_FR\n"
            "bob,Bob,bob@example.com,en_US\n"
        )
        subjects = self.mails("ann", "bob").mapped("subject")
        self.assertEqual(subjects[0], "Votre compte")
        self.assertIn("Your account at", subjects[1])

    def test_nothing_is_sent_inside_the_run(self):
        with self.mail_server() as taken:
            self.invite()
        self.assertFalse(taken)
        queue = self.env.ref("mail.ir_cron_mail_scheduler_action")
        self.assertTrue(self.env["ir.cron.trigger"].search([("cron_id", "=", queue.id)]))
        self.assertEqual(len(self.run_queue()), 2)

    def test_without_the_setting_nobody_is_invited(self):
        self.import_file(PEOPLE)
        self.assertFalse(self.mails("ann", "bob"))

    def test_only_new_active_users_are_invited(self):
        self.import_file(HEADER + "old,Old One,old@example.com")
        run = self.invite(
            "Login,Name,E-mail,Active\nold,Older One,old@example.com,yes\n"
            "off,Off One,off@example.com,no\nann,Ann,ann@example.com,yes\n",
            allow_suspend=True,
        )
        self.assertEqual((run.created_count, run.updated_count), (2, 1))
        self.assertFalse(self.mails("old", "off"))
        self.assertEqual(len(self.mails("ann")), 1)

    def test_who_cannot_be_written_to_is_noted_on_the_row(self):
        self.env["mail.blacklist"].sudo()._add("bob@example.com")
        run = self.invite(PEOPLE + "cat,Cat Cook,\n")
        ann, bob, cat = self.rows(run)
        self.assertFalse(ann.issues)
        self.assertEqual((self.codes(bob), bob.severity), (["invitation_blacklisted"], "warning"))
        self.assertEqual((self.codes(cat)[-1], cat.severity), ("no_email", "info"))
        self.assertIn("bob@example.com", bob.issue_text)
        self.assertEqual((run.created_count, run.failed_count, run.warning_count), (3, 0, 1))
        self.assertEqual((run.mail_queued_count, run.mail_failed_count), (1, 1))
        self.assertEqual(self.invitations("bob").state, "skipped")
        self.assertFalse(self.mails("bob", "cat"))

    def test_who_signs_in_elsewhere_is_not_invited(self):
        users = type(self.env["res.users"])
        with patch.object(users, "_import_signs_in_elsewhere", lambda users: users[:1]):
            run = self.invite()
        self.assertEqual([self.codes(row) for row in self.rows(run)], [["signs_in_elsewhere"], []])
        self.assertEqual(self.mails("ann", "bob"), self.mails("bob"))

    def test_a_shared_address_keeps_nobody_from_the_page(self):
        """Odoo's page leads on to the login where somebody with that address has logged in."""
        self.invite(
            HEADER + "ann,Ann,one@example.com\nbob,Bob,one@example.com\ncat,Cat,cat@example.com\n",
            match_on="login",
        )
        linked = ["signup_email" in self.link(self.mails(login)) for login in ("ann", "bob", "cat")]
        self.assertEqual(linked, [False, False, True])

    def test_sender_and_reply_to_are_the_profiles(self):
        self.invite(mail_from="School <school@example.com>", mail_reply_to="office@example.com")
        mail = self.mails("ann")
        self.assertEqual(
            (mail.email_from, mail.reply_to), ("School <school@example.com>", "office@example.com")
        )

    def test_a_mail_that_cannot_be_written_fails_alone(self):
        template = self.env.ref("auth_signup.portal_set_password_email")
        template.body_html += Markup('<t t-if="object.login == \'bob\'" t-out="1 / 0"/>')
        people = "".join(f"u{n},U {n},u{n}@example.com\n" for n in range(7))
        with mute_logger(
            "odoo.addons.mail.models.mail_render_mixin",
            "odoo.addons.user_bulk_import.models.user_import_mail_batch",
        ):
            run = self.invite(PEOPLE + people)
        codes = {row.login: self.codes(row) for row in self.rows(run) if row.issues}
        self.assertEqual(codes, {"bob": ["invitation_failed"]})
        reason = (
            "The mail to bob@example.com could not be sent: ZeroDivisionError: division by zero"
        )
        self.assertEqual(self.rows(run)[1].issue_text, reason)
        self.assertEqual((run.created_count, run.failed_count, run.warning_count), (9, 0, 1))
        self.assertEqual((run.mail_queued_count, run.mail_failed_count), (8, 1))
        self.assertEqual(len(self.mails("ann", *(f"u{n}" for n in range(7)))), 8)

    def test_the_importer_cannot_read_the_link(self):
        self.invite()
        message = self.mails("ann").mail_message_id
        self.assertFalse(message.with_user(self.importer).body)
        with self.assertRaises(AccessError):
            self.mails("ann").with_user(self.importer).read(["body_html"])

    def test_few_queries_a_mail(self):
        def count(prefix, number):
            people = "".join(f"{prefix}{n},P {n},{prefix}{n}@example.com\n" for n in range(number))
            run = self.open_run(HEADER + people, invite=True)
            run._confirm()
            while run.state == "applying":
                run._step()
            with self.statements() as statements:
                self.advance(run)
            self.assertEqual(run.mail_queued_count, number)
            return len(statements)

        few, many = count("few", 50), count("many", 250)
        self.assertLess((many - few) / 200, 1.5, (few, many))

    def test_the_confirmation_knows_how_many_mails_there_will_be(self):
        self.import_file(PEOPLE)
        content = PEOPLE.replace("ann@", "anna@") + "cat,Cat,cat@example.com\ndan,Dan,\n"
        run = self.open_run(content, match_on="login", invite=True)
        mails = run._planned_mails()
        self.assertEqual((mails.to_new_users(run.invite), mails.alerts), (1, 1))
        run = self.open_run(content, match_on="login")
        mails = run._planned_mails()
        self.assertEqual((mails.to_new_users(run.invite), mails.alerts), (0, 1))

    def test_a_mail_goes_to_the_checked_address_alone(self):
        self.import_file(PEOPLE)
        self.user("ann").partner_id.email = "ann@example.com, evil@example.com"
        self.user("ann").with_user(self.importer).action_import_invite()
        self.assertEqual(self.mails("ann").email_to, '"Ann Archer" <ann@example.com>')

    def test_the_address_of_each_is_looked_up_once(self):
        users = type(self.env["res.users"])
        look_up, asked = users._import_invitation_recipients, []

        def counted(users):
            asked.extend(users.mapped("login"))
            return look_up(users)

        with patch.object(users, "_import_invitation_recipients", counted):
            self.env["mail.blacklist"].sudo()._add("bob@example.com")
            self.invite(registration_details="yes")
        self.assertEqual(sorted(asked), ["ann", "bob"])

    def test_sender_and_reply_to_have_to_be_addresses(self):
        for name in ("mail_from", "mail_reply_to"):
            for text in ("office", "a@example.com, b@example.com", "a@example.com\nBcc: b"):
                with self.assertRaisesRegex(ValidationError, "takes one e-mail address, such as"):
                    self.open_run(PEOPLE, **{name: text})
                with self.assertRaisesRegex(ValidationError, "takes one e-mail address, such as"):
                    self.standard.sudo()[name] = text
            self.standard.sudo()[name] = "Büro <office@example.com>"

    def test_the_summary_reads_one_mail(self):
        run = self.invite()
        self.env.invalidate_all()
        run._post_mail_summary()
        planned = self.Invitation._fields["planned_for"]
        self.assertEqual(len(planned._get_cache(self.env)), 1)
