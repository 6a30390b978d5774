"""The engine's view of Odoo: users, names and contacts, in a few queries a chunk."""

import os
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor

from odoo.tools import SQL

from ..engine.directory import ExistingUser, normalize_key
from ..engine.values import Ref
from .chunk_passwords import hash_digest
from .directory_people import DirectoryPeople

KEY_COLUMNS = {
    "ref": SQL("lower(btrim(partner.ref))"),
    "login": SQL("lower(btrim(users.login))"),
    "email": SQL("partner.email_normalized"),
}
"""As the indexes of res.users and res.partner have them."""


class OdooDirectory(DirectoryPeople):
    """Implements the engine's ``Directory`` for one run.

    :param env: the importer's own environment; what the importer may not see does not exist here,
        but for the question whether a login is taken
    :param run: the run (superuser environment, for its own rows)
    :param catalogue: the run's catalogue
    :param policy: the run's policy
    :param rows: the rows that are planned now, in the order of the file. Logins count as taken
        that earlier rows give
    """

    entangled = False
    """Whether a row that stands between the first and the last one of ``rows``, and is none of
    them, gives a login that was asked for. It would count for those after it alone, so what was
    answered holds for fewer rows at a time only."""

    def __init__(self, env, run, catalogue, policy, rows=()):
        self.env = env
        self.run = run
        self.catalogue = catalogue
        self.policy = policy
        self.rows = rows

    def resolve(self, asked):
        others = {kind: texts for kind, texts in asked.items() if kind != "photo"}
        found = self.env["user.import.lookup"]._resolve(others, self.policy)
        # Pictures are the run's own.
        photos = self.env["user.import.photo"].sudo()._lookup(self.run, asked.get("photo", ()))
        return found | {("photo", text): answer for text, answer in photos.items()}

    def own_photos(self, stems):
        return self.env["user.import.photo"].sudo()._own(self.run, stems)

    def users(self, keys, fields):
        ids = self.user_ids(keys)
        everybody = self.env["res.users"].with_context(active_test=False)
        users = everybody.search([("id", "in", ids)])
        protected = self.env["res.users"]._import_protected_ids(self.run)
        with_api_keys = self._with_api_keys(users.filtered(lambda user: not user.active))
        values = self.env["user.import.field"]._read(users, fields, self.catalogue)
        return [
            ExistingUser(
                id=user.id,
                login=user.login,
                email=user.email_normalized or user.email or "",
                ref=user.ref or "",
                active=user.active,
                user_type=user._import_user_type(),
                protected=user.id in protected,
                has_api_keys=user.id in with_api_keys,
                values=values[user.id],
            )
            for user in users
        ]

    def _with_api_keys(self, users):
        """Return the ids of the users with API keys that have not expired. The table is read past
        the access rights: whoever may restore users need not see their keys."""
        if not users:
            return set()
        query = SQL(
            "SELECT DISTINCT user_id FROM res_users_apikeys WHERE user_id = ANY(%s) "
            "AND (expiration_date IS NULL OR expiration_date >= now() AT TIME ZONE 'utc')",
            users.ids,
        )
        return {user_id for [user_id] in self.env.execute_query(query)}

    def user_ids(self, keys):
        """Return the ids of all users with one of the keys, one indexed query a key."""
        ids = set()
        for key, texts in keys.items():
            if texts:
                query = SQL(
                    "SELECT users.id FROM res_users users "
                    "JOIN res_partner partner ON partner.id = users.partner_id "
                    "WHERE %s = ANY(%s)",
                    KEY_COLUMNS[key],
                    _as_stored(texts),
                )
                ids.update(row[0] for row in self.env.execute_query(query))
        return sorted(ids)

    def grants(self, refs):
        return self.env["user.import.role"]._grants(refs)

    def taken_logins(self, logins):
        first, last = self.rows[0].sequence, self.rows[-1].sequence
        query = SQL(
            "SELECT login, TRUE FROM res_users WHERE lower(btrim(login)) = ANY(%s) "
            "UNION SELECT login_key, sequence < %s FROM user_import_row "
            "WHERE run_id = %s AND login_key = ANY(%s) AND sequence < %s AND id != ALL(%s)",
            _as_stored(logins),
            first,
            self.run.id,
            list(logins),
            last,
            list(self.rows.ids),
        )
        taken = set()
        for login, is_before in self.env.execute_query(query):
            if is_before:
                taken.add(normalize_key(login))
            else:
                self.entangled = True
        return taken & set(logins)

    def password_states(self, asked):
        query = SQL(
            "SELECT id, password, import_password_state, import_password_digest "
            "FROM res_users WHERE id = ANY(%s)",
            list(asked),
        )
        self.env["res.users"].flush_model()
        context = self.env["res.users"]._crypt_context()

        def state(stored):
            user_id, hashed, origin, digest = stored
            if origin == "own":
                return user_id, "own"
            if not hashed:
                return user_id, "none"
            secret = asked[user_id]
            if secret.kind == "hash":
                same = secret.text == hashed or hash_digest(secret.text) == digest
            else:
                # Of a password that no import gave, the plan must not tell whether it was guessed.
                same = origin == "imported" and context.verify(secret.text, hashed)
            return user_id, "same" if same else "other"

        with ThreadPoolExecutor(os.cpu_count()) as pool:
            return dict(pool.map(state, self.env.execute_query(query)))

    def contacts(self, emails):
        everybody = self.env["res.partner"].with_context(active_test=False)
        partners = everybody.search(
            [
                ("email_normalized", "in", _as_stored(emails)),
                ("user_ids", "=", False),
                ("is_company", "=", False),
                ("active", "=", True),
                ("type", "=", "contact"),
                ("company_id", "in", [False, self.run.company_id.id]),
            ]
        )
        found = defaultdict(list)
        for partner in partners:
            ref = Ref(partner.display_name, partner.id)
            found[normalize_key(partner.email_normalized)].append(ref)
        return found

    def first_rows(self, keys):
        found = {}
        for key, texts in keys.items():
            column = SQL.identifier(f"key_{key}")
            query = SQL(
                "SELECT DISTINCT ON (%s) %s, sheet, number FROM user_import_row "
                "WHERE run_id = %s AND %s = ANY(%s) ORDER BY %s, sequence",
                column,
                column,
                self.run.id,
                column,
                list(texts),
                column,
            )
            for text, sheet, number in self.env.execute_query(query):
                found[key, text] = (sheet or "", number)
        return found


def _as_stored(texts):
    """Return the texts with their lower-case forms, since PostgreSQL's ``lower`` and Python's
    ``casefold`` differ for a few letters (ß, İ)."""
    return sorted({*texts, *(text.lower() for text in texts)})
