import hashlib

from odoo import api, fields, models

from ..engine.issues import Issue
from ..engine.photo_checks import MAX_BYTES
from ..engine.photo_codes import PHOTO_TOO_BIG

AS_IT_IS = {"image_no_postprocess": True}
"""Odoo decodes the pictures of attachments at once, however large, unless it is told not to."""


class UserImportPhoto(models.Model):
    """The bytes of pictures: how they come and where they are kept."""

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
        if len(content) > self._max_bytes():
            return self._came_faulty(name, len(content), self._too_big())
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
    def _too_big(self):
        """Return why a picture with more bytes than that is not kept."""
        return Issue(PHOTO_TOO_BIG, {"limit": max(1, self._max_bytes() // 1024**2)})

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
