import re

from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tests import new_test_user

from .common_columns import ColumnsCase

CSV = "Login,Name,Code\nann,Ann,Zebra-quilt-77\nbob,Bob,Zebra-barge-31\n"
SECRET = CSV.replace("Code", "Password")
TABLES = ("user_import_row", "user_import_column", "user_import_value", "user_import_run")


class TestGuidedSecrets(ColumnsCase):
    """A password of the file stays sealed, whatever anybody says about its column."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.colleague = new_test_user(
            cls.env, login="colleague", groups="user_bulk_import.group_user_import"
        )

    def _is_shown(self, run):
        """Return whether a password of the file stands anywhere in what is stored of a run."""
        self.env.flush_all()
        texts = []
        for table in TABLES:
            key = "id" if table == "user_import_run" else "run_id"
            self.env.cr.execute(
                f"SELECT row_to_json(t)::text FROM {table} t WHERE {key} = {run.id}"
            )
            texts += [text for [text] in self.env.cr.fetchall()]
        return bool(re.search("zebra", " ".join(texts), re.IGNORECASE))

    def _profile(self, **values):
        """Return a profile in which a colleague says what a column fills."""
        profile = self.standard.copy({"code": "traitor"})
        columns = self.env["user.import.column"].with_user(self.colleague)
        columns.create({"profile_id": profile.id, "header": "Password", **values})
        return profile

    def test_no_profile_makes_a_password_readable(self):
        for values in (
            {"target": "comment"},
            {"target": "parent"},
            {"target": "property"},
            {"target": "tag", "tag_category": "Codes"},
        ):
            with self.subTest(values=values):
                profile = self._profile(**values)
                run = self.guided(SECRET, profile=profile)
                self.assertEqual(run.state, "columns")
                column = self.column(run, "Password")
                self.assertEqual((column.target, column.sensitive), (False, True))
                self.assertEqual(self.codes_of(column), ["header_secret"])
                self.assertFalse(self._is_shown(run))
                profile.unlink()

    def test_where_nobody_is_asked_such_an_import_is_refused(self):
        runs = (
            self.open_run(SECRET, profile=self._profile(target="comment")),
            self.open_run(SECRET, read_options={"map": {"Password": "comment"}}),
        )
        for run in runs:
            self.assertFalse(self._is_shown(run))
            with self.assertRaisesRegex(UserError, "can only fill a password"):
                run._confirm()

    def test_a_new_title_is_not_what_a_profile_makes_readable(self):
        run = self.guided(CSV, profile=self._profile(target="comment"))
        column = self.column(run, "Code")
        column.write({"header": "Password"})
        self.assertEqual((column.target, column.sensitive), (False, True))
        self.assertFalse(self._is_shown(run))

    def test_choices_made_of_the_values_are_gone(self):
        rows = "".join(f"u{n},U,{('Zebra-1', 'Zebra-2')[n % 2]}\n" for n in range(20))
        run = self.guided(f"Login,Name,Code\n{rows}")
        column = self.column(run, "Code")
        column.action_add_to_database()
        self.assertIn("Zebra-1", column.property_choices)
        column.write({"target": "password"})
        self.assertFalse(self._is_shown(run))

    def test_what_was_chosen_for_a_value_is_gone_and_the_profiles_choices_stay(self):
        profile = self.standard.copy({"code": "own"})
        choice = {"kind": "parent", "text": "Mill", "left_out": True}
        profile.value_ids = [Command.create(choice)]
        run = self.guided(CSV, profile=profile)
        self.column(run, "Code").write({"target": "parent"})
        self.columns_done(run)
        run.value_ids.filtered("headers").write({"left_out": True})
        run.action_change_columns()
        self.assertTrue(self._is_shown(run))
        self.column(run, "Code").write({"target": "password"})
        self.assertFalse(self._is_shown(run))
        self.assertEqual(run.value_ids.mapped("text"), ["Mill"])

    def test_a_file_that_is_read_again_keeps_its_secrets(self):
        run = self.guided(CSV)
        self.column(run, "Code").write({"target": "password"})
        self.column(run, "Code").action_leave_out()
        for delimiter in (",", ";", ","):  # with a wrong one, all is one column
            run._read_again({"delimiter": delimiter})
            self.advance(run)
            with self.subTest(delimiter=delimiter):
                self.assertFalse(self._is_shown(run))
        sensitive = {column.header: column.sensitive for column in run.column_ids if column.title}
        self.assertEqual(sensitive, {"Login": False, "Name": False, "Code": True})

    def test_a_corrected_file_keeps_its_secrets(self):
        old = self.guided(CSV)
        self.column(old, "Code").write({"target": "password"})
        self.column(old, "Code").action_leave_out()
        options = {"profile": self.standard, "guided": True}
        run = (
            self.env["user.import.run"]
            .with_user(self.importer)
            ._open("x.csv", CSV.encode(), **options)
        )
        run._correct(old)
        self.advance(run)
        self.assertTrue(self.column(run, "Code").sensitive)
        self.assertFalse(self._is_shown(run))

    def test_nobody_makes_a_column_the_password_of_a_colleagues_file(self):
        policy = {"password_mode": "file"}
        theirs = self.guided(CSV, user=self.colleague, policy=policy)
        self.column(theirs, "Code").write({"target": "password"})
        self.finish(theirs)
        run = self.guided(CSV.replace("ann", "cem").replace("bob", "dan"), policy=policy)
        code = self.column(run, "Code")
        self.assertEqual((run.state, code.target, code.sensitive), ("columns", False, True))
        self.assertFalse(self._is_shown(run))
        code.write({"target": "password"})
        self.finish(run)
        again = self.guided(CSV.replace("ann", "eva").replace("bob", "fay"), policy=policy)
        self.assertEqual(self.column(again, "Code").target, "password")

    def test_nothing_is_sealed_any_more_when_the_import_has_ended(self):
        run = self.guided(SECRET)
        action = run.row_ids.action_set_cells()
        dialog = self.env[action["res_model"]].with_user(self.importer).browse(action["res_id"])
        dialog.write({"secret": "Zebra-stone-54"})
        run.action_cancel()
        with self.assertRaisesRegex(UserError, "ended"):
            dialog.write({"secret": "Zebra-cliff-66"})
        with self.assertRaises(UserError):
            self.env["user.import.vault"]._open(run, dialog.sudo().sealed)

    def test_a_sealed_column_stays_sealed_when_its_field_is_chosen_by_hand(self):
        run = self.guided(SECRET, profile=self._profile(target="comment"))
        with self.assertRaisesRegex(ValidationError, "secret"), self.cr.savepoint():
            self.column(run, "Password").write({"target": "comment"})
        self.column(run, "Password").write({"target": "password"})
        self.columns_done(run)
        self.assertEqual(run.state, "review")
        self.assertFalse(self._is_shown(run))
