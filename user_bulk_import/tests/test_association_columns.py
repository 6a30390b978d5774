from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .common_columns import ColumnsCase
from .test_associations import AssociationCase


@tagged("post_install", "-at_install")
class TestAssociationColumns(AssociationCase):
    """How titles become fields that name other people."""

    def fields(self, run):
        columns = run.sudo().column_ids.filtered(lambda c: c.index >= 0).sorted("index")
        return {column.header: column._field_name() for column in columns}

    def test_titles_are_known_by_the_names_of_the_sides(self):
        run = self.open_run("Login,Name,Parents,Parent 2,Teacher\nann,Ann,,,\n")
        self.assertEqual(
            list(self.fields(run).values())[2:],
            [
                "association:student_parent:right",
                "association:student_parent:right",
                "association:student_instructor:right",
            ],
        )

    def test_a_title_that_fits_two_types_is_shown_and_not_mapped(self):
        run = self.open_run("Login,Name,Pupil\nann,Ann,\n")
        self.assertEqual(self.fields(run)["Pupil"], "")
        self.assertIn("header_ambiguous", self.codes_of(run, "Pupil"))

    def codes_of(self, run, header):
        column = run.sudo().column_ids.filtered(lambda c: c.header == header)
        return [item["code"] for item in column.issues]

    def test_a_profile_says_for_a_sheet_which_it_is(self):
        profile = self.standard.copy({"code": "mine"})
        self.env["user.import.column"].create(
            {
                "profile_id": profile.id,
                "header": "Pupil",
                "target": "association",
                "association_type_id": self.parents.id,
                "association_side": "left",
            }
        )
        run = self.import_file("Login,Name,Pupil\nann,Ann,\nmum,Mum,ann\n", profile=profile)
        self.assertEqual(self.fields(run)["Pupil"], "association:student_parent:left")
        self.assertEqual(self.pairs(), {("ann", "mum")})

    def test_a_call_says_what_a_column_names(self):
        options = {"map": {"Looked After By": "association:student_parent:right"}}
        run = self.import_file("Login,Name,Looked After By\nann,Ann,mum\n", read_options=options)
        self.assertEqual(self.pairs(), {("ann", "mum")})
        column = run.sudo().column_ids.filtered(lambda c: c.header == "Looked After By")
        self.assertEqual(column.target_label, "Parent (Student ↔ Parent)")

    def test_a_new_type_brings_its_titles(self):
        self.env["user.association.type"].create(
            {
                "name": "Mentoring",
                "code": "mentor",
                "left_name": "Mentee",
                "right_name": "Mentor",
                "right_aliases": "Buddy, Godparent",
            }
        )
        run = self.open_run("Login,Name,Buddies,Godparent\nann,Ann,,\n")
        self.assertEqual(self.fields(run)["Godparent"], "association:mentor:right")

    def test_a_type_is_needed_and_its_code_parts_no_names(self):
        with self.assertRaises(ValidationError):
            self.env["user.import.column"].create(
                {"profile_id": self.standard.id, "header": "X", "target": "association"}
            )
        with self.assertRaises(ValidationError):
            self.parents.code = "a:b c"


@tagged("post_install", "-at_install")
class TestAssociationColumnsStep(ColumnsCase):
    """What a person chooses for a column, and a profile keeps."""

    def test_a_person_chooses_a_type_and_a_side(self):
        parents = self.env.ref("user_bulk_import.association_type_student_parent")
        run = self.guided("Login,Name,Pupil\nann,Ann,\n")
        column = run.column_ids.filtered(lambda c: c.header == "Pupil")
        column = column.with_user(self.importer)
        column.write({"target": "association"})
        self.assertEqual(column.sudo().association_side, "left", "as the title says")
        column.write({"association_type_id": parents.id})
        self.assertEqual(column.sudo()._field_name(), "association:student_parent:left")
        for vals in (
            {"association_type_id": 999999},
            {"association_type_id": [1]},
            {"association_side": "above"},
        ):
            with self.assertRaises(ValidationError):
                column.write(vals)
