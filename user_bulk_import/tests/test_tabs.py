from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import new_test_user

from .common_columns import ColumnsCase

TITLES = "First Name,Last Name,Email"
ANN = f"{TITLES}\nAnn,Lee,ann@example.com\n"
PIA = f"{TITLES}\nPia,Lee,pia@example.com\n"
OF_PIA = f"{TITLES},Parent\nAnn,Lee,ann@example.com,pia@example.com\n"
TWO = (
    '{"7a": [{"First Name": "Ann", "Last Name": "Lee", "Username": "ann"}],'
    ' "7b": [{"First Name": "Bob", "Last Name": "Ray", "Username": "bob"}]}'
)


class TestTabs(ColumnsCase):
    """A table that is named like no tab of the profile: which one is it?"""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.school = cls.env.ref("user_bulk_import.profile_school")

    def asked(self, content=ANN, name="export.csv", **values):
        return self.guided(content, name=name, profile=self.school, **values)

    def roles(self, run):
        return [c.default_value for c in run.column_ids if c.target == "roles"]

    def test_an_import_stops_and_does_not_go_on_before_it_is_said(self):
        run = self.asked()
        self.assertEqual(run.state, "columns")
        self.assertEqual((run.table_ids.label, run.table_ids.tab), ("export", False))
        self.assertEqual(run.table_ids.tabs, ["Students", "Instructors", "Parents", "-"])
        self.assertEqual(self.roles(run), [])
        with self.assertRaisesRegex(UserError, "Which tab .* is “export”"):
            run.action_columns_done()

    def test_the_answer_gives_what_the_tab_gives(self):
        run = self.asked()
        run.write({"table_ids": [Command.update(run.table_ids.id, {"tab": "Parents"})]})
        self.assertEqual(self.roles(run), ["PARENT"])
        self.assertEqual(self.column(run, "Email").required, "always")
        self.finish(run)
        self.assertEqual(self.user("ann@example.com").import_role_ids.code, "PARENT")

    def test_another_answer_takes_back_what_the_first_one_gave(self):
        run = self.asked(OF_PIA.replace("Parent", "Student"))
        fields = []
        for tab in ("Students", "Parents", "Instructors", "-"):
            run.table_ids.tab = tab
            column = self.column(run, "Student")
            fields.append((tab, self.roles(run), column._field_name()))
            self.assertEqual(
                self.column(run, "Email").required, "always" if tab[0] in "PI" else "no"
            )
        self.assertEqual(
            [item for item in fields if item[0] != "Students"],
            [
                ("Parents", ["PARENT"], "association:student_parent:left"),
                ("Instructors", ["INSTRUCTOR"], "association:student_instructor:left"),
                ("-", [], self.column(run, "Student")._field_name()),
            ],
        )
        self.assertEqual(fields[0][1], ["STUDENT"])

    def test_what_a_person_chose_and_typed_stays_with_another_answer(self):
        run = self.asked()
        run.table_ids.tab = "Students"
        self.column(run, "Email").write({"target": "login"})
        [roles] = run.column_ids.filtered(lambda c: c.target == "roles")
        roles.write({"default_value": "INSTRUCTOR"})
        run.table_ids.tab = "Parents"
        self.assertEqual(self.column(run, "Email").target, "login")
        self.assertEqual(self.roles(run), ["INSTRUCTOR"])

    def test_none_of_these_is_an_answer(self):
        run = self.asked()
        run.table_ids.tab = "-"
        self.finish(run)
        self.assertFalse(self.user("ann@example.com").import_role_ids)

    def test_several_tables_may_be_the_same_tab(self):
        run = self.asked(TWO, "classes.json")
        self.assertEqual(run.table_ids.mapped("name"), ["7a", "7b"])
        run.table_ids[0].tab = "Students"
        with self.assertRaisesRegex(UserError, "7b"):
            run.action_columns_done()
        run.table_ids[1].tab = "Students"
        self.columns_done(run)
        self.assertEqual(
            [run._policy_for(sheet).defaults for sheet in run._sheets()],
            [{"roles": "STUDENT"}] * 2,
        )

    def test_a_column_of_one_tab_alone_is_a_guess_that_a_person_confirms(self):
        run = self.asked(OF_PIA)
        self.assertEqual((run.state, run.table_ids.tab), ("columns", "Students"))
        self.finish(run)
        self.assertEqual(self.user("ann@example.com").import_role_ids.code, "STUDENT")

    def test_an_answer_is_offered_for_the_next_file_alike(self):
        run = self.asked()
        run.table_ids.tab = "Parents"
        self.finish(run)
        run = self.asked(PIA)
        self.assertEqual((run.state, run.table_ids.tab), ("columns", "Parents"))

    def test_reading_again_keeps_an_answer_and_asks_for_a_guess_once_more(self):
        run = self.asked(OF_PIA)
        run._read_again({"delimiter": ","})
        self.advance(run)
        self.assertEqual(run.table_ids.is_told, False)
        run.table_ids.tab = "Instructors"
        run._read_again({"delimiter": ","})
        self.advance(run)
        self.assertEqual((run.table_ids.tab, run.table_ids.is_told), ("Instructors", True))

    def test_a_corrected_file_is_the_same_tab(self):
        run = self.asked()
        run.table_ids.tab = "Parents"
        self.columns_done(run)
        better = (
            self.env["user.import.run"]
            .with_user(self.importer)
            ._open("fixed.csv", PIA.encode(), profile=self.school, guided=True)
        )
        better._correct(run)
        self.advance(better)
        self.assertEqual(better.state, "review")
        self.assertEqual(self.roles(better), ["PARENT"])

    def test_a_table_that_says_the_role_in_each_row_is_not_asked_about(self):
        run = self.asked(f"{TITLES},Role\nAnn,Lee,ann@example.com,Student\n")
        self.assertFalse(run.table_ids)

    def test_a_profile_without_tabs_does_not_ask(self):
        self.assertFalse(self.guided(ANN, name="export.csv").table_ids)

    def test_saved_in_a_profile_a_choice_is_about_the_tab_alone(self):
        run = self.asked(f"{TITLES},Shirt\nAnn,Lee,ann@example.com,S\n")
        run.table_ids.tab = "Students"
        self.column(run, "Shirt").write({"target": "function"})
        profile = run._save_as_profile("School with shirts")
        [line] = profile.column_ids.filtered(lambda c: c.header == "Shirt")
        self.assertEqual(line.sheet, "Students")
        roles = profile.column_ids.filtered(lambda c: c.target == "roles")
        self.assertEqual(set(roles.mapped("sheet")), {"Students", "Instructors", "Parents"})

    def test_where_nobody_is_asked_the_import_says_how_to_tell(self):
        run = self.open_run(ANN, name="export.csv", profile=self.school)
        self.assertEqual(run.state, "failed")
        self.assertIn("Students, Instructors, Parents", run.issue_text)
        self.assertIn('--tab "export=Students"', run.issue_text)
        for tabs in ({"export": "Students"}, {"": "Students"}):
            run = self.open_run(
                ANN, name="export.csv", profile=self.school, read_options={"tabs": tabs}
            )
            self.assertEqual(run.state, "review")
            self.assertEqual(self.roles(run), ["STUDENT"])

    def test_nothing_else_is_written_and_by_nobody_else(self):
        run = self.asked()
        table = run.table_ids
        for vals in ({"is_told": True}, {"tab": "Parents", "name": "Parents"}, {"run_id": 1}):
            with self.subTest(vals=vals), self.assertRaises(AccessError):
                table.write(vals)
        with self.assertRaises(ValidationError):
            table.write({"tab": "Candidates"})
        with self.assertRaises(AccessError):
            table.create({"run_id": run.id, "name": "x"})
        with self.assertRaises(AccessError):
            table.unlink()
        with self.assertRaises(AccessError):
            run.write({"table_ids": [Command.delete(table.id)]})
        other = new_test_user(
            self.env, login="other@example.com", groups="user_bulk_import.group_user_import"
        )
        with self.assertRaises(AccessError):
            table.with_user(other).write({"tab": "Parents"})
        table.tab = "Parents"
        self.columns_done(run)
        with self.assertRaisesRegex(UserError, "settled"):
            table.write({"tab": "Students"})
