from .common import ImportCase


def csv(*lines):
    return "".join(f"{line}\n" for line in lines)


class TestStalePlans(ImportCase):
    """What changed between the plan and the import is left alone."""

    def test_a_user_that_changed_since_the_plan_is_left_alone(self):
        self.import_file(csv("Login,Name,City", "ann,Ann,Oslo"))
        run = self.open_run(csv("Login,Name,City", "ann,Ann,Bergen"))
        self.user("ann").city = "Molde"
        run._confirm()
        self.advance(run)
        self.assertEqual(self.codes(self.rows(run))[-1], "plan_stale")
        self.assertEqual(self.user("ann").city, "Molde")

    def test_a_login_that_was_taken_since_the_plan_is_left_alone(self):
        run = self.open_run(csv("Login,Name", "ann,Ann"))
        self.env["res.users"].create({"login": "Ann", "name": "Another Ann"})
        run._confirm()
        self.advance(run)
        self.assertEqual(self.codes(self.rows(run))[-1], "plan_stale")

    def test_a_contact_that_changed_since_the_plan_is_not_linked(self):
        contact = self.env["res.partner"].create({"name": "Ann", "email": "ann@example.com"})
        run = self.open_run(csv("Login,Name,E-mail", "ann,Ann Archer,ann@example.com"))
        contact.is_company = True
        run._confirm()
        self.advance(run)
        self.assertEqual(self.codes(self.rows(run))[-1], "plan_stale")
        self.assertFalse(contact.user_ids)

    def test_a_reference_that_was_given_since_the_plan_is_not_given_twice(self):
        run = self.open_run(csv("Login,Name,Reference", "ann,Ann,A-1"))
        self.env["res.users"].create({"login": "bea", "name": "Bea", "ref": "a-1"})
        run._confirm()
        self.advance(run)
        self.assertEqual(self.codes(self.rows(run))[-1], "plan_stale")
