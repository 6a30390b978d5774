from odoo import api, fields, models


class UserImportTurn(models.Model):
    """Whose turn it is to write users: a single record, locked and written by whoever does.

    That it is written matters as much as that it is locked: who took it just after another import
    had let go of it, but looks at the users as they were before, is told so by PostgreSQL (a
    serialization failure) and begins anew.
    """

    _name = "user.import.turn"
    _description = "Turn to Write Users"
    _log_access = False

    number = fields.Integer(readonly=True)

    def init(self):
        self.env.cr.execute(
            "INSERT INTO user_import_turn (number) "
            "SELECT 0 WHERE NOT EXISTS (SELECT FROM user_import_turn)"
        )

    @api.model
    def _take(self):
        """Return whether it is ours until the end of the transaction.

        :raises psycopg2.errors.SerializationFailure: where it was taken, and given back, since
            the transaction began
        """
        turn = self.sudo().search([], limit=1)
        if not turn.try_lock_for_update():
            return False
        turn.number = (turn.number + 1) % 1000
        turn.flush_recordset()
        return True
