from odoo.tests import new_test_user

from odoo.addons.user_bulk_import.tests.common import ImportCase


class UserRoleCase(ImportCase):
    """Imports of a Settings administrator, with two user roles for internal users and one for
    portal users, and import roles that stand for them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = new_test_user(
            cls.env,
            login="admin@example.com",
            groups="base.group_system,user_bulk_import.group_user_import",
        )
        cls.ward, cls.lab, cls.kiosk = cls.env["res.groups"].create(
            [{"name": "Ward"}, {"name": "Laboratory"}, {"name": "Kiosk"}]
        )
        internal = cls.env.ref("base.group_user")
        cls.nurse = cls.user_role("Nurse", internal | cls.ward)
        cls.chemist = cls.user_role("Chemist", internal | cls.lab)
        cls.visitor = cls.user_role("Visitor", cls.env.ref("base.group_portal") | cls.kiosk)
        cls.nurses = cls.import_role("Nurses", cls.nurse)
        cls.chemists = cls.import_role("Chemists", cls.chemist)
        cls.visitors = cls.import_role("Visitors", cls.visitor)
        cls.plain = cls.env["user.import.role"].create(
            {
                "name": "Plain",
                "code": "PLAIN",
                "user_type": "internal",
                "group_ids": [(6, 0, cls.kiosk.ids)],
            }
        )

    @classmethod
    def user_role(cls, name, groups):
        return cls.env["res.users.role"].create({"name": name, "implied_ids": [(6, 0, groups.ids)]})

    @classmethod
    def import_role(cls, name, user_role):
        return cls.env["user.import.role"].create(
            {"name": name, "code": name.upper(), "user_role_id": user_role.id}
        )

    def person(self, login="ann@example.com", groups="base.group_user", lines=()):
        """Return a user with role lines."""
        user = new_test_user(self.env, login=login, groups=groups, name="Ann Lee")
        if lines:
            user.role_line_ids = [(0, 0, line) for line in lines]
        return user

    def give(self, roles, login="ann@example.com", **options):
        """Return the row of an import that gives a person roles, applied."""
        options.setdefault("user", self.admin)
        run = self.import_file(f'login,name,roles\n{login},Ann Lee,"{roles}"\n', **options)
        return self.rows(run)

    def plan(self, roles, login="ann@example.com", **options):
        """Return the same row, planned only."""
        options.setdefault("user", self.admin)
        run = self.open_run(f'login,name,roles\n{login},Ann Lee,"{roles}"\n', **options)
        return self.rows(run)

    def recompute(self):
        """Do what base_user_role's scheduled job does."""
        self.env["res.users.role"].cron_update_users()
