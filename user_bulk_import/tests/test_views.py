import re

from lxml import etree

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, new_test_user, tagged

from .common import ImportCase, pasted

MENUS = (
    "menu_user_import_wizard",
    "menu_user_import_run",
    "menu_user_import_profile",
    "menu_user_import_role",
)
MODELS = (
    "user.import.profile",
    "user.import.role",
    "user.import.row",
    "user.import.run",
    "user.import.wizard",
)


@tagged("post_install", "-at_install")
class TestViews(ImportCase):
    def _wizard(self, **values):
        form = Form(self.env["user.import.wizard"].with_user(self.importer))
        for name, value in values.items():
            form[name] = value
        return form

    def _visible_menus(self, user):
        return self.env["ir.ui.menu"].with_user(user)._visible_menu_ids()

    # -- who sees what ----------------------------------------------------------------------

    def test_menus_are_reachable_without_being_a_settings_administrator(self):
        visible = self._visible_menus(self.importer)
        for name in MENUS:
            menu = self.env.ref(f"user_bulk_import.{name}")
            while menu:
                self.assertIn(menu.id, visible, menu.complete_name)
                menu = menu.parent_id

    def test_menus_are_hidden_from_others(self):
        for login, group in (("clerk", "base.group_user"), ("rights", "base.group_erp_manager")):
            visible = self._visible_menus(new_test_user(self.env, login=login, groups=group))
            for name in MENUS:
                self.assertNotIn(self.env.ref(f"user_bulk_import.{name}").id, visible, login)

    def test_all_views_open_for_the_importer(self):
        for model in MODELS:
            views = [(False, "form")]
            if model != "user.import.wizard":
                views += [(False, "list"), (False, "search")]
            with self.subTest(model=model):
                self.env[model].with_user(self.importer).get_views(views)

    def test_runs_and_rows_cannot_be_edited(self):
        for model in ("user.import.run", "user.import.row"):
            for kind in ("form", "list"):
                view = self.env[model].with_user(self.importer).get_view(view_type=kind)
                root = etree.fromstring(view["arch"])
                with self.subTest(model=model, kind=kind):
                    self.assertEqual(root.get("create"), "0")
                    if (model, kind) != ("user.import.run", "form"):
                        self.assertEqual(root.get("edit"), "0")

    def test_of_a_run_only_columns_and_rules_can_be_edited_and_only_in_their_step(self):
        view = self.env["user.import.run"].with_user(self.importer).get_view(view_type="form")
        root = etree.fromstring(view["arch"])
        editable = {
            node.get("name"): node.get("readonly")
            for node in root.xpath("//field[not(ancestor::field)]")
            if node.get("readonly") not in ("1", "True")
        }
        self.assertEqual(
            editable,
            {
                "edit_column_ids": "state != 'columns' or not is_own",
                "table_ids": "state != 'columns' or not is_own",
                "rule_line_ids": "state != 'review' or not is_own",
            },
        )

    def test_runs_and_rows_refuse_writing_by_rpc(self):
        run = self.open_run("Login,Name\nann,Ann\n")
        for record in (run, self.rows(run)):
            record = record.with_user(self.importer)
            with self.subTest(model=record._name):
                with self.assertRaises(AccessError):
                    record.web_save({"write_date": False}, {})
                with self.assertRaises(AccessError):
                    record.create({})

    def test_user_properties_are_on_the_form_of_those_who_may_read_them(self):
        clerk = new_test_user(self.env, login="clerk", groups="base.group_user")
        for user, expected in ((self.importer, 1), (clerk, 0)):
            view = (
                self.env["res.users"]
                .with_user(user)
                .get_view(self.env.ref("base.view_users_form").id, "form")
            )
            found = etree.fromstring(view["arch"]).xpath("//field[@name='user_properties']")
            self.assertEqual(len(found), expected, user.login)

    # -- the wizard -------------------------------------------------------------------------

    def test_the_profile_sets_the_policy(self):
        profile = self.env["user.import.profile"].create(
            {
                "name": "Register",
                "code": "register",
                "description": "The list of each September",
                "operation": "update",
                "update_mode": "fill_missing",
                "match_on": "ref",
            }
        )
        form = self._wizard(profile_id=profile)
        self.assertEqual(form.profile_description, "The list of each September")
        self.assertEqual(form.operation, "update")
        self.assertEqual(form.update_mode, "fill_missing")
        self.assertEqual(form.match_on, "ref")

    def test_what_does_not_apply_is_hidden(self):
        hidden = {
            "create": {"update_mode", "multi_value_mode", "allow_suspend", "delete_action"},
            "create_all": {"update_mode", "match_on"},
            "upsert": set(),
            "update": {"user_type", "password_mode", "link_contacts"},
        }
        asked = set().union(*hidden.values())
        form = self._wizard()
        for operation, expected in hidden.items():
            form.operation = operation
            invisible = {name for name in asked if form._get_modifier(name, "invisible")}
            self.assertLessEqual(expected, invisible, operation)
            if operation == "upsert":
                self.assertFalse(invisible)

    def test_a_policy_that_was_changed_in_the_wizard_goes_to_the_run(self):
        form = self._wizard(pasted=[pasted("Login,Name\nann,Ann\n")], comment="First try")
        form.on_error = "abort"
        action = form.save().action_continue()
        run = self.env["user.import.run"].browse(action["res_id"])
        self.assertEqual(action["res_model"], run._name)
        self.assertEqual((run.on_error, run.comment), ("abort", "First try"))
        self.assertEqual((run.state, run.created_count), ("review", 1))

    def test_an_empty_wizard_says_what_to_do(self):
        with self.assertRaisesRegex(UserError, "Choose a file, or paste"):
            self._wizard().save().action_continue()

    # -- the run ----------------------------------------------------------------------------

    def test_the_run_shows_rows_with_errors_first(self):
        lines = [f"u{number},User {number}" for number in range(30)]
        run = self.open_run("\n".join(["Login,Name", *lines, ",Nobody"]))
        self.assertEqual(run.preview_row_ids[0].severity, "error")
        self.assertEqual(len(run.preview_row_ids), 20)
        self.assertTrue(run.has_work)

    def test_a_run_without_anything_to_do_says_so(self):
        self.import_file("Login,Name\nann,Ann\n")
        run = self.open_run("Login,Name\nann,Ann\n")
        self.assertFalse(run.has_work)
        self.assertEqual(run.unchanged_count, 1)

    def test_each_counter_of_the_run_has_its_filter(self):
        form = self.env["user.import.run"].get_view(view_type="form")["arch"]
        search = etree.fromstring(self.env["user.import.row"].get_view(view_type="search")["arch"])
        asked = set(re.findall(r"search_default_(\w+)", form))
        self.assertIn("errors", asked)
        self.assertLessEqual(asked, set(search.xpath("//filter/@name")))

    def test_a_cancelled_run_says_that_nobody_was_changed(self):
        run = self.open_run("Login,Name\nann,Ann\n")
        run.with_user(self.importer).action_cancel()
        self.assertEqual(run.state, "cancelled")
        self.assertIn("Nobody was changed", run.sudo().message_ids[0].body)

    def test_rows_of_the_run_are_listed_and_open_their_user(self):
        run = self.import_file("Login,Name\nann,Ann\n")
        action = run.with_user(self.importer).action_view_rows()
        rows = self.env[action["res_model"]].with_user(self.importer).search(action["domain"])
        self.assertEqual(rows.display_name, "Row 2")
        opened = rows.action_open_user()
        self.assertEqual(
            (opened["res_model"], opened["res_id"]), ("res.users", self.user("ann").id)
        )
