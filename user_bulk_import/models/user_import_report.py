import io

import xlsxwriter

from odoo import api, models
from odoo.fields import Domain

from ..engine.decisions import OUTCOME_BY_ACTION

CHUNK = 1000
"""Rows that are read at once."""


class UserImportReport(models.AbstractModel):
    """Tells what a run will do or has done."""

    _name = "user.import.report"
    _description = "User Import Report"

    @api.model
    def _counts(self, run):
        """Return the numbers of a run, as the command line and REST give them."""
        outcomes = OUTCOME_BY_ACTION.values()
        return {"total": run.total_count} | {name: run[f"{name}_count"] for name in outcomes}

    @api.model
    def _issues(self, run):
        """Yield all issues of a run in the order of the file, as dicts with the keys ``sheet``,
        ``row`` (as the spreadsheet counts: the header is row 1), ``column``, ``code``,
        ``severity`` and ``message``."""
        for item in run.issues or []:
            yield self._issue(item)
        rows = self.env["user.import.row"].search(
            [("run_id", "=", run.id), ("severity", "!=", False)], order="sequence"
        )
        for row in rows:
            for item in row.issues or []:
                yield self._issue({**item, "sheet": row.sheet or "", "row": row.number})

    @api.model
    def _issue(self, item):
        return {
            "sheet": item["sheet"],
            "row": item["row"],
            "column": item["column"],
            "code": item["code"],
            "severity": item["severity"],
            "message": self.env["user.import.row"]._issue_message(item),
        }

    @api.model
    def _xlsx(self, run):
        """Return a workbook: the file's own columns with what became of each row and why.

        :rtype: bytes
        """
        definition = run.cells_definition or []
        headers = [
            self.env._("Sheet"),
            self.env._("Row"),
            self.env._("Decision"),
            self.env._("Outcome"),
            self.env._("Notes"),
            self.env._("Changes"),
            *(item["string"] for item in definition),
        ]
        output = io.BytesIO()
        # A cell that begins with = is the file's text, never a formula of ours.
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with xlsxwriter.Workbook(output, options) as workbook:
            sheet = workbook.add_worksheet(self.env._("Import"))
            bold = workbook.add_format({"bold": True, "bottom": 1})
            sheet.write_row(0, 0, headers, bold)
            sheet.freeze_panes(1, 0)
            sheet.autofilter(0, 0, max(run.total_count, 1), len(headers) - 1)
            sheet.set_column(0, len(headers) - 1, 18)
            for line, values in enumerate(self._lines(run, definition), start=1):
                sheet.write_row(line, 0, values)
        return output.getvalue()

    @api.model
    def _lines(self, run, definition):
        """Yield the cells of each row of the report, in the order of the file."""
        domain, last = Domain("run_id", "=", run.id), -1
        Row = self.env["user.import.row"]
        while rows := Row.search(
            domain & Domain("sequence", ">", last), order="sequence", limit=CHUNK
        ):
            read = rows.read(["cells"], load=None)
            for row, values in zip(rows, read, strict=True):
                yield self._line(row, values["cells"], definition)
            last = rows[-1].sequence
            rows.invalidate_recordset()

    @api.model
    def _line(self, row, cells, definition):
        labels = row._fields
        cells = {item["name"]: item.get("value") for item in cells}
        return [
            row.sheet or "",
            row.number,
            _label(labels["action"], row),
            _label(labels["outcome"], row),
            row.issue_text or "",
            row.change_text or "",
            *(cells.get(item["name"]) or "" for item in definition),
        ]


def _label(field, record):
    value = record[field.name]
    return dict(field._description_selection(record.env)).get(value, "")
