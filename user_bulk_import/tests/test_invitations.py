import base64
import re
import smtplib
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from unittest.mock import patch

from markupsafe import Markup

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import new_test_user
from odoo.tools import mute_logger

from odoo.addons.base.models.ir_mail_server import MailDeliveryException
from odoo.addons.user_bulk_import.models import user_import_notifier_later

from .common import ImportCase

HEADER = "Login,Name,E-mail\n"
PEOPLE = HEADER + "ann,Ann Archer,ann@example.com\nbob,Bob Baker,bob@example.com\n"


class InvitationCase(ImportCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Invitation = cls.env["user.import.invitation"]
        cls.startClassPatcher(
            patch.object(type(cls.env["ir.cron"]), "_commit_progress", lambda *a, **k: 60.0)
        )

    def invite(self, content=PEOPLE, **options):
        return self.import_file(content, invite=True, **options)

    def mails(self, *logins):
        """Return the mails that were written to users, in the users' order."""
        ids = [self.user(login).id for login in logins]
        mails = self.env["mail.mail"].search([("model", "=", "res.users"), ("res_id", "in", ids)])
        return mails.sorted(lambda mail: ids.index(mail.res_id))

    def invitations(self, *logins):
        ids = [self.user(login).id for login in logins]
        return self.Invitation.search([("user_id", "in", ids)], order="id")

    def link(self, mail):
        return re.search(r'href="([^"]*/web/signup[^"]*)"', mail.body_html)[1].replace("&amp;", "&")

    def token_owner(self, mail):
        token = re.search(r"token=([^&]+)", self.link(mail))[1]
        return self.env["res.partner"]._get_partner_from_token(token)

    def expiry(self, mail):
        """Return until when a mail's link is valid, as Odoo's token says."""
        token = re.search(r"token=([^&]+)", self.link(mail))[1]
        return datetime.fromtimestamp(
            int.from_bytes(base64.urlsafe_b64decode(token + "===")[1:9], "little")
        )

    def log_in(self, login):
        self.env["res.users.log"].with_user(self.user(login)).sudo().create({})

    @contextmanager
    def mail_server(self, refused=()):
        """Stand for a mail server that refuses some addresses; give the messages it takes."""
        taken = []

        def send_email(_server, message, **_kwargs):
            if message["To"].rpartition("<")[2].strip("<>") in refused:
                raise MailDeliveryException("Mail Delivery Failed", "550 no such person")
            taken.append(message)
            return message["Message-Id"]

        server = type(self.env["ir.mail_server"])
        with (
            patch.object(server, "_disable_send", lambda self: False),
            patch.object(server, "_connect__", lambda self, **kwargs: None),
            patch.object(server, "send_email", send_email),
            mute_logger("odoo.addons.mail.models.mail_mail"),
        ):
            yield taken

    def run_queue(self, refused=()):
        with self.mail_server(refused) as taken:
            self.env["mail.mail"].process_email_queue()
        return taken


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

    def test_a_person_without_an_address_is_invited_through_somebody_else(self):
        parent = self.env["res.partner"].create({"name": "Pat Parent", "email": "pat@example.com"})
        users = type(self.env["res.users"])
        with patch.object(users, "_import_guardian", lambda user: parent.with_env(user.env)):
            run = self.invite(HEADER + "kim,Kim Kid,\n")
        mail = self.mails("kim")
        self.assertIn("pat@example.com", mail.email_to)
        self.assertEqual(self.token_owner(mail), self.user("kim").partner_id)
        self.assertEqual(self.invitations("kim").recipient_id, parent)
        self.assertNotIn("no_email", self.codes(self.rows(run)))

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
        self.assertLess((many - few) / 200, 4, (few, many))

    def test_the_confirmation_knows_how_many_mails_there_will_be(self):
        self.import_file(PEOPLE)
        content = PEOPLE.replace("ann@", "anna@") + "cat,Cat,cat@example.com\ndan,Dan,\n"
        run = self.open_run(content, match_on="login", invite=True)
        self.assertEqual(run.mail_planned_count, 2)
        run = self.open_run(content, match_on="login")
        self.assertEqual(run.mail_planned_count, 1)


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


class TestRegistrationDetails(InvitationCase):
    def test_the_registration_mail_has_login_site_and_link_in_one_mail(self):
        self.invite(registration_details="yes")
        mail = self.mails("ann")
        self.assertEqual(len(mail), 1, "it stands for the invitation too")
        self.assertIn("<b>ann</b>", mail.body_html)
        self.assertIn(self.user("ann").get_base_url(), mail.body_html)
        self.assertEqual(self.token_owner(mail), self.user("ann").partner_id)
        self.assertEqual(self.invitations("ann").kind, "registration")

    def test_who_has_a_password_is_led_to_the_login(self):
        run = self.import_file(
            "Login,Name,E-mail,Password\nann,Ann,ann@example.com,Zaunk0enig-blau-7\n",
            registration_details="with_password",
            password_mode="file",
        )
        self.assertEqual(run.created_count, 1, self.rows(run).issue_text)
        mail = self.mails("ann")
        self.assertIn("/web/login?login=ann", mail.body_html)
        self.assertNotIn("/web/signup", mail.body_html)
        self.assertNotIn("Zaunk0enig", mail.body_html, "a password of the file is not sent")
        self.assertFalse(self.invitations("ann").expires_on)

    def test_a_generated_password_stands_in_the_mail_and_nowhere_else(self):
        self.import_file(PEOPLE, registration_details="with_password", password_mode="generate")
        mails = self.mails("ann", "bob")
        given = [re.search(r"Password:</td>\s*<td><b>([^<]+)", mail.body_html)[1] for mail in mails]
        self.assertNotEqual(*given)
        credential = {"type": "password", "login": "ann", "password": given[0]}
        env = self.env(user=self.user("ann"))
        env["res.users"]._check_credentials(credential, {"interactive": True})
        self.env.flush_all()
        self.assertFalse(any(mails.mail_message_id.mapped("body")))
        self.assertTrue(all(mails.mapped("auto_delete")))
        record = self.invitations("ann").sudo()
        self.assertTrue(record.holds_password)
        self.assertNotIn(given[0], str(record.read()))

    def test_a_mail_with_a_password_is_not_kept_when_it_fails(self):
        self.import_file(PEOPLE, registration_details="with_password", password_mode="generate")
        self.run_queue(refused=["bob@example.com"])
        self.assertFalse(self.mails("ann", "bob").exists())
        self.assertEqual(self.invitations("bob").state, "failed")

    def test_without_saying_so_no_password_is_sent(self):
        self.import_file(PEOPLE, registration_details="yes", password_mode="generate")
        self.assertNotIn("Password:", self.mails("ann").body_html)

    def test_a_template_without_a_link_comes_beside_the_invitation(self):
        template = self.env["mail.template"].create(
            {
                "name": "House rules",
                "model_id": self.env.ref("base.model_res_users").id,
                "subject": "House rules",
                "body_html": "<p>Wipe your feet.</p>",
            }
        )
        self.invite(registration_details="yes", registration_template_id=template.id)
        kinds = self.invitations("ann").mapped("kind")
        self.assertEqual(sorted(kinds), ["invitation", "registration"])


class TestInvitingLater(InvitationCase):
    def test_the_run_invites_later_whoever_has_not_logged_in(self):
        run = self.import_file(PEOPLE, mail_from="school@example.com")
        self.log_in("bob")
        answer = run.with_user(self.importer).action_invite_created()
        self.assertIn("Invited: 1.", answer["params"]["message"])
        self.assertIn("1 (have logged in already)", answer["params"]["message"])
        self.assertEqual(self.mails("ann", "bob"), self.mails("ann"))
        self.assertEqual(self.mails("ann").email_from, "school@example.com")
        self.assertEqual(self.invitations("ann").row_id, self.rows(run)[0])

    def test_the_user_list_invites_the_chosen_ones(self):
        users = self.user("ann")
        self.import_file(PEOPLE)
        users = self.user("ann") | self.user("bob") | self.env.ref("base.public_user")
        message = users.with_user(self.importer).action_import_invite()["params"]["message"]
        self.assertIn("Invited: 2.", message)
        self.assertIn("1 (accounts of the system)", message)
        message = users.with_user(self.importer).action_import_invite()["params"]["message"]
        self.assertIn("2 (an invitation is on its way already)", message)

    def test_many_are_invited_in_the_background(self):
        people = "".join(f"p{n},P {n},p{n}@example.com\n" for n in range(7))
        run = self.import_file(HEADER + people)
        with patch.object(user_import_notifier_later, "BATCH", 3):
            run.with_user(self.importer).action_invite_created()
            states = run.invitation_ids.mapped("state")
            self.assertEqual((states.count("queued"), states.count("waiting")), (3, 4))
            self.log_in("p6")
            self.env["user.import.run"]._cron_process()
        self.assertEqual(len(self.mails(*(f"p{n}" for n in range(7)))), 6)
        self.assertEqual(sorted(set(run.invitation_ids.mapped("state"))), ["queued", "skipped"])
        self.assertEqual(self.mails("p5").create_uid, self.importer)

    def test_only_people_who_may_import_invite(self):
        self.import_file(PEOPLE)
        clerk = new_test_user(self.env, login="clerk", groups="base.group_user")
        with self.assertRaises(AccessError):
            self.user("ann").with_user(clerk).action_import_invite()
        with self.assertRaises(AccessError):
            self.Invitation.with_user(clerk).search([])
        self.invite(HEADER + "cat,Cat,cat@example.com")
        mine = self.invitations("cat").with_user(self.importer)
        self.assertEqual(mine.login, "cat")
        with self.assertRaises(AccessError):
            mine.write({"state": "sent"})

    def test_those_who_never_took_up_are_listed_and_invited_again(self):
        self.invite()
        self.run_queue()
        self.log_in("bob")
        domain = [("is_latest", "=", True), ("taken_up", "=", False)]
        mine = self.Invitation.with_user(self.importer)
        everybody = [("user_id", "in", (self.user("ann") | self.user("bob")).ids)]
        self.assertEqual(mine.search(domain + everybody), self.invitations("ann"))
        message = mine.search(everybody).action_invite_again()["params"]["message"]
        self.assertIn("1 (have logged in already)", message)
        first, second = self.invitations("ann")
        self.assertEqual(mine.search(domain + everybody), second)
        self.assertFalse(first.is_latest)
        second.expires_on = fields.Datetime.now() - timedelta(days=1)
        self.assertEqual(mine.search([*everybody, ("is_expired", "=", True)]), second)
        self.assertNotIn(second, mine.search([*everybody, ("is_expired", "=", False)]))
        self.assertTrue(second.is_expired)
        self.assertEqual(second.age, 0)

    def test_the_list_opens_for_whoever_may_import(self):
        self.Invitation.with_user(self.importer).get_views([(False, "list"), (False, "search")])
        menu = self.env.ref("user_bulk_import.menu_user_import_invitation")
        visible = self.env["ir.ui.menu"].with_user(self.importer)._visible_menu_ids()
        self.assertIn(menu.id, visible)

    def test_an_archived_user_is_not_invited(self):
        self.import_file(PEOPLE)
        self.user("ann").action_archive()
        message = self.user("ann").action_import_invite()["params"]["message"]
        self.assertIn("1 (archived)", message)


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


class TestSecurityAlerts(InvitationCase):
    CHANGED = "Reference,Login,Name,E-mail,Password\nA-1,annie,Ann,annie@example.com,Blau-Wal-77\n"

    def change(self, **options):
        self.import_file("Reference,Login,Name,E-mail\nA-1,ann,Ann,ann@example.com\n")
        before = self.env["mail.mail"].search([])
        with self.mail_server() as taken:
            run = self.import_file(
                self.CHANGED,
                operation="update",
                allow_rename=True,
                update_passwords=True,
                **options,
            )
        self.assertEqual(run.updated_count, 1, self.rows(run).issue_text)
        self.assertEqual(self.user("annie").email, "annie@example.com")
        self.assertFalse(taken, "nothing is sent inside the run")
        return run, self.env["mail.mail"].search([]) - before

    def test_alerts_are_queued(self):
        run, mails = self.change()
        self.assertEqual(
            sorted(mails.mapped("subject")),
            [
                "Security Update: Email Changed",
                "Security Update: Login Changed",
                "Security Update: Password Changed",
            ],
        )
        self.assertEqual(set(mails.mapped("state")), {"outgoing"})
        told = mails.filtered(lambda mail: "Email" in mail.subject)
        self.assertEqual(told.email_to, "ann@example.com")
        self.assertEqual(run.mail_planned_count, 3)

    def test_alerts_are_left_out_where_an_administrator_says_so(self):
        self.standard.sudo().security_alerts = "none"
        run, mails = self.change(security_alerts="none")
        self.assertFalse(mails)
        self.assertEqual(run.mail_planned_count, 0)

    def test_the_password_alert_is_odoos_own(self):
        self.import_file(PEOPLE)
        user = self.user("ann")
        before = self.env["mail.mail"].search([])
        # Outside of a run the key silences nobody: it could come with any request.
        user.with_context(user_import_alerts="none")._import_notify_password_changed()
        mine = self.env["mail.mail"].search([]) - before
        user.password = "Blau-Wal-77"
        odoos = self.env["mail.mail"].search([]) - before - mine
        self.assertEqual(mine.subject, odoos.subject)
        self.assertEqual(mine.email_to, odoos.email_to)
        self.assertIn("Your account password has been updated", mine.body_html)
