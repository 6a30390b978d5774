from odoo import models
from odoo.exceptions import ValidationError

from .user_import_column import PROPERTY_TYPES

MOST_CHOICES = 100
"""Of a list that is made of the values of a column."""


class UserImportColumn(models.Model):
    """What kind of user property a column of a run makes."""

    _inherit = "user.import.column"

    def _property_values(self, values, header, guess):
        """Return label, type and choices of a user property: as chosen, as the company has it, or
        as the column's values are."""
        label = values.get("property_label", self.property_label) or header
        found = {"property_label": label}
        company = self.run_id.company_id
        name = company._user_property_name(label)
        self._check_property_type(label, values.get("property_type"), name)
        present = {item["name"]: item for item in company.user_properties_definition or []}
        definition = present.get(name)
        if definition and definition["type"] in dict(PROPERTY_TYPES):
            choices = definition.get("selection") or ()
            found["property_type"] = definition["type"]
            found["property_choices"] = ", ".join(f"{value}={text}" for value, text in choices)
        elif guess:
            found["property_type"] = guess.type
            found["property_choices"] = ", ".join(guess.choices)
        elif values.get("property_type", self.property_type) == "selection":
            said = values.get("property_choices", self.property_choices)
            found["property_choices"] = said or self._choices_of_values()
        return found

    def _check_property_type(self, label, type, name):
        """Raise ValidationError where a user property that the company has is to be of another
        type than it is.

        :param type: that a person chose, if any
        """
        present = self.run_id.company_id._user_property_types().get(name)
        if not type or present in (None, type):
            return
        types = dict(self._fields["property_type"]._description_selection(self.env))
        raise ValidationError(
            self.env._(
                "“%(label)s” is a field of your users already, of the type “%(type)s”. It stays "
                "as it is: give the new field another label, or keep the type.",
                label=label,
                type=types.get(present, present),
            )
        )

    def _choices_of_values(self):
        """Return the column's own values as the choices of a list.

        :raises ValidationError: where they are too many, or none
        """
        source = self.env["user.import.column.values"]
        texts = source._distinct(self.run_id, self, MOST_CHOICES)
        if texts and len(texts) <= MOST_CHOICES and not any("," in text for text in texts):
            return ", ".join(texts)
        raise ValidationError(
            self.env._(
                "“%s” makes no list of choices. Choose another type, or give its choices.",
                self.header,
            )
        )

    def _renamed_property(self):
        """Return what goes with a new title: the label of a user property that was called like the
        column and is yet to be made.

        :return: without label where the property keeps its own
        """
        company = self.run_id.company_id
        own = self.property_label and self.property_label != self.header
        if self.target != "property" or own or not self._is_chosen():
            return {}
        if self._property_name() in company._user_property_types():
            return {}
        kept = {name: self[name] for name in ("required", "default_value")}
        return {"property_label": False, **kept}
