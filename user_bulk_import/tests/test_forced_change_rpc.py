"""A user who has to change the password: XML-RPC and JSON-RPC, by password and by API key."""

from xmlrpc.client import Fault

from odoo.tests import get_db_name, tagged
from odoo.tools import mute_logger

from .common_forced_change import IMPORTED, LOGIN, OWN, HeldHttpCase


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
