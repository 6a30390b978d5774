"""A user who has to change the password reaches nothing else: by every kind of door."""

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit
from xmlrpc.client import Fault

from passlib.totp import TOTP

from odoo import fields, http
from odoo.exceptions import AccessDenied, UserError
from odoo.tests import HttpCase, TransactionCase, get_db_name, new_test_user, tagged
from odoo.tools import mute_logger

from odoo.addons.bus.tests.common import WebsocketCase
from odoo.addons.bus.websocket import CloseCode
from odoo.addons.user_bulk_import.models.ir_http import CHANGE_PAGE

LOGIN = "held@example.com"
IMPORTED = "Imported-7-lantern"
OWN = "Chosen-4-harbor"
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


@tagged("post_install", "-at_install")
class TestChangePage(HeldHttpCase):
    """The page itself."""

    def setUp(self):
        super().setUp()
        self.log_in()

    def test_page_is_made_for_people_and_password_managers(self):
        page = self.url_open(CHANGE_PAGE)
        for name, autocomplete in (
            ("old_password", "current-password"),
            ("new_password", "new-password"),
            ("confirm_password", "new-password"),
        ):
            field = re.search(rf'<input[^>]*name="{name}"[^>]*>', page.text)[0]
            self.assertIn(f'autocomplete="{autocomplete}"', field)
            self.assertIn('type="password"', field)
            self.assertNotIn("value=", field)
            self.assertRegex(page.text, f'<label [^>]*for="{name}"')
        self.assertIn("/web/session/logout", page.text)
        self.assertEqual(page.headers["Cache-Control"], "no-store")
        self.assertEqual(page.headers["X-Frame-Options"], "SAMEORIGIN")

    def test_changing_lets_this_session_go_on(self):
        response = self.change()
        self.assertEqual((response.status_code, self.path(response)), (303, "/odoo"))
        self.assertEqual(self.open("/odoo").status_code, 200)
        self.assertNotIn("error", self.call("/web/session/check"))
        self.assertFalse(self.user.must_change_password)
        self.assertTrue(self.has_password(OWN))
        self.assertFalse(self.has_password(IMPORTED))

    def test_changing_ends_other_sessions(self):
        mine = self.opener.cookies["session_id"]
        self.log_in()
        other = self.opener.cookies["session_id"]
        self.assertNotEqual(mine, other)
        self.change()
        self.assertEqual(self.open("/odoo").status_code, 200)
        self.opener.cookies.clear()
        self.opener.cookies.set("session_id", mine, domain="127.0.0.1", path="/")
        self.assertEqual(self.path(self.open(CHANGE_PAGE)), "/web/login")

    def assert_error(self, response, said):
        self.assertEqual(response.status_code, 200)
        error = re.search(r'role="alert">\s*(.*?)\s*</p>', response.text, re.DOTALL)
        self.assertIn(said, error[1])
        for password in (IMPORTED, OWN, "Wrong-1-guess"):
            self.assertNotIn(password, response.text)
        self.assertTrue(self.has_password(IMPORTED))
        self.assertTrue(self.user.must_change_password)
        self.assertTrue(self.is_held(self.open("/odoo")))

    def test_errors_are_told_and_nothing_is_changed(self):
        for arguments, said in (
            ({"old": "Wrong-1-guess"}, "present password is not right"),
            ({"old": ""}, "all three"),
            ({"new": ""}, "all three"),
            ({"new": "   "}, "all three"),
            ({"again": ""}, "all three"),
            ({"again": "Wrong-1-guess"}, "differ"),
            ({"new": IMPORTED}, "must differ"),
            ({"new": f" {IMPORTED} "}, "must differ"),
            ({"new": "x" * 5000}, "4096"),
            ({"old": "x" * 5000}, "4096"),
        ):
            with self.subTest(arguments=arguments):
                self.assert_error(self.change(**arguments), said)

    def test_wrong_passwords_are_counted_as_failed_logins(self):
        self.env["ir.config_parameter"].set_param("base.login_cooldown_after", "5")
        # Odoo counts in the registry, which outlives the test.
        self.addCleanup(setattr, self.registry, "_login_failures", None)
        for _attempt in range(5):
            self.change(old="Wrong-1-guess")
        with mute_logger("odoo.addons.base.models.res_users"):
            self.assert_error(self.change(), "Too many login failures")

    @mute_logger("odoo.http")
    def test_form_needs_its_token(self):
        values = {"old_password": IMPORTED, "new_password": OWN, "confirm_password": OWN}
        self.assertEqual(self.open(CHANGE_PAGE, data=values).status_code, 400)
        self.assertTrue(self.has_password(IMPORTED))

    def test_second_factor_comes_first_as_before(self):
        totp = TOTP.new()
        self.user.totp_secret = totp.base32_key
        self.env.flush_all()
        trusted = self.env["auth_totp.device"].with_user(self.user).sudo()
        trusted._generate("browser", "a browser", fields.Datetime.now() + timedelta(days=1))

        response = self.log_in()
        self.assertEqual(self.path(response), "/web/login/totp")
        self.assertEqual(self.path(self.open("/odoo")), "/web/login", "not logged in yet")
        self.assertEqual(self.path(self.open(CHANGE_PAGE)), "/web/login")
        with mute_logger("odoo.addons.auth_totp.models.res_users"):
            wrong = self.submit("/web/login/totp", totp_token="0")
        self.assertEqual(wrong.status_code, 200)
        self.assertEqual(self.path(self.open("/odoo")), "/web/login")

        response = self.submit("/web/login/totp", totp_token=totp.generate().token)
        self.assertEqual(self.path(response), "/odoo")
        self.assertTrue(self.is_held(self.open("/odoo")))
        self.assertTrue(self.is_held(self.open("/web/login/totp")))
        self.assert_error(self.change(new=IMPORTED), "must differ")
        self.assertTrue(self.user.totp_trusted_device_ids, "a refused change changes nothing")
        self.assertEqual(self.path(self.change()), "/odoo")
        self.assertEqual(self.open("/odoo").status_code, 200)
        self.assertFalse(self.user.totp_trusted_device_ids, "as auth_totp has it")
        self.assertEqual(self.path(self.log_in(password=OWN)), "/web/login/totp")

    def test_link_to_set_a_password_frees_the_user(self):
        self.authenticate(None, None)
        self.user.partner_id.signup_prepare(signup_type="reset")
        page = f"/web/reset_password?token={self.user.partner_id._generate_signup_token()}"
        with mute_logger("odoo.addons.auth_signup.controllers.main"):
            same = self.submit(page, password=IMPORTED, confirm_password=IMPORTED)
        self.assertIn("must differ", same.text)
        self.assertTrue(self.user.must_change_password)
        self.env.flush_all()
        self.submit(page, password=OWN, confirm_password=OWN)
        self.assertFalse(self.user.must_change_password)
        self.log_in(password=OWN)
        self.assertEqual(self.open("/odoo").status_code, 200)


