import csv
import io
import json
from itertools import product

from odoo import api, models
from odoo.fields import Domain

from ..engine.association_specs import SIDES, association_name, is_association
from ..engine.readers import open_tables
from ..engine.templates import TemplateSheet, people, sample_texts, write

PER_TAB = 2
"""Invented people on each tab of a sample."""

EXAMPLE_COLUMNS = 5
"""Columns of the example that stands in an empty tab."""


class UserImportTemplate(models.AbstractModel):
    """Makes templates and samples from a profile: what a person fills in or looks at, and what an
    import with this profile takes as it is."""

    _name = "user.import.template"
    _description = "User Import Template"

    @api.model
    def _xlsx(self, profile):
        """Return an empty workbook with a tab for each user type.

        :rtype: bytes
        """
        columns = self.env["user.import.template.columns"]
        names = profile._user_types()
        sheets = [
            TemplateSheet(name or self.env._("Users"), tuple(columns._of_tab(profile, name)))
            for name in names or [""]
        ]
        output = io.BytesIO()
        write(output, sheets, self.env._("Lists"), self.env._)
        return output.getvalue()

    @api.model
    def _csv(self, profile):
        """Return a table with invented people of all user types.

        :rtype: bytes
        """
        columns, rows = self._one_table(profile)
        output = io.StringIO()
        writer = csv.writer(output)
        writer.writerow([column.title for column in columns])
        writer.writerows(rows)
        return output.getvalue().encode("utf-8-sig")  # so that Excel shows all letters

    @api.model
    def _json(self, profile):
        """Return invented people, in a list for each user type where readers find these.

        :rtype: bytes
        """
        names = profile._user_types()
        persons = self._people(len(names))
        others = self._others(profile, names, persons)
        tabs = zip(names, persons, others, strict=True)
        content = self._dumped(
            {name: self._objects(profile, name, of, with_) for name, of, with_ in tabs}
        )
        if names and [table.name for table in open_tables(io.BytesIO(content))] == names:
            return content
        columns, rows = self._one_table(profile)
        return self._dumped([_object(columns, row) for row in rows])

    @api.model
    def _example(self, profile, tab):
        """Return the beginning of a table, as somebody may paste it into a tab."""
        columns = self.env["user.import.template.columns"]._of_tab(profile, tab)
        told = [column for column in columns if column.field != "password"][:EXAMPLE_COLUMNS]
        rows = [self._row(told, person) for person in people(PER_TAB)]
        lines = [[column.title for column in told], *rows]
        return "\n".join(",".join(line) for line in lines)

    # -- rows -------------------------------------------------------------------------------

    @api.model
    def _one_table(self, profile):
        """Return the columns of a table without tabs, and its rows.

        What a tab would say of its people, such as their role, stands in a column there.
        """
        names = profile._user_types()
        finder = self.env["user.import.template.columns"]
        columns = finder._of_tab(profile, "", with_defaults_of=names)
        everybody = self._people(len(names) or 1)
        rows = []
        for name, persons in zip(names or [""], everybody, strict=True):
            said = finder._defaults_of(profile, name) if name else {}
            rows += [self._row(columns, person, said) for person in persons]
        return columns, rows

    @api.model
    def _objects(self, profile, tab, persons, others):
        columns = self.env["user.import.template.columns"]._of_tab(profile, tab)
        pairs = zip(persons, others, strict=True)
        return [_object(columns, self._row(columns, person, said)) for person, said in pairs]

    @api.model
    def _others(self, profile, tabs, persons):
        """Return who belongs to whom in a sample: those of the same place on the tabs whose people
        a type of association is about.

        :return: texts by field, for each person of each tab
        """
        finder = self.env["user.import.template.columns"]
        roles = self.env["user.import.role"].search([])
        of_tab = []
        for tab in tabs:
            name = finder._defaults_of(profile, tab).get("roles")
            of_tab.append(roles.filtered(lambda role, name=name: name in role._names()))
        said = [[{} for _person in of] for of in persons]
        for kind in self.env["user.association.type"].search([]):
            sides = {
                side: [at for at, role in enumerate(of_tab) if role & kind[f"{side}_role_ids"]]
                for side in SIDES
            }
            for side, other in (SIDES, SIDES[::-1]):
                for at, with_ in product(sides[other], sides[side]):
                    for texts, person in zip(said[at], persons[with_], strict=True):
                        texts.setdefault(association_name(kind.code, side), person.email)
        return said

    @api.model
    def _row(self, columns, person, said=None):
        """Return somebody's cells.

        :param dict said: texts by field that go before
        """
        texts = {**sample_texts(person), **(said or {})}
        return [
            texts.get(column.field) or column.default or self._anybodys(column)
            for column in columns
        ]

    @api.model
    def _anybodys(self, column):
        """Return what may stand in a cell of anybody: nobody is associated with everybody."""
        return "" if is_association(column.field) else column.example

    @api.model
    def _people(self, tabs):
        """Return invented people whom nobody here is taken for, a list for each tab."""
        series = 0
        while self._is_known(everybody := list(people(PER_TAB * tabs, series))):
            series += 1
        return [everybody[at : at + PER_TAB] for at in range(0, len(everybody), PER_TAB)]

    @api.model
    def _is_known(self, persons):
        """Return whether a user or contact has a login, an address or a number of theirs. Who it
        is stays untold."""
        users = self.env["res.users"].sudo().with_context(active_test=False)
        contacts = self.env["res.partner"].sudo().with_context(active_test=False)
        names = [text for person in persons for text in (person.login, person.email)]
        known = Domain("email", "in", [person.email for person in persons])
        known |= Domain("ref", "in", [person.ref for person in persons])
        return bool(users.search_count([("login", "in", names)], limit=1)) or bool(
            contacts.search_count(known, limit=1)
        )

    @api.model
    def _dumped(self, data):
        return f"{json.dumps(data, indent=2, ensure_ascii=False)}\n".encode()


def _object(columns, cells):
    """Return a row as an object, in the types of JSON."""
    values = {}
    for column, text in zip(columns, cells, strict=True):
        if text:
            values[column.title] = _value(column, text)
    return values


def _value(column, text):
    if column.kind == "boolean" and len(column.choices.texts) == 2:
        return text == column.choices.texts[0]
    if column.field in ("roles", "tags", "companies"):
        return [text]
    return text
