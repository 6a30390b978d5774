"""The passwords of one chunk of rows: made where they are to be made, hashed on all cores, stored
through Odoo's own hook."""

import hashlib
import os
from concurrent.futures import ThreadPoolExecutor

from ..engine.passwords import generate_password

LOW_COST_ROUNDS = 1_000
"""For generated passwords alone: nobody tries out 80 bits, however cheap a trial is. Odoo hashes
them at full cost at the first login (``verify_and_update`` in its ``_check_credentials``)."""

GIVEN, HASH, GENERATED, COMMON = "given", "hash", "generated", "common"
"""Kinds of the engine's ``Secret``."""


class ChunkPasswords:
    """Knows the hash that each row's user gets.

    :param env: a superuser environment, for the run's own records
    :param catalogue: the run's catalogue
    :param changes: the engine's changes by row id
    """

    def __init__(self, env, run, catalogue, changes):
        self.env = env
        self.run = run
        self.catalogue = catalogue
        self.kinds = {
            row_id: change.new.kind
            for row_id, row_changes in changes.items()
            for change in row_changes
            if change.field == "password"
        }
        self.plain = {}
        self.hashes = {}

    def prepare(self, rows):
        """Make and hash the passwords. PBKDF2 gives up Python's lock while it works."""
        rows = rows.filtered(lambda row: row.id in self.kinds)
        by_kind = rows.grouped(lambda row: self.kinds[row.id])
        self.hashes |= self._staged(by_kind.get(HASH, ()), "password_hash")
        self.plain |= self._staged(by_kind.get(GIVEN, ()), "password")
        self._hash(list(self.plain), self._context())
        self._make(by_kind.get(GENERATED, ()))
        if common := by_kind.get(COMMON):
            self._share(common)

    def _context(self, rounds=None):
        """Return Odoo's crypt context, with fewer rounds than its own where ``rounds`` says so."""
        # A copy: Odoo keeps the one it gives, and hashes everybody's passwords with it.
        context = self.env["res.users"]._crypt_context().copy()
        if rounds:
            context.update(pbkdf2_sha512__rounds=rounds)
        return context

    def _staged(self, rows, target):
        """Return what the file has for the rows, converted as for the plan, by row id."""
        vault = self.env["user.import.vault"]
        convert = self.catalogue[target].convert
        sheets = {
            column.sheet or "": (column.key, self.run._policy_for(column.sheet or ""))
            for column in self.run.column_ids
            if column.target == target and column.index >= 0
        }
        found = {}
        for row in rows:
            key, policy = sheets[row.sheet or ""]
            found[row.id] = convert(vault._open(self.run, row.secrets)[key], policy).text
        return found

    def _hash(self, row_ids, context):
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            hashes = pool.map(context.hash, [self.plain[row_id] for row_id in row_ids])
            self.hashes |= dict(zip(row_ids, hashes, strict=True))

    def _make(self, rows):
        minimum = self.run._password_length()
        made = {row.id: generate_password(minimum) for row in rows}
        self.plain |= made
        self._hash(list(made), self._context(LOW_COST_ROUNDS))

    def _share(self, rows):
        """Give all the same hash: who knows the password knows that of all, salted or not."""
        common = self.env["user.import.vault"]._open(self.run, self.run.common_password)["common"]
        hashed = self._context().hash(common)
        self.plain |= dict.fromkeys(rows.ids, common)
        self.hashes |= dict.fromkeys(rows.ids, hashed)

    def written(self, rows):
        """Return the rows whose user gets a password."""
        return rows.filtered(lambda row: row.id in self.hashes)

    def store(self, rows):
        """Store the hashes, and what the login slips need.

        :param rows: with their users
        """
        written = self.written(rows)
        vault = self.env["user.import.vault"]
        for row in written:
            row.user_id._set_encrypted_password(row.user_id.id, self.hashes[row.id])
            if self.kinds[row.id] in (GENERATED, COMMON):
                row.credential = vault._seal_credential(self.run, self.plain[row.id])
        self._note_origin(rows.filtered(lambda row: row.action == "create") | written)

    def _note_origin(self, rows):
        """Keep that the passwords are an import's, also where it gave none: whoever sets one from
        now on keeps it. And keep of which hash one came."""
        # sudo: bookkeeping that no person may see or change.
        rows.user_id.sudo().write(
            {"import_password_state": "imported", "import_password_digest": False}
        )
        for row in rows.filtered(lambda row: self.kinds.get(row.id) == HASH):
            row.user_id.sudo().import_password_digest = hash_digest(self.hashes[row.id])


def hash_digest(text):
    """Return what tells an imported hash again after Odoo has replaced it by a costlier one."""
    return hashlib.sha256(text.encode()).hexdigest()
