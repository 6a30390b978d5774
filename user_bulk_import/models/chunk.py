"""One chunk of rows on its way into the database."""

import json
from collections import Counter, defaultdict
from dataclasses import replace

from odoo.fields import Command

from ..engine.directory import normalize_key
from ..engine.merging import identity
from ..engine.values import Ref, to_json
from .chunk_passwords import ChunkPasswords
from .deleting import delete_users
from .directory import OdooDirectory

NO_MAIL = {
    "no_reset_password": True,
    "tracking_disable": True,
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "mail_notrack": True,
}
"""Context keys that Odoo itself asks for: invitations are a step of their own."""

ALERTING = ("login", "email")
"""Fields of which Odoo tells the user by mail when they change."""


class Chunk:
    """What applying one chunk of rows needs to know, read once for all of them."""

    def __init__(self, env, run, rows):
        self.run = run
        self.env = run._importer_env()
        self.own_env = env
        self.catalogue = run._catalogue()
        self.changes = {row.id: row._changes() for row in rows}
        self.passwords = ChunkPasswords(env, run, self.catalogue, self.changes)

    def users(self, rows):
        return self.env["res.users"].browse(rows.user_id.ids)

    # -- has the directory moved on? ----------------------------------------------------------

    def stale(self, rows):
        """Return the rows whose users are no longer as the plan saw them."""
        creating = rows.filtered(lambda row: row.action == "create")
        stale = self._stale_new(creating) | self._stale_existing(rows - creating)
        return stale | self._stale_logins(rows.filtered("login_key"))

    def _stale_logins(self, rows):
        """Return the rows that give a login which somebody has by now."""
        logins = [row.login_key for row in rows]
        self.env.cr.execute(
            "SELECT login FROM res_users WHERE lower(btrim(login)) = ANY(%s)",
            [[*logins, *(login.lower() for login in logins)]],
        )
        taken = {normalize_key(login) for [login] in self.env.cr.fetchall()}
        return rows.filtered(lambda row: row.login_key in taken)

    def _stale_new(self, rows):
        """Return the rows whose reference somebody has by now, or whose contact is no longer the
        one to link."""
        refs = {row.key_ref for row in rows if row.key_ref}
        directory = OdooDirectory(self.env, self.run, self.catalogue, None)
        refs = {normalize_key(user.ref) for user in directory.users({"ref": refs}, ())}
        # As planned: the address may be the login, without a column of its own.
        emails = {
            row: normalize_key(change.new)
            for row in rows.filtered("contact_id")
            for change in self.changes[row.id]
            if change.field == "email"
        }
        contacts = directory.contacts(emails.values()) if emails else {}
        free = {email: {ref.id for ref in found} for email, found in contacts.items()}
        return rows.filtered(
            lambda row: (
                row.key_ref in refs
                or (row.contact_id and {row.contact_id.id} != free.get(emails.get(row)))
            )
        )

    def _stale_existing(self, rows):
        everybody = self.env["res.users"].with_context(active_test=False)
        users = everybody.search([("id", "in", rows.user_id.ids)])
        protected = self.env["res.users"]._import_protected_ids(self.run)
        fields = {change.field for row in rows for change in self.changes[row.id]}
        now = self.env["user.import.field"]._read(users, sorted(fields), self.catalogue)
        return rows.filtered(
            lambda row: (
                row.user_id.id not in now
                or row.user_id.id in protected
                or any(
                    _comparable(now[row.user_id.id].get(change.field)) != _comparable(change.old)
                    for change in self.changes[row.id]
                )
            )
        )

    def with_changed_roles(self, rows):
        """Return the rows whose roles, or groups by name, bring along something else than the plan
        saw: nothing is written that the review did not show."""
        planned = {
            row: [basis for change in self.changes[row.id] for basis in change.basis]
            for row in rows
        }
        refs = {Ref("", id_, kind) for basis in planned.values() for kind, id_, _digest in basis}
        if not refs:
            return rows.browse()
        grants = OdooDirectory(self.env, self.run, self.catalogue, None).grants(refs).by_key
        now = {key: grant.digest for key, grant in grants.items()}
        return rows.filtered(
            lambda row: any(now.get((kind, id_)) != digest for kind, id_, digest in planned[row])
        )

    # -- before writing -----------------------------------------------------------------------

    def _add_properties(self, rows):
        names = {change.field for row in rows for change in self.changes[row.id]}
        definitions = [
            column._property_definition()
            for column in self.run.column_ids
            if column.target == "property" and column._field_name() in names
        ]
        if definitions:
            companies = self.users(rows).company_id | self._new_companies(rows)
            unique = {definition["name"]: definition for definition in definitions}
            companies._add_user_properties(list(unique.values()))

    def _new_companies(self, rows):
        ids = {self.run.company_id.id}
        for row in rows:
            ids.update(c.new.id for c in self.changes[row.id] if c.field == "company" and c.new)
        return self.env["res.company"].browse(ids)

    def _make_tags(self, rows):
        """Make the tags that do not exist; return the rows' changes with them in place."""
        changes = {row.id: self.changes[row.id] for row in rows}
        labels = Counter(
            ref.label
            for row_changes in changes.values()
            for change in row_changes
            if change.field == "tags"
            for ref in change.new or ()
            if ref.id is None
        )
        if not labels:
            return changes
        Tag = self.env["res.partner.category"].with_context(active_test=False)
        last = Tag.search([], order="id desc", limit=1).id or 0
        tags = self.env["res.partner.category"]._import_find_or_create(labels)
        # What others make meanwhile is not seen before this transaction ends.
        made = Tag.search([("id", ">", last)])
        self.run.made_tag_ids = [*(self.run.made_tag_ids or []), *made.ids]

        def with_tags(change):
            if change.field != "tags":
                return change
            return replace(change, new=tuple(tags.get(r.label, r) for r in change.new or ()))

        return {row_id: tuple(map(with_tags, items)) for row_id, items in changes.items()}

    # -- writing ------------------------------------------------------------------------------

    def prepare(self, rows):
        """Do the slow work that needs no lock."""
        self.passwords.prepare(rows)

    def carry_out(self, rows):
        """Write all rows, and first what they refer to, or raise.

        :return: ``{row: (outcome, issues)}`` of those that went another way than decided
        """
        self._add_properties(rows)
        changes = self._make_tags(rows)
        by_action = rows.grouped("action")
        empty = rows.browse()
        self._create(by_action.get("create", empty), changes)
        restored = by_action.get("restore", empty)
        if restored:
            self.users(restored).with_context(**NO_MAIL).action_unarchive()
        kept = by_action.get("update", empty) | restored | by_action.get("archive", empty)
        Field = self.env["user.import.field"]
        Field._write_before(self._with_users(kept, changes), self.run)
        self._update(kept, changes)
        written = by_action.get("create", empty) | kept
        Field._write_after(self._with_users(written, changes), self.run)
        archived = self.users(by_action.get("archive", empty)).filtered("active")
        if archived:
            archived.with_context(**NO_MAIL).action_archive()
        self._store_passwords(rows)
        deviating = delete_users(
            self.env, by_action.get("delete", empty), with_contacts=self.run.delete_contacts
        )
        self.env.flush_all()
        return deviating

    def _with_users(self, rows, changes):
        """Return each row's user, of which fields are read for all at once, and changes."""
        users = self.users(rows)
        return [
            (self.users(row).with_prefetch(users._prefetch_ids), changes[row.id]) for row in rows
        ]

    def _store_passwords(self, rows):
        """Store the passwords, and tell those who had another one before."""
        written = self.passwords.written(rows)
        # Odoo's hook for hashes asks nobody's rights.
        self.users(written).check_access("write")
        self.passwords.store(rows)
        changed = self.users(written.filtered(lambda row: row.action != "create"))
        if changed:
            # A script's login is remembered by its password (``_check_uid_passwd`` in Odoo).
            self.env.registry.clear_cache()
            self._alerting(changed)._import_notify_password_changed()

    def _alerting(self, users):
        """Return the users, such that Odoo's security alerts go the way the policy says."""
        return users.with_context(**NO_MAIL, user_import_alerts=self.run.security_alerts)

    def _create(self, rows, changes):
        if not rows:
            return
        # Core looks for users of an archived contact, and must not find the archived user itself.
        Users = self.env["res.users"].with_context(**NO_MAIL, active_test=True)
        users = Users.create([self._create_values(row, changes[row.id]) for row in rows])
        for row, user in zip(rows, users, strict=True):
            row.user_id = user.id

    def _create_values(self, row, changes):
        values = {"company_id": self.run.company_id.id}
        values |= self.env["user.import.field"]._write_values(
            changes, self.env["res.users"], self.catalogue
        )
        values.setdefault("company_ids", [Command.link(values["company_id"])])
        if row.contact_id:
            values["partner_id"] = row.contact_id.id
        return values

    def _update(self, rows, changes):
        """Write changes, users with the same new values together."""
        grouped = defaultdict(lambda: self.env["res.users"])
        for row in rows:
            user = self.users(row)
            values = self.env["user.import.field"]._write_values(
                changes[row.id], user, self.catalogue
            )
            if "company_id" in values:
                self._take_properties_along(user, values)
            # One by one: Odoo alerts all users of a write for each of them (mail/res_users.py).
            if personal := {name: values.pop(name) for name in ALERTING if name in values}:
                self._alerting(user).write(personal)
            for part in _parts(values):
                grouped[json.dumps(part, sort_keys=True, default=str)] |= user
        for text, users in grouped.items():
            users.with_context(**NO_MAIL).write(json.loads(text))

    def _take_properties_along(self, user, values):
        """Keep the user's properties on the way to another company, which gets their definitions
        where it lacks them."""
        present = self.env["user.import.binding.property"]._present(user)
        wanted = {**present, **values.get("user_properties", {})}
        definitions = [
            definition
            for definition in user.company_id.user_properties_definition or []
            if definition["name"] in wanted
        ]
        self.env["res.company"].browse(values["company_id"])._add_user_properties(definitions)
        if wanted:
            values["user_properties"] = wanted


def _parts(values):
    """Split values into those of several users alike (lists of commands) and the rest.

    The default company must be allowed at once, and properties are written after the company
    whose definition they follow.
    """
    together = ("company_ids",) if "company_id" in values else ()
    many = {
        name: value
        for name, value in values.items()
        if isinstance(value, list) and name not in together
    }
    one = {name: value for name, value in values.items() if name not in many}
    return [part for part in (one, *({name: value} for name, value in many.items())) if part]


def _comparable(value):
    """Return ``value`` such that equal values compare equal, whatever the order of refs."""
    if isinstance(value, tuple):
        return frozenset(map(identity, value))
    if isinstance(value, Ref):
        return identity(value)
    return to_json(value) or None
