from odoo import models

from ..engine.headers import normalize_header


class UserImportColumn(models.Model):
    """What a profile keeps of a run's column."""

    _inherit = "user.import.column"

    def _is_told(self):
        """Return whether there is something about the column that a profile can keep: what it
        fills, or that a person left it out."""
        if self.index < 0:
            return bool(self.default_value or self.required != "no")
        settled = self._is_chosen() or self.run_id.state != "columns"
        return bool(self.title) and bool(self.target or settled)

    def _save_in_profile(self, profile, sheet, *, many):
        """Write the column into a profile.

        :param str sheet: the line is about this sheet alone; empty for all
        :param bool many: several columns may fill its field
        """
        values = self._saved_values(sheet)
        lines = self._lines_to_replace(profile, sheet, many)
        if lines:
            lines[0].write(values)
            lines[1:].unlink()
        else:
            # The last line about a title counts.
            last = max(profile.column_ids.mapped("sequence"), default=0)
            self.create({**values, "profile_id": profile.id, "sequence": last + 1})

    def _saved_values(self, sheet):
        names = ("target", "tag_category", "property_label", "property_type", "property_choices")
        values = {name: self[name] for name in (*names, "required", "default_value")}
        if self.target == "property":
            values["property_label"] = self.property_label or self.header
        return {**values, "header": self.title, "sheet": sheet or False}

    def _lines_to_replace(self, profile, sheet, many):
        """Return the lines of a profile about the same title, or else about the same field."""
        lines = profile.column_ids.filtered(
            lambda line: normalize_header(line.sheet or "") == normalize_header(sheet)
        )
        title, field = normalize_header(self.title or ""), self._field_name()
        same_title = lines.filtered(
            lambda line: title and normalize_header(line.header or "") == title
        )
        if not field:
            return same_title
        same_field = lines.filtered(lambda line: line._field_name() == field)
        if many:
            same_field = same_field.filtered(lambda line: not line.header)
        return same_title | same_field
