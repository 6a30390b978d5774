import base64

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.user_bulk_import.engine.readers.bundle import MAX_PARTS

from .common import ImportCase, pasted, uploaded

TITLES = "First Name,Last Name,Email\n"
STUDENTS = f"{TITLES}Ann,Lee,ann@example.com\nBob,Ray,bob@example.com\n"
PARENTS = f"{TITLES}Pia,Lee,pia@example.com\n"


@tagged("post_install", "-at_install")
class TestUpload(ImportCase):
    """Several files, or texts in several tabs, are one import."""

    def setUp(self):
        super().setUp()
        self.school = self.env.ref("user_bulk_import.profile_school")

    def _wizard(self, profile=None, **values):
        profile = profile or self.standard
        return (
            self.env["user.import.wizard"]
            .with_user(self.importer)
            .create({"profile_id": profile.id, **profile._policy_field_values(), **values})
        )

    def _run(self, profile=None, **values):
        action = self._wizard(profile, **values).action_continue()
        return self.env["user.import.run"].browse(action["res_id"])

    # -- several ------------------------------------------------------------------------------

    def test_files_named_like_tabs_give_the_roles_of_these_tabs(self):
        files = [uploaded(STUDENTS, "students.csv"), uploaded(PARENTS, "Parents.csv")]
        run = self._run(self.school, files=files)
        self.assertEqual(run.file_name, "students.csv, Parents.csv")
        self.assertTrue(run.guided)
        self.assertEqual(run.read_options, {"bundle": True})
        self.assertEqual(run.state, "review")
        rows = self.rows(run)
        self.assertEqual(rows.mapped(lambda r: (r.sheet, r.number)), [
            ("students", 2), ("students", 3), ("Parents", 2)
        ])  # fmt: skip
        run._confirm()
        self.advance(run)
        self.assertEqual(self.user("ann@example.com").import_role_ids.code, "STUDENT")
        self.assertEqual(self.user("pia@example.com").import_role_ids.code, "PARENT")

    def test_other_names_that_say_the_same_give_the_roles_too(self):
        for name, role in (
            ("Pupils 2026.csv", "STUDENT"),
            ("Schüler.csv", "STUDENT"),
            ("teachers.csv", "INSTRUCTOR"),
            ("Eltern 7A.csv", "PARENT"),
            ("parents of students.csv", None),
            ("people.csv", None),
        ):
            with self.subTest(name=name):
                run = self._run(self.school, files=[uploaded(PARENTS, name)])
                self.assertEqual(run._policy_for("").defaults.get("roles"), role)
        run = self._run(
            self.school, pasted=[pasted(PARENTS, "Parents"), pasted(STUDENTS, "Élèves")]
        )
        self.assertEqual(run._policy_for("Élèves").defaults, {"roles": "STUDENT"})

    def test_what_a_tab_requires_is_required_of_the_file_of_its_name(self):
        no_mail = "First Name,Last Name,Username\nAnn,Lee,ann\n"
        run = self._run(
            self.school, files=[uploaded(no_mail, "Students.csv"), uploaded(no_mail, "Parents.csv")]
        )
        self.assertEqual(run.state, "columns")
        self.assertEqual(run._columns_to_check().mapped("sheet"), ["Parents"])

    def test_pasted_tabs_are_the_sheets_of_the_profile(self):
        texts = [pasted(STUDENTS, "Students"), pasted(PARENTS, "Parents")]
        run = self._run(self.school, pasted=texts)
        self.assertEqual(run.file_name, "Pasted text: Students, Parents")
        self.assertEqual(set(self.rows(run).mapped("sheet")), {"Students", "Parents"})
        self.assertEqual(run._policy_for("Parents").defaults, {"roles": "PARENT"})

    def test_a_text_pasted_for_another_profile_is_in_the_first_tab(self):
        run = self._run(self.school, pasted=[pasted(STUDENTS)])
        self.assertEqual(set(self.rows(run).mapped("sheet")), {"Students"})

    def test_a_single_file_is_what_it_is(self):
        wizard = self._wizard(files=[uploaded(STUDENTS, "students.csv")])
        pieces, name, options = wizard._content()
        content = b"".join(pieces).decode()
        self.assertEqual((content, name, options), (STUDENTS, "students.csv", {}))

    def test_many_files_are_named_in_a_few_words(self):
        files = [uploaded(PARENTS, f"{'x' * 70}{number}.csv") for number in range(5)]
        _content, name, _options = self._wizard(files=files)._content()
        self.assertTrue(name.endswith(" and 2 more"), name)
        self.assertLess(len(name), 220)

    def test_too_many_files_are_refused(self):
        with self.assertRaisesRegex(UserError, "more than 100 files"):
            self._wizard(files=[uploaded(PARENTS)] * (MAX_PARTS + 1))

    # -- how it is read -----------------------------------------------------------------------

    def test_what_a_person_says_of_the_file_goes_before_what_is_found(self):
        content = "Login|Name\nann|Jürgen; Müller\n".encode("cp1252")
        run = self._run(
            files=[uploaded(content)],
            read_format="csv",
            read_encoding="cp1252",
            read_delimiter="|",
        )
        options = {"format": "csv", "encoding": "cp1252", "delimiter": "|"}
        self.assertEqual(run.read_options, options)
        self.assertEqual(run.file_facts["encoding"], ["cp1252"])
        self.assertEqual(run.file_facts["delimiter"], ["|"])
        with self.assertRaisesRegex(UserError, "JSON"):
            self._run(files=[uploaded(content)], read_format="json")

    # -- what is kept -------------------------------------------------------------------------

    def test_a_refusal_names_the_file_and_keeps_all_of_them(self):
        picture = uploaded(b"\x89PNG\r\n\x1a\n" + bytes(100), "photo.csv")
        wizard = self._wizard(files=[uploaded(STUDENTS), picture])
        with self.assertRaisesRegex(UserError, "^photo.csv: The file is a picture"):
            wizard.action_continue()
        told = [{key: item[key] for key in ("name", "kept")} for item in wizard.files]
        self.assertEqual(told, [{"name": "users.csv", "kept": 0}, {"name": "photo.csv", "kept": 1}])
        wizard.write({"files": [wizard.files[0], uploaded(PARENTS, "parents.csv")]})
        run = self.env["user.import.run"].browse(wizard.action_continue()["res_id"])
        self.assertEqual(run.total_count, 3)

    def test_files_are_read_again_together(self):
        run = self._run(files=[uploaded(STUDENTS, "a.csv"), uploaded(PARENTS, "b.csv")])
        run._read_again({"sheets": ["b"]})
        self.advance(run)
        self.assertEqual(run.read_options, {"bundle": True, "sheets": ["b"]})
        self.assertEqual((run.total_count, self.rows(run).sheet), (1, "b"))

    def test_names_and_texts_that_no_database_holds_do_no_harm(self):
        wizard = self._wizard(files=[uploaded(STUDENTS, "a\0\nb\ud800.csv")])
        self.assertEqual(wizard.files[0]["name"], "ab.csv")
        wizard = self._wizard(pasted=[pasted("Login,Name\nann,\ud800\n")])
        with self.assertRaises(UserError):
            wizard.action_continue()

    def test_one_tab_is_changed_and_the_others_stay(self):
        wizard = self._wizard(pasted=[pasted(STUDENTS, "Students"), pasted(PARENTS, "Parents")])
        wizard.write({"pasted": [{"name": "Parents", "lines": 2, "kept": 1}, pasted("  \n", "X")]})
        [part] = wizard._kept_parts("pasted")
        content = b"".join(wizard._pieces([part])).decode()
        self.assertEqual((part.name, content), ("Parents", PARENTS))

    def test_what_is_kept_survives_a_save_of_something_else(self):
        wizard = self._wizard(files=[uploaded(STUDENTS)])
        wizard.web_save({"comment": "x"}, {"files": {}, "pasted": {}})
        wizard.web_save({"files": wizard.files}, {})
        self.assertEqual(b"".join(wizard._content()[0]).decode(), STUDENTS)

    def test_what_did_not_arrive_whole_is_refused_in_words(self):
        for item in (
            {"name": "a.csv"},
            {"name": "a.csv", "content": "not base64!"},
            {"name": 1, "content": ""},
            {"kept": 3},
            {"kept": "x"},
            "a.csv",
            None,
        ):
            with self.subTest(item=item), self.assertRaisesRegex(UserError, "Choose the files"):
                self._wizard(files=[item])
        with self.assertRaisesRegex(UserError, "Choose the files"):
            self._wizard(files="abc")

    def test_what_is_told_of_what_is_kept_cannot_be_written_or_read(self):
        wizard = self._wizard(files=[uploaded(STUDENTS)])
        for name in ("kept_files", "kept_pasted", "stored_files", "stored_pasted"):
            with self.subTest(name=name), self.assertRaises(AccessError):
                wizard.write({name: base64.b64encode(b"x").decode()})

    # -- tabs ---------------------------------------------------------------------------------

    def test_tabs_are_those_of_the_profile_with_an_example_each(self):
        wizard = self._wizard(self.school)
        tabs = {tab["name"]: tab["example"] for tab in wizard.paste_tabs}
        self.assertEqual(list(tabs), ["Students", "Instructors", "Parents"])
        self.assertTrue(tabs["Students"].startswith("First Name,Last Name,Email"))
        self.assertEqual([tab["name"] for tab in self._wizard().paste_tabs], [""])

    def test_examples_of_all_profiles_hold_no_password(self):
        for profile in self.env["user.import.profile"].search([]):
            for tab in self._wizard(profile).paste_tabs:
                self.assertNotIn("assword", tab["example"])
                self.assertEqual(tab["example"].count("\n"), 2)
