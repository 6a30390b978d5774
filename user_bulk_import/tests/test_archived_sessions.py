"""Archiving a user ends the sessions and the trusted devices."""

from datetime import timedelta

from odoo import fields, http
from odoo.tests import new_test_user, tagged

from .common_forced_change import IMPORTED, LOGIN, HeldHttpCase


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
