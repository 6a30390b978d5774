from odoo import api, models

from ..engine.association_specs import PERSON
from ..engine.fields import Catalogue
from ..engine.issues import _lt
from ..engine.rules import ROW_FIELDS
from ..engine.rules.kinds import BOOLEAN, DATE, NUMBER, kind_of

NOT_OFFERED = frozenset({"deleted", "old_login", "custom_info", "signature", "photo"})
"""Fields that nobody distributes people by."""

HINTS = {
    BOOLEAN: _lt("yes or no"),
    DATE: _lt("e.g. 2026-01-31"),
    NUMBER: _lt("e.g. 100"),
}
LOOKUP_HINTS = {
    "company": _lt("Name of a company"),
    "country": _lt("e.g. Ukraine, or UA"),
    "lang": _lt("e.g. French, or fr_FR"),
    "parent": _lt("Name of the employer"),
    "role": _lt("e.g. Student"),
    "state": _lt("e.g. Bavaria"),
    "tag": _lt("e.g. Sales"),
}
OPERATOR_HINTS = {
    "in": _lt("e.g. Kyiv, Lviv, Odesa"),
    "matches": _lt("e.g. *driver*: * is any text, ? one letter"),
}
OPERATOR_HINTS["not_in"] = OPERATOR_HINTS["in"]


class UserImportRuleField(models.AbstractModel):
    """The fields that conditions of distribution rules look at, as people choose them."""

    _name = "user.import.rule.field"
    _description = "Fields of Distribution Rules"

    @api.model
    def _catalogue(self):
        """Return what an import can fill and a rule may look at: the standard fields, the tag
        categories and user properties that exist, and those that profiles bring.

        :rtype: Catalogue
        """
        Field = self.env["user.import.field"]
        lines = self.env["user.import.column"].search([("profile_id", "!=", False)])
        brought = [spec for line in lines if (spec := line._spec())]
        properties = [p for company in self.env.companies for p in Field._property_specs(company)]
        specs = [
            *(spec for spec in Field._specs() if spec.name not in NOT_OFFERED),
            *brought,
            *Field._category_specs(brought, properties),
            *properties,
        ]
        return Catalogue(spec for spec in specs if not spec.sensitive and spec.lookup != PERSON)

    @api.model
    def _options(self):
        """Return names and labels, as a selection takes them."""
        return [
            *((spec.name, self._long_label(spec)) for spec in self._catalogue()),
            *((name, self.env._(label)) for name, label in ROW_FIELDS.items()),
        ]

    @api.model
    def _long_label(self, spec):
        """Return a field's label with what it is, so that a tag category and a user property of
        the same name can be told apart."""
        kind = spec.name.partition(":")[0]
        if kind == "tag":
            return self.env._("%s (tags)", spec.label)
        if kind == "property":
            return self.env._("%s (user property)", spec.label)
        return self.env._(spec.label)

    @api.model
    def _label(self, catalogue, name):
        """Return what people call a field, also one that is gone."""
        if name in ROW_FIELDS:
            return self.env._(ROW_FIELDS[name])
        spec = catalogue.get(name)
        if spec is None:
            return name.partition(":")[2] or name
        return spec.label if ":" in name else self.env._(spec.label)

    @api.model
    def _hint(self, spec, operator):
        """Return what a value looks like, for a field and an operator."""
        choices = _choices(spec)
        if choices:
            return ", ".join(choices)
        hint = (
            OPERATOR_HINTS.get(operator)
            or HINTS.get(kind_of(spec))
            or LOOKUP_HINTS.get(spec.lookup if spec else "")
        )
        return self.env._(hint) if hint else self.env._("e.g. Sales")


def _choices(spec):
    """Return the labels of a list of choices."""
    return getattr(spec.convert, "choices", ()) if spec else ()
