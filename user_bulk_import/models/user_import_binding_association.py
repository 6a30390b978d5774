from collections import defaultdict

from odoo import api, models

from ..engine.association_specs import LEFT, RIGHT, association_parts
from ..engine.values import Ref


class UserImportBindingAssociation(models.AbstractModel):
    """The people on one side of an association. They are read here, from either side; written
    when all users of the file are there (``user.import.associator``)."""

    _name = "user.import.binding.association"
    _inherit = "user.import.binding"
    _description = "User Import Binding: Association"

    @api.model
    def _read(self, users, fields, _catalogue):
        found = self._associated(users.ids, fields)
        return {
            user.id: {field: tuple(found.get((user.id, field), ())) for field in fields}
            for user in users
        }

    @api.model
    def _write_values(self, _change, _user, _spec):
        return {}

    @api.model
    def _associated(self, user_ids, fields):
        """Return with whom users are associated now, as far as the importer sees these people.

        :param user_ids: ids of users
        :param fields: names of field specs
        :return: lists of refs by user id and field
        :rtype: dict[tuple[int, str], list[Ref]]
        """
        wanted = self._sides(fields)
        if not wanted or not user_ids:
            return {}
        own_sides = {RIGHT if side == LEFT else LEFT for _type_id, side in wanted}
        parts = [(f"{side}_user_id", "in", list(user_ids)) for side in sorted(own_sides)]
        items = self.env["user.association"].search_fetch(
            [
                ("type_id", "in", [type_id for type_id, _side in wanted]),
                *["|"] * (len(parts) - 1),
                *parts,
            ],
            ["type_id", "left_user_id", "right_user_id"],
        )
        names = self._names({*items.left_user_id.ids, *items.right_user_id.ids})
        own, found = set(user_ids), defaultdict(list)
        for item in items:
            pair = {LEFT: item.left_user_id.id, RIGHT: item.right_user_id.id}
            for side, other in ((LEFT, RIGHT), (RIGHT, LEFT)):
                field = wanted.get((item.type_id.id, side))
                if field and pair[other] in own and pair[side] in names:
                    found[pair[other], field].append(Ref(names[pair[side]], pair[side]))
        return found

    @api.model
    def _sides(self, fields):
        """Return the names of fields by type and side."""
        parts = {name: association_parts(name) for name in fields}
        codes = {code for code, _side in filter(None, parts.values())}
        types = self.env["user.association.type"].with_context(active_test=False)
        ids = {item.code: item.id for item in types.search([("code", "in", sorted(codes))])}
        return {
            (ids[part[0]], part[1]): name for name, part in parts.items() if part and part[0] in ids
        }

    @api.model
    def _names(self, user_ids):
        """Return the names of those of the users whom the importer sees."""
        everybody = self.env["res.users"].with_context(active_test=False)
        seen = everybody.search_fetch([("id", "in", sorted(user_ids))], ["name"])
        return {user.id: user.name for user in seen}
