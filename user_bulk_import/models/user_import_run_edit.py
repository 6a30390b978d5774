from psycopg2.errors import LockNotAvailable

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import SQL

LOCK_WAIT = "5s"
"""How long an edit waits for another one of the same import."""


class UserImportRun(models.Model):
    """When the rows of a run may be edited, and what the chatter tells of it."""

    _inherit = "user.import.run"

    def _begin_edit(self):
        """Check that its rows may be edited now; nobody else changes the run until the end of the
        transaction.

        :raises AccessError: where it is somebody else's
        :raises UserError: where it does not wait for review, or somebody else is at it
        """
        self.ensure_one()
        self._check_may_change()
        self._lock()
        self.invalidate_recordset(["state"])
        if self.state != "review":
            raise UserError(
                self.env._(
                    "Rows can be edited only while the import waits for review. This one is now "
                    "in the state “%s”.",
                    dict(self._fields["state"]._description_selection(self.env))[self.state],
                )
            )

    def _lock(self):
        """Wait until nobody else is at work on the run, and let whoever began before the end of
        this transaction begin anew: PostgreSQL refuses that one the run, since it has changed, and
        Odoo repeats the request. Otherwise two edits of different rows would not see each other.

        :raises UserError: where the others take too long
        """
        self.flush_recordset()
        try:
            with self.env.cr.savepoint():
                self.env.cr.execute(SQL("SET LOCAL lock_timeout = %s", LOCK_WAIT))
                self.env.cr.execute(
                    "UPDATE user_import_run SET write_date = now() AT TIME ZONE 'UTC' "
                    "WHERE id = %s",
                    [self.id],
                    log_exceptions=False,
                )
                self.env.cr.execute(SQL("SET LOCAL lock_timeout TO DEFAULT"))
        except LockNotAvailable:
            raise UserError(
                self.env._(
                    "Somebody else, or the program, is at work on this import. Nothing of yours "
                    "was stored. Wait a few seconds and try again."
                )
            ) from None

    def _confirm(self, *args, **kwargs):
        done = super()._confirm(*args, **kwargs)
        self._note_edits()
        return done

    def _note_edits(self):
        """Tell in the chatter what was done to the rows by hand, and by whom."""
        counts = self._edit_counts()
        left_out = self.env["user.import.row"].search_count(
            [("run_id", "=", self.id), ("left_out", "=", True)]
        )
        lines = []
        if counts:
            # sudo: an editor may be one of another company by now
            editors = self.env["res.users"].sudo().browse(filter(None, counts))
            lines.append(
                self.env._(
                    "Cells edited by hand: %(count)s (%(names)s).",
                    count=sum(counts.values()),
                    names=", ".join(sorted(editors.mapped("name"))) or self.env._("unknown"),
                )
            )
        if left_out:
            lines.append(self.env._("Rows left out by hand: %s.", left_out))
        if lines:
            self.sudo().message_post(body=" ".join(lines), author_id=self.env.user.partner_id.id)

    def _edit_counts(self):
        """Return the numbers of edited cells by the id of who edited their rows last."""
        self.env["user.import.row"].flush_model(["edited", "editor_id"])
        query = SQL(
            "SELECT editor_id, count(cell) FROM user_import_row, jsonb_object_keys(edited) cell "
            "WHERE run_id = %s GROUP BY editor_id",
            self.id,
        )
        return dict(self.env.execute_query(query))
