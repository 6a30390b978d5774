from odoo import api, fields, models
from odoo.tools import SQL

from ..engine.issues import Issue
from ..engine.photos import (
    NAMED,
    PHOTOS_UNUSED,
    names_text,
)
from ..engine.readers.archive_codes import FILES_IGNORED


class UserImportRun(models.Model):
    """The pictures that came with a file: whose they are, and which nobody asked for."""

    _inherit = "user.import.run"

    photo_ids = fields.One2many(
        "user.import.photo", "run_id", string="Photos of the File", readonly=True
    )
    photo_count = fields.Integer(compute="_compute_photo_count", string="Photos")
    upload_facts = fields.Json(
        readonly=True,
        help="What the upload was found to be: whether it has photos alone, whether its tables are "
        "called after their files, and the names of files that are neither.",
    )
    has_only_photos = fields.Boolean(
        compute="_compute_has_only_photos", help="Whether the upload has photos and no table."
    )

    def _compute_photo_count(self):
        groups = self.env["user.import.photo"]._read_group(
            [("run_id", "in", self.ids)], ["run_id"], ["__count"]
        )
        counts = {run.id: count for run, count in groups}
        for run in self:
            run.photo_count = counts.get(run.id, 0)

    @api.depends("upload_facts")
    def _compute_has_only_photos(self):
        for run in self:
            run.has_only_photos = bool((run.upload_facts or {}).get("only_photos"))

    def action_view_photos(self):
        """Open the pictures; those that need somebody on top."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "user_bulk_import.action_user_import_photo"
        )
        return {**action, "domain": [("run_id", "=", self.id)]}

    # -- reading ------------------------------------------------------------------------------

    def _note_upload(self, upload):
        """Keep what the upload was found to be.

        :param upload: the engine's ``Upload``
        """
        facts = {
            "only_photos": upload.has_only_pictures,
            "several": upload.several,
            "ignored": names_text(upload.ignored),
        }
        if self.upload_facts != facts:
            self.upload_facts = facts
        if upload.has_only_pictures and self.operation != "update":
            self.operation = "update"

    def _calls_tables_after_files(self):
        """Return whether several files were read as one, so that tables are called after them."""
        options = self.read_options or {}
        several = (self.upload_facts or {}).get("several")
        return bool(options.get("bundle") or options.get("corrects_bundle") or several)

    def _note_columns_left_out(self):
        result = super()._note_columns_left_out()
        if ignored := (self.upload_facts or {}).get("ignored"):
            issue = Issue(FILES_IGNORED, {"files": ignored})
            self.issues = [*(self.issues or []), issue.to_json()]
        return result

    # -- what nobody asked for ------------------------------------------------------------------

    def _note_unused_photos(self):
        """Tell on the run which pictures no row asks for, after it was planned."""
        others = [item for item in self.issues or [] if item["code"] != PHOTOS_UNUSED]
        self.env["user.import.row"].flush_model(["photo_id"])
        names = [name for [name] in self.env.execute_query(self._unused_photos())]
        if names:
            text = names_text(names[: NAMED + 1], len(names))
            issue = Issue(PHOTOS_UNUSED, {"count": len(names), "names": text})
            others.append(issue.to_json())
        if others != (self.issues or []):
            self.issues = others

    def _unused_photos(self):
        """Return a query for the names of the pictures that no row asks for."""
        return SQL(
            "SELECT name FROM user_import_photo photo WHERE run_id = %s AND origin = 'archive' "
            "AND issue IS NULL AND NOT EXISTS "
            "(SELECT 1 FROM user_import_row WHERE photo_id = photo.id) ORDER BY id",
            self.id,
        )

    # -- erasing ----------------------------------------------------------------------------------

    def _drop_rows(self):
        self._drop_photos()
        return super()._drop_rows()

    def _drop_photos(self):
        """Delete the pictures with their files."""
        self.env["user.import.photo"].sudo().search([("run_id", "in", self.ids)]).unlink()

    @api.ondelete(at_uninstall=False)
    def _unlink_photos(self):
        """The database would delete the pictures, and leave their files behind."""
        self._drop_photos()
