"""Accounts that an import renames, archives, restores or deletes, and those that it never does."""

from datetime import timedelta

from odoo import SUPERUSER_ID, fields
from odoo.exceptions import AccessDenied
from odoo.tests import new_test_user

from .common import ImportCase

PASSWORD = "Zebra-quilt-77-moss"


def csv(*lines):
    return "".join(f"{line}\n" for line in lines)


class AccountCase(ImportCase):
    def api_key(self, user, expires=1):
        """Give the user an API key that ends in some days, and return it."""
        keys = self.env["res.users.apikeys"].with_user(user).sudo()
        return keys._generate(None, "script", fields.Datetime.now() + timedelta(days=expires))

    def key_opens(self, key):
        """Return the id of the user whom a key lets in, if any."""
        return self.env["res.users.apikeys"]._check_credentials(scope="rpc", key=key)

    def make(self, *logins):
        """Import users, each with a reference ``R-login`` and an address at example.com."""
        lines = (f"{login},{login.title()},{login}@example.com,R-{login}" for login in logins)
        self.import_file(csv("Login,Name,E-mail,Reference", *lines))
        users = self.env["res.users"].search([("login", "in", logins)])
        self.assertEqual(len(users), len(logins))
        return users

    def outcomes(self, run):
        """Return the run's counters that are not 0."""
        names = ("created", "updated", "unchanged", "skipped")
        names += ("archived", "restored", "deleted", "failed")
        return {name: run[f"{name}_count"] for name in names if run[f"{name}_count"]}


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


class TestProtectedAccounts(AccountCase):
    """Superuser, template, public user, Settings administrators and the importer stay as they are,
    whatever a file says, by whichever key it names them and whoever imports it."""

    ATTEMPTS = {
        "delete": ("Deleted", "yes"),
        "archive": ("Active", "no"),
        "password": ("Password", PASSWORD),
        "name": ("Name", "Mallory"),
    }
    EVERYTHING = {
        "delete_action": "delete",
        "delete_contacts": True,
        "allow_suspend": True,
        "allow_rename": True,
        "update_passwords": True,
        "password_mode": "file",
    }

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.administrator = cls.env.ref("base.user_admin")
        boss = new_test_user(cls.env, login="boss", groups="base.group_system")
        cls.accounts = (
            cls.env["res.users"].browse(SUPERUSER_ID)
            | cls.env.ref("base.public_user")
            | cls.env.ref("base.template_portal_user_id")
            | cls.administrator
            | boss
        )
        for number, user in enumerate(cls.accounts | cls.importer):
            user.partner_id.write({"ref": f"P-{number}", "email": f"p{number}@example.com"})

    def state(self, users):
        self.env.flush_all()
        self.env.invalidate_all()
        self.env.cr.execute(
            "SELECT u.id, u.login, u.active, u.password, u.must_change_password, p.name, p.ref, "
            "p.email, p.active FROM res_users u JOIN res_partner p ON p.id = u.partner_id "
            "WHERE u.id = ANY(%s) ORDER BY u.id",
            [users.ids],
        )
        return self.env.cr.fetchall()

    def attempt(self, importer, key, header, values):
        """Import a file that names every protected account by a key; all must stay the same."""
        users = self.accounts | importer
        lines = [f"{user[key]},{value}" for user, value in zip(users, values, strict=False)]
        before, everybody = self.state(users), self.env["res.users"].search_count([])
        run = self.import_file(csv(header, *lines), user=importer, match_on=key, **self.EVERYTHING)
        self.assertEqual(self.outcomes(run), {"failed": len(users)}, self.rows(run).mapped("login"))
        self.assertEqual(
            {code for row in self.rows(run) for code in self.codes(row)}, {"protected"}
        )
        self.assertEqual(self.state(users), before)
        self.assertEqual(self.env["res.users"].search_count([]), everybody)

    def test_nobody_touches_them_by_any_key(self):
        headers = {"login": "Login", "ref": "Reference", "email": "E-mail"}
        for importer in (self.importer, self.administrator):
            for key, key_header in headers.items():
                for what, (header, value) in self.ATTEMPTS.items():
                    with self.subTest(importer=importer.login, key=key, what=what):
                        values = [value] * (len(self.accounts) + 1)
                        self.attempt(importer, key, f"{key_header},{header}", values)

    def test_nobody_renames_them(self):
        logins = [f"mallory{number}" for number in range(len(self.accounts) + 1)]
        for importer in (self.importer, self.administrator):
            for key, header in (("ref", "Reference"), ("login", "Previous login")):
                with self.subTest(importer=importer.login, key=key):
                    self.attempt(importer, key, f"{header},Login", logins)

    def test_who_became_an_administrator_since_the_plan_is_left_alone(self):
        ann, bob, cat = self.make("ann", "bob", "cat")
        run = self.open_run(
            csv("Login,Deleted,Active,Name", "ann,yes,,", "bob,,no,", "cat,,,Mallory"),
            **self.EVERYTHING,
        )
        (ann | bob | cat).group_ids = self.env.ref("base.group_system")
        run._confirm()
        self.advance(run)
        self.assertEqual(self.outcomes(run), {"failed": 3})
        self.assertEqual(
            {code for row in self.rows(run) for code in self.codes(row)}, {"plan_stale"}
        )
        self.assertEqual([user.active for user in (ann, bob, cat)], [True] * 3)
        self.assertEqual(cat.name, "Cat")
