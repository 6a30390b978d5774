"""Accounts that an import renames, archives, restores or deletes."""

from odoo.exceptions import AccessDenied
from odoo.tests import new_test_user

from .common_account_changes import PASSWORD, AccountCase, csv


class TestRenaming(AccountCase):
    def rename(self, *lines, header="Reference,Login", **options):
        return self.import_file(csv(header, *lines), allow_rename=True, **options)

    def test_who_is_known_by_reference_or_former_login_is_renamed(self):
        ann, bob = self.make("ann", "bob")
        self.rename("R-ann,ann.archer")
        self.rename("bob,bob.baker", header="Previous login,Login")
        self.assertEqual((ann.login, bob.login), ("ann.archer", "bob.baker"))

    def test_the_same_file_again_finds_the_renamed_user(self):
        self.make("ann")
        self.rename("ann,ann.archer", header="Previous login,Login")
        again = self.rename("ann,ann.archer", header="Previous login,Login")
        self.assertEqual(self.outcomes(again), {"unchanged": 1})

    def test_the_password_and_api_keys_of_a_renamed_user_go_on_sessions_end(self):
        ann = self.make("ann")
        ann.password = PASSWORD
        key, session = self.api_key(ann), ann._compute_session_token("sid")
        self.rename("R-ann,ann.archer")
        self.assertEqual(self.key_opens(key), ann.id)
        self.assertNotEqual(ann._compute_session_token("sid"), session)
        credential = {"type": "password", "login": "ann.archer", "password": PASSWORD}
        authenticate = self.env["res.users"].authenticate
        self.assertEqual(authenticate(credential, {"interactive": True})["uid"], ann.id)
        with self.assertRaises(AccessDenied):
            authenticate({**credential, "login": "ann"}, {"interactive": True})

    def test_a_login_that_somebody_has_is_not_given(self):
        ann, _bob = self.make("ann", "bob")
        self.user("bob").active = False
        run = self.rename("R-ann,BOB", match_on="ref")
        self.assertEqual(self.outcomes(run), {"failed": 1})
        self.assertEqual(self.codes(self.rows(run)), ["login_taken"])
        self.assertEqual(ann.login, "ann")

    def test_a_login_that_was_taken_since_the_plan_is_not_given(self):
        ann = self.make("ann")
        run = self.open_run(csv("Reference,Login", "R-ann,ann.archer"), allow_rename=True)
        new_test_user(self.env, login="Ann.Archer")
        run._confirm()
        self.advance(run)
        self.assertEqual(self.outcomes(run), {"failed": 1})
        self.assertEqual(self.codes(self.rows(run)), ["plan_stale"])
        self.assertEqual(ann.login, "ann")

    def test_who_was_renamed_since_the_plan_is_left_alone(self):
        ann = self.make("ann")
        run = self.open_run(csv("Reference,Login", "R-ann,ann.archer"), allow_rename=True)
        ann.login = "ann.else"
        run._confirm()
        self.advance(run)
        self.assertEqual(self.codes(self.rows(run)), ["plan_stale"])
        self.assertEqual(ann.login, "ann.else")


