from odoo import api, models

from ..engine.issues import INFO, WARNING, Issue, _lt, define
from .deleting import delete_unused, delete_users

CHUNK = 100
"""Users that are deleted between two commits: a second of work or two."""

TAKEN_BACK = define(
    "cancel_taken_back",
    INFO,
    _lt("The import was cancelled: the user that it had made is deleted again."),
)
KEPT_ARCHIVED = define(
    "cancel_archived",
    WARNING,
    _lt(
        "The import was cancelled, but other records refer to the user that it had made. The user "
        "stays, archived."
    ),
)
KEPT = define(
    "cancel_kept",
    WARNING,
    _lt(
        "The import was cancelled, but the user that it had made may not be changed by an import "
        "any more (a Settings administrator, for example). The user stays."
    ),
)


class UserImportCanceller(models.AbstractModel):
    """Takes back the users that a cancelled import has made, with their contacts.

    Who was changed stays changed. Contacts that were there before stay, and so do the definitions
    of user properties, which belong to the company and may be in use by now.
    """

    _name = "user.import.canceller"
    _description = "User Import Canceller"

    @api.model
    def _step(self, run):
        """Delete the users of the next rows and commit it together with their outcomes; end the
        run after the last one."""
        rows = self._next_rows(run)
        if rows:
            self._take_back(run, rows)
            run.processed_count += len(rows)
        if not self._next_rows(run):
            self._remove_unused_tags(run)
            run._finish("cancelled")
        run._checkpoint(len(rows))

    @api.model
    def _domain(self, run):
        return [("run_id", "=", run.id), ("state", "=", "done"), ("outcome", "=", "created")]

    @api.model
    def _count_made(self, run):
        """Return how many users the run has made."""
        return self.env["user.import.row"].search_count(self._domain(run))

    @api.model
    def _next_rows(self, run):
        # The last ones first: a user may refer to one that was made before.
        return self.env["user.import.row"].search(
            self._domain(run), order="sequence desc", limit=CHUNK
        )

    @api.model
    def _take_back(self, run, rows):
        env = run._importer_env()
        users = env["res.users"].with_context(active_test=False)
        users = users.search([("id", "in", rows.user_id.ids)])
        protected = users._import_protected_ids(run)
        there = rows.filtered(lambda row: row.user_id.id in users.ids)
        kept = there.filtered(lambda row: row.user_id.id in protected)
        todo = there - kept
        linked = todo.filtered("contact_id")
        archived = delete_users(env, linked) if linked else {}
        if made := todo - linked:
            archived |= delete_users(env, made, with_contacts=True)
        archived = {row for row, (outcome, _issues) in archived.items() if outcome != "deleted"}
        for row in rows:
            self._record(row, row in kept, row in archived)
        taken_back = len(rows) - len(kept) - len(archived)
        run.taken_back_count += taken_back
        run._count({"created": -len(rows), "skipped": taken_back})
        run._count({"archived": len(archived), "unchanged": len(kept)})

    @api.model
    def _record(self, row, kept, archived):
        issue, outcome = TAKEN_BACK, "skipped"
        if archived:
            issue, outcome = KEPT_ARCHIVED, "archived"
        elif kept:
            issue, outcome = KEPT, "unchanged"
        values = {"outcome": outcome}
        if outcome == "skipped":
            values["credential"] = False
        row.write(values)
        row._add_issues([Issue(issue)])

    # -- tags ---------------------------------------------------------------------------------

    @api.model
    def _remove_unused_tags(self, run):
        """Delete the tags that the run has made and nobody has, and their categories."""
        env = run._importer_env()
        tags = env["res.partner.category"].browse(run.made_tag_ids or []).exists()
        # The tags first, then the categories that have none any more.
        for group in (tags.filtered("parent_id"), tags.filtered(lambda tag: not tag.parent_id)):
            delete_unused(group - self._in_use(group))
        run.made_tag_ids = False

    @api.model
    def _in_use(self, tags):
        """Return those of the tags that somebody has, or that are the category of others."""
        everything = self.env(su=True, context={"active_test": False})
        domain = [("category_id", "in", tags.ids)]
        owned = everything["res.partner"]._read_group(domain, ["category_id"])
        parents = everything["res.partner.category"].search([("parent_id", "in", tags.ids)])
        return tags.browse([*(tag.id for [tag] in owned), *parents.parent_id.ids])
