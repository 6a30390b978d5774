"""Where one part of the guided import hands over to another one."""

import io
from unittest.mock import patch

import openpyxl
from lxml import etree

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import new_test_user

from odoo.addons.user_bulk_import.models import user_import_applier

from .common_columns import ColumnsCase
from .common_row_edits import RowEditCase

TWO = "Login,Name,E-mail\nann,Ann,nonsense\nbob,Bob,bob@example.com\n"
ROLES = (
    "Login,Name,E-mail,Role\n"
    "ann,Ann Archer,ann@example.com,Cadet\n"
    "bob,Bob Baker,bob@example.com,Student\n"
)


def workbook(**sheets):
    """Return an XLSX file of sheets, whose rows are given by name."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


class SeamsCase(ColumnsCase, RowEditCase):
    def column(self, run, header):
        return super().column(run, header).with_user(self.importer)

    def correct(self, row):
        """Give a row an address that is one."""
        self.edit(row, **{"E-mail": "ann@example.com"})


class TestColumnsThenRows(SeamsCase):
    def test_edited_and_left_out_rows_stay_so_when_columns_change(self):
        run = self.guided(TWO)
        ann, bob = self.rows(run)
        self.correct(ann)
        bob.with_user(self.importer).left_out = True
        run.action_change_columns()
        self.column(run, "Name").target = "last_name"
        self.columns_done(run)
        self.assertEqual((run.state, run.created_count, run.skipped_count), ("review", 1, 1))
        self.assertEqual(self.cell(ann, "E-mail"), "ann@example.com")
        self.assertTrue(bob.left_out)

    def test_a_chosen_value_counts_when_its_column_comes_back(self):
        run = self.guided(ROLES)
        student = self.env.ref("user_bulk_import.role_student")
        run.value_ids.with_user(self.importer).write({"target_id": student.id})
        for target, created in (False, 2), ("roles", 2):
            run.action_change_columns()
            self.column(run, "Role").target = target
            self.columns_done(run)
            self.assertEqual((run.created_count, run.open_value_count), (created, 0))
        self.assertEqual(self.rows(run)[0].change_text.count("Student"), 1)

    def test_a_secret_set_in_many_rows_stays_away_from_sheets_that_show_the_column(self):
        head = ["Login", "Name", "E-mail", "Code"]
        content = workbook(
            A=[head, ["ann", "Ann", "ann@example.com", "x1"]],
            B=[head, ["bob", "Bob", "bob@example.com", "y1"]],
        )
        run = self.guided(content, name="users.xlsx")
        hidden, shown = run.column_ids.filtered(lambda c: c.header == "Code")
        hidden.with_user(self.importer).target = "password"
        shown.with_user(self.importer).action_leave_out()
        self.columns_done(run)
        rows = self.rows(run).with_user(self.importer)
        dialog = self.env["user.import.set.cells"].with_user(self.importer)
        dialog = dialog.browse(rows.action_set_cells()["res_id"])
        self.assertLessEqual(hidden | shown, dialog.available_column_ids)
        dialog.write({"column_id": hidden.id, "secret": "Zw9-tulip-Orbit"})
        self.assertEqual(dialog.row_count, 1)
        dialog.action_apply()
        self.assertEqual([self.cell(row, "Code") for row in rows], ["********", "y1"])


class TestCorrectedThenAgain(SeamsCase):
    def correction(self, run, **texts):
        """Return the run of the report with all rows of a run, uploaded again.

        :param texts: what is typed in it, by cell
        """
        report = self.env["user.import.report"].with_user(self.importer)
        book = openpyxl.load_workbook(io.BytesIO(report._xlsx(run)))
        for place, text in texts.items():
            book.worksheets[-1][place] = text
        output = io.BytesIO()
        book.save(output)
        new = self.env["user.import.run"].with_user(self.importer)
        new = new._open("again.xlsx", output.getvalue(), profile=run.profile_id, guided=True)
        new._correct(run)
        self.advance(new)
        return new

    def test_typed_defaults_count_for_the_corrected_file(self):
        profile = self.strict(header="Tongue", target="lang")
        run = self.guided(TWO.replace("E-mail", "E-mail,Phone"), profile=profile)
        missing = run.column_ids.filtered(lambda column: column.index < 0)
        missing.with_user(self.importer).default_value = "en_US"
        self.column(run, "Phone").default_value = "+32 2 555 12 12"
        self.columns_done(run)
        new = self.correction(run, C2="ann@example.com")
        self.assertEqual((new.state, new.failed_count), ("review", 0), new.issue_text)
        self.assertEqual(self.rows(new)[1].changes, self.rows(run)[1].changes)

    def test_rows_left_out_by_hand_stay_out_of_the_corrected_file(self):
        run = self.guided(TWO + "bob,Bob,bob@example.com\ncid,Cid,cid@example.com\n")
        _ann, _bob, twin, cid = rows = self.rows(run)
        (twin | cid).with_user(self.importer).left_out = True
        new = self.correction(run, C2="ann@example.com", C5="cid@example.org")
        self.assertEqual(self.rows(new).mapped("left_out"), [False, False, True, False])
        self.assertEqual((new.created_count, run.state), (3, "cancelled"))
        self.assertEqual(len(rows), 4)

    def test_a_paused_import_gives_way_to_its_corrected_file(self):
        run = self.guided(TWO)
        self.env["user.import.planner"].sudo()._restart(run.sudo())
        run.action_pause()
        new = self.correction(run, C2="ann@example.com")
        self.assertEqual((new.state, run.state, run.is_paused), ("review", "cancelled", False))


class TestOtherSeams(SeamsCase):
    def test_an_import_of_somebody_who_lost_the_right_can_be_cancelled(self):
        group = self.env.ref("user_bulk_import.group_user_import")
        run = self.guided(TWO)
        admin = new_test_user(self.env, login="adm@example.com", groups="base.group_system")
        self.importer.group_ids = [Command.unlink(group.id)]
        with self.assertRaises(AccessError):
            run.action_cancel()
        with self.assertRaises(AccessError):
            run.with_user(admin).action_confirm()
        run.with_user(admin).action_cancel()
        self.assertEqual(run.state, "cancelled")

    def test_a_required_column_is_asked_for_though_it_was_left_out_before(self):
        text = "No.,Login,Name,E-mail\n7,ann,Ann,ann@example.com\n"
        run = self.guided(text)
        self.column(run, "No.").action_leave_out()
        self.finish(run)
        run = self.guided(text, profile=self.strict())
        self.assertEqual(run.state, "columns")
        self.column(run, "No.").target = "ref"
        self.columns_done(run)
        self.assertEqual(run.state, "review")

    def test_a_saved_profile_serves_where_nobody_is_asked(self):
        text = (
            "Login,Name,E-mail,Hue,Team,Junk\n"
            "ann,Ann,ann@example.com,red,A,x\n"
            "bob,Bob,bob@example.com,blue,B,y\n"
        )
        run = self.guided(text)
        self.column(run, "Hue").action_add_to_database()
        self.column(run, "Team").write({"target": "tag"})
        self.column(run, "Junk").action_leave_out()
        self.column(run, "Name").write({"target": "last_name"})
        admin = new_test_user(self.env, login="adm@example.com", groups="base.group_system")
        profile = run.with_user(admin)._save_as_profile("Mine")
        self.columns_done(run)
        other = self.open_run(text, profile=profile)
        self.assertEqual(other.state, "review")
        self.assertEqual(self.rows(run).mapped("changes"), self.rows(other).mapped("changes"))

    def test_an_all_or_nothing_import_is_corrected_and_carried_out(self):
        run = self.guided(TWO, policy={"on_error": "abort"})
        self.correct(self.rows(run)[0])
        self.finish(run)
        self.assertTrue(self.user("ann") and self.user("bob"))

    def test_login_slips_go_with_the_users_of_a_cancelled_import(self):
        run = self.guided(TWO, policy={"password_mode": "generate"})
        self.correct(self.rows(run)[0])
        with patch.object(user_import_applier, "CHUNK", 1):
            run._confirm()
            run._step()
            self.assertEqual((run.state, len(run._credential_rows())), ("applying", 1))
            run.action_cancel()
            self.advance(run)
        self.assertEqual((run.state, run.taken_back_count), ("cancelled", 1))
        self.assertFalse(run.has_credentials or run.sudo().credentials_salt)

    def test_long_lists_take_no_more_queries_than_short_ones(self):
        people = [f"p{n},P,p{n}@example.com,Kind {n}\n" for n in range(40)]
        run = self.open_run("Login,Name,E-mail,Role\n" + "".join(people))
        for records, view in (
            (run.row_ids, "user_import_row_view_list_review"),
            (run.value_ids, "user_import_value_view_list"),
        ):
            with self.subTest(view=view):
                self.queries(records[:1], view)  # what is cached by then stays so
                few, many = (self.queries(records[:n], view) for n in (1, 40))
                self.assertEqual(few, many)

    def queries(self, records, view):
        """Return how many queries a list takes."""
        view = self.env.ref(f"user_bulk_import.{view}")
        arch = etree.fromstring(records.get_view(view.id)["arch"])
        names = {node.get("name"): {} for node in arch.iter("field")}
        self.env.flush_all()
        self.env.invalidate_all()
        with self.statements() as statements:
            records.with_user(self.importer).web_read(names)
        return len(statements)
