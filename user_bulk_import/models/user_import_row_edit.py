from odoo import models
from odoo.exceptions import AccessError, UserError

from .user_import_cell_edit import CellEdit, given_cells
from .user_import_run_process import PROCESSING

EDITABLE = frozenset({"cells", "left_out"})
"""All that people write of a row."""


class UserImportRow(models.Model):
    """What a person does to rows in the review: edit their cells, leave them out, take them in
    again. After each of it the rows that it concerns are planned again."""

    _inherit = "user.import.row"

    def write(self, vals):
        """Write what people may write, and plan again what it concerns.

        :raises AccessError: for other fields, or somebody else's import
        :raises UserError: where the import does not wait for review, or a text cannot be kept
        """
        if self.env.su:
            return super().write(vals)
        if vals.keys() - EDITABLE:
            raise AccessError(
                self.env._(
                    "Of the rows of an import only the cells can be edited, and whether a row is "
                    "left out. All else is what the import decided."
                )
            )
        self._edit(vals)
        return True

    def _edit(self, vals):
        """Do what :meth:`write` is asked for by a person."""
        cells = given_cells(self.env, vals.get("cells", {}))
        left_out = vals.get("left_out")
        if not isinstance(left_out, bool | None):
            raise UserError(self.env._("A row is left out or it is not: give true or false."))
        self.check_access("write")
        for run, rows in self.grouped("run_id").items():
            run._begin_edit()
            run, rows = run.sudo(), rows.sudo()
            touched = rows._set_left_out(left_out)
            if cells:
                touched |= CellEdit(run, cells).apply(rows)
            if touched:
                self.env["user.import.replanner"].sudo()._replan(run, touched)

    def _set_left_out(self, left_out):
        """Leave rows out or take them in again.

        :param left_out: ``None`` to leave all as it is
        :return: the rows that were otherwise before
        """
        others = self.filtered(lambda row: left_out is not None and row.left_out != left_out)
        if others:
            others.write({"left_out": left_out})
        return others

    def action_leave_out(self):
        """Leave the rows out of the import."""
        self._edit({"left_out": True})
        return self._after_edit()

    def action_take_in(self):
        """Import the rows that were left out."""
        self._edit({"left_out": False})
        return self._after_edit()

    def action_set_cells(self):
        """Open the dialog that sets one column of all these rows."""
        wizard = self.env["user.import.set.cells"]._open_for(self)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Set a Column"),
            "res_model": wizard._name,
            "res_id": wizard.id,
            "view_mode": "form",
            "target": "new",
        }

    def _after_edit(self):
        """Return what the web client shows next: the same list, or the import where it is
        compared with the users in the background."""
        runs = self.run_id
        runs.invalidate_recordset(["state"])
        run = runs.filtered(lambda run: run.state in PROCESSING)[:1]
        return run._open_form() if run else True
