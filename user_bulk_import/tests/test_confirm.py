from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from .common_confirm import PEOPLE, ConfirmCase


@tagged("post_install", "-at_install")
class TestConfirm(ConfirmCase):
    """The question before the import: what it says, and what it guards."""

    # -- what it says --------------------------------------------------------------------------

    def test_it_shows_the_counts_and_names(self):
        run = self.open_run(PEOPLE + "dan,Dan,nonsense\n", user_type="internal")
        with Form(self.ask(run)) as form:
            self.assertEqual((form.created_count, form.failed_count), (3, 1))
            self.assertEqual(form.limit_number, 0)
        [line] = self.env["user.import.confirm.line"].with_user(self.importer).search([])
        self.assertIn("internal users", line.text)
        self.assertEqual(line.names, "Ann, Bob, and Cat")

    def test_more_people_than_are_named_are_counted(self):
        content = "Login,Name\n" + "".join(f"p{n},P{n}\n" for n in range(10))
        confirm = self.ask(self.open_run(content, user_type="internal"))
        self.assertEqual(confirm.line_ids.names, "P0, P1, P2, and 7 more")

    def test_a_consequence_opens_its_rows(self):
        run = self.open_run("Login,Name,Active\nann,Ann,\nbob,Bob,no\n", user_type="internal")
        action = self.ask(run).line_ids.action_view_rows()
        rows = self.env["user.import.row"].with_user(self.importer).search(action["domain"])
        self.assertEqual(rows, self.rows(run))
        self.assertEqual(action["name"], "More internal users")

    def test_a_name_without_end_is_cut(self):
        run = self.open_run(f"Login,Name\nann,{'Ann' * 50}\n", user_type="internal")
        names = self.ask(run).line_ids.names
        self.assertEqual((names[:3], names[-1], len(names)), ("Ann", "…", 60))

    # -- what it does --------------------------------------------------------------------------

    def test_import_carries_out_the_plan(self):
        run = self.open_run(PEOPLE)
        self.ask(run).action_confirm()
        self.assertEqual(run.state, "done")
        self.assertTrue(self.user("ann"))

    def test_a_second_press_changes_nothing(self):
        run = self.open_run(PEOPLE)
        confirm = self.ask(run)
        confirm.action_confirm()
        finished = run.finished_at
        self.user("ann").name = "Changed Since"
        confirm.action_confirm()
        self.assertEqual((run.state, run.created_count), ("done", 3))
        self.assertEqual((run.finished_at, self.user("ann").name), (finished, "Changed Since"))

    def test_a_repeated_request_goes_on_with_the_run(self):
        run = self.open_run(PEOPLE)
        confirm = self.ask(run)
        run._confirm()  # the first attempt was committed, then met a conflict
        confirm.action_confirm()
        self.assertEqual(run.state, "done")

    def test_errors_alone_are_not_imported_and_stay_correctable(self):
        run = self.open_run("Login,Name,E-mail\nann,Ann,nonsense\n")
        with self.assertRaisesRegex(UserError, "nothing to import"):
            self.ask(run)
        self.assertEqual(run.state, "review")

    def test_an_import_that_changes_nobody_can_be_ended(self):
        self.import_file(PEOPLE)
        run = self.open_run(PEOPLE)
        self.ask(run).action_confirm()
        self.assertEqual(run.state, "done")

    def test_it_says_that_another_import_has_run_since(self):
        run = self.open_run(PEOPLE)
        self.assertFalse(self.ask(run).is_overtaken)
        other = self.import_file("Login,Name\nann,Ann\n")
        self.assertTrue(self.ask(run).is_overtaken)
        other.sudo().finished_at = "2020-01-01"
        self.assertFalse(self.ask(run).is_overtaken)

    def test_a_plan_that_changed_is_looked_at_again(self):
        run = self.open_run(PEOPLE)
        confirm = self.ask(run)
        self.import_file("Login,Name,E-mail\nann,Ann,ann@example.com\n")
        run.with_user(self.importer).action_plan_again()
        with self.assertRaisesRegex(UserError, "plan has changed"):
            confirm.action_confirm()
        self.assertEqual(run.sudo().state, "review")
        self.ask(run).action_confirm()
        self.assertEqual((run.created_count, run.unchanged_count), (2, 1))

    def test_the_same_plan_made_again_is_the_same(self):
        run = self.open_run(PEOPLE)
        confirm = self.ask(run)
        run.with_user(self.importer).action_plan_again()
        confirm.action_confirm()
        self.assertEqual(run.state, "done")

    def test_a_row_whose_decision_changed_changes_the_plan(self):
        run = self.open_run(PEOPLE)
        for values in (
            {"action": "skip"},
            {"changes": []},
            {"user_id": self.env.uid},
            {"contact_id": self.env.user.partner_id.id},
        ):
            before = run._plan_digest()
            self.rows(run)[1].write(values)
            self.assertNotEqual(run._plan_digest(), before, values)

    def test_what_cannot_be_imported_is_not_asked_about(self):
        run = self.open_run("Login,Name\nann,\n", on_error="abort")
        with self.assertRaisesRegex(UserError, "all or nothing"):
            run.with_user(self.importer).action_open_confirm()
        done = self.import_file(PEOPLE)
        with self.assertRaisesRegex(UserError, "waits for review"):
            done.with_user(self.importer).action_open_confirm()

    def test_an_import_that_was_cancelled_meanwhile_is_told(self):
        run = self.open_run(PEOPLE)
        confirm = self.ask(run)
        run.with_user(self.importer).action_cancel()
        with self.assertRaisesRegex(UserError, "ended already"):
            confirm.action_confirm()
        self.assertFalse(self.user("ann"))

    def test_an_error_about_the_file_keeps_the_gate_shut(self):
        run = self.open_run(PEOPLE)
        issue = {"code": "columns_missing", "params": {"fields": "Venue"}, "severity": "error"}
        run.sudo().issues = [{**issue, "sheet": "", "row": None, "column": ""}]
        for confirm in (run.with_user(self.importer).action_confirm, run._confirm):
            with self.assertRaisesRegex(UserError, "Venue"):
                confirm()

    def test_an_import_that_is_refused_ends_and_says_so(self):
        run = self.open_run(PEOPLE + "dan,,\n", on_error="abort")
        run._refuse(run._refusals())
        self.assertEqual(run.state, "failed")
        self.assertIn("all or nothing", run.issue_text)
        self.assertIn("Nothing was imported", run.message_ids[0].body)
        self.assertFalse(self.user("ann"))

    # -- the invitation ------------------------------------------------------------------------

    def test_it_asks_whether_to_invite_and_says_how_many_mails_that_makes(self):
        for invite in (False, True):
            confirm = self.ask(self.open_run(PEOPLE, invite=invite))
            self.assertEqual(confirm.invite, "yes" if invite else "no")
            self.assertEqual((confirm.invited_mail_count, confirm.uninvited_mail_count), (2, 0))

    def test_yes_invites_and_no_does_not_whatever_the_profile_says(self):
        run = self.open_run(PEOPLE)
        self.assertIn("You can choose", run.invite_text)
        confirm = self.ask(run)
        confirm.invite = "yes"
        confirm.action_confirm()
        self.assertTrue(run.invite)
        self.assertEqual(run.mail_queued_count, 2)
        content = "Login,Name,E-mail\ndan,Dan,dan@example.com\neve,Eve,eve@example.com\n"
        other = self.open_run(content, invite=True)
        self.assertIn("2", other.invite_text)
        confirm = self.ask(other)
        confirm.invite = "no"
        confirm.action_confirm()
        self.assertFalse(other.invite)
        self.assertEqual(other.mail_queued_count, 0)

    def test_nobody_asks_about_invitations_where_nobody_is_new(self):
        self.import_file(PEOPLE)
        confirm = self.ask(self.open_run(PEOPLE.replace("Ann", "Anna")))
        self.assertEqual(confirm.invited_mail_count, 0)
