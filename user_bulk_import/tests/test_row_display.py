from lxml import html

from odoo.tests import new_test_user, tagged

from .common import ImportCase

FILE = """Login,Name,E-mail,Phone
ann,Ann Lee,ann.example.com,12
,Nobody,,
cora,Cora Nix,cora@example.com,
"""


@tagged("post_install", "-at_install")
class TestRowCells(ImportCase):
    """What the web client is told of the cells of a row."""

    def _cells(self, row):
        """Return what is said about the row's cells, by column title."""
        titles = {column.key: column.header for column in row.run_id.column_ids}
        return {titles[key]: said for key, said in row.cell_issues.items()}

    def test_a_cell_tells_what_is_wrong_with_it(self):
        ann, nobody, cora = self.rows(self.open_run(FILE))
        said = self._cells(ann)
        self.assertEqual(set(said), {"E-mail", "Phone"})
        self.assertEqual(said["E-mail"]["severity"], "error")
        self.assertIn("ann.example.com", said["E-mail"]["text"])
        self.assertEqual(set(self._cells(nobody)), {"Login"}, "a blank cell, too")
        self.assertFalse(cora.cell_issues)

    def test_the_worst_severity_colors_a_cell(self):
        run = self.open_run("Login,Name,E-mail\nann,Ann,ann@example.com\nbob,Bob,ann@example.com\n")
        _ann, bob = self.rows(run)
        texts = self._cells(bob)["E-mail"]["text"].splitlines()
        present = {item["severity"] for item in bob.issues if item["column"] == "E-mail"}
        self.assertEqual(len(texts), len([i for i in bob.issues if i["column"] == "E-mail"]))
        worst = "error" if "error" in present else "warning"
        self.assertEqual(self._cells(bob)["E-mail"]["severity"], worst)

    def test_a_note_names_its_column(self):
        ann = self.rows(self.open_run(FILE))[0]
        self.assertTrue(
            any(line.startswith("E-mail: ") for line in ann.issue_text.splitlines()), ann.issue_text
        )

    def test_columns_of_one_title_are_told_apart_by_sheet(self):
        run = self.open_run(FILE)
        [phone] = run.column_ids.filtered(lambda column: column.header == "Phone")
        phone.sudo().sheet = "Others"
        ann = self.rows(run)[0]
        ann.invalidate_recordset()
        self.assertNotIn(phone.key, ann.cell_issues)
        self.assertNotIn(phone.key, ann.cell_keys)

    def test_rows_are_editable_for_whom_may_carry_out_the_plan(self):
        run = self.open_run(FILE)
        other = new_test_user(self.env, login="other", groups="user_bulk_import.group_user_import")
        row = self.rows(run)[0]
        self.assertTrue(row.with_user(self.importer).is_editable)
        self.assertFalse(row.with_user(other).is_editable)
        run._confirm()
        self.assertFalse(row.with_user(self.importer).is_editable)

    def test_the_rows_open_for_editing_only_in_the_review_of_ones_own_import(self):
        run = self.open_run(FILE)
        other = new_test_user(self.env, login="other", groups="user_bulk_import.group_user_import")
        editable = self.env.ref("user_bulk_import.user_import_row_view_list_review").id
        plain = self.env.ref("user_bulk_import.user_import_row_view_list").id
        self.assertIn((editable, "list"), run.with_user(self.importer).action_view_rows()["views"])
        self.assertIn((plain, "list"), run.with_user(other).action_view_rows()["views"])
        run._confirm()
        self.advance(run)
        self.assertIn((plain, "list"), run.with_user(self.importer).action_view_rows()["views"])

    def test_a_row_without_a_login_is_told_by_what_it_says(self):
        ann, nobody, cora = self.rows(self.open_run(FILE))
        self.assertEqual(ann.person, "ann")
        self.assertEqual(nobody.person, "Nobody")
        self.assertEqual(cora.person, "cora")

    def test_many_rows_are_read_in_a_fixed_number_of_queries(self):
        lines = [f"person{n},Person {n},bad,\n,Nobody {n},,\n" for n in range(30)]
        rows = self.rows(self.open_run("Login,Name,E-mail,Phone\n" + "".join(lines)))
        names = ["cells", "cell_issues", "cell_keys", "is_editable", "person", "issue_text"]
        specification = {name: {} for name in names}
        rows = rows.with_user(self.importer).browse(rows.ids)
        rows[:1].web_read(specification)  # what is remembered beyond a request
        counts = []
        for part in (rows[:6], rows):
            self.env.flush_all()
            self.env.invalidate_all()
            with self.statements() as statements:
                part.web_read(specification)
            counts.append(len(statements))
        self.assertLessEqual(counts[1], counts[0])


