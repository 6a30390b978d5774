import logging
from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from .res_config_settings import KEEP_DAYS

_logger = logging.getLogger(__name__)


class UserImportRun(models.Model):
    """What is done every day, so that no secret outlasts its use."""

    _inherit = "user.import.run"

    @api.model
    def _cron_clean_up(self):
        """Erase login slips that nobody fetched, imports that nobody finished, uploads that nobody
        continued, and mails with a password that nobody is going to send."""
        runs = self.sudo()
        expired = runs.search([("credentials_until", "<=", fields.Datetime.now())])
        forgotten = runs.search(self._forgotten_domain())
        wizards = self.env["user.import.wizard"].sudo().search(self._abandoned_domain())
        commit = self.env["ir.cron"]._commit_progress
        commit(remaining=len(expired) + len(forgotten) + len(wizards))
        for run in expired.try_lock_for_update(allow_referencing=True):
            run.env["user.import.vault"]._erase_credentials(run)
            commit(1)
        wizards._erase_kept()
        commit(len(wizards))
        self.env["user.import.invitation"]._erase_left_over_bodies()
        commit()
        for run in forgotten:
            try:
                # One that somebody is working on right now is not forgotten.
                if run.try_lock_for_update(allow_referencing=True):
                    run._cancel_forgotten()
            except Exception:
                self.env.cr.rollback()  # the next ones have secrets too
                _logger.exception("The forgotten user import %s could not be cancelled", run.id)
            commit(1)

    @api.model
    def _keep_days(self):
        """Return for how many days an import may wait, at least one."""
        value = self.env["ir.config_parameter"].sudo().get_param("user_bulk_import.keep_days")
        try:
            return max(1, int(value or KEEP_DAYS))
        except ValueError:  # an administrator wrote it by hand: that must not keep secrets
            return KEEP_DAYS

    @api.model
    def _forgotten_domain(self):
        """Return which runs nobody has touched for as long as they may wait."""
        since = fields.Datetime.now() - timedelta(days=self._keep_days())
        waiting = Domain("state", "in", ("reading", "columns", "planning", "review"))
        paused = Domain("halt_ids", "any", [("kind", "=", "pause")])
        paused &= Domain("state", "in", ("applying", "notifying"))
        return (waiting | paused) & Domain("write_date", "<", since)

    @api.model
    def _abandoned_domain(self):
        """Return which wizards hold something sealed since yesterday."""
        since = fields.Datetime.now() - timedelta(days=1)
        return Domain("salt", "!=", False) & Domain("write_date", "<", since)

    def _cancel_forgotten(self):
        """End a run that waited too long; its importer reads why."""
        self.ensure_one()
        run = self.with_context(lang=self.user_id.lang)
        if run.state in ("applying", "notifying"):
            run._leave_as_it_is()
            return
        run._finish("cancelled")
        run.message_post(
            body=run.env._(
                "Nobody went on with this import for %s days, so it was cancelled and what it "
                "kept was erased. Import the file again.",
                run._keep_days(),
            )
        )

    def _leave_as_it_is(self):
        """End a run that was paused in the middle: nobody is deleted without being asked for."""
        if self.state == "applying":
            self._skip_what_is_left()
        self._lift("pause")
        self._finish("done")
        self.message_post(
            body=self.env._(
                "This import was paused for %s days, so it was ended as it is and what it kept was "
                "erased. Import the file again: users that are as the file says stay untouched.",
                self._keep_days(),
            )
        )
