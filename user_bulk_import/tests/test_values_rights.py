from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from .test_values import CADETS, HEADER, ValueCase, person


@tagged("post_install", "-at_install")
class TestValuesRights(ValueCase):
    """What a malicious importer sends by RPC."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other = new_test_user(
            cls.env, login="other@x.example", groups="user_bulk_import.group_user_import"
        )
        cls.chief = cls.env["user.import.role"].create(
            {
                "name": "Chief",
                "code": "chief",
                "user_type": "internal",
                "group_ids": [(4, cls.env.ref("base.group_system").id)],
            }
        )

    def setUp(self):
        super().setUp()
        self.run_ = self.open_run(CADETS)
        self.cadet = self.value(self.run_, "Cadet")

    def refused(self, error, function, *args):
        with (
            mute_logger("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model"),
            self.assertRaises(error),
            self.cr.savepoint(),
        ):
            function(*args)
        self.env.invalidate_all()
        self.assertFalse(self.cadet.is_chosen)

    def test_a_role_that_the_importer_may_not_give_is_refused(self):
        self.refused(UserError, self.cadet.write, {"to_role_id": self.chief.id})

    def test_a_known_value_that_may_not_be_given_is_not_called_unknown(self):
        run = self.open_run("Login,Name,Role\nann,Ann,Chief\n")
        self.assertIn("may not give: 1", run.open_value_text)
        self.assertNotIn("not known", run.open_value_text)
        self.assertIn("not known here: 1", self.run_.open_value_text)

    def test_nor_does_an_administrator_lend_it_to_another_importer(self):
        admin = self.env.ref("base.user_admin")
        self.refused(UserError, self.cadet.with_user(admin).write, {"to_role_id": self.chief.id})

    def test_a_role_that_becomes_too_mighty_gives_nothing(self):
        role = self.env["user.import.role"].create(
            {"name": "Reader", "code": "reader", "user_type": "internal"}
        )
        self.choose(self.run_, "Cadet", role)
        role.group_ids = self.env.ref("base.group_system")
        self.env["user.import.planner"]._restart(self.run_.sudo())
        self.advance(self.run_)
        self.assertEqual(self.codes(self.rows(self.run_)[0]), ["role_not_grantable"])

    def test_a_record_of_another_kind_is_refused(self):
        self.refused(
            ValidationError, self.cadet.write, {"to_country_id": self.env.ref("base.us").id}
        )

    def test_an_archived_role_and_one_that_never_was_are_refused(self):
        self.parent.active = False
        self.refused(UserError, self.cadet.write, {"to_role_id": self.parent.id})

    def test_a_company_that_is_not_the_importers_is_refused(self):
        company = self.env["res.company"].create({"name": "Elsewhere"})
        run = self.open_run("login,name,email,companies\n" + person("ann", "Lake"))
        value = self.value(run, "Lake")
        self.refused(UserError, value.write, {"to_company_id": company.id})
        self.assertFalse(value.to_company_id)

    def test_a_language_that_is_not_installed_is_refused(self):
        run = self.open_run("login,name,email,language\n" + person("ann", "Klingon"))
        value = self.value(run, "Klingon")
        self.refused(UserError, value.write, {"to_lang_id": self.env.ref("base.lang_fr").id})
        self.assertFalse(value.to_lang_id)

    def test_an_employer_that_the_importer_does_not_see_or_that_is_no_company_is_refused(self):
        company = self.env["res.company"].create({"name": "Elsewhere"})
        hidden = self.env["res.partner"].create(
            {"name": "Hidden", "is_company": True, "company_id": company.id}
        )
        human = self.env["res.partner"].create({"name": "Human"})
        run = self.open_run("login,name,email,employer\n" + person("ann", "Mill"))
        value = self.value(run, "Mill")
        for partner in (hidden, human):
            self.refused(UserError, value.write, {"to_parent_id": partner.id})
        self.assertFalse(value.to_parent_id)

    def test_another_persons_import_is_refused(self):
        value = self.cadet.with_user(self.other)
        self.refused(AccessError, value.write, {"to_role_id": self.student.id})
        self.refused(AccessError, value.write, {"left_out": True})

    def test_an_import_of_another_company_is_not_even_seen(self):
        company = self.env["res.company"].create({"name": "Elsewhere"})
        stranger = new_test_user(
            self.env,
            login="stranger@x.example",
            groups="user_bulk_import.group_user_import",
            company_id=company.id,
            company_ids=[(6, 0, company.ids)],
        )
        value = self.cadet.with_user(stranger)
        self.assertFalse(value.search([("run_id", "=", self.run_.id)]))
        self.refused(AccessError, value.write, {"left_out": True})

    def test_only_the_choice_can_be_written(self):
        for vals in (
            {"text": "King"},
            {"kind": "lang"},
            {"count": 0},
            {"has_error": False},
            {"is_chosen": True},
            {"run_id": False, "profile_id": self.standard.id},
            {"left_out": True, "text_key": "student"},
        ):
            self.refused(AccessError, self.cadet.write, vals)

    def test_values_are_not_added_to_an_import_nor_deleted(self):
        Value = self.env["user.import.value"].with_user(self.importer)
        vals = {"kind": "role", "text": "Student", "left_out": True}
        self.refused(AccessError, Value.create, {**vals, "run_id": self.run_.id})
        mine = Value.with_context(default_run_id=self.run_.id)
        self.refused(AccessError, mine.create, vals)
        self.refused(AccessError, self.cadet.unlink)
        kept = Value.create({**vals, "profile_id": self.standard.id})
        self.refused(AccessError, kept.write, {"run_id": self.run_.id, "profile_id": False})
        self.refused(ValidationError, Value.create, vals)

    def test_a_choice_is_made_in_the_review_alone(self):
        for state in ("reading", "columns", "applying", "notifying", "done", "failed"):
            self.run_.sudo().state = state
            self.refused(UserError, self.cadet.write, {"left_out": True})
        self.run_.sudo().state = "review"

    def test_a_record_of_one_kind_is_not_chosen_for_values_of_several(self):
        run = self.open_run(HEADER.strip() + ",language\n" + person("ann", "Cadet", "Klingon"))
        values = run.value_ids.with_user(self.importer)
        self.assertEqual(len(values), 2)
        self.refused(UserError, values.write, {"target_id": self.student.id})
        values.write({"left_out": True})
        self.assertFalse(run.failed_count)

    def test_what_there_is_to_choose_from_is_the_importers(self):
        company = self.env["res.company"].create({"name": "Elsewhere"})
        run = self.open_run("login,name,email,companies\n" + person("ann", "Lake"))
        value = self.value(run, "Lake").with_user(self.env.ref("base.user_admin"))
        offered = self.env["res.company"].search(value.target_domain)
        self.assertEqual(offered, self.importer.company_ids)
        self.assertNotIn(company, offered)

    def test_an_importer_makes_no_roles(self):
        self.assertFalse(self.cadet.may_create)
        self.assertTrue(self.cadet.with_user(self.env.ref("base.user_admin")).may_create)
        Role = self.env["user.import.role"].with_user(self.importer)
        self.refused(AccessError, Role.name_create, "Cadet")

    def test_texts_of_sensitive_fields_are_never_listed(self):
        run = self.open_run(
            HEADER.strip() + ",password\n" + person("ann", "Cadet", "Secret-Kx9-zQ"),
            password_mode="file",
        )
        self.assertEqual(run.value_ids.mapped("text"), ["Cadet"])

    def test_a_silent_profile_is_changed_by_administrators_alone(self):
        profile = self.standard.copy({"security_alerts": "none"})
        Value = self.env["user.import.value"].with_user(self.importer)
        vals = {"kind": "role", "text": "X", "profile_id": profile.id}
        self.refused(AccessError, Value.create, vals)
        value = Value.sudo().create(vals).with_user(self.importer)
        self.refused(AccessError, value.write, {"left_out": True})
        self.refused(AccessError, value.unlink)
