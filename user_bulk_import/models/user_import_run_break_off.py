import logging
from collections import Counter

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..engine.decisions import OUTCOME_BY_ACTION
from ..engine.issues import ERROR, Issue, _lt, define

_logger = logging.getLogger(__name__)

BROKEN_OFF = define(
    "broken_off",
    ERROR,
    _lt(
        "An error of the program ended this import (%(reason)s). What was done until then stays "
        "done; the server's log has the details."
    ),
)
BROKEN_OFF_STATES = {"applying": "done", "notifying": "done", "cancelling": "cancelled"}
"""How a run ends that is broken off in a state; elsewhere nothing was written."""


class UserImportRun(models.Model):
    """How a run ends before all its rows are done."""

    _inherit = "user.import.run"

    def _break_off(self, error):
        """End a run that met an error of the program, so that the next ones are not held up."""
        self.env.cr.rollback()
        reason = str(error) if isinstance(error, UserError) else type(error).__name__
        _logger.error("The user import %s was broken off", self.id, exc_info=error)
        self.sudo().issues = [
            *(self.issues or []),
            Issue(BROKEN_OFF, {"reason": reason}).to_json(),
        ]
        if self.state == "applying":
            self._skip_what_is_left()
        self._finish(BROKEN_OFF_STATES.get(self.state, "failed"))

    def _skip_what_is_left(self):
        """Count the rows that were planned, but never carried out, as skipped."""
        Row = self.env["user.import.row"]
        Row.flush_model()
        left = self.env.execute_query(
            SQL(
                """WITH left_out AS (
                       UPDATE user_import_row SET state = 'done', outcome = 'skipped'
                        WHERE run_id = %s AND state = 'planned' RETURNING action
                   ) SELECT action, count(*) FROM left_out GROUP BY action""",
                self.id,
            )
        )
        Row.invalidate_model(["state", "outcome"])
        counts = Counter()
        for action, number in left:
            counts[OUTCOME_BY_ACTION[action]] -= number
            counts["skipped"] += number
        self._count(counts)
