from odoo import api, fields, models

from ..engine.association_specs import is_association
from ..engine.naming_reader import names_reader
from .user_import_planner import _matches


class UserImportRow(models.Model):
    """Whom a row names, and whether its associations are still to be written."""

    _inherit = "user.import.row"

    names = fields.Json(
        readonly=True,
        help="Whom the row names, as other rows find out: the import's id, the field and the text.",
    )
    links_pending = fields.Boolean(
        readonly=True, help="Its associations are written when all users are there."
    )

    # Whatever is put off until later would have to be read through by every query.
    _names_idx = models.Index("USING gin (names) WITH (fastupdate = off) WHERE names IS NOT NULL")
    _run_links_idx = models.Index("(run_id, sequence) WHERE links_pending")


class UserImportPlanner(models.AbstractModel):
    _inherit = "user.import.planner"

    @api.model
    def _key(self, run, sheet, rows):
        result = super()._key(run, sheet, rows)
        for row, names in zip(rows, self._names(run, sheet, rows), strict=True):
            if names != row.names:
                row.names = names
        return result

    @api.model
    def _names(self, run, sheet, rows):
        """Return whom rows of one sheet name, as they keep it; ``False`` for nobody. A row that
        is left out names nobody.

        :rtype: list[list[str] | bool]
        """
        columns = run._file_columns(sheet)
        if not any(is_association(column.target or "") for column in columns):
            return [False] * len(rows)
        read = names_reader(
            _matches(run), run._catalogue(), run._policy_for(sheet), run._value_maps()
        )
        sources = self._sources(run, sheet, rows)
        return [
            False if row.left_out else [f"{run.id} {name}" for name in read(source)] or False
            for row, source in zip(rows, sources, strict=True)
        ]

    @api.model
    def _row_values(self, decision):
        pending = any(is_association(change.field) for change in decision.changes)
        return super()._row_values(decision) | {"links_pending": pending}
