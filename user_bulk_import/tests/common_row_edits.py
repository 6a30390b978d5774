"""What the tests of the review share: rows that are edited as the web client does it."""

from .common import ImportCase

DECIDED = (
    "state",
    "action",
    "user_id",
    "contact_id",
    "login",
    "login_key",
    "changes",
    "issues",
    "severity",
    "key_ref",
    "key_login",
    "key_email",
    "key_new_login",
)
"""All that planning writes of a row."""

COUNTERS = (
    "total_count",
    "created_count",
    "updated_count",
    "unchanged_count",
    "skipped_count",
    "archived_count",
    "restored_count",
    "deleted_count",
    "failed_count",
    "warning_count",
)


class RowEditCase(ImportCase):
    def edit(self, row, user=None, **texts):
        """Type texts into cells, by the titles of their columns (_ for a blank), as the web
        client saves them: all definitions with their values.
        """
        row = row.with_user(user or self.importer)
        texts = {title.replace("_", " "): text for title, text in texts.items()}
        cells = row.web_read({"cells": {}})[0]["cells"]
        for item in cells:
            if item["string"] in texts:
                item["value"] = texts.pop(item["string"])
        self.assertFalse(texts, "no such columns")
        return row.web_save({"cells": cells}, {"cells": {}, "action": {}})

    def key(self, run, title):
        """Return the technical name of a column's cells."""
        return next(item["name"] for item in run.cells_definition if item["string"] == title)

    def cell(self, row, title):
        return row.sudo()._cell_texts()[row.id].get(self.key(row.run_id.sudo(), title), "")

    def decided(self, run):
        """Return what is decided about each row, and the counters of the run."""
        self.env.flush_all()
        self.env.invalidate_all()
        rows = [
            {name: values[name] for name in DECIDED}
            for values in self.rows(run).read(DECIDED, load=None)
        ]
        return rows, {name: run.sudo()[name] for name in COUNTERS}
