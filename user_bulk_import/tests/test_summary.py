from .common import ImportCase

STRONG, OTHER = "Zebra-quilt-77-lamp", "Maple-orbit-31-cloud"
SETTINGS = {"user_type": "portal", "allow_rename": True, "allow_suspend": True}


class TestSummary(ImportCase):
    """What is unusual about a plan is counted and named before anybody confirms it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.boss = cls.env["user.import.role"].create(
            {
                "name": "Boss",
                "code": "BOSS",
                "user_type": "internal",
                "group_ids": [(4, cls.env.ref("base.group_erp_manager").id)],
            }
        )
        cls.clerk = cls.env["user.import.role"].create(
            {"name": "Clerk", "code": "CLERK", "user_type": "internal"}
        )

    def told(self, run):
        """Return the number and the names by consequence."""
        return {
            item.kind: (item.number, run._consequence_names(item)) for item in run._consequences()
        }

    def plan(self, before, after, **options):
        """Return what a plan of ``after`` is told to do, once ``before`` was imported."""
        if before:
            self.import_file(before, **SETTINGS)
        self.run = self.open_run(after, **{**SETTINGS, **options})
        self.assertEqual(self.run.failed_count, 0, self.rows(self.run).mapped("issue_text"))
        return self.told(self.run)

    def listed(self, kind):
        """Return the logins of the rows that the consequence's own list shows."""
        rows = self.env["user.import.row"].with_user(self.importer)
        domain = [("run_id", "=", self.run.id), ("consequence", "=", kind)]
        return rows.search(domain, order="sequence").mapped("login")

    def test_a_plain_plan_has_nothing_unusual(self):
        told = self.plan("Login,Name\nann,Ann\n", "Login,Name,City\nann,Ann,Oslo\nbob,Bob,\n")
        self.assertEqual(told, {})
        self.assertFalse(self.run.consequences)

    def test_deleted_users_are_named(self):
        told = self.plan(
            "Login,Name\nann,Ann\nbob,Bob\n",
            "Login,Deleted\nann,yes\nbob,\n",
            delete_action="delete",
        )
        self.assertEqual(told, {"delete": (1, ["Ann"])})
        self.assertEqual(self.listed("delete"), ["ann"])

    def test_archived_and_restored_users_are_named(self):
        told = self.plan(
            "Login,Name,Active\nann,Ann,yes\nbob,Bob,no\n", "Login,Active\nann,no\nbob,yes\n"
        )
        self.assertEqual(told, {"archive": (1, ["Ann"]), "restore": (1, ["Bob"])})
        self.assertEqual(self.listed("restore"), ["bob"])

    def test_changed_logins_are_named_with_both(self):
        told = self.plan("Login,Name,Reference\nann,Ann,A1\n", "Reference,Login\nA1,anna\n")
        self.assertEqual(told["login"], (1, ["Ann (ann → anna)"]))
        self.assertEqual(told["alert"][0], 1)
        self.assertEqual(self.listed("login"), ["anna"])

    def test_overwritten_passwords_are_named(self):
        self.import_file(f"Login,Name,Password\nann,Ann,{STRONG}\n", password_mode="file")
        told = self.plan(
            "",
            f"Login,Name,Password\nann,Ann,{OTHER}\nbob,Bob,{OTHER}x\n",
            password_mode="file",
            update_passwords=True,
        )
        self.assertEqual(told["password"], (1, ["Ann"]))
        self.assertEqual(self.listed("password"), ["ann"])
        self.assertNotIn(OTHER, str(told))

    def test_administrative_rights_are_named_with_the_role(self):
        told = self.plan(
            "Login,Name,Role\nann,Ann,Boss\nbob,Bob,Clerk\n",
            "Login,Name,Role,City\nann,Ann,Boss,Oslo\nbob,Bob,Boss,\ncat,Cat,Boss,\ndan,Dan,Clerk,\n",
        )
        self.assertEqual(told["rights"], (2, ["Bob (Boss)", "Cat (Boss)"]))
        self.assertEqual(self.listed("rights"), ["bob", "cat"])

    def test_tags_and_categories_that_are_made_are_named_once(self):
        category = self.env["res.partner.category"].create({"name": "Class"})
        self.env["res.partner.category"].create({"name": "9A", "parent_id": category.id})
        told = self.plan(
            "",
            "Login,Name,Tags\nann,Ann,Class: 9a\nbob,Bob,Class: 9B; Bus: 4\n"
            "cat,Cat,class: 9b; Bus: 5\n",
        )
        self.assertEqual(told["tag"], (3, ["Bus: 4", "Bus: 5", "Class: 9B"]))
        self.assertEqual(told["tag_category"], (1, ["Bus"]))
        self.assertIn("New tags: 3. Bus: 4", self.run.consequences)
        self.assertEqual(self.listed("tag"), ["bob", "cat"])

    def test_tags_of_rows_with_errors_are_not_announced(self):
        run = self.open_run("Login,Name,E-mail,Tags\nann,Ann,wrong,Bus: 4\nbob,Bob,,\n", **SETTINGS)
        self.assertEqual((run.failed_count, self.told(run)), (1, {}))

    def test_a_group_that_implies_administrative_rights_counts(self):
        group = self.env["res.groups"].create(
            {"name": "Sly", "implied_ids": [(4, self.env.ref("base.group_erp_manager").id)]}
        )
        self.clerk.group_ids = group
        run = self.open_run(
            "Login,Name,Role\nann,Ann,Clerk\n", user=self.env.ref("base.user_admin")
        )
        self.assertEqual(self.told(run)["rights"], (1, ["Ann (Clerk)"]))

    def test_users_who_become_internal_are_named(self):
        told = self.plan(
            "Login,Name,Role\nann,Ann,\nbob,Bob,Clerk\n",
            "Login,Name,Role,City\nann,Ann,Clerk,\nbob,Bob,Clerk,Oslo\ncat,Cat,Clerk,\ndan,Dan,,\n",
        )
        self.assertEqual(told, {"internal": (2, ["Ann", "Cat"])})
        self.assertEqual(self.listed("internal"), ["ann", "cat"])

    def test_new_users_without_a_role_are_internal_where_the_settings_say_so(self):
        told = self.plan("", "Login,Name\nann,Ann\n", user_type="internal")
        self.assertEqual(told, {"internal": (1, ["Ann"])})

    def test_linked_contacts_are_named_where_they_differ(self):
        self.env["res.partner"].create(
            [
                {"name": "Ann", "email": "ann@example.com"},
                {"name": "Tove Lind", "email": "bob@example.com"},
            ]
        )
        told = self.plan(
            "",
            "Login,Name,E-mail\nann,Ann,ann@example.com\nbob,Bob,bob@example.com\n"
            "cat,Cat,cat@example.com\n",
        )
        self.assertEqual(told["contact"], (2, ["Ann", "Bob (Tove Lind)"]))
        self.assertEqual(self.listed("contact"), ["ann", "bob"])

    def test_passwords_that_are_made_and_forced_changes_are_counted(self):
        told = self.plan(
            "",
            "Login,Name\nann,Ann\nbob,Bob\n",
            password_mode="generate",
            force_password_change="all",
        )
        self.assertEqual(told["slip"], (2, ["Ann", "Bob"]))
        self.assertEqual(told["force"], (2, ["Ann", "Bob"]))

    def test_mails_and_alerts_are_counted(self):
        before = "Login,Name,E-mail\nann,Ann,ann@example.com\n"
        after = "Login,Name,E-mail\nann,Ann,anna@example.com\nbob,Bob,bob@example.com\ncat,Cat,\n"
        told = self.plan(before, after, match_on="login", invite=True)
        self.assertEqual(told, {"mail": (1, []), "alert": (1, [])})
        mails = self.run._planned_mails()
        self.assertEqual((mails.invited, mails.uninvited, mails.alerts), (1, 0, 1))
        details = self.open_run(after, match_on="login", registration_details="yes")
        mails = details._planned_mails()
        self.assertEqual((mails.invited, mails.uninvited), (1, 1), "one mail serves as both")
        template = self.env.ref("user_bulk_import.mail_template_registration").copy()
        template.body_html = "<p>Welcome</p>"
        details.sudo().registration_template_id = template
        self.assertEqual(details._planned_mails().invited, 2)

    def test_a_deleted_registration_template_breaks_no_review(self):
        run = self.open_run(
            "Login,Name,E-mail\nann,Ann,ann@example.com\n", registration_details="yes"
        )
        self.env.ref("user_bulk_import.mail_template_registration").unlink()
        self.assertEqual(run._planned_mails().uninvited, 0)

    def test_few_are_named_and_all_counted_with_few_queries(self):
        def count(number):
            people = "".join(f"p{number}-{n},P {n},Boss\n" for n in range(number))
            run = self.open_run("Login,Name,Role\n" + people)
            self.env.invalidate_all()
            with self.statements() as statements:
                told = self.told(run)
            self.assertEqual(told["rights"][0], number)
            self.assertEqual(len(told["rights"][1]), min(number, 3))
            return len(statements)

        few, many = count(4), count(40)
        self.assertLessEqual(many, few)

    def test_a_consequence_that_is_none_finds_no_row(self):
        self.run = self.open_run("Login,Name\nann,Ann\n")
        self.assertFalse(self.listed("nonsense"))
