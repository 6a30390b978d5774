import io
import logging
import os
import random
import sys
import time
from collections import defaultdict
from statistics import mean
from unittest.mock import patch

import xlsxwriter

from odoo.tests import tagged

from odoo.addons.user_bulk_import.models import (
    user_import_applier,
    user_import_associator,
    user_import_planner,
)

from .test_associations import AssociationCase

_logger = logging.getLogger(__name__)

SCHOOL = int(os.environ.get("SCHOOL", 0))
SIZES = (SCHOOL,) if SCHOOL else (120, 360)
SMALL_CHUNK = 40
"""So that a few hundred rows make several chunks of each stage, all of them full: the number of
people on each tab is a multiple of it."""

CHUNKS = (
    (user_import_planner, "KEY_CHUNK"),
    (user_import_planner, "PLAN_CHUNK"),
    (user_import_applier, "CHUNK"),
    (user_import_associator, "CHUNK"),
)


def school(students, mark):
    """Return a workbook of students, a parent for each and a teacher for every twenty, on three
    tabs in any order, with rows in any order. Every student names a parent and a teacher."""
    teachers = max(SMALL_CHUNK, students // 20)
    tabs = {
        "Students": [
            ("First Name", "Last Name", "Username", "Parent", "Instructor"),
            *(
                (
                    f"S{n}",
                    "Student",
                    f"{mark}s{n}",
                    f"{mark}p{n}@x.example",
                    f"{mark}t{n % teachers}",
                )
                for n in range(students)
            ),
        ],
    }
    for tab, letter, number in (("Parents", "p", students), ("Instructors", "t", teachers)):
        tabs[tab] = [
            ("First Name", "Last Name", "Email", "Username"),
            *(
                (f"{letter}{n}", tab, f"{mark}{letter}{n}@x.example", f"{mark}{letter}{n}")
                for n in range(number)
            ),
        ]
    chance = random.Random(students)
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        for tab, (header, *rows) in chance.sample(sorted(tabs.items()), len(tabs)):
            sheet = book.add_worksheet(tab)
            for number, row in enumerate([header, *chance.sample(rows, len(rows))]):
                sheet.write_row(number, 0, row)
    return stream.getvalue()


class Meter:
    """What the chunks of each stage of an import cost."""

    def __init__(self, case):
        self.case = case
        self.queries = defaultdict(list)
        self.seconds = defaultdict(float)

    def advance(self, run):
        """Work on a run, every step on the account of its stage."""
        goes_on = True
        while goes_on:
            stage, started = self._stage(run.sudo()), time.monotonic()
            with self.case.statements() as statements:
                goes_on = run._step()
            self.queries[stage].append(len(statements))
            self.seconds[stage] += time.monotonic() - started

    @staticmethod
    def _stage(run):
        def left(*condition):
            return run.row_ids.search_count([("run_id", "=", run.id), condition], limit=1)

        if run.state == "planning":
            stages = {"key": ("state", "=", "staged"), "plan": ("state", "=", "keyed")}
        elif run.state == "applying":
            stages = {"apply": ("state", "=", "planned"), "associate": ("links_pending", "=", True)}
        else:
            stages = {}
        return next((stage for stage, condition in stages.items() if left(*condition)), run.state)

    def tell(self, rows, title):
        """Show what it came to."""
        lines = [f"{title}: {rows} rows, {rows / sum(self.seconds.values()):.0f} rows/s"]
        for stage, queries in self.queries.items():
            seconds = self.seconds[stage]
            lines.append(
                f"  {stage}: {seconds:.1f} s, {rows / seconds:.0f} rows/s, {len(queries)} chunks, "
                f"at most {max(queries)} queries each, {sum(queries) / rows:.2f} a row"
            )
        text = "\n".join(lines)
        _logger.info("%s", text)
        if SCHOOL:  # somebody waits for the figures
            sys.stderr.write(f"{text}\n")


@tagged("post_install", "-at_install")
class TestAssociationScale(AssociationCase):
    """A school on three tabs. For one of 10,000 students:
    ``SCHOOL=10000 TESTDB=big dev/pytest user_bulk_import/tests/test_association_scale.py -s``."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.profile = cls.env.ref("user_bulk_import.profile_school")
        for module, name in () if SCHOOL else CHUNKS:
            cls.startClassPatcher(patch.object(module, name, SMALL_CHUNK))

    def advance(self, run):
        self.meter.advance(run)

    def cost(self, students, mark):
        """Return what importing a school costs, and importing it once more."""
        content, options = school(students, mark), {"name": "s.xlsx", "profile": self.profile}
        self.meter = first = Meter(self)
        run = self.import_file(content, **options)
        rows = run.total_count
        self.assertEqual((run.state, run.created_count, run.warning_count), ("done", rows, 0))
        first.tell(rows, "import")
        self.meter = again = Meter(self)
        run = self.open_run(content, **options)
        self.assertEqual(run.unchanged_count, rows)
        again.tell(rows, "again")
        return first.queries, again.queries

    def test_queries_of_a_chunk_do_not_grow_with_the_school(self):
        costs = [self.cost(size, f"x{size}") for size in SIZES]
        for kind in (self.parents, self.instructors):
            self.assertEqual(len(self.pairs(kind)), sum(SIZES))
        # Else the checks of foreign keys grow with the table, in none of our queries.
        query = "SELECT reltuples FROM pg_class WHERE oid = 'res_users'::regclass"
        self.env.cr.execute(query)
        [known] = self.env.cr.fetchone()
        self.assertGreater(2 * known + user_import_applier.CHUNK, max(SIZES) * 2)
        for small, large in zip(costs[0], costs[-1], strict=True):
            for stage in {"key", "plan", "apply", "associate"} & small.keys():
                with self.subTest(stage=stage):
                    self.assertLessEqual(max(large[stage]), max(small[stage]) * 1.1)
                    # The first chunks, and those of internal users, cost more than the others.
                    self.assertLessEqual(mean(large[stage]), mean(small[stage]) * 1.1)
