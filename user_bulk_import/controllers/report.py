from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import content_disposition, request

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Report(http.Controller):
    """The download of an import's report."""

    @http.route("/user_bulk_import/report/<int:run_id>", type="http", auth="user", methods=["GET"])
    def download(self, run_id, rows="all", **_ignored):
        """Answer with a workbook: what will become of the rows, or has become.

        :param rows: ``all``, or ``errors`` for those that have some
        """
        run = request.env["user.import.run"].search([("id", "=", run_id)])
        if not run:
            raise NotFound
        report = request.env["user.import.report"]
        only_errors = rows == "errors"
        content = report._xlsx(run, only_errors=only_errors, secrets="token")
        name = report._file_name(run, only_errors)
        return request.make_response(
            content,
            [
                ("Content-Type", XLSX),
                ("Content-Disposition", content_disposition(name)),
                ("Cache-Control", "no-store"),
                ("X-Content-Type-Options", "nosniff"),
            ],
        )
