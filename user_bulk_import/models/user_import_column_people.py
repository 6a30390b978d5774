from odoo import api, models
from odoo.exceptions import ValidationError

from ..engine.association_specs import SIDES
from ..engine.headers import normalize_header

PARTS = ("association_type_id", "association_side")


class UserImportColumn(models.Model):
    """Columns that name other people, as a person chooses them one by one."""

    _inherit = "user.import.column"

    def _check_texts(self, vals):
        """Take the type of an association apart from the texts: it is a record."""
        given = {name: vals[name] for name in PARTS if vals.get(name)}
        result = super()._check_texts(
            {name: value for name, value in vals.items() if name not in given}
        )
        type_id, side = given.get(PARTS[0]), given.get(PARTS[1], SIDES[0])
        known = not type_id or (type(type_id) is int and self._association_types(type_id))
        if not known or side not in SIDES:
            raise ValidationError(
                self.env._("There is no such association. Choose one from the list.")
            )
        return result

    @api.model
    def _association_types(self, type_id):
        types = self.env["user.association.type"].with_context(active_test=False)
        return types.search([("id", "=", type_id)])

    def _association_guess(self, values, header):
        """Return type and side that a person did not say: those that the title names, else the
        first ones.

        :param values: what the person says about the column
        """
        kind, side = (values.get(name, self[name]) for name in PARTS)
        types = self.env["user.association.type"].search([])
        if kind:
            types = self._association_types(kind if type(kind) is int else kind.id)
        pairs = [(item, of) for item in types for of in ([side] if side else SIDES)]
        key = normalize_header(header or "")
        fitting = [
            (item, of) for item, of in pairs if key in map(normalize_header, item._spec(of).aliases)
        ]
        item, side = next(iter([*fitting, *pairs]), (types, False))
        return {PARTS[0]: item.id, PARTS[1]: side}
