from itertools import product

from lxml import etree

from odoo.tools.safe_eval import safe_eval

from .common_columns import ColumnsCase


class TestReviewForm(ColumnsCase):
    """What the form of an import shows, by its own conditions."""

    def _shown(self, expression, **values):
        """Return the names of the elements that are shown."""
        arch = self.env["user.import.run"].with_user(self.importer).get_view()["arch"]
        found = etree.fromstring(arch).xpath(expression)
        return [node.get("name") for node in found if not self._is_hidden(node, values)]

    def _is_hidden(self, node, values):
        return safe_eval(node.get("invisible", "False"), dict(values))

    def test_each_state_of_the_review_has_one_conclusion(self):
        counts = product([True, False], [0, 2], [0, 1], [0, 3], ["skip", "abort"])
        for has_work, failed, unknown, warnings, on_error in counts:
            values = {
                **{"state": "review", "has_work": has_work, "failed_count": failed},
                **{"open_value_count": unknown, "warning_count": warnings, "on_error": on_error},
            }
            with self.subTest(**values):
                shown = self._shown("//div[starts-with(@name, 'headline_review')]", **values)
                self.assertEqual(len(shown), 1, shown)

    def test_the_form_opens_with_what_is_next_to_do(self):
        values = {"state": "review", "is_own": True, "has_sheets": False, "outcome_text": ""}
        for still_open, first in ((1, "values"), (0, "rows")):
            pages = self._shown(
                "//notebook[page[@name='rows']]/page[@name='values' or @name='rows']",
                **{**values, "value_count": 1, "open_value_count": still_open},
            )
            self.assertEqual(pages[0], first)

    def test_the_list_asks_for_the_tag_category_as_soon_as_a_column_holds_tags(self):
        run = self.guided()
        self.assertFalse(run.has_tag_columns)
        shirt = self.column(run, "Shirt")
        values = {"edit_column_ids": [(1, shirt.id, {"target": "tag"})]}
        answer = run.onchange(values, ["edit_column_ids"], {"edit_column_ids": {}})
        self.assertTrue(answer["value"]["has_tag_columns"])
        self.assertFalse(answer["value"]["has_property_columns"])

    def test_a_default_that_is_asked_for_has_its_place(self):
        self.assertFalse(self.guided().has_defaults)
        for field, has_place in (("city", True), ("ref", False)):
            run = self.guided(profile=self.strict(header="None", target=field))
            self.assertEqual(run.has_defaults, has_place, field)
            run.action_cancel()
            self.env["user.import.profile"].search([("code", "=", "strict")]).unlink()
