from odoo.tests import new_test_user, tagged

from .test_associations import HEADER, AssociationCase


@tagged("post_install", "-at_install")
class TestAssociationRights(AssociationCase):
    """Associations are written with the rights of whoever imports."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        company = cls.env["res.company"].create({"name": "Elsewhere"})
        cls.elsewhere = {"company_id": company.id, "company_ids": [(6, 0, company.ids)]}

    def test_people_of_a_company_out_of_sight_are_not_found(self):
        new_test_user(self.env, login="far", groups="base.group_portal", **self.elsewhere)
        run = self.import_file(HEADER + "ann,Ann,far,\n")
        self.assertEqual(self.codes(self.rows(run)), ["association_unknown"])
        self.assertEqual((run.created_count, self.pairs()), (1, set()))

    def test_whoever_goes_out_of_sight_after_the_plan_is_not_linked(self):
        run = self.open_run(HEADER + 'ann,Ann,"mum, tom",\n')
        self.mum.write(self.elsewhere)
        run._confirm()
        self.advance(run)
        self.assertEqual(self.codes(self.rows(run)), ["association_other_missing"])
        self.assertEqual((run.created_count, self.pairs()), (1, {("ann", "tom")}))

    def test_whom_the_importer_sees_but_may_not_change_is_not_linked(self):
        self.env["ir.rule"].create(
            {
                "name": "Mum is seen only",
                "model_id": self.env["ir.model"]._get_id("res.users"),
                "domain_force": [("id", "!=", self.mum.id)],
                "perm_read": False,
            }
        )
        run = self.import_file(HEADER + "ann,Ann,mum,\nbea,Bea,tom,\n")
        self.assertEqual(self.codes(self.rows(run)[0]), ["association_refused"])
        self.assertEqual((run.created_count, self.pairs()), (2, {("bea", "tom")}))
