from odoo.tests import HttpCase, new_test_user, tagged


@tagged("post_install", "-at_install")
class TestRuleTour(HttpCase):
    """Distribution rules by hand: written, dragged into order, tried."""

    def test_rules_are_written_dragged_and_tried(self):
        self.env["user.import.rule"].search([]).unlink()
        Tag = self.env["res.partner.category"]
        training = Tag.create({"name": "Tour training"})
        loads, welcome = Tag.create(
            [{"name": name, "parent_id": training.id} for name in ("Tour loads", "Tour welcome")]
        )
        everybody = self.env["user.import.rule"].create(
            {"name": "Everybody", "sequence": 1, "stop": True, "tag_ids": welcome.ids}
        )
        importer = new_test_user(
            self.env, login="importer@example.com", groups="user_bulk_import.group_user_import"
        )
        users = self.env["res.users"].search_count([])
        self.start_tour(
            "/odoo/action-base.action_res_users",
            "user_import_rules",
            login=importer.login,
            timeout=120,
        )
        rules = self.env["user.import.rule"].search([])
        self.assertEqual(rules.mapped("name"), ["Drivers", "Everybody"], "as they were dragged")
        drivers = rules - everybody
        self.assertEqual(drivers.condition_text, "Job title contains driver")
        self.assertEqual(drivers.tag_ids, loads)
        self.assertEqual(self.env["res.users"].search_count([]), users)
