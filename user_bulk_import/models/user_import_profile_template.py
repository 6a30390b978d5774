from odoo import api, fields, models


class UserImportProfile(models.Model):
    """The tabs of a profile's files, and where its template and samples are downloaded."""

    _inherit = "user.import.profile"

    template_url = fields.Char(compute="_compute_template_urls", string="Template")
    sample_csv_url = fields.Char(compute="_compute_template_urls", string="Sample as CSV")
    sample_json_url = fields.Char(compute="_compute_template_urls", string="Sample as JSON")

    @api.depends("code")
    def _compute_template_urls(self):
        for profile in self:
            saved = profile._origin.id
            base = f"/user_bulk_import/template/{saved}"
            profile.template_url = saved and f"{base}.xlsx"
            profile.sample_csv_url = saved and f"{base}.csv"
            profile.sample_json_url = saved and f"{base}.json"

    def _user_types(self):
        """Return the names of the sheets that the columns speak of, one a user type."""
        return list(dict.fromkeys(line.sheet for line in self.column_ids if line.sheet))

    def _paste_example(self, tab):
        """Return what may be pasted into a tab, ``""`` where there is no profile yet."""
        return self.env["user.import.template"]._example(self, tab) if self else ""
