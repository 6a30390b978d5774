from odoo.tests import tagged

from .common_row_edits import RowEditCase

PEOPLE = """Login,Name,City,Password
ann,Ann,100% Oslo,Zebra-quilt-77
bob,Bob_Baker,ROME,Zebra-quilt-78
cid,Cid,,
"""


@tagged("post_install", "-at_install")
class TestRowSearch(RowEditCase):
    def found(self, run, operator, value):
        rows = self.env["user.import.row"].with_user(self.importer)
        domain = [("run_id", "=", run.id), ("any_cell", operator, value)]
        return [self.cell(row, "Login") for row in rows.search(domain)]

    def test_rows_are_found_by_the_text_of_any_cell(self):
        run = self.open_run(PEOPLE)
        for operator, value, found in (
            ("ilike", "rome", ["bob"]),
            ("ilike", "ANN", ["ann"]),
            ("ilike", "o", ["ann", "bob"]),
            ("like", "Rome", []),
            ("=", "ROME", ["bob"]),
            ("=", "ROM", []),
            ("in", ["ROME", "cid"], ["bob", "cid"]),
            ("not ilike", "o", ["cid"]),
            ("!=", "ROME", ["ann", "cid"]),
            ("=", False, []),
            ("ilike", 100, ["ann"]),
        ):
            with self.subTest(operator=operator, value=value):
                self.assertEqual(self.found(run, operator, value), found)

    def test_wildcards_are_texts(self):
        run = self.open_run(PEOPLE)
        self.assertEqual(self.found(run, "ilike", "%"), ["ann"])
        self.assertEqual(self.found(run, "ilike", "_"), ["bob"])
        self.assertEqual(self.found(run, "ilike", "\\"), [])

    def test_neither_keys_nor_secrets_are_found(self):
        run = self.open_run(PEOPLE)
        for text in (self.key(run, "City"), "*", "****", "Zebra"):
            with self.subTest(text=text):
                self.assertEqual(self.found(run, "ilike", text), [])

    def test_the_search_view_begins_with_it(self):
        view = self.env.ref("user_bulk_import.user_import_row_view_search")
        arch = view._get_combined_arch()
        self.assertEqual(arch.find("field").get("name"), "any_cell")
