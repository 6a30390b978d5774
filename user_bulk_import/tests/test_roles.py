from odoo.exceptions import ValidationError

from .common_roles import RoleCase


class TestRoles(RoleCase):
    """Groups by name, user types, and what a repeated import leaves alone."""

    def test_a_group_is_known_by_its_full_name_and_its_external_id(self):
        for number, text in enumerate(
            ("Trade / Administrator", "trade/ADMINISTRATOR", "trade.Administrator")
        ):
            with self.subTest(text):
                login = f"ann{number}"
                run = self.give(text, login=login)
                self.assertEqual(self.codes(self.rows(run)), ["no_way_in"])
                self.assertEqual(self.has(self.user(login), self.boss), [True])
                self.assertEqual(self.user(login).import_group_ids, self.boss)
                self.assertTrue(self.user(login)._is_internal())
                again = self.give(text, login=login)
                self.assertEqual(self.rows(again).action, "unchanged")

    def test_a_group_has_its_name_in_the_importers_language_and_in_english(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.boss.with_context(lang="fr_FR").name = "Administrateur"
        self.sales.with_context(lang="fr_FR").name = "Commerce"
        self.importer.lang = "fr_FR"
        run = self.open_run(
            "Login,Name,Role\nann,Ann,Commerce / Administrateur\nbob,Bob,Trade / Administrator\n"
        )
        labels = [
            change["new"][0]["label"]
            for row in self.rows(run)
            for change in row.changes
            if change["field"] == "roles"
        ]
        self.assertEqual(labels, ["Commerce / Administrateur"] * 2)

    def test_a_role_wins_over_a_group_of_the_same_name(self):
        role = self.role("Trade / Administrator", user_type="portal")
        self.give("Trade / Administrator")
        ann = self.user("ann")
        self.assertEqual((ann.import_role_ids, self.has(ann, self.boss)), (role, [False]))

    def test_what_names_no_group_stays_an_unknown_value_and_tells_nothing(self):
        for text in ("Trade / Nobody", "Administrator", "base.main_company", "base.user_admin"):
            with self.subTest(text):
                row = self.rows(self.open_run(f"Login,Name,Role\nann,Ann,{text}\n"))
                self.assertEqual(self.codes(row), ["value_unknown"])
                self.assertEqual(row.run_id.value_ids.text, text)
                self.assertNotIn("res.", str(row.issues))

    def test_user_types_are_no_groups_to_give(self):
        for name in ("group_user", "group_portal", "group_public"):
            for text in (f"base.{name}", self.env.ref(f"base.{name}").full_name):
                with self.subTest(text):
                    row = self.rows(self.open_run(f"Login,Name,Role\nann,Ann,{text}\n"))
                    if text == "User":
                        continue  # a role of that name is shipped
                    self.assertEqual(self.codes(row), ["group_is_user_type"])

    def test_two_groups_of_one_name_are_told_apart_by_their_external_ids(self):
        other = self.env["res.groups.privilege"].create({"name": "Trade"})
        twin = self.group("Twin", privilege=other)
        twin.name = "Administrator"
        row = self.rows(self.open_run("Login,Name,Role\nann,Ann,Trade / Administrator\n"))
        [issue] = row.issues
        self.assertEqual(issue["code"], "value_ambiguous")
        self.assertEqual(issue["params"]["choices"], "trade.Administrator, trade.Twin")

    def test_a_minus_takes_away_also_what_was_given_by_hand(self):
        ann = self.person(groups=(self.boss, self.creation))
        run = self.give("-Trade / Administrator")
        self.assertEqual(self.planned(run)["groups"][1], ["Contact / Creation"])
        self.assertEqual(self.has(ann, self.boss, self.creation), [False, True])
        self.assertEqual(self.rows(self.give("-Trade / Administrator")).action, "unchanged")

    def test_replace_leaves_groups_given_by_hand(self):
        ann = self.person(groups=(self.creation,))
        role = self.role("Keeper", [self.seller])
        self.give("Keeper; Trade / Administrator")
        self.assertEqual(self.has(ann, self.seller, self.boss, self.creation), [True] * 3)
        self.assertEqual(ann.import_role_ids, role)
        self.give("Student", multi_value_mode="replace")
        self.assertEqual(self.has(ann, self.seller, self.boss, self.creation), [False, False, True])
        self.assertEqual(ann.import_role_ids.code, "STUDENT")
        self.assertFalse(ann.import_group_ids)

    def test_a_group_that_the_user_has_by_hand_or_implied_is_no_change(self):
        self.person(groups=(self.boss,))
        for text in ("Trade / Administrator", "Trade / User"):
            for mode in ("add", "replace"):
                with self.subTest(text, mode=mode):
                    run = self.give(text, multi_value_mode=mode)
                    self.assertEqual(self.rows(run).action, "unchanged")

    # -- user type ------------------------------------------------------------------------------

    def test_a_change_of_the_user_type_is_a_line_of_its_own(self):
        ann = self.person(user_type="portal")
        self.role("Keeper", [self.seller])
        run = self.open_run("Login,Name,Role\nann,Ann,Keeper\n")
        self.assertEqual(self.planned(run)["user_type"], ("portal", "internal"))
        self.assertIn("User type: Portal → Internal", self.rows(run).change_text)
        self.assertIn("User type", self.rows(run).card)
        self.assertIn("Trade / User", self.rows(run).card)
        self.assertEqual([item.kind for item in run._consequences()], ["internal"])
        run._confirm()
        self.advance(run)
        self.assertTrue(ann._is_internal())
        self.assertFalse(ann.share)
        self.assertEqual(self.rows(self.give("Keeper")).action, "unchanged")

    def test_an_internal_user_becomes_a_portal_user_only_where_the_settings_say_so(self):
        ann = self.person(groups=(self.boss, self.creation))
        kept = self.give("Student")
        self.assertEqual(self.codes(self.rows(kept)), ["type_stays_internal"])
        self.assertTrue(ann._is_internal())
        run = self.open_run("Login,Name,Role\nann,Ann,Student\n", user_type_change="both")
        self.assertEqual(self.planned(run)["user_type"], ("internal", "portal"))
        [consequence] = run._consequences()
        self.assertEqual((consequence.kind, consequence.number), ("portal", 1))
        [name] = run._consequence_names(consequence)
        self.assertIn("Trade / Administrator", name)
        run._confirm()
        self.advance(run)
        self.assertEqual(ann.group_ids, self.env.ref("base.group_portal"))
        again = self.give("Student", user_type_change="both")
        self.assertEqual(self.rows(again).action, "unchanged")

    def test_a_portal_user_stays_one_where_the_settings_say_so(self):
        ann = self.person(user_type="portal")
        run = self.give("Editor; Student; Trade / User", user_type_change="none")
        self.assertEqual(self.codes(self.rows(run)), ["type_stays_portal"])
        self.assertEqual(ann.import_role_ids.code, "STUDENT")
        self.assertFalse(ann._is_internal())

    def test_a_role_that_was_changed_since_the_plan_leaves_its_rows_alone(self):
        role = self.role("Keeper", [self.seller])
        self.person("bob")
        for name, change in {
            "groups": lambda: role.write({"group_ids": [(6, 0, self.creation.ids)]}),
            "type": lambda: role.write({"user_type": "portal", "group_ids": [(5,)]}),
            "implied": lambda: self.seller.write({"implied_ids": [(4, self.creation.id)]}),
            "archived": lambda: role.write({"active": False}),
        }.items():
            with self.subTest(name), self.cr.savepoint() as savepoint:
                run = self.open_run("Login,Name,Role\nann,Ann,Keeper\nbob,Bob,Keeper\n")
                change()
                run._confirm()
                self.advance(run)
                for row in self.rows(run):
                    self.assertEqual(self.codes(row)[-1], "role_changed")
                self.assertFalse(self.user("ann"))
                self.assertFalse(self.user("bob").import_role_ids)
                savepoint.rollback()
                self.env.invalidate_all()
                self.env.registry.clear_cache("groups")

    def test_a_group_taken_by_somebody_else_since_the_plan_makes_it_stale(self):
        ann = self.person(groups=(self.boss,))
        run = self.open_run("Login,Name,Role\nann,Ann,Trade / User; -Trade / Administrator\n")
        ann.group_ids -= self.boss
        run._confirm()
        self.advance(run)
        self.assertEqual(self.codes(self.rows(run))[-1], "plan_stale")
        self.assertEqual(self.has(ann, self.seller), [False])

    def test_user_types_and_roles_cost_no_query_a_user(self):
        for role in ("Instructor", "Editor"):  # portal and internal
            with self.subTest(role):
                self._asked(role, 2)
                self.assertEqual(self._asked(role, 5), self._asked(role, 25))

    def _asked(self, role, number):
        """Return how often groups are asked for where people are made and written."""
        lines = "".join(f"{role}{number}-{n},Name,{role}\n" for n in range(number))
        run = self.open_run(f"Login,Name,Role\n{lines}")
        run._confirm()
        with self.statements() as statements:
            self.advance(run)
        self.assertEqual(run.created_count, number)
        return len([text for text in statements if 'FROM "res_groups"' in text])

    # -- the roles themselves -------------------------------------------------------------------

    def test_no_shipped_role_gives_administrative_rights(self):
        data = self.env["ir.model.data"].search(
            [("module", "=", "user_bulk_import"), ("model", "=", "user.import.role")]
        )
        roles = self.env["user.import.role"].browse(data.mapped("res_id"))
        self.assertLessEqual(
            {"USER", "EDITOR", "OPERATOR", "MANAGER", "STUDENT", "INSTRUCTOR", "PARENT"}
            | {"CANDIDATE", "INVIGILATOR", "MARKER"},
            set(roles.mapped("code")),
        )
        rights = self.env["user.import.row"]._groups_with_rights()
        self.assertFalse(roles.group_ids.all_implied_ids & rights)
        manager = roles.filtered(lambda role: role.code == "MANAGER")
        self.assertEqual(manager.group_ids, self.creation)
        self.assertIn(self.creation.full_name, manager.description)

    def test_a_portal_role_takes_no_groups_of_internal_users(self):
        with self.assertRaisesRegex(ValidationError, "Trade / User"):
            self.role("Keeper", [self.seller], user_type="portal")

    def test_administrative_rights_by_group_name_are_named_before_the_import(self):
        admin = self.env.ref("base.user_admin")
        self.role("Chief", [self.env.ref("base.group_erp_manager")])
        run = self.open_run(
            "Login,Name,Role\nann,Ann,base.group_system\nbob,Bob,Chief\ncid,Cid,Editor\n",
            user=admin,
        )
        rights = next(item for item in run._consequences() if item.kind == "rights")
        self.assertEqual(rights.number, 2)
        names = run._consequence_names(rights)
        self.assertEqual(names[1], "Bob (Chief)")
        self.assertIn(self.env.ref("base.group_system").full_name, names[0])

    def test_a_role_tells_which_profiles_use_it(self):
        role = self.role("Keeper", aliases="Warden, Guardian of the Vault")
        self.assertFalse(role.profile_ids)
        profile = self.standard.copy()
        line = {"profile_id": profile.id, "target": "roles", "default_value": "warden; USER"}
        column = self.env["user.import.column"].create(line)
        role.invalidate_recordset()
        self.assertEqual(role.profile_ids, profile)
        column.unlink()
        self.env["user.import.value"].create(
            {"profile_id": profile.id, "text": "Chef", "to_role_id": role.id}
        )
        role.invalidate_recordset()
        self.assertEqual((role.profile_ids, role.profile_count), (profile, 1))
        self.env["user.import.rule"].create({"name": "All", "role_ids": [(4, role.id)]})
        role.invalidate_recordset()
        self.assertEqual(role.rule_count, 1)
        action = role.action_view_profiles()
        self.assertEqual(self.env[action["res_model"]].search(action["domain"]), profile)
