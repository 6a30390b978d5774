from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import content_disposition, request

from .report import XLSX

TYPES = {"xlsx": XLSX, "csv": "text/csv; charset=utf-8", "json": "application/json"}


class Template(http.Controller):
    """The download of a profile's template, and of samples that an import takes as they are."""

    @http.route(
        "/user_bulk_import/template/<int:profile_id>.<any(xlsx, csv, json):kind>",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def download(self, profile_id, kind, **_ignored):
        if not request.env.user.has_group("user_bulk_import.group_user_import"):
            raise NotFound
        domain = [("id", "=", profile_id)]
        profile = request.env["user.import.profile"].with_context(active_test=False).search(domain)
        if not profile:
            raise NotFound
        template = request.env["user.import.template"]
        name = f"{profile.code}-{'template' if kind == 'xlsx' else 'sample'}.{kind}"
        make = {"xlsx": template._xlsx, "csv": template._csv, "json": template._json}[kind]
        return request.make_response(
            make(profile),
            [
                ("Content-Type", TYPES[kind]),
                ("Content-Disposition", content_disposition(name)),
                ("Cache-Control", "no-store"),
                ("X-Content-Type-Options", "nosniff"),
            ],
        )
