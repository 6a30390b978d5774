"""How rows are named and whom they name, kept while they are edited."""

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
