"""Deleting users for good, as far as the records that refer to them let it happen."""

from psycopg2 import IntegrityError

from odoo.exceptions import RedirectWarning, UserError
from odoo.tools import mute_logger

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
    """
    if not rows:
        return {}
    users = env["res.users"].browse(rows.user_id.ids)
    contacts = {row: env["res.users"].browse(row.user_id.id).partner_id for row in rows}
    if _deleted(users):
        return _delete_contacts(contacts) if with_contacts else {}
    if len(rows) == 1:
        users.filtered("active").action_archive()
        return {rows: ("archived", [Issue(DELETE_ARCHIVED)])}
    middle = len(rows) // 2
    return delete_users(env, rows[:middle], with_contacts) | delete_users(
        env, rows[middle:], with_contacts
    )


def _delete_contacts(contacts):
    """Delete the contacts, given by row, that no other record refers to."""
    everybody = next(iter(contacts.values())).union(*contacts.values())
    if _deleted(everybody):
        return {}
    kept = {row for row, contact in contacts.items() if not _deleted(contact)}
    return {row: ("deleted", [Issue(CONTACT_KEPT)]) for row in kept}


def _deleted(records):
    """Delete the records, all or none; return whether that was possible."""
    try:
        # What the database refuses is an answer here, no error to log (as base.partner.merge has).
        with mute_logger("odoo.sql_db"), records.env.cr.savepoint():
            records.unlink()
    except REFUSALS:
        records.invalidate_recordset()
        return False
    return True
