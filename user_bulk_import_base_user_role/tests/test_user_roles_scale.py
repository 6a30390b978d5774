from odoo.tests import tagged

from .common import UserRoleCase


@tagged("post_install", "-at_install")
class TestScale(UserRoleCase):
    def file_of(self, number, roles):
        lines = [f'p{i:04}@example.com,Person {i},"{roles}"' for i in range(number)]
        return "\n".join(["login,name,roles", *lines])

    def queries(self, number, roles):
        """Return the statements of applying a file, by users."""
        run = self.open_run(self.file_of(number, roles), user=self.admin)
        run._confirm()
        with self.statements() as collected:
            self.advance(run)
        self.assertEqual(run.sudo().failed_count, 0)
        return collected

    def test_giving_a_second_role_costs_no_query_a_user(self):
        self.import_file(self.file_of(60, "Nurses"), user=self.admin)
        few = self.queries(10, "Nurses, Chemists")
        many = self.queries(60, "Nurses, Chemists")
        self.assertLess(len(many) - len(few), 40 * 5)
        # base_user_role looks for the administrators' group once a user and write.
        own = 'SELECT "res_groups"."id" FROM "res_groups" WHERE "res_groups"."id" IN'
        few, many = ([text for text in texts if not text.startswith(own)] for texts in (few, many))
        self.assertLess(len(many) - len(few), 15)

    def test_new_users_are_not_written_one_by_one_for_their_groups(self):
        statements = self.queries(40, "Nurses")
        removed = [
            text for text in statements if text.startswith('DELETE FROM "res_groups_users_rel')
        ]
        self.assertLessEqual(len(removed), 2)
