from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import new_test_user

from odoo.addons.user_bulk_import.models import user_import_notifier_later

from .common_invitations import HEADER, PEOPLE, InvitationCase


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
        system = self.env.ref("base.public_user") | self.env.ref("base.user_admin")
        users = self.user("ann") | self.user("bob") | system
        message = users.with_user(self.importer).action_import_invite()["params"]["message"]
        self.assertIn("Invited: 2.", message)
        self.assertIn("2 (accounts of the system or of administrators)", message)
        message = users.with_user(self.importer).action_import_invite()["params"]["message"]
        self.assertIn("2 (were invited just now, or an invitation is on its way)", message)

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
        self.assertIn("Not invited: 2 (were invited just now", message)
        self.Invitation.search(everybody).sent_on = fields.Datetime.now() - timedelta(hours=1)
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

    def test_those_left_to_the_background_are_not_looked_at_before(self):
        people = "".join(f"p{n},P {n},p{n}@example.com\n" for n in range(7))
        run = self.import_file(HEADER + people).with_user(self.importer)
        users = type(self.env["res.users"])
        look_up, asked = users._import_invitation_recipients, []

        def counted(users):
            asked.extend(users.mapped("login"))
            return look_up(users)

        with (
            patch.object(user_import_notifier_later, "BATCH", 3),
            patch.object(users, "_import_invitation_recipients", counted),
        ):
            message = run.action_invite_created()["params"]["message"]
            self.assertEqual(len(asked), 3)
            self.assertIn("Invited: 3. Looked at in the background: 4.", message)
            message = run.action_invite_created()["params"]["message"]
        self.assertIn("7 (were invited just now, or an invitation is on its way)", message)
        self.assertEqual(len(self.invitations(*(f"p{n}" for n in range(7)))), 7)

    def test_what_somebody_asked_for_who_was_deleted_holds_up_nobody(self):
        people = "".join(f"p{n},P {n},p{n}@example.com\n" for n in range(3))
        self.import_file(HEADER + people)
        first, second, third = (self.user(f"p{n}") for n in range(3))
        temp = new_test_user(self.env, login="temp", groups="user_bulk_import.group_user_import")
        with patch.object(user_import_notifier_later, "BATCH", 1):
            (first | second).with_user(temp).action_import_invite()
            (self.env.ref("base.public_user") | third).with_user(
                self.importer
            ).action_import_invite()
            self.env.flush_all()
            self.env.cr.execute(
                "UPDATE user_import_invitation SET create_uid = NULL WHERE create_uid = %s",
                [temp.id],
            )
            self.env.invalidate_all()
            self.env["user.import.run"]._cron_process()
        left = self.invitations("p1")
        self.assertEqual((left.state, left.reason), ("failed", "Whoever asked for it was deleted."))
        self.assertEqual(self.invitations("p2").state, "queued")

    def test_a_blacklisted_person_is_recorded_once(self):
        self.env["mail.blacklist"].sudo()._add("ann@example.com")
        self.invite()
        for _click in range(2):
            message = self.invitations("ann").with_user(self.importer).action_invite_again()
            self.assertIn("1 (address on the list", message["params"]["message"])
        self.assertEqual(self.invitations("ann").state, "skipped")
