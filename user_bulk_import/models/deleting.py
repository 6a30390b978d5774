"""Deleting users for good, as far as the records that refer to them let it happen."""

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, RedirectWarning, UserError
from odoo.tools import SQL, mute_logger

from ..engine.issues import INFO, WARNING, Issue, _lt, define

DELETE_ARCHIVED = define(
    "delete_archived",
    WARNING,
    _lt("Other records refer to this user, who cannot be deleted and is archived instead."),
)
CONTACT_KEPT = define(
    "contact_kept",
    INFO,
    _lt("Other records refer to the contact of this user. The contact stays."),
)
REFUSALS = (IntegrityError, UserError, RedirectWarning)
"""How the database or a rule of Odoo refuses to delete a record."""


def delete_users(env, rows, with_contacts=False):
    """Delete the users of the rows; archive those who cannot be deleted.

    :param env: the importer's own environment
    :param rows: rows of the run, in a superuser environment
    :param bool with_contacts: the contacts of deleted users go too
    :return: ``{row: (outcome, issues)}`` of those who are there still, in whole or in part
    :raises AccessError: where the importer may not delete a user
    """
    users = env["res.users"].browse(rows.user_id.ids)
    referred = _referred(users)
    kept = rows.filtered(lambda row: row.user_id.id in referred)
    return _archive(env, kept) | _delete(env, rows - kept, with_contacts)


def _delete(env, rows, with_contacts):
    if not rows:
        return {}
    users = env["res.users"].browse(rows.user_id.ids)
    contacts = {row: env["res.users"].browse(row.user_id.id).partner_id for row in rows}
    if _deleted(users):
        return _delete_contacts(contacts) if with_contacts else {}
    if len(rows) == 1:
        return _archive(env, rows)
    middle = len(rows) // 2
    return _delete(env, rows[:middle], with_contacts) | _delete(env, rows[middle:], with_contacts)


def _archive(env, rows):
    users = env["res.users"].browse(rows.user_id.ids).filtered("active")
    issues = [Issue(DELETE_ARCHIVED)]
    outcomes = {
        row: ("archived" if row.user_id.id in users.ids else "unchanged", issues) for row in rows
    }
    if users:
        users.action_archive()
    return outcomes


def _delete_contacts(contacts):
    """Delete the contacts, given by row, that no other record refers to."""
    everybody = next(iter(contacts.values())).union(*contacts.values())
    gone = delete_unused(everybody)
    return {
        row: ("deleted", [Issue(CONTACT_KEPT)])
        for row, contact in contacts.items()
        if contact not in gone
    }


def delete_unused(records):
    """Delete those of the records that no other record refers to; return them."""
    referred = _referred(records)
    free = records.filtered(lambda record: record.id not in referred)
    return free if _deleted(free) else free.filtered(_deleted)


def _referred(records):
    """Return the ids of those that other records refer to and would lose (ON DELETE SET NULL).

    What the database deletes along (CASCADE) is the record's own; who made or changed a record
    last is no reference, nor is the history of imports.
    """
    if not records:
        return set()
    env = records.env
    env.flush_all()
    references = env.execute_query(
        SQL(
            r"""SELECT class.relname, attribute.attname
                 FROM pg_constraint fk
                 JOIN pg_class class ON class.oid = fk.conrelid
                 JOIN pg_attribute attribute
                   ON attribute.attrelid = fk.conrelid AND attribute.attnum = fk.conkey[1]
                WHERE fk.contype = 'f' AND fk.confdeltype = 'n'
                  AND fk.confrelid = %s::regclass
                  AND attribute.attname NOT IN ('create_uid', 'write_uid')
                  AND class.relname NOT LIKE 'user\_import\_%%'""",
            records._table,
        )
    )
    found = set()
    for table, column in references:
        own = table == records._table  # such as the contact that a contact belongs to: itself
        query = SQL(
            "SELECT DISTINCT %(column)s FROM %(table)s WHERE %(column)s = ANY(%(ids)s)%(others)s",
            column=SQL.identifier(column),
            table=SQL.identifier(table),
            ids=records.ids,
            others=SQL(" AND id != %s", SQL.identifier(column)) if own else SQL(),
        )
        found.update(record_id for [record_id] in env.execute_query(query))
    return found


def _deleted(records):
    """Delete the records, all or none; return whether that was possible."""
    try:
        # What the database refuses is an answer here, no error to log (as base.partner.merge has).
        with mute_logger("odoo.sql_db"), records.env.cr.savepoint():
            records.unlink()
    except AccessError:
        raise  # a rule about the importer, not about the record
    except REFUSALS:
        records.invalidate_recordset()
        return False
    return True
