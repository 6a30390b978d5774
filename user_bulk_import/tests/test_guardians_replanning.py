import random

from odoo.tests import tagged

from .common_row_edits import RowEditCase

TITLES = ("Login", "Name", "E-mail", "Role", "Active", "Country", "Parent", "Child")
TELLING = ("Name", "Active", "Country")
"""Columns that say nothing of who is meant, but whether anything is made of the row."""
CHILDREN, PARENTS = ("ann", "bea", "cid"), ("dan", "eve", "fay")
USERS = ("old", "gone", "lost", "mute")


@tagged("post_install", "-at_install")
class TestGuardiansReplanning(RowEditCase):
    """Who answers for whom is decided, after any edits, as if the whole file was planned anew."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        portal = cls.env.ref("base.group_portal").ids
        cls.env["res.users"].with_context(no_reset_password=True).create(
            [
                {"name": login, "login": login, "group_ids": [(6, 0, portal)], **values}
                for login, values in zip(
                    USERS,
                    (
                        {"email": "old@example.com"},
                        {"email": "gone@example.com", "active": False},
                        {},
                        {"email": "mute@example.com"},
                    ),
                    strict=True,
                )
            ]
        )
        cls.env["mail.blacklist"].create({"email": "mute@example.com"})

    def test_any_edits_of_children_and_parents(self):
        for seed in range(8):
            dice = random.Random(seed)
            keys = [*CHILDREN, *PARENTS, *dice.sample(USERS, 2)]
            lines = [[key, "Name", "", "Student", "", "", "", ""] for key in CHILDREN]
            lines += [
                [key, "Name", f"{key}@example.com", "", "", "", "", child]
                for key, child in zip(keys[len(CHILDREN) :], CHILDREN + CHILDREN, strict=False)
            ]
            content = "\n".join(map(",".join, [TITLES, *lines]))
            run = self.open_run(content, allow_suspend=True)
            for number in range(10):
                told = f"seed {seed}, edit {number}: {self._edit_something(dice, run, keys)}"
                replanned = self.decided(run)
                run.with_user(self.importer).action_plan_again()
                self.advance(run)
                self.assertEqual(replanned, self.decided(run), told)

    def _edit_something(self, dice, run, keys):
        position = dice.randrange(len(keys))
        row = self.rows(run)[position].with_user(self.importer)
        if row.left_out:
            row.action_take_in()
            return keys[position], "in"
        if dice.random() < 0.1:
            row.action_leave_out()
            return keys[position], "out"
        title = dice.choice(TITLES[1:] + TELLING * 2)
        text = self._text(dice, title, keys[position])
        self.edit(row, **{title: text})
        return keys[position], title, text

    def _text(self, dice, title, key):
        pick, is_child = dice.choice, key in CHILDREN
        addresses = [f"{key}@example.com", "", "mute@example.com", "faulty"]
        people = [*PARENTS, *USERS] if is_child else CHILDREN
        named = ["", f"{pick(people)};{pick(people)}", pick(CHILDREN), *people]
        return {
            "Name": pick(["", "Name", "Name"]),
            "E-mail": pick(["", "", "", *addresses] if is_child else addresses[:1] * 4 + addresses),
            "Role": "Student" if is_child else pick(["Student", "", "", ""]),
            "Active": pick(["", "", "", "yes", "no"]),
            "Country": pick(["", "Norway", "Nowhereland"]),
            "Parent": pick([*[""] * 9, *named]),
            "Child": pick(["", "", *named] if is_child else [*CHILDREN * 2, *named]),
        }[title]
