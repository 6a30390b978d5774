import io
from itertools import islice

from odoo import api, models

from ..engine.readers import open_tables
from ..engine.tables import Limits, ReadOptions, Refusal
from ..engine.values import MASK

BATCH = 2000
"""Rows that are staged between two commits."""


class UserImportStager(models.AbstractModel):
    """Reads a run's file into its columns and rows."""

    _name = "user.import.stager"
    _description = "User Import Stager"

    @api.model
    def _step(self, run):
        """Read the file, or what an interrupted server has left of it, and go on to planning.

        :param run: in a superuser environment, since nobody writes rows by RPC
        """
        try:
            self._read(run)
        except Refusal as refusal:
            self.env["user.import.row"].search([("run_id", "=", run.id)]).unlink()
            run.issues = [refusal.issue.to_json()]
            run._finish("failed")
            return
        run.source = False
        run.total_count = self.env["user.import.row"].search_count([("run_id", "=", run.id)])
        self.env["user.import.mapper"]._note_columns_left_out(run)
        run._set_state("planning")
        run._checkpoint()

    @api.model
    def _read(self, run):
        content = run._source_content()
        done = self.env["user.import.row"].search_count([("run_id", "=", run.id)])
        catalogue = run._catalogue()
        mapper = self.env["user.import.mapper"]
        position = 0
        for table in open_tables(io.BytesIO(content), run.file_name, self._read_options(run)):
            columns = mapper._columns(run, table, catalogue)
            for batch in _batches(table.rows, BATCH):
                fresh = batch[max(0, done - position) :]
                self._stage(run, columns, catalogue, fresh, position + len(batch) - len(fresh))
                position += len(batch)
                run.processed_count = position
                run._checkpoint()

    @api.model
    def _read_options(self, run):
        """Return what the person overruled, within the limits of the settings."""
        chosen = run.read_options or {}
        parameter = self.env["ir.config_parameter"].sudo().get_param
        standard = Limits()
        return ReadOptions(
            format=chosen.get("format") or "",
            encoding=chosen.get("encoding") or "",
            delimiter=chosen.get("delimiter") or "",
            limits=Limits(
                rows=int(parameter("user_bulk_import.max_rows") or standard.rows),
                columns=int(parameter("user_bulk_import.max_columns") or standard.columns),
                cell_length=int(
                    parameter("user_bulk_import.max_cell_length") or standard.cell_length
                ),
            ),
        )

    @api.model
    def _stage(self, run, columns, catalogue, rows, position):
        """Make the rows, secrets apart.

        :param rows: list of the engine's ``SourceRow``
        :param position: of the first one in the file
        """
        keys = columns.mapped("key")
        sensitive = {column.key for column in columns if column.sensitive}
        vault = self.env["user.import.vault"]
        values_list = []
        for offset, row in enumerate(rows):
            cells = {key: text for key, text in zip(keys, row.cells) if text}  # noqa: B905
            secrets = {key: cells[key] for key in sensitive & cells.keys()}
            extra = [text for text in row.cells[len(keys) :] if text]
            if sensitive:  # a value too many shifts the others: it may be the secret one
                extra = [MASK] * len(extra)
            values_list.append(
                {
                    "run_id": run.id,
                    "sequence": position + offset,
                    "sheet": row.sheet,
                    "number": row.number,
                    "cells": cells | dict.fromkeys(secrets, MASK),
                    "extra_cells": extra or False,
                    "secrets": vault._seal(run, secrets),
                }
            )
        self.env["user.import.row"].create(values_list)


def _batches(iterator, size):
    """Yield lists of ``size`` items (``itertools.batched`` is of Python 3.12)."""
    while batch := list(islice(iterator, size)):
        yield batch
