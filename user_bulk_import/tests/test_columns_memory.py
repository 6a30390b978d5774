from odoo.exceptions import AccessError
from odoo.tests import new_test_user

from .common_columns import ColumnsCase

CSV = "Login,Name,Level,Code\nann,Ann,A,Zebra-quilt-77\n"
OTHER_ORDER = "CODE,name,Level,login\nTulip-barge-31,Bob,B,bob\n"


class TestRememberedColumns(ColumnsCase):
    """The next file with the same titles."""

    def _first(self, confirmed=True):
        run = self.guided(CSV)
        self.column(run, "Level").write({"target": "function"})
        self.column(run, "Code").action_leave_out()
        if confirmed:
            self.finish(run)
        return run

    def test_what_was_chosen_is_taken_again_in_any_order(self):
        self._first()
        run = self.guided(OTHER_ORDER)
        self.assertEqual(run.state, "review", "nothing is left to decide")
        level, code = self.column(run, "Level"), self.column(run, "CODE")
        self.assertEqual((level.target, level.confidence), ("function", "remembered"))
        self.assertEqual((code.target, code.confidence), (False, "remembered"))
        self.assertEqual(self.column(run, "login").confidence, "exact")

    def test_what_stayed_unknown_was_confirmed_to_be_left_out(self):
        self.finish(self.guided(CSV))
        self.assertEqual(self.guided(OTHER_ORDER).state, "review")

    def test_only_an_import_that_was_confirmed_is_remembered(self):
        self._first(confirmed=False).action_cancel()
        self.assertEqual(self.guided(CSV).state, "columns")

    def test_only_the_same_titles_are_remembered(self):
        self._first()
        run = self.guided(CSV.replace("Level", "Rank"))
        self.assertEqual(run.state, "columns")
        self.assertFalse(self.column(run, "Code").confidence)

    def test_only_the_same_company_is_remembered(self):
        self._first()
        company = self.env["res.company"].create({"name": "Elsewhere"})
        self.importer.write({"company_ids": [(4, company.id)], "company_id": company.id})
        run = self.guided(CSV)
        self.assertEqual((run.company_id, run.state), (company, "columns"))

    def test_the_command_line_remembers_nothing(self):
        self._first()
        run = self.open_run(CSV)
        self.assertFalse(self.column(run, "Level").target)

    def test_options_of_the_import_go_before_and_a_profile_behind(self):
        self._first()
        profile = self.strict(header="Level", target="city", required="no")
        self.assertEqual(self.column(self.guided(CSV, profile=profile), "Level").target, "function")
        run = self.guided(CSV, read_options={"map": {"Level": "city"}})
        self.assertEqual(self.column(run, "Level").target, "city")

    def test_a_remembered_password_is_sealed_from_the_start(self):
        run = self.guided(CSV)
        self.column(run, "Code").write({"target": "password"})
        self.finish(run)
        again = self.guided(OTHER_ORDER)
        code = self.column(again, "CODE")
        self.assertEqual((code.target, code.sensitive), ("password", True))
        self.assertNotIn("Tulip", str(self.rows(again).read()))

    def test_a_remembered_property_keeps_its_type(self):
        run = self.guided("Login,Name,Level\nann,Ann,7\n")
        self.column(run, "Level").action_add_to_database()
        self.finish(run)
        level = self.column(self.guided("Login,Name,Level\nbob,Bob,8\n"), "Level")
        self.assertEqual((level.target, level.property_type), ("property", "integer"))

    def test_nobody_reads_what_files_are_told_by(self):
        run = self._first()
        with self.assertRaises(AccessError):
            run.with_user(self.env.ref("base.user_admin")).read(["header_keys"])


