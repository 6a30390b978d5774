"""What others depend on of rows: how they are named, whom they name, and what is decided about
them. Kept while rows are edited, to tell what has changed."""

from ..engine.association_specs import is_association
from ..engine.decisions import ARCHIVE, CREATE, DELETE, REJECT, RESTORE
from ..engine.matching import FILE_KEYS

KEYS = [f"key_{name}" for name in FILE_KEYS]


class Named:
    """Keys of some rows and whom they name, at one time."""

    def __init__(self, rows):
        self._by_key = {row: tuple(row[name] for name in KEYS) for row in rows}
        self.keys = {row: set(texts) - {False} for row, texts in self._by_key.items()}
        self.names = {row: set(row.names or ()) for row in rows}
        self.user_ids = set(rows.user_id.ids)

    def of(self, row):
        """Return all that others may depend on: which text is which key counts too."""
        return self._by_key[row], self.names[row]


class Standing:
    """What others depend on of what is decided about a row.

    :ivar bool makes: it makes a user
    :ivar tuple answers: what tells whether its person gets the invitation of others, and of whom
    """

    def __init__(self, row):
        self.makes = row.action == CREATE
        emails = tuple(item["new"] for item in row.changes or () if item["field"] == "email")
        named = frozenset(
            (item["field"], ref["id"], ref["kind"])
            for item in row.changes or ()
            if is_association(item["field"])
            for ref in item["new"] or ()
        )
        turns = row.action if row.action in (ARCHIVE, DELETE, REJECT, RESTORE) else ""
        self.answers = (self.makes, turns, emails, named)