@tagged("post_install", "-at_install")
class TestHeldWebsocket(HeldMixin, WebsocketCase):
    """Websockets, with Odoo's own helpers for them."""

    def start(self):
        self.authenticate(LOGIN, IMPORTED)
        return f"session_id={self.session.sid}"

    def test_handshake_is_refused(self):
        handshake = {
            "Connection": "Upgrade",
            "Upgrade": "websocket",
            "Sec-WebSocket-Key": "x3JJHMbDL1EzLkh9GBhXDw==",
            "Sec-WebSocket-Version": "13",
            "Origin": self.base_url(),
        }
        self.start()
        response = self.url_open("/websocket", headers=handshake, allow_redirects=False)
        self.assertEqual(response.status_code, 303)
        self.assertIn(CHANGE_PAGE, response.headers["Location"])

    def test_message_closes_the_websocket(self):
        self.user.must_change_password = False
        websocket = self.websocket_connect(cookie=self.start())
        self.subscribe(websocket)
        self.user.must_change_password = True
        # The session itself would have ended with this: make its token good again.
        self.env.flush_all()
        self.session.session_token = self.user._compute_session_token(self.session.sid)
        http.root.session_store.save(self.session)
        self.subscribe(websocket, wait_for_dispatch=False)
        self.assert_close_with_code(websocket, CloseCode.SESSION_EXPIRED)


