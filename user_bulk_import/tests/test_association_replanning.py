import random

from odoo.tests import tagged

from .common_row_edits import RowEditCase


@tagged("post_install", "-at_install")
class TestAssociationReplanning(RowEditCase):
    """Which rows are planned again, since they name an edited one or are named by it; that the
    result is right in general is shown in ``test_replanning_all_rows``."""

    def open(self, *lines):
        return self.open_run("Login,Name,Parent,City\n" + "\n".join(lines) + "\n")

    def codes(self, row):
        return [code for code in super().codes(row) if code.startswith("association_")]

    def told(self, run):
        return [self.codes(row) for row in self.rows(run)]

    def test_a_key_that_appears_settles_the_rows_that_name_it(self):
        run = self.open("ann,Ann,joe,", "jo,Joe,,", "bea,Bea,,")
        self.assertEqual(self.told(run), [["association_unknown"], [], []])
        self.edit(self.rows(run)[1], Login="joe")
        self.assertEqual(self.told(run), [[], [], []])
        self.assertEqual(run.warning_count, 0)

    def test_a_row_that_is_left_out_is_missed_by_those_who_name_it(self):
        run = self.open("ann,Ann,joe,", "joe,Joe,,")
        joe = self.rows(run)[1].with_user(self.importer)
        joe.action_leave_out()
        self.assertEqual(self.told(run)[0], ["association_unknown"])
        joe.action_take_in()
        self.assertEqual(self.told(run)[0], [])

    def test_a_row_that_turns_faulty_is_missed_by_those_who_name_it(self):
        run = self.open("ann,Ann,joe,", "joe,Joe,,", "bea,Bea,,")
        self.edit(self.rows(run)[1], Name="")
        self.assertEqual(self.told(run), [["association_unmade"], [], []])
        self.assertFalse(self.rows(run)[0].links_pending)
        self.edit(self.rows(run)[1], Name="Joe")
        self.assertEqual(self.told(run), [[], [], []])
        self.assertTrue(self.rows(run)[0].links_pending)
        self.assertEqual((run.created_count, run.warning_count), (3, 0))

    def test_a_duplicate_elsewhere_turns_those_who_name_the_row(self):
        """The edited row and the one that names are apart: one between them is turned."""
        run = self.open("joe,Joe,,", "jo,Jo,,", "ann,Ann,jo,")
        self.edit(self.rows(run)[0], Login="jo")
        self.assertEqual(self.told(run), [[], [], []])
        self.edit(self.rows(run)[0], Name="")
        self.assertEqual(self.told(run)[2], ["association_unmade"])

    def test_a_circle_that_is_mended_sets_all_of_its_people_free(self):
        run = self.open("ann,Ann,bea,", "bea,Bea,cid,", "cid,Cid,dan,", "dan,Dan,ann,")
        self.assertEqual(self.told(run), [["association_cycle"]] * 4)
        self.edit(self.rows(run)[2], Parent="")
        self.assertEqual(self.told(run), [[]] * 4)
        self.edit(self.rows(run)[2], Parent="dan")
        self.assertEqual(self.told(run), [["association_cycle"]] * 4)

    def test_rows_that_have_nothing_to_do_with_it_stay_as_they_are(self):
        run = self.open("ann,Ann,joe,", "joe,Joe,,", "bea,Bea,max,", "max,Max,,")
        others = self.rows(run)[2:]
        others.write({"issues": [{"mark": True}]})
        self.edit(self.rows(run)[1], Login="jim")
        self.edit(self.rows(run)[0], Parent="jim")
        self.edit(self.rows(run)[0], City="Rome")
        self.assertEqual(others.mapped("issues"), [[{"mark": True}]] * 2)
        self.assertEqual(self.codes(self.rows(run)[0]), [])

    def test_people_of_the_file_come_and_go(self):
        """Few rows with a key each, so that most make somebody whom others name."""
        for seed in range(3):
            dice = random.Random(seed)
            logins = ["ann", "bea", "cid", "dan", "eve"]
            run = self.open(*(f"{login},Name,{dice.choice(logins)}," for login in logins))
            for _number in range(8):
                self._edit_something(dice, run, [*logins, "", "bea, eve"])
                replanned = self.decided(run)
                run.with_user(self.importer).action_plan_again()
                self.advance(run)
                self.assertEqual(replanned, self.decided(run), f"seed {seed}")

    def _edit_something(self, dice, run, people):
        row = self.rows(run)[dice.randrange(len(people) - 2)].with_user(self.importer)
        kind = dice.choice(["name", "name", "parent", "out"])
        if kind == "name":
            self.edit(row, Name="" if self.cell(row, "Name") else "Name")
        elif kind == "parent":
            self.edit(row, Parent=dice.choice(people))
        elif row.left_out:
            row.action_take_in()
        else:
            row.action_leave_out()
