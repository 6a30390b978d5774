import base64
import hashlib

from odoo import api, fields, models

from ..engine.issues import Issue, Problem
from ..engine.photo_checks import MAX_BYTES, photo_of
from ..engine.photo_codes import PHOTO_GONE, PHOTO_TOO_BIG
from ..engine.values import BY_CONTENT, Ref

AS_IT_IS = {"image_no_postprocess": True}
"""Odoo decodes the pictures of attachments at once, however large, unless it is told not to."""


class UserImportPhoto(models.Model):
    """Pictures are checked once, by decoding them, when a row first asks for them. What a photo
    is written with is what came out of that."""

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

    @api.model
    def _stage(self, run, pictures, origin="archive", **values):
        """Keep pictures as they came. Those that are too big are kept by name only.

        :param run: in a superuser environment
        :param pictures: pairs of name and bytes
        :param values: of all of them
        :rtype: user.import.photo
        """
        limit = self._max_bytes()
        return self.with_context(**AS_IT_IS).create(
            [
                {
                    "run_id": run.id,
                    "name": name,
                    "origin": origin,
                    **self._content_values(content, limit),
                    **values,
                }
                for name, content in pictures
            ]
        )

    @api.model
    def _content_values(self, content, limit):
        values = {"size": len(content), "digest": hashlib.sha256(content).hexdigest()}
        if len(content) > limit:
            issue = Issue(PHOTO_TOO_BIG, {"limit": max(1, limit // 1024**2)})
            return {**values, "is_checked": True, "issue": issue.to_json()}
        return {**values, "content": base64.b64encode(content)}

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

    def _answers(self):
        """Return what the pictures are for the rows that name them; they are checked by that.

        :return: ``{photo: Ref | Problem}``
        """
        self.sudo()._check()
        return {photo: photo._answer() for photo in self}

    def _answer(self):
        self.ensure_one()
        photo = self.sudo()
        if photo.issue:
            issue = Issue.from_json(photo.issue)
            return Problem(issue.code, **issue.params)
        return Ref(photo.name, photo.id, BY_CONTENT + photo.digest)

    def _check(self):
        """Decode those pictures that nobody has asked for yet, one in memory at a time."""
        for photo in self.filtered(lambda photo: not photo.is_checked):
            values = photo._checked_values()
            photo.with_context(**AS_IT_IS).write({"is_checked": True, "content": False, **values})
            photo.flush_recordset()
            photo.invalidate_recordset(["content", "image"])

    def _checked_values(self):
        content = self.with_context(bin_size=False).content
        if not content:
            return {"issue": Issue(PHOTO_GONE).to_json()}
        try:
            image = photo_of(base64.b64decode(content), self._max_bytes())
        except Problem as problem:
            return {"issue": problem.issue().to_json()}
        return {"image": base64.b64encode(image)}