@tagged("post_install", "-at_install")
class TestHeldRpc(HeldHttpCase):
    """Scripts that log in with each call."""

    def read_login(self, secret):
        return self.xmlrpc_object.execute_kw(
            get_db_name(), self.user.id, secret, "res.users", "read", [[self.user.id], ["login"]]
        )[0]["login"]

    def json_rpc(self, service, method, *args):
        return self.call("/jsonrpc", {"service": service, "method": method, "args": list(args)})

    def setUp(self):
        super().setUp()
        names = ("rpc.controllers.xmlrpc", "rpc.controllers.jsonrpc")
        self.enterContext(mute_logger("odoo.http", *(f"odoo.addons.{name}" for name in names)))

    def test_xml_rpc_with_the_password_is_refused(self):
        self.assertFalse(self.xmlrpc_common.authenticate(get_db_name(), LOGIN, IMPORTED, {}))
        pretended = {"interactive": True}
        self.assertFalse(self.xmlrpc_common.authenticate(get_db_name(), LOGIN, IMPORTED, pretended))
        with self.assertRaisesRegex(Fault, "Access Denied"):
            self.read_login(IMPORTED)

    def test_json_rpc_with_the_password_is_refused(self):
        database = get_db_name()
        self.authenticate(None, None)
        self.assertFalse(self.json_rpc("common", "login", database, LOGIN, IMPORTED)["result"])
        arguments = (database, self.user.id, IMPORTED, "res.users", "context_get", [])
        answer = self.json_rpc("object", "execute_kw", *arguments)
        self.assertIn("AccessDenied", answer["error"]["data"]["name"])

    def test_api_key_is_accepted(self):
        key = self.api_key()
        self.assertEqual(
            self.xmlrpc_common.authenticate(get_db_name(), LOGIN, key, {}), self.user.id
        )
        self.assertEqual(self.read_login(key), LOGIN)
        arguments = (get_db_name(), self.user.id, key, "res.users", "context_get", [])
        self.authenticate(None, None)
        answer = self.json_rpc("object", "execute_kw", *arguments)
        self.assertEqual(answer["result"]["uid"], self.user.id)

    def test_password_accepted_before_is_refused_afterwards(self):
        self.user.must_change_password = False
        self.assertEqual(self.read_login(IMPORTED), LOGIN)
        self.user.must_change_password = True
        with self.assertRaisesRegex(Fault, "Access Denied"):
            self.read_login(IMPORTED)
        self.user.must_change_password = False
        self.assertEqual(self.read_login(IMPORTED), LOGIN)

    def test_password_is_accepted_again_once_changed(self):
        self.user.with_user(self.user).change_password(IMPORTED, OWN)
        self.assertEqual(self.read_login(OWN), LOGIN)
        with self.assertRaisesRegex(Fault, "Access Denied"):
            self.read_login(IMPORTED)


