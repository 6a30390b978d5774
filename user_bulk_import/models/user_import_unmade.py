from odoo import api, models
from odoo.tools import SQL

from ..engine.association_unmade import without_unmade
from ..engine.decisions import CREATE
from .named_rows import Named, Standing
from .user_import_planner import PLAN_CHUNK


class UserImportPlanner(models.AbstractModel):
    """Takes people out of the plan whom another row of the file would make, and does not. That
    is known once all rows are decided: whom a row makes depends on nobody who names it."""

    _inherit = "user.import.planner"

    @api.model
    def _complete(self, run):
        return super()._complete(run) or self._leave_unmade_out(run, SQL("TRUE"))

    @api.model
    def _leave_unmade_out(self, run, condition):
        """Decide about some of the rows that name somebody who is not made.

        :param condition: which rows are looked at, as ``row``
        :return: those that were decided; none where nobody names such people
        """
        unmade = self._unmade(run, condition)
        rows = self.env["user.import.row"].browse(unmade)
        decided = [self._without_unmade(run, row, unmade[row.id]) for row in rows]
        self._keep(run, rows, decided)
        return rows

    @api.model
    def _unmade(self, run, condition):
        """Return whom rows name and no row makes: places by id, by the id of the naming row."""
        self.env["user.import.row"].flush_model()
        # OFFSET: whoever is named is looked up by id, whatever PostgreSQL still believes about how
        # many rows are decided.
        query = SQL(
            """SELECT row.id, array_agg(other.id), array_agg(COALESCE(other.sheet, '')),
                      array_agg(other.number)
                 FROM user_import_row AS row,
                      jsonb_path_query(row.changes, '$[*].new[*] ? (@.kind == "row")') AS ref
                 JOIN LATERAL (
                      SELECT id, sheet, number, action FROM user_import_row
                       WHERE id = (ref ->> 'id')::int OFFSET 0) AS other ON TRUE
                WHERE row.run_id = %s AND row.links_pending AND other.action != %s AND %s
                GROUP BY row.id ORDER BY row.sequence LIMIT %s""",
            run.id,
            CREATE,
            condition,
            PLAN_CHUNK,
        )
        return {
            row_id: {other: (sheet, number) for other, sheet, number in zip(*others, strict=True)}
            for row_id, *others in self.env.execute_query(query)
        }

    @api.model
    def _without_unmade(self, run, row, unmade):
        """Return the values of a row that names people who are not made."""
        replaces = run._policy_for(row.sheet or "").multi_value_mode == "replace"
        values = self._completed(
            run,
            row,
            lambda decision, headers: without_unmade(decision, unmade, headers, replaces=replaces),
        )
        kept = ("action", "changes", "issues", "severity", "links_pending")
        return {name: values[name] for name in kept}


class UserImportReplanner(models.AbstractModel):
    """Plans rows again that name somebody whom a row makes now, and did not before an edit, or the
    other way round."""

    _inherit = "user.import.replanner"

    @api.model
    def _naming_turned(self, run, rows, before, limit):
        """Return the rows that name one of those that have begun or ceased to make somebody.

        :param rows: just planned
        :param before: their ``Standing`` before
        :return: ``None`` for all rows of the file
        """
        turned = rows.filtered(lambda row: before[row].makes != Standing(row).makes)
        fields = self._association_fields(run)
        keys = set().union(*Named(turned).keys.values())
        if not fields or not keys:
            return rows.browse()
        if keys & self._default_texts(run, fields):
            return None
        return self._naming(run, fields, keys, [], limit)

    @api.model
    def _complete(self, run, condition):
        """Do what the planner's ``_complete`` does.

        :param condition: which rows are looked at, as ``row``
        """
        return self.env["user.import.planner"]._leave_unmade_out(run, condition)
