import io
import tracemalloc
import unicodedata

from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from ..engine.picture_names import PictureName
from ..engine.readers.bundle import Part, pack
from .common import ImportCase
from .common_photos import USERS, picture, zipped, zipped_files

RED, BLUE = (250, 10, 10), (10, 10, 250)


class PhotoCase(ImportCase):
    def open_zip(self, members, **options):
        return self.open_run(zipped_files(members), name="users.zip", **options)

    def photos_by_login(self, run):
        """Return the names of the photos that rows ask for, by login."""
        return {row.login: row.photo_id.name for row in self.rows(run)}

    def photo_changes(self, run):
        return {
            row.login: change["new"]["label"]
            for row in self.rows(run)
            for change in row.changes or []
            if change["field"] == "photo"
        }

    def photo_codes(self, row):
        return [code for code in self.codes(row) if code.startswith("photo_")]

    def run_codes(self, run):
        return [item["code"] for item in run.issues or []]


@tagged("post_install", "-at_install")
class TestPhotosUpload(PhotoCase):
    """A ZIP with a table and photos: each photo finds its row."""

    def test_photos_are_found_by_login_email_and_reference_in_any_folder(self):
        people = USERS + "carl,Carl,carl@example.com,C/3\n"
        run = self.open_zip(
            {
                "list/users.csv": people,
                "photos/ANNA.JPG": picture(),
                "photos/9a/bob@Example.com.png": picture(kind="PNG"),
                "nobody.jpg": picture(),
            }
        )
        self.assertEqual(run.state, "review")
        self.assertEqual(
            self.photo_changes(run),
            {"anna": "photos/ANNA.JPG", "bob": "photos/9a/bob@Example.com.png"},
        )
        self.assertEqual(run.photo_count, 3)
        (issue,) = [item for item in run.issues if item["code"] == "photos_unused"]
        self.assertEqual(issue["params"], {"count": 1, "names": "nobody.jpg"})

    def test_a_column_names_the_photo_however_it_is_written(self):
        names = ["one.jpg", "sub/Two.JPG", "C:\\fotos\\Three.jpg", "four", "five.JPEG", "Zoë.jpg"]
        people = "login,name,photo\n" + "".join(f"u{n},N,{t}\n" for n, t in enumerate(names))
        files = ["a/One.jpg", "two.jpg", "b/three.JPG", "four.png", "five.jpg"]
        files.append(unicodedata.normalize("NFD", "zoë.jpg"))
        run = self.open_zip({"u.csv": people, **{name: picture() for name in files}})
        taken = [PictureName.of(row.photo_id.name).stem for row in self.rows(run)]
        self.assertEqual(taken, ["one", "two", "three", "four", "five", "zoë"])
        self.assertFalse(self.run_codes(run))

    def test_a_photo_that_is_not_there_is_a_warning_and_nothing_else_is_lost(self):
        run = self.open_zip({"u.csv": "login,name,photo\nanna,Anna,x.jpg\n", "anna.jpg": picture()})
        (row,) = self.rows(run)
        self.assertEqual((row.action, row.severity), ("create", "warning"))
        self.assertEqual(self.photo_codes(row), ["photo_not_found"])
        self.assertIn("x.jpg", row.issue_text)
        self.assertFalse(row.photo_id)  # the cell says which one it is: no other is taken

    def test_no_photo_is_guessed(self):
        people = (
            "login,name,ref,photo\nanna,A,,\nbob,B,B-2,\ncarl,C,,carl.jpg\ndora,D,,9a/dora.jpg\n"
        )
        names = ["anna.jpg", "anna.png", "bob.jpg", "B-2.jpg", "x/carl.jpg", "y/carl.jpg"]
        names += ["9a/dora.jpg", "9b/dora.jpg"]
        run = self.open_zip({"u.csv": people, **{name: picture() for name in names}})
        anna, bob, carl, dora = self.rows(run)
        for row in (anna, bob, carl):
            self.assertEqual((self.photo_codes(row), row.action), (["photo_ambiguous"], "create"))
            self.assertFalse(row.photo_id)
        self.assertIn("anna.jpg, anna.png", anna.issue_text)
        self.assertEqual(dora.photo_id.name, "9a/dora.jpg")

    def test_an_edited_login_finds_its_photo(self):
        run = self.open_zip({"u.csv": "login,name\nana,Anna\n", "anna.jpg": picture()})
        self.assertIn("photos_unused", self.run_codes(run))
        (row,) = self.rows(run)
        key = next(d["name"] for d in run.cells_definition if d["string"] == "login")
        row.with_user(self.importer).write({"cells": {key: "anna"}})
        self.assertEqual(self.photo_changes(run), {"anna": "anna.jpg"})
        self.assertEqual(row.photo_id.person, "anna")
        self.assertNotIn("photos_unused", self.run_codes(run))

    def test_rows_that_are_left_out_leave_their_photos_unused(self):
        run = self.open_zip({"u.csv": USERS, "anna.jpg": picture(), "bob.jpg": picture()})
        self.rows(run)[0].with_user(self.importer).write({"left_out": True})
        (issue,) = [item for item in run.issues if item["code"] == "photos_unused"]
        self.assertEqual(issue["params"]["names"], "anna.jpg")
        self.assertEqual(
            self.env["user.import.photo"]
            .search([("run_id", "=", run.id), ("state", "=", "unused")])
            .mapped("name"),
            ["anna.jpg"],
        )

    def test_what_is_neither_table_nor_photo_is_told(self):
        run = self.open_zip({"u.csv": USERS, "anna.jpg": picture(), "consent.pdf": b"%PDF"})
        self.assertIn("files_ignored", self.run_codes(run))
        self.assertIn("consent.pdf", run.issue_text)

    def test_several_tables_are_read_like_several_files(self):
        school = self.env.ref("user_bulk_import.profile_school")
        run = self.open_zip(
            {
                "Students.csv": "First Name,Last Name,Username\nAnna,Arp,anna\n",
                "Parents.csv": "First Name,Last Name,Email\nPia,Arp,pia@example.com\n",
                "anna.jpg": picture(),
            },
            profile=school,
            read_options={},
        )
        self.assertEqual([row.sheet for row in self.rows(run)], ["Students", "Parents"])
        self.assertEqual(self.rows(run)[0].photo_id.name, "anna.jpg")

    def test_several_files_may_be_a_table_photos_and_archives(self):
        parts = [
            Part("users.csv", USERS.encode()),
            Part("anna.jpg", picture()),
            Part("more.zip", zipped(bob_png=picture(kind="PNG"))),
        ]
        run = self.open_run(pack(parts), name="several", read_options={"bundle": True})
        self.assertEqual(self.photos_by_login(run), {"anna": "anna.jpg", "bob": "bob.png"})

    def test_a_hostile_archive_is_refused_and_nothing_stays(self):
        run = self.open_zip({"u.csv": USERS, "../anna.jpg": picture()})
        self.assertEqual((run.state, self.run_codes(run)), ("failed", ["archive_path"]))
        self.assertFalse(run.photo_count)

    def test_a_photo_that_cannot_be_used_is_an_issue_of_its_row(self):
        self.env["ir.config_parameter"].set_param("user_bulk_import.max_photo_bytes", 2000)
        noise = io.BytesIO(bytes(range(256)) * 20).getvalue()
        run = self.open_zip(
            {
                "u.csv": USERS,
                "anna.jpg": b"<html>no picture</html>",
                "bob.jpg": noise,
            }
        )
        anna, bob = self.rows(run)
        self.assertEqual((anna.action, bob.action), ("create", "create"))
        self.assertEqual(self.codes(anna), ["photo_none"])
        self.assertEqual(self.codes(bob), ["photo_too_big"])
        photos = self.env["user.import.photo"].search([("run_id", "=", run.id)])
        self.assertEqual(set(photos.mapped("state")), {"faulty"})
        # Of what is no picture nothing can be fetched by anybody.
        self.assertFalse(any(photo.image for photo in photos))


