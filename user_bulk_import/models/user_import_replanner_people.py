from odoo import api, models
from odoo.tools import SQL

from ..engine.association_codes import ASSOCIATION_CYCLE
from ..engine.association_specs import is_association
from ..engine.directory import normalize_key
from ..engine.naming import all_names, named_texts
from ..engine.policy import MATCH_KEYS
from .directory import OdooDirectory
from .named_rows import KEYS, Named


class UserImportReplanner(models.AbstractModel):
    """Which rows depend on others since one names the other.

    What a row's texts mean depends on the keys of the rows that have them; what is said about a row
    depends on the rows that name it; and circles on all who are part of them.
    """

    _inherit = "user.import.replanner"

    @api.model
    def _renew_names(self, run, rows):
        """Write anew whom rows name."""
        for sheet, sheet_rows in rows.grouped("sheet").items():
            names = self.env["user.import.planner"]._names(run, sheet or "", sheet_rows)
            for row, new in zip(sheet_rows, names, strict=True):
                if (row.names or False) != new:
                    row.names = new

    @api.model
    def _concerned(self, run, rows, before, limit):
        """Return the rows whose people, or what is said of them, may have become others.

        :param rows: whose keys and names were written anew
        :param Named before: how they were
        :param limit: about how many are given at most
        :return: ``None`` for all rows of the file
        """
        fields = self._association_fields(run)
        now = Named(rows)
        changed = [row for row in rows if before.of(row) != now.of(row)]
        if not fields or not changed:
            return rows.browse()
        keys = set().union(*(before.keys[row] | now.keys[row] for row in changed))
        keys, user_ids = self._with_user_keys(run, keys, before.user_ids)
        if keys & self._default_texts(run, fields):
            return None
        naming = self._naming(run, fields, keys, user_ids, limit)
        names = set().union(*(before.names[row] | now.names[row] for row in changed))
        texts, ids = self._named(names)
        for row in naming:
            texts |= self._named(row.names)[0] & keys
        if naming:
            ids |= user_ids
        return naming | self._about(run, texts, ids, limit) | self._in_circles(run, limit)

    @api.model
    def _beside_circles(self, run, rows, limit):
        """Return all rows that name somebody, where some of ``rows`` close a circle: it may lead
        over people who have no row, or none with an error.

        :param rows: just planned
        """
        if any(item["code"] == ASSOCIATION_CYCLE for row in rows for item in row.issues or []):
            return self._found(run, SQL("names IS NOT NULL"), limit)
        return rows.browse()

    @api.model
    def _association_fields(self, run):
        names = {column._field_name() for column in run.column_ids}
        return sorted(name for name in names if is_association(name))

    @api.model
    def _default_texts(self, run, fields):
        """Return the texts of defaults that name people."""
        found = set()
        for sheet in run._sheets():
            policy, catalogue = run._policy_for(sheet), run._catalogue()
            for field in fields:
                if text := policy.defaults.get(field):
                    items = catalogue[field].convert(text, policy)
                    found |= {normalize_key(item.value) for item in items}
        return found

    @api.model
    def _with_user_keys(self, run, keys, user_ids):
        """Return keys and ids of users, with all keys of these users and of those who have one."""
        directory = OdooDirectory(run.env, run, None, None)
        people = directory.people(keys) if keys else []
        people = [*people, *directory.people_by_id(user_ids)]
        more = {normalize_key(getattr(person, key)) for person in people for key in MATCH_KEYS}
        return keys | (more - {""}), {person.id for person in people}

    @api.model
    def _named(self, names):
        """Return the texts, and the ids of users, that rows name."""
        bare = [name.partition(" ")[2] for name in names]
        ids = {int(name.rpartition("#")[2]) for name in bare if " " not in name and "#" in name}
        return named_texts(bare), ids

    @api.model
    def _naming(self, run, fields, texts, user_ids, limit):
        """Return the rows that name one of the texts or users."""
        names = all_names(fields, texts)
        names |= {f"{sign}{field}#{i}" for i in user_ids for field in fields for sign in ("", "-")}
        if not names:
            return self.env["user.import.row"]
        return self._found(
            run, SQL("names ?| %s", [f"{run.id} {name}" for name in sorted(names)]), limit
        )

    @api.model
    def _about(self, run, texts, user_ids, limit):
        """Return the rows that have one of the texts as a key, or are about a user who has."""
        directory = OdooDirectory(run.env, run, None, None)
        users = {*user_ids, *directory.user_ids(dict.fromkeys(MATCH_KEYS, texts))}
        texts, _ids = self._with_user_keys(run, set(texts), users)
        conditions = [SQL("%s = ANY(%s)", SQL.identifier(key), sorted(texts)) for key in KEYS]
        conditions.append(SQL("user_id = ANY(%s)", sorted(users)))
        rows = self._found(run, SQL("(%s)", SQL(" OR ").join(conditions)), limit)
        # Other rows about the same users.
        return rows | self._found(run, SQL("user_id = ANY(%s)", rows.user_id.ids), limit)

    @api.model
    def _in_circles(self, run, limit):
        """Return the rows that close a circle as far as is known."""
        told = SQL("issues @> %s::jsonb", f'[{{"code": "{ASSOCIATION_CYCLE}"}}]')
        return self._found(run, told, limit)

    @api.model
    def _found(self, run, condition, limit):
        Row = self.env["user.import.row"].with_env(run.env)
        Row.flush_model()
        query = SQL(
            "SELECT id FROM user_import_row WHERE run_id = %s AND %s LIMIT %s",
            run.id,
            condition,
            limit + 1,
        )
        return Row.browse(row_id for [row_id] in self.env.execute_query(query))
