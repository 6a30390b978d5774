import runpy
from pathlib import Path

from odoo.exceptions import UserError, ValidationError
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
                "target": "association:student_parent:left",
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
        self.assertEqual(column.target_label, "Parent (of the Student)")

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

    def test_a_column_fills_a_side_that_exists_and_a_code_parts_no_names(self):
        for target in ("association", "association:student_parent", "association:nobody:left"):
            with self.assertRaises(ValidationError):
                self.line(target)
        with self.assertRaises(ValidationError):
            self.parents.code = "a:b c"

    def line(self, target, profile=None):
        profile = profile or self.standard.copy()
        return self.env["user.import.column"].create(
            {"profile_id": profile.id, "header": "Looked After By", "target": target}
        )

    def mentoring(self, **values):
        return self.env["user.association.type"].create(
            {"name": "Mentoring", "left_name": "Mentee", "right_name": "Mentor", **values}
        )

    def test_no_two_sides_are_called_alike(self):
        self.mentoring(left_name="Student", right_name="Parent")
        self.mentoring(left_name="Peer", right_name="Peer")
        options = self.env["user.association.type"]._side_options()
        labels = [label for _name, label in options]
        self.assertEqual(len(set(labels)), len(labels))
        self.assertIn("Student (of the Instructor)", labels)
        self.assertIn("Student (of the Parent), Mentoring", labels)
        self.assertIn("Peer (the other side)", labels)

    def test_a_code_is_made_of_the_names_and_may_be_another(self):
        first, blank, own = (self.mentoring(**v) for v in ({}, {"code": ""}, {"code": "MM"}))
        self.assertEqual(
            [first.code, blank.code, own.code], ["mentee_mentor", "mentee_mentor_2", "MM"]
        )
        first.left_name = "Learner"
        self.assertEqual(first.code, "mentee_mentor")
        twins = self.env["user.association.type"].create(
            [{"name": "生徒", "left_name": "生徒", "right_name": "先生"}] * 2
        )
        self.assertEqual(twins.mapped("code"), ["association", "association_2"])

    def test_columns_follow_the_code_of_their_type(self):
        line = self.line("association:student_parent:right")
        self.parents.code = "family"
        self.assertEqual(line._field_name(), "association:family:right")

    def test_a_profile_leaves_out_whom_an_archived_type_names_until_it_is_back(self):
        kind = self.mentoring()
        line = self.line("association:mentee_mentor:right")
        kind.active = False
        run = self.import_file("Login,Name,Looked After By\nann,Ann,mum\n", profile=line.profile_id)
        self.assertEqual((self.fields(run)["Looked After By"], run.created_count), ("", 1))
        self.assertIn(line.target, dict(line._selection_target()), "a form can show it")
        self.assertEqual(line.target_label, "Mentor (of the Mentee) (archived)")
        line.profile_id.copy()
        kind.active = True
        self.assertEqual(line._field_name(), "association:mentee_mentor:right")

    def test_a_profile_leaves_out_whom_a_deleted_type_names(self):
        kind = self.mentoring()
        line = self.line("association:mentee_mentor:right")
        kind.unlink()
        self.assertFalse(line.target)
        run = self.import_file("Login,Name,Looked After By\nann,Ann,mum\n", profile=line.profile_id)
        self.assertEqual((self.fields(run)["Looked After By"], run.created_count), ("", 1))

    def test_a_type_that_a_waiting_import_uses_stays_as_it_is(self):
        self.open_run("Login,Name,Guardian\nann,Ann,mum\n")
        for change in (
            lambda: self.parents.write({"code": "other"}),
            lambda: self.parents.write({"active": False}),
            self.parents.unlink,
        ):
            with self.assertRaises(UserError):
                change()

    def test_what_older_versions_keep_of_a_column_becomes_its_field(self):
        path = Path(__file__).parent.parent / "migrations/19.0.1.1.0/pre-migration.py"
        migrate = runpy.run_path(str(path))["migrate"]
        migrate(self.env.cr, "19.0.1.0.0")  # of before associations
        whole, half = (self.line(False) for _ in range(2))
        self.env.cr.execute(
            "ALTER TABLE user_import_column "
            "ADD association_type_id int, ADD association_side varchar"
        )
        self.env.cr.execute(
            """UPDATE user_import_column SET target = 'association', association_type_id = %s,
               association_side = CASE id WHEN %s THEN 'right' END WHERE id IN %s""",
            (self.parents.id, whole.id, (whole.id, half.id)),
        )
        migrate(self.env.cr, "19.0.1.0.0")
        (whole | half).invalidate_recordset()
        self.assertEqual(whole.target, "association:student_parent:right")
        self.assertFalse(half.target)


@tagged("post_install", "-at_install")
class TestAssociationColumnsStep(ColumnsCase):
    """What a person chooses for a column, and a profile keeps."""

    def test_a_person_chooses_who_stands_in_a_column_in_one_choice(self):
        run = self.guided("Login,Name,Pupil\nann,Ann,\n")
        column = run.column_ids.filtered(lambda c: c.header == "Pupil")
        column = column.with_user(self.importer)
        column.write({"target": "association:student_parent:left"})
        self.assertEqual(column.sudo()._field_name(), "association:student_parent:left")
        self.assertEqual(column.sudo().target_label, "Student (of the Parent)")
        archived = self.env.ref("user_bulk_import.association_type_student_instructor")
        archived.active = False
        for target in (
            "association",
            "association:student_parent",
            "association:student_parent:above",
            "association:student_instructor:left",
            [1],
        ):
            with self.assertRaises(ValidationError):
                column.write({"target": target})
