import base64
import io
from itertools import chain

from odoo import models

FRAME = 4 * 1024 * 1024
"""Bytes of a file that are encrypted at once: each step of it makes a copy."""


class UserImportVault(models.AbstractModel):
    """Keeps whole files encrypted, as attachments.

    A file may have a hundred megabytes, so it comes and goes in pieces and is encrypted frame by
    frame, each after its length.
    """

    _inherit = "user.import.vault"

    def _store_file(self, record, field_name, pieces, purpose="staged"):
        """Keep a file encrypted beside a field, which would take it in BASE64.

        :param record: a run, or a wizard
        :param str field_name: who may not read the field, may not read the file
        :param pieces: iterable of bytes, the file one after the other
        :param purpose: see :meth:`_key`
        :return: the attachment, in a superuser environment
        """
        file = self.env["ir.attachment"].sudo().create(
            {
                "name": field_name,
                "res_model": record._name,
                "res_field": field_name,
                "res_id": record.id,
                "raw": self._seal_file(record, pieces, purpose),
            }
        )  # fmt: skip
        file.invalidate_recordset(["raw", "datas"], flush=True)
        return file

    def _stored_files(self, records, *field_names):
        """Return the attachments of runs or wizards that :meth:`_store_file` made."""
        return (
            self.env["ir.attachment"]
            .sudo()
            .search(
                [
                    ("res_model", "=", records._name),
                    ("res_field", "in", field_names),
                    ("res_id", "in", records.ids),
                ]
            )
        )

    def _file_content(self, record, file, purpose="staged"):
        """Return the bytes of a file; ``b""`` where there is none.

        :raises UserError: where the database's secret has changed since
        """
        content = io.BytesIO()  # gives away what it holds without a copy
        for piece in self._file_pieces(record, file, purpose):
            content.write(piece)
        return content.getvalue()

    def _file_pieces(self, record, file, purpose="staged"):
        """Yield the bytes of a file, piece by piece.

        :raises UserError: where the database's secret has changed since
        """
        sealed = memoryview(file.raw or b"")
        file.invalidate_recordset(["raw"])  # no cache keeps it as long as the record is worked on
        while sealed:
            end = 4 + int.from_bytes(sealed[:4], "big")
            yield self._open_bytes(record, base64.urlsafe_b64encode(sealed[4:end]), purpose)
            sealed = sealed[end:]

    def _seal_file(self, record, pieces, purpose):
        sealed = io.BytesIO()
        for frame in _frames(pieces):
            token = base64.urlsafe_b64decode(self._seal_bytes(record, frame, purpose))
            sealed.write(len(token).to_bytes(4, "big"))
            sealed.write(token)
        return sealed.getvalue()


def _frames(pieces):
    """Yield pieces of at most :data:`FRAME` bytes, one at least: an empty file is one too."""
    pieces = iter(pieces)
    for piece in chain([next(pieces, b"")], pieces):
        for start in range(0, max(1, len(piece)), FRAME):
            yield piece[start : start + FRAME]