@tagged("post_install", "-at_install")
class TestPhotosAlone(PhotoCase):
    """A ZIP with nothing but photos updates the users that they are called after."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.anna = new_test_user(cls.env, "anna", name="Anna", email="anna@example.com")
        cls.bob = new_test_user(cls.env, "bob", name="Bob", email="bob@example.com")
        cls.bob.ref = "B-2"

    def open_photos(self, *names, **options):
        return self.open_zip({name: picture() for name in names}, **options)

    def test_users_are_found_by_login_email_or_reference_and_nobody_is_made(self):
        run = self.open_photos("Anna.jpg", "x/B-2.png", "zoe.jpg")
        self.assertEqual(
            (run.state, run.operation, run.has_only_photos), ("review", "update", True)
        )
        anna, bob, zoe = self.rows(run)
        self.assertEqual(anna.user_id, self.anna)
        self.assertEqual(bob.user_id, self.bob)
        self.assertEqual((zoe.action, self.codes(zoe)), ("reject", ["person_unknown"]))
        self.assertIn("zoe", zoe.issue_text)
        self.assertEqual([c["field"] for c in anna.changes], ["photo"])
        self.assertEqual(
            [column.header for column in run.column_ids.sorted("index")],
            ["Photo", "Login, e-mail or reference"],
        )

    def test_the_name_can_be_corrected_in_the_review(self):
        run = self.open_photos("zoe.jpg")
        (row,) = self.rows(run)
        key = run.cells_definition[1]["name"]
        row.with_user(self.importer).write({"cells": {key: "BOB@example.com"}})
        self.assertEqual((row.action, row.user_id), ("update", self.bob))
        row.with_user(self.importer).write({"cells": {key: ""}})
        self.assertEqual((row.action, self.codes(row)[0]), ("reject", "required_missing"))

    def test_a_name_that_two_users_have_is_an_error(self):
        self.anna.ref = "bob"
        (row,) = self.rows(self.open_photos("bob.jpg"))
        self.assertEqual((row.action, self.codes(row)), ("reject", ["match_ambiguous"]))

    def test_two_photos_of_one_person_are_an_error_of_the_second(self):
        first, second, third = self.rows(
            self.open_photos("a/bob.jpg", "b/bob.jpg", "bob@example.com.png")
        )
        self.assertEqual((first.action, first.photo_id.name), ("update", "a/bob.jpg"))
        self.assertEqual(second.photo_id.name, "b/bob.jpg")
        for row in (second, third):
            self.assertEqual(row.action, "reject")
            self.assertIn(self.codes(row)[0], ("duplicate_in_file", "email_duplicate_in_file"))

    def test_any_profile_and_setting_will_do(self):
        for profile in self.env["user.import.profile"].search([]):
            run = self.open_photos("anna.jpg", profile=profile)
            self.assertEqual(
                (run.state, self.rows(run).user_id), ("review", self.anna), profile.code
            )
            self.assertEqual(self.rows(run).mapped("action"), ["update"])

    def test_other_settings_never_make_users_of_photos(self):
        run = self.open_photos("zoe.jpg")
        settings = run._policy_field_values() | {"operation": "upsert"}
        run.with_user(self.importer)._change_settings(settings)
        self.advance(run)
        self.assertEqual(self.rows(run).mapped("action"), ["reject"])

    def test_the_photos_are_written(self):
        run = self.open_photos("anna.jpg")
        run._confirm()
        self.advance(run)
        self.assertEqual((run.state, run.updated_count), ("done", 1))
        self.assertTrue(self.anna.image_1920)


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
        for member in upload.pictures[:2]:
            stager._stage_picture(run, member, 10**7)
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
            upload = stager._upload(run)
            tracemalloc.start()
            try:
                stager._stage_pictures(run, upload)
                self.assertEqual(run.photo_count, count)
                return tracemalloc.get_traced_memory()[1]
            finally:
                tracemalloc.stop()

        # 80 more photos are 16 MB; 4 MB of them, in BASE64, may wait for the collector.
        self.assertLess(peak(100), peak(20) + 3_000_000)

    def test_a_chunk_asks_for_photos_a_fixed_number_of_times(self):
        def queries(count):
            run = self.open_zip({**self.people(count), "left.jpg": b""})
            rows = self.rows(run)
            self.assertEqual(len(rows.photo_id), count)
            with self.statements() as statements:
                self.env["user.import.planner"]._decide(run.sudo(), "", rows)
            return sum("user_import_photo" in text for text in statements)

        self.assertLessEqual(queries(40), queries(4) + 1)
