from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..engine.headers import normalize_header
from .user_import_run_process import ENDED

WAITING = ("columns", "planning", "review")
"""States in which a run waits for a person, or will soon."""


class UserImportRun(models.Model):
    """A corrected file takes the place of the one that had errors."""

    _inherit = "user.import.run"

    corrects_run_id = fields.Many2one(
        "user.import.run",
        string="Corrects",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        help="The import whose rows this file corrects.",
    )
    corrected_by_ids = fields.One2many("user.import.run", "corrects_run_id", readonly=True)
    correction = fields.Selection(
        [("whole", "The whole file"), ("part", "Some of its rows")],
        readonly=True,
        help="How much of the other import this file holds.",
    )
    awaits_rest = fields.Boolean(
        compute="_compute_awaits_rest",
        help="Whether further rows wait in the import that this file corrects.",
    )

    @api.depends("correction", "corrects_run_id.state")
    def _compute_awaits_rest(self):
        for run in self:
            run.awaits_rest = run.correction == "part" and run.corrects_run_id.state in WAITING

    # -- what a person can do ----------------------------------------------------------------

    def action_upload_corrected(self):
        """Open the upload with the profile and the settings of this run."""
        self.ensure_one()
        self._check_may_change()
        settings = self._policy_field_values()
        context = {f"default_{name}": value for name, value in settings.items()}
        context |= {"default_corrects_run_id": self.id, "default_comment": self.comment}
        return self._upload_action(self.env._("Upload Corrected File"), context)

    def action_import_another(self):
        """Open the upload with the profile of this run."""
        self.ensure_one()
        return self._upload_action(self.env._("Import Users"), {})

    def _upload_action(self, name, context):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "user_bulk_import.action_user_import_wizard"
        )
        if self.profile_id:
            context = {**context, "default_profile_id": self.profile_id.id}
        return {**action, "name": name, "context": {"dialog_size": "extra-large", **context}}

    def action_view_corrected(self):
        """Open the import that this file corrects."""
        self.ensure_one()
        return self.corrects_run_id._open_form()

    def action_view_correction(self):
        """Open the import of the corrected file."""
        self.ensure_one()
        return self.corrected_by_ids[:1]._open_form()

    # -- the way of the corrected file ----------------------------------------------------------

    def _correct(self, old):
        """Let this run, not read yet, correct another one: what a person decided about the columns
        and the values of that one counts here too.

        :raises AccessError: where the other run is not the person's own
        :raises UserError: where it is at work now, or of another company
        """
        self.ensure_one()
        old.check_access("read")
        old._check_own()
        if old.company_id != self.company_id or old.state not in (*WAITING, *ENDED):
            raise UserError(
                self.env._("The import of %s is at work: wait until it is done.", old.file_name)
            )
        chosen = old.read_options or {}
        kept = {name: chosen[name] for name in ("map", "defaults") if chosen.get(name)}
        if tabs := old._said_tabs():
            kept["tabs"] = tabs
        if old._calls_tables_after_files():
            kept["corrects_bundle"] = True  # its sheets are called after the files
        self.sudo().write(
            {"corrects_run_id": old.id, "read_options": kept | (self.read_options or {})}
        )
        self.sudo()._take_over_values()

    def _take_over_values(self):
        """Let the file's values stand for what a person chose in the import that it corrects."""
        chosen = self.corrects_run_id.value_ids.filtered("is_chosen")
        keys = {(value.kind, value.text_key) for value in chosen}
        self.value_ids.filtered(lambda value: (value.kind, value.text_key) in keys).unlink()
        self._take_values(chosen)

    def _corrected_columns(self, sheet, header):
        """Return the columns of the import that this file corrects, by their position in a header:
        they fill here what they filled there. Reports have the titles that a person gave them, the
        file of its own has the first ones.
        """
        columns = self.corrects_run_id._file_columns(sheet).filtered(
            lambda column: column.target or column._is_chosen()
        )
        by_title = {normalize_header(column.title or ""): column for column in columns}
        by_title |= {normalize_header(column.header or ""): column for column in columns}
        titles = [normalize_header(title) for title in header]
        return {i: by_title[title] for i, title in enumerate(titles) if title in by_title}

    def _corrected_defaults(self, sheet):
        """Return the defaults that a person typed for the import that this file corrects, by field
        name. What its profile says is left to the profile of this one."""
        old = self.corrects_run_id
        lines = old._target_lines(sheet)
        columns = old.column_ids.filtered(lambda c: (c.sheet or "") == sheet and c.target)
        typed = {column._field_name(): column.default_value for column in columns}
        return {
            name: text
            for name, text in typed.items()
            if text and (name not in lines or text != lines[name].default_value)
        }

    def _set_state(self, state, **values):
        result = super()._set_state(state, **values)
        if state in ("columns", "planning") and self.corrects_run_id and not self.correction:
            self.sudo()._leave_out_again()
            self.sudo()._take_place()
        return result

    def _leave_out_again(self):
        """Leave out the rows that were left out by hand in the import that this file corrects: the
        report with all rows has them too. Of rows alike, those at the same places, where there are
        as many; a row that was changed since is taken in."""
        Row = self.env["user.import.row"]
        left_out = [("run_id", "=", self.corrects_run_id.id), ("left_out", "=", True)]
        if not Row.search_count(left_out, limit=1):
            return
        Row.flush_model()
        self.env.cr.execute(
            SQL(
                """WITH alike AS (
                       SELECT id, run_id, left_out, sheet, cells,
                              row_number() OVER (same ORDER BY sequence) AS place,
                              count(*) OVER same AS number
                         FROM user_import_row WHERE run_id IN %s
                       WINDOW same AS (PARTITION BY run_id, sheet, cells)
                   )
                   UPDATE user_import_row AS row SET left_out = TRUE
                     FROM alike AS old JOIN alike AS new
                          ON new.cells = old.cells AND new.place = old.place
                             AND new.number = old.number
                             AND new.sheet IS NOT DISTINCT FROM old.sheet
                    WHERE old.run_id = %s AND old.left_out AND new.run_id = %s
                          AND row.id = new.id""",
                (self.id, self.corrects_run_id.id),
                self.corrects_run_id.id,
                self.id,
            )
        )
        Row.invalidate_model(["left_out"])

    def _take_place(self):
        """End the run that this one corrects, unless it has rows that this file lacks: a report
        with the rows in error alone must not take the others away."""
        self.ensure_one()
        old = self.corrects_run_id
        count = self.env["user.import.row"].search_count
        rows = count([("run_id", "=", self.id)])
        wanted = count([("run_id", "=", old.id), ("left_out", "=", False)])
        self.correction = "whole" if rows >= wanted else "part"
        waits = old.state in WAITING and old.try_lock_for_update(allow_referencing=True)
        if self.correction == "whole" and waits:
            old._finish("cancelled")
            told = self.env._("Replaced by the corrected file %s.")
        else:
            told = self.env._("Rows of this import were corrected in %s.")
        author = self.user_id.partner_id.id
        old.message_post(body=_linked(told, self), author_id=author)
        told = self.env._("Corrected file of the import %s.")
        self.message_post(body=_linked(told, old), author_id=author)


def _linked(text, run):
    """Return a sentence with a link to a run in its place."""
    return Markup("{}").format(text).replace("%s", run._get_html_link())
