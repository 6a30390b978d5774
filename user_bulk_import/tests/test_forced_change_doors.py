"""A user who has to change the password reaches nothing else: pages, calls, JSON-2 and logins."""

import re
from urllib.parse import urlsplit

from odoo.tests import get_db_name, tagged
from odoo.tools import mute_logger

from odoo.addons.user_bulk_import.models.ir_http import CHANGE_PAGE

from .common_forced_change import IMPORTED, LOGIN, OWN, HeldHttpCase

SEC_HEADERS = {
    "Sec-Fetch-Dest": "document",
    "Sec-Fetch-Mode": "navigate",
    "Sec-Fetch-Site": "same-origin",
    "Sec-Fetch-User": "?1",
}

JSON_2 = "/json/2/res.users/context_get"
PAGES = [
    "/",
    "/odoo",
    "/odoo/settings",
    "/web",
    "/scoped_app/discuss",
    "/web/become",
    "/web/login",
    "/web/login/totp",
    "/web/login_successful",
    "/web/reset_password",
    "/web/signup",
    "/web/webclient/load_menus",
    "/web/content/1",
    "/web/content/base.icon",
    "/web/image/res.users/1/avatar_128",
    "/web/image?model=res.users&id=1&field=avatar_128",
    "/report/html/web.report_layout/1",
    "/report/pdf/web.report_layout/1",
    "/mail/view?model=res.users&res_id=1",
    "/mail/avatar/mail.message/1/author_avatar/50x50",
    "/websocket/health",
    "/bus/websocket_worker_bundle",
    "/web/health",
    "/forced_change/attachment.txt",
    "/there/is/no/such/page",
]
JSON_CALLS = [
    (
        "/web/dataset/call_kw",
        {"model": "res.users", "method": "context_get", "args": [], "kwargs": {}},
    ),
    (
        "/web/dataset/call_kw/res.users/search_read",
        {"model": "res.users", "method": "search_read", "args": [[], ["login"]], "kwargs": {}},
    ),
    ("/web/session/get_session_info", {}),
    ("/web/session/check", {}),
    ("/web/session/modules", {}),
    ("/web/action/load", {"action_id": 1}),
    ("/mail/data", {"fetch_params": []}),
    ("/websocket/peek_notifications", {"channels": [], "last": 0, "is_first_poll": True}),
    ("/websocket/update_bus_presence", {"inactivity_period": 0, "im_status_ids_by_model": {}}),
]


