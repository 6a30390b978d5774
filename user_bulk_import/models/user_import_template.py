import csv
import io
import json

from odoo import api, models
from odoo.fields import Domain

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
        tabs = zip(names, persons, strict=True)
        content = self._dumped({name: self._objects(profile, name, of) for name, of in tabs})
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
    def _objects(self, profile, tab, persons):
        columns = self.env["user.import.template.columns"]._of_tab(profile, tab)
        return [_object(columns, self._row(columns, person)) for person in persons]

    @api.model
    def _row(self, columns, person, said=None):
        """Return somebody's cells.

        :param dict said: texts by field that go before
        """
        texts = {**sample_texts(person), **(said or {})}
        return [texts.get(column.field) or column.default or column.example for column in columns]

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
