from collections import Counter
from itertools import takewhile

from odoo import api, models

from ..engine.decisions import OUTCOME_BY_ACTION
from ..engine.issues import WARNING, Issue
from ..engine.mapping import ColumnMatch
from ..engine.matching import FILE_KEYS
from ..engine.pipeline import Pipeline, key_reader
from ..engine.tables import SourceRow
from .directory import OdooDirectory
from .user_import_row import SEVERITIES

KEY_CHUNK = 2000
PLAN_CHUNK = 500

PASSWORD_CHUNK = 50
"""Rows at a time where passwords are verified or weighed, a third of a second each at worst."""


class UserImportPlanner(models.AbstractModel):
    """Turns a run's rows into decisions. It writes nothing but the rows.

    First the keys of all rows become known, so that duplicates inside the file can be told, then
    the rows are planned chunk by chunk.
    """

    _name = "user.import.planner"
    _description = "User Import Planner"

    @api.model
    def _step(self, run):
        """Do the next chunk and commit it; go on to the review after the last one."""
        Row = self.env["user.import.row"]
        rows = Row.search(
            [("run_id", "=", run.id), ("state", "=", "staged")], order="sequence", limit=KEY_CHUNK
        )
        if rows:
            for sheet, sheet_rows in rows.grouped("sheet").items():
                self._key(run, sheet or "", sheet_rows)
        else:
            rows = Row.search(
                [("run_id", "=", run.id), ("state", "=", "keyed")],
                order="sequence",
                limit=PASSWORD_CHUNK if run._weighs_passwords() else PLAN_CHUNK,
            )
            rows = Row.union(*takewhile(lambda row: row.sheet == rows[0].sheet, rows))
            if rows:
                self._plan(run, rows[0].sheet or "", rows)
                run.processed_count += len(rows)
            else:
                run._set_state("review")
        run._checkpoint(len(rows))

    @api.model
    def _restart(self, run):
        """Let all rows be planned again."""
        Row = self.env["user.import.row"]
        Row.flush_model()
        self.env.cr.execute(
            "UPDATE user_import_row SET state = 'staged', action = NULL, login_key = NULL "
            "WHERE run_id = %s",
            [run.id],
        )
        Row.invalidate_model(["state", "action", "login_key"])
        zero = {f"{name}_count": 0 for name in OUTCOME_BY_ACTION.values()}
        run._set_state("planning", warning_count=0, **zero)

    @api.model
    def _key(self, run, sheet, rows):
        """Find out by which keys the rows are told from each other.

        :param rows: of one sheet
        """
        read_keys = key_reader(_matches(run), run._catalogue(), run._policy_for(sheet))
        for row, source in zip(rows, self._sources(run, sheet, rows), strict=True):
            keys = read_keys(source)
            row.write(
                {"state": "keyed"} | {f"key_{name}": keys.get(name, False) for name in FILE_KEYS}
            )

    @api.model
    def _plan(self, run, sheet, rows):
        """Decide about rows of one sheet.

        :param rows: of the run, in a superuser environment; users are read with the importer's
            own rights
        """
        self.env.flush_all()
        catalogue = run._catalogue()
        policy = run._policy_for(sheet)
        directory = OdooDirectory(run._importer_env(), run, catalogue, policy, rows.ids)
        pipeline = Pipeline(_matches(run), catalogue, policy, directory)
        counts = Counter()
        for row, decision in zip(rows, pipeline.plan(self._sources(run, sheet, rows)), strict=True):
            row.write(self._row_values(decision))
            counts[OUTCOME_BY_ACTION[decision.action]] += 1
            counts["warning"] += row.severity == WARNING
        run._count(counts)

    @api.model
    def _sources(self, run, sheet, rows):
        """Return the rows as the engine reads them, secrets put back in place."""
        vault = self.env["user.import.vault"]
        keys = run._file_columns(sheet).mapped("key")
        sources = []
        for row, values in zip(rows, rows.read(["cells", "extra_cells"], load=None), strict=True):
            cells = {item["name"]: item.get("value") or "" for item in values["cells"]}
            cells |= vault._open(run, row.secrets)
            texts = [cells.get(key) or "" for key in keys]
            sources.append(
                SourceRow(row.sheet or "", row.number, (*texts, *(values["extra_cells"] or ())))
            )
        return sources

    @api.model
    def _row_values(self, decision):
        """Return a decision as a row keeps it."""
        issues: tuple[Issue, ...] = decision.issues
        present = {issue.severity for issue in issues}
        return {
            "state": "planned",
            "action": decision.action,
            "user_id": decision.user_id,
            "contact_id": decision.contact_id,
            "login": decision.login,
            "login_key": decision.gives_login and decision.login.strip().casefold(),
            "changes": [change.to_json() for change in decision.changes],
            "issues": [issue.to_json() for issue in issues],
            "severity": next((item for item in SEVERITIES if item in present), False),
        }


def _matches(run):
    """Return the columns of all sheets as the engine's mapping gives them."""
    sheets = dict.fromkeys(c.sheet or "" for c in run.column_ids.sorted("id") if c.index >= 0)
    return {
        sheet: tuple(
            ColumnMatch(
                index=column.index,
                header=column.header,
                target=column._field_name(),
                inverted=column.inverted,
            )
            for column in run._file_columns(sheet)
        )
        for sheet in sheets
    }
