from dataclasses import dataclass, field
from typing import Any

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..engine.reports import Link, Mark, OwnColumn, ReportRow, ReportSheet
from .user_import_row import SEVERITIES
from .user_import_token import LENDING

CHUNK = 2000
"""Rows that are read at once."""

READ = [
    "sequence",
    "number",
    "action",
    "outcome",
    "left_out",
    "user_id",
    "login",
    "changes",
    "issues",
    "rules",
    "extra_cells",
]

USER_URL = "/odoo/action-base.action_res_users"


@dataclass
class _Look:
    """What is the same for all rows of a report.

    :param secrets: see :meth:`UserImportReport._xlsx`
    :param token: makes what stands for a secret, or ``None``
    :param blank: why cells with secrets are blank
    :param url: the page of users, for the full report
    :param has_rules: some rows meet distribution rules
    """

    run: Any
    only_errors: bool
    labels: dict = field(default_factory=dict)
    status: dict = field(default_factory=dict)
    token: Any = None
    blank: str = ""
    url: str = ""
    has_rules: bool = False


class UserImportReportRows(models.AbstractModel):
    """Makes the sheets and rows of a report: a few thousand at a time, with a fixed number of
    queries each."""

    _name = "user.import.report.rows"
    _description = "User Import Report Rows"

    @api.model
    def _sheets(self, run, only_errors, secrets):
        """Yield the sheets of a report in the order of the file.

        :param run: in the environment of the reader
        """
        look = self._look(run, only_errors, secrets)
        domain = Domain("run_id", "=", run.id)
        if only_errors:
            domain &= Domain("severity", "=", "error") & Domain("left_out", "=", False)
        groups = self.env["user.import.row"]._read_group(domain, ["sheet"], ["sequence:min"])
        for sheet, _first in sorted(groups, key=lambda group: group[1]):
            yield self._sheet(look, sheet or "", domain & Domain("sheet", "=", sheet))

    @api.model
    def _look(self, run, only_errors, secrets):
        Row = self.env["user.import.row"]
        token = self.env["user.import.token"]._maker(run) if secrets == "token" else None
        return _Look(
            run,
            only_errors,
            labels=self.env["user.import.field"]._labels(run),
            status={
                name: dict(Row._fields[name]._description_selection(self.env))
                for name in ("action", "outcome")
            },
            token=token,
            blank="" if token else self._why_blank(run, secrets),
            url=run.get_base_url() + USER_URL,
            has_rules=bool(run._rule_counts()),
        )

    @api.model
    def _why_blank(self, run, secrets):
        """Return why passwords are not in the report, and what to do."""
        if secrets == "mail":
            return self.env._(
                "Passwords are never sent by e-mail. Type it again, or download the report while "
                "the import waits."
            )
        if run.user_id != self.env.user:
            return self.env._(
                "Only %s, who started this import, gets a report in which something stands for "
                "the passwords. Type it again.",
                run.user_id.name,
            )
        if run.state == LENDING:
            return self.env._(
                "Passwords are not in this report. Type it again, or download the report in Odoo "
                "while the import waits."
            )
        return self.env._("The password was erased when the import ended. Type it again.")

    @api.model
    def _sheet(self, look, sheet, domain):
        columns = look.run._file_columns(sheet)
        notes = {}
        if look.token:
            told = self.env._(
                "The texts below stand for the passwords of your file. Leave them as they are, or "
                "type a new password in their place."
            )
            notes = {index: told for index, column in enumerate(columns) if column.sensitive}
        return ReportSheet(
            name=sheet,
            headers=[column.header or "" for column in columns],
            own=self._own_columns(look),
            rows=self._rows(look, columns, domain),
            notes=notes,
            more=self._most_extra_cells(look.run, sheet),
        )

    @api.model
    def _own_columns(self, look):
        own = [
            OwnColumn(self.env._("Row"), 8),
            OwnColumn(self.env._("Status"), 14),
            OwnColumn(self.env._("Reason"), 60),
        ]
        if not look.only_errors:
            own += [OwnColumn(self.env._("Changes"), 50), OwnColumn(self.env._("User"), 28)]
            if look.has_rules:
                own.append(OwnColumn(self.env._("Rules"), 40))
        return own

    @api.model
    def _most_extra_cells(self, run, sheet):
        self.env["user.import.row"].flush_model(["extra_cells", "sheet"])
        query = SQL(
            """SELECT max(jsonb_array_length(extra_cells)) FROM user_import_row
                WHERE run_id = %s AND coalesce(sheet, '') = %s
                  AND jsonb_typeof(extra_cells) = 'array'""",
            run.id,
            sheet,
        )
        return self.env.execute_query(query)[0][0] or 0

    @api.model
    def _rows(self, look, columns, domain):
        """Yield the rows of one sheet."""
        Row, last = self.env["user.import.row"], -1
        while rows := Row.search_fetch(
            domain & Domain("sequence", ">", last), READ, order="sequence", limit=CHUNK
        ):
            cells = self._cells(rows)
            for row in rows:
                yield self._row(look, columns, row, cells.get(row.id) or {})
            last = rows[-1].sequence
            rows.invalidate_recordset()

    @api.model
    def _cells(self, rows):
        """Return texts by key of rows whose reading was checked. Odoo's Properties would give the
        definition of the file with each row, which takes ten times as long."""
        self.env["user.import.row"].flush_model(["cells"])
        query = SQL("SELECT id, cells FROM user_import_row WHERE id IN %s", tuple(rows.ids))
        return dict(self.env.execute_query(query))

    @api.model
    def _row(self, look, columns, row, cells):
        texts = [cells.get(column.key) or "" for column in columns]
        issues = row._issues()
        marks = self._marks(columns, issues)
        for index, column in enumerate(columns):
            if column.sensitive and texts[index]:
                texts[index] = look.token(row.id, column.key) if look.token else ""
                if not look.token:
                    marks[index] = _with_note(marks.get(index), look.blank)
        return ReportRow(
            cells=texts,
            more=row.extra_cells or (),
            own=self._own_values(look, row, issues),
            marks=marks,
        )

    @api.model
    def _marks(self, columns, issues):
        """Return what is to be seen at the cells, by position; the worst color wins."""
        marks = {}
        position = {column.header: index for index, column in enumerate(columns)}
        for issue in sorted(issues, key=lambda issue: SEVERITIES.index(issue.severity)):
            index = position.get(issue.column)
            if index is not None:
                told = issue.text(self.env._)
                mark = marks.get(index)
                marks[index] = _with_note(mark, told) if mark else Mark(issue.severity, told)
        return marks

    @api.model
    def _own_values(self, look, row, issues):
        if row.left_out:
            status = self.env._("Left out")
        else:
            status = look.status["outcome"].get(row.outcome) or look.status["action"].get(
                row.action, ""
            )
        reason = "\n".join(row._issue_line(issue) for issue in issues)
        if look.only_errors:
            return (row.number, status, reason)
        user = row.login or ""
        if row.user_id:
            user = Link(row.login or self.env._("Open"), f"{look.url}/{row.user_id.id}")
        changes = "\n".join(row._change_lines(look.labels))
        values = (row.number, status, reason, changes, user)
        return (*values, "\n".join(row._rule_lines(look.labels))) if look.has_rules else values


def _with_note(mark, note):
    return Mark(mark.severity, f"{mark.note}\n{note}") if mark else Mark("", note)
