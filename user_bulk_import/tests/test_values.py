from odoo.tests import Form, tagged

from .common import ImportCase

HEADER = "login,name,email,role\n"
CADETS = HEADER + "ann,Ann A,ann@x.example,Cadet\nbob,Bob B,bob@x.example,cadet \n"


def person(login, *cells):
    return ",".join([login, f"{login} X", f"{login}@x.example", *cells]) + "\n"


class ValueCase(ImportCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.student = cls.env.ref("user_bulk_import.role_student")
        cls.parent = cls.env.ref("user_bulk_import.role_parent")

    def value(self, run, text):
        """Return a value of the run, as its importer has it."""
        values = run.value_ids.filtered(lambda value: value.text == text)
        self.assertEqual(len(values), 1, text)
        return values.with_user(run.user_id)

    def choose(self, run, text, record):
        """Let a text stand for a record, as the list does."""
        value = self.value(run, text)
        value.write({"target_id": record.id})
        return value


@tagged("post_install", "-at_install")
class TestValues(ValueCase):
    """What texts of the file stand for that name no record here, chosen once for all rows."""

    def test_an_unknown_value_is_listed_once_with_its_rows(self):
        run = self.open_run(CADETS)
        value = self.value(run, "Cadet")
        self.assertEqual((value.kind, value.count, value.headers), ("role", 2, "role"))
        self.assertEqual(value.reason, "Not known here")
        self.assertEqual((run.value_count, run.open_value_count), (1, 1))

    def test_a_file_whose_values_are_all_known_lists_none(self):
        run = self.open_run(HEADER + person("ann", "Student"))
        self.assertFalse(run.value_ids)

    def test_values_are_listed_by_their_number_of_rows(self):
        run = self.open_run(CADETS + person("cid", "Boss") + person("dan", "King; Cadet"))
        self.assertEqual(
            [(value.text, value.count) for value in run.value_ids],
            [("Cadet", 3), ("Boss", 1), ("King", 1)],
        )

    def test_a_choice_plans_the_rows_again_and_stays_listed(self):
        run = self.open_run(CADETS + person("cid", "Student"))
        self.assertEqual(run.failed_count, 2)
        self.choose(run, "Cadet", self.student)
        self.assertEqual((run.state, run.failed_count, run.created_count), ("review", 0, 3))
        value = self.value(run, "Cadet")
        self.assertEqual((value.count, value.meant, value.is_settled), (2, "Student", True))
        self.assertEqual(value.reason, "Not known here")
        self.assertEqual((run.value_count, run.open_value_count), (1, 0))
        run._confirm()
        self.advance(run)
        self.assertEqual(self.user("ann").import_role_ids, self.student)
        self.assertEqual(self.user("bob").import_role_ids, self.student)

    def test_only_rows_with_the_value_are_planned_again(self):
        run = self.open_run(CADETS + person("cid", "Student"))
        known = self.rows(run)[2]
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE user_import_row SET login_key = 'untouched' WHERE id = %s", [known.id]
        )
        known.invalidate_recordset()
        self.choose(run, "Cadet", self.student)
        self.assertEqual(known.login_key, "untouched")

    def test_a_choice_can_be_changed_and_taken_back(self):
        run = self.open_run(CADETS)
        value = self.choose(run, "Cadet", self.student)
        value.to_role_id = self.parent
        self.assertEqual(value.meant, "Parent")
        self.assertEqual(self.rows(run)[0].change_text.count("Parent"), 1)
        value.to_role_id = False
        self.assertEqual((run.failed_count, run.open_value_count, value.count), (2, 1, 2))

    def test_a_value_is_left_out_and_its_rows_go_on_without_it(self):
        run = self.open_run(CADETS)
        value = self.value(run, "Cadet")
        value.left_out = True
        self.assertEqual((run.failed_count, run.created_count), (0, 2))
        self.assertEqual((value.meant, value.count), ("Left out", 2))
        self.assertEqual(self.codes(self.rows(run)[0]), ["value_left_out"])
        value.to_role_id = self.student
        self.assertFalse(value.left_out, "it stands for a record or is left out, never both")
        value.left_out = True
        self.assertFalse(value.to_role_id)

    def test_the_form_keeps_a_choice_and_leaving_out_apart(self):
        run = self.open_run(CADETS)
        with Form(self.value(run, "Cadet")) as form:
            form.target_id = self.student.id
            form.left_out = True
            self.assertFalse(form.target_id)
            form.target_id = self.parent.id
            self.assertFalse(form.left_out)
        self.assertEqual(self.value(run, "Cadet").to_role_id, self.parent)

    def test_a_value_whose_rows_are_corrected_is_listed_no_more(self):
        run = self.open_run(CADETS + person("cid", "Boss"))
        row = self.rows(run)[2].with_user(self.importer)
        key = run.column_ids.filtered(lambda column: column.target == "roles").key
        row.write({"cells": {key: "Student"}})
        self.assertEqual(run.value_ids.mapped("text"), ["Cadet"])
        row.write({"cells": {key: "King"}})
        self.assertEqual(run.value_ids.mapped("text"), ["Cadet", "King"])

    def test_a_choice_holds_when_the_file_is_planned_again(self):
        run = self.open_run(CADETS)
        self.choose(run, "Cadet", self.student)
        self.env["user.import.planner"]._restart(run.sudo())
        self.advance(run)
        self.assertEqual((run.state, run.failed_count, run.created_count), ("review", 0, 2))
        self.assertEqual(self.value(run, "Cadet").count, 2)

    def test_a_choice_that_is_gone_since_is_an_error_again(self):
        run = self.open_run(CADETS)
        value = self.choose(run, "Cadet", self.student)
        self.student.active = False
        self.env["user.import.planner"]._restart(run.sudo())
        self.advance(run)
        self.assertEqual(self.codes(self.rows(run)[0]), ["value_choice_refused"])
        self.assertEqual((run.failed_count, run.open_value_count), (2, 1))
        self.assertEqual(value.reason, "What was chosen is gone, or may not be used")

    def test_a_default_that_is_not_known_is_settled_too(self):
        run = self.open_run(
            "login,name,email\n" + person("ann") + person("bob"),
            read_options={"defaults": {"roles": "Cadet"}},
        )
        self.assertEqual(self.value(run, "Cadet").count, 2)
        self.choose(run, "Cadet", self.student)
        self.assertEqual((run.failed_count, run.created_count), (0, 2))

    def test_every_kind_of_record(self):
        company = self.env["res.company"].create({"name": "Lakeside"})
        self.importer.company_ids += company
        employer = self.env["res.partner"].create({"name": "Mill & Sons", "is_company": True})
        tag = self.env["res.partner.category"].create({"name": "Friends"})
        state = self.env.ref("base.state_us_5")
        text = "login,name,email,companies,country,state,language,employer,tags\n" + person(
            "ann", "Lake", "Amerika", "Kalifornien", "Angles", "The Mill", "Amis"
        )
        run = self.open_run(text, create_tags=False)
        self.assertEqual(
            {(value.kind, value.text) for value in run.value_ids},
            {
                ("company", "Lake"),
                ("country", "Amerika"),
                ("state", "Amerika: Kalifornien"),
                ("lang", "Angles"),
                ("parent", "The Mill"),
                ("tag", "Amis"),
            },
        )
        self.choose(run, "Lake", company)
        self.choose(run, "Amerika", self.env.ref("base.us"))
        self.choose(run, "Angles", self.env.ref("base.lang_en"))
        self.choose(run, "The Mill", employer)
        self.choose(run, "Amis", tag)
        # It is asked for with the country that the row has by now.
        self.assertEqual(run.value_ids.filtered("has_error").text, "United States: Kalifornien")
        self.choose(run, "United States: Kalifornien", state)
        self.assertFalse(run.failed_count, self.rows(run).mapped("issue_text"))
        run._confirm()
        self.advance(run)
        user = self.user("ann")
        self.assertIn(company, user.company_ids)
        self.assertEqual((user.country_id, user.state_id), (self.env.ref("base.us"), state))
        self.assertEqual((user.parent_id, user.category_id), (employer, tag))
        self.assertEqual(user.lang, "en_US")

    def test_a_language_that_is_not_installed_says_so(self):
        run = self.open_run("login,name,email,language\n" + person("ann", "Klingon; Elvish"))
        self.assertEqual(self.value(run, "Klingon; Elvish").reason, "Not known here")
        run = self.open_run("login,name,email,language\n" + person("ann", "French"))
        self.assertEqual(self.value(run, "French").reason, "This language is not installed")

    def test_a_name_of_several_records_is_settled(self):
        mills = self.env["res.partner"].create([{"name": "Mill", "is_company": True}] * 2)
        run = self.open_run("login,name,email,employer\n" + person("ann", "Mill"))
        self.assertEqual(self.value(run, "Mill").reason, "Could be any of: Mill, Mill")
        self.choose(run, "Mill", mills[1])
        run._confirm()
        self.advance(run)
        self.assertEqual(self.user("ann").parent_id, mills[1])

    def test_a_settings_administrator_makes_a_new_role_on_the_way(self):
        admin = self.env.ref("base.user_admin")
        run = self.open_run(CADETS, user=admin)
        Role = self.env["user.import.role"].with_user(admin)
        group = self.env["res.groups"].create({"name": "Readers"})
        role = Role.create({"name": "Cadet", "code": "cadet", "group_ids": [(4, group.id)]})
        self.choose(run, "Cadet", role)
        run._confirm()
        self.advance(run)
        self.assertEqual(self.user("ann").import_role_ids, role)
        self.assertIn(group, self.user("bob").group_ids)


