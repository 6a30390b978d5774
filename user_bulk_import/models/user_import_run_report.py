import json

from odoo import api, fields, models

SHOWN = (
    "created",
    "updated",
    "archived",
    "restored",
    "deleted",
    "unchanged",
    "skipped",
    "failed",
)
"""Outcomes in the order of the chart."""

TELLING = ("review", "applying", "notifying", "done")
"""States in which the chart says something."""


class UserImportRun(models.Model):
    """What became of a run, to look at and to look for: times, chart, report."""

    _inherit = "user.import.run"

    started_at = fields.Datetime(
        string="Began On", readonly=True, help="When users began to be written."
    )
    duration = fields.Float(
        compute="_compute_duration",
        store=True,
        aggregator="avg",
        help="From the confirmation to the end, in hours.",
    )
    outcome_graph = fields.Text(compute="_compute_outcomes")
    outcome_text = fields.Char(
        string="In Numbers", compute="_compute_outcomes", help="The chart in words."
    )

    @api.depends("started_at", "finished_at")
    def _compute_duration(self):
        for run in self:
            took = run.started_at and run.finished_at and run.finished_at - run.started_at
            run.duration = took.total_seconds() / 3600 if took else 0

    @api.depends("state", *(f"{name}_count" for name in SHOWN))
    @api.depends_context("lang")
    def _compute_outcomes(self):
        labels = self.fields_get([f"{name}_count" for name in SHOWN], ["string"])
        for run in self:
            numbers = [
                (labels[f"{name}_count"]["string"], run[f"{name}_count"], name) for name in SHOWN
            ]
            numbers = [item for item in numbers if item[1]] if run.state in TELLING else []
            run.outcome_text = " · ".join(f"{label}: {number}" for label, number, _n in numbers)
            run.outcome_graph = json.dumps([_bars(numbers, self.env._("Rows"))])

    def _set_state(self, state, **values):
        if state == "applying" and not self.started_at:
            values["started_at"] = fields.Datetime.now()
        return super()._set_state(state, **values)

    def action_open_report(self):
        """Ask which report is wanted, and how."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Report"),
            "res_model": "user.import.report.wizard",
            "view_mode": "form",
            "target": "new",
            "context": {"default_run_id": self.id, "dialog_size": "medium"},
        }


def _bars(numbers, title):
    """Return what core's chart takes: what is done in one color, what is left in another."""
    kinds = dict.fromkeys(("unchanged", "skipped"), "other") | {"failed": "past"}
    values = [
        {"label": label, "value": number, "type": kinds.get(name, "future")}
        for label, number, name in numbers
    ]
    return {"key": title, "values": values}
