from .common_corrections import CorrectionCase
from .common_pictures import as_text, photo_of, picture
from .test_photos import people

PHOTOS = {"ann": picture("blue"), "bo": picture("red")}
MANY = people(
    ("ann", {"email": "ann@example.com", "photo": as_text(PHOTOS["ann"])}),
    ("bo", {"email": "nonsense", "photo": as_text(PHOTOS["bo"])}),
)


class TestPhotoCorrection(CorrectionCase):
    """A corrected report has the names of pictures alone, and keeps them all the same."""

    def corrected(self, rows):
        run = self.waiting(MANY, name="users.json", password_mode="invite")
        book = self.report(run, rows=rows)
        cells = (cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
        for cell in cells:
            if cell.value == "nonsense":
                cell.value = "bo@example.com"
        return run, self.upload(book, corrects=run, password_mode="invite")

    def test_all_rows_bring_their_photos_along(self):
        run, corrected = self.corrected("all")
        self.assertEqual(run.state, "cancelled")
        self.assertFalse(run.sudo().photo_ids)
        self.confirm(corrected)
        self.assertEqual(corrected.created_count, 2, self.rows(corrected).mapped("issue_text"))
        self.assertGreater(photo_of(self.user("ann")).getpixel((5, 5))[2], 200)
        self.assertGreater(photo_of(self.user("bo")).getpixel((5, 5))[0], 200)
        self.assertFalse(corrected.sudo().photo_ids, "erased at the end")

    def test_some_rows_bring_theirs_and_leave_the_others(self):
        run, corrected = self.corrected("errors")
        self.assertEqual(run.state, "review")
        self.assertEqual(len(run.sudo().photo_ids), 2)
        self.confirm(corrected)
        self.assertGreater(photo_of(self.user("bo")).getpixel((5, 5))[0], 200)
        self.confirm(run)
        self.assertGreater(photo_of(self.user("ann")).getpixel((5, 5))[2], 200)
