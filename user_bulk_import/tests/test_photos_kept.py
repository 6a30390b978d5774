import tracemalloc
from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from odoo.addons.user_bulk_import.models import user_import_photo_check

from .common_photos import USERS, PhotoCase, zipped_files
from .common_pictures import picture

RED, BLUE = (250, 10, 10), (10, 10, 250)


@tagged("post_install", "-at_install")
class TestPhotosKept(PhotoCase):
    """Staged photos are there once, for those who may see them, and gone when the import ends."""

    def setUp(self):
        super().setUp()
        self.run_record = self.open_zip(
            {"u.csv": USERS, "anna.jpg": picture(RED), "bob.jpg": picture(BLUE), "x.jpg": b"x"}
        )

    def files(self):
        """Return the attachments of staged photos."""
        return (
            self.env["ir.attachment"]
            .sudo()
            .search([("res_model", "=", "user.import.photo"), ("res_field", "!=", False)])
        )

    def test_they_are_erased_when_the_import_is_done(self):
        self.assertTrue(self.files())
        self.run_record._confirm()
        self.advance(self.run_record)
        self.assertEqual(self.run_record.state, "done")
        self.assertFalse(self.run_record.photo_count)
        self.assertFalse(self.files())
        self.assertTrue(self.user("anna").image_1920)

    def test_they_are_erased_when_it_is_cancelled(self):
        self.run_record._finish("cancelled")
        self.assertFalse(self.files())

    def test_they_are_erased_when_it_is_deleted(self):
        self.run_record.with_user(self.importer).unlink()
        self.assertFalse(self.files())

    def test_reading_again_makes_no_doubles(self):
        run = self.run_record.with_user(self.importer)
        run._read_again({"delimiter": ","})
        self.advance(run)
        self.assertEqual((run.state, run.photo_count), ("review", 3))
        self.assertEqual(self.photos_by_login(run), {"anna": "anna.jpg", "bob": "bob.jpg"})

    def test_a_reading_that_was_interrupted_goes_on_without_doubles(self):
        run = self.run_record.sudo()
        photos = run.photo_ids.sorted("id")
        run._drop_rows()
        run.column_ids.unlink()
        run._set_state("reading", cells_definition=[], total_count=0)
        stager = self.env["user.import.stager"]
        upload = stager._upload(run)
        came = [stager._came(picture) for picture in upload.pictures[:2]]
        self.env["user.import.photo"]._stage(run, came)
        first = run.photo_ids
        self.advance(run)
        self.assertFalse(photos.exists())
        self.assertTrue(first < run.photo_ids)
        self.assertEqual(run.photo_ids.mapped("name"), ["anna.jpg", "bob.jpg", "x.jpg"])

    def test_a_corrected_file_without_photos_has_those_of_the_one_it_corrects(self):
        text = USERS.replace("anna,Anna Arp", "anna,Anna Bo")
        run = (
            self.env["user.import.run"]
            .with_user(self.importer)
            ._open("corrected.csv", text.encode())
        )
        run._correct(self.run_record)
        self.advance(run)
        self.assertEqual(self.photos_by_login(run), {"anna": "anna.jpg", "bob": "bob.jpg"})
        self.run_record._finish("cancelled")
        run._confirm()
        self.advance(run)
        self.assertTrue(self.user("anna").image_1920)

    def test_other_companies_do_not_see_them_and_nobody_writes_them(self):
        photos = self.run_record.photo_ids
        self.assertTrue(photos.with_user(self.importer).read(["name", "image", "state"]))
        self.assertFalse("content" in photos.with_user(self.importer).fields_get())
        company = self.env["res.company"].create({"name": "Other"})
        other = new_test_user(
            self.env,
            "other",
            groups="user_bulk_import.group_user_import",
            company_id=company.id,
            company_ids=[(6, 0, company.ids)],
        )
        self.assertFalse(self.env["user.import.photo"].with_user(other).search([]))
        with self.assertRaises(AccessError):
            photos.with_user(other).read(["name"])
        plain = new_test_user(self.env, "plain", groups="base.group_user")
        with self.assertRaises(AccessError):
            photos.with_user(plain).read(["name"])
        for user in (self.importer, self.env.ref("base.user_admin")):
            with self.assertRaises(AccessError):
                photos[0].with_user(user).write({"name": "x"})
            with self.assertRaises(AccessError):
                photos[0].with_user(user).unlink()
            with self.assertRaises(AccessError):
                photos.with_user(user).create({"run_id": self.run_record.id, "name": "x"})

    def test_the_button_opens_the_photos_of_the_import(self):
        action = self.run_record.with_user(self.importer).action_view_photos()
        self.assertEqual(
            self.env[action["res_model"]].search(action["domain"]).run_id, self.run_record
        )


@tagged("post_install", "-at_install")
class TestPhotosScale(PhotoCase):
    """Photos are staged and planned one by one, and asked for chunk by chunk."""

    def people(self, count):
        rows = (f"u{n},User {n}\n" for n in range(count))
        photos = {f"p/u{n}.jpg": picture((n % 250, 9, 9), size=(40, 40)) for n in range(count)}
        return {"users.csv": "login,name\n" + "".join(rows), **photos}

    def test_staging_takes_no_more_memory_for_more_photos(self):
        blob = picture(size=(400, 400)) + bytes(200_000)  # behind the end of a JPEG
        stager = self.env["user.import.stager"]

        def peak(count):
            content = zipped_files({f"{n}.jpg": blob for n in range(count)})
            run = self.env["user.import.run"].with_user(self.importer)._open("x.zip", content)
            run = run.sudo()
            tracemalloc.start()
            try:
                stager._stage_pictures(run, stager._upload(run))
                self.assertEqual(run.photo_count, count)
                return tracemalloc.get_traced_memory()[1]
            finally:
                tracemalloc.stop()

        # 60 more photos are 12 MB; some of them may wait for the collector.
        self.assertLess(peak(100), peak(40) + 3_000_000)

    def test_photos_are_staged_and_checked_in_a_fixed_number_of_queries(self):
        stager, planner = self.env["user.import.stager"], self.env["user.import.planner"]

        def queries(count):
            content = zipped_files(self.people(count))
            run = self.env["user.import.run"].with_user(self.importer)._open("x.zip", content)
            run = run.sudo()
            with self.statements() as statements:
                stager._stage_pictures(run, stager._upload(run))
                run._set_state("planning")
                planner._step(run)
            self.assertEqual(run.photo_ids.mapped("is_checked"), [True] * count)
            return len(statements)

        self.assertLess(queries(40), 25)

    def test_what_takes_long_to_check_is_checked_in_short_steps(self):
        run = self.open_zip(self.people(3)).sudo()
        run.photo_ids.write({"is_checked": False})
        with patch.object(user_import_photo_check, "CHECKED_SECONDS", 0):
            for left in (2, 1, 0):
                self.env["user.import.photo"]._unchecked(run)._check_some()
                self.assertEqual(run.photo_ids.mapped("is_checked").count(False), left)

    def test_a_chunk_asks_for_photos_a_fixed_number_of_times(self):
        def queries(count):
            run = self.open_zip({**self.people(count), "left.jpg": b""})
            rows = self.rows(run)
            self.assertEqual(len(rows.photo_id), count)
            with self.statements() as statements:
                self.env["user.import.planner"]._decide(run.sudo(), "", rows)
            return sum("user_import_photo" in text for text in statements)

        self.assertLessEqual(queries(40), queries(4) + 1)
