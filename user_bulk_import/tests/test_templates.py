import io
import json

import openpyxl

from odoo.tests import HttpCase, new_test_user, tagged

from .common import ImportCase

PROFILES = (
    "standard",
    "exam_json",
    "exam_candidates",
    "school",
    "company_xlsx",
    "directory_api",
)


class TemplateCase(ImportCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("fr_FR")

    def setUp(self):
        super().setUp()
        self.template = self.env["user.import.template"].with_user(self.importer)

    def profile(self, code):
        profiles = self.env["user.import.profile"].with_user(self.importer)
        return profiles.search([("code", "=", code)])

    def spoken(self, lang):
        """Return the maker of templates, and let the importer speak a language."""
        self.importer.lang = lang
        return self.template.with_context(lang=lang)

    def book(self, content):
        return openpyxl.load_workbook(io.BytesIO(content))

    def visible(self, book):
        return [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]

    def assert_imports_without_a_flag(self, run, count):
        self.assertEqual(run.state, "review", run.issue_text)
        self.assertFalse(run._columns_to_check())
        told = [(c.header, c.issue_text) for c in run.column_ids if c.issues]
        self.assertFalse(told)
        rows = self.rows(run)
        self.assertFalse([row.issues for row in rows if row.issues])
        self.assertEqual((run.total_count, run.created_count), (count, count))

    def read_run(self, content, name, profile):
        run = (
            self.env["user.import.run"]
            .with_user(self.importer)
            ._open(name, content, profile=profile, guided=True)
        )
        self.advance(run)
        return run


class TestTemplates(TemplateCase):
    """What a profile's template and samples hold imports with that profile, without a flag."""

    def _filled(self, maker, profile):
        """Return the template with two people on each tab, and how many these are."""
        book = self.book(maker._xlsx(profile))
        names = profile._user_types()
        finder = maker.env["user.import.template.columns"]
        everybody = maker._people(len(names) or 1)
        for sheet, name, persons in zip(self.visible(book), names or [""], everybody, strict=True):
            columns = finder._of_tab(profile, name)
            self.assertEqual([cell.value for cell in sheet[1]], [c.title for c in columns])
            for line, person in enumerate(persons, start=2):
                for index, text in enumerate(maker._row(columns, person), start=1):
                    sheet.cell(line, index, text or None)
        output = io.BytesIO()
        book.save(output)
        return output.getvalue(), 2 * len(everybody)

    def test_a_filled_template_imports_without_a_flag(self):
        for lang in ("en_US", "fr_FR"):
            maker = self.spoken(lang)
            for code in PROFILES:
                with self.subTest(code=code, lang=lang):
                    profile = self.profile(code)
                    content, count = self._filled(maker, profile)
                    run = self.read_run(content, "filled.xlsx", profile)
                    self.assert_imports_without_a_flag(run, count)
                    for column in run.column_ids.filtered(lambda c: c.index >= 0):
                        self.assertTrue(column.target, column.header)

    def test_samples_import_without_a_flag(self):
        for code in PROFILES:
            profile = self.profile(code)
            for kind in ("csv", "json"):
                with self.subTest(code=code, kind=kind):
                    content = getattr(self.template, f"_{kind}")(profile)
                    run = self.read_run(content, f"sample.{kind}", profile)
                    self.assert_imports_without_a_flag(run, 6 if code == "school" else 2)

    def test_samples_of_people_who_exist_are_of_others(self):
        profile = self.profile("standard")
        self.import_file(self.template._csv(profile), profile=profile)
        run = self.read_run(self.template._csv(profile), "again.csv", profile)
        self.assert_imports_without_a_flag(run, 2)

    def test_each_user_type_has_its_tab_and_its_role(self):
        profile = self.profile("school")
        names = ["Students", "Instructors", "Parents"]
        book = self.book(self.template._xlsx(profile))
        self.assertEqual([sheet.title for sheet in self.visible(book)], names)
        self.assertEqual(list(json.loads(self.template._json(profile))), names)
        run = self.import_file(self.template._json(profile), name="s.json", profile=profile)
        for row in self.rows(run):
            self.assertEqual(row.user_id.import_role_ids.code, row.sheet.upper().rstrip("S"))
        run = self.import_file(self.template._csv(profile), profile=profile)
        roles = self.rows(run).user_id.mapped("import_role_ids.code")
        self.assertEqual(set(roles), {"STUDENT", "INSTRUCTOR", "PARENT"})

    def test_tabs_that_json_has_no_lists_for_give_one_list(self):
        profile = self.env["user.import.profile"].create({"name": "Clerks", "code": "clerks"})
        line = {"profile_id": profile.id, "target": "roles", "default_value": "USER"}
        self.env["user.import.column"].create({**line, "sheet": "Clerks"})
        content = json.loads(self.template._json(profile))
        self.assertEqual(len(content), 2)
        self.assertEqual(content[0]["Roles"], ["USER"])

    def test_required_columns_are_marked_and_explained(self):
        sheet = self.visible(self.book(self.template._xlsx(self.profile("exam_candidates"))))[0]
        looks = {cell.value: cell.fill.start_color.rgb for cell in sheet[1]}
        notes = {cell.value: cell.comment.text for cell in sheet[1]}
        self.assertEqual(len({looks["Username"], looks["Password"], looks["Title"]}), 3)
        self.assertIn("Required in each row.", notes["Username"])
        self.assertIn("Required for new users.", notes["Password"])
        self.assertIn("Left blank, it is: CANDIDATE", notes["Role"])
        self.assertNotIn("Required", notes["Title"])
        self.assertTrue(all(notes.values()))

    def test_a_required_column_that_was_deleted_is_named(self):
        profile = self.profile("company_xlsx")
        content, _count = self._filled(self.template, profile)
        book = self.book(content)
        sheet = self.visible(book)[0]
        titles = [cell.value for cell in sheet[1]]
        sheet.delete_cols(titles.index("reference") + 1)
        output = io.BytesIO()
        book.save(output)
        run = self.read_run(output.getvalue(), "filled.xlsx", profile)
        self.assertEqual(run.state, "columns")
        self.assertIn("Reference", " ".join(run.column_ids.mapped("issue_text")))

    def test_codes_keep_their_zeros(self):
        sheet = self.visible(self.book(self.template._xlsx(self.profile("exam_candidates"))))[0]
        self.assertEqual(sheet.column_dimensions["A"].number_format, "@")

    def _lists(self, profile):
        """Return what the drop-down lists offer, by title."""
        book = self.book(self.template._xlsx(profile))
        sheet = self.visible(book)[0]
        offered = {}
        for rule in sheet.data_validations.dataValidation:
            [cells] = rule.sqref.ranges
            self.assertGreater(cells.max_row, 1_000)
            title = sheet.cell(1, cells.min_col).value
            name, place = rule.formula1.strip("=").rsplit("!", 1)
            rows = book[name.strip("'")][place.replace("$", "")]
            rows = rows if isinstance(rows, tuple) else ((rows,),)
            offered[title] = [row[0].value for row in rows]
        return offered

    def test_lists_offer_what_an_import_takes(self):
        lists = self._lists(self.profile("exam_candidates"))
        self.assertEqual(lists["Deleted"], ["yes", "no"])
        self.assertEqual(lists["Eligible"], ["yes", "no"])
        self.assertIn("Candidate", lists["Role"])
        lists = self._lists(self.profile("directory_api"))
        self.assertEqual(lists["gender"], ["Male", "Female"])
        lists = self._lists(self.profile("standard"))
        self.assertEqual(len(lists["Language"]), 2)
        self.assertNotIn("company", str(lists).lower())

    def test_roles_that_the_importer_may_not_give_are_not_offered(self):
        group = self.env["res.groups"].create({"name": "Not the importer's"})
        self.env["user.import.role"].create(
            {"name": "Overlord", "code": "OVERLORD", "group_ids": group.ids}
        )
        self.assertNotIn("Overlord", self._lists(self.profile("standard"))["Roles"])

    def test_several_companies_are_offered(self):
        company = self.env["res.company"].create({"name": "Second Company"})
        self.importer.company_ids |= company
        # “Company” alone may be the employer as well.
        lists = self._lists(self.profile("standard"))
        [offered] = [texts for title, texts in lists.items() if "company" in title.lower()]
        self.assertIn("Second Company", offered)
        run = self.read_run(self.template._csv(self.profile("standard")), "s.csv", self.standard)
        self.assert_imports_without_a_flag(run, 2)

    def test_lists_are_hidden_and_never_read(self):
        profile = self.profile("directory_api")
        content, count = self._filled(self.template, profile)
        book = self.book(content)
        [hidden] = [sheet for sheet in book.worksheets if sheet.sheet_state != "visible"]
        self.assertEqual(hidden.sheet_state, "veryHidden")
        hidden.sheet_state = "visible"  # somebody shows it
        output = io.BytesIO()
        book.save(output)
        self.assert_imports_without_a_flag(
            self.read_run(output.getvalue(), "shown.xlsx", profile), count
        )


@tagged("post_install", "-at_install")
class TestTemplateDownload(HttpCase):
    def _get(self, kind, login="importer@example.com"):
        self.authenticate(login, login)
        profile = self.env.ref("user_bulk_import.profile_school")
        return self.url_open(f"/user_bulk_import/template/{profile.id}.{kind}")

    def test_whoever_imports_downloads_it_and_nobody_keeps_it(self):
        new_test_user(self.env, "importer@example.com", groups="user_bulk_import.group_user_import")
        for kind, part in (("xlsx", "template"), ("csv", "sample"), ("json", "sample")):
            answer = self._get(kind)
            self.assertEqual(answer.status_code, 200)
            self.assertEqual(answer.headers["Cache-Control"], "no-store")
            self.assertIn(f"school-{part}.{kind}", answer.headers["Content-Disposition"])
        self.assertEqual(self._get("exe").status_code, 404)

    def test_others_get_nothing(self):
        new_test_user(self.env, "clerk@example.com", groups="base.group_user")
        self.assertEqual(self._get("xlsx", "clerk@example.com").status_code, 404)
