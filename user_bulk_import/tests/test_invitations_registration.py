import re
from unittest.mock import patch

from markupsafe import Markup

from odoo.exceptions import UserError, ValidationError

from .common_invitations import PEOPLE, InvitationCase


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
            password_mode="generate",
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
        self.assertEqual(self.invitations("ann").mapped("is_latest"), [False, True])

    def test_a_letter_is_rendered_with_its_own_password_alone(self):
        template = self.env.ref("user_bulk_import.mail_template_registration")
        template.body_html = Markup("<p t-out=\"str(ctx.get('user_import_passwords'))\"/>")
        mails, create, contexts = type(self.env["mail.mail"]), self.env["mail.mail"].create, []

        def watched(model, vals_list):
            contexts.append(model.env.context)
            return create.__func__(model, vals_list)

        with patch.object(mails, "create", watched):
            self.import_with_passwords()
        for login in ("ann", "bob"):
            mail, user = self.mails(login), self.user(login)
            self.assertRegex(mail.body_html, rf"<p>{{{user.id}: [^:]+}}</p>")
        self.assertTrue(contexts)
        self.assertFalse([key for seen in contexts for key in seen if "password" in key])

    def test_the_registration_mail_is_one_for_users(self):
        model = self.env.ref("base.model_res_partner").id
        template = self.env["mail.template"].create({"name": "Contacts", "model_id": model})
        for record in (self.standard.sudo(), self.env["user.import.wizard"].create({})):
            with self.assertRaisesRegex(ValidationError, "“Contacts” is none for users"):
                record.registration_template_id = template
        template.model_id = self.env.ref("base.model_res_users")
        run = self.open_run(
            PEOPLE, registration_details="yes", registration_template_id=template.id
        )
        template.model_id = model
        notifier = self.env["user.import.notifier"]
        with self.assertRaisesRegex(UserError, "“Contacts” is none for users"):
            notifier._details_template(run.sudo(), self.env)
