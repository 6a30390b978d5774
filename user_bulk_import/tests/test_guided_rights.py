from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import new_test_user
from odoo.tools import mute_logger

from .common_columns import ColumnsCase

CSV = "Login,Name,Level,Role\nann,Ann,A,Cadet\nbob,Bob,A,\n"
IMPORTER = "user_bulk_import.group_user_import"

SHOWING = {
    "action_download_report",
    "action_import_another",
    "action_open_report",
    "action_view_corrected",
    "action_view_correction",
    "action_view_invitations",
    "action_view_photos",
    "action_view_rows",
    "action_view_values",
    "action_open_user",
    "action_choose",
}
"""Actions that tell the web client what to open, with the reader's own rights."""

COLLEAGUES = {"action_save_in_profile", "action_invite_created"}
"""Actions that change nothing of the import: whoever may import and see it may do them."""

CORES = {"action_archive", "action_unarchive"}
"""Actions that each model has, and these have no use for."""

HOSTILE = "<img src=x onerror=alert(1)>"


class TestGuidedRights(ColumnsCase):
    """What people who are not the importer can do with an import, and with its dialogs."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        company = cls.env["res.company"].create({"name": "Elsewhere"})
        cls.colleague = new_test_user(cls.env, login="colleague@example.com", groups=IMPORTER)
        cls.stranger = new_test_user(
            cls.env,
            login="stranger@example.com",
            groups=IMPORTER,
            company_id=company.id,
            company_ids=[Command.set(company.ids)],
        )
        cls.clerk = new_test_user(cls.env, login="clerk@example.com", groups="base.group_user")
        cls.portal = new_test_user(cls.env, login="portal@example.com", groups="base.group_portal")

    def _dialog(self, action):
        return self.env[action["res_model"]].browse(action["res_id"])

    def _records(self, run):
        """Return a record of each model that somebody meets on the way through the import."""
        report = self.env["user.import.report.wizard"].with_user(self.importer)
        records = [
            run,
            run.row_ids,
            run.column_ids[-1:],
            run.value_ids,
            report.create({"run_id": run.id, "rows": "all"}),
            self._dialog(run.action_read_again()),
            self._dialog(run.action_save_in_profile()),
            self._dialog(run.action_change_settings()),
        ]
        if run.state == "review":
            records.append(self._dialog(run.row_ids.action_set_cells()))
            records.append(self._dialog(run.action_open_confirm()))
        return [record for record in records if record]

    def _refused(self, record, name):
        with mute_logger("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model"):
            try:
                with self.env.cr.savepoint():
                    getattr(record, name)()
            except AccessError:
                return True
        return False

    def test_nobody_else_presses_a_button_of_an_import(self):
        run = self.guided(CSV)
        for state in ("columns", "review"):
            if state == "review":
                self.columns_done(run)
            self.assertEqual(run.state, state)
            for record in self._records(run):
                names = {name for name in dir(type(record)) if name.startswith("action_")}
                for name in sorted(names - SHOWING - CORES):
                    for user in (self.colleague, self.stranger, self.clerk, self.portal):
                        if user == self.colleague and name in COLLEAGUES:
                            continue
                        with self.subTest(model=record._name, name=name, user=user.login):
                            self.assertTrue(self._refused(record.with_user(user), name))
        self.assertEqual(run.state, "review")

    def test_a_dialog_is_its_openers_alone(self):
        run = self.guided(CSV)
        for dialog in (
            run.action_read_again(),
            run.action_save_in_profile(),
            run.action_change_settings(),
        ):
            dialog = self._dialog(dialog).with_user(self.colleague)
            for attempt in (lambda d=dialog: d.read(["run_id"]), lambda d=dialog: d.write({})):
                with self.subTest(model=dialog._name), self.assertRaises(AccessError):
                    attempt()

    def test_a_dialog_tells_nothing_of_an_import_of_another_company(self):
        run = self.guided(CSV, name="secret plans.csv")
        dialogs = {
            "user.import.read.again": {},
            "user.import.save.profile": {},
            "user.import.report.wizard": {"rows": "all"},
            "user.import.set.cells": {},
            "user.import.settings": {},
        }
        for model, values in dialogs.items():
            dialogs = self.env[model].with_user(self.stranger)
            with self.subTest(model=model), self.assertRaises(AccessError), self.cr.savepoint():
                dialogs.create({"run_id": run.id, **values})

    def test_an_upload_corrects_only_an_import_in_sight(self):
        run = self.guided(CSV)
        wizards = self.env["user.import.wizard"].with_user(self.stranger)
        with self.assertRaises(AccessError):
            wizards.create({"profile_id": self.standard.id, "corrects_run_id": run.id})

    def test_what_is_sealed_is_neither_searched_nor_grouped_nor_exported(self):
        self.guided("Login,Name,Password\nann,Ann,Zebra-quilt-77\n")
        rows = self.env["user.import.row"].with_user(self.importer).search([])
        attempts = (
            lambda: rows.search([("secrets", "like", "g%")]),
            lambda: rows.search([("run_id.salt", "like", "a%")]),
            lambda: rows.run_id.search([("row_ids.secrets", "!=", False)]),
            lambda: rows.run_id.search([("halt_ids", "!=", False)]),
            lambda: rows.search([], order="secrets"),
            lambda: rows.formatted_read_group([], ["run_id.salt"], ["__count"]),
            lambda: rows.export_data(["run_id/source"]),
            lambda: rows.run_id.export_data(["row_ids/secrets"]),
            lambda: self.env["user.import.confirm"].with_user(self.importer).search(
                [("digest", "!=", False)]
            ),
        )  # fmt: skip
        for number, attempt in enumerate(attempts):
            with self.subTest(number=number), self.assertRaises(AccessError):
                attempt()

    def test_nothing_of_the_file_becomes_markup(self):
        content = f"Login,Name,E-mail,{HOSTILE}\nann,{HOSTILE},ann@example.com,{HOSTILE}\n"
        old, run = (self.guided(content, name=f"{HOSTILE}.csv") for _i in range(2))
        self.column(old, HOSTILE).write({"target": "comment"})
        run._correct(old)
        self.column(run, HOSTILE).write({"target": "comment"})
        self.columns_done(run)
        self.assertIn("&lt;img", run.row_ids.card)
        self.finish(run)
        mail = self.env["user.import.report"].with_user(self.importer)._send(run).sudo()
        bodies = (old | run).sudo().message_ids.mapped("body")
        for html in (run.row_ids.card, mail.body_html, *bodies):
            self.assertNotIn("<img", html)
        self.assertTrue(any("&lt;img" in body for body in bodies))
