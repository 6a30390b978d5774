from unittest.mock import patch

from odoo.exceptions import AccessDenied, UserError

from .common import ImportCase


def csv(*lines):
    return "".join(f"{line}\n" for line in lines)


class TestApplying(ImportCase):
    def test_a_new_user_has_what_the_row_says(self):
        run = self.import_file(
            csv(
                "Login,Full name,E-mail,Phone,City,Job title,Language,Reference",
                "ann,Ann Archer,ann@example.com,+44 20 7946 0018,London,Bowyer,en_US,A-1",
            )
        )
        user = self.user("ann")
        self.assertEqual(run.state, "done")
        self.assertEqual(self.rows(run).user_id, user)
        self.assertEqual(
            (user.name, user.email, user.city, user.function, user.lang, user.ref),
            ("Ann Archer", "ann@example.com", "London", "Bowyer", "en_US", "A-1"),
        )
        self.assertEqual(user.phone, "+44 20 7946 0018")
        self.assertTrue(user._is_portal())

    def test_nobody_is_mailed_unless_it_was_asked_for(self):
        before = self.env["mail.mail"].sudo().search_count([])
        content = csv("Login,Name,E-mail,City", "ann,Ann,ann@example.com,Oslo")
        self.import_file(content, user_type="internal")
        self.import_file(content.replace("Oslo", "Bergen"))
        self.assertEqual(self.user("ann").city, "Bergen")
        self.assertEqual(self.env["mail.mail"].sudo().search_count([]), before)

    def test_the_same_file_again_changes_nothing(self):
        content = csv(
            "Login,Name,E-mail,Roles,Tags,City",
            "ann,Ann,ann@example.com,EDITOR,Department: IT; Class: 9A,Oslo",
            "bob,Bob,bob@example.com,,Department: IT,",
        )
        self.import_file(content)
        with self.statements() as statements:
            run = self.import_file(content)
        self.assertEqual(run.unchanged_count, 2, self.rows(run).mapped("change_text"))
        written = [
            text
            for text in statements
            if text.upper().startswith(("UPDATE", "INSERT", "DELETE"))
            and ("res_users" in text or "res_partner" in text)
        ]
        self.assertFalse(written)

    def test_an_existing_user_gets_just_what_is_new(self):
        self.import_file(csv("Login,Name,City,Phone", "ann,Ann,Oslo,+47 21 55 55 55"))
        run = self.import_file(csv("Login,Name,City,Phone", "ANN ,Ann,Bergen,"))
        self.assertEqual(run.updated_count, 1)
        self.assertEqual(self.rows(run).change_text, "City: Oslo → Bergen")
        self.assertEqual(self.user("ann").city, "Bergen")
        self.assertTrue(self.user("ann").phone)

    def test_bad_rows_stand_alone(self):
        """A row that Odoo itself refuses is found among good ones."""
        names = [f"u{number}" for number in range(20)]
        create, refusal = type(self.env["res.users"]).create, "Not you, Thirteen."

        def picky(model, vals_list):
            if any(vals["login"] == "u13" for vals in vals_list):
                raise UserError(refusal)
            return create(model, vals_list)

        with patch.object(type(self.env["res.users"]), "create", picky):
            run = self.import_file(csv("Login,Name", *(f"{name},{name}" for name in names)))
        self.assertEqual((run.created_count, run.failed_count), (19, 1))
        bad = self.rows(run).filtered(lambda row: row.outcome == "failed")
        self.assertEqual(bad.login, "u13")
        self.assertIn("Not you, Thirteen.", bad.issue_text)
        self.assertFalse(self.user("u13"))

    def test_all_or_nothing_leaves_nobody_behind(self):
        create, refusal = type(self.env["res.users"]).create, "Not you, Thirteen."

        def picky(model, vals_list):
            if any(vals["login"] == "u1" for vals in vals_list):
                raise UserError(refusal)
            return create(model, vals_list)

        with patch.object(type(self.env["res.users"]), "create", picky):
            run = self.import_file(csv("Login,Name", "u0,U0", "u1,U1", "u2,U2"), on_error="abort")
        self.assertEqual(run.state, "failed")
        self.assertEqual(run.failed_count, 3)
        self.assertFalse(self.user("u0") | self.user("u1") | self.user("u2"))

    def test_all_or_nothing_does_not_start_with_bad_rows(self):
        run = self.open_run(csv("Login,E-mail,Name", "u0,nonsense,U0"), on_error="abort")
        with self.assertRaisesRegex(UserError, "all or nothing"):
            run._confirm()

    def test_a_contact_with_the_same_address_becomes_the_users_contact(self):
        contact = self.env["res.partner"].create({"name": "Ann", "email": "Ann@Example.com"})
        run = self.import_file(csv("Login,Name,E-mail", "ann,Ann Archer,ann@example.com"))
        self.assertEqual(self.user("ann").partner_id, contact)
        self.assertEqual(contact.name, "Ann Archer")
        self.assertIn("contact_linked", self.codes(self.rows(run)))

    def test_an_address_that_is_the_login_links_a_contact_too(self):
        contact = self.env["res.partner"].create({"name": "Ann", "email": "ann@example.com"})
        run = self.import_file("login,name\nann@example.com,Ann Archer\n")
        self.assertEqual(self.rows(run).outcome, "created")
        self.assertEqual(self.user("ann@example.com").partner_id, contact)

    def test_a_company_is_never_taken_for_a_person(self):
        company = self.env["res.partner"].create(
            {"name": "Archers Ltd", "email": "ann@example.com", "is_company": True}
        )
        self.import_file(csv("Login,Name,E-mail", "ann,Ann Archer,ann@example.com"))
        self.assertNotEqual(self.user("ann").partner_id, company)

    def test_the_password_of_the_file_opens_the_door(self):
        self.import_file(csv("Login,Name,Password", "ann,Ann,Zebra-quilt-77"), password_mode="file")
        user = self.user("ann")
        credential = {"type": "password", "login": "ann"}
        user.with_user(user)._check_credentials(
            {**credential, "password": "Zebra-quilt-77"}, {"interactive": True}
        )
        with self.assertRaises(AccessDenied):
            user.with_user(user)._check_credentials(
                {**credential, "password": "Zebra-quilt-78"}, {"interactive": True}
            )

    def test_archive_and_restore(self):
        header = "Login,Name,Active"
        self.import_file(csv(header, "ann,Ann,yes"))
        run = self.import_file(csv(header, "ann,Ann,no"), allow_suspend=True)
        self.assertEqual(run.archived_count, 1)
        self.assertFalse(self.user("ann").active)
        run = self.import_file(csv(header, "ann,Anna,yes"), allow_suspend=True)
        self.assertEqual(run.restored_count, 1)
        self.assertTrue(self.user("ann").active)
        self.assertEqual(self.user("ann").name, "Anna")

    def test_a_property_stands_on_users_who_were_not_in_the_file(self):
        profile = self.standard.copy({"code": "venue"})
        self.env["user.import.column"].create(
            {
                "profile_id": profile.id,
                "header": "Seats",
                "target": "property",
                "property_label": "Seats",
                "property_type": "integer",
            }
        )
        content = csv("Login,Name,Seats", "ann,Ann,0", "bob,Bob,12")
        run = self.open_run(content, profile=profile)
        self.assertFalse(self.env.company.user_properties_definition, "a plan writes nothing")
        run._confirm()
        self.advance(run)
        names = [item["string"] for item in self.env.company.user_properties_definition]
        self.assertEqual(names, ["Seats"])
        definition = self.importer.read(["user_properties"])[0]["user_properties"]
        self.assertEqual([item["string"] for item in definition], ["Seats"])
        again = self.open_run(content, profile=profile)
        self.assertEqual(again.unchanged_count, 2, self.rows(again).mapped("change_text"))

    def test_a_user_moves_to_another_company_with_all_properties(self):
        company = self.env["res.company"].create({"name": "Second"})
        self.importer.company_ids |= company
        first = self.env.company
        first._add_user_properties([{"name": "seat", "string": "Seat", "type": "char"}])
        self.import_file(csv("Login,Name,Seat", "ann,Ann,window"))
        run = self.import_file(
            csv("Login,Where", "ann,Second"), read_options={"map": {"Where": "company"}}
        )
        self.assertEqual(run.updated_count, 1, self.rows(run).issue_text)
        user = self.user("ann")
        self.assertEqual(user.company_id, company)
        values = user.read(["user_properties"])[0]["user_properties"]
        self.assertEqual([(item["string"], item["value"]) for item in values], [("Seat", "window")])

    def test_tags_are_made_once_in_their_category(self):
        self.import_file(
            csv("Login,Name,Tags", "ann,Ann,Team: Red", "bob,Bob,team: RED", "cat,Cat,Team: Blue")
        )
        category = self.env["res.partner.category"].search([("name", "=", "Team")])
        self.assertEqual(len(category), 1)
        self.assertEqual(sorted(category.child_ids.mapped("name")), ["Blue", "Red"])
        self.assertEqual(self.user("ann").category_id, self.user("bob").category_id)

    def test_the_number_of_queries_for_a_user_does_not_grow_with_the_file(self):
        def queries(count, letter):
            content = csv(
                "Login,Name,E-mail,Tags",
                *(f"{letter}{n},Name {n},{letter}{n}@example.com,Team: Red" for n in range(count)),
            )
            self.import_file(csv("Login,Name,Tags", f"warm{letter},Warm,Team: Red"))
            with self.statements() as statements:
                run = self.import_file(content)
            self.assertEqual(run.created_count, count)
            return len(statements) / count

        small, large = queries(100, "a"), queries(500, "b")
        self.assertLess(large, small + 0.2)
        self.assertLess(large, 4)
