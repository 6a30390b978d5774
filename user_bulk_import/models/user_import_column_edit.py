from dataclasses import replace

from odoo import api, models
from odoo.exceptions import AccessError, ValidationError

from ..engine.column_review import FINE, HEADER_SECRET, MISSING, missing
from ..engine.headers import normalize_header
from ..engine.issues import Issue
from ..engine.mapping import CHOSEN, REMEMBERED, ColumnMatch
from .user_import_column import PERSONAL

LONGEST_TEXT = 10_000
"""Of what a person writes of a column: a title goes to the web client with each row."""

TARGETING = (
    "target",
    "tag_category",
    "property_label",
    "property_type",
    "property_choices",
)
EDITABLE = frozenset(["header", "default_value", *TARGETING])
"""What a person may write of a run's column, and only in the step that is about the columns."""


class UserImportColumn(models.Model):
    """How a person corrects the columns of a run, one field at a time."""

    _inherit = "user.import.column"

    def write(self, vals):
        of_runs = self.browse() if self.env.su else self.filtered("run_id")
        if not of_runs:
            return super().write(vals)
        self._write_together(dict.fromkeys(of_runs, vals))
        others = self - of_runs
        return super(UserImportColumn, others).write(vals) if others else True

    @api.model
    def _write_together(self, changes):
        """Write columns of runs as people may, all before any of them is looked at again.

        :param dict changes: values by column
        """
        if any(set(vals) - EDITABLE for vals in changes.values()):
            raise AccessError(
                self.env._("Of an import's columns only title, field and default can be changed.")
            )
        self._edit(changes)

    def action_add_to_database(self):
        """Make a new user property of each column, typed by the column's values."""
        self._edit({column: {"target": "property"} for column in self})

    def action_leave_out(self):
        """Say that the columns are not imported."""
        self._edit({column: {"target": False} for column in self})

    def onchange(self, values, field_names, fields_spec):
        """Change nothing else on the line of a run: its form tells what all lines say now."""
        if self.run_id:
            self.check_access("read")
            return {"value": {}}
        return super().onchange(values, field_names, fields_spec)

    @api.model
    def _edit(self, changes):
        """Take over what a person chose, and look at all columns of the sheets concerned again.

        :param dict changes: values of :data:`EDITABLE` by column
        :raises AccessError: where the person may not
        :raises UserError: where the import does not wait for it
        :raises ValidationError: where it cannot be
        """
        columns = self.browse([column.id for column in changes])
        if not all(column.run_id for column in columns):
            raise AccessError(self.env._("These are no columns of an import."))
        columns.run_id._check_edits_columns()
        changes = {column.sudo(): vals for column, vals in changes.items()}
        for run, edited in columns.sudo().grouped("run_id").items():
            edited._take_over({column: changes[column] for column in edited})
            for sheet in dict.fromkeys(column.sheet or "" for column in edited):
                self.env["user.import.mapper"].sudo()._review(
                    run.with_company(run.company_id), sheet
                )
            edited.exists()._check_secrets()

    def _take_over(self, changes):
        guesses = self._guesses_for(changes)
        for column, vals in changes.items():
            column._check_edit(vals)
            values = column._edited_values(vals, guesses.get(column))
            if "header" in values:
                column._rename_cells(values["header"])
            column.write(values)

    def _guesses_for(self, changes):
        """Return what type of property fits each column that becomes one without saying which."""
        new = self.browse()
        for column, vals in changes.items():
            becomes = vals.get("target") == "property" != column.target
            if becomes and not vals.get("property_type"):
                new |= column
        guesses = {}
        for sheet, columns in new.grouped(lambda column: column.sheet or "").items():
            source = self.env["user.import.column.values"]
            guesses |= source._guesses(self.run_id, sheet, columns)
        return guesses

    def _check_edit(self, vals):
        """Raise ValidationError where a title or field cannot be taken."""
        self._check_texts(vals)
        if self.index < 0 and set(vals) - {"default_value"}:
            raise ValidationError(
                self.env._("This line is no column of the file: it takes a default and no more.")
            )
        if "header" not in vals:
            return
        header = " ".join((vals["header"] or "").split())
        if not header:
            raise ValidationError(
                self.env._("A column needs a title. To skip the column, leave it out.")
            )
        others = self.run_id._file_columns(self.sheet or "") - self
        if normalize_header(header) in map(normalize_header, others.mapped("header")):
            raise ValidationError(
                self.env._("Another column is called “%s” already. Choose another title.", header)
            )

    def _check_texts(self, vals):
        """Raise ValidationError where a client sends what no form does: no texts, endless ones, or
        a field that there is not."""
        is_offered = self.env["user.association.type"]._is_offered
        options = self._selection_target() if vals.get("target") else ()
        fields = {name for name, _label in options if is_offered(name)}
        for name, value in vals.items():
            is_text = isinstance(value, str) and len(value) <= LONGEST_TEXT and "\0" not in value
            if value and (not is_text or (name == "target" and value not in fields)):
                raise ValidationError(
                    self.env._(
                        "“%(name)s” of the column “%(column)s” cannot be stored like this. Choose "
                        "from the list, or type a shorter text.",
                        name=self.fields_get([name], ["string"])[name]["string"],
                        column=self.header or self.target_label,
                    )
                )

    def _edited_values(self, vals, guess):
        """Return what is written for what a person chose.

        :param guess: what type of property the values make, where nobody said one
        """
        values = dict(vals)
        if "header" in values:
            values["header"] = " ".join(values["header"].split())
            values = self._renamed_property() | values
        if not values.keys() & set(TARGETING):
            return values
        values["confidence"] = CHOSEN
        header = values.get("header") or self.header
        target = values.get("target", self.target)
        if target == "tag" and not values.get("tag_category", self.tag_category):
            values["tag_category"] = header
        if target == "property":
            values |= self._property_values(values, header, guess)
        before = self._field_name()
        field = self.new({**self._target_part(), **values, "run_id": self.run_id.id})._field_name()
        if field != before:
            run, sheet, mapper = self.run_id, self.sheet or "", self.env["user.import.mapper"]
            lines, defaults = run._target_lines(sheet), mapper._defaults(run, sheet)
            said = mapper._line_values(lines, defaults, field)
            values = {"required": "no", "default_value": False, "inverted": False} | said | values
        if target in PERSONAL:
            values["default_value"] = False
        return values

    def _target_part(self):
        return {name: self[name] for name in ("header", *TARGETING)}

    def _rename_cells(self, header):
        """Give the column its new title in the row list too, unless another sheet shares it."""
        run = self.run_id
        shared = run.column_ids.filtered(lambda c: c.key == self.key) - self
        if shared:
            return
        run.cells_definition = [
            {**item, "string": header} if item["name"] == self.key else item
            for item in run.cells_definition or []
        ]

    def _check_secrets(self):
        """Raise ValidationError where something sealed would come to light in another field."""
        specs = {spec.name: spec for spec in self.run_id._catalogue()} if self else {}
        for column in self.filtered(lambda c: c.sensitive and c.target and c._is_chosen()):
            spec = specs.get(column._field_name())
            if not spec or not spec.sensitive:
                issue = Issue(HEADER_SECRET, {"header": column.header})
                raise ValidationError(issue.text(self.env._))

    # -- for the mapper -----------------------------------------------------------------------

    def _match(self):
        """Return what is known of the column as the engine's match."""
        return ColumnMatch(
            index=self.index,
            header=self.header or "",
            target=self._field_name(),
            confidence=self.confidence or "",
            inverted=self.inverted,
        )

    def _draft(self, vals):
        """Return the engine's match and the field spec of the column as it would be.

        :param dict vals: what a person typed, not saved yet
        """
        given = {name: vals[name] for name in EDITABLE & vals.keys()}
        self._check_texts(given)
        draft = self.new({**self._target_part(), **given, "run_id": self.run_id.id})
        if draft.target == "tag" and not draft.tag_category:
            draft.tag_category = draft.header
        match = replace(self._match(), header=draft.header or "", target=draft._field_name())
        if given.keys() & set(TARGETING):
            match = replace(match, confidence=CHOSEN)
        return match, draft._spec()

    def _is_chosen(self):
        """Return whether a person said what the column fills, now or in an earlier import."""
        return self.confidence in (CHOSEN, REMEMBERED)

    def _follow_line(self, before, now):
        """Take what the profile says about the field in place of what it said before; a default
        that a person typed stays.

        :param before: the profile's line, if it had one
        :param now: the line that counts from now on, if there is one
        """
        default = before.default_value if before else False
        values = {"required": now.required if now else "no"}
        if (self.default_value or False) == (default or False):
            values["default_value"] = now.default_value if now else False
        self.write(values)

    def _give_way(self, run):
        """Leave the field to a column that fills it now, and its default with it."""
        column = run._file_columns(self.sheet or "").filtered(
            lambda c: c._field_name() == self._field_name()
        )[:1]
        if self.default_value and not column.default_value:
            column.default_value = self.default_value
        column.required = self.required
        self.unlink()

    def _note_missing(self, is_missing, catalogue, *, is_missing_for_new=False):
        """Keep whether this field is required and nothing fills it.

        :param is_missing_for_new: the same for new users alone, which the file need not have
        """
        spec = catalogue.get(self._field_name())
        label = self.env._(spec.label) if spec else self._field_name()
        issue = missing(label, personal=self.target in PERSONAL, new_only=not is_missing)
        noted = is_missing or is_missing_for_new
        self.write(
            {
                "issues": [issue.at(sheet=self.sheet or "").to_json()] if noted else [],
                "attention": MISSING if noted else FINE,
            }
        )

    @api.ondelete(at_uninstall=False)
    def _unlink_not_of_run(self):
        if not self.env.su and self.run_id:
            raise AccessError(self.env._("The columns of an import are made from its file alone."))
