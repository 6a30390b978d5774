from odoo.tests import tagged

from .common import CourseCase


@tagged("post_install", "-at_install")
class TestScale(CourseCase):
    def file_of(self, number, group="Drivers"):
        lines = [f"p{i:04}@example.com,Person {i},{group}" for i in range(number)]
        return "\n".join(["login,name,Training group", *lines])

    def queries(self, number):
        run = self.open_run(self.file_of(number), user=self.teacher)
        run._confirm()
        with self.statements() as collected:
            self.advance(run)
        self.assertEqual(run.sudo().failed_count, 0)
        return len(collected)

    def test_enrolling_existing_users_costs_no_query_a_user(self):
        self.import_file(self.file_of(60, "").replace(",Training group", ",x"), user=self.teacher)
        few = self.queries(10)
        many = self.queries(60)
        self.assertLess(many - few, 40)
        self.assertEqual(len(self.safety.channel_partner_ids), 60 + 1)  # and its responsible
