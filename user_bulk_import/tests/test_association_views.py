"""Associations as people see and change them in Odoo."""

from lxml import etree
from psycopg2.errors import CheckViolation, UniqueViolation

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, TransactionCase, new_test_user
from odoo.tools import mute_logger
from odoo.tools.safe_eval import safe_eval

MANAGERS = "base.group_erp_manager"


class AssociationCase(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Association = cls.env["user.association"]
        cls.parenthood = cls.env.ref("user_bulk_import.association_type_student_parent")
        cls.teaching = cls.env.ref("user_bulk_import.association_type_student_instructor")
        cls.manager = new_test_user(cls.env, "manager", groups=f"base.group_user,{MANAGERS}")
        cls.kim, cls.lea = cls.portal("kim", "Kim Kid"), cls.portal("lea", "Lea Kid")
        cls.anna = cls.portal("anna", "Anna Berg")
        cls.tom = new_test_user(cls.env, "tom", groups="base.group_user", name="Tom Teacher")

    @classmethod
    def portal(cls, login, name, **values):
        return new_test_user(cls.env, login, groups="base.group_portal", name=name, **values)

    def associate(self, kind, left, right, user=None):
        return self.Association.with_user(user or self.env.user).create(
            {"type_id": kind.id, "left_user_id": left.id, "right_user_id": right.id}
        )


class TestAssociationForms(AssociationCase):
    def form(self, user):
        return Form(user.with_user(self.manager), "base.view_users_form")

    def test_both_people_show_it_from_their_own_point_of_view(self):
        self.associate(self.parenthood, self.kim, self.anna)
        self.associate(self.teaching, self.kim, self.tom)
        self.associate(self.parenthood, self.lea, self.anna)
        texts = {
            user: user.with_user(self.manager).association_text
            for user in (self.kim, self.anna, self.tom)
        }
        self.assertEqual(texts[self.kim], "Instructor: Tom Teacher\nParent: Anna Berg")
        self.assertEqual(texts[self.anna], "Student: Kim Kid, Lea Kid")
        self.assertEqual(texts[self.tom], "Student: Kim Kid")

    def test_people_of_the_same_name_on_a_side_of_two_types_are_told_apart(self):
        self.associate(self.parenthood, self.kim, self.tom)
        self.associate(self.teaching, self.lea, self.tom)
        self.assertEqual(
            self.tom.association_text,
            "Student (of the Instructor): Lea Kid\nStudent (of the Parent): Kim Kid",
        )

    def test_the_user_form_adds_and_removes_on_either_side(self):
        with self.form(self.kim) as form, form.left_association_ids.new() as line:
            line.type_id = self.parenthood
            line.right_user_id = self.anna
        with self.form(self.anna) as form:
            self.assertEqual(len(form.right_association_ids), 1)
            with form.right_association_ids.new() as line:
                line.type_id = self.parenthood
                line.left_user_id = self.lea
        self.assertEqual(self.anna.associated_user_ids, self.kim | self.lea)
        with self.form(self.kim) as form:
            form.left_association_ids.remove(0)
        self.assertEqual(self.anna.associated_user_ids, self.lea)

    def test_a_line_names_exactly_what_the_person_is(self):
        names = {"name": "Mentoring", "left_name": "Mentor", "right_name": "Mentee"}
        mentoring = self.env["user.association.type"].create(names)
        sides = {side: mentoring.with_context(association_side=side) for side in ("left", "right")}
        self.assertEqual(sides["left"].display_name, "Mentor (of the Mentee)")
        self.assertEqual(sides["right"].display_name, "Mentee (of the Mentor)")
        self.assertEqual(mentoring.display_name, "Mentoring")
        found = sides["left"].name_search("Mentor")
        self.assertEqual(found, [(mentoring.id, "Mentor (of the Mentee)")])

    def test_a_form_leads_to_the_people_whatever_kind_of_user_they_are(self):
        self.associate(self.parenthood, self.kim, self.anna)
        self.associate(self.teaching, self.kim, self.tom)
        kim = self.kim.with_user(self.manager)
        self.tom.active = False
        action = kim.action_view_associated_users()
        found = kim.with_context(**action["context"]).search(action["domain"])
        self.assertEqual(found, self.anna + self.tom)
        self.assertEqual(kim.association_count, len(found))

    def test_the_tab_is_for_those_who_administer_users(self):
        arch = self.env["res.users"].with_user(self.tom).get_view(view_type="form")["arch"]
        self.assertFalse(etree.fromstring(arch).xpath("//field[@name='left_association_ids']"))

    def test_nobody_is_associated_twice_or_with_oneself(self):
        self.associate(self.parenthood, self.kim, self.anna)
        with mute_logger("odoo.sql_db"), self.assertRaises(UniqueViolation), self.cr.savepoint():
            self.associate(self.parenthood, self.kim, self.anna)
        with mute_logger("odoo.sql_db"), self.assertRaises(CheckViolation):
            self.associate(self.parenthood, self.kim, self.kim)

    def test_a_used_type_stays(self):
        item = self.associate(self.parenthood, self.kim, self.anna)
        self.assertEqual(self.parenthood.association_count, 1)
        with self.assertRaisesRegex(UserError, "Student ↔ Parent associates people"):
            self.parenthood.unlink()
        item.unlink()
        kind = self.parenthood.copy({"code": "other"})
        kind.unlink()

    def test_a_name_tells_who_is_what(self):
        item = self.associate(self.parenthood, self.kim, self.anna)
        self.assertEqual(item.display_name, "Student: Kim Kid ↔ Parent: Anna Berg")


class TestAssociationSearch(AssociationCase):
    def search(self, *domain):
        people = self.manager | self.kim | self.lea | self.anna | self.tom
        found = self.env["res.users"].with_user(self.manager).search(list(domain))
        return set((found & people).mapped("login"))

    def setUp(self):
        super().setUp()
        self.associate(self.parenthood, self.kim, self.anna)
        self.associate(self.teaching, self.lea, self.tom)

    def test_users_are_found_by_whom_they_belong_to(self):
        self.assertEqual(self.search(("associated_user_ids", "ilike", "Anna")), {"kim"})
        self.assertEqual(self.search(("associated_user_ids", "in", self.kim.ids)), {"anna"})
        both = (self.kim | self.tom).ids
        self.assertEqual(self.search(("associated_user_ids", "in", both)), {"anna", "lea"})
        self.assertEqual(self.search(("associated_user_ids.login", "=", "tom")), {"lea"})

    def test_users_with_and_without_associations(self):
        self.assertEqual(
            self.search(("associated_user_ids", "!=", False)), {"kim", "lea", "anna", "tom"}
        )
        self.assertEqual(self.search(("associated_user_ids", "=", False)), {"manager"})
        self.assertEqual(
            self.search(("associated_user_ids", "not in", self.anna.ids)),
            {"manager", "lea", "anna", "tom"},
        )

    def test_reading_them_takes_as_many_queries_for_many_as_for_few(self):
        users = self.env["res.users"].with_user(self.manager)

        def count(limit):
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            found = users.search([("associated_user_ids", "ilike", "Berg")], limit=limit)
            self.assertEqual(len(found), limit)
            found.mapped("association_text")
            return self.cr.sql_log_count - before

        for number in range(20):
            self.associate(self.parenthood, self.portal(f"kid{number}", "Kid"), self.anna)
        count(1)
        self.assertEqual(count(20), count(1))

    def test_all_are_found_by_either_person_and_grouped_by_type(self):
        view = self.env.ref("user_bulk_import.user_association_view_search")
        node = etree.fromstring(view.arch).xpath("//field[@string='Person']")[0]
        for text in ("Kim", "Anna"):
            domain = safe_eval(node.get("filter_domain"), {"self": text})
            found = self.Association.with_user(self.manager).search(domain)
            self.assertEqual(found.left_user_id, self.kim)
        groups = self.Association.formatted_read_group([], ["type_id"], ["__count"])
        self.assertEqual(len(groups), 2)


class TestAssociationAccess(AssociationCase):
    def test_people_read_their_own_and_nobody_elses(self):
        own = self.associate(self.parenthood, self.kim, self.anna)
        other = self.associate(self.teaching, self.lea, self.tom)
        for user, seen in ((self.kim, own), (self.anna, own), (self.tom, other)):
            with self.subTest(user=user.login):
                items = self.Association.with_user(user)
                self.assertEqual(items.search([]), seen)
                self.assertIn("Kid", items.search([]).display_name)
                with self.assertRaises(AccessError):
                    items.browse((own + other - seen).ids).read(["type_id"])

    def test_people_change_none_not_even_their_own(self):
        item = self.associate(self.parenthood, self.kim, self.anna)
        for user in (self.kim, self.anna, self.tom):
            with self.subTest(user=user.login):
                with self.assertRaises(AccessError):
                    self.associate(self.teaching, self.kim, user, user)
                with self.assertRaises(AccessError):
                    item.with_user(user).write({"right_user_id": self.tom.id})
                with self.assertRaises(AccessError):
                    item.with_user(user).unlink()

    def test_the_public_reads_none(self):
        with self.assertRaises(AccessError):
            self.Association.with_user(self.env.ref("base.public_user")).search([])

    def test_who_administers_users_changes_all_of_them(self):
        item = self.associate(self.parenthood, self.kim, self.anna, self.manager)
        item.with_user(self.manager).right_user_id = self.tom
        item.with_user(self.manager).unlink()
        self.assertFalse(item.exists())

    def test_nobody_comes_to_get_the_invitation_of_a_protected_user(self):
        importer = new_test_user(self.env, "importer", groups="user_bulk_import.group_user_import")
        root, admin = self.env.ref("base.user_root"), self.env.ref("base.user_admin")
        mine = self.associate(self.parenthood, self.kim, importer, importer)
        taught = self.associate(self.teaching, admin, importer, importer)
        for ward in (root, admin):
            with self.subTest(ward=ward.login):
                with self.assertRaises(AccessError):
                    self.associate(self.parenthood, ward, importer, importer)
                with self.assertRaises(AccessError):
                    mine.with_user(importer).left_user_id = ward
        with self.assertRaises(AccessError):
            taught.with_user(importer).type_id = self.parenthood
        # A protected user may answer for others.
        self.assertTrue(self.associate(self.parenthood, self.kim, admin, importer))
        self.assertTrue(self.associate(self.parenthood, admin, self.anna, admin))

    def test_types_are_changed_by_settings_administrators_alone(self):
        values = {"name": "A", "code": "a", "left_name": "A", "right_name": "B"}
        types = self.env["user.association.type"]
        importer = new_test_user(self.env, "importer", groups="user_bulk_import.group_user_import")
        for user in (self.manager, self.tom, self.kim, importer):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                types.with_user(user).create(values)
        system = new_test_user(self.env, "system", groups="base.group_system")
        self.assertTrue(types.with_user(system).create(values))


class TestAssociationCompanies(AssociationCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        company = cls.env["res.company"].create({"name": "Far Away"})
        cls.far = cls.portal(
            "far", "Fay Far", company_id=company.id, company_ids=[(6, 0, company.ids)]
        )

    def test_users_of_other_companies_are_out_of_reach(self):
        hidden = self.associate(self.parenthood, self.kim, self.far)
        items = self.Association.with_user(self.manager)
        self.assertFalse(items.search([]))
        self.assertEqual(self.Association.with_user(self.far).search([]), hidden, "the own one")
        with self.assertRaises(AccessError):
            self.associate(self.parenthood, self.lea, self.far, self.manager)
        for name in ("write", "unlink"):
            with self.assertRaises(AccessError):
                hidden.with_user(self.manager).check_access(name)

    def test_nobody_is_brought_in_by_a_write(self):
        item = self.associate(self.parenthood, self.kim, self.anna, self.manager)
        for values in ({"right_user_id": self.far.id}, {"left_user_id": self.far.id}):
            with self.assertRaises(AccessError):
                item.with_user(self.manager).write(values)

    def test_the_commands_of_a_form_open_no_other_way(self):
        values = {"type_id": self.parenthood.id, "right_user_id": self.far.id}
        with self.assertRaises(AccessError):
            self.kim.with_user(self.manager).write({"left_association_ids": [(0, 0, values)]})
        with self.assertRaises(AccessError):
            self.kim.with_user(self.kim).write({"left_association_ids": [(0, 0, values)]})
