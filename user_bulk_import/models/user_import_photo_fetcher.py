import time

from odoo import api, fields, models
from odoo.http import request
from odoo.tools import SQL

from ..engine.converters.photos import convert_photo
from ..engine.fetching import Client, FetchError, fetch_all
from ..engine.fetching.client import REFUSED, TOO_BIG, UNUSABLE
from ..engine.issues import Issue, Problem
from ..engine.photo_codes import (
    PHOTO_LINK_REFUSED,
    PHOTO_LINK_UNREACHABLE,
    PHOTO_LINK_UNUSABLE,
    PHOTO_LINKS_LATE,
    PHOTO_LINKS_NO_JOBS,
)
from ..engine.photo_texts import is_link

AT_ONCE = 8
"""Links that are fetched between two commits, all at the same time."""

MAX_SECONDS = 1800
"""What all links of an import may take together."""


class UserImportPhoto(models.Model):
    _inherit = "user.import.photo"

    awaits_fetching = fields.Boolean(readonly=True)

    @api.model
    def _lookup(self, run, texts):
        """What stood in the table as text, and what was fetched from a link, is found by its whole
        name alone."""
        own = self.search(
            [("run_id", "=", run.id), ("origin", "!=", "archive"), ("name", "in", list(texts))]
        )
        answers = own._answers()
        found = {photo.name: answers[photo] for photo in own}
        return found | super()._lookup(run, set(texts) - found.keys())


class UserImportRun(models.Model):
    _inherit = "user.import.run"

    photo_links_listed = fields.Boolean(readonly=True, help="The links of all rows are known.")
    fetching_seconds = fields.Float(readonly=True, help="What fetching photos took so far.")

    def _awaits_photos(self):
        """Return whether photos are still to be fetched before the rows are planned."""
        run = self.sudo()
        if run.state != "planning" or not run.photo_links:
            return False
        return not run.photo_links_listed or bool(
            self.env["user.import.photo.fetcher"]._waiting(run)
        )

    def _is_one_long_step(self):
        return super()._is_one_long_step() or (
            not self.sudo()._halt_kind() and self._awaits_photos()
        )


class UserImportPhotoFetcher(models.AbstractModel):
    """Fetches the photos that cells name by a link, where the policy says so: in the background,
    never in somebody's request, and never for rows that are left out."""

    _name = "user.import.photo.fetcher"
    _description = "User Import: Fetcher of Photos"

    @api.model
    def _step(self, run):
        """List the links, or fetch some of them.

        :param run: in the state ``planning``, and in a superuser environment
        """
        if not run.photo_links_listed:
            self._list_links(run)
            run.photo_links_listed = True
            return
        if request:
            # The background does it, where there is one.
            if run._cron_notice():
                self._give_up(run, PHOTO_LINKS_NO_JOBS)
            return
        if run.fetching_seconds > MAX_SECONDS:
            self._give_up(run, PHOTO_LINKS_LATE)
            return
        began = time.monotonic()
        self._fetch(self._waiting(run, AT_ONCE))
        run.fetching_seconds += time.monotonic() - began

    @api.model
    def _waiting(self, run, limit=1):
        return self.env["user.import.photo"].search(
            [("run_id", "=", run.id), ("awaits_fetching", "=", True)], limit=limit
        )

    @api.model
    def _give_up(self, run, code):
        issue = Issue(code).to_json()
        self._waiting(run, limit=None).write(
            {"awaits_fetching": False, "is_checked": True, "issue": issue}
        )

    # -- which links --------------------------------------------------------------------------

    @api.model
    def _list_links(self, run, rows=None):
        """Note the links of rows that are not known yet.

        :param rows: only of these; all that are not left out otherwise
        :rtype: user.import.photo
        """
        links = {
            link
            for sheet in run._sheets()
            for key in self._photo_keys(run, sheet)
            for text in self._texts(run, sheet, key, rows)
            if (link := self._link(text, run._policy()))
        }
        Photo = self.env["user.import.photo"]
        known = Photo.search(
            [("run_id", "=", run.id), ("origin", "=", "link"), ("name", "in", list(links))]
        )
        new = sorted(links - set(known.mapped("name")))
        waiting = {"run_id": run.id, "origin": "link", "awaits_fetching": True}
        return Photo.create([{**waiting, "name": link} for link in new])

    @api.model
    def _photo_keys(self, run, sheet):
        columns = run._file_columns(sheet)
        return columns.filtered(lambda c: c._field_name() == "photo" and not c.sensitive).mapped(
            "key"
        )

    @api.model
    def _texts(self, run, sheet, key, rows):
        self.env["user.import.row"].flush_model()
        query = SQL(
            """SELECT DISTINCT cells ->> %s FROM user_import_row
                WHERE run_id = %s AND COALESCE(sheet, '') = %s AND left_out IS NOT TRUE
                      AND cells ->> %s ILIKE '%%http%%' %s""",
            key,
            run.id,
            sheet,
            key,
            SQL("") if rows is None else SQL("AND id = ANY(%s)", rows.ids),
        )
        return [text for [text] in self.env.execute_query(query)]

    @api.model
    def _link(self, text, policy):
        """Return the link in a cell as the plan will ask for it, ``''`` for anything else."""
        try:
            name = convert_photo(text, policy)
        except Problem:
            return ""  # the plan tells it
        return name if is_link(name) else ""

    # -- fetching -----------------------------------------------------------------------------

    @api.model
    def _client(self):
        return Client(max_bytes=self.env["user.import.photo"]._max_bytes())

    @api.model
    def _fetch(self, photos):
        """Fetch pictures and keep them, or why they could not be fetched."""
        by_link = {photo.name: photo for photo in photos}
        for link, result in fetch_all(self._client(), list(by_link)):
            photo = by_link[link]
            if isinstance(result, FetchError):
                values, content = photo._came_faulty(link, 0, self._issue(result))
            else:
                values, content = photo._came(link, result)
            photo.write({"awaits_fetching": False, **values})
            photo._keep_files("content", [content])

    @api.model
    def _issue(self, error):
        if error.reason == UNUSABLE:
            return Issue(PHOTO_LINK_UNUSABLE)
        if error.reason == REFUSED:
            return Issue(PHOTO_LINK_REFUSED, {"status": error.status})
        if error.reason == TOO_BIG:
            return self.env["user.import.photo"]._too_big()
        return Issue(PHOTO_LINK_UNREACHABLE)
