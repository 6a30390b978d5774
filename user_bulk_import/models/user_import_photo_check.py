import time

from odoo import api, fields, models

from ..engine.issues import Issue, Problem
from ..engine.photo_checks import photo_of
from ..engine.photo_codes import PHOTO_GONE
from ..engine.values import BY_CONTENT, Ref

CHECKED_AT_ONCE = 50
CHECKED_SECONDS = 2
CHECKED_BYTES = 4 * 1024 * 1024
"""Pictures that are checked between two commits: no more of them, and none any more after so many
seconds or bytes of what comes out. A portrait takes some hundredths of a second, one that is made
to keep us busy a second."""


class UserImportPhoto(models.Model):
    """Pictures are checked once, by decoding them, before the rows are planned. What a photo is
    written with is what came out of that."""

    _inherit = "user.import.photo"

    is_checked = fields.Boolean(readonly=True)

    def _answers(self):
        """Return what the pictures are for the rows that name them.

        :return: ``{photo: Ref | Problem}``
        """
        photos = self.sudo()
        while waiting := photos.filtered(lambda photo: not photo.is_checked):
            waiting._check_some()
        return {photo: photo._answer() for photo in self}

    def _answer(self):
        self.ensure_one()
        photo = self.sudo()
        if photo.issue:
            issue = Issue.from_json(photo.issue)
            return Problem(issue.code, **issue.params)
        return Ref(photo.name, photo.id, BY_CONTENT + photo.digest)

    @api.model
    def _unchecked(self, run):
        """Return some of a run's pictures that are to be checked."""
        waiting = [("is_checked", "=", False), ("awaits_fetching", "=", False)]
        return self.search([("run_id", "=", run.id), *waiting], limit=CHECKED_AT_ONCE)

    def _check_some(self):
        """Decode pictures, one in memory at a time, and keep what came out: of the first one, and
        of as many more as a short step takes."""
        files = self._files("content")
        # Each is browsed by itself: Odoo would read the bytes of all of them with the first.
        by_photo = {file.res_id: file.with_prefetch() for file in files}
        until = time.monotonic() + CHECKED_SECONDS
        outcomes = []
        size = 0
        for photo in self:
            outcomes.append(photo._checked(by_photo.get(photo.id, files.browse())))
            size += len(outcomes[-1]) if isinstance(outcomes[-1], bytes) else 0
            if size > CHECKED_BYTES or time.monotonic() > until:
                break
        done = self[: len(outcomes)]
        done._keep_checked(outcomes)
        files.filtered(lambda file: file.res_id in done._ids).unlink()

    def _checked(self, file):
        """Return the bytes of the photo, or why it is none.

        :param file: attachment with what came
        :rtype: bytes | Issue
        """
        try:
            return photo_of(file.raw, self._max_bytes()) if file else Issue(PHOTO_GONE)
        except Problem as problem:
            return problem.issue()
        finally:
            file.invalidate_recordset(["raw", "datas"])

    def _keep_checked(self, outcomes):
        photos = [outcome if isinstance(outcome, bytes) else b"" for outcome in outcomes]
        self._keep_files("image", photos)
        self.is_checked = True
        for photo, outcome in zip(self, outcomes, strict=True):
            if isinstance(outcome, Issue):
                photo.issue = outcome.to_json()
        self.flush_recordset()
