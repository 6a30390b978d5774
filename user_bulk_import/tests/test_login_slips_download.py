"""The link that login slips are downloaded by."""

import re
from datetime import timedelta

from odoo import fields
from odoo.tests import HttpCase, tagged

from .common_login_slips import SlipsCase


@tagged("post_install", "-at_install")
class TestLoginSlipsOverHttp(HttpCase, SlipsCase):
    def setUp(self):
        super().setUp()
        self.run_ = self.ended_run()
        self.authenticate(self.importer.login, self.importer.login)

    def _link(self):
        return self.run_.action_download_credentials()["url"]

    def test_the_link_gives_a_zip_that_no_cache_keeps(self):
        answer = self.url_open(self._link())
        self.assertEqual(answer.status_code, 200)
        self.assertEqual(answer.headers["Cache-Control"], "no-store")
        self.assertIn("attachment", answer.headers["Content-Disposition"])
        self.assertEqual(len(self.lines(answer.content)), 4)

    def test_a_link_works_once(self):
        link = self._link()
        self.url_open(link)
        answer = self.url_open(link)
        self.assertEqual(answer.status_code, 422)
        self.assertIn("This link has been used", answer.text)

    def test_a_guessed_link_and_a_look_ahead_take_nothing(self):
        link = self._link()
        plain = link.partition("?")[0]
        for url in (plain, f"{plain}?token=", f"{plain}?token=x", f"{plain}?token=%C3%A9"):
            self.assertEqual(self.url_open(url).status_code, 422)
        self.assertEqual(self.url_open(link, method="HEAD").status_code, 200)
        self.assertEqual(self.url_open(link).status_code, 200)

    def test_a_link_is_too_old_after_two_minutes(self):
        link = self._link()
        self.run_.sudo().credentials_link_until = fields.Datetime.now() - timedelta(seconds=1)
        self.assertEqual(self.url_open(link).status_code, 422)
        self.assertTrue(self.run_.has_credentials)

    def test_a_link_opens_nothing_for_anybody_else(self):
        link = self._link()
        self.authenticate("admin", "admin")
        self.assertEqual(self.url_open(link).status_code, 404)
        self.authenticate(None, None)
        self.assertIn("/web/login", self.url_open(link).url)
        self.assertTrue(self.run_.has_credentials)

    def test_the_token_itself_is_not_stored(self):
        token = re.search("token=(.*)", self._link())[1]
        self.assertNotIn(token, self.run_.sudo().credentials_link)
