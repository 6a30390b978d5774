"""What PostgreSQL knows of tables that an import fills."""

from odoo.tools import SQL


def renew_statistics(env, model_name, rows):
    """Let PostgreSQL look at a table again that has far more rows than it knows of.

    With a table that was nearly empty, the checks of all foreign keys to it go through the whole
    table, for each row that is written, until somebody tells that it has grown. PostgreSQL does so
    by itself in the background: after a minute or more, and never about a transaction that has not
    ended.

    :param rows: that are in the table at least. Nothing is done before twice as many are there as
        were known, so this may be called for every chunk
    """
    table = env[model_name]._table
    query = SQL("SELECT reltuples FROM pg_class WHERE oid = %s::regclass", table)
    [[known]] = env.execute_query(query)
    if rows > 2 * max(known, 0):
        # Another import may be at it.
        env.execute_query(SQL("ANALYZE (SKIP_LOCKED) %s", SQL.identifier(table)))
