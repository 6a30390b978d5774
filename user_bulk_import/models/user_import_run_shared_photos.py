from odoo import models
from odoo.tools import SQL

from ..engine.decisions import ARCHIVE, CREATE, RESTORE, UNCHANGED, UPDATE
from ..engine.drafts import place_text
from ..engine.issues import Issue
from ..engine.photos import NAMED, PHOTO_SHARED
from .user_import_row import issue_values

TAKING = (CREATE, UPDATE, UNCHANGED, ARCHIVE, RESTORE)
"""Actions by which a row's user gets its photo, or has it."""


class UserImportRun(models.Model):
    """Tells rows that give one picture to several people, which may be a slip. That is known once
    all rows are decided."""

    _inherit = "user.import.run"

    def _note_shared_photos(self):
        """Have each row of several with one photo name the others, and no row else."""
        wanted = self._shared_photos()
        noted = self._rows_about_shared_photos()
        for row in self.env["user.import.row"].browse(sorted({*wanted, *noted})):
            others = [issue for issue in row._issues() if issue.code != PHOTO_SHARED]
            values = issue_values([*others, *wanted.get(row.id, ())])
            if values["issues"] != (row.issues or []):
                row.write(values)

    def _shared_photos(self):
        """Return the issues of each row that shares its photo, by row id."""
        self.env["user.import.row"].flush_model()
        query = SQL(
            """SELECT photo.name, array_agg(row.id ORDER BY sequence),
                      array_agg(COALESCE(sheet, '') ORDER BY sequence),
                      array_agg(number ORDER BY sequence)
                 FROM user_import_row AS row JOIN user_import_photo AS photo
                      ON photo.id = row.photo_id AND photo.issue IS NULL
                WHERE row.run_id = %s AND row.action = ANY(%s)
                GROUP BY photo.id HAVING count(*) > 1""",
            self.id,
            list(TAKING),
        )
        found = {}
        for name, *rows in self.env.execute_query(query):
            places = [(row_id, sheet, number) for row_id, sheet, number in zip(*rows, strict=True)]
            for row_id, sheet, number in places:
                near = [(s, n) for other, s, n in places[: NAMED + 1] if other != row_id][:NAMED]
                text = ", ".join(map(place_text, near)) + " …" * (len(places) > NAMED + 1)
                params = {"name": name, "places": text}
                found[row_id] = [Issue(PHOTO_SHARED, params, sheet, number)]
        return found

    def _rows_about_shared_photos(self):
        query = SQL(
            "SELECT id FROM user_import_row WHERE run_id = %s AND issues @> %s::jsonb",
            self.id,
            f'[{{"code": "{PHOTO_SHARED}"}}]',
        )
        return [row_id for [row_id] in self.env.execute_query(query)]
