from .common_invitations import PEOPLE, InvitationCase


class TestSecurityAlerts(InvitationCase):
    CHANGED = "Reference,Login,Name,E-mail,Password\nA-1,annie,Ann,annie@example.com,Blau-Wal-77\n"

    def change(self, **options):
        self.import_file("Reference,Login,Name,E-mail\nA-1,ann,Ann,ann@example.com\n")
        # A profile that leaves them out is taken as it is.
        self.standard.sudo().write(
            {"operation": "update", "allow_rename": True, "update_passwords": True, **options}
        )
        before = self.env["mail.mail"].search([])
        with self.mail_server() as taken:
            run = self.import_file(self.CHANGED)
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
        self.assertEqual(run._planned_mails().alerts, 3)

    def test_alerts_are_left_out_where_an_administrator_says_so(self):
        run, mails = self.change(security_alerts="none")
        self.assertFalse(mails)
        self.assertEqual(run._planned_mails().alerts, 0)

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
