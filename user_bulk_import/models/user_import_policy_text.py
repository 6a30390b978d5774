from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import escape_psql


class UserImportPolicyMixin(models.AbstractModel):
    """The policy as texts, as the command line and REST give it."""

    _inherit = "user.import.policy.mixin"

    @api.model
    def _policy_values_from_text(self, texts):
        """Return field values from texts, as the command line and REST give them.

        :param texts: texts by policy field name: yes or no for a boolean, what
            :meth:`_policy_record` takes for a record, blank for none
        :raises UserError: where a name or value is none of the policy's
        """
        names = self._policy_field_names()
        values = {}
        for name, text in texts.items():
            if name not in names:
                raise UserError(
                    self.env._(
                        "There is no policy field “%(name)s”. There are: %(names)s.",
                        name=name,
                        names=", ".join(sorted(names)),
                    )
                )
            values[name] = self._policy_value_from_text(self._fields[name], text)
        return values

    @api.model
    def _policy_value_from_text(self, field, text):
        if field.type == "many2one":
            return text and self._policy_record(field, text).id
        if field.type == "selection":
            choices = [value for value, _label in field.selection]
        elif field.type == "boolean":
            choices = ["yes", "no"]
        else:
            return text
        if text not in choices:
            raise self._policy_value_error(field, text, ", ".join(choices))
        return text == "yes" if field.type == "boolean" else text

    @api.model
    def _policy_record(self, field, text):
        """Return the record that a text names: a country by its code, a mail template by its
        external ID or its name."""
        model = self.env[field.comodel_name]
        if field.comodel_name == "res.country":
            # "=" would cut the text to two letters and find Georgia for Germany.
            found = model.search([("code", "=ilike", escape_psql(text))])
            wanted = self.env._("a country code, such as FR")
        else:
            named = self.env.ref(text, raise_if_not_found=False)
            if named is None or named._name != model._name:
                named = model.search([("name", "=", text)])
            found = named.filtered_domain(field.domain)
            wanted = self.env._("the external ID or the name of one mail template for users")
        if len(found) != 1:
            raise self._policy_value_error(field, text, wanted)
        return found

    @api.model
    def _policy_value_error(self, field, text, choices):
        return UserError(
            self.env._(
                "%(name)s cannot be “%(value)s”. It can be: %(choices)s.",
                name=field.name,
                value=text,
                choices=choices,
            )
        )
