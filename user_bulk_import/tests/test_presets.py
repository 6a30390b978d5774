import json
from pathlib import Path

from .common import ImportCase

EXPECTED = json.loads((Path(__file__).parent / "fixtures" / "samples.json").read_text())


class TestPresets(ImportCase):
    """Each preset's sample, end to end; a second time it changes nothing."""

    def _check(self, file_name):
        expected = EXPECTED[file_name]
        mails = self.env["mail.mail"].sudo().search_count([])
        run = self.import_sample(file_name, expected["profile"])
        self.assertEqual(run.state, "done", run.issue_text)
        rows = self.rows(run)
        told = {(r.sheet or "", r.number): r.issue_text for r in rows if r.severity == "error"}
        faults = {(fault["sheet"], fault["row"]) for fault in expected["faults"]}
        self.assertEqual(set(told), faults, told)
        self.assertEqual(run.total_count, expected["total"])
        self.assertEqual(run.created_count, expected["created"])
        self.assertEqual(run.failed_count, expected["failed"])
        self.assertEqual(run.skipped_count, expected.get("skipped", 0))
        for fault in expected["faults"]:
            row = rows.filtered(
                lambda r, fault=fault: (r.sheet or "", r.number) == (fault["sheet"], fault["row"])
            )
            issues = {(issue["code"], issue["column"]) for issue in row.issues}
            self.assertIn((fault["code"], fault["column"]), issues, row.issue_text)
        self.assertEqual(self.env["mail.mail"].sudo().search_count([]), mails, "nobody is mailed")

        with self.statements() as statements:
            again = self.import_sample(file_name, expected["profile"])
        self.assertFalse(
            again.created_count + again.updated_count + again.archived_count,
            self.rows(again).filtered("changes").mapped("change_text"),
        )
        written = [
            text
            for text in statements
            if text.lstrip().upper().startswith(("UPDATE", "INSERT", "DELETE"))
            and ('"res_users"' in text or '"res_partner"' in text)
        ]
        self.assertFalse(written)
        return run

    def _properties(self, login):
        values = self.user(login).read(["user_properties"])[0]["user_properties"]
        return {item["string"]: item["value"] for item in values}

    def test_exam_json(self):
        self._check("exam_users.json")

    def test_exam_candidates(self):
        self._check("exam_candidates.csv")

    def test_school(self):
        run = self._check("school.xlsx")
        self.assertEqual(
            set(self.rows(run).mapped("sheet")), {"Students", "Instructors", "Parents"}
        )

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
                self.assertIn("required_missing", codes[1])
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
