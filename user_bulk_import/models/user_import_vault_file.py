import base64

from odoo import models

from ..engine.readers.pieces import in_pieces

FRAME = 2 * 1024 * 1024
"""Bytes of a file that are encrypted at once: each step of it makes a copy."""


class UserImportVault(models.AbstractModel):
    """Keeps whole files encrypted, as attachments.

    A file may have hundreds of megabytes, so it comes in pieces and is encrypted frame by frame,
    each an attachment of its own, and is opened a frame at a time.
    """

    _inherit = "user.import.vault"

    def _store_file(self, record, field_name, pieces, purpose="staged"):
        """Keep a file encrypted beside a field, which would take it in BASE64.

        :param record: a run, or a wizard
        :param str field_name: who may not read the field, may not read the file
        :param pieces: iterable of bytes, the file one after the other
        :param purpose: see :meth:`_key`
        :return: the attachments, in a superuser environment
        """
        Attachment = self.env["ir.attachment"].sudo()
        where = {"res_model": record._name, "res_field": field_name, "res_id": record.id}
        ids = []
        for frame in _frames(pieces):
            raw = self._seal_frame(record, frame, purpose)
            file = Attachment.create({"name": field_name, **where, "raw": raw})
            file.invalidate_recordset(["raw", "datas"], flush=True)
            ids.append(file.id)
        return Attachment.browse(ids)

    def _stored_files(self, records, *field_names):
        """Return the attachments of runs or wizards that :meth:`_store_file` made, in its order."""
        return (
            self.env["ir.attachment"]
            .sudo()
            .search(
                [
                    ("res_model", "=", records._name),
                    ("res_field", "in", field_names),
                    ("res_id", "in", records.ids),
                ],
                order="id",
            )
        )

    def _open_file(self, record, files, purpose="staged"):
        """Return a file as one that can be read to and fro, with a few frames of it in memory; an
        empty one where there is none.

        :param files: what :meth:`_store_file` returned
        :rtype: BinaryIO
        :raises UserError: where the database's secret has changed since; so does reading
        """
        ids = files.ids
        return in_pieces(
            len(ids), FRAME, lambda place: self._opened(record, files.browse(ids[place]), purpose)
        )

    def _file_pieces(self, record, files, purpose="staged"):
        """Yield the bytes of a file, piece by piece.

        :raises UserError: where the database's secret has changed since
        """
        for file_id in files.ids:
            yield self._opened(record, files.browse(file_id), purpose)

    def _opened(self, record, file, purpose):
        """Return the bytes of an attachment; one of before has a whole file in it.

        :param file: browsed by itself, so that Odoo does not read others with it
        """
        sealed = memoryview(file.raw or b"")
        file.invalidate_recordset(["raw"])  # no cache keeps it as long as the record is worked on
        frames = []
        while sealed:
            end = 4 + int.from_bytes(sealed[:4], "big")
            frames.append(
                self._open_bytes(record, base64.urlsafe_b64encode(sealed[4:end]), purpose)
            )
            sealed = sealed[end:]
        return frames[0] if len(frames) == 1 else b"".join(frames)

    def _seal_frame(self, record, frame, purpose):
        """Return bytes encrypted, after the length of what comes out."""
        token = base64.urlsafe_b64decode(self._seal_bytes(record, frame, purpose))
        return len(token).to_bytes(4, "big") + token


def _frames(pieces):
    """Yield the bytes of pieces anew, each time as many as :data:`FRAME`, and at last what is left;
    once at least: an empty file is one too."""
    waiting = bytearray()
    is_empty = True
    for piece in pieces:
        for start in range(0, len(piece), FRAME):
            waiting += piece[start : start + FRAME]
            if len(waiting) >= FRAME:
                yield bytes(waiting[:FRAME])
                del waiting[:FRAME]
                is_empty = False
    if waiting or is_empty:
        yield bytes(waiting)
