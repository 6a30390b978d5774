import json

from .common import ImportCase


class TestCellShapes(ImportCase):
    """Roles, tags and people in the shapes in which files write them, end to end."""

    def import_cells(self, field, cells):
        """Import a JSON file with a row for each value, and return the rows."""
        entries = [
            {"login": f"p{index}", "email": f"p{index}@example.com", "name": "P", field: cell}
            for index, cell in enumerate(cells)
        ]
        return self.rows(self.import_file(json.dumps(entries), name="people.json"))

    def tags(self, index):
        lookup = self.env["user.import.lookup"]
        return sorted(lookup._tag_ref(tag).label for tag in self.user(f"p{index}").category_id)

    def test_tags_in_every_shape_of_json_are_the_same_tag(self):
        cells = [
            {"name": "Department", "value": "IT"},
            {"Department": {"name": "IT"}},
            {"Department": "IT"},
            [{"type": "Department", "value": "IT"}],
            {"tags": [{"category": "Department", "tag": "IT"}]},
        ]
        rows = self.import_cells("Tags", cells)
        self.assertFalse(any(rows.mapped("issue_text")))
        self.assertEqual({tuple(self.tags(i)) for i in range(len(cells))}, {("Department: IT",)})
        again = self.import_cells("Tags", cells)
        self.assertEqual(set(again.mapped("action")), {"unchanged"})

    def test_json_in_no_known_shape_is_an_error_on_its_row(self):
        rows = self.import_cells("Tags", [True, [["Department", "IT"]], ["VIP"]])
        self.assertEqual(rows.mapped("action"), ["reject", "reject", "create"])
        self.assertIn('{"Department": ["IT"]}', rows[0].issue_text)

    def test_roles_are_told_apart_by_any_usual_sign(self):
        cells = [
            {"role": "Student"},
            [{"roleName": "Students"}],
            {"Student": True, "Parent": False},
            "Student / Nobody",
            "Student / Parent",
            "candidates\u3001Invigilators",
            "Student & Parent",
            "\u2022 Student \u2022 Parent",
        ]
        rows = self.import_cells("Roles", cells)
        self.assertEqual([row.action == "reject" for row in rows], [i == 3 for i in range(8)])
        roles = [self.user(f"p{i}").import_role_ids.mapped("code") for i in range(8) if i != 3]
        both = ["STUDENT", "PARENT"]
        self.assertEqual(
            roles,
            [["STUDENT"], ["STUDENT"], ["STUDENT"], both, ["CANDIDATE", "INVIGILATOR"], both, both],
        )

    def test_a_group_with_a_slash_in_its_name_is_one(self):
        self.env["res.groups.privilege"].create(
            {"name": "Student", "group_ids": [(0, 0, {"name": "Parent"})]}
        )
        admin = self.env.ref("base.user_admin")
        run = self.open_run(
            "Login\tName\tRole\nann\tAnn\tUSER, EDITOR, Student / Parent\n", user=admin
        )
        changes = {change.field: change.new for change in self.rows(run)._changes()}
        self.assertIn("Student / Parent", [ref.label for ref in changes["roles"]])

    def test_a_category_holds_for_the_tags_that_follow_by_a_comma(self):
        self.import_cells("Tags", ["Lounge: Red", "Department: Ops, Lab; Class: 7A, 7B; VIP"])
        self.assertEqual(
            self.tags(1), ["Class: 7A", "Class: 7B", "Department: Lab", "Department: Ops", "VIP"]
        )
        rows = self.import_cells("Tags", ["Floor: One, new", "Floor: Two, Red"])
        self.assertEqual(self.tags(0)[:3], ["Floor: One", "Floor: new", "Lounge: Red"])
        self.assertIn("Lounge: Red", self.tags(1))
        self.assertNotIn("Floor: Red", self.tags(1))
        self.assertTrue(all(rows.mapped("issue_text")), "both are told")

    def test_spellings_of_one_tag_make_one_with_the_accents_that_it_has(self):
        cells = ["Lodz", "\u0141\u00f3d\u017a", "S\u0131n\u0131f", "SINIF", "\u00c9lan, elan"]
        self.import_cells("Class", cells)
        self.assertEqual(self.tags(0), ["Class: \u0141\u00f3d\u017a"])
        self.assertEqual(self.tags(0), self.tags(1))
        self.assertEqual(self.tags(2), ["Class: S\u0131n\u0131f"])
        self.assertEqual(self.tags(2), self.tags(3))
        self.assertEqual(self.tags(4), ["Class: \u00c9lan"])

    def test_nothing_to_take_away_is_a_warning(self):
        self.import_cells("Roles", ["Student"])
        run = self.open_run("Login\tRole\tTags\np0\t-Nobody\t-Nothing\n")
        row = self.rows(run)
        self.assertEqual(row.action, "unchanged")
        self.assertEqual([issue["code"] for issue in row.issues], ["nothing_to_take"] * 2)
        self.assertIn("Nobody", run.value_ids.mapped("text"), "it may stand for one")

    def test_people_are_named_by_address_with_their_names_around(self):
        self.import_cells("Role", ["Parent"])
        cells = [
            "Mum <p0@example.com>",
            "mailto:p0@example.com",
            [{"email": "p0@example.com", "name": "Mum"}],
            {"email": "p0@example.com", "name": "Mum"},
        ]
        entries = [
            {"login": f"kid{i}", "name": "K", "Role": "Student", "Parent": cell}
            for i, cell in enumerate(cells)
        ]
        rows = self.rows(self.import_file(json.dumps(entries), name="kids.json"))
        self.assertFalse(any(rows.mapped("issue_text")))
        found = self.env["user.association"].search([("right_user_id", "=", self.user("p0").id)])
        self.assertEqual(len(found), len(cells))

    def test_who_writes_a_name_exactly_means_that_one_of_two_alike(self):
        self.env["user.import.role"].create(
            [{"name": "Bos", "code": "one"}, {"name": "B\u00f8s", "code": "two"}]
        )
        rows = self.import_cells("Role", ["B\u00f8s", "Bos", "BOS"])
        self.assertEqual(rows.mapped("action"), ["create", "create", "reject"])
        self.assertEqual(
            [self.user(f"p{index}").import_role_ids.code for index in range(2)], ["two", "one"]
        )
