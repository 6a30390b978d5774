from functools import partial

from odoo import api, models

from ..engine.column_review import attention, review, unless_shown
from ..engine.headers import normalize_header
from ..engine.issues import ERROR, Issue, _lt, define
from ..engine.mapping import REMEMBERED, map_headers, missing_for_new, missing_required
from ..engine.tables import Refusal

COLUMNS_MISSING = define(
    "columns_missing",
    ERROR,
    _lt(
        "The file has no column for: %(fields)s. Add the column, give the field a default, or "
        "choose another profile."
    ),
)
COLUMNS_MISSING_IN_SHEET = define(
    "columns_missing_in_sheet",
    ERROR,
    _lt(
        "Sheet “%(sheet)s” has no column for: %(fields)s. Add the column, give the field a "
        "default, or choose another profile."
    ),
)
NO_TARGET = {
    "target": False,
    "tag_category": False,
    "property_label": False,
    "property_choices": False,
    "required": "no",
    "default_value": False,
}
"""What of a column goes when it fills another field."""


class UserImportMapper(models.AbstractModel):
    """Finds out what the columns of a file fill: by the run's options, its profile, or their
    titles."""

    _name = "user.import.mapper"
    _description = "User Import Mapper"

    @api.model
    def _columns(self, run, table, catalogue):
        """Return the run's columns for a table, made on first sight.

        :param run: in a superuser environment, since nobody writes its columns by RPC
        :param table: the engine's ``Table``
        :raises Refusal: where a required column is missing, and nobody is there to be asked
        """
        if present := run._file_columns(table.name):  # an interrupted run goes on
            return present
        saved = self._saved(run, table.name)
        by_title = map_headers(table.header, catalogue, saved, sheet=table.name)
        run._see_table(table.name, table.header, {match.target for match in by_title} - {""})
        earlier = run._remembered_columns(table.name, table.header)
        catalogue = catalogue.extended(spec for c in earlier.values() if (spec := c._spec()))
        matches, secret = self._found(run, table, catalogue, earlier)
        lines, defaults = run._target_lines(table.name), self._defaults(run, table.name)
        keys = self._keys(run, table.header)
        self.env["user.import.column"].create(
            [
                {"run_id": run.id, "sheet": table.name, "key": key, "title": match.header}
                | self._match_values(match, match.index in secret)
                | self._target_values(catalogue, match.target, earlier.get(match.index))
                | self._line_values(lines, defaults, match.target)
                for match, key in zip(matches, keys, strict=True)
            ]
        )
        self._renew_lacking(run, table.name, matches, catalogue)
        if not run.guided:
            self._check_complete(run, table.name, matches, catalogue)
        return run._file_columns(table.name)

    @api.model
    def _found(self, run, table, catalogue, earlier):
        """Return the matches of a table's columns, and the positions of those kept as secrets.

        :param earlier: columns of an earlier import, by position
        """
        taken = {i: column for i, column in earlier.items() if run._takes_over(column)}
        matches = map_headers(
            table.header,
            catalogue,
            self._saved(run, table.name),
            sheet=table.name,
            tab=run._tab(table.name),
            decided={i: (column._field_name(), REMEMBERED) for i, column in taken.items()},
        )
        natural = map_headers(table.header, catalogue, sheet=table.name, tab=run._tab(table.name))
        secret = {i for i, column in earlier.items() if column.sensitive}
        secret |= run._known_secrets(table.name, table.header)
        secret |= {
            match.index
            for match, by_title in zip(matches, natural, strict=True)
            if self._looks_secret(match, by_title, catalogue)
        }
        return [unless_shown(m, catalogue) if m.index in secret else m for m in matches], secret

    @api.model
    def _looks_secret(self, match, natural, catalogue):
        """Return whether a column is to be kept as a secret.

        :param natural: the match by the title alone: what looks like a secret is kept as one,
            whatever a person makes of the column
        """
        return match.is_sensitive(catalogue) or natural.is_sensitive(catalogue)

    @api.model
    def _review(self, run, sheet):
        """Look at a sheet's columns again after some of them were changed: recognize those that
        nobody chose a field for, seal what becomes secret, and renew the issues of all.

        :param run: in a superuser environment
        """
        columns = run._file_columns(sheet)
        catalogue = run._catalogue()
        matches = self._reviewed(run, sheet, [column._match() for column in columns], catalogue)
        natural = map_headers(columns.mapped("header"), catalogue, sheet=sheet, tab=run._tab(sheet))
        lines, defaults = run._target_lines(sheet), self._defaults(run, sheet)
        sealed = columns.browse()
        for column, found, by_title in zip(columns, matches, natural, strict=True):
            secret = column.sensitive or self._looks_secret(found, by_title, catalogue)
            match = found
            if secret and not column._is_chosen():  # what a person chose is refused as a whole
                match = unless_shown(found, catalogue)
            values = self._match_values(match, secret)
            if secret and not column.sensitive:
                sealed |= column
            if column._is_chosen():
                del values["confidence"]
            elif match.target != column._field_name():
                values |= NO_TARGET | self._target_values(catalogue, match.target)
                values |= self._line_values(lines, defaults, match.target)
            column.write(values)
        if sealed:
            self.env["user.import.column.values"]._seal(run, sealed)
        matches = [column._match() for column in columns]
        self._renew_lacking(run, sheet, matches, catalogue)

    @api.model
    def _reviewed(self, run, sheet, matches, catalogue):
        """Return columns as they are beside those that were chosen.

        :param matches: the engine's ``ColumnMatch`` of each column, with what is known of it
        """
        return review(matches, catalogue, self._saved(run, sheet), sheet=sheet, tab=run._tab(sheet))

    @api.model
    def _saved(self, run, sheet):
        """Return field names by header, as the profile and then the run's options say; ``""``
        where the column is left out."""
        field_name = partial(self.env["user.import.field"]._field_name, run)
        chosen = (run.read_options or {}).get("map") or {}
        lines = run._lines(sheet)
        titled = {line.header: line._field_name() for line in lines if line.header}
        said = {header: field_name(name) for header, name in chosen.items()}
        return _by_title(self.env["user.import.field"]._saved_titles(lines), titled, said)

    @api.model
    def _defaults(self, run, sheet):
        """Return texts by field name that were set for this run alone, or the one it corrects."""
        field_name = partial(self.env["user.import.field"]._field_name, run)
        chosen = (run.read_options or {}).get("defaults") or {}
        said = {field_name(name): text for name, text in chosen.items()}
        return run._corrected_defaults(sheet) | said

    @api.model
    def _match_values(self, match, secret):
        """Return what a column keeps of the engine's match, and whether it is kept as a secret."""
        return {
            "sequence": match.index,
            "index": match.index,
            "header": match.header,
            "confidence": match.confidence or False,
            "inverted": match.inverted,
            "issues": [issue.to_json() for issue in match.issues],
            "attention": attention(match),
            "sensitive": secret,
        }

    @api.model
    def _target_values(self, catalogue, field, earlier=None):
        """Return the values of a column that fills ``field``.

        :param earlier: the column of an earlier import that it is taken from
        """
        values = self.env["user.import.column"]._target_from_field_name(field)
        if values["target"] == "property":
            values["property_label"] = catalogue[field].label
            if earlier:
                values["property_type"] = earlier.property_type
                values["property_choices"] = earlier.property_choices
        return values

    @api.model
    def _line_values(self, lines, defaults, field):
        """Return what the profile and the run say about ``field``, whichever column fills it.

        :param lines: the profile's lines by field name
        :param defaults: texts by field name, set for this run alone
        """
        values = {}
        if line := lines.get(field):
            values |= {"required": line.required, "default_value": line.default_value}
            if line.target == "property":
                values["property_type"] = line.property_type
                values["property_choices"] = line.property_choices
        if field in defaults:
            values["default_value"] = defaults[field]
        return values

    @api.model
    def _lacking(self, lines, defaults):
        """Return the fields that count even where no column fills them."""
        wanted = [n for n, line in lines.items() if line.default_value or line.required != "no"]
        return list(dict.fromkeys([*wanted, *defaults]))

    @api.model
    def _renew_lacking(self, run, sheet, matches, catalogue):
        """Keep a line for each field that counts even where no column fills it: with a default,
        or required. The required ones that nothing fills have an issue.

        :param matches: of the sheet's columns
        """
        mapped = {match.target for match in matches}
        lines, defaults = run._target_lines(sheet), self._defaults(run, sheet)
        present = {column._field_name(): column for column in run._lacking_columns(sheet)}
        for name in mapped & present.keys():
            present.pop(name)._give_way(run)
        missing = missing_required(matches, run._policy_for(sheet), catalogue)
        wanted = [*self._lacking(lines, defaults), *missing]
        self.env["user.import.column"].create(
            [
                {"run_id": run.id, "sheet": sheet, "sequence": 1000, "index": -1}
                | self._target_values(catalogue, name)
                | self._line_values(lines, defaults, name)
                for name in dict.fromkeys(wanted)
                if name not in mapped and name not in present
            ]
        )
        # With the defaults of the new lines.
        policy = run._policy_for(sheet)
        missing = missing_required(matches, policy, catalogue)
        for_new = missing_for_new(matches, policy, catalogue)
        for column in run._lacking_columns(sheet):
            name = column._field_name()
            if name not in (*wanted, *missing) and not column.default_value:
                column.unlink()
            else:
                column._note_missing(name in missing, catalogue, is_missing_for_new=name in for_new)

    @api.model
    def _check_complete(self, run, sheet, matches, catalogue):
        """Raise Refusal where a required column is missing."""
        missing = missing_required(matches, run._policy_for(sheet), catalogue)
        if not missing:
            return
        fields = ", ".join(self.env._(catalogue[name].label) for name in missing)
        if sheet:
            raise Refusal(Issue(COLUMNS_MISSING_IN_SHEET, {"sheet": sheet, "fields": fields}))
        raise Refusal(Issue(COLUMNS_MISSING, {"fields": fields}))

    @api.model
    def _keys(self, run, header):
        """Return the technical names of a table's cells; columns of the same title on several
        sheets share one, so that they stand in one column of the row list."""
        definition = list(run.cells_definition or [])
        names = {normalize_header(item["string"]): item["name"] for item in definition}
        keys = []
        for title in header:
            name = normalize_header(title)
            if name not in names or names[name] in keys:
                names[name] = f"c{len(definition)}"
                definition.append({"name": names[name], "string": title, "type": "char"})
            keys.append(names[name])
        run.cells_definition = definition
        return keys


def _by_title(*saved):
    """Return field names by title, the later ones before the earlier ones, in whatever way the
    titles are written."""
    titles = {}
    for names in saved:
        for title, name in names.items():
            titles[normalize_header(title) or title] = (title, name)
    return dict(titles.values())
