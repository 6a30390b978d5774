import logging
import os
import time
from unittest.mock import patch

from odoo.tests import tagged

from odoo.addons.user_bulk_import.models import user_import_value_finder as finder

from .test_values import HEADER, ValueCase, person

_logger = logging.getLogger(__name__)
ROWS = int(os.environ.get("ROWS", 4_000))


@tagged("post_install", "-at_install")
class TestValuesScale(ValueCase):
    def test_thousands_of_rows_with_unknown_roles(self):
        """Their values are gathered, found again and counted in a fixed number of queries."""
        lines = [
            person(f"p{number}", "Student" if number % 2 else f"Cadet {number % 20}")
            for number in range(ROWS)
        ]
        run = self.open_run(HEADER + "".join(lines)).sudo()
        self.assertEqual(len(run.value_ids), 10)
        self.assertEqual(set(run.value_ids.mapped("count")), {ROWS // 20})
        started = time.monotonic()
        with self.statements() as statements:
            run._gather_values()
            rows = self.env["user.import.value.finder"]._rows(run, run.value_ids[:1])
        seconds = time.monotonic() - started
        self.assertEqual(len(rows), ROWS // 20)
        self.assertLess(len(statements), 10)
        self.assertLess(seconds, 2)
        started = time.monotonic()
        self.choose(run.with_user(self.importer), run.value_ids[0].text, self.student)
        self.advance(run)
        _logger.info(
            "gathered and found in %.2f s, planned again in %.1f s",
            seconds,
            time.monotonic() - started,
        )
        self.assertEqual(run.state, "review")
        self.assertEqual(run.failed_count, ROWS // 2 - ROWS // 20)
        self.assertEqual(run.open_value_count, 9)

    def test_the_most_frequent_ones_are_listed_and_the_others_follow(self):
        rows = [person("a", "Cadet"), person("b", "Cadet"), person("c", "Boss"), person("d", "Mr")]
        with patch.object(finder, "LISTED", 2):
            run = self.open_run(HEADER + "".join(rows))
            self.assertEqual(run.value_ids.mapped("text"), ["Cadet", "Boss"])
            self.choose(run, "Cadet", self.student)
            self.assertEqual(run.value_ids.mapped("text"), ["Cadet", "Boss", "Mr"])
