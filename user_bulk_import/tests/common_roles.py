"""What the tests of roles, groups by name and user types share."""

from .common import ImportCase


class RoleCase(ImportCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sales = cls.env["res.groups.privilege"].create({"name": "Trade"})
        cls.seller = cls.group("User", implied=cls.env.ref("base.group_user"))
        cls.boss = cls.group("Administrator", implied=cls.seller)
        cls.creation = cls.env.ref("base.group_partner_manager")
        # Nobody gives what they lack.
        cls.importer.group_ids |= cls.boss
        cls.importer.group_ids |= cls.creation

    @classmethod
    def group(cls, name, privilege=None, implied=None):
        """Return a new group, ``Trade / NAME``, with the external ID ``trade.NAME``."""
        privilege = cls.sales if privilege is None else privilege
        group = cls.env["res.groups"].create(
            {
                "name": name,
                "privilege_id": privilege.id,
                "implied_ids": [(6, 0, implied.ids if implied else [])],
            }
        )
        cls.env["ir.model.data"].create(
            {"module": "trade", "name": name, "model": "res.groups", "res_id": group.id}
        )
        return group

    @classmethod
    def role(cls, name, groups=(), user_type="internal", **values):
        ids = [group.id for group in groups]
        return cls.env["user.import.role"].create(
            {
                "name": name,
                "code": name,
                "user_type": user_type,
                "group_ids": [(6, 0, ids)],
                **values,
            }
        )

    def person(self, login="ann", user_type="internal", groups=()):
        kind = {"internal": "base.group_user", "portal": "base.group_portal"}[user_type]
        ids = [self.env.ref(kind).id, *(group.id for group in groups)]
        return self.env["res.users"].create(
            {"login": login, "name": login.title(), "group_ids": [(6, 0, ids)]}
        )

    def give(self, roles, login="ann", **options):
        """Return a run in which one person gets roles, applied."""
        return self.import_file(f'Login,Name,Role\n{login},{login.title()},"{roles}"\n', **options)

    def has(self, user, *groups):
        user.invalidate_recordset()
        return [group in user.group_ids for group in groups]

    def planned(self, run):
        """Return old and new labels of what the first row of a run changes, by field."""
        changes = self.rows(run)[0].changes or []
        return {
            change["field"]: (_labels(change["old"]), _labels(change["new"])) for change in changes
        }


def _labels(value):
    if isinstance(value, list):
        return [item["label"] for item in value]
    return value
