import json
from pathlib import Path
from unittest.mock import patch

from odoo.tests import HttpCase, new_test_user, tagged

from odoo.addons.user_bulk_import.models.user_import_run_process import UserImportRun

SAMPLES = json.loads((Path(__file__).parent / "fixtures" / "samples.json").read_text("utf-8"))


def _advance_to_the_end(run, seconds=None):
    """Stand for ``_advance``: no scheduled job goes on with a run during a test."""
    while run._step():
        pass


class TourCase(HttpCase):
    """Imports in a real browser, by somebody who may import but is no Settings administrator."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(patch.object(UserImportRun, "_advance", _advance_to_the_end))
        cls.importer = new_test_user(
            cls.env, login="importer@example.com", groups="user_bulk_import.group_user_import"
        )
        cls.mails = cls.env["mail.mail"].search_count([])

    def _tour(self, name):
        """Run a tour and return the import that it made."""
        self.start_tour(
            "/odoo/action-base.action_res_users", name, login=self.importer.login, timeout=180
        )
        run = self.env["user.import.run"].search([], limit=1)
        self.assertEqual(run.user_id, self.importer)
        self.assertEqual(run.state, "done")
        self.assertEqual(self.env["mail.mail"].search_count([]), self.mails, "nobody is mailed")
        return run

    def _user(self, login):
        user = self.env["res.users"].search([("login", "=", login)])
        self.assertEqual(len(user), 1, login)
        return user


@tagged("post_install", "-at_install")
class TestTours(TourCase):
    """The way of each preset's sample file, and of a pasted text."""

    def _sample_tour(self, code, file_name):
        """Run the tour of a preset and compare the counters with what the sample holds."""
        expected = SAMPLES[f"user_bulk_import/static/samples/{file_name}"]
        run = self._tour(f"user_import_{code}")
        self.assertEqual(run.profile_id.code, code)
        self.assertEqual(run.file_name, file_name)
        counted = ("total", "created", "skipped", "failed")
        self.assertEqual(
            {name: run[f"{name}_count"] for name in counted},
            {name: expected[name] for name in counted},
        )
        created = run.row_ids.filtered(lambda row: row.outcome == "created").user_id
        self.assertEqual(len(created), expected["created"])
        return run

    def _tags(self, user):
        return {f"{tag.parent_id.name}: {tag.name}" for tag in user.category_id}

    def _properties(self, user):
        values = user.read(["user_properties"])[0]["user_properties"]
        return {item["string"]: item.get("value") for item in values}

    def test_exam_users_from_json(self):
        self._sample_tour("exam_json", "exam_users.json")
        user = self._user("yagaoglu22")
        self.assertEqual(user.name, "Yiğit Ağaoğlu")
        self.assertEqual(user.email, "yigit.agaoglu@bogazkent.example")
        self.assertEqual(user.import_role_ids.mapped("code"), ["USER"])
        self.assertLessEqual({"Department: Economics", "Class: 4th year"}, self._tags(user))
        credential = {"type": "password", "login": user.login, "password": "Lantern-Kx9zQ-1100"}
        user.with_user(user)._check_credentials(credential, {"interactive": True})

    def test_exam_candidates_from_csv(self):
        self._sample_tour("exam_candidates", "exam_candidates.csv")
        user = self._user("nesposito.bk26")
        self.assertEqual(user.ref, "00417")
        self.assertEqual(user.name, "Noemi Esposito")
        self.assertEqual(self._properties(user)["Venue"], "Forlì, Palazzo degli Studi")
        self.assertTrue(user.share)

    def test_students_instructors_and_parents_from_a_workbook(self):
        run = self._sample_tour("school", "school.xlsx")
        self.assertEqual(set(run.row_ids.mapped("sheet")), {"Students", "Instructors", "Parents"})
        student = self._user("thihuong.tran@pupils.lakeside.example")
        self.assertEqual(student.name, "Thị Hương Trần")
        self.assertIn("Class: 10B", self._tags(student))
        parent = self._user("ducanh.tran@example.com")
        self.assertEqual(parent.country_id, self.env.ref("base.vn"))

    def test_company_users_from_a_workbook(self):
        self._sample_tour("company_xlsx", "company.xlsx")
        user = self._user("alavi")
        self.assertEqual(user.ref, "004301")
        self.assertEqual(user.function, "Order Picker")
        self.assertLessEqual(
            {"Department: Warehouse", "Training group: Forklift safety"}, self._tags(user)
        )
        self.assertFalse(user.share)

    def test_directory_users_from_json(self):
        self._sample_tour("directory_api", "directory.json")
        user = self._user("jiri.reznicek")
        self.assertEqual(user.ref, "cl104200")
        self.assertEqual(user.function, "Office Manager")
        self.assertIn("Department: Main Office", self._tags(user))
        self.assertTrue(user.custom_info)

    def test_pasted_text(self):
        run = self._tour("user_import_paste")
        self.assertEqual(run.file_name, "Pasted text")
        self.assertEqual((run.total_count, run.created_count), (1, 1))
        self.assertEqual(self._user("ann.tour").email, "ann.tour@example.com")

    def test_gear_menu_of_the_user_list_opens_the_import(self):
        self.start_tour(
            "/odoo/action-base.action_res_users",
            "user_import_gear_menu",
            login=self.importer.login,
        )