class TestDeleting(AccountCase):
    def delete(self, *logins, **options):
        content = csv("Login,Deleted", *(f"{login},yes" for login in logins))
        return self.import_file(content, **{"delete_action": "delete", **options})

    def let_work(self, user):
        """Let a record refer to the user for as long as it exists."""
        self.env["ir.cron"].create(
            {
                "name": "Work",
                "model_id": self.env["ir.model"]._get_id("res.users"),
                "state": "code",
                "code": "",
                "user_id": user.id,
            }
        )

    def test_a_deleted_user_is_gone_and_the_contact_stays(self):
        ann = self.make("ann")
        contact = ann.partner_id
        run = self.delete("ann")
        self.assertEqual(self.outcomes(run), {"deleted": 1})
        self.assertFalse(ann.exists())
        self.assertTrue(contact.exists())
        self.assertFalse(self.rows(run).user_id)

    def test_an_archived_user_is_deleted_too(self):
        ann = self.make("ann")
        ann.active = False
        self.delete("ann")
        self.assertFalse(ann.exists())

    def test_the_contact_goes_too_where_the_policy_says_so(self):
        contacts = self.make("ann", "bob").partner_id
        run = self.delete("ann", "bob", delete_contacts=True)
        self.assertEqual(self.outcomes(run), {"deleted": 2})
        self.assertFalse(contacts.exists())

    def test_a_contact_that_others_refer_to_stays(self):
        """By the database (a company's own contact), and by a rule of Odoo (another user's)."""
        ann, bob, cat = self.make("ann", "bob", "cat")
        self.env["res.company"].create({"name": "Ann's", "partner_id": ann.partner_id.id})
        twin = new_test_user(self.env, login="twin", partner_id=bob.partner_id.id)
        contacts = (ann | bob).partner_id
        gone = cat.partner_id
        run = self.delete("ann", "bob", "cat", delete_contacts=True)
        self.assertEqual(self.outcomes(run), {"deleted": 3}, self.rows(run).mapped("issue_text"))
        self.assertEqual(contacts.exists(), contacts)
        self.assertEqual(twin.partner_id, contacts[1])
        self.assertFalse(gone.exists())
        codes = [self.codes(row) for row in self.rows(run)]
        self.assertEqual(codes, [["contact_kept"], ["contact_kept"], []])

    def test_a_user_whom_records_refer_to_is_archived_and_counted_so(self):
        ann = self.make("ann")
        self.let_work(ann)
        run = self.delete("ann", delete_contacts=True)
        self.assertEqual(self.outcomes(run), {"archived": 1})
        self.assertEqual(self.rows(run).outcome, "archived")
        self.assertEqual(self.codes(self.rows(run)), ["delete_archived"])
        self.assertFalse(ann.active)
        self.assertTrue(ann.partner_id.exists())

    def test_one_who_cannot_be_deleted_holds_up_nobody(self):
        logins = [f"u{number}" for number in range(20)]
        users = self.make(*logins)
        worker = self.user("u13")
        self.let_work(worker)
        run = self.delete(*logins)
        self.assertEqual(self.outcomes(run), {"deleted": 19, "archived": 1})
        self.assertEqual(users.exists(), worker)
        self.assertFalse(worker.active)
        told = self.rows(run).filtered("issues")
        self.assertEqual(told.user_id, worker)

    def test_who_was_invited_by_an_import_can_be_deleted(self):
        self.import_file(
            csv("Login,Name,E-mail", "ann,Ann,ann@example.com"), invite=True, user_type="internal"
        )
        ann = self.user("ann")
        self.assertTrue(
            self.env["user.import.invitation"].sudo().search([("user_id", "=", ann.id)])
        )
        self.assertEqual(self.outcomes(self.delete("ann", delete_contacts=True)), {"deleted": 1})
        self.assertFalse(ann.exists())

    def test_who_was_deleted_since_the_plan_is_told(self):
        ann = self.make("ann")
        run = self.open_run("Login,Deleted\nann,yes\n", delete_action="delete")
        ann.unlink()
        run._confirm()
        self.advance(run)
        self.assertEqual(self.outcomes(run), {"failed": 1})
        self.assertEqual(self.codes(self.rows(run)), ["plan_stale"])

    def test_an_all_or_nothing_import_that_fails_deletes_nobody(self):
        ann, bob = self.make("ann", "bob")
        run = self.open_run(
            "Login,Deleted,Name\nann,yes,Ann\nbob,,Bobby\n",
            delete_action="delete",
            on_error="abort",
        )
        bob.name = "Robert"
        run._confirm()
        self.advance(run)
        self.assertEqual(self.outcomes(run), {"failed": 2})
        self.assertTrue(ann.exists())


class TestArchiving(AccountCase):
    def set_active(self, *lines, **options):
        return self.import_file(csv("Login,Active", *lines), allow_suspend=True, **options)

    def test_an_archived_user_is_shut_out(self):
        ann = self.make("ann")
        ann.password = PASSWORD
        key, session = self.api_key(ann), ann._compute_session_token("sid")
        self.assertEqual(self.outcomes(self.set_active("ann,no")), {"archived": 1})
        self.assertFalse(ann.active)
        self.assertFalse(self.key_opens(key))
        self.assertNotEqual(ann._compute_session_token("sid"), session)
        with self.assertRaises(AccessDenied):
            self.env["res.users"].authenticate(
                {"type": "password", "login": "ann", "password": PASSWORD}, {"interactive": True}
            )

    def test_api_keys_that_work_again_are_told_of_before_and_after(self):
        ann, bob, cat = self.make("ann", "bob", "cat")
        key = self.api_key(ann)
        self.api_key(bob, expires=-1)
        (ann | bob | cat).action_archive()
        content = csv("Login,Active", "ann,yes", "bob,yes", "cat,yes")
        run = self.open_run(content, allow_suspend=True)
        codes = [["api_keys_back"], [], []]
        self.assertEqual([self.codes(row) for row in self.rows(run)], codes)
        self.assertEqual(run.warning_count, 1)
        self.assertFalse(self.key_opens(key))
        run._confirm()
        self.advance(run)
        self.assertEqual(self.outcomes(run), {"restored": 3})
        self.assertEqual([self.codes(row) for row in self.rows(run)], codes)
        self.assertEqual(self.key_opens(key), ann.id)

    def test_api_keys_of_many_are_looked_up_at_once(self):
        users = self.make(*(f"u{number}" for number in range(10)))
        for user in users:
            self.api_key(user)
        users.action_archive()
        with self.statements() as statements:
            run = self.set_active(*(f"{login},yes" for login in users.mapped("login")))
        self.assertEqual(self.outcomes(run), {"restored": 10})
        self.assertEqual(sum("FROM res_users_apikeys" in text for text in statements), 1)
