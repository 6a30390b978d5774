from pathlib import Path

from .common import ImportCase

SAMPLES = Path(__file__).parent.parent / "static" / "samples"
SHOWN = {
    ("exam_json", "exam_users.json"): (
        "Roles: Editor",
        "User type: Internal",
        "Tags: Category: ",
        "Class: ",
        "Position: ",
    ),
    ("exam_candidates", "exam_candidates.zip"): ("Roles: Candidate", "Photo: photos/", "Venue: "),
    ("school", "school.xlsx"): (
        "Parent (of the Student): ",
        "Instructor (of the Student): ",
        "Roles: Student",
        "Tags: Class: ",
    ),
    ("company_xlsx", "company.xlsx"): ("Training group: Load securing",),
    ("directory_api", "directory.json"): ("Tags: Department: ", "User type: Portal"),
}
"""What the review of a preset's sample tells, among other things, by profile and file."""


class TestPresetsInReview(ImportCase):
    """Each preset's sample shows its part before anything happens."""

    def test_the_review_shows_what_each_sample_brings(self):
        groups = self.env["res.partner.category"].create({"name": "Training group"})
        self.env["user.import.rule"].create(
            {
                "name": "Everybody",
                "profile_ids": self.env.ref("user_bulk_import.profile_company_xlsx").ids,
                "tag_ids": [(0, 0, {"name": "Load securing", "parent_id": groups.id})],
            }
        )
        for (code, name), texts in SHOWN.items():
            profile = self.env["user.import.profile"].search([("code", "=", code)])
            run = self.open_run((SAMPLES / name).read_bytes(), name=name, profile=profile)
            self.assertEqual(run.state, "review", run.issue_text)
            shown = "\n".join(filter(None, self.rows(run).mapped("change_text")))
            for text in texts:
                with self.subTest(file=name, text=text):
                    self.assertIn(text, shown)
