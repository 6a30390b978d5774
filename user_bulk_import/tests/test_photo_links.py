from contextlib import contextmanager
from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tests import new_test_user

from odoo.addons.user_bulk_import.engine.fetching import Client
from odoo.addons.user_bulk_import.engine.tests.web_server import endless, serving
from odoo.addons.user_bulk_import.models import user_import_photo_fetcher as fetcher

from .common import ImportCase, pasted
from .common_pictures import photo_of, picture


def anywhere(_address, _port):
    return True


class TestPhotoLinks(ImportCase):
    """Photos that are fetched from the links in a column."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.standard.photo_links = True

    @contextmanager
    def web_site(self, **pages):
        """Serve pages from this machine, which may be asked only here."""
        client = Client(max_bytes=100_000, seconds=2, allowed=anywhere)
        model = type(self.env["user.import.photo.fetcher"])
        with (
            serving({f"/{name}": page for name, page in pages.items()}) as server,
            patch.object(model, "_client", lambda _self: client),
        ):
            yield server

    def file(self, *lines):
        return "Login,Name,Photo\n" + "".join(f"{line}\n" for line in lines)

    def photo_codes(self, run):
        return [code for row in self.rows(run) for code in self.codes(row) if "photo" in code]

    def test_photos_are_fetched_and_written(self):
        with self.web_site(ann=picture("blue"), bo=picture("red", kind="PNG")) as site:
            content = self.file(f"ann,Ann,{site.url}/ann", f"bo,Bo,{site.url}/bo")
            run = self.import_file(content)
            self.assertEqual(run.created_count, 2, self.rows(run).mapped("issue_text"))
            self.assertEqual(len(site.asked), 2)
            self.assertGreater(photo_of(self.user("ann")).getpixel((5, 5))[2], 200)
            self.assertGreater(photo_of(self.user("bo")).getpixel((5, 5))[0], 200)
            again = self.open_run(content)
            self.assertEqual(self.rows(again).mapped("action"), ["unchanged", "unchanged"])

    def test_a_fetched_photo_is_for_rows_with_its_link_alone(self):
        with self.web_site(ann=picture("blue")) as site:
            run = self.open_run(
                self.file(
                    f"amy,Amy,{site.url}/ann",
                    "bo,Bo,ann",
                    "cy,Cy,x/Ann.jpg",
                    f"amy2,Amy,{site.url}/no/ann",
                    "ann,Di,",
                )
            )
        codes = [[c for c in self.codes(row) if "photo" in c] for row in self.rows(run)]
        not_found = ["photo_not_found"]
        self.assertEqual(codes, [[], not_found, not_found, ["photo_link_refused"], []])
        self.assertEqual(len(self.rows(run).photo_id), 1)

    def test_each_link_is_fetched_once_in_a_run(self):
        with self.web_site(team=picture("blue")) as site:
            lines = [f"u{number},User,{site.url}/team" for number in range(12)]
            run = self.open_run(self.file(*lines))
            self.assertEqual(len(site.asked), 1)
            self.rows(run)[0].with_user(self.importer).write({"left_out": True})
            self.assertEqual(len(site.asked), 1)

    def test_failures_are_told_and_users_made_without(self):
        pages = {"none": b"<html>Hello</html>", "big": picture() + bytes(100_000)}
        with self.web_site(**pages, endless=endless) as site:
            run = self.import_file(
                self.file(
                    f"a,A,{site.url}/missing",
                    f"b,B,{site.url}/none",
                    f"c,C,{site.url}/big",
                    f"d,D,{site.url}/endless",
                    "e,E,http://ann:secret@example.com/e.jpg",
                    "f,F,http://no-such-host.invalid/f.jpg",
                )
            )
        self.assertEqual(run.created_count, 6)
        self.assertEqual(
            self.photo_codes(run),
            [
                *("photo_link_refused", "photo_none", "photo_too_big", "photo_too_big"),
                *("photo_link_unusable", "photo_link_unreachable"),
            ],
        )

    def test_nobody_inside_is_asked(self):
        with serving({"/secret": picture()}) as site:
            run = self.open_run(
                self.file(
                    f"a,A,{site.url}/secret",
                    "b,B,http://169.254.169.254/latest/meta-data",
                    "c,C,http://[::1]/secret",
                    "d,D,http://no-such-host.invalid/",
                )
            )
            self.assertFalse(site.asked)
        self.assertEqual(self.photo_codes(run), ["photo_link_unreachable"] * 4)
        texts = {row.issue_text.split("\n")[0] for row in self.rows(run)}
        self.assertEqual(len(texts), 1, "who reads them learns nothing of the network")

    def test_links_are_not_fetched_unless_the_policy_says_so(self):
        with self.web_site(ann=picture()) as site:
            run = self.open_run(self.file(f"ann,Ann,{site.url}/ann"), photo_links=False)
            self.assertFalse(site.asked)
        self.assertEqual(self.photo_codes(run), ["photo_links_off"])
        self.assertEqual(self.rows(run).action, "create")

    def test_links_of_other_columns_are_not_fetched(self):
        with self.web_site(ann=picture()) as site:
            self.open_run(f"Login,Name,Website\nann,Ann,{site.url}/ann\n")
            self.assertFalse(site.asked)

    def test_a_link_that_is_typed_in_the_review_is_fetched(self):
        with self.web_site(ann=picture()) as site:
            run = self.open_run(self.file("ann,Ann,", "bo,Bo,"))
            row = self.rows(run)[0]
            key = run.sudo().column_ids.filtered(lambda c: c.target == "photo").key
            row.with_user(self.importer).write({"cells": {key: f"{site.url}/ann"}})
            self.advance(run)
            self.assertEqual(len(site.asked), 1)
        self.assertEqual(run.state, "review")
        self.assertIn("photo", [change["field"] for change in row.changes])

    def test_failed_links_are_tried_again_when_planned_again(self):
        with self.web_site() as site:
            run = self.open_run(self.file(f"ann,Ann,{site.url}/ann"))
            self.assertEqual(self.photo_codes(run), ["photo_link_refused"])
            site.pages["/ann"] = picture()
            run.action_plan_again()
            self.advance(run)
            self.assertFalse(self.photo_codes(run))

    def test_rows_that_are_left_out_ask_nobody(self):
        with self.web_site(ann=picture(), bo=picture()) as site:
            run = self.open_run(self.file("ann,Ann,", f"bo,Bo,{site.url}/bo"))
            _ann, bo = self.rows(run)
            bo.with_user(self.importer).write({"left_out": True})
            site.asked.clear()
            run.sudo().env["user.import.photo"].search([("run_id", "=", run.id)]).unlink()
            run.action_plan_again()
            self.advance(run)
            self.assertFalse(site.asked)

    def test_no_request_waits_for_photos(self):
        with self.web_site(ann=picture()) as site, patch.object(fetcher, "request", True):
            run = (
                self.env["user.import.run"]
                .with_user(self.importer)
                ._open(
                    "users.csv",
                    self.file(f"ann,Ann,{site.url}/ann").encode(),
                    profile=self.standard,
                )
            )
            with patch.object(type(run), "_cron_notice", lambda _self: ""):
                run._advance(seconds=60)
            self.assertEqual(run.state, "planning")
            self.assertFalse(site.asked)
            with patch.object(type(run), "_cron_notice", lambda _self: "no jobs"):
                run._advance(seconds=60)
                run.action_go_on()
                run.action_go_on()
            self.assertFalse(site.asked)
        self.assertEqual(run.state, "review")
        self.assertEqual(self.photo_codes(run), ["photo_links_no_jobs"])

    def test_fetching_ends_some_time(self):
        with self.web_site(ann=picture()) as site, patch.object(fetcher, "MAX_SECONDS", -1):
            run = self.open_run(self.file(f"ann,Ann,{site.url}/ann"))
            self.assertFalse(site.asked)
        self.assertEqual(self.photo_codes(run), ["photo_links_late"])


class TestWhoMayHavePhotosFetched(ImportCase):
    """The server makes requests on somebody's behalf: a Settings administrator has to say so."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = new_test_user(
            cls.env,
            login="admin@example.com",
            groups="user_bulk_import.group_user_import,base.group_system",
        )

    def test_an_importer_cannot_switch_it_on(self):
        profile = self.standard.with_user(self.importer)
        with self.assertRaises(AccessError):
            profile.write({"photo_links": True})
        with self.assertRaises(AccessError):
            profile.create({"name": "Mine", "code": "mine", "photo_links": True})
        defaults = self.env["ir.default"].with_user(self.importer)
        defaults.set("user.import.profile", "photo_links", True, user_id=True)
        with self.assertRaises(AccessError):
            profile.create({"name": "Mine", "code": "mine"})

    def test_nor_by_any_other_door(self):
        profile = self.standard.with_user(self.importer)
        with self.assertRaises(AccessError):
            profile.web_save({"photo_links": True}, {"name": {}})
        with self.assertRaises(AccessError):
            profile.copy({"photo_links": True})
        result = profile.load(["name", "code", "photo_links"], [["Mine", "mine", "1"]])
        self.assertFalse(result["ids"])
        self.assertIn("Settings administrator", result["messages"][0]["message"])
        wizard = self.env["user.import.wizard"].with_user(self.importer)
        with self.assertRaises(AccessError):
            wizard.create(
                {
                    "profile_id": profile.id,
                    "photo_links": True,
                    "pasted": [pasted("Login,Name\nann,Ann\n")],
                }
            ).action_continue()
        self.env.invalidate_all()
        self.assertFalse(self.standard.photo_links)

    def test_a_copy_of_a_profile_fetches_none(self):
        self.standard.with_user(self.admin).photo_links = True
        self.assertFalse(self.standard.with_user(self.importer).copy().photo_links)
        self.assertTrue(self.standard.with_user(self.admin).copy().photo_links)

    def test_nor_for_one_import(self):
        with self.assertRaises(AccessError):
            self.open_run("Login,Name\nann,Ann\n", photo_links=True)
        run = self.open_run("Login,Name\nann,Ann\n")
        values = {**run._policy_field_values(), "photo_links": True}
        with self.assertRaises(AccessError):
            run._change_settings(values)
        with self.assertRaises(AccessError):
            run.with_user(self.importer).write({"photo_links": True})

    def test_what_an_administrator_has_said_in_a_profile_counts(self):
        self.standard.with_user(self.admin).photo_links = True
        profile = self.standard.with_user(self.importer)
        profile.write({"invite": False})
        run = self.open_run("Login,Name\nann,Ann\n", photo_links=True, invite=True)
        self.assertTrue(run.photo_links)
        profile.photo_links = False
        with self.assertRaises(AccessError):
            profile.photo_links = True

    def test_an_administrator_may(self):
        run = self.open_run("Login,Name\nann,Ann\n", user=self.admin, photo_links=True)
        self.assertEqual(run.state, "review")

    def test_a_profile_made_of_an_import_fetches_none(self):
        self.standard.with_user(self.admin).photo_links = True
        run = self.open_run("Login,Name\nann,Ann\n", photo_links=True)
        self.assertFalse(run.with_user(self.importer)._save_as_profile("Mine").photo_links)

    def test_what_was_fetched_and_how_cannot_be_written_by_rpc(self):
        run = self.open_run("Login,Name\nann,Ann\n")
        Photo = self.env["user.import.photo"].with_user(self.importer)
        with self.assertRaises(AccessError):
            Photo.create({"run_id": run.id, "name": "http://10.0.0.1/", "awaits_fetching": True})
        photo = Photo.sudo()._stage(run.sudo(), [Photo._came("ann.jpg", picture())])
        for values in ({"name": "http://10.0.0.1/"}, {"image": picture()}, {"is_checked": True}):
            with self.assertRaises(AccessError):
                photo.with_user(self.importer).write(values)
        with self.assertRaises(AccessError):
            photo.with_user(self.importer).read(["content"])
