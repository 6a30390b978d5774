from collections import Counter, defaultdict

from odoo import api, models
from odoo.tools import SQL

from ..engine.folding import fold

LISTED = 1000
"""At most so many values without a choice are listed, the most frequent ones: a column of employers
may hold a new one in each row."""

_ISSUES = SQL(
    # As the partial index has it: rows without such issues are not looked at.
    "FROM user_import_row AS row CROSS JOIN jsonb_array_elements(row.issues) AS issue "
    "WHERE row.issues @? '$[*].params.lookup' AND issue->'params' ? 'lookup'"
)


class UserImportValueFinder(models.AbstractModel):
    """Gathers the values of a run's rows that name no record, from the issues of the rows. A value
    with a choice is told of in a notice, so it is counted too."""

    _name = "user.import.value.finder"
    _description = "User Import: Finder of Unknown Values"

    @api.model
    def _gather(self, run):
        """List the unknown values as the rows have them now. Those with a choice stay listed.

        :param run: in a superuser environment
        """
        Value = self.env["user.import.value"]
        found = self._found(run)
        lines = Value.search([("run_id", "=", run.id)])
        nowhere = {"count": 0, "has_error": False}
        gone = Value
        for line in lines:
            told = found.pop((line.kind, line.text_key), nowhere)
            if told is nowhere and not line.is_chosen:
                gone += line
            else:
                self._renew(line, told)
        gone.unlink()
        room = max(0, LISTED - len((lines - gone).filtered(lambda line: not line.is_settled)))
        new = sorted(found.items(), key=lambda item: -item[1]["count"])[:room]
        Value.create([{"run_id": run.id, "kind": kind, **told} for (kind, _key), told in new])

    @api.model
    def _renew(self, line, told):
        """Write what has changed. Why a value needs a choice stays when it has one, as does the
        spelling."""
        names = ["count", "has_error"] + ["issue", "headers"] * told["has_error"]
        changed = {name: told[name] for name in names if line[name] != told[name]}
        if changed:
            line.write(changed)

    @api.model
    def _found(self, run):
        """Return the values of the rows, by kind and text as names are compared.

        :rtype: dict[tuple[str, str], dict[str, Any]]
        """
        kinds = self.env["user.import.value"]._target_fields()
        self.env["user.import.row"].flush_model(["issues"])
        spellings = defaultdict(Counter)
        headers = defaultdict(set)
        found = {}
        query = SQL(
            "SELECT issue->'params'->>'lookup', issue->'params'->>'asked', "
            "count(DISTINCT row.id), array_agg(DISTINCT issue->>'column'), "
            # Errors stand before notices.
            "(array_agg(issue ORDER BY issue->>'severity', row.sequence))[1] "
            "%s AND row.run_id = %s GROUP BY 1, 2",
            _ISSUES,
            run.id,
        )
        for kind, text, count, columns, issue in self.env.execute_query(query):
            if kind not in kinds:
                continue  # of an addon that does not list its values
            key = kind, fold(text)
            spellings[key][text] += count
            headers[key].update(filter(None, columns))
            told = found.setdefault(key, {"issue": issue, "has_error": False})
            if issue["severity"] == "error" and not told["has_error"]:
                told.update(issue=issue, has_error=True)
        for key, told in found.items():
            [(text, _count)] = spellings[key].most_common(1)
            told.update(
                text=text, count=spellings[key].total(), headers=", ".join(sorted(headers[key]))
            )
        return found

    @api.model
    def _rows(self, run, values):
        """Return the rows of a run that have one of the values.

        :param values: of the run
        """
        keys = {(value.kind, value.text_key) for value in values}
        self.env["user.import.row"].flush_model(["issues"])
        query = SQL(
            "SELECT issue->'params'->>'lookup', issue->'params'->>'asked', array_agg(row.id) "
            "%s AND row.run_id = %s GROUP BY 1, 2",
            _ISSUES,
            run.id,
        )
        ids = {
            row_id
            for kind, text, row_ids in self.env.execute_query(query)
            if (kind, fold(text)) in keys
            for row_id in row_ids
        }
        return self.env["user.import.row"].browse(sorted(ids))


class UserImportRow(models.Model):
    _inherit = "user.import.row"

    # For the queries above.
    _run_values_idx = models.Index("(run_id) WHERE issues @? '$[*].params.lookup'")


class UserImportReplanner(models.AbstractModel):
    _inherit = "user.import.replanner"

    @api.model
    def _replan(self, run, rows):
        result = super()._replan(run, rows)
        if run.state == "review":  # else they are gathered at the end of the planning
            self.env["user.import.value.finder"]._gather(run)
        return result
