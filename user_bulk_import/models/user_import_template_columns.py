from dataclasses import replace

from odoo import api, models

from ..engine.headers import normalize_header
from ..engine.mapping import map_headers
from ..engine.templates import TemplateColumn, describe, example_of, people, sample_texts

IDENTITY = {"ref", "login", "email", "name", "first_name", "last_name"}
"""What tells one person from another; a profile that says nothing of it takes any table."""

BEFORE = ("ref", "login", "email", "first_name", "last_name", "phone", "function", "roles", "lang")
AFTER = ("tags",)
"""Around the columns of such a profile."""


class UserImportTemplateColumns(models.AbstractModel):
    """Finds the columns of a template: those that a profile names, and those that a new user cannot
    be without. Each is recognized again when the template comes back."""

    _name = "user.import.template.columns"
    _description = "User Import Template Columns"

    @api.model
    def _of_tab(self, profile, tab, with_defaults_of=()):
        """Return the columns of a tab.

        :param str tab: ``""`` where the profile has none, or for a table without tabs
        :param with_defaults_of: tabs whose defaults need a column, since there are no tabs
        :rtype: list[TemplateColumn]
        """
        run = self._run(profile)
        catalogue = run._catalogue()
        titles = self._titles(run, tab, catalogue)
        for name in with_defaults_of:
            for field in self._defaults_of(profile, name):
                if field not in titles.values():
                    titles[self._label(catalogue[field])] = field
        titles = self._recognized(run, tab, catalogue, titles)
        lines = run._target_lines(tab)
        return [self._column(run, catalogue[f], t, lines.get(f)) for t, f in titles.items()]

    @api.model
    def _defaults_of(self, profile, tab):
        """Return the texts, by field, that a tab alone gives its people."""
        lines = profile.column_ids.filtered(lambda line: line.sheet == tab and not line.header)
        return {line._field_name(): line.default_value for line in lines if line.default_value}

    @api.model
    def _run(self, profile):
        """Return an import of this profile that is never made."""
        values = {"profile_id": profile.id, "user_id": self.env.uid}
        run = (
            self.env["user.import.run"]
            .sudo()
            .new({**values, **profile._policy_field_values(), "company_id": self.env.company.id})
        )
        return run.with_company(run.company_id)

    # -- which ------------------------------------------------------------------------------

    @api.model
    def _titles(self, run, tab, catalogue):
        """Return field names by title, in their order."""
        said = {
            normalize_header(line.header): line  # the last line about a title counts
            for line in run._lines(tab)
            if line.header
        }
        own = {}
        for line in said.values():
            field = line._field_name()
            if field and field not in own.values():
                own[line.header] = field
        before, after = self._lacking(run, set(own.values()), catalogue)
        label = self._label
        return {
            **{label(catalogue[name]): name for name in before},
            **own,
            **{label(catalogue[name]): name for name in after},
        }

    @api.model
    def _lacking(self, run, present, catalogue):
        """Return the names of fields to add before and after those that the profile names."""
        if not present & IDENTITY:
            before, after = list(BEFORE), list(AFTER)
            if len(self.env.user.company_ids) > 1:
                before.append("company")
        else:
            before, after = [], []
            if not present & {"login", "email"}:
                before += ["login", "email"]
            if not present & {"name", "first_name", "last_name"}:
                before += ["first_name", "last_name"]
        if self._needs_password(run) and not present & {"password", "password_hash"}:
            before.append("password")
        return (
            [name for name in names if name not in present and name in catalogue]
            for names in (before, after)
        )

    @api.model
    def _label(self, spec):
        return self.env._(spec.label)

    @api.model
    def _recognized(self, run, tab, catalogue, titles):
        """Return the same fields by titles that say nothing else: a title that is in doubt gives
        way to the English one, or to another that is known."""
        wanted = self._mapped(run, tab, catalogue, list(titles))
        safe = {
            title if wanted[title] == field else self._safe_title(run, tab, catalogue, field): field
            for title, field in titles.items()
        }
        found = self._mapped(run, tab, catalogue, list(safe))
        return {title: field for title, field in safe.items() if found[title] == field}

    @api.model
    def _safe_title(self, run, tab, catalogue, field):
        spec = catalogue[field]
        known = (text[:1].upper() + text[1:] for text in (spec.label, *spec.aliases))
        fitting = (t for t in known if self._mapped(run, tab, catalogue, [t])[t] == field)
        return next(fitting, spec.label)

    @api.model
    def _mapped(self, run, tab, catalogue, titles):
        """Return which field each title stands for beside the others, where there is no doubt."""
        saved = self.env["user.import.mapper"]._saved(run, tab)
        matches = map_headers(titles, catalogue, saved, sheet=tab)
        return {match.header: match.target if not match.issues else "" for match in matches}

    # -- what there is to know of each ------------------------------------------------------

    @api.model
    def _column(self, run, spec, title, line):
        definition = self._definition(run, line)
        kind = definition.get("type", "")
        if spec.name in ("active", "deleted"):
            kind = "boolean"
        choices = self.env["user.import.template.choices"]._of(run, spec, kind, definition)
        column = TemplateColumn(
            title=title,
            field=spec.name,
            kind=kind,
            required=self._required(run, spec, line),
            default=line.default_value or "" if line else "",
            choices=choices,
        )
        column = replace(column, example=example_of(column, run.create_tags))
        person = sample_texts(next(people(1)))
        return replace(column, note=describe(column, person, self.env._))

    @api.model
    def _definition(self, run, line):
        """Return the definition of a user property: the company's own where it has one already."""
        if not line or line.target != "property":
            return {}
        defined = run.company_id.user_properties_definition or []
        own = line._property_definition()
        return next((item for item in defined if item["name"] == own["name"]), own)

    @api.model
    def _required(self, run, spec, line):
        required = line.required if line else "no"
        if spec.name == "password" and required == "no" and self._needs_password(run):
            return "create"
        return required

    @api.model
    def _needs_password(self, run):
        """Return whether new users need a password in the file."""
        return run.password_mode == "file" and run.operation != "update"
