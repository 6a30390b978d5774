from collections import defaultdict
from itertools import takewhile

from odoo import api, models
from odoo.tools import SQL

from ..engine.logins import unnumbered
from ..engine.matching import FILE_KEYS
from ..engine.policy import MATCH_KEYS
from .directory import OdooDirectory
from .named_rows import Named, Standing
from .user_import_planner import PASSWORD_CHUNK

AT_ONCE = 300
"""Rows that are planned again while a person waits; for more, the whole file goes to the
background, as at the first time."""


class UserImportReplanner(models.AbstractModel):
    """Plans some rows of a run again, and all others whose decision depends on them.

    A decision depends on the directory, on those whom a row names and who name it (see
    ``user_import_replanner_people.py``), on whether those are made (see ``user_import_unmade.py``)
    and can be written to (see ``user_import_unguarded.py``), and on earlier rows of the file in two
    ways alone (see ``engine/planner.py``): which row has a key first, and which logins they give.
    So where the first row with a key becomes another one, all later rows are planned again that
    were compared by it; where the login that a row gives becomes another one, those that would like
    to give it.
    What is planned again may change the latter, and so on, always further down the file. In the
    end each row is decided as if the whole file had been planned again.
    """

    _name = "user.import.replanner"
    _description = "User Import Replanner"

    @api.model
    def _replan(self, run, rows):
        """Decide anew about rows whose cells have changed, or what is made of them.

        With many of them the whole file is planned again in the background: the run's state is
        ``planning`` then, and what was written is committed.

        :param run: in the state ``review``, and locked
        :param rows: of the run
        :return: whether all is planned
        :rtype: bool
        """
        run = run.sudo().with_company(run.company_id)
        rows = rows.with_env(run.env)
        limit = PASSWORD_CHUNK if run._weighs_passwords() else AT_ONCE
        if len(rows) <= limit and self._settle(run, rows, limit):
            return True
        self.env["user.import.planner"]._restart(run)
        run._advance()
        return not run._is_processing()

    @api.model
    def _settle(self, run, rows, limit):
        """Plan rows and all that depend on them.

        :return: ``False`` where they are more than the limit; then not all is planned
        """
        before = Named(rows)
        texts = self._renew_keys(run, rows)
        self._renew_names(run, rows)
        named = self._concerned(run, rows, before, limit)
        if named is None:
            return False
        waiting = rows | self._having(run, texts, rows, limit) | named
        seen = rows.browse()
        planned = 0
        while waiting:
            if planned + len(waiting) > limit:
                return False
            standing = {row: Standing(row) for row in waiting}
            done, logins = self._plan_first(run, waiting.sorted("sequence"))
            planned += len(done)
            seen |= done
            naming = self._naming_turned(run, done, standing, limit)
            if naming is None:
                return False
            waiting = (waiting | self._having(run, logins, done, limit)) - done
            waiting |= (naming | self._beside_circles(run, done, limit)) - seen
        self._complete_all(run, seen)
        return True

    @api.model
    def _complete_all(self, run, rows):
        """Do what takes the decisions of all rows: for ``rows``, and for all others as soon as that
        changes anything."""
        if self._association_fields(run):
            condition = SQL("row.id = ANY(%s)", rows.ids)
            while self._complete(run, condition):
                condition = SQL("TRUE")

    @api.model
    def _renew_keys(self, run, rows):
        """Write the keys of rows anew.

        :return: the keys' texts by which another row is the first one now
        :rtype: set[str]
        """
        new = {
            row: {f"key_{name}": keys.get(name, False) for name in FILE_KEYS}
            for sheet, sheet_rows in rows.grouped("sheet").items()
            for row, keys in zip(
                sheet_rows,
                self.env["user.import.planner"]._keys(run, sheet or "", sheet_rows),
                strict=True,
            )
        }
        asked = defaultdict(set)
        for row, keys in new.items():
            for name, text in keys.items():
                if text != row[name]:
                    asked[name.removeprefix("key_")] |= {text, row[name]} - {False}
        before = self._first_rows(run, asked)
        for row, keys in new.items():
            row.write(keys)
        after = self._first_rows(run, asked)
        return {
            text
            for key, text in before.keys() | after
            if before.get((key, text)) != after.get((key, text))
        }

    @api.model
    def _first_rows(self, run, asked):
        self.env["user.import.row"].flush_model()
        return OdooDirectory(run.env, run, None, None).first_rows(asked)

    @api.model
    def _having(self, run, texts, rows, limit):
        """Return the rows that are compared by one of the texts: they have it as a key, or the
        user that they are about has.

        :param rows: only what stands after the first of them is looked for
        :param limit: no more than one beyond it is given
        """
        if not texts:
            return rows.browse()
        texts = sorted(texts)
        users = OdooDirectory(run.env, run, None, None).user_ids(dict.fromkeys(MATCH_KEYS, texts))
        columns = {f"key_{name}": texts for name in FILE_KEYS} | {"user_id": users}
        parts = [
            SQL(
                "SELECT id FROM user_import_row "
                "WHERE run_id = %s AND sequence > %s AND %s = ANY(%s)",
                run.id,
                min(rows.mapped("sequence")),
                SQL.identifier(column),
                wanted,
            )
            for column, wanted in columns.items()
        ]
        query = SQL("%s LIMIT %s", SQL(" UNION ").join(parts), limit + 1)
        return rows.browse(row_id for [row_id] in self.env.execute_query(query))

    @api.model
    def _plan_first(self, run, rows):
        """Plan as many of the first rows as can be planned together.

        :param rows: in the order of the file
        :return: those that were planned, and the keys by which others may now give another login
        """
        planner = self.env["user.import.planner"]
        sheet = rows[0].sheet
        rows = rows.browse().union(*takewhile(lambda row: row.sheet == sheet, rows))
        decided, entangled = planner._decide(run, sheet or "", rows)
        while entangled:
            rows = rows[: len(rows) // 2]
            decided, entangled = planner._decide(run, sheet or "", rows)
        before = {row: row.login_key for row in rows}
        planner._keep(run, rows, decided)
        changed = {
            key
            for row in rows
            if row.login_key != before[row]
            for key in (before[row], row.login_key)
            if key
        }
        return rows, {text for key in changed for text in unnumbered(key)}