@tagged("post_install", "-at_install")
class TestValuesOfProfiles(ValueCase):
    """Choices are kept with a profile, and an import with it begins with them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.profile = cls.standard.copy()
        cls.system_role = cls.env["user.import.role"].create(
            {
                "name": "Chief",
                "code": "chief",
                "user_type": "internal",
                "group_ids": [(4, cls.env.ref("base.group_system").id)],
            }
        )

    def of_profile(self, user=None, **values):
        return (
            self.env["user.import.value"]
            .with_user(user or self.importer)
            .create({"profile_id": self.profile.id, "kind": "role", "text": "Cadet", **values})
        )

    def test_an_import_begins_with_the_choices_of_its_profile(self):
        self.of_profile(to_role_id=self.student.id)
        self.of_profile(text="Boss", left_out=True)
        run = self.open_run(CADETS + person("cid", "boss"), profile=self.profile)
        self.assertEqual((run.failed_count, run.created_count), (0, 3))
        self.assertEqual(self.value(run, "Cadet").count, 2)
        self.assertFalse(self.value(run, "Cadet").reason)
        self.choose(run, "Cadet", self.parent)
        self.assertEqual(self.profile.value_ids.to_role_id, self.student)

    def test_choices_are_saved_in_a_profile(self):
        saved = self.of_profile(to_role_id=self.parent.id)
        run = self.open_run(CADETS + person("cid", "Boss"))
        self.choose(run, "Cadet", self.student)
        self.value(run, "Boss").left_out = True
        run.with_user(self.importer)._save_in_profile(self.profile.with_user(self.importer))
        self.assertEqual(saved.to_role_id, self.student)
        new = self.profile.value_ids - saved
        self.assertEqual((new.text, new.left_out, new.run_id.id), ("Boss", True, False))

    def test_choices_are_remembered_for_files_with_the_same_titles(self):
        def guided(content, user=None):
            run = (
                self.env["user.import.run"]
                .with_user(user or self.importer)
                ._open("users.csv", content.encode(), profile=self.standard, guided=True)
            )
            self.advance(run)
            return run

        first = guided(CADETS)
        self.choose(first, "Cadet", self.student)
        unconfirmed = guided(CADETS)
        self.assertEqual(unconfirmed.failed_count, 2)
        first._confirm()
        self.advance(first)
        second = guided(HEADER + person("eve", "CADET"))
        self.assertEqual((second.failed_count, second.created_count), (0, 1))
        self.assertEqual(self.value(second, "Cadet").to_role_id, self.student)
        other_titles = guided(HEADER.replace("name", "full name") + person("eve", "Cadet"))
        self.assertEqual(other_titles.failed_count, 1)

    def test_a_copy_of_a_profile_has_its_choices(self):
        self.of_profile(to_role_id=self.student.id)
        self.assertEqual(self.profile.copy().value_ids.to_role_id, self.student)

    def test_nobody_saves_a_role_with_more_rights_than_his_own(self):
        with self.assertRaisesRegex(Exception, "gives rights"):
            self.of_profile(to_role_id=self.system_role.id)
        value = self.of_profile()
        with self.assertRaisesRegex(Exception, "gives rights"):
            value.to_role_id = self.system_role

    def test_a_choice_of_an_administrator_gives_an_importer_no_rights(self):
        self.of_profile(self.env.ref("base.user_admin"), to_role_id=self.system_role.id)
        run = self.open_run(CADETS, profile=self.profile)
        self.assertEqual(self.codes(self.rows(run)[0]), ["role_not_grantable"])
        self.assertEqual(run.created_count, 0)
