from odoo import api, fields, models

from .user_import_replanner import AT_ONCE
from .user_import_value import FORBIDDEN
from .user_import_value_finder import LISTED

WAITED = 2
"""Seconds that a choice with many rows keeps a person waiting."""


class UserImportRun(models.Model):
    """Values of the file that are not known here, and what they stand for."""

    _inherit = "user.import.run"

    value_ids = fields.One2many(
        "user.import.value", "run_id", string="Unknown Values", readonly=True
    )
    value_count = fields.Integer(compute="_compute_value_counts")
    open_value_count = fields.Integer(
        compute="_compute_value_counts", help="Unknown values without a choice that can be used."
    )
    open_value_text = fields.Char(
        compute="_compute_open_value_text", help="How many values need a choice, and what is wrong."
    )
    has_more_values = fields.Boolean(
        compute="_compute_value_counts",
        help="There may be further unknown values, which are listed when others are settled.",
    )

    @api.depends("value_ids.is_settled")
    def _compute_value_counts(self):
        counted = self.env["user.import.value"]._read_group(
            [("run_id", "in", self.ids)], ["run_id", "is_settled"], ["__count"]
        )
        counts = {(run.id, settled): count for run, settled, count in counted}
        for run in self:
            run.open_value_count = counts.get((run.id, False), 0)
            run.value_count = run.open_value_count + counts.get((run.id, True), 0)
            run.has_more_values = run.open_value_count >= LISTED

    @api.depends("value_ids.is_settled", "value_ids.issue")
    @api.depends_context("lang")
    def _compute_open_value_text(self):
        for run in self:
            values = run.value_ids.filtered(lambda value: not value.is_settled)
            forbidden = values.filtered(lambda value: (value.issue or {}).get("code") in FORBIDDEN)
            texts = []
            if unknown := len(values - forbidden):
                texts.append(self.env._("Values that are not known here: %s.", unknown))
            if number := len(forbidden):
                texts.append(
                    self.env._("Values that the importing person may not give: %s.", number)
                )
            run.open_value_text = " ".join(texts)

    def _value_maps(self):
        """Return what texts stand for, as the engine takes it.

        :rtype: engine.value_maps.ValueMaps
        """
        chosen = self.env["user.import.value"].search(
            [("run_id", "=", self.id), ("is_chosen", "=", True)]
        )
        lookup = self._importer_env()["user.import.lookup"]
        return {
            (value.kind, value.text_key): meaning for value, meaning in chosen._meanings(lookup)
        }

    def _gather_values(self):
        """List the unknown values as the planned rows have them."""
        self.env["user.import.value.finder"]._gather(self)

    def _plan_values_again(self, values):
        """Plan the rows again that have the values: at once, or the whole file in the background
        where they are many. Further choices need not wait for that.

        :param values: of the run, in a superuser environment
        """
        rows = self.env["user.import.value.finder"]._rows(self, values)
        if not rows:
            return
        if self.state == "review" and len(rows) <= AT_ONCE:
            self.env["user.import.replanner"]._replan(self, rows)
        else:
            self.env["user.import.planner"]._restart(self)
            self._advance(WAITED)

    def action_view_values(self):
        """Open the list in which it is chosen what each unknown value stands for."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "user_bulk_import.action_user_import_value"
        )
        return {**action, "domain": [("run_id", "=", self.id)]}
