import io

from odoo import api, models
from odoo.exceptions import UserError

from ..engine import reports
from ..engine.decisions import OUTCOME_BY_ACTION
from ..engine.issues import Issue


class UserImportReport(models.AbstractModel):
    """Tells what a run will do or has done: as values, and as a workbook.

    The workbook is the person's own file again, sheet by sheet, with our columns at its end, each
    title beginning with "» ". It can be corrected and uploaded as it is: see ``own_columns.py``.
    """

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
            "message": Issue.from_json(item).text(self.env._),
        }

    @api.model
    def _xlsx(self, run, only_errors=False, secrets="blank"):
        """Return a workbook: the file's own columns with what becomes of each row and why.

        :param run: in the environment of the reader
        :param only_errors: leave out the rows without errors, and the summary
        :param secrets: what stands in cells with passwords: ``"token"`` what stands for them while
            the run waits, for whoever started it; ``"blank"`` or ``"mail"`` nothing, and why
        :rtype: bytes
        :raises UserError: where there is no such row
        """
        if not run.total_count or (only_errors and not run.failed_count):
            raise UserError(self.env._("There is no row for this report."))
        if run.total_count > reports.MAX_ROWS:
            raise UserError(
                self.env._("A workbook holds %s rows at most: import fewer.", reports.MAX_ROWS)
            )
        output = io.BytesIO()
        reports.write(
            output,
            self.env["user.import.report.rows"]._sheets(run, only_errors, secrets),
            summary=None if only_errors else self.env["user.import.report.summary"]._summary(run),
            unnamed=self.env._("Rows"),
            too_long=self.env._(
                "This text is too long for a spreadsheet, so the cell is blank. Correct it in your "
                "own file."
            ),
        )
        return output.getvalue()
