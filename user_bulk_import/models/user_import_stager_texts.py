from odoo import api, models

from ..engine.photo_texts import is_picture_text, picture_bytes
from ..engine.tables import SourceRow

TOLD_DIGITS = 6
"""Of a picture's digest, to tell pictures of one row number from each other."""


class UserImportStager(models.AbstractModel):
    """Takes pictures that stand in cells as text out of the rows, as each row is read: the cell
    tells what stood there, and nothing that big is in a row, a report or the browser."""

    _inherit = "user.import.stager"

    @api.model
    def _rows(self, run, table, done):
        for number, row in enumerate(super()._rows(run, table, done)):
            if any(map(is_picture_text, row.cells)):
                row = self._without_pictures(run, row, is_staged=number < done)
            yield row

    @api.model
    def _without_pictures(self, run, row, is_staged):
        """Return a row with the names of pictures in their places.

        :param is_staged: the row's pictures are kept already
        """
        cells = list(row.cells)
        for index, text in enumerate(cells):
            if is_picture_text(text):
                cells[index] = "" if is_staged else self._keep_picture(run, row, text)
        return SourceRow(row.sheet, row.number, tuple(cells))

    @api.model
    def _keep_picture(self, run, row, text):
        """Stage the picture in a cell.

        :return: its name
        """
        Photo = self.env["user.import.photo"]
        content = picture_bytes(text)
        values = Photo._content_values(content, Photo._max_bytes())
        name = self._picture_name(row, values)
        if not Photo.search_count([("run_id", "=", run.id), ("name", "=", name)], limit=1):
            photo = Photo._stage(run, [(name, content)], origin="text")
            photo.flush_recordset()
            photo.invalidate_recordset(["content"])
            self.env["ir.attachment"].invalidate_model(["raw", "datas"])
        return name

    @api.model
    def _picture_name(self, row, values):
        told = {
            "sheet": row.sheet,
            "row": row.number,
            "size": max(1, round(values["size"] / 1024)),
            "digest": values["digest"][:TOLD_DIGITS],
        }
        if row.sheet:
            return self.env._("photo of %(sheet)s, row %(row)s (%(size)s KB, %(digest)s)", **told)
        return self.env._("photo of row %(row)s (%(size)s KB, %(digest)s)", **told)
