"""What the tests of changed accounts share."""

from datetime import timedelta

from odoo import fields

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
