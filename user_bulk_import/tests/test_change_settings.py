from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import new_test_user

from .common_columns import ColumnsCase

PEOPLE = "Login,Name\nann,Ann\n"


class TestChangeSettings(ColumnsCase):
    """Other settings for an import that has not begun."""

    def _dialog(self, run, user=None, **values):
        user = user or self.importer
        action = run.with_user(user).action_change_settings()
        wizard = self.env[action["res_model"]].with_user(user).browse(action["res_id"])
        wizard.write(values)
        return wizard

    def _change(self, run, user=None, **values):
        self._dialog(run, user, **values).action_apply()
        self.advance(run)

    def _with_common_password(self, **policy):
        run = (
            self.env["user.import.run"]
            .with_user(self.importer)
            ._open(
                "users.csv",
                PEOPLE.encode(),
                profile=self.standard,
                policy={"password_mode": "common", **policy},
                common_password="Zebra-quilt-77",
            )
        )
        self.advance(run)
        return run

    def test_a_date_format_makes_a_refused_date_fine(self):
        profile = self.standard.copy({"code": "dates"})
        line = {"header": "Joined", "target": "property", "property_label": "Joined"}
        line |= {"property_type": "date", "profile_id": profile.id}
        self.env["user.import.column"].create(line)
        run = self.open_run("Login,Name,Joined\nann,Ann,03/04/2001\n", profile=profile)
        self.assertEqual((run.state, run.failed_count), ("review", 1))
        self._change(run, date_format="%d/%m/%Y")
        self.assertEqual((run.state, run.failed_count, run.created_count), ("review", 0, 1))
        self.assertIn("2001-04-03", str(self.rows(run).changes))
        self.assertIn("Settings changed: Date Format.", run.message_ids[0].body)
        self.assertFalse(profile.date_format)

    def test_the_columns_are_looked_at_again(self):
        run = self.guided("Login,Name,Shoe size\nann,Ann,38\n")
        self.assertEqual(run.state, "columns")
        self._change(run, operation="create", password_mode="file")
        self.assertEqual(run.state, "columns")
        with self.assertRaisesRegex(UserError, "Password"):
            run.action_columns_done()
        self._change(run, password_mode="generate")
        self.columns_done(run)
        self.assertEqual((run.state, run.failed_count), ("review", 0))

    def test_nothing_is_planned_again_where_nothing_changes(self):
        run = self.open_run(PEOPLE)
        dialog = self._dialog(run)
        dialog.action_apply()
        self.assertEqual(run.state, "review")
        self.assertFalse(run.message_ids.filtered(lambda m: "Settings" in (m.body or "")))

    def test_the_import_of_somebody_else_is_refused(self):
        colleague = new_test_user(
            self.env, login="colleague", groups="user_bulk_import.group_user_import"
        )
        run = self.open_run(PEOPLE)
        with self.assertRaises(AccessError):
            run.with_user(colleague).action_change_settings()
        forged = self.env["user.import.settings"].with_user(colleague).create({"run_id": run.id})
        with self.assertRaises(AccessError):
            forged.action_apply()
        with self.assertRaises(AccessError):
            self._dialog(run).with_user(colleague).action_apply()

    def test_too_late_once_the_import_has_begun(self):
        run = self.open_run(PEOPLE)
        dialog = self._dialog(run, on_error="abort")
        run._confirm()
        with self.assertRaisesRegex(UserError, "before the import has begun"):
            dialog.action_apply()
        with self.assertRaisesRegex(UserError, "before the import has begun"):
            run.action_change_settings()

    def test_only_a_settings_administrator_silences_alerts(self):
        admin = self.env.ref("base.user_admin")
        run = self.open_run(PEOPLE)
        for user in (self.importer, admin):  # the import has its importer's rights
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self._change(run, user, security_alerts="none")
        self.assertEqual(run.security_alerts, "queue")
        run = self.open_run(PEOPLE, user=admin)
        self._change(run, admin, security_alerts="none")
        self.assertEqual((run.state, run.security_alerts), ("review", "none"))

    def test_a_silent_profile_is_taken_as_it_is(self):
        run = self.open_run(PEOPLE, profile=self.standard.copy({"security_alerts": "none"}))
        with self.assertRaises(AccessError):
            self._change(run, allow_rename=True)
        self._change(run, allow_rename=True, security_alerts="queue")
        self.assertTrue(run.allow_rename)

    def test_settings_that_do_not_go_together_are_refused(self):
        run = self.open_run(PEOPLE)
        for values in ({"update_passwords": True}, {"match_on": "name"}, {"date_format": "x"}):
            with self.subTest(values=values), self.assertRaises(ValidationError):
                self._change(run, **values)
        self.assertEqual(run.state, "review")

    def test_a_password_for_all_cannot_be_chosen_afterwards(self):
        run = self.open_run(PEOPLE)
        with self.assertRaisesRegex(UserError, "upload the file again"):
            self._change(run, password_mode="common")
        self._change(run, password_mode="common", operation="update")
        with self.assertRaisesRegex(UserError, "upload the file again"):
            self._change(run, operation="upsert")

    def test_a_password_for_all_stays_until_another_way_is_chosen(self):
        run = self._with_common_password()
        self._change(run, on_error="abort")
        self.assertTrue(run.sudo().common_password)
        self._change(run, password_mode="generate")
        self.assertFalse(run.sudo().common_password)
        with self.assertRaisesRegex(UserError, "upload the file again"):
            self._change(run, password_mode="common")
