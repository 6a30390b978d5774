"""What the tests of users who have to change the password share."""

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

from odoo import fields
from odoo.exceptions import AccessDenied
from odoo.tests import HttpCase, new_test_user

from odoo.addons.user_bulk_import.models.ir_http import CHANGE_PAGE

LOGIN = "held@example.com"
IMPORTED = "Imported-7-lantern"
OWN = "Chosen-4-harbor"


class HeldMixin:
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = cls.make_user(LOGIN, "base.group_user")
        cls.user.must_change_password = True

    @classmethod
    def make_user(cls, login, groups):
        return new_test_user(
            cls.env, login=login, password=IMPORTED, groups=groups, name="Hedda Held"
        )

    def has_password(self, password, user=None):
        """Tell whether a person can log in with it."""
        user = user or self.user
        credential = {"type": "password", "login": user.login, "password": password}
        try:
            user.with_user(user)._check_credentials(credential, {"interactive": True})
        except AccessDenied:
            return False
        return True

    def api_key(self, user=None):
        keys = self.env["res.users.apikeys"].with_user(user or self.user).sudo()
        return keys._generate(None, "script", fields.Datetime.now() + timedelta(days=1))


class HeldHttpCase(HeldMixin, HttpCase):
    def open(self, url, **options):
        """Return the response itself, wherever it leads."""
        return self.url_open(url, allow_redirects=False, **options)

    def submit(self, page, **values):
        """Fill in the form of a page and send it, as a browser does."""
        token = re.search(r'name="csrf_token" value="(\w+)"', self.url_open(page).text)[1]
        return self.open(page, data={"csrf_token": token, **values})

    def log_in(self, login=LOGIN, password=IMPORTED, page="/web/login"):
        self.authenticate(None, None)
        return self.submit(page, login=login, password=password)

    def change(self, old=IMPORTED, new=OWN, again=None, page=CHANGE_PAGE):
        values = {"old_password": old, "new_password": new}
        return self.submit(page, **values, confirm_password=new if again is None else again)

    def path(self, response):
        return urlsplit(response.headers.get("Location", "")).path

    def wanted(self, response):
        query = parse_qs(urlsplit(response.headers["Location"]).query)
        return query.get("redirect", [None])[0]

    def is_held(self, response):
        return response.status_code == 303 and self.path(response) == CHANGE_PAGE

    def call(self, route, params=None, **options):
        payload = {"jsonrpc": "2.0", "id": 1, "method": "call", "params": params or {}}
        return self.open(route, json=payload, **options).json()

    def is_refused(self, answer):
        name = answer.get("error", {}).get("data", {}).get("name", "")
        return name.endswith("PasswordChangeRequired") and answer["error"]["code"] == 100
