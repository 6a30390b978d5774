import csv
import io
import random

import xlsxwriter

from odoo.tests import tagged

from .common_row_edits import RowEditCase

TITLES = (
    *("Reference", "Login", "Previous Login", "E-mail", "Full name", "City", "Deleted"),
    *("Role", "Parent", "Child"),
)
KEYS = TITLES[:4]
POLICIES = (
    {"allow_rename": True, "delete_action": "archive"},
    {"operation": "create_all"},
    {"multi_value_mode": "replace"},
    {"operation": "create", "match_on": "login, email"},
    {"match_on": "ref, login", "allow_rename": True},
    {"match_on": "email"},
    {"match_on": "email, login, ref", "allow_rename": True, "update_mode": "fill_missing"},
)


class World:
    """A file with few different keys, so that many rows have to do with each other."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def text(self, title):
        pick = self.random.choice
        if title == "Deleted":
            return pick(["", "", "", "", "yes"])
        if title in ("Parent", "Child"):
            people = ["ann", "7", "8, cid", "-ann", "x@example.com", "bob1@example.com", "9"]
            return pick([*[""] * 5, *people])
        if title == "Role":
            return pick(["", "Student"])
        if title == "City":
            return pick(["Oslo", "Rome", ""])
        if title == "Full name":
            return pick(["Ann Archer", "Bob Baker", "Cid Cole", ""])
        if title == "Reference":
            return pick(["", "", "7", "8", "9", "x@example.com"])
        if title == "Previous Login":
            return pick(["", "", "", "ann", "old@example.com"])
        if title == "E-mail":
            return pick(["", "", "ann@example.com", "bob@example.com", "x@example.com", "faulty"])
        logins = ["", "ann", "ann1", "ann12", "Bob", "bob@example.com", "bob1@example.com"]
        return pick([*logins, "x@example.com", "cid", "7"])

    def row(self):
        return [self.text(title) for title in TITLES]

    def csv(self, rows):
        buffer = io.StringIO()
        csv.writer(buffer).writerows([TITLES, *(self.row() for _row in range(rows))])
        return buffer.getvalue()

    def xlsx(self, rows):
        """Return a workbook of two sheets, the second without a reference."""
        buffer = io.BytesIO()
        with xlsxwriter.Workbook(buffer) as workbook:
            for name, skip in (("Pupils", 0), ("Parents", 1)):
                sheet = workbook.add_worksheet(name)
                sheet.write_row(0, 0, TITLES[skip:])
                for line in range(1, rows // 2 + 1):
                    sheet.write_row(line, 0, self.row()[skip:])
        return buffer.getvalue()


@tagged("post_install", "-at_install")
class TestReplanningAllRows(RowEditCase):
    """After any edits each row is decided as if the whole file had been planned anew."""

    def setUp(self):
        super().setUp()
        people = [
            {"name": "Ann", "login": "ann", "ref": "7", "email": "ann@example.com"},
            {"name": "Bob", "login": "bob@example.com", "ref": "8"},
            {"name": "Old", "login": "old@example.com", "email": "x@example.com"},
            {"name": "Cid", "login": "cid", "active": False},
        ]
        portal = self.env.ref("base.group_portal").ids
        self.env["res.users"].create(
            [{**values, "group_ids": [(6, 0, portal)]} for values in people]
        )
        self.env["res.partner"].create({"name": "Contact", "email": "bob@example.com"})

    def test_any_edits_in_any_file(self):
        for seed, policy in enumerate(POLICIES * 2):
            world = World(seed)
            content, name = (
                (world.csv(30), "users.csv") if seed % 3 else (world.xlsx(30), "users.xlsx")
            )
            run = self.open_run(content, name=name, **policy)
            self.assertEqual(run.state, "review")
            told = []
            for number in range(10):
                told.append(self._edit_something(world, run))
                if number % 2:
                    self._check(run, f"seed {seed}, {policy}, after {told}")

    def _edit_something(self, world, run):
        """Do to some rows what a person may do; return what it was."""
        rows = self.rows(run).with_user(self.importer)
        kind = world.random.choice(["cell", "cell", "cell", "row", "many", "out", "in"])
        some = rows.browse(world.random.sample(rows.ids, world.random.randint(1, 4)))
        if kind == "out":
            some.action_leave_out()
        elif kind == "in":
            rows.action_take_in()
        elif kind == "many":
            title = world.random.choice([*KEYS[1:], "City"])
            dialog = self.env[some.action_set_cells()["res_model"]].with_user(self.importer)
            dialog = dialog.search([], order="id desc", limit=1)
            column = dialog.available_column_ids.filtered(lambda c: c.header == title)
            dialog.write({"column_id": column.id, "value": world.text(title)})
            dialog.action_apply()
        else:
            row = some[0]
            present = [c.header for c in run.sudo()._file_columns(row.sheet or "")]
            titles = present if kind == "row" else [world.random.choice(present)]
            self.edit(row, **{title: world.text(title) for title in titles})
        self.assertEqual(run.state, "review", "so few rows are planned at once")
        return kind, some.mapped("number")

    def _check(self, run, told):
        replanned = self.decided(run)
        run.with_user(self.importer).action_plan_again()
        self.advance(run)
        planned = self.decided(run)
        for old, new in zip(replanned[0], planned[0], strict=True):
            self.assertEqual(old, new, told)
        self.assertEqual(replanned[1], planned[1], told)
        self.assertEqual(sum(list(planned[1].values())[1:-1]), run.total_count, told)
