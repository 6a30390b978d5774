from unittest.mock import patch

from odoo.exceptions import UserError, ValidationError
from odoo.tests import new_test_user, tagged

from odoo.addons.user_bulk_import.models import user_import_associator

from .common import ImportCase

HEADER = "Login,Name,Parent,Instructor\n"


class AssociationCase(ImportCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        Type = cls.env["user.association.type"]
        cls.parents = Type.search([("code", "=", "student_parent")])
        cls.instructors = Type.search([("code", "=", "student_instructor")])
        portal = cls.env.ref("base.group_portal").ids
        cls.mum, cls.tom = cls.env["res.users"].create(
            [
                {"name": "Mum", "login": "mum", "group_ids": [(6, 0, portal)]},
                {"name": "Tom", "login": "tom", "ref": "T-1", "group_ids": [(6, 0, portal)]},
            ]
        )

    def codes(self, row):
        return [code for code in super().codes(row) if code.startswith("association_")]

    def pairs(self, kind=None):
        """Return the logins of associated users, left and right."""
        items = self.env["user.association"].search([("type_id", "=", (kind or self.parents).id)])
        return {(item.left_user_id.login, item.right_user_id.login) for item in items}


@tagged("post_install", "-at_install")
class TestAssociations(AssociationCase):
    def test_rows_name_users_and_people_of_the_same_file_before_and_after(self):
        run = self.import_file(
            HEADER + 'joe,Joe,,\nann,Ann,"joe, MUM",t-1\nbea,Bea,eve,\neve,Eve,,\n'
        )
        self.assertEqual((run.state, run.created_count, run.warning_count), ("done", 4, 0))
        self.assertEqual(self.pairs(), {("ann", "joe"), ("ann", "mum"), ("bea", "eve")})
        self.assertEqual(self.pairs(self.instructors), {("ann", "tom")})
        self.assertIn("Parent (of the Student): Mum, joe", self.rows(run)[1].change_text)

    def test_importing_again_changes_nothing(self):
        content = HEADER + 'joe,Joe,,\nann,Ann,"joe, mum",tom\n'
        self.import_file(content)
        run = self.open_run(content)
        self.assertEqual((run.unchanged_count, run.updated_count), (2, 0))

    def test_a_pair_named_from_both_sides_is_written_once(self):
        content = "Login,Name,Parent,Child\nann,Ann,mum,\nmum,Mum,,ann\n"
        run = self.import_file(content)
        self.assertEqual((run.created_count, run.updated_count, run.failed_count), (1, 1, 0))
        self.assertEqual(self.pairs(), {("ann", "mum")})
        self.assertEqual(self.open_run(content).unchanged_count, 2)

    def test_existing_people_gain_lose_and_change_their_people(self):
        self.import_file(HEADER + "ann,Ann,mum,\n")
        for cell, mode, left in (
            ("tom", "add", {"mum", "tom"}),
            ("-MUM", "add", {"tom"}),
            ("mum", "replace", {"mum"}),
            ("[clear]", "add", set()),
        ):
            self.import_file(HEADER + f"ann,Ann,{cell},\n", multi_value_mode=mode)
            self.assertEqual({right for _left, right in self.pairs()}, left, cell)

    def test_a_mistyped_address_is_a_warning_that_is_settled_once_for_all_rows(self):
        run = self.open_run(HEADER + "ann,Ann,mun,\nbea,Bea,MUN,\n")
        self.assertEqual((run.created_count, run.warning_count), (2, 2))
        self.assertEqual(self.codes(self.rows(run)[0]), ["association_unknown"])
        value = run.value_ids
        self.assertEqual((value.kind, value.count, value.is_settled), ("person", 2, False))
        value.with_user(self.importer).write({"target_id": self.mum.id})
        self.assertEqual(run.warning_count, 0)
        run._confirm()
        self.advance(run)
        self.assertEqual(self.pairs(), {("ann", "mum"), ("bea", "mum")})

    def test_whoever_is_not_made_is_missed_with_a_warning(self):
        content = 'Login,Name,E-mail,Parent\nann,Ann,,"joe, mum"\njoe,Joe,nonsense,\n'
        run = self.import_file(content)
        self.assertEqual((run.state, run.created_count, run.failed_count), ("done", 1, 1))
        row = self.rows(run)[0]
        self.assertEqual(self.codes(row), ["association_unmade"])
        self.assertEqual((row.issues[0]["column"], run.warning_count), ("Parent", 1))
        self.assertIn("row 3", row.issue_text)
        self.assertEqual(self.pairs(), {("ann", "mum")})
        again = self.open_run(content)
        self.assertEqual((again.unchanged_count, again.updated_count), (1, 0))

    def test_whoever_cannot_be_made_in_the_end_is_missed_with_a_warning(self):
        run = self.open_run("Login,Name,Parent\nann,Ann,joe\njoe,Joe,\n")
        self.env["res.users"].create({"login": "joe", "name": "Another Joe"})
        run._confirm()
        self.advance(run)
        self.assertEqual((run.created_count, run.failed_count), (1, 1))
        self.assertEqual(self.codes(self.rows(run)[0]), ["association_other_missing"])
        self.assertEqual((run.state, run.warning_count), ("done", 1))
        self.assertFalse(self.rows(run).filtered("links_pending"))

    def test_nobody_is_replaced_by_somebody_who_is_not_made(self):
        self.import_file(HEADER + "ann,Ann,mum,\n")
        content = "Login,Name,E-mail,Parent\nann,Ann,,joe\njoe,Joe,nonsense,\n"
        run = self.import_file(content, multi_value_mode="replace")
        self.assertEqual((run.unchanged_count, self.pairs()), (1, {("ann", "mum")}))

    def test_circles_are_refused_in_the_plan_and_in_the_database(self):
        self.import_file(HEADER + "ann,Ann,mum,\n")
        run = self.open_run(HEADER + "mum,Mum,joe,\njoe,Joe,ann,\n")
        self.assertEqual(run.failed_count, 2)
        for row in self.rows(run):
            self.assertEqual(self.codes(row), ["association_cycle"])
        ann = self.user("ann")
        pairs = [(self.mum, self.tom), (self.tom, ann)]
        with self.assertRaisesRegex(ValidationError, "above oneself"):
            self.env["user.association"].create(
                [
                    {
                        "type_id": self.parents.id,
                        "left_user_id": left.id,
                        "right_user_id": right.id,
                    }
                    for left, right in pairs
                ]
            )

    def test_what_the_database_refuses_stands_at_its_row_alone(self):
        """Somebody else closes the circle between the plan and the import."""
        run = self.open_run(HEADER + "tom,Tom,mum,\nann,Ann,mum,\n")
        self.env["user.association"].create(
            {
                "type_id": self.parents.id,
                "left_user_id": self.mum.id,
                "right_user_id": self.tom.id,
            }
        )
        run._confirm()
        self.advance(run)
        self.assertEqual(self.codes(self.rows(run)[0]), ["association_refused"])
        self.assertEqual((run.state, run.created_count, run.warning_count), ("done", 1, 1))
        self.assertEqual(self.pairs(), {("mum", "tom"), ("ann", "mum")})

    def test_all_or_nothing_takes_everything_back(self):
        run = self.open_run(HEADER + "tom,Tom,mum,\nann,Ann,mum,\n", on_error="abort")
        self.env["user.association"].create(
            {
                "type_id": self.parents.id,
                "left_user_id": self.mum.id,
                "right_user_id": self.tom.id,
            }
        )
        run._confirm()
        self.advance(run)
        self.assertEqual((run.state, self.pairs()), ("failed", {("mum", "tom")}))
        self.assertFalse(self.user("ann"))

    def test_an_import_that_is_interrupted_goes_on_where_it_was(self):
        with patch.object(user_import_associator, "CHUNK", 1):
            run = self.open_run(HEADER + "ann,Ann,joe,\nbea,Bea,joe,\njoe,Joe,,\n")
            run._confirm()
            while run.state == "applying" and not self.pairs():
                run._step()
            self.assertEqual((run.state, len(self.pairs())), ("applying", 1))
            self.assertEqual(self.rows(run).filtered("links_pending").mapped("login"), ["bea"])
            self.advance(run)
        self.assertEqual(self.pairs(), {("ann", "joe"), ("bea", "joe")})

    def test_a_cancelled_import_takes_its_people_and_their_associations_back(self):
        with patch.object(user_import_associator, "CHUNK", 1):
            run = self.open_run(HEADER + "ann,Ann,mum,\ntom,Tom,mum,\nbea,Bea,mum,\n")
            run._confirm()
            while len(self.pairs()) < 2:
                run._step()
            run.with_user(self.importer).action_cancel()
            self.advance(run)
        self.assertEqual((run.state, run.taken_back_count), ("cancelled", 2))
        self.assertEqual(self.pairs(), {("tom", "mum")})

    def test_a_settings_administrator_may_be_named_and_is_not_changed(self):
        admin = self.env.ref("base.user_admin")
        run = self.import_file(HEADER + f"ann,Ann,,{admin.login}\n")
        self.assertEqual((run.failed_count, run.warning_count), (0, 0))
        self.assertEqual(self.pairs(self.instructors), {("ann", admin.login)})

    def test_the_role_of_the_side_decides_between_several(self):
        """The people of a family have one address; in the file by the sheet, in Odoo by roles."""
        role = self.env.ref("user_bulk_import.role_parent")
        self.mum.write({"email": "family@example.com", "import_role_ids": [(6, 0, role.ids)]})
        self.tom.email = "family@example.com"
        run = self.import_file(
            "Login,Name,E-mail,Parent\nann,Ann,family@example.com,family@example.com\n",
            match_on="login",
        )
        self.assertEqual(run.failed_count, 0)
        self.assertEqual(self.pairs(), {("ann", "mum")})
        self.mum.import_role_ids = False
        run = self.open_run(HEADER + "bea,Bea,family@example.com,\n", match_on="login")
        self.assertEqual(self.codes(self.rows(run)), ["association_ambiguous"])

    def test_a_refused_circle_names_nobody_whom_the_writer_does_not_see(self):
        elsewhere = self.env["res.company"].create({"name": "Elsewhere"})
        hidden = [
            new_test_user(
                self.env,
                login=login,
                name="Hidden",
                groups="base.group_portal",
                company_id=elsewhere.id,
                company_ids=[(6, 0, elsewhere.ids)],
            )
            for login in ("h1", "h2")
        ]
        pairs = [hidden, hidden[::-1]]
        with self.assertRaises(ValidationError) as caught, self.env.cr.savepoint():
            self.env["user.association"].with_user(self.importer).create(
                [
                    {
                        "type_id": self.parents.id,
                        "left_user_id": left.id,
                        "right_user_id": right.id,
                    }
                    for left, right in pairs
                ]
            )
        self.assertNotIn("Hidden", str(caught.exception))

    def test_the_code_of_a_type_stays_while_an_import_waits(self):
        """The plan knows types by it: two that change their codes would change places."""
        run = self.open_run(HEADER + "ann,Ann,mum,\n")
        kind = self.parents.with_user(self.env.ref("base.user_admin"))
        with self.assertRaisesRegex(UserError, "not ended"):
            kind.code = "former"
        kind.write({"code": kind.code, "sequence": 3})
        run._confirm()
        self.advance(run)
        kind.code = "former"
        self.assertEqual(kind.code, "former")
