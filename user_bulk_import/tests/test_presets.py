import json
from pathlib import Path

from .common import ImportCase

EXPECTED = json.loads((Path(__file__).parent / "fixtures" / "samples.json").read_text())


class TestPresets(ImportCase):
    """Each preset's sample, end to end; a second time it changes nothing."""

    maxDiff = None

    def _check(self, file_name):
        expected = EXPECTED[f"user_bulk_import/static/samples/{file_name}"]
        mails = self.env["mail.mail"].sudo().search_count([])
        run = self.import_sample(file_name, expected["profile"])
        self.assertEqual(run.state, "done", run.issue_text)
        self._check_counts(run, expected)
        self.assertEqual(run.created_count, expected["created"])
        told = [
            (row.sheet or "", row.number, issue["column"], issue["code"], issue["severity"])
            for row in self.rows(run)
            for issue in row.issues or []
            if issue["severity"] != "info"
        ]
        keys = ("sheet", "row", "column", "code", "severity")
        wanted = [tuple(i[key] for key in keys) for i in expected["issues"]]
        self.assertEqual(
            sorted(told), sorted(fault for fault in wanted if fault[-1] != "info"), file_name
        )
        self.assertEqual(self.env["mail.mail"].sudo().search_count([]), mails, "nobody is mailed")

        with self.statements() as statements:
            again = self.import_sample(file_name, expected["profile"])
        self.assertFalse(self.rows(again).filtered("changes"))
        self._check_counts(again, {"total": expected["total"], **expected["second_time"]})
        written = [
            text
            for text in statements
            if text.lstrip().upper().startswith(("UPDATE", "INSERT", "DELETE"))
            and ('"res_users"' in text or '"res_partner"' in text)
        ]
        self.assertFalse(written)
        return run

    def _check_counts(self, run, expected):
        for name in ("total", "unchanged", "skipped", "failed"):
            if name in expected:
                self.assertEqual((name, run[f"{name}_count"]), (name, expected[name]))

    def test_exam_json(self):
        self._check("exam_users.json")

    def test_exam_candidates(self):
        self._check("exam_candidates.csv")

    def test_exam_candidates_with_photos(self):
        self._check("exam_candidates.zip")
        with_photo = self.env["res.users"].search([("image_1920", "!=", False)])
        candidates = with_photo.filtered(lambda user: user.login.endswith(".bk27"))
        self.assertEqual(len(candidates), 6)

    def test_school(self):
        run = self._check("school.xlsx")
        self.assertEqual(
            set(self.rows(run).mapped("sheet")), {"Students", "Instructors", "Parents"}
        )
        self._check_school_associations(run)

    def _check_school_associations(self, run):
        """The associations are those of the file: each student's parents and instructor, as far as
        these are there."""
        titles = {item["string"]: item["name"] for item in run.cells_definition}
        named = set()
        for row in self.rows(run).filtered(lambda r: r.sheet == "Students" and r.user_id):
            for title in ("Parent", "Instructor"):
                for text in (row.cells[titles[title]] or "").split(";"):
                    if other := self.user(text.strip()):
                        named.add((title, row.user_id.id, other.id))
        associations = self.env["user.association"].search([])
        made = {(a.right_name, a.left_user_id.id, a.right_user_id.id) for a in associations}
        self.assertEqual(made, named)
        self.assertGreater(len(named), 200)
        without = self.rows(run).user_id.filtered(lambda user: not user.email)
        self.assertGreater(len(without), 10)
        for student in without:
            self.assertIn("Parent", student.left_association_ids.mapped("right_name"))

    def test_company_xlsx(self):
        self._check("company.xlsx")

    def test_directory_api(self):
        self._check("directory.json")


class TestRequiredFields(ImportCase):
    """What the presets demand, as their products do."""

    def _codes(self, content, code, name):
        profile = self.env["user.import.profile"].search([("code", "=", code)])
        run = self.open_run(content, name=name, profile=profile)
        return run, [self.codes(row) for row in self.rows(run)]

    def test_exam_json_demands_every_property_filled(self):
        person = {
            "username": "ann",
            "password": "Zebra-quilt-77",
            "fullname": "Ann Archer",
            "email": "ann@example.com",
            "active": True,
            "Roles": ["USER"],
            "Tags": [{"name": "Department", "value": "IT"}],
        }
        _run, codes = self._codes(json.dumps([person]), "exam_json", "users.json")
        self.assertEqual(codes, [[]])
        for name in person:
            with self.subTest(blank=name):
                blank = [person, {**person, "username": "bob", "email": "b@example.com", name: ""}]
                _run, codes = self._codes(json.dumps(blank), "exam_json", "users.json")
                missing = "password_missing" if name == "password" else "required_missing"
                self.assertIn(missing, codes[1])
            with self.subTest(undefined=name):
                without = {key: value for key, value in person.items() if key != name}
                run, _codes = self._codes(json.dumps([without]), "exam_json", "users.json")
                self.assertEqual(run.state, "failed")
                self.assertEqual(run.issues[0]["code"], "columns_missing")

    def test_company_xlsx_demands_email_user_name_and_reference(self):
        columns = ["Email", "userName", "reference"]
        for missing in columns:
            header = ",".join(["Full name", *(name for name in columns if name != missing)])
            run, _codes = self._codes(f"{header}\nx,y,z\n", "company_xlsx", "users.csv")
            self.assertEqual((missing, run.state), (missing, "failed"))
