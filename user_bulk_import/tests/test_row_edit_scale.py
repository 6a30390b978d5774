import logging
import time

from lxml import etree

from odoo.tests import tagged

from .common_row_edits import RowEditCase

_logger = logging.getLogger(__name__)

ROWS = 5_000


@tagged("post_install", "-at_install")
class TestRowEditScale(RowEditCase):
    """Opening, searching and editing a long list takes as many queries as a short one. The times
    are generous: they catch what grows with the square of the rows."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        lines = [f"p{n},Person {n},p{n}@example.com,Oslo,Street {n}" for n in range(ROWS)]
        content = "\n".join(["Login,Name,E-mail,City,Street", *lines])
        cls.plan = cls().open_run(content)
        # In a transaction nothing counts the rows for the query planner.
        cls.env.cr.execute("ANALYZE user_import_row")

    def specification(self):
        """Return what the web client asks for, by the list's own view."""
        view = self.env.ref("user_bulk_import.user_import_row_view_list_review")
        Row = self.env["user.import.row"]
        nodes = etree.fromstring(Row.get_view(view.id, "list")["arch"]).iter("field")
        names = {node.get("name") for node in nodes}
        self.assertIn("cells", names)
        many2one = {"fields": {"display_name": {}}}
        return {n: many2one if Row._fields[n].type == "many2one" else {} for n in names}

    def measured(self, seconds, queries, call):
        self.env.flush_all()
        self.env.invalidate_all()
        started = time.monotonic()
        with self.statements() as statements:
            result = call()
        taken = time.monotonic() - started
        _logger.info("%.3f s, %s queries", taken, len(statements))
        self.assertLess(taken, seconds)
        self.assertLess(len(statements), queries)
        return result

    def test_the_list_opens_and_is_searched_at_once(self):
        rows = self.env["user.import.row"].with_user(self.importer)
        domain = [("run_id", "=", self.plan.id)]
        fields = self.specification()
        for more, found in (
            ([], ROWS),
            ([("any_cell", "ilike", "person 4999")], 1),
            ([("severity", "=", "error")], 0),
        ):
            result = self.measured(
                1, 40, lambda more=more: rows.web_search_read(domain + more, fields, limit=80)
            )
            self.assertEqual(result["length"], found)

    def test_an_edit_plans_a_row_again_at_once(self):
        row = self.rows(self.plan)[ROWS // 2].with_user(self.importer)
        fields = self.specification()
        for title, text in (("City", "Rome"), ("Login", "p10"), ("Login", "eve")):
            key = self.key(self.plan, title)
            call = {"cells": {key: text}}
            self.measured(1, 90, lambda call=call: row.web_save(call, fields))
        self.assertEqual(self.plan.created_count, ROWS)

    def test_a_column_of_many_rows_is_set_and_planned_again(self):
        rows = self.rows(self.plan).with_user(self.importer)
        action = rows.action_set_cells()
        dialog = self.env[action["res_model"]].with_user(self.importer).browse(action["res_id"])
        city = dialog.available_column_ids.filtered(lambda column: column.header == "City")
        dialog.web_save({"column_id": city.id, "value": "Rome"}, {})
        self.measured(30, ROWS // 4, dialog.action_apply)
        self.advance(self.plan)
        self.assertEqual(self.plan.created_count, ROWS)
        self.assertEqual(self.cell(rows[-1], "City"), "Rome")
        self.assertIn("Rome", str(rows[-1].changes))
