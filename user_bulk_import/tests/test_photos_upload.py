import io
import unicodedata

from odoo.tests import new_test_user, tagged

from ..engine.picture_names import PictureName
from ..engine.readers.bundle import Part, pack
from .common_photos import USERS, PhotoCase, zipped
from .common_pictures import picture

RED, BLUE = (250, 10, 10), (10, 10, 250)


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

    def test_a_link_to_a_disk_finds_a_photo_of_the_upload_or_is_told_as_a_link(self):
        people = "login,name,photo\nanna,A,file:///C:/x/a.jpg\nbob,B,file:///etc/passwd\n"
        run = self.open_zip({"u.csv": people, "a.jpg": picture()})
        self.assertEqual(self.photos_by_login(run), {"anna": "a.jpg", "bob": False})
        self.assertEqual(self.photo_codes(self.rows(run)[1]), ["photo_link_kind"])

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

    def test_an_archive_that_is_called_a_photo_is_refused_and_nothing_stays(self):
        run = self.open_zip({"u.csv": USERS, "a.jpg": picture(), "b.jpg": zipped(u_csv=b"login")})
        self.assertEqual((run.state, self.run_codes(run)), ("failed", ["archive_nested"]))
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
