"""A user who has to change the password has no websocket."""

from odoo import http
from odoo.tests import tagged

from odoo.addons.bus.tests.common import WebsocketCase
from odoo.addons.bus.websocket import CloseCode
from odoo.addons.user_bulk_import.models.ir_http import CHANGE_PAGE

from .common_forced_change import IMPORTED, LOGIN, HeldMixin


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
