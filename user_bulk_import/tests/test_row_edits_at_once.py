import time
from unittest.mock import patch

from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError
from odoo.modules.registry import Registry
from odoo.service.model import retrying
from odoo.tests import BaseCase, get_db_name, new_test_user, tagged

from odoo.addons.user_bulk_import.models import user_import_run_edit

PEOPLE = b"Login,Name\nann,Ann\nbob,Bob\n"


@tagged("post_install", "-at_install")
class TestRowEditsAtOnce(BaseCase):
    """Two transactions on one import. Since none sees what another one has not committed, the
    import is committed, and removed in the end."""

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())
        self.startPatcher(patch.object(time, "sleep", lambda _seconds: None))
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            importer = new_test_user(
                env, login="at-once@example.com", groups="user_bulk_import.group_user_import"
            )
            self.importer_id = importer.id
            run = env["user.import.run"].with_user(importer)._open("at-once.csv", PEOPLE)
            self.run_id = run.id
            self.addCleanup(self._remove)
            while run._step():
                pass
            self.assertEqual(run.state, "review")

    def _remove(self):
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            importer = env["res.users"].browse(self.importer_id)
            partner = importer.partner_id
            env["user.import.run"].browse(self.run_id).write({"state": "cancelled"})
            env["user.import.run"].browse(self.run_id).unlink()
            importer.unlink()
            partner.unlink()

    def begin(self):
        """Return the importer's environment in a transaction of its own, which has begun."""
        cr = self.registry.cursor()
        self.addCleanup(cr.close)
        env = api.Environment(cr, self.importer_id, {})
        self.assertEqual(self.plan(env).state, "review")
        return env

    def plan(self, env):
        return env["user.import.run"].browse(self.run_id)

    def edit(self, env, number, login):
        """Type a login into the cell of a row."""
        row = self.plan(env).row_ids.sorted("sequence")[number]
        key = self.plan(env).cells_definition[0]["name"]
        row.write({"cells": {key: login}})

    def test_two_edits_see_each_other(self):
        """They concern different rows, and change no counter."""
        first, second = self.begin(), self.begin()
        self.edit(first, 0, "eve")
        first.cr.commit()
        retrying(lambda: self.edit(second, 1, "eve"), second)
        now = self.begin()
        rows = self.plan(now).row_ids.sorted("sequence")
        self.assertEqual(rows.mapped("action"), ["create", "reject"])
        self.assertEqual(rows[1].issues[0]["code"], "duplicate_in_file")
        self.assertEqual((self.plan(now).created_count, self.plan(now).failed_count), (1, 1))

    def test_who_edits_while_import_is_pressed_is_told(self):
        presses, edits = self.begin(), self.begin()
        self.plan(presses).sudo()._confirm()
        presses.cr.commit()
        with self.assertRaisesRegex(UserError, "waits for review"):
            retrying(lambda: self.edit(edits, 0, "eve"), edits)

    def test_whoever_waits_too_long_is_told(self):
        works, edits = self.begin(), self.begin()
        self.assertTrue(self.plan(works).sudo().try_lock_for_update(allow_referencing=True))
        with (
            patch.object(user_import_run_edit, "LOCK_WAIT", "50ms"),
            self.assertRaisesRegex(UserError, "try again"),
        ):
            self.edit(edits, 0, "eve")
        works.cr.rollback()
        self.edit(edits, 0, "eve")
        self.assertEqual(self.plan(edits).row_ids.sorted("sequence")[0].login, "eve")
        edits.cr.execute("SHOW lock_timeout")
        self.assertEqual(edits.cr.fetchone(), ("0",))
