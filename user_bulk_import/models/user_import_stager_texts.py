import hashlib

from odoo import api, models

from ..engine.photo_codes import broken_text
from ..engine.photo_texts import is_picture_text, picture_bytes
from ..engine.tables import SourceRow
from .user_import_stager_photos import batches

TOLD_DIGITS = 6
"""Of a picture's digest, to tell pictures of one row number from each other."""


class UserImportStager(models.AbstractModel):
    """Takes pictures that stand in cells as text out of the rows, as rows are read: the cell tells
    what stood there, and nothing that big is in a row, a report or the browser."""

    _inherit = "user.import.stager"

    @api.model
    def _rows(self, run, table, done):
        numbered = enumerate(super()._rows(run, table, done))
        for batch in batches(numbered, lambda pair: _pictures_size(pair[1])):
            kept = {}
            rows = [self._without_pictures(row, number < done, kept) for number, row in batch]
            self._keep_pictures(run, kept)
            del batch, kept
            yield from rows

    @api.model
    def _without_pictures(self, row, is_staged, kept):
        """Return a row with the names of pictures in their places.

        :param is_staged: the row's pictures are kept already
        :param kept: takes up the others, by their names
        """
        cells = list(row.cells)
        for index, text in enumerate(cells):
            if not is_picture_text(text):
                continue
            cells[index] = ""
            if not is_staged:
                values, content = self._text_came(row, text)
                cells[index] = values["name"]
                kept[values["name"]] = values, content
        return SourceRow(row.sheet, row.number, tuple(cells))

    @api.model
    def _keep_pictures(self, run, kept):
        """Stage pictures that are not staged yet.

        :param kept: what :meth:`_text_came` gives, by name
        """
        if not kept:
            return
        Photo = self.env["user.import.photo"]
        known = Photo.search([("run_id", "=", run.id), ("name", "in", list(kept))])
        names = set(known.mapped("name"))
        new = [came for name, came in kept.items() if name not in names]
        Photo._stage(run, new, origin="text")

    @api.model
    def _text_came(self, row, text):
        """Return a picture as it is staged, with a name that tells where it stood."""
        Photo = self.env["user.import.photo"]
        content = picture_bytes(text)
        if content:
            values, kept = Photo._came("", content)
        else:
            values, kept = Photo._came_faulty("", len(text), broken_text(text).issue())
        told = {
            "sheet": row.sheet,
            "row": row.number,
            "size": max(1, round(values["size"] / 1024)),
            "digest": hashlib.sha256(content or text.encode()).hexdigest()[:TOLD_DIGITS],
        }
        if row.sheet:
            name = self.env._("photo of %(sheet)s, row %(row)s (%(size)s KB, %(digest)s)", **told)
        else:
            name = self.env._("photo of row %(row)s (%(size)s KB, %(digest)s)", **told)
        return {**values, "name": name}, kept


def _pictures_size(row):
    return sum(len(text) for text in row.cells if is_picture_text(text))
