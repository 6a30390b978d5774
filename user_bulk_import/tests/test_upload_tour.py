from odoo.tests import tagged

from .test_tours import TourCase


@tagged("post_install", "-at_install")
class TestUploadTour(TourCase):
    """Several texts and several files are one import, in a real browser."""

    def _roles(self, run):
        return {row.user_id.login: row.user_id.import_role_ids.code for row in run.row_ids}

    def test_three_tabs_are_pasted(self):
        run = self._tour("user_import_paste_tabs")
        self.assertEqual(run.file_name, "Pasted text: Students, Instructors, Parents")
        self.assertEqual(
            self._roles(run),
            {
                "ann@tour.example": "STUDENT",
                "bob@tour.example": "STUDENT",
                "ida@tour.example": "INSTRUCTOR",
                "pia@tour.example": "PARENT",
            },
        )
        self.assertEqual(self._user("ann@tour.example").name, "Ann Lee")

    def test_two_files_are_dropped(self):
        run = self._tour("user_import_drop_files")
        self.assertEqual(run.file_name, "students.csv, Parents.tsv")
        self.assertEqual(
            self._roles(run),
            {
                "ann@tour.example": "STUDENT",
                "bob@tour.example": "STUDENT",
                "pia@tour.example": "PARENT",
            },
        )

    def test_files_are_kept_where_one_is_refused(self):
        run = self._tour("user_import_upload_refused")
        self.assertEqual(run.file_name, "people.csv")
        self.assertEqual(self._user("ann.tour").name, "Ann")