class TestSavedColumns(ColumnsCase):
    """Columns in a profile."""

    def _chosen(self, **values):
        run = self.guided(CSV, **values)
        self.column(run, "Level").write({"target": "function", "default_value": "Pupil"})
        self.column(run, "Code").action_leave_out()
        return run

    def _dialog(self, run, **values):
        action = run.action_save_in_profile()
        wizard = self.env[action["res_model"]].with_user(self.importer).browse(action["res_id"])
        wizard.write(values)
        return wizard

    def test_a_new_profile_has_the_settings_and_the_columns(self):
        run = self._chosen(policy={"update_mode": "fill_missing"})
        dialog = self._dialog(run, name="Pupils")
        self.assertEqual(dialog.destination, "new", "a shipped profile stays as it is")
        answer = dialog.action_save()
        self.assertIn("Pupils", answer["params"]["message"])
        profile = self.env["user.import.profile"].search([("code", "=", "pupils")])
        self.assertEqual(profile.update_mode, "fill_missing")
        lines = {c.header: (c.target, c.default_value) for c in profile.column_ids if c.header}
        self.assertEqual(lines["Level"], ("function", "Pupil"))
        self.assertEqual(lines["Code"], (False, False))
        again = self.open_run(CSV, profile=profile)
        self.assertEqual(self.column(again, "Level").target, "function")
        self.assertEqual(self.column(again, "Level").default_value, "Pupil")
        self.assertEqual(self.column(again, "Code").confidence, "saved")
        self.assertEqual(self.guided(CSV, profile=profile).state, "review")

    def test_the_title_of_the_file_is_saved_where_it_was_changed(self):
        run = self.guided(CSV)
        self.column(run, "Level").write({"header": "Phone"})
        self._dialog(run, name="Pupils").action_save()
        profile = self.env["user.import.profile"].search([("code", "=", "pupils")])
        lines = {line.header: line.target for line in profile.column_ids}
        self.assertEqual(lines["Level"], "phone")

    def test_a_profile_of_ones_own_is_updated_and_lines_are_not_doubled(self):
        profile = self.strict(header="Level", target="city", required="no")
        dialog = self._dialog(self._chosen(profile=profile))
        self.assertEqual(dialog.destination, "present")
        dialog.action_save()
        dialog.action_save()
        [line] = profile.column_ids.filtered(lambda c: c.header == "Level")
        self.assertEqual(line.target, "function")
        self.assertEqual(len(profile.column_ids.filtered(lambda c: c.header == "Login")), 1)

    def test_names_may_repeat_codes_may_not(self):
        run = self._chosen()
        profiles = run._save_as_profile("Pupils") | run._save_as_profile("Pupils")
        self.assertEqual(profiles.mapped("code"), ["pupils", "pupils_2"])

    def test_whoever_may_not_silence_alerts_saves_a_profile_that_sends_them(self):
        admin = self.env.ref("base.user_admin")
        profile = self.strict(header="Level", target="city", required="no")
        profile.with_user(admin).security_alerts = "none"
        run = self.guided(CSV, profile=profile)
        self.assertEqual(run.security_alerts, "none")
        self.assertEqual(run._save_as_profile("Loud").security_alerts, "queue")
        with self.assertRaises(AccessError):
            run._save_in_profile(profile.with_user(self.importer))

    def test_a_default_role_beyond_the_rights_of_who_saves_is_refused(self):
        admin = self.env.ref("base.user_admin")
        self.env["user.import.role"].create(
            {
                "name": "Boss",
                "code": "boss_saved",
                "user_type": "internal",
                "group_ids": [(6, 0, self.env.ref("base.group_system").ids)],
            }
        )
        run = self.guided(CSV, user=admin)
        self.column(run, "Level").write({"target": "roles", "default_value": "Boss"})
        profile = self.standard.copy({"code": "roles"})
        with self.assertRaisesRegex(Exception, "Boss"):
            run.with_user(self.importer)._save_in_profile(profile.with_user(self.importer))
        run._save_in_profile(profile.with_user(admin))

    def test_who_may_not_import_saves_nothing(self):
        run = self._chosen()
        clerk = new_test_user(self.env, login="clerk", groups="base.group_erp_manager")
        with self.assertRaises(AccessError):
            run.with_user(clerk)._save_as_profile("Mine")

    def test_columns_of_several_sheets_are_saved_sheet_by_sheet(self):
        run = self.guided(
            '{"students": [{"login": "ann", "name": "Ann", "extra": "1"}],'
            ' "teachers": [{"login": "bob", "name": "Bob", "extra": "2"}]}',
            name="users.json",
        )
        first, second = run.column_ids.filtered(lambda c: c.header == "extra")
        first.write({"target": "city"})
        second.action_leave_out()
        profile = run._save_as_profile("Both")
        lines = profile.column_ids.filtered(lambda c: c.header == "extra")
        self.assertEqual(
            {line.sheet: line.target for line in lines}, {"students": "city", "teachers": False}
        )
