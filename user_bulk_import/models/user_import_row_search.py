from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL
from odoo.tools.sql import escape_psql

from ..engine.values import MASK

SEARCHES = {
    "ilike": (SQL("ILIKE"), True),
    "not ilike": (SQL("ILIKE"), False),
    "like": (SQL("LIKE"), True),
    "not like": (SQL("LIKE"), False),
    "in": (SQL("="), True),
    "not in": (SQL("="), False),
}
"""By the operator of a search: how cells are compared, and whether one that fits is asked for."""


class UserImportRow(models.Model):
    """Finds rows by what stands in any of their columns."""

    _inherit = "user.import.row"

    any_cell = fields.Char(
        string="Any Column",
        store=False,
        search="_search_any_cell",
        help="For searches alone: the text of any cell.",
    )

    @api.model
    def _search_any_cell(self, operator, value):
        """Return the domain of rows with a cell that fits. What is masked is never found."""
        if operator not in SEARCHES:
            return NotImplemented
        comparison, is_asked_for = SEARCHES[operator]
        if comparison.code == "=":
            texts = [str(text) for text in value if text]
        else:
            texts = [f"%{escape_psql(str(value))}%"]
        unaccent = self.env.registry.unaccent if comparison.code == "ILIKE" else SQL
        cell = unaccent(SQL("cell.value"))
        fits = SQL(" OR ").join(
            SQL("%s %s %s", cell, comparison, unaccent(SQL("%s", text))) for text in texts
        )

        def to_sql(model, alias, query):
            found = SQL(
                "EXISTS (SELECT 1 FROM jsonb_each_text(%s) AS cell "
                "WHERE cell.value != %s AND (%s))",
                model._field_to_sql(alias, "cells", query),
                MASK,
                fits or SQL("FALSE"),
            )
            return found if is_asked_for else SQL("NOT %s", found)

        return Domain.custom(to_sql=to_sql)
