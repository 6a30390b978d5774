from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import content_disposition, request


class Credentials(http.Controller):
    """The download of login slips, opened by a link that the import's button makes."""

    @http.route(
        "/user_bulk_import/credentials/<int:run_id>", type="http", auth="user", methods=["GET"]
    )
    def download(self, run_id, token="", **_ignored):
        """Answer with the login slips, which are erased by then.

        Odoo commits before it sends the answer, and repeats all of this where the commit failed:
        so all of the answer is made here, nothing is streamed.
        """
        domain = [("id", "=", run_id), ("user_id", "=", request.env.uid)]
        run = request.env["user.import.run"].search(domain)
        if not run:
            raise NotFound
        if request.httprequest.method == "HEAD":  # asks what there is, and takes nothing
            return request.make_response("", self._headers(run))
        run._check_credentials_link(token)
        content = request.env["user.import.credentials"]._take(run)
        return request.make_response(content, self._headers(run))

    def _headers(self, run):
        return [
            ("Content-Type", "application/zip"),
            ("Content-Disposition", content_disposition(f"login-slips-{run.id}.zip")),
            ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"),
        ]
