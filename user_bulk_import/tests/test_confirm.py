from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, new_test_user, tagged

from .common import ImportCase

PEOPLE = "Login,Name,E-mail\nann,Ann,ann@example.com\nbob,Bob,bob@example.com\ncat,Cat,\n"


@tagged("post_install", "-at_install")
class TestConfirm(ImportCase):
    """The question before the import: what it says, and what it guards."""

    def ask(self, run, user=None):
        """Press Import on the run's form; return the question."""
        action = run.with_user(user or self.importer).action_open_confirm()
        self.assertEqual(action["target"], "new")
        confirm = self.env[action["res_model"]].browse(action["res_id"])
        return confirm.with_user(user or self.importer)

    def remove(self, number):
        """Return a run that archives so many users, planned."""
        logins = [f"leaver{n}" for n in range(number)]
        self.import_file("Login,Name\n" + "".join(f"{login},L\n" for login in logins))
        content = "Login,Active\n" + "".join(f"{login},no\n" for login in logins)
        return self.open_run(content, allow_suspend=True)

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

    # -- safety limits -------------------------------------------------------------------------

    def test_past_a_limit_the_number_has_to_be_typed(self):
        run = self.remove(51)
        confirm = self.ask(run)
        self.assertEqual(confirm.limit_number, 51)
        self.assertIn("51 users would be archived or deleted", confirm.limit_text)
        for typed in (False, "", "50", "yes", "51 users"):
            confirm.typed_number = typed
            with self.assertRaisesRegex(UserError, "type 51"):
                confirm.action_confirm()
            self.assertEqual(run.state, "review")
        confirm.typed_number = " 51 "
        confirm.action_confirm()
        self.assertEqual((run.state, run.archived_count), ("done", 51))

    def test_up_to_the_limit_nothing_has_to_be_typed(self):
        run = self.remove(50)
        confirm = self.ask(run)
        self.assertFalse(confirm.limit_number)
        confirm.action_confirm()
        self.assertEqual(run.archived_count, 50)

    def test_no_door_passes_a_limit_by_itself(self):
        run = self.open_run(PEOPLE, limit_created="2")
        for confirm in (run._confirm, run.with_user(self.importer).action_confirm):
            with self.assertRaisesRegex(UserError, "3 users would be created.*limit is 2"):
                confirm()
        self.assertEqual(run.state, "review")
        run._confirm(past_limits=True)
        self.assertEqual(run.state, "applying")

    def test_a_share_is_of_the_active_users(self):
        active = self.env["res.users"].search_count([("active", "=", True)])
        within = int(active * 4 // 100)
        content = "Login,Name\n" + "".join(f"s{n},S\n" for n in range(within + 1))
        run = self.open_run(content, limit_created="4%")
        self.assertTrue(run._limits_passed())
        run = self.open_run(content, limit_created=f"{100 * (within + 1)}%")
        self.assertFalse(run._limits_passed())

    def test_changed_and_restored_users_count_together(self):
        self.import_file("Login,Name,Active\nann,Ann,yes\nbob,Bob,no\n")
        run = self.open_run(
            "Login,City,Active\nann,Oslo,\nbob,Oslo,yes\n", allow_suspend=True, limit_changed="1"
        )
        [(issue, number)] = run._limits_passed()
        self.assertEqual((issue.code, number), ("limit_changed", 2))

    def test_a_limit_that_is_none_is_refused(self):
        for name in ("limit_created", "limit_changed", "limit_archived"):
            with self.assertRaisesRegex(UserError, "such as 10%, not “many”"):
                self.standard.copy({name: "many"})
        self.assertFalse(self.standard.copy({"limit_archived": ""}).limit_archived)
        self.assertEqual(self.standard.limit_archived, "50")

    def test_a_date_format_that_is_none_is_refused(self):
        for text in ("nonsense", "%d/%m", "%Q", "dd/mm/yyyy", "%"):
            with self.subTest(text=text), self.assertRaisesRegex(UserError, "Date Format"):
                self.open_run(PEOPLE, date_format=text)
        self.assertTrue(self.standard.copy({"date_format": "%d.%m.%y"}))

    # -- who may -------------------------------------------------------------------------------

    def test_nobody_confirms_the_import_of_another(self):
        other = new_test_user(self.env, login="other", groups="user_bulk_import.group_user_import")
        run = self.open_run(PEOPLE, user_type="internal")
        confirm = self.ask(run)
        for attack in (
            lambda: run.with_user(other).action_open_confirm(),
            lambda: run.with_user(other).action_confirm(),
            lambda: confirm.with_user(other).action_confirm(),
            lambda: confirm.with_user(other).read(["line_ids"]),
            lambda: confirm.with_user(other).write({"invite": "yes"}),
            lambda: confirm.line_ids.with_user(other).read(["names"]),
            lambda: confirm.line_ids.with_user(other).action_view_rows(),
        ):
            with self.assertRaises(AccessError):
                attack()
        self.assertEqual(run.state, "review")

    def test_nothing_but_the_answers_can_be_written(self):
        run, mine = self.open_run(PEOPLE), self.open_run(PEOPLE)
        confirm = self.ask(mine)
        for vals in (
            {"run_id": run.id},
            {"digest": run._plan_digest()},
            {"limit_number": 0},
            {"line_ids": [(5, 0, 0)]},
            {"invite": "yes", "run_id": run.id},
        ):
            with self.subTest(vals=vals), self.assertRaises(AccessError):
                confirm.write(vals)
            with self.subTest(vals=vals), self.assertRaises(AccessError):
                confirm.create({"run_id": run.id, **vals})
        with self.assertRaises(AccessError):
            confirm.read(["digest"])

    def test_the_run_itself_is_written_by_nobody(self):
        run = self.open_run(PEOPLE).with_user(self.importer)
        for vals in ({"invite": True}, {"limit_created": ""}, {"state": "applying"}):
            with self.subTest(vals=vals), self.assertRaises(AccessError):
                run.write(vals)

    def test_whoever_lost_the_access_right_confirms_nothing(self):
        run = self.open_run(PEOPLE)
        confirm = self.ask(run)
        self.importer.sudo().group_ids -= self.env.ref("user_bulk_import.group_user_import")
        with self.assertRaises(AccessError):
            confirm.action_confirm()
        self.assertEqual(run.sudo().state, "review")
