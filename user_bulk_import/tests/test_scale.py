import logging
import os
import time

from .common import ImportCase

_logger = logging.getLogger(__name__)
ROWS = int(os.environ.get("ROWS", 3_000))
"""``ROWS=10000 dev/pytest user_bulk_import/tests/test_scale.py`` takes three times as long."""


class TestScale(ImportCase):
    def test_thousands_of_rows_with_one_percent_faulty_ones(self):
        """The others exist, and each faulty row names its row, column and reason."""
        lines, faulty = ["Login,Full name,E-mail,Tags,City"], {}
        for number in range(ROWS):
            email = f"person{number}@example.com"
            if number % 100 == 42:
                email = f"person{number} at example.com"
                faulty[number + 2] = email
            lines.append(f"person{number},Person {number},{email},Class: {number % 30}A,Oslo")
        started = time.monotonic()
        with self.statements() as statements:
            run = self.import_file("\n".join(lines))
        seconds = time.monotonic() - started
        _logger.info("%.0f rows/s, %.2f queries a row", ROWS / seconds, len(statements) / ROWS)
        sound = ROWS - len(faulty)
        self.assertEqual((run.created_count, run.failed_count), (sound, ROWS // 100))
        self.assertEqual(self.env["res.users"].search_count([("login", "=like", "person%")]), sound)
        bad = self.rows(run).filtered(lambda row: row.outcome == "failed")
        self.assertEqual(set(bad.mapped("number")), set(faulty))
        for row in bad:
            [issue] = row.issues
            self.assertEqual((issue["row"], issue["column"]), (row.number, "E-mail"))
            self.assertIn(faulty[row.number], row.issue_text)
        self.assertLess(len(statements) / sound, 2)
