from odoo.exceptions import ValidationError

from ..models import user_import_column_values
from .common_columns import ColumnsCase


class TestSecretColumns(ColumnsCase):
    """What is sealed stays so, and what becomes secret is sealed at once."""

    SECRET = "Login,Name,Badge PIN,Code\nann,Ann,Zebra-1,Tulip-1\nbob,Bob,Zebra-2,Tulip-2,Tulip-3\n"

    def _everything(self, run):
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT row_to_json(r)::text FROM user_import_row r WHERE run_id = %s"
            " UNION ALL SELECT row_to_json(c)::text FROM user_import_column c WHERE run_id = %s"
            " UNION ALL SELECT row_to_json(u)::text FROM user_import_run u WHERE id = %s",
            [run.id, run.id, run.id],
        )
        return " ".join(text for [text] in self.env.cr.fetchall())

    def test_a_sealed_column_fills_a_password_or_nothing(self):
        run = self.guided(self.SECRET)
        column = self.column(run, "Badge PIN")
        attempts = (
            lambda: column.write({"target": "function"}),
            lambda: column.write({"target": "property"}),
            lambda: column.write({"target": "property", "property_label": "Password"}),
            lambda: column.write({"target": "tag"}),
            column.action_add_to_database,
        )
        for attempt in attempts:
            with self.assertRaisesRegex(ValidationError, "secret"), self.env.cr.savepoint():
                attempt()
        column.write({"target": "password"})
        column.action_leave_out()
        self.assertFalse(column.target)
        self.assertTrue(column.sensitive)

    def test_a_new_title_brings_no_secret_to_light(self):
        run = self.guided(self.SECRET)
        column = self.column(run, "Badge PIN")
        column.write({"header": "Phone"})
        self.assertFalse(column.target)
        self.assertEqual(self.codes_of(column), ["header_secret"])
        self.assertTrue(column.sensitive)

    def test_a_column_that_becomes_a_password_is_sealed_in_all_rows(self):
        run = self.guided(self.SECRET)
        self.assertIn("Tulip", self._everything(run))
        self.column(run, "Code").write({"target": "password"})
        self.assertNotIn("Tulip", self._everything(run))
        self.assertNotIn("Zebra", self._everything(run))
        with self.assertRaisesRegex(ValidationError, "secret"):
            self.column(run, "Code").write({"target": "function"})

    def test_a_title_that_sounds_secret_seals_the_column(self):
        run = self.guided(self.SECRET)
        self.column(run, "Code").write({"header": "Secret code"})
        self.assertNotIn("Tulip", self._everything(run))

    def test_sealing_is_done_in_batches_and_loses_no_value(self):
        rows = "".join(f"u{n},U{n},Tulip-{n}-quilt\n" for n in range(25))
        run = self.guided(f"Login,Name,Code\n{rows}", policy={"password_mode": "file"})
        self.patch(user_import_column_values, "SEALED_AT_ONCE", 10)
        self.column(run, "Code").write({"target": "password"})
        self.assertNotIn("Tulip", self._everything(run))
        self.finish(run)
        user = self.user("u24")
        credential = {"type": "password", "login": "u24", "password": "Tulip-24-quilt"}
        user.with_user(user)._check_credentials(credential, {"interactive": True})

    def test_a_plan_that_showed_a_value_is_forgotten_when_it_becomes_a_secret(self):
        run = self.guided(self.SECRET)
        self.column(run, "Code").write({"target": "function"})
        self.columns_done(run)
        self.assertIn("Tulip", str(run.row_ids.mapped("changes")))
        row = self.rows(run)[0]
        row.edited = {self.column(run, "Code").key: "Tulip-0"}
        run.action_change_columns()
        self.column(run, "Code").write({"target": "password"})
        self.assertNotIn("Tulip", self._everything(run))
