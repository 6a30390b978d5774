"""Each way in which a role or group can come into an import, tried with rights that the importing
person does not have: a group of Settings administrators, one of somebody else, and one that only
implies it. None of them may ever arrive at a user."""

import contextlib

from odoo.exceptions import UserError
from odoo.tests import new_test_user

from .common_roles import RoleCase

WAYS = {
    "a role": "role_not_grantable",
    "an alias": "role_not_grantable",
    "a group's name": "role_not_grantable",
    "an external ID": "role_not_grantable",
    "a nested value of JSON": "role_not_grantable",
    "the default of a profile": "role_not_grantable",
    "a default of the run": "role_not_grantable",
    "a column mapped to roles": "role_not_grantable",
    "a chosen unknown value of a profile": "role_not_grantable",
    "a role made since the plan": "value_unknown",
    "a role that grew since the plan": "role_changed",
    "a group that grew since the plan": "role_changed",
    "rights that the importer lost since the plan": "write_refused",
    "a run that somebody mightier carries on": "role_not_grantable",
    "a distribution rule": "rule_refused",
}
"""Each way with what its rows are refused for."""


class TestRightsWaysIn(RoleCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.keeper = cls.group("Keeper", implied=cls.env.ref("base.group_user"))
        cls.sly = cls.group("Sly", implied=cls.keeper)
        cls.forbidden = [cls.env.ref("base.group_system"), cls.keeper, cls.sly]
        cls.admin = cls.env.ref("base.user_admin")
        cls.importer.group_ids -= cls.keeper

    def test_no_way_in_gives_rights_that_the_importer_lacks(self):
        for group in self.forbidden:
            for way, code in WAYS.items():
                with self.subTest(way, group=group.full_name), self.cr.savepoint() as savepoint:
                    self.bob = self.person("bob")
                    self.portal = self.person("pat", "portal")
                    run = getattr(self, "_" + "".join(c if c.isalnum() else "_" for c in way))(
                        group
                    )
                    self._check(run, group, code)
                    savepoint.rollback()
                    self.env.invalidate_all()
                    self.env.registry.clear_cache("groups")

    def _check(self, run, group, code):
        self.env.invalidate_all()
        for row in self.rows(run):
            self.assertIn(code, self.codes(row))
            self.assertEqual(row.outcome, "failed")
        self.assertEqual(len(self.rows(run)), 3)
        everybody = self.env["res.users"].search([("login", "in", ("ann", "bob", "pat"))])
        for user in everybody:
            self.assertNotIn(group, user.all_group_ids)
            self.assertFalse(user.all_group_ids & (self.keeper | self.env.ref("base.group_system")))
        self.assertFalse(self.user("ann"))

    def _file(self, text, **options):
        """Return an applied run that gives a new, an internal and a portal user the same."""
        return self.import_file(self._content(text), **options)

    def _content(self, text, header="Role"):
        rows = "".join(f'{login},{login.title()},"{text}"\n' for login in ("ann", "bob", "pat"))
        return f"Login,Name,{header}\n{rows}"

    def _a_role(self, group):
        self.role("Chief", [group])
        return self._file("Chief; USER")

    def _an_alias(self, group):
        self.role("Chief", [group], aliases="Head, Big Boss")
        return self._file("big boss")

    def _a_group_s_name(self, group):
        return self._file(group.full_name.replace(",", " "))

    def _an_external_ID(self, group):
        return self._file(group.get_external_id()[group.id])

    def _a_nested_value_of_JSON(self, group):
        self.role("Chief", [group])
        people = ",".join(
            f'{{"login": "{login}", "name": "{login}", "roles": [{{"name": "Chief"}}]}}'
            for login in ("ann", "bob", "pat")
        )
        return self.import_file(f"[{people}]", name="users.json")

    def _the_default_of_a_profile(self, group):
        self.role("Chief", [group])
        profile = self.standard.copy()
        self.env["user.import.column"].with_user(self.admin).create(
            {"profile_id": profile.id, "target": "roles", "default_value": "Chief"}
        )
        return self._file("", profile=profile, update_mode="file_and_defaults")

    def _a_default_of_the_run(self, group):
        name = group.get_external_id()[group.id]
        options = {"read_options": {"defaults": {"roles": name}}}
        return self._file("", update_mode="file_and_defaults", **options)

    def _a_column_mapped_to_roles(self, group):
        self.role("Chief", [group])
        return self.import_file(
            self._content("Chief", "Shoe Size"), read_options={"map": {"Shoe Size": "roles"}}
        )

    def _a_chosen_unknown_value_of_a_profile(self, group):
        profile = self.standard.copy()
        self.env["user.import.value"].with_user(self.admin).create(
            {
                "profile_id": profile.id,
                "text": "Cadet",
                "to_role_id": self.role("Chief", [group]).id,
            }
        )
        return self._file("Cadet", profile=profile)

    def _a_role_made_since_the_plan(self, group):
        run = self.open_run(self._content("Chief"))
        self.role("Chief", [group])
        return self._confirmed(run)

    def _a_role_that_grew_since_the_plan(self, group):
        role = self.role("Chief", [self.seller])
        run = self.open_run(self._content("Chief"))
        role.group_ids |= group
        return self._confirmed(run)

    def _a_group_that_grew_since_the_plan(self, group):
        self.role("Chief", [self.boss])
        run = self.open_run(self._content("Chief"))
        self.boss.implied_ids |= group
        return self._confirmed(run)

    def _rights_that_the_importer_lost_since_the_plan(self, group):
        role = self.role("Chief", [group])
        self.importer.group_ids |= group if group != self.forbidden[0] else self.keeper
        if group == self.forbidden[0]:
            role.group_ids = self.keeper
        run = self.open_run(self._content("Chief"))
        self.assertNotIn("role_not_grantable", self.codes(self.rows(run)[0]))
        self.importer.group_ids -= self.keeper | self.sly
        return self._confirmed(run)

    def _a_run_that_somebody_mightier_carries_on(self, group):
        self.role("Chief", [group])
        run = self.env["user.import.run"].with_user(self.importer)
        run = run._open("users.csv", self._content("Chief").encode(), profile=self.standard)
        mighty = run.with_user(self.admin)
        self.advance(mighty)
        mighty.action_confirm()
        self.advance(mighty.with_user(self.env.ref("base.user_root")))
        return run

    def _a_distribution_rule(self, group):
        self.env["user.import.rule"].with_user(self.admin).create(
            {"name": "All are chiefs", "group_ids": [(4, group.id)]}
        )
        return self._file("USER")

    def _confirmed(self, run):
        run._confirm()
        self.advance(run)
        return run

    # -- fields that no column fills ------------------------------------------------------------

    def test_what_the_plan_writes_on_its_own_is_no_field_for_a_column(self):
        for field in ("groups", "imported_groups", "user_type", "group_ids", "all_group_ids"):
            for options in (
                {"map": {"Shoe Size": field}},
                {"defaults": {field: "base.group_system"}},
                {"map": {"Shoe Size": f"property:{field}"}},
            ):
                with self.subTest(field, options=options), self.cr.savepoint() as savepoint:
                    with contextlib.suppress(UserError):  # it may be told at once
                        self.import_file(
                            self._content("base.group_system", "Shoe Size"), read_options=options
                        )
                    ann = self.user("ann")
                    self.assertFalse(ann and ann._is_internal())
                    self.assertNotIn(self.env.ref("base.group_system"), ann.all_group_ids)
                    savepoint.rollback()
                    self.env.invalidate_all()
                    self.env.registry.clear_cache("groups")

    def test_the_access_of_new_users_gives_no_more_than_the_importer_has(self):
        default = self.env.ref("base.default_user_group")
        default.implied_ids |= self.keeper
        self.import_file("Login,Name,Role\nann,Ann,Editor\n")
        self.assertTrue(self.user("ann")._is_internal())
        self.assertNotIn(self.keeper, self.user("ann").all_group_ids)

    def test_what_one_importer_may_give_another_may_not(self):
        self.role("Chief", [self.keeper])
        mighty = new_test_user(
            self.env, login="mighty", groups="user_bulk_import.group_user_import"
        )
        mighty.group_ids |= self.keeper
        self.import_file("Login,Name,Role\ncid,Cid,Chief\n", user=mighty)
        self.assertIn(self.keeper, self.user("cid").all_group_ids)
        run = self._file("Chief")
        self.assertIn("role_not_grantable", self.codes(self.rows(run)[0]))
