from odoo import api, models

from ..engine.converters.timezones import known_zones
from ..engine.issues import Problem
from ..engine.templates import Choices
from ..engine.values import Ref

MOST = 1_000
"""Texts of one list; longer ones help nobody."""


class UserImportTemplateChoices(models.AbstractModel):
    """Finds what a cell of a template can hold. Only what an import takes is offered."""

    _name = "user.import.template.choices"
    _description = "User Import Template Choices"

    @api.model
    def _of(self, run, spec, kind, definition):
        """Return what can be chosen for a field.

        :param run: an import with the profile's settings
        :param spec: the field
        :param kind: of a user property, or ``boolean``
        :param dict definition: of a user property
        :rtype: Choices
        """
        policy = run._policy()
        texts = self._candidates(spec, kind, definition)[:MOST]
        values = {text: value for text in texts if (value := self._value(spec, text, policy))}
        if spec.lookup and values:
            env = run._importer_env()
            asked = {spec.lookup: set(values.values())}
            answers = env["user.import.lookup"]._resolve(asked, policy)
            values = {
                text: value
                for text, value in values.items()
                if isinstance(answers.get((spec.lookup, value)), Ref)
            }
        # Several values in one cell, and new tags, are no items of the list.
        return Choices(tuple(values), strict=not spec.many)

    @api.model
    def _candidates(self, spec, kind, definition):
        """Return texts that may do, in their order."""
        if kind == "boolean":
            return self._yes_and_no(spec)
        if kind == "selection":
            return [label for _value, label in definition.get("selection") or ()]
        if spec.name.startswith("tag:"):
            return self._tags([("parent_id.name", "=", spec.label)]).mapped("name")
        by_name = {
            "roles": lambda: self.env["user.import.role"].search([]).mapped("name"),
            "lang": lambda: [name for _code, name in self.env["res.lang"].get_installed()],
            "country": lambda: sorted(self.env["res.country"].search([]).mapped("name")),
            "company": self._companies,
            "companies": self._companies,
            "tags": lambda: [
                f"{tag.parent_id.name}: {tag.name}"
                for tag in self._tags([("parent_id", "!=", False)])
            ],
            "tz": lambda: sorted(known_zones()),
            "notification_type": lambda: ["email", "inbox"],
        }
        return by_name.get(spec.name, list)()

    @api.model
    def _companies(self):
        companies = self.env.user.company_ids
        return companies.mapped("name") if len(companies) > 1 else []

    @api.model
    def _tags(self, domain):
        return self.env["res.partner.category"].search(domain, limit=MOST)

    @api.model
    def _yes_and_no(self, spec):
        """Return both words, in the person's language where that is understood."""
        policy = self.env["user.import.policy.mixin"].new({})._policy()
        own = [self.env._("yes"), self.env._("no")]
        try:
            understood = [spec.convert(text, policy) for text in own] == [True, False]
        except Problem:
            understood = False
        return own if understood else ["yes", "no"]

    @api.model
    def _value(self, spec, text, policy):
        """Return what an import looks for when it reads a text, ``""`` where that would be
        something else or an error."""
        try:
            value = spec.convert(text, policy)
        except Problem:
            return ""
        if not spec.many:
            return value if spec.lookup else text
        return value[0].value if len(value) == 1 and not value[0].remove else ""
