import gc

from odoo import api, models

from ..engine.issues import Issue
from ..engine.photo_codes import PHOTO_BROKEN, PHOTO_TOO_BIG
from ..engine.readers.upload import open_upload
from ..engine.tables import Refusal

BATCH = 50
"""Pictures that are staged between two commits."""

LEFT_BEHIND = 4 * 1024 * 1024
"""Bytes of pictures that may wait for Python's collector."""


class UserImportStager(models.AbstractModel):
    """Stages the pictures that came with the tables, one in memory at a time."""

    _inherit = "user.import.stager"

    @api.model
    def _upload(self, run):
        """Return the tables and pictures of the run's file.

        :raises Refusal: where it is hostile or has neither
        """
        is_bundle = bool((run.read_options or {}).get("bundle"))
        return open_upload(run._source_content(), run.file_name, bundle=is_bundle)

    @api.model
    def _stage_pictures(self, run, upload):
        """Stage the pictures that are not staged yet: before all rows, in the archive's order.

        :return: whether all are; ``False`` where somebody halted it
        """
        Photo = self.env["user.import.photo"]
        done = Photo.search_count([("run_id", "=", run.id), ("origin", "=", "archive")])
        limit = Photo._max_bytes()
        waiting = 0
        for number, picture in enumerate(upload.pictures[done:], start=1):
            self._stage_picture(run, picture, limit)
            # What Odoo makes records of refers to itself: it is not freed at once.
            waiting += min(picture.size, limit)
            if waiting > LEFT_BEHIND:
                gc.collect()
                waiting = 0
            if number % BATCH == 0:
                run._checkpoint()
                if not run._may_go_on("reading"):
                    return False
        return True

    @api.model
    def _stage_picture(self, run, picture, limit):
        """Keep one picture; of what cannot be used the name and why."""
        Photo = self.env["user.import.photo"]
        try:
            if picture.size > limit:
                photo = self._stage_fault(
                    run, picture, Issue(PHOTO_TOO_BIG, {"limit": max(1, limit // 1024**2)})
                )
            else:
                photo = Photo._stage(run, [(picture.path, picture.read())])
        except Refusal:  # of this member alone; the archive as a whole was looked through before
            photo = self._stage_fault(run, picture, Issue(PHOTO_BROKEN))
        photo.flush_recordset()
        photo.invalidate_recordset()
        self.env["ir.attachment"].invalidate_model(["raw", "datas"])

    @api.model
    def _stage_fault(self, run, picture, issue):
        return self.env["user.import.photo"].create(
            {
                "run_id": run.id,
                "name": picture.path,
                "size": min(picture.size, 2**31 - 1),
                "is_checked": True,
                "issue": issue.to_json(),
            }
        )
