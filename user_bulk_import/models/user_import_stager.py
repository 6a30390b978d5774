from itertools import islice

from odoo import api, models

from ..engine.own_columns import without_own
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
        """Read the file, or what an interrupted server has left of it, and go on: to the columns
        where a person is to decide something about them, else to planning.

        :param run: in a superuser environment, since nobody writes rows by RPC
        """
        try:
            described = self._read(run)
        except Refusal as refusal:
            if not run._read_as_before(refusal):
                self._refuse(run, refusal)
            return
        if described is None:
            return
        run._keep_facts(described)
        self.env["user.import.column.values"]._take_samples(run)
        if run.guided and (run._columns_to_check() or run._tables_to_ask()):
            run._set_state("columns")
        else:
            run._leave_columns()
        run._checkpoint()

    @api.model
    def _refuse(self, run, refusal):
        run._drop_rows()
        run.issues = [refusal.issue.to_json()]
        run._finish("failed")

    @api.model
    def _read(self, run):
        """Stage the rows that are not staged yet.

        :return: the tables that were found, read to their end; ``None`` where somebody halted it
        """
        done = self.env["user.import.row"].search_count([("run_id", "=", run.id)])
        catalogue = run._catalogue()
        mapper = self.env["user.import.mapper"]
        position = 0
        described = []
        upload = self._upload(run)
        run._note_upload(upload)
        if not done and not self._stage_pictures(run, upload):
            return None
        options = self._read_options(run.read_options or {})
        for table in self._tables(upload, options):
            columns = mapper._columns(run, table, catalogue)
            for batch in _batches(self._rows(run, table, done - position), BATCH):
                fresh = batch[max(0, done - position) :]
                self._stage(run, columns, catalogue, fresh, position + len(batch) - len(fresh))
                position += len(batch)
                run.processed_count = position
                run._checkpoint()
                if not run._may_go_on("reading"):
                    return None
            described.append(table)
        return described

    @api.model
    def _rows(self, _run, table, _done):
        """Return the rows of a table as they are staged.

        :param done: how many of them are staged already
        """
        return table.rows

    @api.model
    def _tables(self, upload, options):
        """Yield the tables of a run's file.

        :param upload: the engine's ``Upload``
        :param options: the engine's ``ReadOptions``
        :raises Refusal: where the file cannot be read in this way
        """
        # A corrected report of ours is the person's own file again.
        return without_own(upload.tables(options, self.env._))

    @api.model
    def _read_options(self, chosen):
        """Return what the person overruled, within the limits of the settings.

        :param dict chosen: as ``read_options`` of a run
        """
        parameter = self.env["ir.config_parameter"].sudo().get_param
        standard = Limits()
        return ReadOptions(
            format=chosen.get("format") or "",
            encoding=chosen.get("encoding") or "",
            delimiter=chosen.get("delimiter") or "",
            sheets=tuple(chosen.get("sheets") or ()),
            limits=Limits(
                rows=int(parameter("user_bulk_import.max_rows") or standard.rows),
                columns=int(parameter("user_bulk_import.max_columns") or standard.columns),
                cell_length=int(
                    parameter("user_bulk_import.max_cell_length") or standard.cell_length
                ),
                picture_length=self.env["user.import.photo"]._max_length(),
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
                    "secrets": secrets,
                }
            )
        self.env["user.import.token"]._redeem(run, columns, values_list)
        for values in values_list:
            values["secrets"] = vault._seal(run, values["secrets"])
        self.env["user.import.row"].create(values_list)


def _batches(iterator, size):
    """Yield lists of ``size`` items (``itertools.batched`` is of Python 3.12)."""
    while batch := list(islice(iterator, size)):
        yield batch
