from pathlib import PurePath

from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import content_disposition, request

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Report(http.Controller):
    """The download of an import's report."""

    @http.route("/user_bulk_import/report/<int:run_id>", type="http", auth="user", methods=["GET"])
    def download(self, run_id, **_ignored):
        """Answer with a workbook of all rows: what will become of them, or has become."""
        run = request.env["user.import.run"].search([("id", "=", run_id)])
        if not run:
            raise NotFound
        content = request.env["user.import.report"]._xlsx(run)
        name = f"{PurePath(run.file_name).stem}-report.xlsx"
        return request.make_response(
            content,
            [
                ("Content-Type", XLSX),
                ("Content-Disposition", content_disposition(name)),
                ("Cache-Control", "no-store"),
                ("X-Content-Type-Options", "nosniff"),
            ],
        )