@tagged("post_install", "-at_install")
class TestFlag(HeldMixin, TransactionCase):
    """Who sets and clears the flag, and what an import knows of a password."""

    def test_person_clears_it_and_has_to_choose_another(self):
        own = self.env["res.users"].with_user(self.user)
        with self.assertRaisesRegex(UserError, "must differ"):
            own.change_password(IMPORTED, IMPORTED)
        self.assertTrue(self.user.must_change_password)
        own.change_password(IMPORTED, OWN)
        self.assertFalse(self.user.must_change_password)
        own.change_password(OWN, OWN)

    def test_administrator_does_not_clear_it(self):
        self.user.with_user(self.env.ref("base.user_admin")).password = OWN
        self.assertTrue(self.user.must_change_password)
        wizard = self.env["change.password.wizard"].create(
            {
                "user_ids": [
                    fields.Command.create({"user_id": self.user.id, "new_passwd": "Third-9-x"})
                ]
            }
        )
        wizard.change_password_button()
        self.assertTrue(self.user.must_change_password)
        self.assertTrue(self.has_password("Third-9-x"))

    def test_link_without_a_password_does_not_clear_it(self):
        partner = self.user.partner_id
        partner.signup_prepare()
        token = partner._generate_signup_token()
        self.env["res.users"].sudo().signup({"lang": "en_US"}, token)
        self.assertTrue(self.user.must_change_password)

    def test_import_knows_whose_password_it_is(self):
        for set_password in (
            lambda: self.user.with_user(self.user).change_password(IMPORTED, OWN),
            lambda: self.user.with_user(self.env.ref("base.user_admin")).write(
                {"password": "By-an-admin-1"}
            ),
        ):
            self.user.import_password_state = "imported"
            set_password()
            self.assertEqual(self.user.import_password_state, "own")
        other = self.make_user("never@example.com", "base.group_user")
        other.password = OWN
        self.assertFalse(other.import_password_state, "no import set it")

    def test_rehashing_is_no_change(self):
        self.user.import_password_state = "imported"
        context = self.user._crypt_context().copy()
        context.update(pbkdf2_sha512__rounds=1000)
        self.user._set_encrypted_password(self.user.id, context.hash(IMPORTED))
        self.assertTrue(self.has_password(IMPORTED))
        self.assertEqual(self.user.import_password_state, "imported")
        self.assertTrue(self.user.must_change_password)

    def test_copy_of_a_user_is_not_flagged(self):
        self.user.import_password_state = "imported"
        copy = self.user.copy({"login": "copy@example.com"})
        self.assertFalse(copy.must_change_password)
        self.assertFalse(copy.import_password_state)

    def test_no_flag_leaves_session_tokens_as_they_were(self):
        def hashed():
            self.env.flush_all()
            return self.user._session_token_hash_compute(
                "sid", self.user._session_token_get_values()
            )

        flagged = hashed()
        self.user.must_change_password = False
        unset = hashed()
        self.env.cr.execute(
            "UPDATE res_users SET must_change_password = NULL WHERE id = %s", [self.user.id]
        )
        self.assertEqual(hashed(), unset)
        names = [name for name, _value in self.user._session_token_get_values()]
        self.assertNotIn("must_change_password", names)
        self.assertNotEqual(flagged, unset)

    def test_who_may_see_and_set_it(self):
        manager = new_test_user(
            self.env,
            "rights@example.com",
            groups="base.group_erp_manager,base.group_partner_manager",
        )
        self.user.with_user(manager).must_change_password = False
        self.assertFalse(
            self.user.with_user(manager).read(["must_change_password"])[0]["must_change_password"]
        )
        plain = self.make_user("plain@example.com", "base.group_user")
        known = self.env["res.users"].with_user(plain).fields_get()
        self.assertNotIn("must_change_password", known)
        self.assertNotIn(
            "import_password_state", self.env["res.users"].with_user(manager).fields_get()
        )


@tagged("post_install", "-at_install")
class TestArchiving(HeldHttpCase):
    """Archiving ends sessions and devices."""

    def setUp(self):
        super().setUp()
        self.user.must_change_password = False
        self.authenticate(LOGIN, IMPORTED, session_extra={"_trace_disable": False})
        self.call("/web/session/check")
        trusted = self.env["auth_totp.device"].with_user(self.user).sudo()
        trusted._generate("browser", "a browser", fields.Datetime.now() + timedelta(days=1))

    def devices(self):
        self.env.invalidate_all()
        return self.env["res.device"].search([("user_id", "=", self.user.id)])

    def trusted(self):
        return self.env["auth_totp.device"].search([("user_id", "=", self.user.id)])

    def has_session(self):
        return bool(http.root.session_store.get(self.session.sid).get("uid"))

    def test_access_rights_administrator_archives(self):
        manager = new_test_user(
            self.env,
            "rights@example.com",
            groups="base.group_erp_manager,base.group_partner_manager",
        )
        self.assertTrue(self.devices())
        self.assertTrue(self.has_session())
        self.user.with_user(manager).action_archive()
        self.assertFalse(self.devices())
        self.assertFalse(self.trusted())
        self.assertFalse(self.has_session())
        self.assertEqual(self.path(self.open("/web/webclient/load_menus")), "/web/login")

    def test_importer_archives_several_at_once(self):
        importer = new_test_user(
            self.env, "importer@example.com", groups="user_bulk_import.group_user_import"
        )
        other = self.make_user("other@example.com", "base.group_portal")
        (self.user + other).with_user(importer).write({"active": False})
        self.assertFalse(
            self.devices() + self.env["res.device"].search([("user_id", "=", other.id)])
        )
        self.assertFalse(self.trusted())

    def test_nothing_ends_that_is_not_archived(self):
        self.user.write({"active": True, "name": "Hedda"})
        self.env["res.users"].create({"name": "x", "login": "x@example.com", "active": False})
        self.assertTrue(self.devices())
        self.assertTrue(self.trusted())
        self.assertTrue(self.has_session())
