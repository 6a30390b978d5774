import gc

from odoo import api, models

from ..engine.issues import Issue
from ..engine.photo_codes import PHOTO_BROKEN
from ..engine.readers.upload import open_upload, refuse_archive
from ..engine.tables import Refusal

STAGED_AT_ONCE = 50
STAGED_BYTES = 4 * 1024 * 1024
"""Pictures that are staged at once, and committed: no more of them, and of no more bytes unless it
is a single one."""


class UserImportStager(models.AbstractModel):
    """Stages the pictures that came with the tables, a few megabytes in memory at a time."""

    _inherit = "user.import.stager"

    @api.model
    def _upload(self, run):
        """Return the tables and pictures of the run's file.

        :raises Refusal: where it is hostile or has neither
        """
        is_bundle = bool((run.read_options or {}).get("bundle"))
        return open_upload(run._open_source(), run.file_name, bundle=is_bundle)

    @api.model
    def _stage_pictures(self, run, upload):
        """Stage the pictures that are not staged yet: before all rows, in the archive's order.

        :return: whether all are; ``False`` where somebody halted it
        """
        Photo = self.env["user.import.photo"]
        done = Photo.search_count([("run_id", "=", run.id), ("origin", "=", "archive")])
        limit = Photo._max_bytes()
        for batch in batches(upload.pictures[done:], lambda picture: min(picture.size, limit)):
            Photo._stage(run, [self._came(picture) for picture in batch])
            run._checkpoint()
            if not run._may_go_on("reading"):
                return False
        return True

    @api.model
    def _came(self, picture):
        """Return a picture as it is staged; of what cannot be used the name and why.

        :raises Refusal: where it is another archive
        """
        Photo = self.env["user.import.photo"]
        if picture.size > Photo._max_bytes():
            return Photo._came_faulty(picture.path, picture.size, Photo._too_big())
        try:
            content = picture.read()
        except Refusal:  # of this one alone; the archive was looked through before
            return Photo._came_faulty(picture.path, picture.size, Issue(PHOTO_BROKEN))
        refuse_archive(picture.path, content)
        return Photo._came(picture.path, content)


def batches(items, size):
    """Yield lists of items that may be in memory at once.

    :param items: iterable
    :param size: function that gives the bytes of an item
    """
    batch = []
    total = 0
    for item in items:
        item_size = size(item)
        if batch and (len(batch) == STAGED_AT_ONCE or total + item_size > STAGED_BYTES):
            yield batch
            if total:
                # What Odoo makes records of refers to itself: it is not freed at once.
                gc.collect()
            batch, total = [], 0
        batch.append(item)
        total += item_size
    if batch:
        yield batch
