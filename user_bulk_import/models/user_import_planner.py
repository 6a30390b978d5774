from collections import Counter
from dataclasses import replace
from itertools import takewhile

from odoo import api, models

from ..engine.decisions import OUTCOME_BY_ACTION, SKIP, Decision
from ..engine.issues import INFO, WARNING, Issue, _lt, define
from ..engine.mapping import ColumnMatch
from ..engine.matching import FILE_KEYS
from ..engine.pipeline import Pipeline, key_reader
from ..engine.tables import SourceRow
from .directory import OdooDirectory
from .user_import_row import issue_values

KEY_CHUNK = 2000
PLAN_CHUNK = 500

PASSWORD_CHUNK = 50
"""Rows at a time where passwords are verified or weighed, a third of a second each at worst."""

LEFT_OUT = define("left_out", INFO, _lt("Left out by hand."))


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
            elif not (rows := self._complete(run)):
                self._end(run)
        run._checkpoint(len(rows))

    @api.model
    def _complete(self, run):
        """Do what takes the decisions of all rows, for some rows at a time.

        :return: the rows for which it was done; none when all is done
        """
        return self.env["user.import.row"]

    @api.model
    def _end(self, run):
        """Show the plan, once all rows are decided."""
        run._gather_values()
        run._set_state("review")

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
        """Find out by which keys the rows are told from each other, and keep it.

        :param rows: of one sheet
        """
        for row, keys in zip(rows, self._keys(run, sheet, rows), strict=True):
            row.write(
                {"state": "keyed"} | {f"key_{name}": keys.get(name, False) for name in FILE_KEYS}
            )

    @api.model
    def _keys(self, run, sheet, rows):
        """Return the keys of rows of one sheet, as the engine's ``key_reader`` gives them. A row
        that is left out has none, so that it is in no other's way.

        :rtype: list[dict[str, str]]
        """
        read_keys = key_reader(_matches(run), run._catalogue(), run._policy_for(sheet))
        sources = self._sources(run, sheet, rows)
        return [
            {} if row.left_out else read_keys(source)
            for row, source in zip(rows, sources, strict=True)
        ]

    @api.model
    def _plan(self, run, sheet, rows):
        """Decide about rows of one sheet, and keep it.

        :param rows: of the run, in a superuser environment, in the order of the file
        """
        decided, _entangled = self._decide(run, sheet, rows)
        self._keep(run, rows, decided)

    @api.model
    def _decide(self, run, sheet, rows):
        """Decide about rows of one sheet; users are read with the importer's own rights.

        :param rows: of the run, in a superuser environment, in the order of the file
        :return: the values of each row, and whether rows that stand between them have a say: then
            fewer of them have to be planned at a time
        """
        self.env.flush_all()
        catalogue = run._catalogue()
        policy = run._policy_for(sheet)
        directory = OdooDirectory(run._importer_env(), run, catalogue, policy, rows)
        rules = self.env["user.import.rule"]._for_run(run)
        pipeline = Pipeline(_matches(run), catalogue, policy, directory, run._value_maps(), rules)
        run._note_rules(rules, pipeline.rule_faults)
        taken_in = rows.filtered(lambda row: not row.left_out)
        sources = self._sources(run, sheet, taken_in)
        decisions = dict(zip(taken_in, pipeline.plan(sources), strict=True))
        decisions = self._revise(run, decisions)
        values = [self._row_values(decisions.get(row) or _left_out(row)) for row in rows]
        return values, directory.entangled

    @api.model
    def _revise(self, run, decisions):
        """Return the decisions as they stand after glue addons have had their say: with changes
        that follow from others, or as errors (:meth:`Decision.refused`). What is said of a row may
        depend on the row, its user and settings, never on other rows.

        :param run: in a superuser environment; ``run._importer_env()`` has the importer's rights
        :param decisions: by row
        :rtype: dict
        """
        return decisions

    @api.model
    def _keep(self, run, rows, decided):
        """Write what was decided, and count it.

        :param decided: the values of each row
        """
        counts = Counter()
        for row, values in zip(rows, decided, strict=True):
            if row.action:  # planned before
                counts[OUTCOME_BY_ACTION[row.action]] -= 1
                counts["warning"] -= row.severity == WARNING
            row.write(values)
            counts[OUTCOME_BY_ACTION[row.action]] += 1
            counts["warning"] += row.severity == WARNING
        if changed := {name: number for name, number in counts.items() if number}:
            run._count(changed)

    @api.model
    def _completed(self, run, row, complete):
        """Return the values of a row whose decision changes as all rows are decided.

        :param complete: function that returns the decision anew, of the one that there is and the
            headers of the row's sheet by field name
        """
        sheet = row.sheet or ""
        headers = {column._field_name(): column.header for column in run._file_columns(sheet)}
        decision = complete(
            Decision(row.action, changes=row._changes(), issues=row._issues()), headers
        )
        placed = tuple(issue.at(sheet=sheet, row=row.number) for issue in decision.issues)
        return self._row_values(replace(decision, issues=placed))

    @api.model
    def _sources(self, run, sheet, rows):
        """Return the rows as the engine reads them, secrets put back in place."""
        vault = self.env["user.import.vault"]
        keys = run._file_columns(sheet).mapped("key")
        texts = rows._cell_texts()
        sources = []
        for row in rows:
            cells = texts[row.id] | vault._open(run, row.secrets)
            filled = [cells.get(key) or "" for key in keys]
            sources.append(
                SourceRow(row.sheet or "", row.number, (*filled, *(row.extra_cells or ())))
            )
        return sources

    @api.model
    def _row_values(self, decision):
        """Return a decision as a row keeps it."""
        return {
            "state": "planned",
            "action": decision.action,
            "user_id": decision.user_id,
            "contact_id": decision.contact_id,
            "login": decision.login,
            "login_key": decision.gives_login and decision.login.strip().casefold(),
            "changes": [change.to_json() for change in decision.changes],
            "rules": [dict(rule) for rule in decision.rules] or False,
            "photo_id": decision.photo,
            **issue_values(decision.issues),
        }


def _left_out(row):
    """Return the decision about a row that a person has left out."""
    return Decision(SKIP, issues=(Issue(LEFT_OUT, {}, row.sheet or "", row.number),))


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