@tagged("post_install", "-at_install")
class TestRowCard(ImportCase):
    """What is told about one row in full."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.present = new_test_user(
            cls.env,
            login="ann",
            name="Ann <b>Lee</b>",
            email="ann@example.com",
            groups="base.group_portal",
        )

    def _card(self, row, user=None):
        return html.fromstring(str(row.with_user(user or self.importer).card))

    def _text(self, element):
        return " ".join(element.text_content().split())

    def _one(self, content, **options):
        [row] = self.rows(self.open_run(content, **options))
        return row

    def test_before_and_after_of_each_changed_field(self):
        row = self._one("Login,Name,E-mail\nann,Ann <i>Oak</i>,ann@example.com\n")
        card = self._card(row)
        self.assertIn("will be updated", self._text(card))
        [line] = card.xpath("//tbody/tr")
        self.assertEqual(
            [self._text(cell) for cell in line], ["Name", "Ann <b>Lee</b>", "Ann <i>Oak</i>"]
        )

    def test_a_new_user_has_no_before(self):
        card = self._card(self._one("Login,Name,E-mail\nbob,Bob,bob@example.com\n"))
        self.assertIn("will be created", self._text(card))
        self.assertEqual([len(line) for line in card.xpath("//tbody/tr")][:1], [2])

    def test_tags_gained_and_lost(self):
        category = self.env["res.partner.category"].create({"name": "Class"})
        old = self.env["res.partner.category"].create({"name": "4A", "parent_id": category.id})
        kept = self.env["res.partner.category"].create({"name": "Choir", "parent_id": category.id})
        self.present.category_id = old | kept
        row = self._one("Login,Tags\nann,Class: 4B; -Class: 4A\n")
        card = self._card(row)

        def names(kind):
            return [self._text(badge)[-9:] for badge in card.find_class(kind)]

        self.assertEqual(names("o_gained"), ["Class: 4B"])
        self.assertEqual(names("o_lost"), ["Class: 4A"])
        self.assertEqual([self._text(b).split()[-1] for b in card.find_class("o_kept")], ["Choir"])

    def test_the_worst_note_comes_first(self):
        row = self.rows(self.open_run("Login,Name,E-mail\nann,Ann,ann@example\n"))
        [error] = row.issues
        notice = {**error, "code": "value_left_out", "severity": "info", "params": {"value": "X"}}
        row.issues = [notice, error]
        self.assertIn("domain", row.issue_text.splitlines()[0])
        self.assertIn("left out", row.issue_text.splitlines()[1])

    def test_notes_stand_on_the_card(self):
        ann = self._one("Login,Name,E-mail\nbob,Bob,bob.example.com\n")
        self.assertIn("E-mail: ", self._text(self._card(ann)))
        self.assertIn("has errors", self._text(self._card(ann)))

    def _mails(self, content, **options):
        card = self._card(self._one(content, **options))
        return [self._text(mail) for mail in card.find_class("o_user_import_mail")]

    def test_an_invitation_is_told(self):
        content = "Login,Name,E-mail\nbob,Bob,bob@example.com\n"
        self.assertEqual(self._mails(content), ["No mail is sent."])
        [invited] = self._mails(content, invite=True)
        self.assertIn("invitation", invited)
        self.assertIn("bob@example.com", invited)
        [nobody] = self._mails("Login,Name\nbob,Bob\n", invite=True)
        self.assertIn("No mail is sent", nobody)
        [archived] = self._mails(content.replace("\n", ",Active\n", 1)[:-1] + ",no\n", invite=True)
        self.assertIn("archived", archived)

    def test_registration_details_stand_for_the_invitation(self):
        [details] = self._mails(
            "Login,Name,E-mail\nbob,Bob,bob@example.com\n", invite=True, registration_details="yes"
        )
        self.assertIn("registration details", details)

    def test_nobody_on_the_blacklist_is_said_to_be_mailed(self):
        self.env["mail.blacklist"].create({"email": "bob@example.com"})
        [kept] = self._mails("Login,Name,E-mail\nbob,Bob,bob@example.com\n", invite=True)
        self.assertIn("No mail is sent", kept)

    def test_a_security_alert_is_told(self):
        [alert] = self._mails("Login,E-mail\nann,ann.new@example.com\n", match_on="login")
        self.assertIn("alerts", alert)
        self.assertEqual(self._mails("Login,Name\nann,Ann New\n"), ["No mail is sent."])

    def test_the_linked_contact_is_named(self):
        self.env["res.partner"].create({"name": "Bob & Co", "email": "bob@example.com"})
        card = self._card(self._one("Login,Name,E-mail\nbob,Bob,bob@example.com\n"))
        [contact] = card.find_class("o_user_import_contact")
        self.assertIn("Bob & Co", self._text(contact))

    def test_afterwards_it_tells_what_has_happened(self):
        run = self.import_file(
            "Login,Name,E-mail\nbob,Bob,bob@example.com\n,Nobody,\n", invite=True
        )
        bob, nobody = self.rows(run)
        self.assertIn("was created", self._text(self._card(bob)))
        [mail] = self._card(bob).find_class("o_user_import_mail")
        self.assertIn("bob@example.com", self._text(mail))
        self.assertIn("nobody was changed", self._text(self._card(nobody)))

    def test_the_card_follows_what_becomes_of_a_mail(self):
        run = self.import_file("Login,Name,E-mail\nbob,Bob,bob@example.com\n", invite=True)
        row = self.rows(run)
        before = row.card
        row.invitation_ids.state = "failed"
        self.assertNotEqual(row.card, before)

    def test_a_row_that_was_left_out_says_so(self):
        row = self._one("Login,Name,E-mail\nbob,Bob,bob@example.com\n")
        row.with_user(self.importer).action_leave_out()
        card = self._card(row)
        self.assertIn("left this row out", self._text(card))
        self.assertFalse(card.find_class("o_user_import_mail"))

    def test_no_secret_stands_on_the_card(self):
        row = self._one(
            "Login,Name,E-mail,Password\nbob,Bob,bob@example.com,Lantern-9-harbor\n",
            password_mode="file",
        )
        self.assertNotIn("Lantern", self._text(self._card(row)))
        self.assertIn("as in the file", self._text(self._card(row)))
