from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import new_test_user

from .common import ImportCase, pasted


class TestRights(ImportCase):
    def setUp(self):
        super().setUp()
        self.role = self.env["user.import.role"].create(
            {
                "name": "Boss",
                "code": "BOSS",
                "user_type": "internal",
                "group_ids": [(4, self.env.ref("base.group_system").id)],
            }
        )

    def test_nobody_imports_without_the_access_right(self):
        clerk = new_test_user(self.env, login="clerk", groups="base.group_erp_manager")
        with self.assertRaisesRegex(AccessError, "User Import"):
            self.open_run("Login,Name\nann,Ann\n", user=clerk)
        with self.assertRaises(AccessError):
            self.env["user.import.run"].with_user(clerk).search([])

    def test_a_role_beyond_the_importers_own_rights_is_refused(self):
        run = self.import_file("Login,Name,Role\nann,Ann,Boss\nbob,Bob,USER\n")
        self.assertEqual(self.codes(self.rows(run)[0]), ["role_not_grantable"])
        self.assertFalse(self.user("ann"))
        self.assertTrue(self.user("bob"))

    def test_a_group_that_implies_more_is_refused_too(self):
        self.role.group_ids = self.env["res.groups"].create(
            {"name": "Sly", "implied_ids": [(4, self.env.ref("base.group_system").id)]}
        )
        run = self.import_file("Login,Name,Role\nann,Ann,Boss\n")
        self.assertEqual(self.codes(self.rows(run)), ["role_not_grantable"])

    def test_a_default_cannot_give_more_either(self):
        run = self.import_file(
            "Login,Name\nann,Ann\n", read_options={"defaults": {"roles": "Boss"}}
        )
        self.assertFalse(self.user("ann"))
        self.assertEqual(run.created_count, 0)

    def test_a_role_that_grew_since_the_plan_is_refused_on_apply(self):
        self.role.group_ids = False
        run = self.open_run("Login,Name,Role\nann,Ann,Boss\n")
        self.assertEqual(self.rows(run).action, "create")
        self.role.group_ids = self.env.ref("base.group_system")
        run._confirm()
        self.advance(run)
        self.assertFalse(self.user("ann"))
        self.assertEqual(self.codes(self.rows(run))[-1], "role_changed")

    def test_a_settings_administrator_may_give_any_role(self):
        admin = self.env.ref("base.user_admin")
        self.import_file("Login,Name,Role\nann,Ann,Boss\n", user=admin)
        self.assertTrue(self.user("ann").has_group("base.group_system"))

    def test_protected_users_are_never_changed_whoever_imports(self):
        admin = self.env.ref("base.user_admin")
        logins = {
            "superuser": self.env.ref("base.user_root").login,
            "Settings administrator": admin.login,
            "public": self.env.ref("base.public_user").login,
            "template": self.env.ref("base.template_portal_user_id").login,
        }
        for who, login in logins.items():
            for importer in (admin, self.importer):
                with self.subTest(who=who, importer=importer.login):
                    run = self.import_file(f"Login,City\n{login},Nowhere\n", user=importer)
                    self.assertEqual(run.updated_count, 0)
                    self.assertEqual(run.failed_count, 1)
                    self.assertNotEqual(self.user(login).city, "Nowhere")

    def test_nobody_changes_the_one_who_imports(self):
        run = self.import_file(f"Login,City\n{self.importer.login},Nowhere\n")
        self.assertEqual(self.codes(self.rows(run)), ["protected"])

    def test_a_user_out_of_sight_is_a_taken_login_and_nothing_more(self):
        company = self.env["res.company"].create({"name": "Elsewhere"})
        self.env["res.users"].create(
            {
                "login": "hidden",
                "name": "Hidden Person",
                "company_id": company.id,
                "company_ids": [(6, 0, company.ids)],
                "group_ids": [(6, 0, self.env.ref("base.group_portal").ids)],
            }
        )
        run = self.import_file("Login,Name\nhidden,Me\n")
        row = self.rows(run)
        self.assertEqual(self.codes(row), ["login_unavailable"])
        self.assertFalse(row.user_id)
        self.assertNotIn("Hidden Person", str(row.read()))

    def test_a_company_out_of_sight_is_not_given(self):
        self.env["res.company"].create({"name": "Elsewhere"})
        run = self.import_file(
            "Login,Name,Company\nann,Ann,Elsewhere\n",
            read_options={"map": {"Company": "company"}},
        )
        self.assertEqual(self.codes(self.rows(run)), ["value_unknown"])

    def test_the_reviewed_decision_cannot_be_swapped_by_rpc(self):
        run = self.open_run("Login,Name\nann,Ann\n")
        row = self.rows(run).with_user(self.importer)
        with self.assertRaises(AccessError):
            row.write({"changes": []})
        with self.assertRaises(AccessError):
            run.with_user(self.importer).write({"user_id": self.env.ref("base.user_admin").id})
        with self.assertRaises(UserError):
            run.column_ids.with_user(self.importer).write({"target": "roles"})
        with self.assertRaises(AccessError):
            self.env["user.import.run"].with_user(self.importer).create({"file_name": "x"})

    def test_nobody_lends_himself_the_rights_of_another_importer(self):
        admin = self.env.ref("base.user_admin")
        run = self.open_run("Login,Name,Role\nann,Ann,Boss\n", user=admin)
        with self.assertRaisesRegex(AccessError, "Settings administrator"):
            run.with_user(self.importer).action_confirm()
        own = self.open_run("Login,Name\nbob,Bob\n")
        own.with_user(admin).action_confirm()
        self.assertEqual(own.state, "done")

    def test_staged_secrets_are_readable_by_nobody(self):
        run = self.open_run("Login,Name,Password\nann,Ann,Zebra-quilt-77\n", password_mode="file")
        for user in (self.importer, self.env.ref("base.user_admin")):
            with self.assertRaises(AccessError):
                self.rows(run).with_user(user).read(["secrets"])

    def test_user_properties_are_read_by_the_person_and_written_by_nobody_without_rights(self):
        self.env.company._add_user_properties([{"name": "seat", "string": "Seat", "type": "char"}])
        ann = new_test_user(self.env, login="ann", groups="base.group_portal")
        ann.user_properties = {"seat": "A1"}
        self.assertTrue(ann.with_user(ann).read(["user_properties"]))
        with self.assertRaises(AccessError):
            ann.with_user(ann).write({"user_properties": {"seat": "B2"}})

    def test_nobody_plants_a_column_in_the_run_of_another(self):
        run = self.open_run("Login,Name\nann,Ann\n", user=self.env.ref("base.user_admin"))
        profile = self.standard.with_user(self.importer).copy()
        column = profile.column_ids[:1]
        self.assertTrue(column)
        with self.assertRaises(AccessError):
            column.write({"run_id": run.id})
        with self.assertRaises(AccessError):
            column.create({"run_id": run.id, "target": "roles"})
        for action in ("action_plan_again", "action_cancel", "unlink"):
            with self.subTest(action=action), self.assertRaises(AccessError):
                getattr(run.with_user(self.importer), action)()

    def test_a_profile_takes_no_default_role_beyond_its_writers_rights(self):
        column = {"profile_id": self.standard.id, "target": "roles", "default_value": "Boss"}
        columns = self.env["user.import.column"]
        with self.assertRaisesRegex(ValidationError, "Boss"):
            columns.with_user(self.importer).create(column)
        columns.with_user(self.env.ref("base.user_admin")).create(column)
        for target in ("password", "password_hash", "email", "login", "old_login", "ref"):
            with self.subTest(target=target), self.assertRaisesRegex(ValidationError, "own"):
                columns.create({**column, "target": target, "default_value": "Zebra-quilt-77"})

    def test_a_wizard_is_its_makers_alone(self):
        admin = self.env.ref("base.user_admin")
        wizard = self.env["user.import.wizard"].with_user(admin)
        wizard = wizard.create({"pasted": [pasted("Login,Password\nann,Zebra-quilt-77\n")]})
        with self.assertRaises(AccessError):
            wizard.with_user(self.importer).read(["pasted"])

    def test_what_looks_like_a_secret_is_kept_as_one(self):
        content = "Login,Name,Initial PW,Password\nann,Ann,Zebra-1,Zebra-2,Zebra-3\n"
        run = self.open_run(content, read_options={"map": {"Password": "-"}})
        for user in (self.importer, self.env.ref("base.user_admin")):
            self.assertNotIn("Zebra", str(self.rows(run).with_user(user).read()))
        with self.assertRaises(AccessError):
            run.with_user(self.env.ref("base.user_admin")).read(["source"])

    def test_an_importer_who_left_imports_nobody(self):
        run = self.open_run("Login,Name\nann,Ann\n")
        run._confirm()
        self.importer.sudo().active = False
        with self.assertRaises(AccessError):
            run._step()
        self.assertFalse(self.user("ann"))
