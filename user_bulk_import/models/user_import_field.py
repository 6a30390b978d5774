from collections import defaultdict
from dataclasses import replace
from functools import partial

from odoo import api, models
from odoo.tools import html_sanitize

from ..engine.catalogue import STANDARD_SPECS, property_spec, tag_category_spec
from ..engine.fields import Catalogue

BINDINGS = {
    "active": "user.import.binding.active",
    "association": "user.import.binding.association",
    "custom_info": "user.import.binding.json",
    "groups": "user.import.binding.groups",
    "imported_groups": "user.import.binding.groups",
    "lang": "user.import.binding.lang",
    "must_change_password": "user.import.binding.must_change_password",
    "password": "user.import.binding.password",
    "photo": "user.import.binding.photo",
    "property": "user.import.binding.property",
    "roles": "user.import.binding.roles",
    "tags": "user.import.binding.tags",
    "user_type": "user.import.binding.user_type",
}


class UserImportField(models.AbstractModel):
    """The fields that an import can fill, and which binding reads and writes each.

    A glue addon extends :meth:`_specs` and, where a plain field of ``res.users`` is not enough,
    :meth:`_binding_name`.
    """

    _name = "user.import.field"
    _description = "User Import Field"

    @api.model
    def _specs(self):
        """Return the field specs that exist in every database.

        :rtype: tuple[FieldSpec, ...]
        """
        fields = self.env["res.users"]._fields
        return tuple(
            replace(spec, convert=partial(_sanitized, spec.convert))
            if spec.target and fields[spec.target].type == "html"
            else spec
            for spec in STANDARD_SPECS
        )

    @api.model
    def _catalogue(self, run):
        """Return all that the run can fill: the standard fields, the tag categories, what the
        profile, the run's columns and its options bring, and the company's user properties, which
        are as they are whatever a profile says of them.

        :rtype: Catalogue
        """
        associations = self.env["user.association.type"].search([])._specs()
        columns = run.profile_id.column_ids | run.column_ids
        brought = [spec for column in columns if (spec := column._spec())]
        options = run.read_options or {}
        named = {*(options.get("map") or {}).values(), *(options.get("defaults") or {})}
        asked = [spec for name in sorted(named) if (spec := self._named_spec(run, name))]
        properties = self._property_specs(run.company_id)
        categories = self._category_specs([*asked, *brought], properties)
        return Catalogue(
            [*self._specs(), *associations, *asked, *brought, *categories, *properties]
        )

    @api.model
    def _property_specs(self, company):
        """Return the specs of a company's user properties that an import can fill."""
        return [
            property_spec(item["name"], item["string"], item["type"], item.get("selection") or ())
            for item in company.user_properties_definition or []
            if item["type"] in dict(self._property_types())
        ]

    @api.model
    def _named_spec(self, run, name):
        """Return the spec of ``tag:CATEGORY`` or ``property:NAME``, ``None`` for other names."""
        kind, _separator, rest = name.partition(":")
        if kind == "tag":
            return tag_category_spec(rest)
        if kind == "property":
            return property_spec(run.company_id._user_property_name(rest), rest, "char")
        return None

    @api.model
    def _field_name(self, run, name):
        """Return the field name that a person's ``property:LABEL`` stands for."""
        spec = self._named_spec(run, name)
        return spec.name if spec else name

    @api.model
    def _property_types(self):
        return self.env["user.import.column"]._fields["property_type"].selection

    @api.model
    def _labels(self, runs):
        """Return people's names of the fields, by field name."""
        labels = {spec.name: self.env._(spec.label) for spec in self._specs()}
        labels["user_type"] = self.env._("User type")
        labels["groups"] = self.env._("Groups")
        labels["must_change_password"] = self.env._("Must change the password")
        for run in runs:
            for spec in self._catalogue(run):
                labels.setdefault(spec.name, spec.label)
        return labels

    @api.model
    def _binding_name(self, field):
        """Return the name of the model that reads and writes a field."""
        return BINDINGS.get(field.partition(":")[0], "user.import.binding")

    @api.model
    def _read(self, users, fields, catalogue):
        """Return the current values of ``users``.

        :return: ``{user id: {field: value}}``, values in the engine's form
        """
        by_binding = defaultdict(list)
        for field in fields:
            by_binding[self._binding_name(field)].append(field)
        result = {user.id: {} for user in users}
        for name, names in by_binding.items():
            for user_id, values in self.env[name]._read(users, names, catalogue).items():
                result[user_id].update(values)
        return result

    @api.model
    def _write_values(self, changes, user, catalogue):
        """Return what ``create`` or ``write`` of ``res.users`` takes for a decision's changes.

        :param user: the user to write, an empty recordset for a new one
        :return: dict of field values; lists of commands for fields with several values
        """
        values = {}
        for change in changes:
            binding = self.env[self._binding_name(change.field)]
            spec = catalogue.get(change.field)
            for name, value in binding._write_values(change, user, spec).items():
                if isinstance(value, list):
                    values[name] = [*values.get(name, []), *value]
                elif isinstance(value, dict):
                    values[name] = {**values.get(name, {}), **value}
                else:
                    values[name] = value
        return values

    @api.model
    def _write_before(self, changes, run):
        """Prepare existing users of a chunk for what is about to be written. A hook for glue
        addons, called in the same savepoint.

        :param changes: list of a user and its changes, in the importer's environment
        :param run: the import, in a superuser environment
        """

    @api.model
    def _write_after(self, changes, run):
        """Have each binding write what is no value of ``res.users``.

        :param changes: list of a user and its changes, in the importer's environment
        :param run: the import, in a superuser environment
        """
        pairs = defaultdict(list)
        for user, user_changes in changes:
            for change in user_changes:
                pairs[self._binding_name(change.field)].append((user, change))
        for name, of_binding in pairs.items():
            self.env[name]._write_after(of_binding, run)


def _sanitized(convert, text, policy):
    """Convert a text to HTML as Odoo will keep it, so that an unchanged one is seen as such."""
    return str(html_sanitize(convert(text, policy)))