@tagged("post_install", "-at_install")
class TestHeldSession(HeldHttpCase):
    """What a session reaches that belongs to a user who has to change the password."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["ir.attachment"].create(
            {
                "name": "attachment.txt",
                "url": "/forced_change/attachment.txt",
                "type": "binary",
                "public": True,
                "raw": b"served without a route",
            }
        )

    @mute_logger("odoo.http")
    def test_pages_lead_to_the_change_page(self):
        for login, held in ((LOGIN, True), ("admin", False)):
            if held:
                self.log_in()
            else:
                self.authenticate(login, login)
            for page in PAGES:
                for method in ("GET", "HEAD"):
                    with self.subTest(page=page, login=login, method=method):
                        self.assertEqual(self.is_held(self.open(page, method=method)), held)

    def test_portal_users_are_held_too(self):
        user = self.make_user("portal@example.com", "base.group_portal")
        user.must_change_password = True
        self.log_in(user.login)
        self.assertTrue(self.is_held(self.open("/")))
        self.assertTrue(self.is_held(self.open("/web/login_successful")))
        self.assertEqual(self.path(self.change()), "/web/login_successful")
        self.assertEqual(self.open("/web/login_successful").status_code, 200)

    def test_json_calls_are_refused(self):
        self.log_in()
        for route, params in JSON_CALLS:
            with self.subTest(route=route):
                answer = self.call(route, params)
                self.assertTrue(self.is_refused(answer), answer)
                self.assertNotIn("result", answer)

    def test_the_same_json_calls_are_not_refused_to_others(self):
        self.authenticate("admin", "admin")
        with mute_logger("odoo.http"):
            for route, params in JSON_CALLS:
                with self.subTest(route=route):
                    self.assertFalse(self.is_refused(self.call(route, params)))

    def test_other_methods_open_no_door(self):
        self.log_in()
        for method in ("POST", "PUT", "DELETE", "OPTIONS"):
            for page in ("/odoo", "/web/content/1", "/report/download", "/web/login"):
                with self.subTest(method=method, page=page):
                    response = self.open(page, method=method)
                    self.assertIn(response.status_code, (303, 405))
                    if response.status_code == 303:
                        self.assertTrue(self.is_held(response))
        preflight = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "POST"}
        response = self.open("/mail/data", method="OPTIONS", headers=preflight)
        self.assertNotEqual(response.status_code, 200)

    def test_tokens_in_the_query_open_no_door(self):
        self.log_in()
        attachment = self.env["ir.attachment"].create({"name": "a.txt", "raw": b"secret"})
        token = attachment.generate_access_token()[0]
        url = f"/web/content/{attachment.id}?access_token={token}"
        self.assertTrue(self.is_held(self.open(url)))
        self.authenticate(None, None)
        self.assertEqual(self.open(url).content, b"secret")

    def test_what_the_page_is_made_of_is_open(self):
        self.log_in()
        page = self.url_open(CHANGE_PAGE)
        self.assertEqual(page.status_code, 200)
        found = re.findall(r'(?:src|href|data-src)="(/[^"]+)"', page.text)
        needed = {url for url in found if not url.startswith(("/web/session/logout", "/odoo"))}
        self.assertTrue(any(url.startswith("/web/assets/") for url in needed))
        for url in needed | {"/web/webclient/translations"}:
            with self.subTest(url=url):
                response = self.open(url.replace("&amp;", "&"))
                self.assertEqual(response.status_code, 200)

    def test_open_paths_are_compared_exactly(self):
        self.log_in()
        for page in (
            "/web/assets/../content/1",
            "/web/assets/x/y/z",
            "/web/session/logout/more",
            f"{CHANGE_PAGE}/more",
            "/web/binary/company_logo/1",
        ):
            with self.subTest(page=page):
                self.assertTrue(self.is_held(self.open(page)))

    def test_logging_out_is_open(self):
        self.log_in()
        self.assertEqual(self.path(self.open("/web/session/logout")), "/odoo")
        self.assertEqual(self.path(self.open("/odoo")), "/web/login")

    def test_login_page_leads_to_the_change_page_and_back(self):
        self.log_in()
        response = self.open("/web/login?redirect=/odoo/settings")
        self.assertTrue(self.is_held(response))
        self.assertEqual(self.wanted(response), "/odoo/settings")
        self.assertIsNone(self.wanted(self.open("/web/login")))
        self.assertEqual(self.url_open("/web/login").url, self.base_url() + CHANGE_PAGE)

    def test_wanted_page_is_remembered(self):
        self.log_in()
        response = self.open("/odoo/settings?debug=1")
        self.assertEqual(self.wanted(response), "/odoo/settings?debug=1")
        page = urlsplit(response.headers["Location"])
        changed = self.change(page=f"{page.path}?{page.query}")
        self.assertEqual(changed.headers["Location"], "/odoo/settings?debug=1")

    def test_no_other_site_is_led_to(self):
        self.log_in()
        for target in ("//evil.example/x", "https://evil.example/x", "\\\\evil.example"):
            self.user.must_change_password = True
            self.assertEqual(self.path(self.log_in(password=self.present())), "/odoo")
            changed = self.change(
                old=self.present(), new=self.next(), page=f"{CHANGE_PAGE}?redirect={target}"
            )
            with self.subTest(target=target):
                location = urlsplit(changed.headers["Location"])
                self.assertFalse(location.netloc and location.netloc not in self.base_url())
                self.assertFalse(changed.headers["Location"].startswith(("//", "/\\")))

    _number = 0

    def present(self):
        return f"{OWN}-{self._number}" if self._number else IMPORTED

    def next(self):
        self._number += 1
        return self.present()

    def test_logging_in_by_json_tells_nothing(self):
        self.authenticate(None, None)
        credential = {"db": get_db_name(), "login": LOGIN, "password": IMPORTED}
        answer = self.call("/web/session/authenticate", credential)
        self.assertTrue(self.is_refused(answer), answer)
        self.assertNotIn("result", answer)
        self.user.must_change_password = False
        answer = self.call("/web/session/authenticate", credential)
        self.assertEqual(answer["result"]["uid"], self.user.id)

    def test_json_2_by_session_is_refused(self):
        self.log_in()
        response = self.open(JSON_2, json={"context": {}}, headers=SEC_HEADERS)
        self.assertEqual(response.status_code, 403)
        self.assertIn("PasswordChangeRequired", response.json()["name"])
        headers = {**SEC_HEADERS, "Authorization": "Basic bm9ib2R5Om5vdGhpbmc="}
        response = self.open(JSON_2, json={"context": {}}, headers=headers)
        self.assertEqual(response.status_code, 403)
        self.user.must_change_password = False
        self.log_in()
        response = self.open(JSON_2, json={"context": {}}, headers=SEC_HEADERS)
        self.assertEqual(response.status_code, 200)

    def test_json_2_by_api_key_goes_on(self):
        bearer = {"Authorization": f"Bearer {self.api_key()}"}
        for with_session in (False, True):
            if with_session:
                self.log_in()
            else:
                self.authenticate(None, None)
            with self.subTest(with_session=with_session):
                response = self.open(JSON_2, json={"context": {}}, headers=bearer)
                self.assertEqual(response.status_code, 200)
                self.assertEqual(response.json()["uid"], self.user.id)
        # A key opens its own call only.
        self.assertTrue(self.is_held(self.open("/odoo", headers=bearer)))
        wrong = {"Authorization": "Bearer nonsense", **SEC_HEADERS}
        response = self.open(JSON_2, json={"context": {}}, headers=wrong)
        self.assertEqual(response.status_code, 401)

    def test_the_page_is_for_flagged_users_only(self):
        self.user.must_change_password = False
        self.log_in()
        self.assertEqual(self.path(self.open(CHANGE_PAGE)), "/odoo")
        self.assertEqual(
            self.path(self.open(f"{CHANGE_PAGE}?redirect=/odoo/settings")), "/odoo/settings"
        )
        self.assertEqual(self.open("/odoo").status_code, 200)
        self.authenticate(None, None)
        self.assertEqual(self.path(self.open(CHANGE_PAGE)), "/web/login")

    def test_flagging_ends_sessions_and_holds_the_next(self):
        self.user.must_change_password = False
        self.log_in()
        self.assertEqual(self.open("/odoo").status_code, 200)
        self.user.must_change_password = True
        response = self.open("/web/webclient/load_menus")
        self.assertEqual(self.path(response), "/web/login")
        self.log_in()
        self.assertTrue(self.is_held(self.open("/odoo")))
