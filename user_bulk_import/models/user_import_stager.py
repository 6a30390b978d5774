import io
from functools import partial
from itertools import islice

from odoo import api, models

from ..engine.headers import normalize_header
from ..engine.issues import ERROR, INFO, Issue, _lt, define
from ..engine.mapping import HEADER_UNKNOWN, map_headers, missing_required
from ..engine.readers import open_tables
from ..engine.tables import Limits, ReadOptions, Refusal
from ..engine.values import MASK

BATCH = 2000
"""Rows that are staged between two commits."""

COLUMNS_MISSING = define(
    "columns_missing",
    ERROR,
    _lt(
        "The file has no column for: %(fields)s. Add the column, give the field a default, or "
        "choose another profile."
    ),
)
COLUMNS_MISSING_IN_SHEET = define(
    "columns_missing_in_sheet",
    ERROR,
    _lt(
        "Sheet “%(sheet)s” has no column for: %(fields)s. Add the column, give the field a "
        "default, or choose another profile."
    ),
)
COLUMNS_LEFT_OUT = define(
    "columns_left_out",
    INFO,
    _lt("These columns are not imported, since no field is known for them: %(columns)s."),
)


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
            run.issues = [refusal.issue.to_json()]
            run._finish("failed")
            return
        run.source = False
        run.total_count = self.env["user.import.row"].search_count([("run_id", "=", run.id)])
        self._note_columns_left_out(run)
        run._set_state("planning")
        run._checkpoint()

    @api.model
    def _read(self, run):
        content = run._source_content()
        done = self.env["user.import.row"].search_count([("run_id", "=", run.id)])
        catalogue = run._catalogue()
        position = 0
        for table in open_tables(io.BytesIO(content), run.file_name, self._read_options(run)):
            columns = self._columns(run, table, catalogue)
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

    # -- columns ----------------------------------------------------------------------------

    @api.model
    def _columns(self, run, table, catalogue):
        """Return the run's columns for a table, made on first sight.

        :raises Refusal: where a required column is missing
        """
        if present := run._file_columns(table.name):  # an interrupted run goes on
            return present
        lines = run._lines(table.name)
        saved = {line.header: line._field_name() for line in lines if line.header}
        options = run.read_options or {}
        field_name = partial(self.env["user.import.field"]._field_name, run)
        saved |= {header: field_name(name) for header, name in (options.get("map") or {}).items()}
        matches = map_headers(table.header, catalogue, saved, sheet=table.name)
        by_field = {line._field_name(): line for line in lines if line.target}
        defaults = {
            field_name(name): text for name, text in (options.get("defaults") or {}).items()
        }
        keys = self._keys(run, table.header)

        def target_values(name):
            label = catalogue[name].label if name else ""
            return self._target_values(name, label, by_field.get(name), defaults)

        values_list = [
            {
                "run_id": run.id,
                "sheet": table.name,
                "sequence": match.index,
                "index": match.index,
                "key": key,
                "header": match.header,
                "confidence": match.confidence,
                "inverted": match.inverted,
                "issues": [issue.to_json() for issue in match.issues],
                "sensitive": any(
                    catalogue[name].sensitive for name in (match.target, *match.candidates) if name
                ),
                **target_values(match.target),
            }
            for match, key in zip(matches, keys, strict=True)
        ]
        mapped = {match.target for match in matches}
        values_list += [
            {
                "run_id": run.id,
                "sheet": table.name,
                "sequence": 1000,
                "index": -1,
                **target_values(name),
            }
            for name in self._lacking(by_field, defaults, mapped)
        ]
        self.env["user.import.column"].create(values_list)
        missing = missing_required(matches, run._policy_for(table.name), catalogue)
        if missing:
            fields = ", ".join(self.env._(catalogue[name].label) for name in missing)
            raise Refusal(self._missing(table.name, fields))
        return run._file_columns(table.name)

    @api.model
    def _missing(self, sheet, fields):
        if sheet:
            return Issue(COLUMNS_MISSING_IN_SHEET, {"sheet": sheet, "fields": fields})
        return Issue(COLUMNS_MISSING, {"fields": fields})

    @api.model
    def _target_values(self, field, label, line, defaults):
        """Return the values of a run's column that fills ``field``.

        :param label: of the field
        :param line: what the profile says of the field, if anything
        :param defaults: texts by field, set for this run alone
        """
        values = self.env["user.import.column"]._target_from_field_name(field)
        if values["target"] == "property":
            values["property_label"] = label
        if line:
            values |= {
                "required": line.required,
                "default_value": line.default_value,
                "property_type": line.property_type,
                "property_choices": line.property_choices,
            }
        if field in defaults:
            values["default_value"] = defaults[field]
        return values

    @api.model
    def _keys(self, run, header):
        """Return the technical names of a table's cells; columns of the same title on several
        sheets share one, so that they stand in one column of the row list."""
        definition = list(run.cells_definition or [])
        names = {normalize_header(item["string"]): item["name"] for item in definition}
        keys = []
        for title in header:
            name = normalize_header(title)
            if name not in names or names[name] in keys:
                names[name] = f"c{len(definition)}"
                definition.append({"name": names[name], "string": title, "type": "char"})
            keys.append(names[name])
        run.cells_definition = definition
        return keys

    @api.model
    def _lacking(self, by_field, defaults, mapped):
        """Return the fields that no column fills, but that are required or have a default."""
        wanted = [
            name for name, line in by_field.items() if line.default_value or line.required != "no"
        ]
        return [name for name in dict.fromkeys([*wanted, *defaults]) if name not in mapped]

    @api.model
    def _note_columns_left_out(self, run):
        """Tell on the run which columns are not imported: the doubtful ones each with its reason,
        the unknown ones together."""
        issues = [
            issue
            for column in run.column_ids
            for issue in map(Issue.from_json, column.issues or [])
        ]
        unknown = dict.fromkeys(i.params["header"] for i in issues if i.code == HEADER_UNKNOWN)
        told = [issue for issue in issues if issue.severity != INFO]
        if unknown:
            told.append(Issue(COLUMNS_LEFT_OUT, {"columns": ", ".join(unknown)}))
        run.issues = [issue.to_json() for issue in told]

    # -- rows -------------------------------------------------------------------------------

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
