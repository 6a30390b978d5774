"""The list of imports as a history: what was done when, by whom, to whom."""

import json
from datetime import timedelta

from odoo.tests import Form

from .common import ImportCase

PEOPLE = "Login,Name,E-mail\nann,Ann,ann@example.com\nbob,Bob,wrong\n"


class TestRunHistory(ImportCase):
    def test_it_tells_how_long_an_import_took(self):
        run = self.import_file(PEOPLE)
        self.assertTrue(run.started_at)
        run.sudo().finished_at = run.started_at + timedelta(minutes=30)
        self.assertEqual(run.duration, 0.5)

    def test_an_import_that_never_began_took_no_time(self):
        run = self.open_run(PEOPLE)
        run.action_cancel()
        self.assertFalse(run.started_at)
        self.assertEqual(run.duration, 0)

    def test_the_imports_that_touched_a_user_are_found(self):
        run = self.import_file(PEOPLE)
        self.import_file("Login,Name\ncid,Cid\n")
        view = self.env["user.import.run"].get_view(
            self.env.ref("user_bulk_import.user_import_run_view_search").id, "search"
        )
        self.assertIn("row_ids.user_id", view["arch"])
        Run = self.env["user.import.run"].with_user(self.importer)
        domain = ["|", ("row_ids.login", "ilike", "ann"), ("row_ids.user_id", "ilike", "ann")]
        self.assertEqual(Run.search(domain), run)

    def test_the_chart_shows_what_became_of_the_rows(self):
        run = self.import_file(PEOPLE)
        [bars] = json.loads(run.outcome_graph)
        shown = {item["label"]: item["value"] for item in bars["values"]}
        self.assertEqual(shown, {"Created": 1, "Errors": 1})
        self.assertEqual(run.outcome_text, "Created: 1 · Errors: 1")

    def test_the_form_opens_with_the_chart(self):
        run = self.import_file(PEOPLE).with_user(self.importer)
        self.assertIn("Created", Form(run).outcome_text)

    def test_graph_and_pivot_group_runs_over_time(self):
        self.import_file(PEOPLE)
        groups = self.env["user.import.run"].formatted_read_group(
            [], ["create_date:month"], ["created_count:sum", "duration:avg", "__count"]
        )
        self.assertEqual(groups[0]["created_count:sum"], 1)
        for kind in ("graph", "pivot"):
            self.env["user.import.run"].get_view(view_type=kind)
