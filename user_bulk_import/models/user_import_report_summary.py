from odoo import api, models
from odoo.tools import format_datetime

from ..engine.decisions import OUTCOME_BY_ACTION
from ..engine.reports import Link, Summary


class UserImportReportSummary(models.AbstractModel):
    """Tells about a run as a whole: the first sheet of its report."""

    _name = "user.import.report.summary"
    _description = "User Import Report Summary"

    @api.model
    def _summary(self, run):
        return Summary(
            name=self.env._("Summary"),
            title=self.env._("User import"),
            lines=[*self._about(run), *self._numbers(run), *self._settings(run)],
        )

    @api.model
    def _about(self, run):
        states = dict(run._fields["state"]._description_selection(self.env))
        url = f"{run.get_base_url()}/odoo/action-user_bulk_import.action_user_import_run/{run.id}"
        lines = [
            (self.env._("File"), run.file_name),
            (self.env._("Comment"), run.comment or ""),
            (self.env._("Imported by"), run.user_id.name),
            (self.env._("Uploaded on"), format_datetime(self.env, run.create_date)),
            (self.env._("Status"), states[run.state]),
            (self.env._("Began on"), self._when(run.started_at)),
            (self.env._("Finished on"), self._when(run.finished_at)),
            (self.env._("Profile"), run.profile_id.name or ""),
            (self.env._("About the file"), run.issue_text or ""),
            (self.env._("In Odoo"), Link(self.env._("Open this import"), url)),
        ]
        return [line for line in lines if line[1]]

    @api.model
    def _when(self, moment):
        return format_datetime(self.env, moment) if moment else ""

    @api.model
    def _numbers(self, run):
        yield (self.env._("Rows"), "")
        names = ["total_count", *(f"{name}_count" for name in OUTCOME_BY_ACTION.values())]
        names.append("warning_count")
        labels = run.fields_get(names, ["string"])
        for name in names:
            if run[name] or name == "total_count":
                yield (labels[name]["string"], run[name])

    @api.model
    def _settings(self, run):
        """Give the settings that differ from the profile's, by the names that people know."""
        names = [
            name
            for name in sorted(run._policy_field_names())
            if run.profile_id and run[name] != run.profile_id[name]
        ]
        if not names:
            return
        yield (self.env._("Settings other than in the profile"), "")
        for name, description in run.fields_get(names, ["string"]).items():
            yield (description["string"], self._setting_text(run, name))

    @api.model
    def _setting_text(self, run, name):
        field, value = run._fields[name], run[name]
        if field.type == "boolean":
            return self.env._("Yes") if value else self.env._("No")
        if field.type == "selection":
            return dict(field._description_selection(self.env)).get(value, "")
        if field.type == "many2one":
            return value.display_name or ""
        return str(value or "")
