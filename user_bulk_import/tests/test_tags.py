import json

from .common import ImportCase


class TestTags(ImportCase):
    """Tags in tag categories, in all the ways that files write them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Tag = cls.env["res.partner.category"]

    def tags(self, *names):
        """Return a tag in its categories, made where it is missing."""
        tag = self.Tag
        for name in names:
            found = self.Tag.search([("name", "=", name), ("parent_id", "=", tag.id)])
            tag = found or self.Tag.create({"name": name, "parent_id": tag.id})
        return tag

    def planned(self, content, **options):
        """Return the labels of the tags that the first row's user will have, and the row."""
        run = self.open_run(content, **options)
        row = self.rows(run)[:1]
        changes = {change.field: change.new for change in row._changes()}
        return [ref.label for ref in changes.get("tags", ())], row

    def column(self, title, value, **options):
        return self.planned(
            f"Login\tEmail\tName\t{title}\nann\tann@example.com\tAnn\t{value}\n", **options
        )

    def held(self, login="ann"):
        lookup = self.env["user.import.lookup"]
        return sorted(lookup._tag_ref(tag).label for tag in self.user(login).category_id)

    # -- columns ------------------------------------------------------------------------------

    def test_columns_are_named_after_the_usual_categories_in_any_profile(self):
        usual = ("Department", "Section", "Category", "Class", "Source", "Training group")
        for code in ("standard", "directory_api", "company_xlsx"):
            profile = self.env["user.import.profile"].search([("code", "=", code)])
            run = self.env["user.import.run"].new({"profile_id": profile.id})
            run.company_id = self.env.company
            run.user_id = self.importer
            catalogue = run._catalogue()
            for title in usual:
                self.assertIn(f"tag:{title}", catalogue, code)
        for title in (*usual, "Group", "Position"):
            with self.subTest(title=title):
                labels, _row = self.column(title, "X1")
                self.assertEqual(labels, [f"{title}: X1"])

    def test_their_titles_are_known_in_other_languages(self):
        for title, category in (
            ("Abteilung", "Department"),
            ("Klasse", "Class"),
            ("Gruppe", "Group"),
            ("Département", "Department"),
            ("Clase", "Class"),
            ("Catégorie", "Category"),
            ("Herkunft", "Source"),
            ("Группа", "Group"),
            ("Sınıf", "Class"),
        ):
            with self.subTest(title=title):
                labels, _row = self.column(title, "X1")
                self.assertEqual(labels, [f"{category}: X1"])

    def test_a_column_is_named_after_any_category_that_exists(self):
        self.tags("Bus line", "4")
        self.assertEqual(self.column("BUS LINE", "4")[0], ["Bus line: 4"])
        self.assertEqual(self.column("Tag: Bus line", "5")[0], ["Bus line: 5"])

    def test_position_is_a_category_where_the_profile_says_so_and_a_job_title_is_none(self):
        labels, row = self.column("Position", "Driver")
        self.assertEqual(labels, ["Position: Driver"])
        self.assertNotIn("function", {change.field for change in row._changes()})
        _labels, row = self.column("Job position", "Driver")
        self.assertEqual({c.field: c.new for c in row._changes()}["function"], "Driver")
        labels, row = self.column(
            "Position", "X", profile=self.env.ref("user_bulk_import.profile_company_xlsx")
        )
        self.assertEqual(labels, [], "the line of this profile names the job title")

    def test_position_may_be_two_things_where_no_profile_says_which(self):
        self.tags("Position", "Lecturer")
        profile = self.env.ref("user_bulk_import.profile_exam_candidates")
        run = self.open_run(
            "Login\tName\tPosition\nann\tAnn\tLecturer\n", profile=profile, read_options={}
        )
        [column] = run.column_ids.filtered(lambda c: c.header == "Position")
        self.assertFalse(column.target, "a person is asked")
        labels, _row = self.column("Tags.Position", "Lecturer")
        self.assertEqual(labels, ["Position: Lecturer"])

    def test_a_category_is_known_by_its_name_in_another_language(self):
        self.env["res.lang"]._activate_lang("de_DE")
        tag = self.tags("Bus line", "North")
        tag.parent_id.with_context(lang="de_DE").name = "Buslinie"
        tag.with_context(lang="de_DE").name = "Nord"
        for title, value in (
            ("Buslinie", "Nord"),
            ("Buslinie", "North"),
            ("Bus line", "Nord"),
            ("Tags", "Buslinie: North"),
        ):
            with self.subTest(title=title, value=value):
                self.assertEqual(self.column(title, value)[0], ["Bus line: North"])
        self.importer.lang = "de_DE"
        self.assertEqual(self.column("Bus line", "North")[0], ["Buslinie: Nord"])
        self.assertEqual(self.column("Buslinie", "Neu")[0], ["Buslinie: Neu"])

    def test_a_profile_in_english_meets_a_category_in_the_importers_language(self):
        self.env["res.lang"]._activate_lang("de_DE")
        category = self.tags("Department", "IT").parent_id
        category.with_context(lang="de_DE").name = "Abteilung"
        self.importer.lang = "de_DE"
        for title in ("Department", "Abteilung"):
            labels, _row = self.column(title, "Neu")
            self.assertIn("Abteilung: Neu", labels)
            self.import_file(f"Login,Name,{title}\nann,Ann,IT\n")
        self.assertEqual(self.held(), ["Department: IT"])
        self.import_file("Login,Department\nann,[clear]\n")
        self.assertEqual(self.held(), [])

    # -- cells --------------------------------------------------------------------------------

    def test_tags_are_written_in_many_ways(self):
        for text in (
            "Department: IT; Class: 9A",
            "class:9a, DEPARTMENT : it",
            json.dumps([{"name": "Department", "value": "IT"}, {"name": "Class", "value": "9A"}]),
            json.dumps({"Department": ["IT"], "Class": "9A"}),
            json.dumps(["Department: IT", "Class: 9A"]),
        ):
            self.tags("Department", "IT")
            self.tags("Class", "9A")
            with self.subTest(text=text):
                self.assertEqual(self.column("Tags", text)[0], ["Class: 9A", "Department: IT"])
        self.assertEqual(self.column("Tags", '["VIP"]')[0], ["VIP"])
        self.assertEqual(self.column("Tags", "VIP, Guest")[0], ["Guest", "VIP"])

    def test_case_and_accents_make_no_difference(self):
        self.tags("Département", "Études")
        self.assertEqual(self.column("Tags", "departement: ETUDES")[0], ["Département: Études"])

    def test_a_tag_without_its_category_is_told_of(self):
        self.tags("Section", "A1")
        labels, row = self.column("Tags", "a1")
        self.assertEqual(labels, ["Section: A1"])
        self.assertEqual(self.codes(row), ["tag_found"])
        self.assertIn("Section: A1", row.card)
        self.assertIn("“a1” is taken as the tag Section: A1", row.issue_text)
        self.assertFalse(row.run_id.sudo().value_ids, "nobody has to decide about it")
        self.tags("Group", "A1")
        _labels, row = self.column("Tags", "a1")
        self.assertEqual((row.action, self.codes(row)), ("reject", ["value_ambiguous"]))

    def test_names_with_colons_find_their_category(self):
        self.tags("Level: A", "Basic")
        self.assertEqual(self.column("Tags", "Level: A: Basic")[0], ["Level: A: Basic"])
        self.import_file("Login,Name,Tags\nann,Ann,Level: A: New\nbob,Bob,Course: Intro: part 1\n")
        [new] = self.Tag.search([("name", "=", "New")])
        self.assertEqual(new.parent_id.name, "Level: A")
        [intro] = self.Tag.search([("name", "=", "Intro: part 1")])
        self.assertEqual(intro.parent_id.name, "Course")

    def test_categories_in_categories(self):
        tag = self.tags("School", "Bus line", "4")
        for text in ("Bus line: 4", "School / Bus line: 4", "School / Bus line / 4"):
            with self.subTest(text=text):
                self.assertEqual(self.column("Tags", text)[0], ["School / Bus line: 4"])
        self.import_file("Login,Name,Bus line\nann,Ann,5\n")
        self.assertEqual(self.user("ann").category_id.parent_id, tag.parent_id)
        self.assertFalse(self.Tag.search([("name", "=", "Bus line"), ("parent_id", "=", False)]))
        self.tags("Factory", "Bus line", "7")
        _labels, row = self.column("Tags", "Bus line: 99")
        self.assertEqual(self.codes(row), ["value_ambiguous"])
        self.assertIn("Factory / Bus line, School / Bus line", row.issue_text)

    def test_archived_tags_are_neither_given_nor_made_again(self):
        tag = self.tags("Department", "Old")
        tag.active = False
        _labels, row = self.column("Department", "old")
        self.assertEqual(self.codes(row), ["tag_archived"])
        run = row.run_id
        [value] = run.sudo().value_ids
        self.assertEqual(
            (value.kind, value.text, value.has_error), ("tag", "Department: old", True)
        )
        tag.active = True
        tag.parent_id.active = False
        _labels, row = self.column("Tags", "Department: Brand new")
        self.assertEqual(self.codes(row), ["tag_archived"])

    def test_very_long_names_are_refused(self):
        _labels, row = self.column("Tags", "x" * 300)
        self.assertEqual(self.codes(row), ["text_too_long"])

    # -- what becomes of them -----------------------------------------------------------------

    def test_added_replaced_by_category_taken_away_and_cleared(self):
        self.import_file("Login,Name,Department,Class,Tags\nann,Ann,IT,9A,VIP\n")
        self.assertEqual(self.held(), ["Class: 9A", "Department: IT", "VIP"])
        self.import_file("Login,Department\nann,Sales\n")
        self.assertEqual(self.held(), ["Class: 9A", "Department: IT", "Department: Sales", "VIP"])
        self.import_file("Login,Department\nann,HR\n", multi_value_mode="replace")
        self.assertEqual(self.held(), ["Class: 9A", "Department: HR", "VIP"])
        self.import_file("Login,Tags\nann,-VIP; -Class: 9A\n")
        self.assertEqual(self.held(), ["Department: HR"])
        self.import_file("Login,Tags\nann,Class: 9B; Guest\n")
        self.import_file("Login,Department\nann,[clear]\n")
        self.assertEqual(self.held(), ["Class: 9B", "Guest"])
        self.import_file("Login,Tags\nann,[clear]\n")
        self.assertEqual(self.held(), [])

    def test_new_tags_are_made_in_batch_and_once(self):
        rows = "".join(f"u{n},U{n},New {n % 7},class {n % 3}\n" for n in range(60))
        with self.statements() as statements:
            self.import_file(f"Login,Name,Department,Class\n{rows}")
        made = [s for s in statements if 'INSERT INTO "res_partner_category"' in s]
        self.assertLessEqual(len(made), 3)
        for category, count in (("Department", 7), ("Class", 3)):
            tags = self.Tag.search([("parent_id.name", "=", category), ("name", "ilike", " ")])
            self.assertEqual(len(tags), count)

    def test_no_tag_is_made_where_the_profile_forbids_it(self):
        _labels, row = self.column("Department", "Brand new", create_tags=False)
        self.assertEqual(self.codes(row), ["tag_unknown"])
