from odoo import api, models
from odoo.exceptions import ValidationError

from ..engine.association_specs import SIDES, association_parts
from ..engine.headers import normalize_header

PARTS = ("association_type_id", "association_side")


class UserImportColumn(models.Model):
    """Columns that name other people, as a person chooses them one by one."""

    _inherit = "user.import.column"

    @api.model
    def _selection_association_side(self):
        """Name each side as the types do: Student / Student, Instructor / Parent."""
        types = self.env["user.association.type"].search([])
        names = {side: dict.fromkeys(types.mapped(f"{side}_name")) for side in SIDES}
        return [(side, " / ".join(filter(None, names[side])) or side) for side in SIDES]

    @api.model
    def _association_values(self, field):
        """Return the values of a column that names people; of one that is left out, where there
        is no such type."""
        code, side = association_parts(field) or ("", "")
        types = self.env["user.association.type"].with_context(active_test=False)
        found = types.search([("code", "=", code)])
        if not found:
            return {"target": False}
        return {"association_type_id": found.id, "association_side": side}

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
