import hashlib
import time

from odoo import api, fields, models

from ..engine.issues import Issue, Problem
from ..engine.photo_checks import MAX_BYTES, photo_of
from ..engine.photo_codes import PHOTO_GONE, PHOTO_TOO_BIG
from ..engine.values import BY_CONTENT, Ref

AS_IT_IS = {"image_no_postprocess": True}
"""Odoo decodes the pictures of attachments at once, however large, unless it is told not to."""

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

    origin = fields.Selection(
        [("archive", "Archive"), ("text", "Text in the table"), ("link", "Link")],
        default="archive",
        readonly=True,
        required=True,
        help="Where the picture came from.",
    )
    content = fields.Binary(
        attachment=True,
        groups=fields.NO_ACCESS,
        help="The picture as it came, until it is checked.",
    )
    is_checked = fields.Boolean(readonly=True)

    # -- as they come ---------------------------------------------------------------------------

    @api.model
    def _stage(self, run, pictures, origin="archive"):
        """Keep pictures as they came, in a few queries.

        :param run: in a superuser environment
        :param pictures: list of what :meth:`_came` or :meth:`_came_faulty` gives, so many as may
            be in memory at once
        :rtype: user.import.photo
        """
        common = {"run_id": run.id, "origin": origin}
        photos = self.create([{**common, **values} for values, _content in pictures])
        contents = [content for _values, content in pictures]
        photos._keep_files("content", contents)
        photos.flush_recordset()
        photos.invalidate_recordset()
        return photos

    @api.model
    def _came(self, name, content):
        """Return the values of a picture, and its bytes where they are not too many to be kept.

        :rtype: tuple[dict, bytes]
        """
        limit = self._max_bytes()
        if len(content) > limit:
            too_big = Issue(PHOTO_TOO_BIG, {"limit": max(1, limit // 1024**2)})
            return self._came_faulty(name, len(content), too_big)
        digest = hashlib.sha256(content).hexdigest()
        return {"name": name, "size": len(content), "digest": digest}, content

    @api.model
    def _came_faulty(self, name, size, issue):
        """Return the same for one that is kept by its name only."""
        size = min(size, 2**31 - 1)
        return {"name": name, "size": size, "is_checked": True, "issue": issue.to_json()}, b""

    @api.model
    def _max_bytes(self):
        """Return how many bytes a picture may have."""
        parameter = self.env["ir.config_parameter"].sudo().get_param
        return int(parameter("user_bulk_import.max_photo_bytes") or MAX_BYTES)

    @api.model
    def _max_length(self):
        """Return how many characters a picture may have in a table. One that is too big by half is
        an issue of its row, a bigger one of the file."""
        return self._max_bytes() * 2

    # -- as bytes -------------------------------------------------------------------------------

    def _keep_files(self, field, contents):
        """Keep bytes as the values of a field: all of them in a few queries, where the field itself
        takes some for each.

        :param contents: bytes by the records' order; no file is made of none
        """
        self.env["ir.attachment"].sudo().with_context(**AS_IT_IS).create(
            [
                {
                    "name": field,
                    "res_model": self._name,
                    "res_field": field,
                    "res_id": photo.id,
                    "type": "binary",
                    "raw": content,
                }
                for photo, content in zip(self, contents, strict=True)
                if content
            ]
        ).invalidate_recordset(["raw", "datas"])
        self.invalidate_recordset([field], flush=False)

    def _files(self, field):
        """Return the attachments that hold the values of a field."""
        return (
            self.env["ir.attachment"]
            .sudo()
            .search(
                [
                    ("res_model", "=", self._name),
                    ("res_field", "=", field),
                    ("res_id", "in", self.ids),
                ]
            )
        )

    # -- checked --------------------------------------------------------------------------------

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
