import random

from odoo.tests import tagged

from .common_photos import PhotoCase
from .common_pictures import picture
from .common_row_edits import RowEditCase

PHOTOS = {name: picture(name) for name in ("red", "blue", "green")}


@tagged("post_install", "-at_install")
class TestPhotosShared(PhotoCase, RowEditCase):
    """One picture may go to several people; each row names the others."""

    def open_rows(self, *rows):
        lines = "".join(f"u{n},User {n},{photo}\n" for n, photo in enumerate(rows))
        photos = {f"{name}.jpg": content for name, content in PHOTOS.items()}
        return self.open_zip({"u.csv": f"Login,Full name,Photo\n{lines}", **photos})

    def shared(self, run):
        """Return with whom rows share their photos, by row number."""
        return {
            row.number: item["params"]["places"]
            for row in self.rows(run)
            for item in row.issues or []
            if item["code"] == "photo_shared"
        }

    def test_each_row_names_the_others(self):
        run = self.open_rows("red.jpg", "blue.jpg", "Red", "x/RED.jpg")
        self.assertEqual(self.shared(run), {2: "4, 5", 4: "2, 5", 5: "2, 4"})
        row = self.rows(run)[0]
        self.assertIn("“red.jpg” is taken by these rows too: 4, 5.", row.issue_text)
        self.assertEqual((row.action, row.severity, run.warning_count), ("create", "info", 0))

    def test_of_many_the_first_are_named(self):
        run = self.open_rows(*["red.jpg"] * 12)
        self.assertEqual(self.shared(run)[13], "2, 3, 4, 5, 6 …")
        self.assertEqual(self.shared(run)[2], "3, 4, 5, 6, 7 …")

    def test_a_row_that_is_left_out_or_faulty_takes_none(self):
        run = self.open_rows("red.jpg", "red.jpg", "red.jpg")
        first, second, _third = self.rows(run)
        first.with_user(self.importer).action_leave_out()
        self.assertEqual(self.shared(run), {3: "4", 4: "3"})
        self.edit(second, Full_name="")
        self.assertFalse(self.shared(run))

    def test_any_edits_tell_what_planning_anew_would(self):
        chance = random.Random(7)
        names = [*(f"{name}.jpg" for name in PHOTOS), "", "none.jpg"]
        run = self.open_rows(*(chance.choice(names) for _ in range(8)))
        for _round in range(5):
            for row in chance.sample(self.rows(run), 2):
                kind = chance.choice(["Photo", "Login", "out", "in"])
                if kind in ("out", "in"):
                    row = row.with_user(self.importer)
                    row.action_leave_out() if kind == "out" else row.action_take_in()
                else:
                    texts = names if kind == "Photo" else ["u1", "u2", "red"]
                    self.edit(row, **{kind: chance.choice(texts)})
            edited = self.decided(run)
            run.with_user(self.importer).action_plan_again()
            self.advance(run)
            self.assertEqual(edited, self.decided(run))
