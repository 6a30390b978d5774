"""Uploads with photos."""

import io
import zipfile

from .common import ImportCase

USERS = (
    "login,name,email,ref\nanna,Anna Arp,anna@example.com,A-1\nbob,Bob Berg,bob@example.com,B-2\n"
)


def zipped(**members):
    """Return a ZIP. A name is written with ``__`` for a slash and ``_`` for a dot."""
    return zipped_files({k.replace("__", "/").replace("_", "."): v for k, v in members.items()})


def zipped_files(members):
    """Return a ZIP of contents by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in members.items():
            made.writestr(name, content)
    return out.getvalue()


class PhotoCase(ImportCase):
    def open_zip(self, members, **options):
        return self.open_run(zipped_files(members), name="users.zip", **options)

    def photos_by_login(self, run):
        """Return the names of the photos that rows ask for, by login."""
        return {row.login: row.photo_id.name for row in self.rows(run)}

    def photo_changes(self, run):
        return {
            row.login: change["new"]["label"]
            for row in self.rows(run)
            for change in row.changes or []
            if change["field"] == "photo"
        }

    def photo_codes(self, row):
        return [code for code in self.codes(row) if code.startswith("photo_")]

    def run_codes(self, run):
        return [item["code"] for item in run.issues or []]
