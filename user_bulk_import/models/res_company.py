import re
import unicodedata

from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    user_properties_definition = fields.PropertiesDefinition()

    def _user_property_name(self, label):
        """Return the technical name of the property that people call ``label``, the company's own
        where it has one of that label.

        Property names are limited to lower-case letters, digits and underscores
        (odoo/orm/fields_properties.py). Letters beyond ASCII are written out, so that labels in
        any script keep apart.
        """
        for definition in self.user_properties_definition or []:
            if definition["string"].strip().casefold() == label.strip().casefold():
                return definition["name"]
        text = unicodedata.normalize("NFKD", label).casefold()
        text = "".join(
            char if char.isascii() else f"u{ord(char):x}"
            for char in text
            if not unicodedata.combining(char)
        )
        return re.sub(r"[^a-z0-9]+", "_", text).strip("_") or "property"

    def _user_property_types(self):
        """Return the types of the company's user properties, by technical name."""
        return {item["name"]: item["type"] for item in self.user_properties_definition or []}

    def _add_user_properties(self, definitions):
        """Append the definitions that the companies do not have yet, by technical name or label.

        :param definitions: list of dict as ``Properties`` fields hold them
        """
        for company in self:
            present = company.user_properties_definition or []
            names = {definition["name"] for definition in present}
            added = [item for item in definitions if item["name"] not in names]
            if added:
                company.user_properties_definition = [*present, *added]
