"""The part of the directory that tells whom texts mean: users, and rows of the file."""

from odoo.tools import SQL

from ..engine.association_specs import is_association
from ..engine.directory import FileRow, KnownPerson
from ..engine.matching import FILE_KEYS
from ..engine.persons import FIRST_FEW

_COLUMNS = SQL(", ").join(
    SQL("%s.%s", SQL.identifier("row"), SQL.identifier(name))
    for name in ("id", "sheet", "number", *(f"key_{key}" for key in FILE_KEYS), "names")
)
_ROWS = SQL("user_import_row AS row")


class DirectoryPeople:
    """Answers who is meant; a part of ``OdooDirectory``."""

    _roles_by_sheet = None

    def people(self, texts):
        return self._known(self.user_ids(dict.fromkeys(("ref", "login", "email"), texts)))

    def people_by_id(self, user_ids):
        return self._known(user_ids)

    def _known(self, user_ids):
        if not user_ids:
            return []
        everybody = self.env["res.users"].with_context(active_test=False)
        users = everybody.search_fetch(
            [("id", "in", list(user_ids))], ["name", "login", "email", "ref", "import_role_ids"]
        )
        return [
            KnownPerson(
                id=user.id,
                name=user.name or "",
                login=user.login or "",
                email=user.email_normalized or user.email or "",
                ref=user.ref or "",
                role_ids=frozenset(user.import_role_ids.ids),
            )
            for user in users
        ]

    def rows_having(self, texts):
        texts = sorted(texts)
        if not texts:
            return []
        self._flush_rows()
        parts = [
            SQL(
                "SELECT id FROM (SELECT id, row_number() OVER "
                "(PARTITION BY %s, sheet ORDER BY sequence) AS position "
                "FROM user_import_row WHERE run_id = %s AND %s = ANY(%s)) AS having%s "
                "WHERE position <= %s",
                SQL.identifier(f"key_{key}"),
                self.run.id,
                SQL.identifier(f"key_{key}"),
                texts,
                SQL(str(number)),
                FIRST_FEW,
            )
            for number, key in enumerate(FILE_KEYS)
        ]
        return self._file_rows(SQL("row.id IN (%s)", SQL(" UNION ").join(parts)))

    def rows_naming(self, names):
        if not names or not self._file_names_people():
            return []
        self._flush_rows()
        stored = [f"{self.run.id} {name}" for name in sorted(names)]
        # One look into the index for each name: by one condition for all of them, every row found
        # would be compared with all names. They hold the import's id: where PostgreSQL does not
        # know how many rows it has, it would begin with all of these.
        named = SQL("unnest(%s) AS name JOIN user_import_row AS row ON row.names ? name", stored)
        return self._file_rows(SQL("row.left_out IS NOT TRUE"), named)

    def associated(self, user_ids, fields):
        return self.env["user.import.binding.association"]._associated(list(user_ids), fields)

    def _file_names_people(self):
        return any(is_association(column.target or "") for column in self.run.column_ids)

    def _flush_rows(self):
        self.run.env["user.import.row"].flush_model(
            ["sheet", "number", "names", "left_out", *(f"key_{key}" for key in FILE_KEYS)]
        )

    def _file_rows(self, condition, source=_ROWS):
        """Return the rows of this import that meet a condition, each once.

        :param source: what follows ``FROM``; it may give a row several times
        """
        query = SQL(
            "SELECT DISTINCT ON (row.sequence) %s FROM %s WHERE %s ORDER BY row.sequence",
            _COLUMNS,
            source,
            condition,
        )
        roles = self._sheet_roles()
        rows = []
        for row_id, sheet, number, *keys, names in self.env.execute_query(query):
            rows.append(
                FileRow(
                    id=row_id,
                    place=(sheet or "", number),
                    keys={key: text for key, text in zip(FILE_KEYS, keys, strict=True) if text},
                    names=frozenset(name.partition(" ")[2] for name in names or ()),
                    role_ids=roles.get(sheet or "", frozenset()),
                )
            )
        return rows

    def _sheet_roles(self):
        """Return the ids of the roles that the people of each sheet get by default."""
        if self._roles_by_sheet is None:
            self._roles_by_sheet = self.run.env["user.import.associator"]._default_roles(self.run)
        return self._roles_by_sheet
