from collections import defaultdict

from psycopg2.extras import Json

from odoo import api, models
from odoo.tools import SQL

from ..engine.guessing import TypeGuesser
from ..engine.values import MASK, shortened

SAMPLES = 3
FIRST_ROWS = 200
"""Rows in which samples are looked for before all rows are gone through."""

SAMPLE_LENGTH = 40
SEALED_AT_ONCE = 2000


class UserImportColumnValues(models.AbstractModel):
    """Looks into the staged cells of a run's columns, and seals them where they become secret."""

    _name = "user.import.column.values"
    _description = "User Import Column Values"

    @api.model
    def _take_samples(self, run):
        """Keep the first values of each column with it, masked where they are secret.

        :param run: in a superuser environment
        """
        for sheet in run._sheets():
            columns = run._file_columns(sheet)
            samples = self._samples(run, sheet, columns.filtered(lambda c: not c.sensitive))
            for column in columns:
                texts = [MASK] if column.sensitive else samples.get(column.key, ())
                column.sample_text = ", ".join(shortened(t, SAMPLE_LENGTH) for t in texts)

    @api.model
    def _samples(self, run, sheet, columns):
        """Return some different values by cell key, from the first rows that have any."""
        samples = defaultdict(dict)
        first = SQL("LIMIT %s", FIRST_ROWS)
        for rows_limit in (first, SQL()):
            keys = [key for key in columns.mapped("key") if not samples[key]]
            if keys:
                rows = SQL(
                    """SELECT sequence, cells FROM user_import_row
                        WHERE run_id = %s AND COALESCE(sheet, '') = %s ORDER BY sequence %s""",
                    *(run.id, sheet, rows_limit),
                )
                distinct = SQL(
                    """SELECT key, value FROM (
                           SELECT cell.key, cell.value, rank() OVER (
                                      PARTITION BY cell.key ORDER BY min(file.sequence)
                                  ) AS place
                             FROM (%s) AS file, jsonb_each_text(file.cells) AS cell
                            WHERE cell.key = ANY(%s) GROUP BY cell.key, cell.value
                       ) AS found WHERE place <= %s ORDER BY key, place""",
                    *(rows, keys, SAMPLES),
                )
                for key, text in self._query(distinct):
                    samples[key][text] = True
        return samples

    @api.model
    def _guesses(self, run, sheet, columns):
        """Return which type of user property fits the values of each column.

        :param columns: of one sheet of a run, none with secrets
        :return: the engine's ``Guess`` by column
        """
        policy = run._policy_for(sheet)
        guessers = {column.key: TypeGuesser(policy) for column in columns if not column.sensitive}
        counted = SQL(
            """SELECT cell.key, cell.value, count(*)
                 FROM user_import_row AS file, jsonb_each_text(file.cells) AS cell
                WHERE file.run_id = %s AND COALESCE(file.sheet, '') = %s AND cell.key = ANY(%s)
                GROUP BY cell.key, cell.value""",
            *(run.id, sheet, list(guessers)),
        )
        for key, text, times in self._query(counted):
            guessers[key].add([(text or "", times)])
        return {c: guessers[c.key].guess() for c in columns if c.key in guessers}

    @api.model
    def _distinct(self, run, column, limit):
        """Return the different values of a column, at most one more than ``limit``."""
        if column.sensitive:
            return []
        rows = self._query(
            SQL(
                """SELECT DISTINCT btrim(cells ->> %s) AS text FROM user_import_row
                    WHERE run_id = %s AND COALESCE(sheet, '') = %s AND btrim(cells ->> %s) != ''
                    ORDER BY text LIMIT %s""",
                *(column.key, run.id, column.sheet or "", column.key, limit + 1),
            )
        )
        return [text for [text] in rows]

    @api.model
    def _seal(self, run, columns):
        """Take the values of columns out of all rows' cells, and keep them encrypted instead.

        :param columns: of one sheet of a run, which just became secret
        """
        last = 0
        while batch := self._query(
            SQL(
                """SELECT id, cells, secrets, extra_cells FROM user_import_row
                    WHERE run_id = %s AND COALESCE(sheet, '') = %s AND id > %s
                    ORDER BY id LIMIT %s""",
                *(run.id, columns[0].sheet or "", last, SEALED_AT_ONCE),
            )
        ):
            last = batch[-1][0]
            self._seal_rows(run, columns.mapped("key"), batch)
        columns.write({"sample_text": MASK, "property_choices": False})
        run._forget_values()
        self.env["user.import.row"].invalidate_model()

    @api.model
    def _seal_rows(self, run, keys, rows):
        """Seal cells of some rows. A value beyond the last column may be the secret one of a row
        that slipped.

        :param rows: tuples of id, cells, sealed secrets and extra cells
        """
        vault = self.env["user.import.vault"]
        values = []
        for row_id, cells, sealed, extra in rows:
            secrets = {key: cells[key] for key in keys if (cells or {}).get(key)}
            if secrets:
                sealed = vault._seal(run, vault._open(run, sealed) | secrets)
                cells |= dict.fromkeys(secrets, MASK)
            if secrets or extra:
                masked = [MASK] * len(extra or ())
                values.append((row_id, Json(cells), sealed or None, Json(masked or None)))
        self.env.cr.execute_values(
            """UPDATE user_import_row AS row
                  SET cells = new.cells, secrets = new.secrets,
                      extra_cells = NULLIF(new.extra, 'null')
                 FROM (VALUES %s) AS new (id, cells, secrets, extra) WHERE row.id = new.id""",
            values,
            template="(%s, %s::jsonb, %s, %s::jsonb)",
        )
        self.env.cr.execute(
            "UPDATE user_import_row SET edited = NULLIF(edited - %s::text[], '{}') "
            "WHERE id = ANY(%s) AND edited IS NOT NULL",
            [keys, [row[0] for row in rows]],
        )

    @api.model
    def _query(self, query):
        self.env["user.import.row"].flush_model()
        return self.env.execute_query(query)
