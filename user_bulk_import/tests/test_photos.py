import json
from unittest.mock import patch

from PIL import Image

from odoo.addons.user_bulk_import.models import user_import_applier

from .common import ImportCase
from .common_pictures import as_text, photo_of, picture


def people(*entries):
    return json.dumps(
        {"users": [{"login": login, "name": login.title(), **more} for login, more in entries]}
    )


class TestPhotos(ImportCase):
    """Photos that stand in JSON as text, and what all photos have in common."""

    def import_json(self, *entries, **options):
        return self.import_file(people(*entries), name="users.json", **options)

    def test_a_picture_in_json_becomes_the_photo(self):
        content = picture("blue")
        run = self.import_json(("ann", {"photo": as_text(content)}))
        self.assertEqual(run.created_count, 1, self.rows(run).issue_text)
        self.assertEqual(photo_of(self.user("ann")).size, (40, 30))
        red, _green, blue = photo_of(self.user("ann")).getpixel((5, 5))
        self.assertGreater(blue - red, 200)

    def test_nothing_of_a_picture_is_in_rows_and_plans(self):
        text = as_text(picture("blue", (300, 300)), "image/jpeg")
        run = self.open_run(people(("ann", {"photo": text})), name="users.json")
        row = self.rows(run)
        kept = json.dumps(
            [row._cell_texts(), row.changes, row.issues, run.column_ids.mapped("sample_text")]
        )
        self.assertNotIn(text[60:120], kept)
        self.assertIn("photo of row 2", kept)
        self.assertIn("photo of row 2", row.change_text)

    def test_the_same_picture_again_is_no_change(self):
        ann = ("ann", {"photo": as_text(picture("blue", (2500, 100)))})
        self.import_json(ann)
        self.assertEqual(photo_of(self.user("ann")).width, 1920)
        run = self.open_run(people(ann), name="users.json")
        self.assertEqual(self.rows(run).action, "unchanged", self.rows(run).change_text)

    def test_another_picture_is_a_change(self):
        self.import_json(("ann", {"photo": as_text(picture("blue"))}))
        run = self.import_json(("ann", {"photo": as_text(picture("red"))}))
        self.assertEqual(run.updated_count, 1)
        self.assertIn("a photo → photo of row 2", self.rows(run).change_text)
        self.assertGreater(photo_of(self.user("ann")).getpixel((5, 5))[0], 200)

    def test_a_photo_changed_by_hand_is_overridden_or_left(self):
        ann = ("ann", {"photo": as_text(picture("blue"))})
        self.import_json(ann)
        self.user("ann").image_1920 = as_text(picture("green"))
        kept = self.open_run(people(ann), name="users.json", update_mode="fill_missing")
        self.assertEqual(self.rows(kept).action, "unchanged")
        run = self.import_json(ann)
        self.assertEqual(run.updated_count, 1)
        self.assertGreater(photo_of(self.user("ann")).getpixel((5, 5))[2], 200)

    def test_a_missing_photo_is_filled_in(self):
        self.import_json(("ann", {}))
        run = self.import_json(
            ("ann", {"photo": as_text(picture("blue"))}), update_mode="fill_missing"
        )
        self.assertEqual(run.updated_count, 1)
        self.assertTrue(photo_of(self.user("ann")))

    def test_the_drawn_initials_of_internal_users_are_no_photo(self):
        self.import_json(("ann", {}), user_type="internal")
        ann = ("ann", {"photo": as_text(picture("blue"))})
        run = self.import_json(ann, update_mode="fill_missing")
        self.assertEqual(run.updated_count, 1)
        self.assertEqual(photo_of(self.user("ann")).format, "JPEG")
        run = self.import_json(("bo", ann[1]), user_type="internal")
        self.assertEqual(photo_of(self.user("bo")).format, "JPEG")
        self.assertEqual(self.user("bo").avatar_128[:4], b"/9j/")

    def test_the_clear_marker_takes_the_photo_away(self):
        self.import_json(("ann", {"photo": as_text(picture("blue"))}))
        run = self.import_json(("ann", {"photo": "[clear]"}))
        self.assertEqual(run.updated_count, 1)
        self.assertFalse(self.user("ann").image_1920)
        again = self.open_run(people(("ann", {"photo": "[clear]"})), name="users.json")
        self.assertEqual(self.rows(again).action, "unchanged")

    def test_a_photo_changed_after_the_review_is_not_overwritten(self):
        self.import_json(("ann", {"photo": as_text(picture("blue"))}))
        run = self.open_run(people(("ann", {"photo": as_text(picture("red"))})), name="users.json")
        self.user("ann").image_1920 = as_text(picture("green"))
        run._confirm()
        self.advance(run)
        self.assertIn("plan_stale", self.codes(self.rows(run)))
        self.assertGreater(photo_of(self.user("ann")).getpixel((5, 5))[1], 100)

    def test_what_is_no_photo_is_told_and_the_user_made_without(self):
        broken = picture("blue", (300, 300))[:700]
        gif = picture("blue", (300, 300), "GIF", "P")
        run = self.import_json(
            ("ann", {"photo": as_text(broken)}),
            ("bo", {"photo": as_text(gif)}),
            ("cy", {"photo": as_text(b"<svg xmlns='x'/>" + bytes(60), "image/svg+xml")}),
        )
        self.assertEqual((run.created_count, run.warning_count), (3, 3))
        codes = [self.codes(row)[0] for row in self.rows(run)]
        self.assertEqual(codes, ["photo_broken", "photo_kind", "photo_kind"])
        self.assertFalse(self.user("ann").image_1920)

    def test_a_broken_picture_as_text_is_told_as_what_it_is(self):
        run = self.import_json(
            ("ann", {"photo": "bm90IGFuIGltYWdl"}),
            ("bo", {"photo": as_text(b"no picture at all, 42" * 20, "image/png")}),
            ("cy", {"photo": "data:image/png;base64," + "iVBORw0KGgoA" * 20 + "A"}),
        )
        rows = self.rows(run)
        codes = [self.codes(row)[0] for row in rows]
        self.assertEqual(codes, ["photo_text_broken", "photo_none", "photo_text_broken"])
        self.assertIn("photo: “bm90IGFuIGltYWdl” seems to be a picture as text", rows[0].issue_text)
        self.assertNotIn("iVBORw0KGgoA" * 3, rows[2].issue_text)
        self.assertEqual(run.created_count, 3)

    def test_a_picture_is_decoded_once(self):
        run = self.open_run(people(("ann", {"photo": as_text(picture())})), name="users.json")
        with patch.object(type(self.env["user.import.photo"]), "_checked") as check:
            run.action_plan_again()
            self.advance(run)
        self.assertFalse(check.called)
        self.assertIn("photo", [change["field"] for change in self.rows(run).changes])

    def test_rows_with_photos_are_written_in_small_chunks(self):
        with patch.object(user_import_applier, "PASSWORD_CHUNK", 1):
            run = self.open_run(
                people(*((name, {"photo": as_text(picture())}) for name in ("ann", "bo"))),
                name="users.json",
            )
            self.assertEqual(len(run.env["user.import.applier"]._next_rows(run.sudo())), 1)

    def test_pictures_beyond_the_limit_are_told(self):
        self.env["ir.config_parameter"].set_param("user_bulk_import.max_photo_bytes", 5000)
        noise = picture("blue", (40, 30)) + bytes(5000)
        run = self.open_run(people(("ann", {"photo": as_text(noise)})), name="users.json")
        self.assertIn("photo_too_big", self.codes(self.rows(run)))

    def test_a_picture_cannot_be_typed_into_a_cell(self):
        run = self.open_run(people(("ann", {"photo": as_text(picture())})), name="users.json")
        row = self.rows(run)
        key = run.sudo().column_ids.filtered(lambda c: c.target == "photo").key
        row.with_user(self.importer).write({"cells": {key: as_text(picture("red"))}})
        self.assertIn("photo_as_text", self.codes(row))

    def test_a_portal_users_photo_keeps_no_place(self):
        exif = {0x0112: 6, 0x8825: {1: "N", 2: (59.0, 54.0, 0.0)}}
        data = Image.Exif()
        for tag, value in exif.items():
            data[tag] = value
        content = picture("blue", (40, 20), exif=data)
        self.assertIn(b"Exif", content)
        self.import_json(("ann", {"photo": as_text(content)}))
        photo = photo_of(self.user("ann"))
        self.assertEqual(photo.size, (20, 40), "turned upright")
        self.assertFalse(dict(photo.getexif()))

    def test_the_card_shows_the_photo_before_and_after(self):
        self.import_json(("ann", {"photo": as_text(picture("blue"))}))
        run = self.open_run(people(("ann", {"photo": as_text(picture("red"))})), name="users.json")
        row = self.rows(run).with_user(self.importer)
        photo = run.sudo().photo_ids
        self.assertIn(f"/web/image/user.import.photo/{photo.id}/image/", row.card)
        self.assertIn(f"/web/image/res.users/{self.user('ann').id}/avatar_128", row.card)
        run._confirm()
        self.advance(run)
        row.invalidate_recordset()
        self.assertNotIn("/web/image/", row.card)

    def test_the_limit_of_a_photo_is_a_setting(self):
        settings = self.env["res.config.settings"].create({})
        self.assertEqual(settings.user_import_max_photo_mb, 20)
        settings.user_import_max_photo_mb = 3
        settings.execute()
        self.assertEqual(self.env["user.import.photo"]._max_bytes(), 3 * 1024 * 1024)
