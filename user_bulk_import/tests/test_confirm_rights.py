from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from .common_confirm import PEOPLE, ConfirmCase


@tagged("post_install", "-at_install")
class TestConfirmRights(ConfirmCase):
    """Who may ask and answer the question, and write what."""

    def test_nobody_confirms_the_import_of_another(self):
        other = new_test_user(self.env, login="other", groups="user_bulk_import.group_user_import")
        run = self.open_run(PEOPLE, user_type="internal")
        confirm = self.ask(run)
        for attack in (
            lambda: run.with_user(other).action_open_confirm(),
            lambda: run.with_user(other).action_confirm(),
            lambda: confirm.with_user(other).action_confirm(),
            lambda: confirm.with_user(other).read(["line_ids"]),
            lambda: confirm.with_user(other).write({"invite": "yes"}),
            lambda: confirm.line_ids.with_user(other).read(["names"]),
            lambda: confirm.line_ids.with_user(other).action_view_rows(),
        ):
            with self.assertRaises(AccessError):
                attack()
        self.assertEqual(run.state, "review")

    def test_nothing_but_the_answers_can_be_written(self):
        run, mine = self.open_run(PEOPLE), self.open_run(PEOPLE)
        confirm = self.ask(mine)
        for vals in (
            {"run_id": run.id},
            {"digest": run._plan_digest()},
            {"limit_number": 0},
            {"line_ids": [(5, 0, 0)]},
            {"invite": "yes", "run_id": run.id},
        ):
            with self.subTest(vals=vals), self.assertRaises(AccessError):
                confirm.write(vals)
            with self.subTest(vals=vals), self.assertRaises(AccessError):
                confirm.create({"run_id": run.id, **vals})
        with self.assertRaises(AccessError):
            confirm.read(["digest"])

    def test_the_run_itself_is_written_by_nobody(self):
        run = self.open_run(PEOPLE).with_user(self.importer)
        for vals in ({"invite": True}, {"limit_created": ""}, {"state": "applying"}):
            with self.subTest(vals=vals), self.assertRaises(AccessError):
                run.write(vals)

    def test_whoever_lost_the_access_right_confirms_nothing(self):
        run = self.open_run(PEOPLE)
        confirm = self.ask(run)
        self.importer.sudo().group_ids -= self.env.ref("user_bulk_import.group_user_import")
        with self.assertRaises(AccessError):
            confirm.action_confirm()
        self.assertEqual(run.sudo().state, "review")
