"""Users without an e-mail address are invited through the people who answer for them."""

import re
from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.tools import html2plaintext

from odoo.addons.user_bulk_import.models import user_import_notifier

from .common_invitations import InvitationCase

HEADER = "Login,Name,E-mail,Role,Parent\n"
ANNA = "anna,Anna Berg,anna@example.com,Parent,\n"


class FamilyCase(InvitationCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.parenthood = cls.env.ref("user_bulk_import.association_type_student_parent")

    def owners(self, mail):
        """Return whose links stand in a mail, in their order."""
        links = re.findall(r'href="([^"]*/web/signup[^"]*)"', mail.body_html)
        tokens = [re.search(r"token=([^&\"]+)", link)[1] for link in links]
        partners = [self.env["res.partner"]._get_partner_from_token(token) for token in tokens]
        return [partner.user_ids.login for partner in partners]

    def associate(self, child, parent):
        self.env["user.association"].create(
            {
                "type_id": self.parenthood.id,
                "left_user_id": self.user(child).id,
                "right_user_id": self.user(parent).id,
            }
        )

    def family(self, children="kim", parents="anna", **options):
        """Return a run that made children and parents, who belong together."""
        rows = [f"{name},{name.title()} Berg,{name}@example.com" for name in parents.split()]
        rows += [f"{name},{name.title()} Kid," for name in children.split()]
        run = self.import_file("Login,Name,E-mail\n" + "\n".join(rows) + "\n", **options)
        for child in children.split():
            for parent in parents.split():
                self.associate(child, parent)
        return run

    def patch_batch(self, size):
        return patch.object(user_import_notifier, "BATCH", size)


class TestFamilies(FamilyCase):
    def test_the_parents_invitation_holds_the_childs_link_too(self):
        run = self.invite(HEADER + ANNA + "kim,Kim Kid,,Student,anna@example.com\n")
        self.assertEqual((run.created_count, run.failed_count), (2, 0))
        [mail] = self.mails("anna", "kim")
        self.assertIn("anna@example.com", mail.email_to)
        self.assertEqual(self.owners(mail), ["anna", "kim"])
        text = html2plaintext(mail.body_html)
        self.assertIn("Choose the password of Kim Kid", text)
        self.assertIn("(your own account)", text)
        self.assertNotIn("signup_email", mail.body_html, "it would lead past the child's page")
        records = self.invitations("anna", "kim")
        self.assertEqual(records.mapped("state"), ["queued"] * 2)
        self.assertEqual(records.mapped("email"), ["anna@example.com"] * 2)
        self.assertEqual(records.mail_id, mail)
        self.assertEqual(run.mail_queued_count, 1, "mails are counted, not links")
        kid = self.rows(run)[1]
        self.assertFalse(kid.issues, kid.issue_text)

    def test_children_before_and_after_their_parent_stand_in_one_mail(self):
        run = self.invite(
            HEADER
            + "kim,Kim Kid,,Student,anna@example.com\n"
            + ANNA
            + "lea,Lea Kid,,Student,anna@example.com\n"
        )
        self.assertEqual(run.created_count, 3)
        [mail] = self.mails("anna", "kim", "lea")
        self.assertEqual(self.owners(mail), ["anna", "kim", "lea"])

    def test_a_parent_who_is_here_already_gets_the_links_of_all_children_in_one_mail(self):
        self.import_file(HEADER + ANNA)
        run = self.invite(
            HEADER
            + "kim,Kim Kid,,Student,anna@example.com\n"
            + "lea,Lea Kid,,Student,anna@example.com\n"
        )
        [mail] = self.mails("anna", "kim", "lea")
        self.assertEqual(self.owners(mail), ["kim", "lea"])
        self.assertNotIn("your own account", mail.body_html)
        self.assertFalse(self.invitations("anna"), "the parent was not invited")
        self.assertEqual(self.invitations("kim", "lea").mapped("state"), ["queued"] * 2)
        self.assertEqual(run.mail_queued_count, 1)

    def test_each_parent_with_an_address_gets_the_link(self):
        self.invite(
            HEADER
            + ANNA
            + "paul,Paul Berg,paul@example.com,Parent,\n"
            + "kim,Kim Kid,,Student,anna@example.com; paul@example.com\n"
        )
        mails = self.mails("anna", "paul")
        self.assertEqual([self.owners(m) for m in mails], [["anna", "kim"], ["paul", "kim"]])
        self.assertEqual(self.invitations("kim").mapped("is_latest"), [False, True])

    def test_a_child_with_an_address_is_invited_there(self):
        self.invite(HEADER + ANNA + "kim,Kim Kid,kim@example.com,Student,anna@example.com\n")
        self.assertEqual(self.owners(self.mails("anna")), ["anna"])
        self.assertEqual(self.owners(self.mails("kim")), ["kim"])

    def test_families_keep_together_over_several_batches(self):
        rows = [f"kid{n},Kid {n},,Student,parent{n % 40}@example.com" for n in range(80)]
        rows += [f"parent{n},Pat {n},parent{n}@example.com,Parent," for n in range(40)]
        with self.patch_batch(32):
            run = self.invite(HEADER + "\n".join(rows) + "\n")
        self.assertEqual((run.created_count, run.state), (120, "done"))
        self.assertEqual(run.mail_queued_count, 40)
        mails = self.mails(*(f"parent{n}" for n in range(40)))
        self.assertEqual(
            [self.owners(mail) for mail in mails],
            [[f"parent{n}", f"kid{n}", f"kid{n + 40}"] for n in range(40)],
        )

    def test_a_parent_who_is_here_is_written_to_once_over_several_batches(self):
        self.import_file(HEADER + ANNA)
        rows = [f"kid{n},Kid {n},,Student,anna@example.com" for n in range(5)]
        with self.patch_batch(2):
            self.invite(HEADER + "\n".join(rows) + "\n")
        self.assertEqual(self.owners(self.mails("anna")), [f"kid{n}" for n in range(5)])

    def test_a_parent_who_wants_no_mail_is_told_on_the_childs_row(self):
        self.env["mail.blacklist"].sudo()._add("anna@example.com")
        run = self.invite(HEADER + ANNA + "kim,Kim Kid,,Student,anna@example.com\n")
        self.assertEqual(
            [self.codes(row) for row in self.rows(run)],
            [["invitation_blacklisted"], ["guardian_blacklisted", "invitation_blacklisted"]],
        )
        self.assertEqual(self.invitations("anna", "kim").mapped("state"), ["skipped"] * 2)

    def test_an_archived_parent_gets_no_mail(self):
        self.import_file(HEADER + ANNA)
        self.user("anna").action_archive()
        content = HEADER + "kim,Kim Kid,,Student,anna@example.com\n"
        run = self.invite(content, require_guardian=False)
        self.assertFalse(self.mails("anna", "kim"))
        self.assertIn("no_email", self.codes(self.rows(run)))

    def test_registration_details_of_a_child_go_to_the_parents(self):
        run = self.invite(
            HEADER + ANNA + "kim,Kim Kid,,Student,anna@example.com\n",
            registration_details="with_password",
            password_mode="generate",
        )
        mail = self.mails("kim")
        self.assertIn("anna@example.com", mail.email_to)
        self.assertIn("kim", mail.body_html)
        self.assertEqual(len(self.mails("anna")), 1)
        self.assertEqual(run.mail_queued_count, 2)

    def test_the_confirmation_counts_the_mails_to_parents(self):
        self.import_file(HEADER + ANNA)
        kim = "kim,Kim Kid,,Student,anna@example.com\n"
        there = self.open_run(HEADER + kim)
        self.assertEqual(there._planned_mails().invited, 1)
        new = self.open_run(
            HEADER + "paul,Paul,paul@example.com,Parent,\nlea,Lea,,Student,paul@example.com\n"
        )
        self.assertEqual(new._planned_mails().invited, 1, "one mail to the family")
        nobody = self.open_run(HEADER + kim, require_guardian=False, operation="update")
        self.assertEqual(nobody._planned_mails().invited, 0)

    def test_without_our_template_each_link_has_a_mail_of_its_own(self):
        self.env.ref("user_bulk_import.mail_template_family").unlink()
        self.invite(HEADER + ANNA + "kim,Kim Kid,,Student,anna@example.com\n")
        mails = self.mails("anna", "kim")
        self.assertEqual([self.owners(mail) for mail in mails], [["anna"], ["kim"]])

    def test_few_queries_a_family(self):
        def count(prefix, number):
            rows = [
                f"{prefix}{n},P {n},{prefix}{n}@example.com,Parent,\n"
                f"{prefix}k{n},Kid {n},,Student,{prefix}{n}@example.com\n"
                for n in range(number)
            ]
            run = self.open_run(HEADER + "".join(rows), invite=True)
            run._confirm()
            while run.state == "applying":
                run._step()
            with self.statements() as statements:
                self.advance(run)
            self.assertEqual(run.mail_queued_count, number)
            return len(statements)

        few, many = count("a", 2), count("b", 22)
        self.assertLess((many - few) / 20, 25)


class TestFamiliesLater(FamilyCase):
    def test_the_button_writes_one_mail_to_a_family(self):
        run = self.family("kim lea")
        self.assertFalse(self.mails("anna", "kim", "lea"))
        run.action_invite_created()
        [mail] = self.mails("anna", "kim", "lea")
        self.assertEqual(self.owners(mail), ["anna", "kim", "lea"])
        again = run.action_invite_created()
        self.assertIn("Invited: 0", again["params"]["message"])

    def test_a_child_alone_is_invited_through_the_parent(self):
        self.family("kim lea")
        self.user("kim").with_user(self.importer).action_import_invite()
        self.assertEqual(self.owners(self.mails("anna")), ["kim"])
        self.assertEqual(self.invitations("kim").state, "queued")
        self.assertFalse(self.invitations("lea", "anna"))

    def test_an_archived_type_leads_nobodys_link_to_somebody_else(self):
        run = self.family("kim")
        self.parenthood.active = False
        run.action_invite_created()
        self.assertEqual(self.owners(self.mails("anna")), ["anna"])
        self.assertFalse(self.invitations("kim"))

    def test_a_child_who_has_logged_in_stands_in_no_mail(self):
        run = self.family("kim lea")
        self.log_in("lea")
        run.action_invite_created()
        self.assertEqual(self.owners(self.mails("anna")), ["anna", "kim"])

    def test_a_parent_who_has_logged_in_gets_the_childrens_links(self):
        run = self.family("kim lea")
        self.log_in("anna")
        run.action_invite_created()
        self.assertEqual(self.owners(self.mails("anna")), ["kim", "lea"])


class TestFamilyDelivery(FamilyCase):
    def test_all_records_of_a_mail_follow_it(self):
        self.family("kim lea").action_invite_created()
        self.assertEqual(len(self.run_queue()), 1)
        records = self.invitations("anna", "kim", "lea")
        self.assertEqual(records.mapped("state"), ["sent"] * 3)
        self.assertTrue(all(records.mapped("sent_on")))

    def test_a_refused_mail_is_told_on_the_rows_of_all(self):
        run = self.invite(HEADER + ANNA + "kim,Kim Kid,,Student,anna@example.com\n")
        self.run_queue(refused=["anna@example.com"])
        self.assertEqual(self.invitations("anna", "kim").mapped("state"), ["failed"] * 2)
        self.Invitation._note_failures()
        self.assertEqual([self.codes(row) for row in self.rows(run)], [["invitation_failed"]] * 2)
        self.assertEqual(run.mail_failed_count, 1)

    def test_a_cancelled_mail_is_cancelled_for_all(self):
        self.family().action_invite_created()
        self.mails("anna").write({"state": "cancel"})
        self.assertEqual(self.invitations("anna", "kim").mapped("state"), ["skipped"] * 2)

    def test_a_family_takes_one_place_of_the_mails_in_an_hour(self):
        self.env["ir.config_parameter"].set_param("user_bulk_import.mails_per_hour", 2)
        run = self.family("kim lea", "anna paul")
        run.action_invite_created()
        planned = self.invitations("anna", "paul", "kim", "lea").mapped("planned_for")
        self.assertEqual(len(planned), 6)
        self.assertLess(max(planned), fields.Datetime.now() + timedelta(minutes=10))

    def test_the_template_holds_nobodys_link_when_nothing_is_written(self):
        self.family()
        template = self.env.ref("user_bulk_import.mail_template_family")
        body = template._render_field("body_html", self.user("anna").ids)
        self.assertNotIn("kim", body[self.user("anna").id].lower())
