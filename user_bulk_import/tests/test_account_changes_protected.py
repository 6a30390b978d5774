"""Accounts that no import changes."""

from odoo import SUPERUSER_ID
from odoo.tests import new_test_user

from .common_account_changes import PASSWORD, AccountCase, csv


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
