from odoo import models

from ..engine.issues import INFO, Issue, _lt, define
from ..engine.mapping_codes import HEADER_UNKNOWN, HEADER_UNKNOWN_SECRET

COLUMNS_LEFT_OUT = define(
    "columns_left_out",
    INFO,
    _lt("These columns are not imported, since no field is known for them: %(columns)s."),
)
PASSWORDS_UNUSED = define(
    "passwords_unused",
    INFO,
    _lt("The passwords in the file are not used, as the setting “New User Password” says."),
)
PASSWORDS_KEPT = define(
    "passwords_kept",
    INFO,
    _lt(
        "Passwords of existing users stay as they are, as the setting “Overwrite Passwords” says: "
        "those in the file are for new users."
    ),
)

UNKNOWN_CODES = (HEADER_UNKNOWN, HEADER_UNKNOWN_SECRET)


class UserImportRun(models.Model):
    """What is told about the file as a whole when its columns are settled."""

    _inherit = "user.import.run"

    def _note_columns_left_out(self):
        """Tell on the run which columns are not imported: the doubtful ones each with its reason,
        the unknown ones together."""
        found = [item for column in self.column_ids for item in column.issues or []]
        issues = [Issue.from_json(item) for item in found]
        unknown = dict.fromkeys(i.params["header"] for i in issues if i.code in UNKNOWN_CODES)
        told = [issue for issue in issues if issue.code not in UNKNOWN_CODES]
        if unknown:
            told.append(Issue(COLUMNS_LEFT_OUT, {"columns": ", ".join(unknown)}))
        if {"password", "password_hash"} & set(self.column_ids.mapped("target")):
            told += self._password_notes()
        self.issues = [issue.to_json() for issue in told]

    def _password_notes(self):
        """Return what becomes of the file's passwords where it may surprise."""
        if self.operation != "update" and self.password_mode in ("common", "invite"):
            return [Issue(PASSWORDS_UNUSED)]
        updating = self.operation in ("upsert", "update") and self.update_mode != "none"
        return [Issue(PASSWORDS_KEPT)] if updating and not self.update_passwords else []
