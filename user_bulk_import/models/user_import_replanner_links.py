from odoo import api, models


class UserImportPlanner(models.AbstractModel):
    _inherit = "user.import.planner"

    @api.model
    def _step(self, run):
        """Fetch the photos first, then check them, in steps of their own."""
        if run._awaits_photos():
            self.env["user.import.photo.fetcher"]._step(run)
        elif photos := self.env["user.import.photo"]._unchecked(run):
            photos._check_some()
        else:
            return super()._step(run)
        run._checkpoint()
        return None

    @api.model
    def _restart(self, run):
        """Look for links anew; those that failed are tried again."""
        run.photo_links_listed = False
        run.fetching_seconds = 0
        failed = [("run_id", "=", run.id), ("origin", "=", "link"), ("issue", "!=", False)]
        self.env["user.import.photo"].search(failed).unlink()
        return super()._restart(run)


class UserImportReplanner(models.AbstractModel):
    _inherit = "user.import.replanner"

    @api.model
    def _replan(self, run, rows):
        """Have new links fetched in the background: the person's request does not wait for them."""
        fetcher = self.env["user.import.photo.fetcher"].sudo()
        if run.photo_links and fetcher._list_links(run.sudo(), rows.sudo()):
            self.env["user.import.planner"]._restart(run.sudo())
            run._advance()
            return not run._is_processing()
        return super()._replan(run, rows)
