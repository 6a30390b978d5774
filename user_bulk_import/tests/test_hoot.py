import re
from pathlib import Path

from odoo.tests import HttpCase, tagged

from odoo.addons.web.tests.test_js import unit_test_error_checker

TESTS = Path(__file__).parents[1] / "static" / "tests"


@tagged("post_install", "-at_install")
class TestHoot(HttpCase):
    def test_unit_tests_of_the_web_client_pass(self):
        written = sum(
            len(re.findall(r"^test\(", path.read_text("utf-8"), re.MULTILINE))
            for path in TESTS.rglob("*.test.js")
        )
        with self.assertLogs(self._logger.getChild("browser"), "INFO") as logs:
            self.browser_js(
                "/web/tests?headless&loglevel=2&preset=desktop&timeout=15000"
                "&filter=@user_bulk_import",
                "",
                login="admin",
                timeout=300,
                success_signal="[HOOT] Test suite succeeded",
                error_checker=unit_test_error_checker,
            )
        # A filter that matches nothing passes as well.
        passed = re.search(r"Passed (\d+) tests", "\n".join(logs.output))
        self.assertTrue(written)
        self.assertEqual(passed and int(passed[1]), written)
